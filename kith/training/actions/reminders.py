"""What volunteers are reminded of by the clock: a session that is near, and how one was; each told once."""

from datetime import date, datetime, time, timedelta

from django.db import transaction
from django.urls import reverse

from kith.foundation.dates import moment
from kith.training.actions.telling import day_of, tell, tell_once
from kith.training.models import Booking, Told
from kith.training.states import WAS_THERE, BookingStatus, SessionStatus

A_WEEK, A_DAY = timedelta(days=7), timedelta(days=1)
AFTERWARDS = timedelta(days=7)


@transaction.atomic
def remind(*, at: datetime) -> int:
    """Everything that is due that morning; bears being repeated. Returns how many letters were filed."""
    on = day_of(at)
    sent = _of_sessions(on, Told.Kind.WEEK, on + 2 * A_DAY, on + A_WEEK, at)
    sent += _of_sessions(on, Told.Kind.DAY, on, on + A_DAY, at)
    return sent + _how_it_was(on, at)


def _of_sessions(on: date, kind: Told.Kind, first: date, last: date, at: datetime) -> int:
    """Those with a place in a session between two days; nobody a week ahead who only signed up within it."""
    begins = max(moment(first, time()), at)
    bookings = Booking.objects.filter(
        status=BookingStatus.BOOKED,
        session__status=SessionStatus.PLANNED,
        session__begins_at__gte=begins,
        session__begins_at__lt=moment(last + A_DAY, time()),
    )
    told = set(
        Told.objects.filter(kind=kind, day__range=(first, last)).values_list("volunteer", "about", "day")
    )
    sent = 0
    for booking in bookings.with_session():
        session = booking.session
        late = kind == Told.Kind.WEEK and day_of(booking.signed_up_at) > session.day - A_WEEK
        if late or (booking.volunteer_id, session.public_id, session.day) in told:
            continue
        Told.objects.create(volunteer=booking.volunteer, kind=kind, about=session.public_id, day=session.day)
        tell(booking, "training soon", at=at)
        sent += 1
    return sent


def _how_it_was(on: date, at: datetime) -> int:
    """Those who were there, on the morning after it was written down: a certificate, and a line if they like."""
    bookings = Booking.objects.filter(
        status__in=WAS_THERE,
        session__begins_at__gte=moment(on - AFTERWARDS, time()),
        session__begins_at__lt=moment(on, time()),
        volunteer__user__isnull=False,
    )
    link = reverse("training:mine")
    return sum(
        tell_once(
            booking.volunteer,
            Told.Kind.AFTER,
            "something new",
            about=booking.session,
            day=booking.session.day,
            link=link,
            at=at,
        )
        for booking in bookings.with_session()
    )
