"""One's own calendar: an address that says when and nothing else, and a letter on the day before."""

from datetime import date, timedelta
from uuid import uuid4

import pytest
from django.urls import reverse
from icalendar import Calendar

from kith.access.actions import end_sessions
from kith.access.roles import Role
from kith.access.tests.factories import a_member
from kith.foundation.dates import today
from kith.foundation.schedules import SCHEDULES, latest_due
from kith.meetings import tasks
from kith.meetings.actions import make_feed, withdraw_feed
from kith.meetings.feeds import address_of
from kith.meetings.models import CalendarFeed
from kith.meetings.queries.reminding import REMINDER, to_remind
from kith.meetings.tests.factories import a_match, a_meeting, at
from kith.meetings.tests.pages import a_pair, coordinator_of, days_ago, in_days, page, send, text
from kith.messages.actions import choose_letter
from kith.messages.models import OutboxMessage
from kith.people.tests.factories import with_account
from kith.recruitment.actions import suspend
from tests.clock import Clock

pytestmark = pytest.mark.django_db

CLOCKS_GO_BACK = date(2026, 10, 25)
CLOCKS_GO_FORWARD = date(2027, 3, 28)


def read(client, feed):
    """What a calendar gets, which is signed in nowhere."""
    client.logout()
    return client.get(address_of(feed))


def starts(answer):
    return [event["DTSTART"].dt for event in Calendar.from_ical(answer.content).walk("VEVENT")]


def a_feed_of(match):
    return make_feed(by=match.volunteer.user, on=today())


def test_a_calendar_reads_when_and_neither_who_nor_where(client):
    match = a_pair(approved=True)
    meeting = a_meeting(match, in_days(4), place="12 Oak Road, by Ana’s school")
    a_meeting(match, in_days(6), status="called off")
    a_meeting(a_pair("Leah", "Mo", approved=True), in_days(5))
    answer = read(client, a_feed_of(match))
    assert answer["Content-Type"] == "text/calendar; charset=utf-8"
    assert "no-store" in answer["Cache-Control"]
    assert starts(answer) == [meeting.at]
    for word in ("Ana", "Ruth", "Leah", "Oak Road", "school", "LOCATION", match.scheme.name):
        assert word not in text(answer)


def test_the_file_that_is_taken_once_says_no_more_than_the_address(client):
    match = a_pair(approved=True)
    a_meeting(match, in_days(4), place="12 Oak Road")
    assert "Oak Road" not in text(page(client, match.volunteer.user, "series"))


def test_a_coordinator_reads_the_times_of_their_own_matches_and_a_manager_none(client):
    match = a_pair()
    meeting = a_meeting(match, in_days(4))
    a_meeting(a_pair("Leah", "Mo"), in_days(4))
    assert starts(read(client, make_feed(by=coordinator_of(match), on=today()))) == [meeting.at]
    manager = a_member(Role.MANAGER, match.scheme)
    assert page(client, manager, "own_calendar").status_code == 403
    assert starts(read(client, make_feed(by=manager, on=today()))) == []


def test_an_address_that_was_withdrawn_or_made_anew_opens_nothing(client):
    match = a_pair(approved=True)
    a_meeting(match, in_days(4))
    first = a_feed_of(match)
    second = a_feed_of(match)
    assert read(client, first).status_code == 404
    assert read(client, second).status_code == 200
    withdraw_feed(by=match.volunteer.user, on=today())
    assert read(client, second).status_code == 404
    assert not CalendarFeed.objects.standing().exists()


def test_an_address_with_another_s_key_or_none_is_as_if_it_were_not(client):
    one, other = a_feed_of(a_pair(approved=True)), a_feed_of(a_pair("Leah", "Mo", approved=True))
    key = address_of(other).rpartition("/")[2].removesuffix(".ics")
    wrong = client.get(reverse("meetings:feed", args=[one.public_id, key]))
    absent = client.get(reverse("meetings:feed", args=[uuid4(), key]))
    assert wrong.status_code == absent.status_code == 404
    assert wrong.content == absent.content


def test_an_address_dies_with_the_account_and_with_its_sessions(client):
    match = a_pair(approved=True)
    feed = a_feed_of(match)
    address = address_of(feed)
    end_sessions(user=feed.user)
    assert client.get(address).status_code == 404
    assert client.get(address_of(feed)).status_code == 200
    feed.user.is_active = False
    feed.user.save()
    assert client.get(address_of(feed)).status_code == 404


def test_a_volunteer_who_is_looked_into_reads_no_times_any_more(client):
    match = a_pair(approved=True)
    a_meeting(match, in_days(4))
    feed = a_feed_of(match)
    suspend(
        volunteer=match.volunteer,
        reason="concern",
        by=a_member(Role.SAFEGUARDING_LEAD, match.scheme),
        on=today(),
    )
    assert starts(read(client, feed)) == []


def test_the_page_makes_an_address_shows_when_it_was_read_and_stops_it(client):
    match = a_pair(approved=True)
    ruth = match.volunteer.user
    assert "Make an address for my calendar" in text(page(client, ruth, "own_calendar"))
    send(client, ruth, "own_calendar", step="make")
    feed = CalendarFeed.objects.get(user=ruth)
    shown = text(page(client, ruth, "own_calendar"))
    assert address_of(feed) in shown
    assert "No calendar has read it yet." in shown
    read(client, feed)
    assert "Last read by a calendar on" in text(page(client, ruth, "own_calendar"))
    send(client, ruth, "own_calendar", step="withdraw")
    assert address_of(feed) not in text(page(client, ruth, "own_calendar"))


