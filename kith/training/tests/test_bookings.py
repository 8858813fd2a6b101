"""Signing up, the waiting list, giving a place back; changed and called off, and who is told."""

from datetime import timedelta

import pytest
from django.db import IntegrityError, transaction

from kith.foundation.dates import now
from kith.messages.models import OutboxMessage
from kith.people.tests.factories import a_volunteer
from kith.schemes.tests.factories import a_provider, a_scheme
from kith.training import actions
from kith.training.models import Session
from kith.training.refusals import CannotPlan, CannotSignUp
from kith.training.states import BookingStatus
from kith.training.tests.factories import a_coordinator, a_course, a_place, a_session, a_trainee, in_days

pytestmark = pytest.mark.django_db

S = BookingStatus


def signs_up(session, who):
    return actions.sign_up(session=session, volunteer=who, by=who.user, at=now())


def letters(user=None):
    rows = OutboxMessage.objects.order_by("pk")
    return [row.event for row in (rows.filter(to=user) if user else rows)]


def test_somebody_signs_up_and_has_a_place():
    booking = signs_up(a_session(), a_trainee())
    assert booking.status == S.BOOKED
    assert [change.step for change in booking.changes.all()] == ["give a place"]
    assert letters() == []  # they know: they did it


def test_the_places_are_never_exceeded_and_the_next_waits():
    session = a_session(places=2)
    names = ("Ruth", "Ben", "Mo", "Dee")
    statuses = [signs_up(session, a_trainee(name)).status for name in names]
    assert statuses == [S.BOOKED, S.BOOKED, S.WAITING, S.WAITING]


def test_a_place_given_back_goes_to_whoever_has_waited_longest_and_they_are_told():
    session = a_session(places=1)
    ruth, ben, mo = (a_trainee(name) for name in ("Ruth", "Ben", "Mo"))
    has, first, second = (signs_up(session, who) for who in (ruth, ben, mo))
    actions.give_back(booking=has, by=ruth.user, at=now())
    first.refresh_from_db()
    second.refresh_from_db()
    assert (first.status, second.status) == (S.BOOKED, S.WAITING)
    assert letters(ben.user) == ["training place"]
    assert letters(mo.user) == []


def test_whoever_gave_a_place_back_may_sign_up_again_at_the_end():
    session, ruth = a_session(places=1), a_trainee()
    actions.give_back(booking=signs_up(session, ruth), by=ruth.user, at=now())
    assert signs_up(session, ruth).status == S.BOOKED


def test_more_places_are_given_to_those_who_wait():
    session = a_session(places=1)
    signs_up(session, a_trainee("Ruth"))
    waits = signs_up(session, a_trainee("Ben"))
    actions.change_session(session=session, places=2, by=a_coordinator(), at=now())
    waits.refresh_from_db()
    assert waits.status == S.BOOKED


def test_fewer_places_than_people_are_refused_at_the_box():
    session = a_session(places=3)
    for name in ("Ruth", "Ben"):
        signs_up(session, a_trainee(name))
    with pytest.raises(CannotPlan, match="2 people have a place already") as refused:
        actions.change_session(session=session, places=1, by=a_coordinator(), at=now())
    assert refused.value.field == "places"


def test_nobody_signs_up_twice_nor_in_two_places_at_once():
    course, ruth = a_course(), a_trainee()
    session = a_session(course)
    signs_up(session, ruth)
    with pytest.raises(CannotSignUp, match="signed up for this session already"):
        signs_up(session, ruth)
    other = a_session(
        a_course("Endings"),
        begins_at=session.begins_at + timedelta(hours=1),
        ends_at=session.ends_at + timedelta(hours=1),
    )
    with pytest.raises(CannotSignUp, match="at the same time"):
        signs_up(other, ruth)
    with pytest.raises(IntegrityError), transaction.atomic():
        a_place(session, ruth)


def test_nobody_signs_themself_up_when_it_has_begun_but_we_may_add_who_came():
    session, ruth, by = a_session(days=-1), a_trainee(), a_coordinator()
    with pytest.raises(CannotSignUp, match="has begun"):
        signs_up(session, ruth)
    assert actions.sign_up(session=session, volunteer=ruth, by=by, at=now()).status == S.BOOKED
    assert letters() == []


