"""On the day: who came, one press each, put back with one more; who walked in; and the doors closed behind everybody."""

from datetime import datetime

from django.db import transaction

from kith.access.models import User
from kith.audit import actions as audit
from kith.audit.events import Kind
from kith.foundation.dates import count_words, weekday_words
from kith.foundation.holding import hold
from kith.matching import queries
from kith.matching.actions.open_days.cautions import look_around
from kith.matching.actions.open_days.inviting import guest_of_child, guest_of_volunteer
from kith.matching.actions.open_days.refusals import CannotOpenDay
from kith.matching.actions.open_days.telling import day_of
from kith.matching.models import ChildGuest, OpenDay, VolunteerGuest
from kith.matching.states import EXPECTED, MARKED, GuestStatus
from kith.people.models import Volunteer
from kith.referral.models import Referral

UNMARK = {
    GuestStatus.INVITED: "unmark, not answered",
    GuestStatus.COMING: "unmark, coming",
    GuestStatus.NOT_COMING: "unmark, not coming",
}


@transaction.atomic
def mark(*, guest: ChildGuest | VolunteerGuest, came: bool, by: User, at: datetime) -> None:
    """They were there, or they did not come. A volunteer who may not meet children is not let in by it."""
    hold(guest.open_day)
    hold(guest)
    _check_the_day(guest.open_day, at)
    wanted = GuestStatus.CAME if came else GuestStatus.AWAY
    if guest.status == wanted:
        return
    if came and isinstance(guest, VolunteerGuest):
        _check_may_be_there(guest.volunteer, guest.open_day, at)
    guest.move("come" if came else "stay away", by=by, on=day_of(at))
    audit.record(Kind.OPEN_DAY_MARKED, about=guest, by=by, on=day_of(at), came=came)


def _check_the_day(open_day: OpenDay, at: datetime) -> None:
    if not open_day.is_planned:
        raise CannotOpenDay("Who came is no longer written down here: the doors are closed.")
    if day_of(at) < open_day.day:
        raise CannotOpenDay(f"The open day is on {weekday_words(open_day.day)}. Say who came on the day.")


def _check_may_be_there(volunteer: Volunteer, open_day: OpenDay, at: datetime) -> None:
    if volunteer.pk not in queries.may_come([volunteer], open_day, day_of(at)):
        name = volunteer.first_name
        raise CannotOpenDay(
            f"{name} cannot be here as things stand. Thank {name} for coming, and ring whoever vets volunteers."
        )


@transaction.atomic
def unmark(*, guest: ChildGuest | VolunteerGuest, by: User, at: datetime) -> None:
    """As if nothing had been said yet. Somebody who walked in is off the list again."""
    hold(guest.open_day)
    hold(guest)
    _check_the_day(guest.open_day, at)
    if guest.status not in MARKED:
        raise CannotOpenDay("Nothing has been said yet, so there is nothing to put back.")
    marks = guest.changes.filter(to_status__in=MARKED).exclude(from_status__in=MARKED)
    was = marks.order_by("pk").last()
    step = "take back" if guest.walked_in else UNMARK[GuestStatus(was.from_status)] if was else "take back"
    guest.move(step, by=by, on=day_of(at))
    audit.record(Kind.OPEN_DAY_MARKED, about=guest, by=by, on=day_of(at), put_back=True)


@transaction.atomic
def walk_in_child(*, open_day: OpenDay, referral: Referral, by: User, at: datetime) -> ChildGuest:
    """A child who waits has come without an invitation, or after saying no."""
    hold(open_day)
    _check_the_day(open_day, at)
    _check_room(open_day.children, open_day.child_places, "child_places")
    guest = guest_of_child(open_day, referral, by, day_of(at))
    _let_in(guest, by, at)
    return guest


@transaction.atomic
def walk_in_volunteer(*, open_day: OpenDay, volunteer: Volunteer, by: User, at: datetime) -> VolunteerGuest:
    """A volunteer has come without an invitation: only one who might have been invited."""
    hold(open_day)
    _check_the_day(open_day, at)
    _check_room(open_day.volunteers, open_day.volunteer_places, "volunteer_places")
    guest = guest_of_volunteer(open_day, volunteer, by, day_of(at))
    _let_in(guest, by, at)
    return guest


def _check_room(guests: "object", places: int, field: str) -> None:
    there = guests.filter(status__in=(GuestStatus.COMING, GuestStatus.CAME)).count()  # type: ignore[attr-defined]
    if there >= places:
        raise CannotOpenDay(f"All {places} places are taken.", field)


def _let_in(guest: ChildGuest | VolunteerGuest, by: User, at: datetime) -> None:
    guest.walked_in = True
    guest.save(update_fields=["walked_in"])
    guest.move("come", by=by, on=day_of(at))
    audit.record(Kind.OPEN_DAY_MARKED, about=guest, by=by, on=day_of(at), came=True, walked_in=True)
    look_around(open_day=guest.open_day, on=day_of(at))


@transaction.atomic
def close_doors(*, open_day: OpenDay, by: User, at: datetime) -> OpenDay:
    """The day is over: whoever was not marked did not come, and choices are heard from now on."""
    hold(open_day)
    _check_the_day(open_day, at)
    if not open_day.has_begun(at):
        raise CannotOpenDay("The open day has not begun yet.")
    came = open_day.children.came().count(), open_day.volunteers.came().count()
    if not all(came):
        raise CannotOpenDay(
            "Mark first which children and which volunteers came. If nobody did, call the day off."
        )
    for guests in (open_day.children, open_day.volunteers):
        for guest in guests.filter(status__in=EXPECTED):
            guest.move("stay away", by=by, on=day_of(at))
    open_day.move("close the doors", by=by, on=day_of(at))
    audit.record(
        Kind.OPEN_DAY_MOVED,
        about=open_day,
        by=by,
        on=day_of(at),
        step="close",
        children=came[0],
        volunteers=came[1],
    )
    return open_day


@transaction.atomic
def open_doors(*, open_day: OpenDay, by: User, at: datetime) -> OpenDay:
    """Put the closing back, to mark somebody after all; only while nobody has chosen."""
    hold(open_day)
    chosen = open_day.children.exclude(heard="").count()
    if chosen:
        raise CannotOpenDay(
            f"{count_words(chosen, 'child has', 'children have')} said already whom they liked, so the list stays as it is."
        )
    open_day.move("open the doors", by=by, on=day_of(at))
    audit.record(Kind.OPEN_DAY_MOVED, about=open_day, by=by, on=day_of(at), step="open")
    return open_day
