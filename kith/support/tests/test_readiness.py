"""A young person's own list for leaving care: theirs to begin, to show, to be reminded of."""

from datetime import date, timedelta

import pytest
from django.urls import reverse

from kith.foundation.dates import months_after, now, today
from kith.support import actions, paper
from kith.support.actions import CannotKeep
from kith.support.models import ReadinessAnswer, ReadinessList
from kith.support.queries import is_invited, nudge
from kith.support.queries.readiness import progress_words
from kith.support.ready_for import AREAS, THINGS, after
from kith.support.tests.people import coordinator_of, days_ago, everybody, go, manager_of, send, text

pytestmark = pytest.mark.django_db


def at_seventeen():
    match = everybody()
    match.child.born = months_after(today(), -12 * 17)
    match.child.save(update_fields=["born"])
    return match


def a_list(match, on=None):
    return actions.begin_list(child=match.child, by=match.child.user, on=on or today())


def say(found, item="home-cook", state="can", on=None, **fields):
    by = found.child.user
    return actions.say_ready(found=found, item=item, state=state, by=by, on=on or today(), **fields)


def test_the_list_has_the_seven_parts_and_each_thing_once():
    assert [area.label for area in AREAS] == [
        "Home",
        "Money",
        "Work and learning",
        "Health",
        "Papers",
        "People",
        "Meters and bills",
    ]
    assert len(THINGS) == sum(len(area.things) for area in AREAS)
    assert after("home-where") == "home-rent"
    assert after("home-fix") is None


def test_only_the_young_person_begins_and_writes_it():
    match = at_seventeen()
    with pytest.raises(CannotKeep, match="Only the young person"):
        actions.begin_list(child=match.child, by=coordinator_of(match), on=today())
    found = a_list(match)
    for deed in (
        lambda by: actions.say_ready(found=found, item="home-cook", state="can", by=by, on=today()),
        lambda by: actions.share_list(found=found, shared=True, by=by, on=today()),
    ):
        with pytest.raises(CannotKeep, match="Only the young person"):
            deed(coordinator_of(match))


def test_a_child_of_ten_is_left_in_peace():
    match = everybody()
    match.child.born = date(today().year - 10, 1, 1)
    match.child.save()
    assert not is_invited(match.child, today())
    with pytest.raises(CannotKeep, match="plenty of time"):
        a_list(match)


def test_the_latest_answer_counts_and_the_earlier_stay():
    found = a_list(at_seventeen())
    say(found, state="not yet", help_wanted="Somebody to cook with", help_from="volunteer", on=days_ago(40))
    assert progress_words(found) == "You can do 0 things on this list. With 1 you would like help."
    say(found, state="can", help_wanted="left over")
    assert progress_words(ReadinessList.objects.get()) == "You can do 1 thing on this list."
    assert [said.state for said in ReadinessAnswer.objects.all()] == ["not yet", "can"]


def test_a_reminder_comes_once_a_month_without_a_word_and_stops_when_told_to():
    found = a_list(at_seventeen(), on=days_ago(30))
    child = found.child
    assert nudge(child, today()) == found
    actions.put_nudge_away(found=found, by=child.user, on=today())
    assert nudge(child, today() + timedelta(days=29)) is None
    assert nudge(child, today() + timedelta(days=30)) == found
    say(found, on=today() + timedelta(days=20))
    assert nudge(child, today() + timedelta(days=40)) is None
    actions.put_nudge_away(found=found, stop=True, by=child.user, on=today())
    assert nudge(child, today() + timedelta(days=400)) is None


def test_a_list_that_is_done_reminds_nobody():
    found = a_list(at_seventeen(), on=days_ago(90))
    for item in THINGS:
        say(found, item=item, on=days_ago(60))
    assert nudge(found.child, today()) is None


