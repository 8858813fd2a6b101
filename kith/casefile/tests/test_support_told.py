"""What support adds to the stories: each only as far as the reader's rights carry."""

from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from kith.access.roles import Role
from kith.access.tests.factories import a_member
from kith.casefile import child_story, match_story, volunteer_story
from kith.foundation.dates import now, today
from kith.meetings.tests.factories import a_match
from kith.support import actions as support
from kith.support.models import KeepTie
from kith.support.tests.people import coordinator_of, days_ago, everybody, manager_of

pytestmark = pytest.mark.django_db
SAID = "It is good when he turns up."
AGREED = "Every other Saturday stays."
THANKED = "Two years of rain and chips. Thank you."


@pytest.fixture
def match():
    """A match that was asked, reviewed, thanked; a child whose map was drawn and whose Nan was kept."""
    match = everybody()
    by = coordinator_of(match)
    support.write_down(match=match, who="child", feeling="good", words=SAID, by=by, on=days_ago(20))
    support.write_down_refusal(match=match, who="carer", for_now=False, by=by, on=days_ago(19))
    review = support.begin_review(match=match, by=by, on=days_ago(12))
    support.hear(review=review, who="child", words="I like it.", how="talk", by=by, on=days_ago(12))
    for who in ("volunteer", "carer", "worker"):
        support.not_heard(review=review, who=who, why="On holiday", by=by, on=days_ago(11))
    later = today() + timedelta(days=300)
    support.close_review(review=review, agreed=AGREED, next_on=later, by=by, on=days_ago(10))
    support.thank(
        match=match, occasion="year", words=THANKED, signed="Priya", picture="sun", by=by, on=days_ago(5)
    )
    drawn = support.begin_map(child=match.child, by=by, on=days_ago(60))
    support.put_on_map(drawn=drawn, name="Nan Joy", ring=1, kind="family", keep=True, by=by)
    support.finish_map(drawn=drawn, words="Nan is nearest.", by=by, on=days_ago(60))
    support.moved(child=match.child, moved_on=days_ago(40), by=by, on=days_ago(40))
    support.see_to_tie(task=KeepTie.objects.get(), words="Rings on Sundays.", by=by, on=days_ago(30))
    return match


def told(match, reader):
    return {
        entry.what: entry.more for entry in match_story.story_of(match, reader=reader, at=now(), on=today())
    }


def told_of_child(match, reader):
    entries = child_story.story_of(match.child, reader=reader, at=now(), on=today())
    return {entry.what: entry.more for entry in entries}


def test_the_coordinator_reads_it_all_as_one_story(match):
    story = told(match, coordinator_of(match))
    assert SAID in story["Ana said how it goes"]
    assert story["Jo was asked how it goes and would rather not say"] == ""
    assert story["Looked at it together"].startswith(AGREED)
    assert story["Priya thanked Ruth"] == f"“{THANKED}”"


def test_a_manager_sees_the_thanks_but_not_what_was_said_in_confidence(match):
    story = told(match, manager_of(match))
    assert "Priya thanked Ruth" in story
    assert not {"Ana said how it goes", "Looked at it together"} & set(story)
    assert SAID not in " ".join(story.values())


def test_the_worker_reads_what_was_agreed_and_not_what_the_child_said(match):
    worker = match.child.involvements.get(part="social worker").worker.user
    story = told(match, worker)
    assert story["Looked at it together"].startswith(AGREED)
    assert SAID not in " ".join(story.values())
    assert THANKED not in " ".join(story.values())


def test_the_people_around_a_child_and_the_tie_that_was_kept_stand_in_the_childs_story(match):
    story = told_of_child(match, coordinator_of(match))
    assert story["Drew the people around Ana"] == "1 person. “Nan is nearest.”"
    assert story["Kept in touch with Nan Joy"] == "Rings on Sundays."
    worker = match.child.involvements.get(part="social worker").worker.user
    assert not {"Drew the people around Ana", "Kept in touch with Nan Joy"} & set(
        told_of_child(match, worker)
    )


def test_a_map_that_is_shared_is_in_the_workers_story(match):
    drawn = KeepTie.objects.get().tie.map
    support.share_map(drawn=drawn, shared=True, by=match.child.user, on=today())
    worker = match.child.involvements.get(part="social worker").worker.user
    assert "Drew the people around Ana" in told_of_child(match, worker)


def test_what_the_last_coordinator_wanted_known_is_read_by_the_next_and_not_by_a_manager(match):
    first = coordinator_of(match)
    second = a_member(Role.COORDINATOR, match.scheme, first_name="Tess")
    words = "Ring Jo after six."
    support.hand_over(
        from_coordinator=first,
        to_coordinator=second,
        children=[match.child],
        words=words,
        by=manager_of(match),
        on=today(),
    )
    assert words in told_of_child(match, second).values()
    assert words not in told_of_child(match, manager_of(match)).values()
    assert f"{second} took over from {first}" in told_of_child(match, manager_of(match))


def test_who_stood_in_and_a_talk_with_several_are_part_of_the_story(match):
    first, on = coordinator_of(match), today()
    other = a_member(Role.COORDINATOR, match.scheme, first_name="Tess")
    week = {"from_day": on, "until_day": on + timedelta(days=7)}
    support.arrange_cover(coordinator=first, covered_by=other, **week, why="leave", by=first, on=on)
    assert f"{other} is there while {first} is away" in told_of_child(match, first)
    with_two = [match.volunteer, a_match("Leah", "Mo", coordinator=first).volunteer]
    support.record_group(
        scheme=match.scheme, volunteers=with_two, agreed="We share ideas.", agenda="", minutes=60, on=on, by=first
    )  # fmt: skip
    assert any(more.startswith("We share ideas.") for more in told(match, first).values())


def test_a_volunteers_story_tells_of_thanks(match):
    entries = volunteer_story.story_of(match.volunteer, reader=coordinator_of(match), on=today())
    assert f"“{THANKED}”" in [entry.more for entry in entries]


def test_a_longer_story_asks_the_database_no_more(match, client):
    by = coordinator_of(match)
    client.force_login(by)
    page = reverse("casefile:match", args=[match.public_id])
    client.get(page)
    with CaptureQueriesContext(
        connection,
    ) as few:
        client.get(page)
    for days in range(1, 12):
        support.write_down(match=match, who="child", words=f"Word {days}", by=by, on=days_ago(days))
    with CaptureQueriesContext(connection) as many:
        client.get(page)
    assert len(many) == len(few)
