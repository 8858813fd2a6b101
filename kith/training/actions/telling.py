"""Who hears of what, in letters that name neither the course nor the person."""

from datetime import date, datetime

from django.core import signing
from django.urls import reverse

from kith.foundation.dates import LONDON
from kith.foundation.models import Record
from kith.messages.actions import send
from kith.people.models import Volunteer
from kith.training.models import Booking, Session, Told

SALT = "training.place"


def day_of(at: datetime) -> date:
    return at.astimezone(LONDON).date()


def place_key(booking: Booking) -> str:
    """What opens one's own place to somebody who has no account yet: signed, and good for this place only."""
    return signing.dumps(str(booking.public_id), salt=SALT)


def read_place_key(key: str) -> str:
    """The place's id. BadSignature for anything that we did not sign."""
    return str(signing.loads(key, salt=SALT))


def tell(booking: Booking, event: str, *, at: datetime) -> None:
    """A letter about somebody's own place: to their account, or to the address that they gave."""
    volunteer = booking.volunteer
    if volunteer.user:
        link = reverse("training:session_mine", args=[booking.session.public_id])
        send(to=volunteer.user, event=event, about=booking.session, link=link, at=at)
    else:
        link = reverse("training:place", args=[place_key(booking)])
        send(to_address=volunteer.email, event=event, about=booking.session, link=link, at=at)


def tell_all(session: Session, event: str, *, at: datetime) -> int:
    """Everybody who has a place or waits for one."""
    bookings = list(session.bookings.live().with_session())
    for booking in bookings:
        tell(booking, event, at=at)
    return len(bookings)


def tell_once(
    volunteer: Volunteer, kind: Told.Kind, event: str, *, about: Record, day: date, link: str, at: datetime
) -> bool:
    """A letter about something, unless this one has gone already. Those without an account are told by people."""
    row = {"volunteer": volunteer, "kind": kind, "about": about.public_id, "day": day}
    if volunteer.user is None or Told.objects.filter(**row).exists():
        return False
    Told.objects.create(**row)
    send(to=volunteer.user, event=event, about=about, link=link, at=at)
    return True
