"""An application comes in, goes its steps, and may be declined, withdrawn or taken up again."""

from collections.abc import Mapping
from datetime import date
from typing import Any

from django.db import transaction

from kith.access.models import User
from kith.access.policy import Permission
from kith.audit import actions as audit
from kith.audit.events import Kind
from kith.people.actions import enlist
from kith.people.models import Volunteer
from kith.recruitment.actions.closing import close_down, leave_agenda
from kith.recruitment.actions.common import not_about_themself, tell
from kith.recruitment.actions.flags import look_for_conflicts, look_for_earlier
from kith.recruitment.actions.letters import offer_form
from kith.recruitment.actions.profiles import fill_in, plain
from kith.recruitment.models import Application, Approval
from kith.recruitment.queries import gaps, who_may
from kith.recruitment.refusals import AlreadyApplied, CannotReceive, CannotStep
from kith.recruitment.states import BACK, FORWARD, ON_THE_WAY, WhyWithdrawn
from kith.recruitment.vetting.requirements import CHECKS, INTERVIEW, PANEL
from kith.schemes.models import Scheme

NEEDED_BEFORE = {"interview": INTERVIEW, "check": CHECKS, "put to panel": PANEL}


@transaction.atomic
def receive_application(
    *,
    scheme: Scheme,
    first_name: str,
    last_name: str,
    by: User | None,
    on: date,
    recruiter: User | None = None,
    heard: str = "",
    why: str = "",
    **about: Any,
) -> Application:
    """Somebody offers themself to a scheme; the scheme's staff may see them from now on.

    `about` takes what a volunteer's profile holds. Somebody whom the provider knows by name and e-mail stays one person.
    """
    if scheme.closed_on and scheme.closed_on <= on:
        raise CannotReceive(f"{scheme} takes no new volunteers any more.", "scheme")
    about = plain({"first_name": first_name, "last_name": last_name, **about})
    volunteer = _known(scheme, about)
    if volunteer is None:
        volunteer = Volunteer.objects.create(created_by=by, **about)
    else:
        _refuse_twice(volunteer, scheme, on)
        fill_in(volunteer, about)
    enlist(volunteer=volunteer, scheme=scheme, by=by, on=on)
    application = Application.objects.create(
        volunteer=volunteer,
        scheme=scheme,
        recruiter=recruiter,
        received_on=on,
        at_step_since=on,
        heard=heard,
        why=why,
        created_by=by,
    )
    audit.record(Kind.APPLICATION_RECEIVED, about=application, by=by, on=on)
    look_for_earlier(application=application, on=on)
    look_for_conflicts(applications=[application], on=on)
    if by is None:
        if volunteer.email:
            offer_form(application=application, by=None, on=on)
        for colleague in who_may(Permission.RECORD_CHECK, scheme, on):
            tell(colleague, "something new", application, on)
    return application


def _known(scheme: Scheme, about: Mapping[str, Any]) -> Volunteer | None:
    """The same person at the same provider: the same e-mail and the same name."""
    if not about.get("email"):
        return None
    return Volunteer.objects.filter(
        enlistments__scheme__provider=scheme.provider_id,
        email__iexact=about["email"],
        first_name__iexact=about["first_name"],
        last_name__iexact=about["last_name"],
    ).first()


def _refuse_twice(volunteer: Volunteer, scheme: Scheme, on: date) -> None:
    """One open application, and none beside an open approval."""
    open_one = Application.objects.filter(volunteer=volunteer, scheme=scheme, status__in=ON_THE_WAY).first()
    if open_one:
        where = open_one.get_status_display().lower()
        raise AlreadyApplied(
            f"{volunteer.name} already has an application here ({where}). Go on with that one."
        )
    if Approval.objects.open_on(on).filter(volunteer=volunteer, scheme=scheme).exists():
        raise AlreadyApplied(f"{volunteer.name} is already approved for {scheme}.")


@transaction.atomic
def take_step(*, application: Application, step: str, by: User, on: date) -> Application:
    """Take an application one step on, or one back. Who takes the first step of an enquiry becomes its recruiter."""
    if step not in FORWARD and step not in BACK:
        raise CannotStep(f"“{step}” is not a step of an application.")
    not_about_themself(application.volunteer, by, CannotStep)
    if step in NEEDED_BEFORE:
        lacking = gaps(application.volunteer, application.scheme, on, before=NEEDED_BEFORE[step])
        if lacking:
            first = "The panel needs everything first. " if step == "put to panel" else ""
            raise CannotStep(f"{first}{' '.join(lacking)}")
    _move(application, step, by=by, on=on)
    if step in BACK:
        leave_agenda(application=application, by=by, on=on)
    if application.recruiter_id is None:
        application.recruiter = by
        application.save(update_fields=["recruiter"])
    return application


@transaction.atomic
def decline(*, application: Application, reason: str, words: str = "", by: User, on: date) -> Application:
    """Say no, at any stage. The reason and the words are read by those who vet, nobody else."""
    not_about_themself(application.volunteer, by, CannotStep)
    application.move("decline", by=by, on=on, reason=reason, words=words)
    close_down(application=application, by=by, on=on)
    audit.record(Kind.VOLUNTEER_DECLINED, about=application, by=by, on=on)
    return application


@transaction.atomic
def withdraw(*, application: Application, reason: str, words: str = "", by: User, on: date) -> Application:
    """The applicant does not go on, or cannot be reached any more."""
    _move(application, "withdraw", by=by, on=on, reason=reason, words=words)
    close_down(application=application, by=by, on=on)
    return application


@transaction.atomic
def stop(*, application: Application, on: date) -> Application:
    """Applicants end it themselves, by their own form, and need not say why. Whoever looks after them is told."""
    if application.status not in ON_THE_WAY:
        raise CannotStep("This application is closed already.")
    application.move("withdraw", by=None, on=on, reason=WhyWithdrawn.STOPPED)
    close_down(application=application, by=None, on=on)
    audit.record(Kind.APPLICATION_MOVED, about=application, by=None, on=on, step="withdraw")
    if application.recruiter:
        tell(application.recruiter, "something new", application, on)
    return application


@transaction.atomic
def reopen(*, application: Application, by: User, on: date) -> Application:
    """Take up again what was declined, withdrawn or lapsed; checks that still hold still count."""
    not_about_themself(application.volunteer, by, CannotStep)
    _refuse_twice(application.volunteer, application.scheme, on)
    enlist(volunteer=application.volunteer, scheme=application.scheme, by=by, on=on)
    return _move(application, "reopen", by=by, on=on)


def _move(
    application: Application, step: str, *, by: User, on: date, reason: str = "", words: str = ""
) -> Application:
    application.move(step, by=by, on=on, reason=reason, words=words)
    audit.record(Kind.APPLICATION_MOVED, about=application, by=by, on=on, step=step)
    return application
