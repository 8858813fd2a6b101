"""Stopping a volunteer at once, everywhere, and letting them go on."""

from datetime import date

from django.db import transaction

from kith.access.actions import end_sessions
from kith.access.models import User
from kith.audit import actions as audit
from kith.audit.events import Kind
from kith.people.models import Volunteer
from kith.recruitment.actions.common import not_about_themself
from kith.recruitment.models import Suspension
from kith.recruitment.queries import is_suspended
from kith.recruitment.refusals import CannotSuspend
from kith.safeguarding.readers import is_accused


@transaction.atomic
def suspend(*, volunteer: Volunteer, reason: str, by: User, on: date) -> Suspension:
    """From now the volunteer meets no child, in any scheme, until somebody lifts it.

    While a concern is looked into they see nothing of any child either: whatever is open on their devices closes.
    """
    not_about_themself(volunteer, by, CannotSuspend)
    if is_suspended(volunteer, on):
        raise CannotSuspend(f"{volunteer.first_name} is suspended already.")
    suspension = Suspension.objects.create(volunteer=volunteer, reason=reason, from_day=on, created_by=by)
    if reason == Suspension.Reason.CONCERN and volunteer.user:
        end_sessions(user=volunteer.user)
    audit.record(Kind.VOLUNTEER_SUSPENDED, about=volunteer, by=by, on=on, reason=reason)
    return suspension


@transaction.atomic
def lift_suspension(*, volunteer: Volunteer, by: User, on: date) -> Suspension:
    """The volunteer may meet children again, as far as everything else still stands."""
    not_about_themself(volunteer, by, CannotSuspend)
    suspension = Suspension.objects.filter(volunteer=volunteer, until_day=None).first()
    if suspension is None:
        raise CannotSuspend(f"{volunteer.first_name} is not suspended.")
    if suspension.reason == Suspension.Reason.CONCERN and is_accused(volunteer):
        raise CannotSuspend(
            f"What was said about {volunteer.first_name} is still looked into. "
            "A safeguarding lead writes down the outcome first; then they may go on."
        )
    suspension.until_day, suspension.lifted_by = max(on, suspension.from_day), by
    suspension.save(update_fields=["until_day", "lifted_by"])
    audit.record(Kind.SUSPENSION_LIFTED, about=volunteer, by=by, on=on)
    return suspension
