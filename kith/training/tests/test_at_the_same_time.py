"""Several people at once: the places are given once each, in whatever order they come."""

from concurrent.futures import ThreadPoolExecutor

import pytest
from django.db import connection

from kith.foundation.dates import now
from kith.training import actions
from kith.training.models import Booking
from kith.training.states import BookingStatus
from kith.training.tests.factories import a_session, a_trainee


@pytest.mark.django_db(transaction=True)
def test_six_people_who_tap_at_once_do_not_share_two_places():
    session = a_session(places=2)
    people = [a_trainee(f"V{number}") for number in range(6)]

    def sign_up(volunteer):
        try:
            return actions.sign_up(session=session, volunteer=volunteer, by=volunteer.user, at=now()).status
        finally:
            connection.close()

    with ThreadPoolExecutor(len(people)) as at_once:
        statuses = list(at_once.map(sign_up, people))
    assert statuses.count(BookingStatus.BOOKED) == 2
    assert Booking.objects.filter(status=BookingStatus.WAITING).count() == 4
