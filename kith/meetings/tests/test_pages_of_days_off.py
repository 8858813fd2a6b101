"""The pages about stages, days off, swapping, get-togethers and planning for all."""

import pytest
from django.urls import reverse
from icalendar import Calendar

from kith.access.roles import Role
from kith.access.tests.factories import a_member
from kith.foundation.dates import day_words
from kith.meetings import tasks
from kith.meetings.models import Meeting, PlanningRun, SchoolHoliday
from kith.meetings.tests.factories import a_coordinator, a_match, a_meeting
from kith.meetings.tests.pages import in_days, page, send, text, typed_day
from kith.meetings.tests.test_stages import a_contract
from kith.schemes.tests.factories import a_scheme

pytestmark = pytest.mark.django_db

FOLD = '<details class="kith-fold"><summary>'


def test_a_manager_writes_down_what_a_commissioner_asks_for(client):
    manager = a_member(Role.MANAGER, a_scheme(), first_name="Sam")
    match = a_match()
    contract = a_contract(match, None)
    assert "Nothing said" in text(page(client, manager, "least"))
    assert send(client, manager, "least", contract=contract.pk, least="2 week").status_code == 302
    assert "At least every other week" in text(page(client, manager, "least"))
    assert page(client, a_coordinator(match.scheme), "least").status_code == 403


def test_school_holidays_are_kept_by_those_who_serve_the_authority(client):
    match = a_match()
    contract = a_contract(match, None)
    priya = a_coordinator(match.scheme)
    assert "No school holidays here yet" in text(page(client, priya, "holidays"))
    days = typed_day(in_days(30), "from_day") | typed_day(in_days(34), "until_day")
    typed = {"authority": contract.commissioner_id, "name": "Half term"} | days
    there = reverse("meetings:holidays")
    wrong = text(client.post(there, typed | typed_day(in_days(20), "until_day")))
    assert "must not be before the first" in wrong
    assert "Half term" in wrong
    assert client.post(there, typed).status_code == 302
    assert "Half term" in text(page(client, priya, "holidays"))
    holiday = SchoolHoliday.objects.get()
    stranger = a_coordinator(a_scheme("Elsewhere"), first_name="Tess")
    assert page(client, stranger, "remove_holiday", holiday).status_code == 404
    assert "Half term" not in text(page(client, stranger, "holidays"))
    assert "bank holiday" in text(page(client, priya, "holidays")).lower()
    send(client, priya, "remove_holiday", holiday)
    assert not SchoolHoliday.objects.exists()


def test_away_swap_and_together_pages_keep_what_was_typed(client):
    scheme = a_scheme()
    priya = a_coordinator(scheme)
    match = a_match("Ana", "Ruth", scheme=scheme, coordinator=priya, approved=True, begun_on=in_days(-60))
    other = a_match("Kofi", match.volunteer, scheme=scheme, coordinator=priya, begun_on=in_days(-60))
    wrong = text(send(client, priya, "away", match, words="Her sister", **typed_day(in_days(3), "from_day")))
    assert "Her sister" in wrong
    assert "Say who is away" in wrong
    mine, theirs = a_meeting(match, in_days(4)), a_meeting(other, in_days(6))
    assert "Swap it with another of yours" in text(page(client, priya, "move", mine))
    assert "Choose the meeting to swap with" in text(
        send(client, priya, "swap", mine, who="volunteer", reason="work")
    )
    send(client, priya, "swap", mine, other=str(theirs.public_id), who="volunteer", reason="work")
    mine.refresh_from_db()
    assert mine.moved_to.on() == in_days(6)
    ruth = match.volunteer.user
    assert page(client, ruth, "together").status_code == 403
    both = [str(match.public_id), str(other.public_id)]
    chosen = {"matches": both, "place": "the park", "minutes": 120}
    a_match("Ana", "Ruth", scheme=scheme, coordinator=priya, begun_on=in_days(-30))
    asked = text(page(client, priya, "together"))
    assert f"since {day_words(in_days(-30))}" in asked, "two matches called alike are told apart"
    assert FOLD in asked
    wrong = {"time": "", "guests": "Maya"} | chosen | typed_day(in_days(9))
    late = text(send(client, priya, "together", **wrong))
    assert "the park" in late
    assert "Maya" in late
    assert FOLD not in late, "what was typed is not behind a fold"
    alone = text(send(client, priya, "together", **wrong | {"matches": both[:1]}))
    assert "Choose at least two" in alone
    send(client, priya, "together", time="11am", **chosen | typed_day(in_days(9)))
    assert Meeting.objects.filter(together__isnull=False).count() == 2


def test_planning_for_all_is_watched_by_whoever_asked(client, django_capture_on_commit_callbacks):
    scheme = a_scheme()
    priya = a_coordinator(scheme)
    match = a_match("Ana", "Ruth", scheme=scheme, coordinator=priya, approved=True, begun_on=in_days(-60))
    a_match("Kofi", "Sunil", scheme=scheme, approved=True, begun_on=in_days(-60))
    with django_capture_on_commit_callbacks(execute=True):
        send(client, priya, "planning")
    run = PlanningRun.objects.get()
    shown = page(client, priya, "planning_run", run)
    assert shown["Refresh"] == "5"
    tasks.work.call(str(run.public_id))
    assert "planned for 1 match." in text(page(client, priya, "planning_run", run))
    assert set(Meeting.objects.values_list("match", flat=True)) == {match.pk}
    assert page(client, a_coordinator(scheme, first_name="Tess"), "planning_run", run).status_code == 404


def test_the_plan_goes_into_ones_own_calendar_without_a_name(client):
    scheme = a_scheme()
    match = a_match("Ana", "Ruth", scheme=scheme, approved=True, begun_on=in_days(-60))
    stands = a_meeting(match, in_days(4))
    a_meeting(match, in_days(6), status="called off")
    a_meeting(a_match("Kofi", "Sunil", scheme=scheme, approved=True, begun_on=in_days(-60)), in_days(5))
    answer = page(client, match.volunteer.user, "series")
    assert answer["Content-Type"].startswith("text/calendar")
    events = Calendar.from_ical(answer.content).walk("VEVENT")
    assert [event["STATUS"] for event in events] == ["CONFIRMED", "CANCELLED"]
    assert events[0]["DTSTART"].dt == stands.at
    assert "Ana" not in text(answer)
    assert {event["SUMMARY"] for event in events} == {"Meeting"}
