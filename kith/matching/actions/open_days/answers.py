"""Yes or no to an invitation; how a child gets there, what they need, who comes along; and taking one back."""

from datetime import datetime

from django.db import transaction

from kith.access.models import User
from kith.audit import actions as audit
from kith.audit.events import Kind
from kith.foundation.holding import hold
from kith.matching.actions.open_days.cautions import look_around
from kith.matching.actions.open_days.refusals import CannotOpenDay
from kith.matching.actions.open_days.telling import day_of, tell_children, tell_volunteers
from kith.matching.models import ChildGuest, OpenDay, VolunteerGuest
from kith.matching.states import ASKED, GuestStatus, OpenDayStatus

Said = ChildGuest.Said
YES, NO = "say yes", "say no"


@transaction.atomic
def answer_child(
    *,
    guest: ChildGuest,
    said: str,
    by: User,
    at: datetime,
    transport: str | None = None,
    needs: str | None = None,
    comes_with: str | None = None,
) -> ChildGuest:
    """What the child said about coming, and what is needed for it. “Not asked yet” is an answer, too; None changes nothing."""
    hold(guest.open_day)
    hold(guest)
    _check_answerable(guest, at)
    if said not in Said.values:
        raise CannotOpenDay("Say what the child said: yes, no, or not asked yet.", "said")
    if said == Said.NOT_ASKED and guest.child_said:
        raise CannotOpenDay("It is written down what was said. If that was wrong, choose yes or no.", "said")
    guest.child_said = said
    _note(guest, transport, needs, comes_with)
    if said:
        _move(guest, said == Said.YES, guest.open_day.child_places, "child_places", by, at)
    audit.record(Kind.OPEN_DAY_ANSWERED, about=guest, by=by, on=day_of(at), said=said or "not asked")
    look_around(open_day=guest.open_day, on=day_of(at))
    return guest


def _note(guest: ChildGuest, transport: str | None, needs: str | None, comes_with: str | None) -> None:
    for name, words in (("transport", transport), ("needs", needs), ("comes_with", comes_with)):
        if words is not None:
            setattr(guest, name, words.strip())
    guest.save(update_fields=["child_said", "transport", "needs", "comes_with"])


@transaction.atomic
def note_what_is_needed(
    *, guest: ChildGuest, transport: str, needs: str, comes_with: str, by: User, at: datetime
) -> ChildGuest:
    """A worker or a carer says how the child gets there, who comes along and what is needed. Whether is the child’s to say."""
    hold(guest.open_day)
    hold(guest)
    _check_answerable(guest, at)
    _note(guest, transport, needs, comes_with)
    audit.record(Kind.OPEN_DAY_ANSWERED, about=guest, by=by, on=day_of(at), said="what is needed")
    look_around(open_day=guest.open_day, on=day_of(at))
    return guest


@transaction.atomic
def answer_volunteer(*, guest: VolunteerGuest, yes: bool, by: User, at: datetime) -> VolunteerGuest:
    """They come, or they do not; they may change their mind until it begins."""
    hold(guest.open_day)
    hold(guest)
    _check_answerable(guest, at)
    _move(guest, yes, guest.open_day.volunteer_places, "volunteer_places", by, at)
    audit.record(Kind.OPEN_DAY_ANSWERED, about=guest, by=by, on=day_of(at), said="yes" if yes else "no")
    return guest


def _check_answerable(guest: ChildGuest | VolunteerGuest, at: datetime) -> None:
    day: OpenDay = guest.open_day
    if day.status == OpenDayStatus.CALLED_OFF:
        raise CannotOpenDay("This open day is called off.")
    if guest.status == GuestStatus.TAKEN_BACK:
        raise CannotOpenDay("This invitation does not hold any more. Ask the coordinator.")
    if not day.is_planned or guest.status not in ASKED or day.ends_at <= at:
        raise CannotOpenDay("The open day has been. Who came is written down there.")


def _move(
    guest: ChildGuest | VolunteerGuest, yes: bool, places: int, field: str, by: User, at: datetime
) -> None:
    wanted = GuestStatus.COMING if yes else GuestStatus.NOT_COMING
    if guest.status == wanted:
        return
    if yes:
        coming = type(guest).objects.filter(open_day=guest.open_day_id, status=GuestStatus.COMING).count()
        if coming >= places:
            raise CannotOpenDay(
                f"All {places} places are taken. The coordinator can enter more, or say who cannot come after all."
            )
    guest.move(YES if yes else NO, by=by, on=day_of(at))


@transaction.atomic
def take_back(*, guest: ChildGuest | VolunteerGuest, by: User | None, at: datetime) -> None:
    """They do not come after all, by us; whoever expected to come is told that something has changed."""
    hold(guest.open_day)
    hold(guest)
    if not guest.open_day.is_planned or guest.status not in ASKED:
        raise CannotOpenDay("There is no invitation to take back here.")
    told = guest.status != GuestStatus.NOT_COMING and not guest.open_day.has_begun(at)
    guest.move("take back", by=by, on=day_of(at))
    if told and isinstance(guest, ChildGuest):
        tell_children([guest], "invitation changed", at=at)
    elif told and isinstance(guest, VolunteerGuest):
        tell_volunteers([guest], "invitation changed", at=at)
    audit.record(Kind.OPEN_DAY_ANSWERED, about=guest, by=by, on=day_of(at), said="taken back")
