"""The volunteer’s own meetings, and what a young person is asked and answers."""

import pytest
from django.urls import reverse

from kith.access.roles import Role
from kith.access.tests.factories import a_member
from kith.foundation.dates import today
from kith.meetings.models import NotAsked
from kith.meetings.tests.factories import a_meeting
from kith.meetings.tests.pages import a_pair, coordinator_of, days_ago, in_days, long_ago, page, send, text
from kith.people.actions import involve
from kith.people.models import Involvement
from kith.people.tests.factories import a_carer, with_account
from kith.schemes.tests.factories import a_scheme

pytestmark = pytest.mark.django_db


def test_the_next_meeting_stands_first(client):
    match = a_pair()
    a_meeting(match, in_days(9))
    a_meeting(match, in_days(2), place="the library")
    read = text(page(client, match.volunteer.user, "my_meetings"))
    assert read.index("the library") < read.index("After that")


def test_without_a_match_the_page_says_what_will_stand_there(client):
    newcomer = a_member(Role.VOLUNTEER, a_scheme(), first_name="Bea")
    assert "your meetings stand here" in text(page(client, newcomer, "my_meetings"))


def test_in_a_break_the_page_says_so_and_plans_nothing(client):
    match = a_pair(status="paused")
    a_meeting(match, in_days(4))
    read = text(page(client, match.volunteer.user, "my_meetings"))
    assert "You and Ana are having a break" in read
    assert "Plan a meeting" not in read


def test_every_page_of_the_volunteer_shows_the_road_to_safety(client):
    match = a_pair()
    meeting = a_meeting(match, days_ago(1))
    for name, row in (("my_meetings", None), ("record", meeting), ("not_kept", meeting), ("plan", match)):
        assert reverse("safeguarding:raise") in text(page(client, match.volunteer.user, name, row))


def a_young_person():
    match = a_pair()
    return with_account(match.child), a_meeting(match, days_ago(1), status="kept")


def test_three_faces_then_words_only_if_they_want(client):
    ana, meeting = a_young_person()
    shown = text(page(client, ana, "how_it_was", meeting))
    assert "How was yesterday with Ruth?" in shown
    assert "Only Priya can read this. Ruth can’t." in shown
    send(client, ana, "how_it_was", meeting, face="not_great")
    meeting.refresh_from_db()
    assert (meeting.feeling, meeting.feeling_words) == ("not great", "")
    assert "Do you want to say more?" in text(page(client, ana, "how_it_was", meeting))
    send(client, ana, "how_it_was", meeting, words="It was too loud.")
    meeting.refresh_from_db()
    assert (meeting.feeling, meeting.feeling_words) == ("not great", "It was too loud.")


def test_not_now_and_stop_asking_me_are_answers(client):
    ana, meeting = a_young_person()
    send(client, ana, "how_it_was", meeting, answer="not now")
    meeting.refresh_from_db()
    assert meeting.not_now_on == today()
    send(client, ana, "how_it_was", meeting, answer="stop")
    assert NotAsked.objects.get().child == ana.child
    assert "We don’t ask you how it was." in text(page(client, ana, "asking"))
    send(client, ana, "asking", asked="yes")
    assert "After you meet, we ask you how it was." in text(page(client, ana, "asking"))


def test_nobody_else_answers_for_the_young_person(client):
    ana, meeting = a_young_person()
    for somebody in (meeting.match.volunteer.user, coordinator_of(meeting.match)):
        assert page(client, somebody, "how_it_was", meeting).status_code == 404
        assert send(client, somebody, "how_it_was", meeting, face="good").status_code == 404
    meeting.refresh_from_db()
    assert meeting.feeling == ""


def test_a_peer_mentor_does_not_answer_for_their_own_mentee(client):
    _, meeting = a_young_person()
    peer = meeting.match.volunteer.user
    a_member(Role.YOUNG_PERSON, meeting.match.scheme, user=peer)
    assert send(client, peer, "how_it_was", meeting, face="good").status_code == 404


def test_nothing_in_the_young_person_s_tab_or_bar_says_where_they_are(client):
    ana, meeting = a_young_person()
    for name in ("meeting", "how_it_was"):
        read = text(page(client, ana, name, meeting))
        assert "<title>My space</title>" in read
        assert "Northbridge" not in read
        assert "Ashworth" not in read


def test_a_carer_sees_a_withheld_meeting_as_withheld_and_not_the_words(client):
    match = a_pair()
    meeting = a_meeting(
        match, days_ago(1), status="withheld", who="carer", reason="sanction", reason_words="He was rude."
    )
    jo = a_carer(user=a_member(Role.CARER, match.scheme, first_name="Jo"))
    involve(child=match.child, person=jo, part=Involvement.Part.CARER, by=None, on=long_ago(), act="test")
    read = text(page(client, jo.user, "meeting", meeting))
    assert "Withheld" in read
    assert "He was rude." not in read