def test_a_full_room_is_full_also_afterwards():
    session, by = a_session(days=-1, places=1), a_coordinator()
    a_place(session, a_trainee("Ben"))
    with pytest.raises(CannotSignUp, match="first enter more places"):
        actions.sign_up(session=session, volunteer=a_trainee(), by=by, at=now())


def test_a_course_that_is_not_the_scheme_s_takes_nobody_from_it():
    elsewhere = a_scheme("Bright goals", preset="goal-mentoring", provider=a_provider("Bright Steps"))
    with pytest.raises(
        CannotSignUp, match="Safeguarding is a course of Alongside, and Mo does not volunteer there"
    ):
        signs_up(a_session(), a_trainee("Mo", elsewhere))


def test_a_session_that_was_called_off_takes_nobody():
    session = a_session()
    actions.call_off(session=session, by=a_coordinator(), at=now())
    with pytest.raises(CannotSignUp, match="called off"):
        signs_up(session, a_trainee())


def test_somebody_signed_up_or_taken_off_by_us_is_told():
    session, ruth, by = a_session(), a_trainee(), a_coordinator()
    booking = actions.sign_up(session=session, volunteer=ruth, by=by, at=now())
    actions.give_back(booking=booking, by=by, at=now())
    assert letters(ruth.user) == ["training place", "training place ended"]
    assert booking.changes.last().reason == "by us"


def test_somebody_without_an_account_is_written_to_with_a_key_to_their_place():
    scheme = a_scheme()
    new = a_volunteer("Nadia", scheme, user=None, email="nadia@example.org")
    actions.sign_up(session=a_session(), volunteer=new, by=a_coordinator(), at=now())
    letter = OutboxMessage.objects.get()
    assert (letter.to, letter.to_address) == (None, "nadia@example.org")
    assert "/training/place/" in letter.values["link"]


def test_a_session_called_off_is_told_to_all_who_have_a_place_or_wait():
    session = a_session(places=1)
    ruth, ben = a_trainee("Ruth"), a_trainee("Ben")
    bookings = [signs_up(session, who) for who in (ruth, ben)]
    actions.call_off(session=session, by=a_coordinator(), at=now(), why="The trainer is ill.")
    assert letters() == ["training called off"] * 2
    for booking in bookings:
        booking.refresh_from_db()
        assert booking.status == S.CALLED_OFF
    with pytest.raises(CannotPlan, match="called off already"):
        actions.call_off(session=session, by=a_coordinator(), at=now())


def test_another_time_or_place_is_told_and_another_trainer_is_not():
    session, ruth = a_session(), a_trainee()
    signs_up(session, ruth)
    by = a_coordinator()
    actions.change_session(session=session, trainer="Somebody else", by=by, at=now())
    assert letters(ruth.user) == []
    changed = actions.change_session(session=session, place="Room 2", by=by, at=now())
    assert letters(ruth.user) == ["training changed"]
    assert changed.changes_told == 1


def test_a_session_ends_after_it_begins_and_is_somewhere():
    course, by = a_course(), a_coordinator()
    when = in_days(3)
    with pytest.raises(CannotPlan, match="must end later") as refused:
        actions.plan_session(
            course=course,
            begins_at=when["ends_at"],
            ends_at=when["begins_at"],
            places=3,
            place="Hub",
            by=by,
            at=now(),
        )
    assert refused.value.field == "ends"
    with pytest.raises(CannotPlan, match="Say where it is"):
        actions.plan_session(course=course, places=3, by=by, at=now(), **when)
    version = course.version_on(now().date())
    for given in ({"ends_at": when["begins_at"]}, {"place": ""}, {"places": 0}):
        row = {"version": version, "place": "Hub", "places": 1, **when} | given
        with pytest.raises(IntegrityError), transaction.atomic():
            Session.objects.create(**row)


def test_a_session_is_offered_once_to_those_who_have_not_signed_up():
    session, by = a_session(), a_coordinator()
    ruth, ben = a_trainee("Ruth"), a_trainee("Ben")
    signs_up(session, ruth)
    assert actions.offer(session=session, volunteers=[ruth, ben], by=by, at=now()) == 1
    assert actions.offer(session=session, volunteers=[ruth, ben], by=by, at=now()) == 0
    assert letters(ben.user) == ["training offered"]
