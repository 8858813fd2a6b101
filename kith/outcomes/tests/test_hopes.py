"""Goals, needs, words and questions: the young person's, without a verdict; a match without goals loses nothing."""

from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils.html import strip_tags

from kith.access.roles import Role
from kith.access.tests.factories import a_member
from kith.foundation.dates import today
from kith.foundation.lifecycle import CannotMove
from kith.outcomes import actions
from kith.outcomes.actions import CannotHope, CannotRecord
from kith.outcomes.models import Goal, Need, Pulse, Words
from kith.outcomes.queries.pulses import to_ask
from kith.outcomes.tests.factories import (
    a_coordinator,
    a_pair,
    a_scheme,
    a_use,
    coordinator_of,
    days_ago,
    go,
    manager_of,
    send,
    text,
    told,
)
from kith.people.tests.factories import with_account

pytestmark = pytest.mark.django_db


def with_goals(begun=200, **fields):
    scheme = a_scheme("Bright goals", "goal-mentoring")
    return a_pair(days_ago(begun), coordinator=a_coordinator(scheme), scheme=scheme, goals_on=True, **fields)


def a_goal(match, words="Learn to swim", on=None, **said):
    given = {"kind": "fun", "by": coordinator_of(match), "on": on or today()} | said
    return actions.set_goal(match=match, words=words, **given)


def test_a_befriending_match_has_no_goals_and_loses_nothing(client):
    match = a_pair(days_ago(100), coordinator=a_coordinator())
    with pytest.raises(CannotHope, match="nothing is missing"):
        a_goal(match)
    with pytest.raises(CannotHope, match="goes without goals"):
        actions.switch_goals(match=match, goals_on=True, by=coordinator_of(match), on=today())
    page = text(go(client, coordinator_of(match), "way", match.public_id))
    assert "Goals" not in page
    assert "Together for" in page
    with_account(match.child)
    mine = text(go(client, match.child.user, "mine"))
    assert "What I would like" not in mine
    assert "I would like to write down" not in mine, "the scheme goes without goals"
    for its in (page, mine):
        assert f"{reverse('safeguarding:raise')}?child={match.child.public_id}" in its


def test_goals_are_switched_off_and_on_as_the_child_likes(client):
    match = with_goals()
    a_goal(match)
    with_account(match.child)
    send(client, match.child.user, "goals_on", match.public_id, goals="off")
    match.refresh_from_db()
    assert not match.goals_on
    page = text(go(client, match.child.user, "mine"))
    assert "Learn to swim" not in page
    assert "I would like to write down something" in page
    send(client, match.child.user, "goals_on", match.public_id, goals="on")
    assert "Learn to swim" in text(go(client, match.child.user, "mine"))


def test_a_goal_of_the_first_weeks_is_original_and_a_later_one_emergent():
    match = with_goals(200)
    assert a_goal(match, on=days_ago(190)).origin == Goal.Origin.ORIGINAL
    assert a_goal(match).origin == Goal.Origin.EMERGENT
    assert a_goal(match, origin="original").origin == Goal.Origin.ORIGINAL


def test_steps_go_from_0_to_10_and_the_later_of_a_day_holds():
    goal, by = a_goal(match := with_goals()), coordinator_of(match)
    with pytest.raises(CannotHope, match="11 is not on the steps"):
        actions.rate_goal(goal=goal, rating=11, by=by, on=today())
    actions.rate_goal(goal=goal, rating=3, by=by, on=today())
    actions.rate_goal(goal=goal, rating=4, by=by, on=today())
    assert [step.rating for step in goal.steps.all()] == [4]


def test_letting_go_is_fine_and_can_be_undone():
    goal, by = a_goal(match := with_goals()), coordinator_of(match)
    actions.move_goal(goal=goal, step="drop", by=by, on=today())
    with pytest.raises(CannotHope, match="Take it up again"):
        actions.rate_goal(goal=goal, rating=4, by=by, on=today())
    with pytest.raises(CannotMove):
        actions.move_goal(goal=goal, step="reach", by=by, on=today())
    actions.move_goal(goal=goal, step="take up again", by=by, on=today())
    assert goal.is_open


def test_a_young_person_keeps_their_own_goals(client):
    match = with_goals()
    with_account(match.child)
    sent = send(
        client,
        match.child.user,
        "new_goal",
        match.public_id,
        words="Ride a bike",
        kind="fun",
        wants_steps="on",
    )
    assert sent.status_code == 302
    goal = Goal.objects.get()
    page = text(go(client, match.child.user, "goal", goal.public_id))
    assert "How near is it today" in page
    assert "care" not in page.split("<main")[1].split("</main")[0].lower()
    wrong = send(client, match.child.user, "goal", goal.public_id, rating="12")
    assert "Steps go from 0 to 10" in text(wrong)
    send(client, match.child.user, "goal", goal.public_id, rating="6")
    send(client, match.child.user, "goal", goal.public_id, step="reach")
    assert "“Ride a bike” was reached." in text(go(client, match.child.user, "mine"))


def test_nobody_elses_goals(client):
    goal = a_goal(with_goals())
    stranger = with_account(a_pair(days_ago(10), "Bo", "Al").child)
    assert go(client, stranger, "goal", goal.public_id).status_code == 404
    assert go(client, manager_of(goal.match.scheme), "goal", goal.public_id).status_code in (403, 404)
    volunteer = a_member(Role.VOLUNTEER, goal.match.scheme, first_name="Vic")
    assert go(client, volunteer, "goal", goal.public_id).status_code == 404


