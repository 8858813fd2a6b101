"""The people around a child, as the child draws them; and not losing them in a move."""

from datetime import timedelta

import pytest

from kith.foundation.dates import now, today
from kith.meetings.tests.factories import a_coordinator
from kith.register.models import PathwayPoint
from kith.support import actions
from kith.support.actions import CannotDraw
from kith.support.models import KeepTie, NetworkMap
from kith.support.tests.people import coordinator_of, days_ago, everybody, go, manager_of, send, text

pytestmark = pytest.mark.django_db


def put(drawn, name="Nan", ring=1, kind="family", **fields):
    return actions.put_on_map(drawn=drawn, name=name, ring=ring, kind=kind, by=None, **fields)


def a_map(match, *people, shared=False, on=None):
    by, on = match.child.user, on or today()
    drawn = actions.begin_map(child=match.child, by=by, on=on)
    for name, keep in people or (("Nan", True), ("Ms Hall", False)):
        put(drawn, name, keep=keep, turned_to=["talk"])
    return actions.finish_map(drawn=drawn, shared=shared, by=by, on=on)


def test_a_new_map_begins_from_the_people_of_the_last_and_leaves_that_as_it_was():
    match = everybody()
    first = a_map(match)
    second = actions.begin_map(child=match.child, by=match.child.user, on=today())
    put(second, "Bella", 2, "friend")
    put(second, "nan", 3, "family")
    assert [(tie.name, tie.ring) for tie in second.ties.all()] == [("Ms Hall", 1), ("Bella", 2), ("Nan", 3)]
    assert [(tie.name, tie.ring) for tie in first.ties.all()] == [("Nan", 1), ("Ms Hall", 1)]
    assert (first.version, second.version) == (1, 2)


def test_one_map_is_drawn_at_a_time_and_a_finished_one_stays():
    match = everybody()
    begun = actions.begin_map(child=match.child, by=match.child.user, on=today())
    assert actions.begin_map(child=match.child, by=match.child.user, on=today()) == begun
    tie = put(begun)
    actions.finish_map(drawn=begun, by=match.child.user, on=today())
    for deed in (lambda: put(begun, "Bo"), lambda: actions.take_off_map(tie=tie)):
        with pytest.raises(CannotDraw, match="stays as it is"):
            deed()


def test_nobody_without_a_name_stands_on_a_map():
    match = everybody()
    with pytest.raises(CannotDraw, match="Who is it?"):
        put(actions.begin_map(child=match.child, by=match.child.user, on=today()), "  ")


# ------------------------------------------------------------------------------------------- a move


def test_a_move_makes_something_to_see_to_for_each_who_should_not_be_lost():
    match = everybody()
    a_map(match)
    (task,) = actions.moved(child=match.child, moved_on=days_ago(2), by=coordinator_of(match), on=today())
    assert (task.tie.name, task.due_on) == ("Nan", days_ago(2) + timedelta(days=14))
    assert actions.moved(child=match.child, moved_on=days_ago(2), by=None, on=today()) == []
    actions.see_to_tie(task=task, words="Jo drives her on Sundays.", by=coordinator_of(match), on=today())
    with pytest.raises(CannotDraw, match="seen to already"):
        actions.see_to_tie(task=task, words="Again.", by=coordinator_of(match), on=today())


def test_a_move_that_the_register_tells_of_is_noticed_the_next_morning():
    match = everybody()
    a_map(match, on=days_ago(30))
    for days, kind in ((5, "moved"), (40, "moved"), (3, "review")):
        PathwayPoint.objects.create(child=match.child, kind=kind, on=days_ago(days), key=f"{kind}{days}")
    assert actions.keep_ties(at=now()) == 1
    assert actions.keep_ties(at=now()) == 0
    assert KeepTie.objects.get().moved_on == days_ago(5)


def test_a_move_told_by_hand_and_by_the_register_is_seen_to_once():
    match = everybody()
    a_map(match, on=days_ago(30))
    (task,) = actions.moved(child=match.child, moved_on=days_ago(4), by=coordinator_of(match), on=today())
    a_map(match, ("nan", True), on=days_ago(3))
    PathwayPoint.objects.create(child=match.child, kind="moved", on=days_ago(2), key="moved2")
    assert actions.keep_ties(at=now()) == 0, "she waits to be seen to already"
    actions.see_to_tie(task=task, words="Jo drives her.", by=coordinator_of(match), on=today())
    assert actions.keep_ties(at=now()) == 0, "it is the same move"
    assert len(actions.moved(child=match.child, moved_on=today(), by=None, on=today())) == 1


