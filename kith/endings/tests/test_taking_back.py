"""An end said by mistake is taken back within a week, and the two are together as before."""

from copy import deepcopy
from datetime import timedelta

import pytest
from django.urls import reverse

from kith.endings import actions
from kith.endings.actions import CannotCallOff
from kith.endings.models import Ending
from kith.endings.tests.factories import a_match_today, an_ending_now, coordinator_of
from kith.foundation.dates import today
from kith.matching.models import Match
from kith.meetings.models import Meeting
from kith.meetings.tests.factories import a_meeting
from kith.people.models import Child

pytestmark = pytest.mark.django_db
WHY = "I was in the wrong window."


@pytest.fixture(scope="module")
def laid(rows_that_last):
    return a_match_today()


@pytest.fixture
def match(laid, db):
    return deepcopy(laid)


def ended_today(match, kind="volunteer left", on=None):
    return actions.end_unplanned(match=match, kind=kind, by=coordinator_of(match), on=on or today())


def take_back(ending, why=WHY, on=None, **given):
    by = coordinator_of(ending.match)
    return actions.take_back_end(ending=ending, why=why, by=by, on=on or today(), **given)


def opens(client, match):
    client.force_login(match.volunteer.user)
    return client.get(reverse("matching:agreement_print", args=[match.public_id])).status_code == 200


def test_what_nobody_planned_never_was_and_the_two_go_on(client, match):
    a_meeting(match, today() + timedelta(days=5))
    ending = ended_today(match)
    assert not opens(client, match)
    assert Child.objects.get(pk=match.child_id).rests_until
    take_back(ending)
    match = Match.objects.get(pk=match.pk)
    ending.refresh_from_db()
    assert (match.status, match.ended_on) == ("active", None)
    assert (ending.status, ending.kept_until) == ("called off", None)
    assert opens(client, match)
    assert Child.objects.get(pk=match.child_id).rests_until is None
    assert Meeting.objects.filter(match=match, status="planned").exists()
    assert actions.end_unplanned(match=match, kind="unknown", by=coordinator_of(match), on=today()).ended_on


def test_a_planned_ending_winds_down_again_with_its_last_day_and_its_steps(client, match):
    ending = an_ending_now(match)
    last_day, steps = ending.last_day, ending.steps.open().count()
    actions.welcome_look_back(
        ending=ending, welcome=True, how_to_reach="By text", by=coordinator_of(match), on=today()
    )
    actions.end(ending=ending, words="Sooner.", by=coordinator_of(match), on=today())
    take_back(ending)
    ending.refresh_from_db()
    assert (ending.status, ending.last_day, ending.ended_on) == ("winding down", last_day, None)
    assert ending.steps.open().count() == steps - 1
    assert not ending.look_backs.exists()
    assert opens(client, match)
    actions.end(ending=ending, words="Now.", by=coordinator_of(match), on=today())
    assert ending.look_backs.count() == 2


def late(ending):
    return {"on": ending.ended_on + timedelta(days=8)}


@pytest.mark.parametrize(
    ("kind", "more", "said"),
    [
        ("safety", lambda _: {}, "Talk with your safeguarding lead"),
        ("volunteer left", late, "more than a week ago"),
        ("volunteer left", lambda _: {"why": " "}, "what was wrong"),
        ("child's choice", lambda _: {}, "only Ana can take that back"),
    ],
)
def test_what_cannot_be_a_mistake_any_more_is_refused(match, kind, more, said):
    ending = ended_today(match, kind)
    with pytest.raises(CannotCallOff, match=said):
        take_back(ending, **more(ending))
    assert Ending.objects.get().status == "ended"
    assert Match.objects.get().status == "ended"


def test_who_was_asked_about_somebody_new_does_not_go_back_by_a_press(match):
    ending = ended_today(match)
    actions.hear_again(ending=ending, wanted=True, by=coordinator_of(match), on=today())
    with pytest.raises(CannotCallOff, match="asked about somebody new"):
        take_back(ending)


def test_the_page_says_what_comes_back_and_a_second_press_changes_nothing(client, match):
    ending = ended_today(match)
    client.force_login(coordinator_of(match))
    plan = reverse("endings:ending", args=[ending.public_id])
    page = reverse("endings:take_back", args=[ending.public_id])
    assert page in client.get(plan).text
    assert "can see Ana and their meetings again" in client.get(page).text
    assert "There is a problem" in client.post(page, {"why": ""}).text
    assert "together as before" in client.post(page, {"why": WHY}, follow=True).text
    over = client.get(plan).text
    assert page not in over
    assert "Not needed: " in over
    assert reverse("endings:step", args=[ending.steps.first().public_id]) not in over
    assert "nothing to take back" in client.post(page, {"why": WHY}).text
    assert client.get(page).status_code == 302
    client.force_login(match.volunteer.user)
    assert client.get(page).status_code in (403, 404)
