"""A panel is called, applications are put before it, two people decide, and it holds once the letter goes.

Until then nothing has happened to anybody, so everything can be taken back.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db import transaction

from kith.access.models import User
from kith.audit import actions as audit
from kith.audit.events import Kind
from kith.foundation.dates import day_words
from kith.recruitment.actions.applications import decline, take_step
from kith.recruitment.actions.approvals import (
    approve,
    refuse_unfit_approver,
    refuse_unfit_terms,
    refuse_unready,
)
from kith.recruitment.actions.common import not_about_themself, tell
from kith.recruitment.actions.programmes import approve_elsewhere
from kith.recruitment.models import AgendaItem, Application, Panel
from kith.recruitment.programmes import programmes_for
from kith.recruitment.refusals import CannotPanel
from kith.recruitment.states import Status
from kith.schemes.models import Organisation, Scheme

Outcome = AgendaItem.Outcome


@transaction.atomic
def call_panel(*, provider: Organisation, meets_on: date, place: str = "", by: User, on: date) -> Panel:
    """A day on which the provider's panel meets; two agendas for one day would be one."""
    if meets_on < on:
        raise CannotPanel(f"The day must be {day_words(on)} or later.", "meets_on")
    if Panel.objects.filter(provider=provider, on=meets_on).exists():
        raise CannotPanel(f"A panel is called for {day_words(meets_on)} already.", "meets_on")
    panel = Panel.objects.create(provider=provider, on=meets_on, place=place.strip(), created_by=by)
    audit.record(Kind.PANEL_CALLED, about=panel, by=by, on=on)
    return panel


@transaction.atomic
def put_on_agenda(*, panel: Panel, application: Application, by: User, on: date) -> AgendaItem:
    """An application that is ready goes to the end of the agenda."""
    name = application.volunteer.first_name
    not_about_themself(application.volunteer, by, CannotPanel)
    if application.scheme.provider_id != panel.provider_id:
        raise CannotPanel(f"{application.scheme} has another panel.")
    if application.status != Status.READY:
        raise CannotPanel(
            f"{name} is not ready for the panel yet: {application.get_status_display().lower()}."
        )
    if AgendaItem.objects.open().filter(application=application).exists():
        raise CannotPanel(f"{name} is on an agenda already.")
    place = AgendaItem.objects.filter(panel=panel).count() + 1
    item = AgendaItem.objects.create(panel=panel, application=application, place=place, created_by=by)
    audit.record(Kind.PUT_ON_AGENDA, about=item, by=by, on=on)
    return item


@transaction.atomic
def put_before(*, panel: Panel | None, application: Application, by: User, on: date) -> AgendaItem:
    """Before a panel that is called, or before today’s, which is called if it is not there."""
    if panel is None:
        provider = application.scheme.provider
        already = Panel.objects.filter(provider=provider, on=on).first()
        panel = already or call_panel(provider=provider, meets_on=on, by=by, on=on)
    return put_on_agenda(panel=panel, application=application, by=by, on=on)


@transaction.atomic
def take_off_agenda(*, item: AgendaItem, by: User, on: date) -> AgendaItem:
    not_about_themself(item.application.volunteer, by, CannotPanel)
    return _move(item, "take off", by=by, on=on)


@dataclass(frozen=True)
class Decision:
    """What a panel may say about one application."""

    outcome: str
    minutes: str = ""
    reason: str = ""
    conditions: str = ""
    age_from: int | None = None
    age_to: int | None = None
    places: int | None = None
    programmes: tuple[Scheme, ...] = ()


@transaction.atomic
def decide(*, item: AgendaItem, decision: Decision, by: User, on: date) -> AgendaItem:
    """The first of two people writes down what the panel decided. Nothing follows from it yet."""
    _refuse_unfit_decider(item, by)
    if item.panel.on > on:
        raise CannotPanel(f"The panel meets on {day_words(item.panel.on)}. Decide then.")
    terms: dict[str, Any] = {"age_from": None, "age_to": None, "places": None, "conditions": "", "reason": ""}
    programmes: Iterable[Scheme] = ()
    if decision.outcome in (Outcome.APPROVE, Outcome.CONDITIONS):
        terms |= _terms(item, decision, on)
        programmes = decision.programmes
    elif decision.outcome == Outcome.DECLINE:
        if not decision.reason:
            raise CannotPanel("Choose why. Only those who vet can read it.", "reason")
        terms["reason"] = decision.reason
    elif decision.outcome == Outcome.DEFER:
        if not decision.minutes.strip():
            raise CannotPanel("Say in the minutes what is still needed.", "minutes")
    else:
        raise CannotPanel("Choose what the panel decided.", "outcome")
    _keep(
        item,
        outcome=decision.outcome,
        minutes=decision.minutes.strip(),
        decided_by=by,
        decided_on=on,
        **terms,
    )
    item.programmes.set(programmes)
    return _move(item, "decide", by=by, on=on)


