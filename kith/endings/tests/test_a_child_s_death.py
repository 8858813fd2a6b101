"""A young person has died: nothing is asked of them any more, and somebody is there for the volunteer."""

from datetime import timedelta

import pytest
from django.urls import reverse

from kith.access.models import User
from kith.access.policy import Permission
from kith.access.roles import Role
from kith.access.tests.factories import a_member
from kith.endings import actions
from kith.endings.actions import CannotBe, CannotEnd
from kith.endings.erasure import obstacles
from kith.endings.models import Ending
from kith.endings.parties import parties
from kith.endings.tests.factories import (
    a_match_today,
    a_worker_near,
    a_young_person,
    an_ending_now,
    coordinator_of,
    everything_done,
)
from kith.foundation.dates import months_after, today
from kith.matching.models import Match
from kith.meetings.tests.factories import a_meeting
from kith.messages.models import OutboxMessage
from kith.people.actions import involve
from kith.people.models import Child, Involvement
from kith.referral.models import Referral
from kith.schemes.tests.factories import a_provider, a_scheme

pytestmark = pytest.mark.django_db
KIND = Ending.Kind.CHILD_DIED


def test_the_steps_are_for_those_who_are_left_and_nothing_is_asked_of_the_young_person():
    match = a_match_today()
    ana, by = a_young_person(match), coordinator_of(match)
    a_worker_near(match)
    a_meeting(match, today() + timedelta(days=5))
    actions.keep_memory(match=match, kind="words", words="The slide.", by=by, on=today())
    [ending] = actions.child_died(match=match, by=by, on=today())
    assert letters() == []
    keys = list(ending.steps.values_list("key", flat=True))
    assert keys == ["prepare", "around", "family", "remember", "summary"]
    assert all(
        "Ruth" in words
        for words in ending.steps.filter(key__in=["prepare", "family"]).values_list("words", flat=True)
    )
    ana.refresh_from_db()
    assert not ana.is_active
    assert Child.objects.get(pk=match.child_id).rests_until is None
    assert parties(ending, today()) == {}
    assert not any("offer them" in one for one in obstacles(ending, months_after(today(), 12 * 40)))


def test_it_is_said_on_the_page_and_never_wound_down_to(client):
    match = a_match_today()
    by = coordinator_of(match)
    with pytest.raises(CannotEnd, match="not wound down to"):
        actions.begin_ending(match=match, kind=KIND, last_day=months_after(today(), 6), by=by, on=today())
    client.force_login(by)
    begin = reverse("endings:begin", args=[match.public_id])
    assert "Ana has died" in client.get(begin).text
    check = client.post(begin, {"planned": "no", "kind": KIND}).text
    assert "ring Ruth before you write it here" in check
    assert "Tell Ana" not in check
    plan = client.post(begin, {"planned": "no", "kind": KIND, "sure": "yes"}, follow=True).text
    assert "Ring Ruth yourself, today" in plan
    assert "What Ana keeps" not in plan
    assert "Ana was told" not in plan
    assert "Ana is asked" not in plan
    assert "Ana has died: be with Ruth" in client.get("/").text


# ------------------------------------------------------------------------------------- written down once


def letters():
    """What goes to anybody, but for the welcome to a new account."""
    return list(OutboxMessage.objects.exclude(event="welcome").order_by("id"))


def elsewhere(match, volunteer="Ben"):
    """The same child with somebody else, in a scheme of another provider."""
    scheme = a_scheme("Leavers", provider=a_provider("Onwards"))
    omar = a_member(Role.COORDINATOR, scheme, first_name="Omar")
    other = a_match_today(match.child, volunteer, scheme=scheme, coordinator=omar)
    part = Involvement.Part.COORDINATOR
    involve(child=match.child, person=omar, part=part, by=None, on=other.begun_on, act="test")
    return other


def test_every_match_within_reach_ends_by_one_deed_and_the_twin_s_stays():
    match = a_match_today()
    by = coordinator_of(match)
    second = a_match_today(match.child, "Ben", scheme=a_scheme("Mentors"), coordinator=by)
    twin = a_match_today("Leah", match.volunteer, scheme=match.scheme, coordinator=by)
    a_meeting(match, today() + timedelta(days=5))
    endings = actions.child_died(match=second, reason_words="In the night.", by=by, on=today())
    assert {ending.match for ending in endings} == {match, second}
    assert {ending.reason_words for ending in endings} == {"In the night."}
    assert letters() == []
    twin.refresh_from_db()
    assert twin.status == "active"
    assert match.volunteer.user.is_active
    assert Match.objects.reachable_by(match.volunteer.user, Permission.RECORD_MEETING).get() == twin