def test_the_page_begins_the_list_and_leads_from_thing_to_thing(client):
    match = at_seventeen()
    ana = match.child.user
    assert "Begin my list" in text(go(client, ana, "readiness"))
    send(client, ana, "readiness")
    typed = {"state": "not yet", "help_wanted": "Somebody to show me", "help_from": "worker"}
    sent = send(client, ana, "readiness_item", "bills-meter", **typed)
    assert sent.url == reverse("support:readiness_item", args=["bills-energy"])
    read = text(go(client, ana, "readiness"))
    assert "help: Somebody to show me" in read
    assert "Choose one of the four" in text(send(client, ana, "readiness_item", "home-cook", help_wanted="x"))
    assert go(client, ana, "readiness_item", "home-nothing").status_code == 404


def test_only_the_part_they_were_at_last_is_unfolded_and_what_they_began_comes_first(client):
    found = a_list(at_seventeen())
    parts = lambda: go(client, found.child.user, "readiness").context["parts"]  # noqa: E731
    assert [part["label"] for part in parts() if part["is_open"]] == ["Home"]
    for item in ("papers-vote", "money-bank", "money-week"):
        say(found, item=item)
    assert [(part["label"], part["said"]) for part in parts()[:3]] == [
        ("Money", 2),
        ("Papers", 1),
        ("Home", 0),
    ]
    assert [part["label"] for part in parts() if part["is_open"]] == ["Money"]


def test_who_stopped_the_reminder_may_have_it_again(client):
    found = a_list(at_seventeen(), on=days_ago(60))
    ana = found.child.user
    send(client, ana, "readiness_change", change="do not remind")
    assert nudge(found.child, today()) is None
    assert "We don’t remind you." in text(go(client, ana, "readiness"))
    send(client, ana, "readiness_change", change="remind")
    assert nudge(found.child, today() + timedelta(days=30)) == found


def test_the_list_is_theirs_to_take_along(client):
    match = at_seventeen()
    a_list(match)
    response = go(client, match.child.user, "readiness", **{"as": "xlsx"})
    assert response.headers["Content-Disposition"].endswith('filename="my-list.xlsx"')


def test_on_paper_it_names_nobody_else_and_says_where_help_is_wanted(client):
    match = at_seventeen()
    found = a_list(match)
    say(found)
    say(found, "money-bank", "nearly", help_wanted="Come along to the bank", help_from="volunteer")
    said = paper.listed(found, now())
    assert said["title"] == "Ana’s list"
    assert said["progress"] == "I can do 1 thing on this list, and nearly one more."
    assert said["helps"] == [
        {
            "what": "I have a bank account that is mine",
            "words": "Come along to the bank. From: The person who visits me",
        }
    ]
    assert [part["label"] for part in said["parts"]] == [area.label for area in AREAS]
    assert "Ruth" not in str(said)
    response = go(client, match.child.user, "readiness", **{"as": "pdf"})
    assert response.content.startswith(b"%PDF")
    assert b"pdfuaid:part" in response.content
    assert response.headers["Content-Disposition"].endswith('filename="my-list.pdf"')


def test_nobody_sees_it_before_it_is_shown_and_then_only_those_near(client):
    match = at_seventeen()
    say(a_list(match), state="nearly", help_wanted="A lift to the college")
    nia = match.child.involvements.get(part="social worker").user
    here = ("shared_readiness", match.child.public_id)
    for user in (nia, coordinator_of(match)):
        assert "A lift" not in text(go(client, user, *here))
    send(client, match.child.user, "readiness_change", change="share")
    for user in (nia, coordinator_of(match)):
        assert "A lift" in text(go(client, user, *here))
    for nobody in (manager_of(match), match.volunteer.user):
        assert go(client, nobody, *here).status_code == 404
    send(client, match.child.user, "readiness_change", change="keep")
    assert "A lift" not in text(go(client, nia, *here))


def test_what_a_young_person_shows_is_a_link_on_their_story_and_what_they_do_not_is_not(client):
    match = at_seventeen()
    found = a_list(match)
    story, words = reverse("casefile:child", args=[match.child.public_id]), "own list for leaving care"
    client.force_login(coordinator_of(match))
    assert words not in text(client.get(story))
    actions.share_list(found=found, shared=True, by=match.child.user, on=today())
    assert words in text(client.get(story))
    client.force_login(manager_of(match))
    assert words not in text(client.get(story))