def test_a_child_without_a_map_or_a_move_to_come_makes_nothing():
    match = everybody()
    assert actions.moved(child=match.child, moved_on=today(), by=None, on=today()) == []
    with pytest.raises(CannotDraw, match="when they have moved"):
        actions.moved(child=match.child, moved_on=today() + timedelta(days=1), by=None, on=today())


# ------------------------------------------------------------------------------------------- pages


def test_a_young_person_draws_their_own_map_and_says_who_sees_it(client):
    match = everybody()
    ana = match.child.user
    assert "Nothing drawn yet" in text(go(client, ana, "network", match.child.public_id))
    send(client, ana, "network", match.child.public_id)
    drawn = NetworkMap.objects.get()
    typed = {"name": "Nan", "ring": 1, "kind": "family", "turned_to": ["talk", "fun"], "keep": "on"}
    send(client, ana, "draw", drawn.public_id, **typed)
    send(client, ana, "draw", drawn.public_id, **(typed | {"name": "Bo"}))
    bo = drawn.ties.get(name="Bo")
    send(client, ana, "take_off", drawn.public_id, bo.public_id)
    read = text(go(client, ana, "draw", drawn.public_id))
    assert "Nan" in read
    assert "Take off<" in read
    send(client, ana, "finish", drawn.public_id, **{"finish-words": "My people."})
    read = text(go(client, ana, "network", match.child.public_id))
    assert "<strong>Nan</strong>: very close" in read
    assert "Show my social worker too" in read


def test_somebody_without_a_name_or_a_ring_is_explained(client):
    match = everybody()
    drawn = actions.begin_map(child=match.child, by=match.child.user, on=today())
    read = text(send(client, match.child.user, "draw", drawn.public_id, name="Nan"))
    assert "Choose how close" in read
    assert 'value="Nan"' in read


def test_too_many_words_about_a_map_are_explained_and_stay(client):
    match = everybody()
    drawn = actions.begin_map(child=match.child, by=match.child.user, on=today())
    many = "My people. " * 50
    read = text(send(client, match.child.user, "finish", drawn.public_id, **{"finish-words": many}))
    assert "There is a problem" in read
    assert "My people. My people." in read
    drawn.refresh_from_db()
    assert drawn.drawn_on is None


def test_a_worker_sees_a_map_only_while_the_child_lets_them(client):
    match = everybody()
    drawn = a_map(match)
    nia = match.child.involvements.get(part="social worker").user
    here = ("shared_network", match.child.public_id)
    assert "Nan" not in text(go(client, nia, *here))
    send(client, match.child.user, "share", drawn.public_id, shared="yes")
    assert "Nan" in text(go(client, nia, *here))
    send(client, match.child.user, "share", drawn.public_id, shared="no")
    assert "Nan" not in text(go(client, nia, *here))
    with pytest.raises(CannotDraw, match="Only the young person"):
        actions.share_map(drawn=drawn, shared=True, by=coordinator_of(match), on=today())


def test_nobody_else_sees_it(client):
    match = everybody()
    drawn = a_map(match)
    assert go(client, coordinator_of(match), "network", match.child.public_id).status_code == 200
    for nobody in (manager_of(match), match.volunteer.user, a_coordinator(first_name="Noor")):
        for page, row in (("network", match.child), ("draw", drawn), ("shared_network", match.child)):
            assert go(client, nobody, page, row.public_id).status_code == 404


def test_what_should_not_be_lost_stands_in_a_list_and_is_seen_to(client):
    match = everybody()
    priya = coordinator_of(match)
    assert "Nobody is about to be lost" in text(go(client, priya, "ties"))
    a_map(match)
    typed = dict(
        zip(
            ("moved_on_day", "moved_on_month", "moved_on_year"),
            today().strftime("%d %m %Y").split(),
            strict=True,
        )
    )
    send(client, priya, "moved", match.child.public_id, **typed)
    assert "Nan, for Ana" in text(go(client, priya, "ties"))
    task = KeepTie.objects.get()
    assert "Say how they stay in touch" in text(send(client, priya, "see_to", task.public_id, words=""))
    send(client, priya, "see_to", task.public_id, words="Calls on Sundays.")
    assert "Nobody is about to be lost" in text(go(client, priya, "ties"))
    assert go(client, match.child.user, "see_to", task.public_id).status_code == 404
