"""Planning on a page: what is shown before, what is refused and kept."""

import pytest
from django.urls import reverse

from kith.foundation.dates import bank_holidays, today
from kith.meetings.models import Meeting
from kith.meetings.tests.factories import a_meeting, at
from kith.meetings.tests.pages import a_pair, coordinator_of, in_days, page, send, text, told, typed_day

pytestmark = pytest.mark.django_db


def test_a_meeting_is_planned_and_a_bank_holiday_is_said(client):
    match = a_pair(approved=True)
    this_year_and_next = bank_holidays(today().year) | bank_holidays(today().year + 1)
    holiday = min(day for day in this_year_and_next if day > today())
    answer = send(
        client, coordinator_of(match), "plan", match, **typed_day(holiday), time="11am", minutes="120"
    )
    assert answer.status_code == 302
    meeting = Meeting.objects.get()
    assert (meeting.at, meeting.place) == (at(holiday, 11), "outside the pool")
    assert any("is a bank holiday" in said for said in told(answer))


def test_a_refusal_names_the_check_and_keeps_what_was_typed(client):
    match = a_pair()
    typed = {**typed_day(in_days(4)), "time": "2pm", "minutes": "120", "place": "the library"}
    read = text(send(client, match.volunteer.user, "plan", match, **typed))
    assert "Ruth is not approved for Northbridge visitors." in read
    assert "the library" in read


def test_a_time_that_a_clock_change_skips_is_refused_in_words(client):
    match = a_pair(approved=True)
    year = today().year + 1
    last_sunday = max(
        day for day in range(25, 32) if today().replace(year=year, month=3, day=day).weekday() == 6
    )
    forward = today().replace(year=year, month=3, day=last_sunday)
    typed = {**typed_day(forward), "time": "1:30am", "minutes": "60"}
    read = text(send(client, match.volunteer.user, "plan", match, **typed))
    assert "The clocks go forward that night, so there is no 1:30am." in read


@pytest.mark.parametrize(
    ("how", "missing", "given"),
    [
        ("guests", "Say who else comes", {"guests": "Kofi and Sunil"}),
        ("online", "Give the link of the call", {"link": "https://calls.example/ana"}),
    ],
)
def test_what_a_way_of_meeting_needs_is_asked_for_and_not_called_optional(client, how, missing, given):
    match = a_pair(approved=True)
    empty = text(page(client, coordinator_of(match), "plan", match))
    for question in ("How do they meet?", "Who else comes?", "Its link"):
        assert question in empty
        assert f"{question} (optional)" not in empty
    typed = {**typed_day(in_days(4)), "time": "2pm", "minutes": "120", "how": how}
    assert missing in text(send(client, coordinator_of(match), "plan", match, **typed))
    assert send(client, coordinator_of(match), "plan", match, **typed, **given).status_code == 302
    assert Meeting.objects.get().how == how


def test_eight_weeks_are_shown_before_they_are_planned(client):
    match = a_pair(approved=True)
    shown = text(page(client, coordinator_of(match), "plan", match))
    assert "Plan all of these" in shown
    assert not Meeting.objects.exists()
    send(client, coordinator_of(match), "plan_ahead", match)
    assert Meeting.objects.filter(match=match, status="planned").count() == 4
    assert "All of them are planned." in text(page(client, coordinator_of(match), "plan", match))


def test_what_holds_the_plan_back_is_said_and_nothing_is_planned(client):
    match = a_pair()
    assert "No new meeting can be planned" in text(page(client, coordinator_of(match), "plan", match))
    answer = send(client, coordinator_of(match), "plan_ahead", match)
    assert not Meeting.objects.exists()
    assert any("No new meeting can be planned" in said for said in told(answer))


def test_a_meeting_is_moved_and_the_new_time_opens(client):
    match = a_pair(approved=True)
    meeting = a_meeting(match, in_days(4))
    typed = {**typed_day(in_days(5)), "time": "11am", "who": "child", "reason": "school"}
    answer = send(client, match.volunteer.user, "move", meeting, **typed)
    new = Meeting.objects.get(status="planned")
    assert answer.url == reverse("meetings:meeting", args=[new.public_id])
    assert new.at == at(in_days(5), 11)


def test_a_meeting_that_cannot_go_ahead_says_so_before_its_day(client):
    match = a_pair()
    meeting = a_meeting(match, in_days(4))
    read = text(page(client, coordinator_of(match), "meeting", meeting))
    assert "This meeting cannot go ahead as it stands. Ruth is not approved" in read


def test_taking_a_meeting_out_asks_first(client):
    match = a_pair()
    meeting = a_meeting(match, in_days(4))
    assert "Take this meeting out of the plan" in text(
        page(client, match.volunteer.user, "call_off", meeting)
    )
    meeting.refresh_from_db()
    assert meeting.status == "planned"
    send(client, match.volunteer.user, "call_off", meeting, words="Planned twice.")
    meeting.refresh_from_db()
    assert meeting.status == "called off"
