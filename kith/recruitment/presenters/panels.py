"""A panel, its agenda, and what was decided, for whoever looks."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.urls import reverse

from kith.access.policy import Permission
from kith.foundation.dates import count_words, day_words, near_words
from kith.recruitment.models import AgendaItem, Panel
from kith.recruitment.presenters.reader import Reader
from kith.recruitment.states import ItemStatus

P = Permission
TAGS = {
    ItemStatus.ON_AGENDA: "govuk-tag--grey",
    ItemStatus.DECIDED: "govuk-tag--yellow",
    ItemStatus.AGREED: "govuk-tag--yellow",
    ItemStatus.SETTLED: "govuk-tag--green",
    ItemStatus.TAKEN_OFF: "govuk-tag--grey",
}


def item_address(item: AgendaItem) -> str:
    return reverse("recruitment:agenda_item", args=[item.public_id])


def panel_line(panel: Any, on: date) -> dict[str, Any]:
    """One line of the list of panels; `waiting` and `items_on` are counted with it."""
    when, near = day_words(panel.on), near_words(panel.on, on)
    return {
        "url": reverse("recruitment:panel", args=[panel.public_id]),
        "when": when,
        "near": "" if when in near else near,
        "where": panel.place,
        "items": count_words(panel.many, "application"),
        "waiting": f"{panel.open_items} to be settled" if panel.open_items else "",
    }


def agenda(items: Iterable[AgendaItem], vets: bool) -> list[dict[str, Any]]:
    """The lines of an agenda. What was decided is told to those who vet until the letter has gone."""
    return [
        {
            "item": item,
            "url": item_address(item),
            "name": item.application.volunteer.name,
            "scheme": item.application.scheme.name,
            "recruiter": item.application.recruiter.name if item.application.recruiter else "nobody",
            "status": item.get_status_display(),
            "tag": TAGS[ItemStatus(item.status)],
            "outcome": item.outcome_words
            if item.outcome and (vets or item.is_approval and item.letter_on)
            else "",
            "may_come_off": item.may("take off"),
        }
        for item in items
    ]


@dataclass(frozen=True)
class Verdict:
    """What was decided, for a summary list, and what this reader may do about it now."""

    rows: list[dict[str, Any]]
    next_words: str = ""
    may_decide: bool = False
    may_agree: bool = False
    may_take_back: bool = False
    may_settle: bool = False
    settle_words: str = ""


def verdict(item: AgendaItem, reader: Reader, on: date) -> Verdict:
    me, recruiter = reader.user.pk, item.application.recruiter_id
    fit = me != recruiter
    decides = reader.may(P.APPROVE_VOLUNTEER) and fit
    agrees = reader.may(P.AGREE_WITH_PANEL) and fit and item.decided_by_id != me
    rows = [{"key": {"text": key}, "value": {"text": value}} for key, value in _facts(item) if value]
    return Verdict(
        rows=rows if reader.vets else [],
        next_words=_next(item, reader, on),
        may_decide=decides and item.may("decide") and item.panel.on <= on,
        may_agree=agrees and item.may("agree"),
        may_take_back=decides and item.may("take back"),
        may_settle=decides and item.may("settle"),
        settle_words="Send it back to checks"
        if item.outcome == AgendaItem.Outcome.DEFER
        else "Send the letter",
    )


def _facts(item: AgendaItem) -> list[tuple[str, str]]:
    if not item.outcome:
        return []
    programmes = ", ".join([item.application.scheme.name, *(scheme.name for scheme in item.programmes.all())])
    signed = (
        f"{item.decided_by.name}, {day_words(item.decided_on)}" if item.decided_by and item.decided_on else ""
    )
    agreed = (
        f"{item.agreed_by.name}, {day_words(item.agreed_on)}" if item.agreed_by and item.agreed_on else ""
    )
    return [
        ("Decision", item.outcome_words),
        ("Programmes", programmes if item.is_approval else ""),
        ("Ages", f"{item.age_from} to {item.age_to}" if item.is_approval else ""),
        ("Children at a time", str(item.places or "") if item.is_approval else ""),
        ("Conditions", item.conditions),
        ("Why", item.get_reason_display() if item.reason else ""),
        ("Minutes", item.minutes),
        ("Decided by", signed),
        ("Agreed by", agreed),
        ("Letter", day_words(item.letter_on) if item.letter_on else ""),
    ]


def _next(item: AgendaItem, reader: Reader, on: date) -> str:
    name = item.application.volunteer.first_name
    if item.application.recruiter_id == reader.user.pk and item.may("decide"):
        return f"You are {name}’s recruiter, so two other people decide."
    match item.status:
        case ItemStatus.ON_AGENDA if item.panel.on > on:
            return f"The panel meets on {day_words(item.panel.on)}."
        case ItemStatus.ON_AGENDA:
            return "Nobody has written down a decision yet."
        case ItemStatus.DECIDED if item.decided_by_id == reader.user.pk:
            return "A second person must agree before anything follows from it."
        case ItemStatus.DECIDED:
            return "One person has decided. A second must agree: not the recruiter, and not whoever decided."
        case ItemStatus.AGREED:
            return f"Two people agree. {name} hears nothing, and nothing holds, until the letter goes; until then it can be taken back."
        case ItemStatus.SETTLED:
            return f"It holds since {day_words(item.letter_on)}." if item.letter_on else ""
        case _:
            return f"{name} was taken off this agenda."


def panel_words(panel: Panel, on: date) -> str:
    near = near_words(panel.on, on)
    return f"{near[:1].upper()}{near[1:]}{f', {panel.place}' if panel.place else ''}"
