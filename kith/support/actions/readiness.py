"""A young person writes on their own list for leaving care. Nobody else does."""

from datetime import date

from django.db import transaction

from kith.access.models import User
from kith.audit import actions as audit
from kith.audit.events import Kind
from kith.foundation.errors import Cannot
from kith.people.models import Child
from kith.support.models import ReadinessAnswer, ReadinessList
from kith.support.ready_for import THINGS

State = ReadinessAnswer.State
FROM_AGE = 15


class CannotKeep(Cannot):
    """The list cannot be kept like this."""


@transaction.atomic
def begin_list(*, child: Child, by: User, on: date) -> ReadinessList:
    """Begin the list, or go on with the one there is."""
    _refuse_anybody_else(child, by)
    age = child.age_on(on)
    if age is not None and age < FROM_AGE:
        raise CannotKeep("This is for when you are 15 or older. There is plenty of time.")
    found, _ = ReadinessList.objects.get_or_create(child=child, defaults={"begun_on": on, "created_by": by})
    return found


@transaction.atomic
def say_ready(
    *,
    found: ReadinessList,
    item: str,
    state: str,
    help_wanted: str = "",
    help_from: str = "",
    by: User,
    on: date,
) -> ReadinessAnswer:
    """How it stands with one thing today; what was said before stays."""
    _refuse_anybody_else(found.child, by)
    if item not in THINGS or state not in State.values:
        raise CannotKeep("Choose one of the four answers.")
    if state in (State.CAN, State.NOT_MINE):
        help_wanted = help_from = ""
    said = ReadinessAnswer.objects.create(
        list=found,
        item=item,
        state=state,
        help_wanted=help_wanted.strip(),
        help_from=help_from,
        on=on,
        created_by=by,
    )
    audit.record(Kind.READINESS_SAID, about=found, by=by, on=on, child=found.child)
    return said


@transaction.atomic
def share_list(*, found: ReadinessList, shared: bool, by: User, on: date) -> ReadinessList:
    """Whether the coordinator and the worker may see it; it acts at once."""
    _refuse_anybody_else(found.child, by)
    found.shared = shared
    found.save(update_fields=["shared"])
    audit.record(Kind.READINESS_SHARED, about=found, by=by, on=on, child=found.child, shared=shared)
    return found


@transaction.atomic
def put_nudge_away(*, found: ReadinessList, stop: bool = False, by: User, on: date) -> ReadinessList:
    """Not this month; or never again, unless they switch it on."""
    _refuse_anybody_else(found.child, by)
    found.nudged_on, found.nudges = on, not stop
    found.save(update_fields=["nudged_on", "nudges"])
    return found


def _refuse_anybody_else(child: Child, by: User) -> None:
    if child.user_id != by.pk:
        raise CannotKeep("Only the young person writes on their own list.")
