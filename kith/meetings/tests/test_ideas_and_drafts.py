"""Ideas for things to do, what a child would like of them, and words that are never lost."""

from datetime import date

import pytest

from kith.access.roles import Role
from kith.access.tests.factories import a_member
from kith.meetings import actions
from kith.meetings.models import Draft, Idea, IdeaLiked
from kith.meetings.models.ideas import season_of
from kith.meetings.tests.factories import a_meeting, may_meet
from kith.meetings.tests.pages import a_pair, coordinator_of, days_ago, page, send, text
from kith.schemes.tests.factories import a_scheme

pytestmark = pytest.mark.django_db


def an_idea(scheme, title="Feed the ducks", **changed):
    given = {
        "title": title, "words": "Oats, not bread.", "activity": "outdoors", "cost": "free", "season": "any",
        "age_from": 5, "age_to": 25, "area": "",
    } | changed  # fmt: skip
    return actions.keep_idea(scheme=scheme, by=None, on=days_ago(3), **given)


def a_pair_of_users():
    scheme = a_scheme()
    volunteer = may_meet("Ruth", scheme, days_ago(160))
    match = a_pair("Ana", volunteer, scheme=scheme)
    match.child.user = a_member(Role.YOUNG_PERSON, scheme, first_name="Ana")
    match.child.save(update_fields=["user"])
    return match


def test_the_seasons_begin_in_march():
    seasons = [season_of(date(2026, month, 1)).value for month in range(1, 13)]
    assert seasons[2] == seasons[4] == "spring"
    assert seasons[5] == "summer"
    assert seasons[10] == "autumn"
    assert seasons[11] == seasons[0] == "winter"


def test_a_child_says_that_they_would_like_it_and_the_volunteer_reads_it(client):
    match = a_pair_of_users()
    idea = an_idea(match.scheme)
    an_idea(match.scheme, "A museum", cost="little")
    ana, ruth = match.child.user, match.volunteer.user
    assert "I’d like this" in text(page(client, ana, "ideas"))
    send(client, ana, "ideas", idea=str(idea.public_id), likes="yes")
    send(client, ana, "ideas", idea=str(idea.public_id), likes="yes")
    assert IdeaLiked.objects.get().idea == idea
    shown = text(page(client, ruth, "ideas"))
    assert "Ana would like this" in shown
    assert shown.index("Feed the ducks") < shown.index("A museum")
    assert "1 young person would like this" in text(page(client, coordinator_of(match), "ideas"))
    send(client, ana, "ideas", idea=str(idea.public_id), likes="no")
    assert not IdeaLiked.objects.exists()


def test_ideas_fit_the_age_and_the_scheme(client):
    match = a_pair_of_users()
    an_idea(match.scheme, "For the very small", age_from=0, age_to=4)
    an_idea(a_scheme("Elsewhere"), "Of another scheme")
    shown = text(page(client, match.child.user, "ideas"))
    assert "For the very small" not in shown
    assert "Of another scheme" not in shown
    assert "Of another scheme" not in text(page(client, match.volunteer.user, "ideas", season="all"))


def test_a_coordinator_keeps_the_library(client):
    match = a_pair_of_users()
    priya = coordinator_of(match)
    typed = {
        "title": "Bake scones", "cost": "little", "season": "any", "age_from": 8, "age_to": 17, "activity": "food",
    }  # fmt: skip
    assert "No ideas here yet" in text(page(client, priya, "ideas"))
    wrong = text(send(client, priya, "new_idea", match.scheme, **typed | {"age_to": 3}))
    assert "must not be lower" in wrong
    assert "Bake scones" in wrong
    assert send(client, priya, "new_idea", match.scheme, **typed).status_code == 302
    idea = Idea.objects.get()
    double = text(send(client, priya, "new_idea", match.scheme, **typed))
    assert "There is an idea called “Bake scones” already." in double
    send(client, priya, "change_idea", idea, step="take out")
    assert "is taken out" in text(page(client, priya, "ideas"))
    assert "Bake scones" not in text(page(client, match.volunteer.user, "ideas"))
    send(client, priya, "put_back_idea", idea)
    assert "on offer again" in text(page(client, priya, "ideas"))
    assert "Bake scones" in text(page(client, match.volunteer.user, "ideas"))


def test_those_who_do_not_keep_the_library_cannot_change_it(client):
    match = a_pair_of_users()
    idea = an_idea(match.scheme)
    for user in (match.volunteer.user, match.child.user, a_member(Role.COORDINATOR, a_scheme("Elsewhere"))):
        assert page(client, user, "change_idea", idea).status_code == 404
        assert page(client, user, "new_idea", match.scheme).status_code in (403, 404)


# --------------------------------------------------------------------------------------------- drafts


def test_what_was_begun_is_there_again_and_goes_when_it_is_said(client):
    match = a_pair_of_users()
    meeting = a_meeting(match, days_ago(2))
    ruth = match.volunteer.user
    send(
        client,
        ruth,
        "record",
        meeting,
        went="kept",
        long="60",
        did=["out", "food"],
        tell="She laughed",
        later="yes",
    )
    shown = text(page(client, ruth, "record", meeting))
    assert "She laughed" in shown
    assert shown.count(" checked") >= 4
    assert "She laughed" in text(client.get("/"))
    assert "She laughed" not in text(page(client, coordinator_of(match), "record", meeting))
    actions.record_kept(
        meeting=meeting,
        minutes=60,
        activities=["out"],
        note="She laughed",
        by=ruth,
        at=meeting.at.replace(hour=22),
    )
    assert not Draft.objects.exists()


def test_a_draft_is_kept_while_it_is_typed_and_only_its_fields(client):
    match = a_pair_of_users()
    meeting = a_meeting(match, days_ago(2))
    ruth = match.volunteer.user
    answer = send(client, ruth, "draft", meeting, tell="x" * 900, strange="no")
    assert answer.status_code == 204
    draft = Draft.objects.get()
    assert "strange" not in draft.said
    assert draft.said.count("x") == 500
    another = a_member(Role.VOLUNTEER, match.scheme)
    assert send(client, another, "draft", meeting, tell="mine").status_code == 404


def test_a_meeting_that_was_told_of_keeps_no_draft(client):
    match = a_pair_of_users()
    meeting = a_meeting(match, days_ago(2), status="kept")
    send(client, match.volunteer.user, "draft", meeting, tell="late")
    assert not Draft.objects.exists()
