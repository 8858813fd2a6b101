"""A pause before somebody new: no short list, no round and no open day looks for a child who would like one."""

from datetime import timedelta

import pytest

from kith.matching import actions
from kith.matching.actions import CannotLook, CannotPropose, CannotRun
from kith.matching.actions import open_days as deeds
from kith.matching.actions.open_days import CannotOpenDay
from kith.matching.models import Proposal
from kith.matching.open_day_rounds import gather
from kith.matching.queries import children_to_invite
from kith.matching.tests.factories import DAY, a_road
from kith.matching.tests.open_days import (
    BEFORE,
    DURING,
    LATER,
    THAT_DAY,
    a_day,
    an_event,
    an_event_that_was,
)
from kith.matching.tests.pages import at, read
from kith.people.actions import let_rest, lift_rest
from kith.people.models import Child
from kith.referral.models import Referral

pytestmark = pytest.mark.django_db

UNTIL = DAY + timedelta(days=60)
WEEK = timedelta(days=7)
PAUSE = "Tariq has a pause until 23 January 2027. Look then, or once Tariq has lifted it."


@pytest.fixture(scope="module")
def laid_road(rows_that_last):
    return a_road(volunteers=("Ben", "Samir"))


def rests(child, by, until=UNTIL):
    let_rest(child=child, until=until, by=by, on=DAY)


def a_round(road, on=DAY):
    asked = actions.ask_for_round(scheme=road.scheme, by=road.manager, on=on)
    return actions.work_out(asked=asked, by=road.manager, on=on)


def test_no_list_is_made_or_shown_and_no_promise_given_in_a_pause(road):
    made = actions.make_shortlist(referral=road.referral, by=road.coordinator, on=DAY)
    rests(road.child, road.coordinator)
    road.referral.refresh_from_db()
    made.refresh_from_db()
    promise = {"look_again_on": DAY + timedelta(days=20), "told_child": "Soon."}
    for deed in (
        lambda: actions.make_shortlist(referral=road.referral, by=road.coordinator, on=DAY),
        lambda: actions.show_cards(shortlist=made, by=road.coordinator, on=DAY),
        lambda: actions.say_nobody_yet(referral=road.referral, by=road.coordinator, on=DAY, **promise),
    ):
        with pytest.raises(CannotLook, match=f"^{PAUSE}$"):
            deed()


def test_a_round_leaves_the_child_out_says_how_many_and_asks_for_them_again_afterwards(road, client):
    rests(road.child, road.coordinator)
    made = a_round(road)
    assert (made.counts["children"], made.beside) == (0, {"resting": 1})
    client.force_login(road.coordinator)
    assert "Waiting, and not in this round: 1 child has a pause." in read(client.get(at("round", made)))
    assert a_round(road, on=UNTIL).counts["children"] == 1


def test_what_a_round_proposed_before_the_pause_is_not_agreed_in_it(road):
    line = a_round(road).lines.get()
    rests(road.child, road.coordinator)
    line.child.refresh_from_db()
    with pytest.raises(CannotRun, match=f"^{PAUSE}$"):
        actions.agree(line=line, by=road.coordinator, on=DAY)


def test_the_next_choice_is_not_asked_in_a_pause(road):
    proposal = road.choose(None, "Ben", "Samir")
    road.ask(proposal)
    rests(road.child, road.coordinator)
    road.say_no(Proposal.objects.get())
    assert Proposal.objects.count() == 1
    with pytest.raises(CannotPropose, match=f"^{PAUSE}$"):
        actions.propose_next(shortlist=Proposal.objects.get().card.shortlist, by=road.coordinator, on=DAY)


def test_a_child_who_chooses_all_the_same_has_lifted_it(road):
    shown = road.shortlist()
    rests(road.child, road.coordinator)
    shown.refresh_from_db()
    assert road.choose(shown, "Ben") is not None
    assert Child.objects.get().rests_until is None


# ------------------------------------------------------------------------------------- open days


def test_nobody_is_invited_to_a_day_in_their_pause_and_to_one_after_it_they_are(client):
    event = an_event()
    referral = event.waiting_child("Tariq")
    rests(referral.child, event.coordinator, until=THAT_DAY + timedelta(days=1))
    referral.refresh_from_db()
    assert not children_to_invite(event.day, Referral.objects.all())
    with pytest.raises(CannotOpenDay, match="^Tariq has a pause until 29 November 2026"):
        deeds.invite_children(open_day=event.day, referrals=[referral], by=event.coordinator, at=BEFORE)
    with pytest.raises(CannotOpenDay, match="^Tariq has a pause"):
        deeds.walk_in_child(open_day=event.day, referral=referral, by=event.coordinator, at=DURING)
    later = a_day(
        event.scheme, event.coordinator, begins_at=DURING + WEEK, ends_at=DURING + WEEK + timedelta(hours=2)
    )
    assert (
        len(deeds.invite_children(open_day=later, referrals=[referral], by=event.coordinator, at=BEFORE)) == 1
    )


def test_whoever_would_like_a_pause_after_the_day_is_left_out_of_it_and_it_is_said():
    event = an_event_that_was(children={"Tariq": 100, "Leah": 400}, volunteers={"Ben": 2})
    for name in ("Tariq", "Leah"):
        event.chooses(name, "Ben")
    working = event.work_out()
    assert event.got() == {"Tariq": "Ben", "Leah": "Ben"}
    tariq = event.children["Tariq"].child
    rests(tariq, event.coordinator)
    with pytest.raises(CannotOpenDay, match="^Tariq would like a pause. Take Tariq out"):
        deeds.agree(open_day=event.day, pairs=list(working.pairs.all()), by=event.coordinator, at=LATER)
    event.work_out()
    assert event.got() == {"Leah": "Ben"}
    left_out = [words for _, words in gather(event.day, LATER.date()).left_out]
    assert left_out == ["Tariq would like a pause: nobody new is looked for before it is over."]
    lift_rest(child=tariq, by=event.coordinator, on=DAY)
    event.work_out()
    assert event.got() == {"Tariq": "Ben", "Leah": "Ben"}


# ------------------------------------------------------------------------------------- a scheme that has closed


def test_a_scheme_that_has_closed_looks_for_nobody_in_rounds_and_open_days(road):
    event = an_event_that_was(children={"Leah": 100}, volunteers={"Jon": 1})
    event.chooses("Leah", "Jon")
    for scheme in (road.scheme, event.scheme):
        scheme.closed_on = DAY
        scheme.save()
    with pytest.raises(CannotRun, match="is closed"):
        actions.ask_for_round(scheme=road.scheme, by=road.manager, on=DAY)
    with pytest.raises(CannotOpenDay, match="is closed, so nobody is looked for there"):
        a_day(event.scheme, event.coordinator, at=LATER, begins_at=LATER + WEEK, ends_at=LATER + WEEK * 2)
    with pytest.raises(CannotOpenDay, match="No child has said yet"):
        event.work_out()