def test_a_match_out_of_reach_is_told_to_its_own_people_and_not_to_the_writer(client):
    match = a_match_today()
    other = elsewhere(match)
    by, omar = a_member(Role.MANAGER, match.scheme, first_name="Sam"), coordinator_of(other)
    client.force_login(by)
    page = client.get(reverse("endings:child_died", args=[match.public_id])).text
    assert "Ben" not in page
    assert "Leavers" not in page
    endings = actions.child_died(match=match, by=by, on=today())
    assert [ending.match for ending in endings] == [match]
    theirs = reverse("endings:child_died", args=[other.public_id])
    assert [letter.to for letter in letters()] == [coordinator_of(match), omar]
    assert letters()[1].values["link"].endswith(theirs)
    other.refresh_from_db()
    assert other.is_live

    client.force_login(omar)
    assert "Ana has died" in client.get(reverse("casefile:match", args=[other.public_id])).text
    told = client.get(theirs).text
    assert "Somebody else who is near Ana has written it down" in told
    assert "ring Ben before" in told
    assert "Ruth" not in told
    after = client.post(theirs, {"reason_words": ""}, follow=True).text
    assert "We are sorry about Ana" in after
    other.refresh_from_db()
    assert not other.is_live


def test_where_no_coordinator_of_theirs_is_near_their_manager_is_told():
    match = a_match_today()
    other = elsewhere(match)
    mona = User.objects.get(first_name="Mona", memberships__scheme=other.scheme)
    other.child.involvements.filter(user=coordinator_of(other)).delete()
    actions.child_died(match=match, by=a_member(Role.MANAGER, match.scheme, first_name="Sam"), on=today())
    assert [letter.to for letter in letters()] == [coordinator_of(match), mona]


def test_a_coordinator_near_the_young_person_ends_the_other_scheme_s_match_too_and_its_own_hears_of_it():
    match = a_match_today()
    other = elsewhere(match)
    endings = actions.child_died(match=match, by=coordinator_of(match), on=today())
    assert {ending.match for ending in endings} == {match, other}
    assert [letter.to for letter in letters()] == [coordinator_of(other)]


def test_a_goodbye_on_its_way_turns_into_steps_for_those_who_are_left(client):
    ending = an_ending_now()
    client.force_login(coordinator_of(ending.match))
    plan = client.get(reverse("endings:ending", args=[ending.public_id])).text
    there = reverse("endings:child_died", args=[ending.match.public_id])
    assert there in plan
    client.post(there, {"reason_words": "An accident."})
    ending.refresh_from_db()
    assert (ending.kind, ending.status) == (KIND, "ended")
    assert [step.key for step in ending.steps.open()] == [
        "prepare",
        "around",
        "summary",
        "family",
        "remember",
    ]
    assert ending.steps.get(key="tell").skipped_why == "Ana has died"


def test_what_an_earlier_ending_would_still_ask_of_them_is_asked_no_more():
    match = a_match_today()
    by = coordinator_of(match)
    earlier = actions.end_unplanned(match=match, kind="volunteer left", by=by, on=today())
    actions.welcome_look_back(ending=earlier, welcome=True, how_to_reach="In My space", by=by, on=today())
    now_with = a_match_today(match.child, "Ben", scheme=a_scheme("Mentors"), coordinator=by)
    actions.child_died(match=now_with, by=by, on=today())
    assert {step.key for step in earlier.steps.open()} == {"prepare", "around", "summary"}
    assert earlier.steps.get(key="again").skipped_why == "Ana has died"
    assert not earlier.look_backs.exists()
    earlier.refresh_from_db()
    assert earlier.kind == "volunteer left"


def test_nobody_is_looked_for_any_more_and_no_letter_leaves_when_the_last_step_is_done():
    match = a_match_today()
    by = coordinator_of(match)
    Referral.objects.filter(pk=match.referral_id).update(referrer_email="mum@example.org")
    another = a_match_today(match.child, "Ben", scheme=a_scheme("Mentors"), coordinator=by).referral
    [waits] = back_to_waiting(another, by)
    [ending] = actions.child_died(match=match, by=by, on=today())
    waits.refresh_from_db()
    assert waits.status == "withdrawn"
    everything_done(ending, today())
    match.referral.refresh_from_db()
    assert match.referral.status == "closed"
    assert not OutboxMessage.objects.filter(about=match.referral.public_id).exists()


def back_to_waiting(referral, by):
    """The second match is over, and the child would like somebody again."""
    over = actions.end_unplanned(
        match=Match.objects.get(referral=referral), kind="volunteer left", by=by, on=today()
    )
    actions.hear_again(ending=over, wanted=True, by=by, on=today())
    everything_done(over, today())
    return Referral.objects.filter(pk=referral.pk)


def test_it_is_written_down_as_a_death_and_never_as_one_ending_among_others():
    match = a_match_today()
    by = coordinator_of(match)
    with pytest.raises(CannotEnd, match="written down once"):
        actions.end_unplanned(match=match, kind=KIND, by=by, on=today())
    actions.child_died(match=match, by=by, on=today())
    match.refresh_from_db()
    with pytest.raises(CannotBe, match="ended already"):
        actions.child_died(match=match, by=by, on=today())