def _terms(item: AgendaItem, decision: Decision, on: date) -> dict[str, Any]:
    application = item.application
    refuse_unready(application, on)
    for box in ("age_from", "age_to", "places"):
        if getattr(decision, box) is None:
            raise CannotPanel("Enter a number.", box)
    ages = {
        "age_from": decision.age_from or 0,
        "age_to": decision.age_to or 0,
        "places": decision.places or 0,
    }
    refuse_unfit_terms(application.scheme, **ages)
    if decision.outcome == Outcome.CONDITIONS and not decision.conditions.strip():
        raise CannotPanel("Write down the conditions.", "conditions")
    if decision.outcome == Outcome.APPROVE and decision.conditions.strip():
        raise CannotPanel(
            "There are conditions, so choose “approve with conditions”, or take them out.", "outcome"
        )
    _refuse_unfit_programmes(application, decision.programmes, on)
    return {**ages, "conditions": decision.conditions.strip()}


def _refuse_unfit_programmes(application: Application, chosen: Iterable[Scheme], on: date) -> None:
    possible = {programme.scheme.pk: programme for programme in programmes_for(application, on)}
    for scheme in chosen:
        programme = possible.get(scheme.pk)
        if programme is None:
            raise CannotPanel(f"{scheme} cannot be approved together with this.", "programmes")
        if programme.lacking:
            raise CannotPanel(f"Not for {scheme} yet. {' '.join(programme.lacking)}", "programmes")


@transaction.atomic
def agree(*, item: AgendaItem, by: User, on: date) -> AgendaItem:
    """The second of two people agrees: neither who decided, nor the recruiter, nor the applicant."""
    _refuse_unfit_decider(item, by)
    if item.decided_by_id == by.pk:
        raise CannotPanel("Somebody else must agree: the decision is yours.")
    _keep(item, agreed_by=by, agreed_on=on)
    return _move(item, "agree", by=by, on=on)


@transaction.atomic
def disagree(*, item: AgendaItem, words: str, by: User, on: date) -> AgendaItem:
    """The second person does not agree, and says why: the decision is open again."""
    _refuse_unfit_decider(item, by)
    if not words.strip():
        raise CannotPanel("Say why, for whoever decides again.", "words")
    if item.decided_by_id == by.pk:
        raise CannotPanel("The decision is yours. Take it back instead.")
    return _move(item, "disagree", by=by, on=on, words=words.strip())


@transaction.atomic
def take_back(*, item: AgendaItem, by: User, on: date) -> AgendaItem:
    """Undo, as long as the letter has not gone. What was written stays, to be decided again."""
    _refuse_unfit_decider(item, by)
    _move(item, "take back", by=by, on=on)
    _keep(item, agreed_by=None, agreed_on=None)
    return item


@transaction.atomic
def settle(*, item: AgendaItem, by: User, on: date) -> AgendaItem:
    """The letter goes, and from now on the decision holds. What stood in the way meanwhile still stands in the way."""
    _refuse_unfit_decider(item, by)
    application, decider = item.application, item.decided_by
    if decider is None or item.agreed_by_id is None:
        raise CannotPanel("Two people decide. Somebody has still to agree.")
    _keep(item, letter_on=on)
    _move(item, "settle", by=by, on=on)
    if item.is_approval:
        _approve(item, application, decider, on)
    elif item.outcome == Outcome.DECLINE:
        decline(application=application, reason=item.reason, words=item.minutes, by=decider, on=on)
    else:
        take_step(application=application, step="back to checks", by=decider, on=on)
        if application.recruiter and application.recruiter != by:
            tell(application.recruiter, "something new", application, on)
    return item


def _approve(item: AgendaItem, application: Application, decider: User, on: date) -> None:
    approval = approve(item=item, on=on)
    for scheme in item.programmes.all():
        _refuse_unfit_programmes(application, [scheme], on)
        approve_elsewhere(approval=approval, scheme=scheme, by=decider, on=on)


def _refuse_unfit_decider(item: AgendaItem, by: User) -> None:
    refuse_unfit_approver(item.application, by)


def _move(item: AgendaItem, step: str, *, by: User, on: date, words: str = "") -> AgendaItem:
    item.move(step, by=by, on=on, words=words)
    audit.record(Kind.PANEL_STEP, about=item, by=by, on=on, step=step)
    return item


def _keep(item: AgendaItem, **columns: Any) -> None:
    for name, value in columns.items():
        setattr(item, name, value)
    item.save(update_fields=list(columns))
