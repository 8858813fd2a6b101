"""A young person has died: nothing is asked of them any more, and somebody is there for the volunteer."""

from datetime import timedelta

import pytest
from django.urls import reverse

from kith.endings import actions
from kith.endings.actions import CannotEnd
from kith.endings.erasure import obstacles
from kith.endings.models import Ending
from kith.endings.parties import parties
from kith.endings.tests.factories import a_match_today, a_young_person, coordinator_of
from kith.foundation.dates import months_after, today
from kith.meetings.tests.factories import a_meeting
from kith.messages.models import OutboxMessage
from kith.people.models import Child

pytestmark = pytest.mark.django_db
KIND = Ending.Kind.CHILD_DIED


def test_the_steps_are_for_those_who_are_left_and_nothing_is_asked_of_the_young_person():
    match = a_match_today()
    ana, by = a_young_person(match), coordinator_of(match)
    a_meeting(match, today() + timedelta(days=5))
    actions.keep_memory(match=match, kind="words", words="The slide.", by=by, on=today())
    ending = actions.end_unplanned(match=match, kind=KIND, by=by, on=today())
    assert not OutboxMessage.objects.filter(event="meeting changed").exists()
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
    assert "ring Ruth before you end it here" in check
    assert "Tell Ana" not in check
    plan = client.post(begin, {"planned": "no", "kind": KIND, "sure": "yes"}, follow=True).text
    assert "Ring Ruth yourself, today" in plan
    assert "What Ana keeps" not in plan
    assert "Ana was told" not in plan
    assert "Ana is asked" not in plan
    assert "Ana has died: be with Ruth" in client.get("/").text