def test_a_young_person_and_a_carer_have_no_address(client):
    match = a_pair()
    for user in (with_account(match.child), a_member(Role.CARER, match.scheme)):
        assert page(client, user, "own_calendar").status_code == 403


# ------------------------------------------------------------------------------- the day before


def together_since(begun_on, child, volunteer):
    return a_match(child, volunteer, begun_on=begun_on, approved=True)


def test_both_sides_are_reminded_on_the_day_before_and_once_each():
    match = together_since(days_ago(60), "Ana", "Ruth")
    young = with_account(match.child)
    a_meeting(match, in_days(1), hour=10)
    a_meeting(match, in_days(1), hour=15)
    a_meeting(match, in_days(2))
    assert to_remind(today()) == sorted([match.volunteer.user, young], key=lambda user: user.pk)
    assert to_remind(in_days(2)) == []


def test_nobody_is_reminded_of_what_will_not_be():
    off, paused, suspended = (
        together_since(days_ago(60), *pair) for pair in (("Ana", "Ruth"), ("Leah", "Mo"), ("Kofi", "Sunil"))
    )
    a_meeting(off, in_days(1), status="called off")
    a_meeting(paused, in_days(1))
    paused.status = "paused"
    paused.save()
    a_meeting(suspended, in_days(1))
    suspend(
        volunteer=suspended.volunteer,
        reason="own wish",
        by=a_member(Role.MANAGER, suspended.scheme),
        on=today(),
    )
    assert to_remind(today()) == []


@pytest.mark.parametrize("night", [CLOCKS_GO_BACK, CLOCKS_GO_FORWARD])
def test_on_the_nights_of_the_clocks_the_first_and_the_last_hour_belong_to_their_own_day(night):
    begun = night - timedelta(days=60)
    early, late = together_since(begun, "Ana", "Ruth"), together_since(begun, "Leah", "Mo")
    after = together_since(begun, "Kofi", "Sunil")
    a_meeting(early, night, hour=0)
    a_meeting(late, night, hour=23)
    a_meeting(after, night + timedelta(days=1), hour=0)
    on = night - timedelta(days=1)
    assert set(to_remind(on)) == {early.volunteer.user, late.volunteer.user}
    assert set(to_remind(night)) == {after.volunteer.user}


@pytest.mark.parametrize("night", [CLOCKS_GO_BACK, CLOCKS_GO_FORWARD])
def test_the_letter_goes_at_four_by_the_clock_on_the_nights_of_the_clocks_too(night):
    plan = SCHEDULES["remind of tomorrow"]
    for day in (night - timedelta(days=1), night):
        assert latest_due(plan, at(day, 16, 5)) == at(day, 16)
        assert latest_due(plan, at(day, 15, 55)) == at(day - timedelta(days=1), 16)


def test_the_letter_names_nobody_and_can_be_stopped(clock: Clock):
    clock.moves_to(date(2026, 11, 20))
    match = together_since(date(2026, 9, 5), "Ana", "Ruth")
    a_meeting(match, date(2026, 11, 21))
    due = at(date(2026, 11, 20), 16)
    tasks.remind(due)
    letter = OutboxMessage.objects.get(event=REMINDER)
    assert letter.to == match.volunteer.user
    choose_letter(event=REMINDER, wanted=False, by=match.volunteer.user, on=date(2026, 11, 20))
    tasks.remind(due)
    assert OutboxMessage.objects.filter(event=REMINDER).count() == 1


def test_a_machine_that_slept_until_the_day_itself_does_not_say_tomorrow(clock: Clock):
    clock.moves_to(date(2026, 11, 21))
    match = together_since(date(2026, 9, 5), "Ana", "Ruth")
    a_meeting(match, date(2026, 11, 21), hour=20)
    tasks.remind(at(date(2026, 11, 20), 16))
    assert not OutboxMessage.objects.filter(event=REMINDER).exists()


def test_a_volunteer_stops_and_starts_the_reminders_on_their_page(client):
    match = a_pair(approved=True)
    ruth = match.volunteer.user
    assert "No letter will come." in [
        str(said) for said in send(client, ruth, "own_calendar", letter="no").wsgi_request._messages
    ]
    assert "Remind me on the day before" in text(page(client, ruth, "own_calendar"))
    send(client, ruth, "own_calendar", letter="yes")
    assert "Stop these letters" in text(page(client, ruth, "own_calendar"))


def test_a_young_person_who_has_an_address_says_whether_we_write(client):
    match = a_pair()
    young = with_account(match.child)
    assert "The day before you meet" not in text(page(client, young, "asking"))
    young.email = "ana@example.org"
    young.save()
    send(client, young, "asking", letter="no")
    assert "We don’t write to you." in text(page(client, young, "asking"))


def test_reminding_asks_no_more_questions_when_there_are_more_to_remind(django_assert_num_queries):
    scheme = together_since(days_ago(60), "Ana", "Ruth").scheme
    for name in ("Leah", "Kofi", "Mia", "Sol"):
        a_meeting(a_match(name, f"{name} V", scheme=scheme, begun_on=days_ago(60), approved=True), in_days(1))
    with django_assert_num_queries(3):
        assert len(to_remind(today())) == 4