# ------------------------------------------------------------------------------- needs


def look(match, **found):
    rows = {Need.Category[name].value: state for name, state in found.items()}
    return actions.look_at_needs(match=match, found=rows, by=coordinator_of(match), on=today())


def follow(match, **said):
    marks = {Need.Category[name].value: set(what) for name, what in said.items()}
    return actions.follow_needs(match=match, said=marks, by=coordinator_of(match), on=today())


def test_needs_are_found_at_the_start_addressed_improved_or_new():
    match = with_goals()
    look(match, WORK="need", HEALTH="none")
    follow(match, WORK=["addressed", "improved"], HEALTH=["new"])
    work, health = (Need.objects.get(category=key) for key in ("work", "health"))
    assert (work.addressed_on, work.improved_on) == (today(), today())
    assert health.new_on == today()
    assert Need.objects.get(category="life skills").at_start == "not asked"


def test_a_need_that_is_not_there_is_not_addressed():
    match = with_goals()
    with pytest.raises(CannotRecord, match="Go through the list for the start first"):
        follow(match, WORK=["addressed"])
    look(match, WORK="none")
    with pytest.raises(CannotRecord, match="was no need at the start"):
        follow(match, WORK=["addressed"])
    look(match, WORK="need")
    with pytest.raises(CannotRecord, match="is not new"):
        follow(match, WORK=["new"])
    follow(match, WORK=["addressed"])
    with pytest.raises(CannotRecord, match="so it was there"):
        look(match, WORK="none")


def test_the_list_of_needs_is_kept_on_its_pages(client):
    match = with_goals()
    priya = coordinator_of(match)
    assert go(client, priya, "needs_later", match.public_id).status_code == 302
    answers = {category.name: "none" for category in Need.Category} | {"WORK": "need"}
    assert send(client, priya, "needs", match.public_id, **answers).status_code == 302
    page = text(go(client, priya, "needs_later", match.public_id))
    assert "Something was done about it" in page
    send(client, priya, "needs_later", match.public_id, WORK=["addressed"])
    assert "something done" in text(go(client, priya, "way", match.public_id))


# ------------------------------------------------------------------------------- words and questions


def test_words_stand_only_where_agreed_and_nowhere_once_taken_back(client):
    match = with_goals()
    with_account(match.child)
    young = match.child.user
    send(client, young, "new_words", match.public_id, words="They always come when they say.", where=["map"])
    said = Words.objects.get()
    assert list(Words.objects.shared("map")) == [said]
    assert not Words.objects.shared("report").exists()
    assert not Words.objects.shared("team").exists()
    assert "They always come" not in text(go(client, coordinator_of(match), "way", match.public_id))
    assert "Who may read it: the page that says what this is for" in text(go(client, young, "mine"))
    send(client, young, "withdraw", said.public_id)
    assert not Words.objects.shared("map").exists()
    assert "Nobody reads it." in text(go(client, young, "mine"))


def test_words_that_may_stand_anywhere_name_nobody(client):
    match = with_goals()
    with_account(match.child)
    page = send(
        client, match.child.user, "new_words", match.public_id, words="Ruth is kind.", where=["report"]
    )
    assert "Leave out the name Ruth" in text(page)
    assert "Ruth is kind." in text(page)


def test_one_question_now_and_then_and_stop_means_stop(client):
    match = a_pair(days_ago(100), coordinator=a_coordinator())
    with_account(match.child)
    young = match.child.user
    assert to_ask(match.child, today()) is None, "the scheme asks none"
    a_use(measure="pulse", informant="self")
    asked = to_ask(match.child, today())
    assert asked == (match, Pulse.Question.THERE)
    client.force_login(young)
    assert "Is there somebody there for you?" in text(client.get("/"))
    send(client, young, "pulse", match.public_id, question="there", answer="yes")
    assert to_ask(match.child, today()) is None
    later = to_ask(match.child, today() + timedelta(days=92))
    assert later is not None
    assert later[1] == Pulse.Question.HEARD
    send(client, young, "pulse", match.public_id, question="heard", answer="stop")
    assert to_ask(match.child, today() + timedelta(days=92)) is None


# ------------------------------------------------------------------------------- the quiet page


def test_scores_and_what_they_cannot_say_stay_with_the_coordinator(client):
    use, match = a_use(), a_pair(days_ago(200), coordinator=a_coordinator())
    told(use, match, total=38, impact=3, emotional=6)
    told(use, match, "6 months", total=14)
    page = text(go(client, coordinator_of(match), "way", match.public_id))
    assert "total difficulties 38" in page
    assert "It takes 7 points to exceed the form’s own error" in page
    assert "give or take 10. For one child that says nothing" in page
    managers = text(go(client, manager_of(match.scheme), "way", match.public_id))
    assert "a form varies from day to day by itself" in managers
    assert "It takes 7 points" not in managers
    assert "give or take 10" not in managers
    with_account(match.child)
    own = text(go(client, match.child.user, "mine"))
    assert "38" not in strip_tags(own.split("<main")[1].split("</main")[0])
    assert "SDQ" not in own
    assert go(client, match.child.user, "way", match.public_id).status_code in (403, 404)


@pytest.mark.parametrize(
    "colour", ["govuk-tag--green", "govuk-tag--red", "govuk-tag--yellow", "kith-need--now"]
)
def test_no_page_of_one_child_has_a_traffic_light(colour):
    from tests.architecture.house import PROJECT

    for name in ("way", "mine", "goal", "needs"):
        assert colour not in (PROJECT / f"templates/outcomes/{name}.html").read_text()
