"""Telling on a page what became of a meeting: in a minute, once, and put right within reach."""

import pytest
from django.urls import reverse

from kith.meetings.models import Meeting, Note
from kith.meetings.tests.factories import a_meeting, at
from kith.meetings.tests.pages import a_pair, coordinator_of, days_ago, page, send, text, told, typed_day

pytestmark = pytest.mark.django_db


def test_a_volunteer_tells_in_one_page_that_they_met(client):
    match = a_pair()
    meeting = a_meeting(match, days_ago(1))
    shown = text(page(client, match.volunteer.user, "my_meetings"))
    assert "How did yesterday go?" in shown
    assert shown.index("Ana, Priya and the scheme’s manager can read this.") < shown.index("<textarea")
    answer = send(
        client,
        match.volunteer.user,
        "record",
        meeting,
        went="kept",
        long="120",
        did=["out", "food"],
        tell="She liked the seals.",
    )
    assert answer.url == reverse("meetings:my_meetings")
    meeting.refresh_from_db()
    assert (meeting.status, meeting.minutes, meeting.activities) == ("kept", 120, ["out", "food"])
    assert Note.objects.get().readers == ["child", "coordinator", "manager"]


def test_another_length_is_told_in_hours(client):
    match = a_pair()
    meeting = a_meeting(match, days_ago(1))
    send(client, match.volunteer.user, "record", meeting, went="kept", long="longer", hours="2.5")
    meeting.refresh_from_db()
    assert meeting.minutes == 150


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        ({"tell": "It rained."}, "Say whether you met"),
        ({"went": "kept", "tell": "It rained."}, "Say how long it was"),
        ({"went": "kept", "long": "longer", "tell": "It rained."}, "Say how many hours"),
        ({"went": "kept", "long": "longer", "hours": "30", "tell": "It rained."}, "5 minutes to 24 hours"),
    ],
)
def test_a_mistake_is_explained_and_what_was_typed_stays(client, typed, said):
    match = a_pair()
    meeting = a_meeting(match, days_ago(1))
    read = text(send(client, match.volunteer.user, "record", meeting, **typed))
    assert said in read
    assert "It rained." in read
    meeting.refresh_from_db()
    assert meeting.status == "planned"


def test_the_second_to_tell_of_a_meeting_sees_what_was_told_and_keeps_their_words(client):
    match = a_pair()
    meeting = a_meeting(match, days_ago(1))
    send(client, match.volunteer.user, "record", meeting, went="kept", long="120")
    read = text(
        send(client, coordinator_of(match), "record", meeting, went="kept", long="60", tell="It rained.")
    )
    assert "Ruth has said already what became of this meeting" in read
    assert "It rained." in read
    assert not Note.objects.exists()


def test_opening_a_meeting_that_was_told_of_to_tell_it_leads_to_the_meeting(client):
    match = a_pair()
    meeting = a_meeting(match, days_ago(1), status="kept")
    answer = page(client, coordinator_of(match), "record", meeting)
    assert answer.url == reverse("meetings:meeting", args=[meeting.public_id])


def test_a_meeting_that_did_not_happen_asks_one_page_more_and_brings_along_what_was_typed(client):
    match = a_pair()
    meeting = a_meeting(match, days_ago(1))
    ruth = match.volunteer.user
    answer = send(client, ruth, "record", meeting, went="missed", tell="She had a cold.")
    assert answer.url == reverse("meetings:not_kept", args=[meeting.public_id])
    assert "She had a cold." in text(client.get(answer.url))
    send(
        client, ruth, "not_kept", meeting, became="missed", who="child", reason="ill", words="She had a cold."
    )
    meeting.refresh_from_db()
    assert (meeting.status, meeting.who, meeting.reason_words) == ("missed", "child", "She had a cold.")


def test_a_punishment_is_withheld_and_the_rule_is_said(client):
    match = a_pair()
    meeting = a_meeting(match, days_ago(1))
    ruth = match.volunteer.user
    refused = text(
        send(
            client, ruth, "not_kept", meeting, became="missed", who="carer", reason="sanction", words="Rude."
        )
    )
    assert "punishment was withheld" in refused
    assert "Rude." in refused
    send(client, ruth, "not_kept", meeting, became="withheld", who="carer", reason="sanction", words="Rude.")
    read = text(client.get(reverse("meetings:meeting", args=[meeting.public_id])))
    assert "Meetings are never taken away as a punishment." in read


def test_what_was_told_wrongly_is_put_right_within_reach(client):
    match = a_pair()
    meeting = a_meeting(match, days_ago(1))
    ruth = match.volunteer.user
    send(client, ruth, "record", meeting, went="kept", long="120")
    assert "Put this right" in text(page(client, ruth, "meeting", meeting))
    assert "They met, 2 hours" in text(page(client, ruth, "put_right", meeting))
    answer = send(client, ruth, "put_right", meeting)
    assert answer.url == reverse("meetings:record", args=[meeting.public_id])
    meeting.refresh_from_db()
    assert meeting.status == "planned"
    story = text(page(client, coordinator_of(match), "meeting", meeting))
    assert "It had said: they met, 2 hours." in story


def test_the_story_says_how_late_a_meeting_was_told_of(client):
    match = a_pair()
    meeting = a_meeting(match, days_ago(31))
    send(client, match.volunteer.user, "record", meeting, went="kept", long="120")
    assert "31 days afterwards" in text(page(client, coordinator_of(match), "meeting", meeting))


def test_they_met_and_it_was_not_planned(client):
    match = a_pair()
    typed = {**typed_day(days_ago(2)), "time": "3pm", "long": "60", "did": ["talking"]}
    send(client, match.volunteer.user, "off_plan", match, **typed)
    meeting = Meeting.objects.get()
    assert (meeting.off_plan, meeting.at, meeting.minutes) == (True, at(days_ago(2), 15), 60)
    read = text(send(client, match.volunteer.user, "off_plan", match, **typed, tell="Twice."))
    assert "recorded already. Nothing was added" in read
    assert "Twice." in read


def test_an_old_page_leads_to_what_was_said_and_not_to_a_form_nobody_can_send(client):
    match = a_pair()
    met, planned = a_meeting(match, days_ago(9), status="kept"), a_meeting(match, days_ago(1))
    ruth = match.volunteer.user
    for name in ("move", "swap", "call_off"):
        answer = page(client, ruth, name, met)
        assert answer.url == reverse("meetings:meeting", args=[met.public_id])
        assert "They met, 2 hours. Somebody has said so already." in told(answer)[0]
    answer = page(client, ruth, "put_right", planned)
    assert answer.url == reverse("meetings:meeting", args=[planned.public_id])
    assert "nothing to put right" in told(answer)[-1]
