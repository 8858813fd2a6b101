"""A long list is sorted by what was counted last, which is what would be found now; deeds count at once."""

from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from kith.access.roles import Role
from kith.foundation.dates import now, today
from kith.foundation.models import ScheduleRun
from kith.foundation.schedules import SCHEDULES
from kith.people.tests.factories import a_volunteer
from kith.schemes.tests.factories import LONG_AGO, a_provider, a_scheme
from kith.training import actions, listing, tasks
from kith.training.judging import ground_of
from kith.training.models import Tally
from kith.training.states import BookingStatus
from kith.training.tests.factories import (
    a_completion,
    a_coordinator,
    a_course,
    a_place,
    a_session,
    a_trainee,
)

pytestmark = pytest.mark.django_db
LACKING = reverse("training:lacking")


@pytest.fixture
def amara():
    return a_coordinator()


@pytest.fixture
def crowd(amara):
    """Of every kind: nothing done, all done, something that ends soon, ended, of another scheme, on the way."""
    scheme, other = a_scheme(), a_scheme("Mentors", preset="goal-mentoring")
    course, yearly = a_course(owner=a_provider()), a_course("Online safety", need="yearly", months=12)
    soon, past = today() + timedelta(days=20), today() - timedelta(days=3)
    for name in ("Ann", "Bea", "Cal"):
        a_trainee(name, scheme)
    for name, until in (("Dee", None), ("Eve", soon), ("Flo", past)):
        who = a_trainee(name, scheme)
        a_completion(who, course, on=LONG_AGO, until=until)
        a_completion(who, yearly, on=today() - timedelta(days=30))
    twice = a_trainee("Gus", scheme)
    twice.enlistments.create(scheme=other, from_day=today())
    a_completion(twice, course, on=LONG_AGO, until=None)
    a_volunteer("Hal", other, user=None)
    return scheme


def by_hand(user, group, monkeypatch, at_once):
    monkeypatch.setattr(listing, "AT_ONCE", at_once)
    ground = ground_of(user, today())
    found = listing.find(listing.everybody(ground, user), group, ground)
    return found.numbers, list(found.ids)


@pytest.mark.parametrize("group", listing.GROUPS)
def test_what_was_counted_says_what_would_be_found_now(crowd, amara, group, monkeypatch):
    actions.count_everybody(on=today())
    assert by_hand(amara, group, monkeypatch, 0) == by_hand(amara, group, monkeypatch, 2_000)


def test_whoever_has_just_come_and_is_not_counted_yet_lacks_what_is_asked(crowd, amara, monkeypatch):
    actions.count_everybody(on=today())
    a_trainee("Newcomer", crowd)
    assert by_hand(amara, "lacking", monkeypatch, 0) == by_hand(amara, "lacking", monkeypatch, 2_000)


def test_deeds_count_at_once_whom_they_touch(amara):
    course, ruth = a_course(), a_trainee("Ruth")
    session = a_session(course, days=-1)
    place = a_place(session, ruth)

    def lacks():
        return Tally.objects.get(enlistment__volunteer=ruth).lacks

    actions.record_attendance(session=session, marks={place: BookingStatus.CAME}, by=amara, at=now())
    assert lacks() == 0
    actions.undo_attendance(session=session, by=amara, at=now())
    assert lacks() == 1
    done = actions.record_completion(
        volunteer=ruth, course=course, done_on=today(), evidence="certificate", by=amara, on=today()
    )
    assert lacks() == 0
    actions.withdraw_completion(completion=done, by=amara, on=today())
    assert lacks() == 1


def test_it_is_counted_by_night_and_when_what_is_asked_changes(client, crowd, amara):
    assert listing.BY_NIGHT in SCHEDULES
    tasks.count_by_night(now())
    tasks.count_everybody.call()
    before = Tally.objects.filter(lacks=0).count()
    course = a_course("Endings")
    client.force_login(amara)
    tasks.count_everybody.call()
    assert Tally.objects.filter(lacks=0).count() < before
    client.post(reverse("training:retire", args=[course.public_id]), {})
    tasks.count_everybody.call()
    assert Tally.objects.filter(lacks=0).count() == before


def test_a_long_list_says_when_it_was_counted_and_asks_as_many_questions_for_more(
    client, crowd, amara, monkeypatch
):
    monkeypatch.setattr(listing, "AT_ONCE", 0)
    client.force_login(amara)
    assert "counted each night" not in client.get(LACKING).text
    ScheduleRun.objects.create(name=listing.BY_NIGHT, due=now())
    actions.count_everybody(on=today())
    client.get(LACKING)  # from now on the numbers beside the groups are at hand for a minute
    asked = []
    for more in (1, 9):
        for number in range(more):
            a_trainee(f"More{more}{number}", crowd)
        with CaptureQueriesContext(connection) as captured:
            page = client.get(LACKING)
        assert "counted each night" in page.text
        asked.append(len(captured))
    assert asked[0] == asked[1]


def test_a_vetting_officer_reads_it_too(client, crowd, monkeypatch):
    from kith.access.tests.factories import a_member

    monkeypatch.setattr(listing, "AT_ONCE", 0)
    client.force_login(a_member(Role.VETTING_OFFICER, a_provider()))
    assert "Ann" in client.get(LACKING).text
