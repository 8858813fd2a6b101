"""What is always true of a round, through the room: rows in, a round worked out, and rows looked at again afterwards.

One scheme is made once; each example then draws who may be there, who waits since when and must have whom, and whom a
coordinator keeps apart. What a round says is held against what a look at each single child says, not against the engine.
"""

from collections import Counter
from contextlib import contextmanager
from datetime import timedelta
from random import Random

import pytest
from django.db import transaction
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from kith.matching import actions
from kith.matching.answers import made_again
from kith.matching.models import (
    Agreement,
    CardShown,
    Match,
    Proposal,
    Round,
    RoundLine,
    RoundPair,
    Shortlist,
    Wish,
    WishList,
)
from kith.matching.queries import look_for, places_left
from kith.matching.tests.factories import DAY, a_road, wishes_for
from kith.messages.models import OutboxMessage
from kith.people.models import Child, Volunteer
from kith.recruitment.actions import suspend
from kith.recruitment.models import Approval
from kith.referral.models import Referral
from kith.science.matching import Priority

pytestmark = pytest.mark.django_db

NEVER_TOUCHED = (
    Match,
    Agreement,
    Proposal,
    Shortlist,
    CardShown,
    WishList,
    Referral,
    Approval,
    OutboxMessage,
)
CHOICE, TOTAL = "child_choice", "total_fit"
PRIORITY = Priority()
few = settings(
    max_examples=8, suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow]
)
worlds = st.integers(0, 2**32)


@pytest.fixture(scope="module")
def laid_road(rows_that_last):
    """Five wait; Zara has a match with Max, Kofi is on his way to Jon, and both have room for others."""
    road = a_road(volunteers=("Ben", "Ann", "Max", "Jon"))
    road.scheme.places_per_volunteer = 3
    road.scheme.save()
    for name in ("Leah", "Omar", "Imran", "Ada"):
        another(road, name)
    Approval.objects.update(places=3)
    zara, kofi = another(road, "Zara"), another(road, "Kofi")
    zara.begin(zara.proposal("agreed", "Max"))
    kofi.choose(kofi.shortlist(), "Jon")
    return road


def another(road, name):
    more = a_road(name, road.scheme, volunteers=(), coordinator=road.coordinator, wishes=False)
    wishes_for(more.referral, wishes=[], to_do=["cars"])
    return more


@contextmanager
def drawn(road, seed):
    """The scheme as this example draws it, and as it was again afterwards."""
    random = Random(seed)
    with transaction.atomic():
        for referral in Referral.objects.awaiting_match().order_by("pk"):
            waited = timedelta(days=random.choice([3, 80, 100, 200, 200, 400]))
            Referral.objects.filter(pk=referral.pk).update(received_on=DAY - waited)
            Wish.objects.filter(wish_list__referral=referral).delete()
            must = random.choice(["", "", "male", "female"])
            if must:
                newest = WishList.objects.filter(referral=referral).latest("pk")
                Wish.objects.create(wish_list=newest, kind="must", attribute="gender", value=must)
        people = list(Volunteer.objects.order_by("pk"))
        for volunteer in people:
            Volunteer.objects.filter(pk=volunteer.pk).update(gender=random.choice("MF"))
            Approval.objects.filter(volunteer=volunteer).update(places=random.choice([1, 1, 2, 3]))
        if random.random() < 0.3:
            suspend(volunteer=random.choice(people), reason="own wish", by=road.manager, on=DAY)
        if random.random() < 0.4:
            kept_apart(road, random.choice(people))
        yield random
        transaction.set_rollback(True)


def kept_apart(road, volunteer):
    RoundPair.objects.create(
        scheme=road.scheme, child=road.child, referral=road.referral, volunteer=volunteer,
        kind=RoundPair.Kind.FORBIDDEN, on=DAY, created_by=road.coordinator,
    )  # fmt: skip


def a_round(road, mode=CHOICE):
    asked = actions.ask_for_round(scheme=road.scheme, by=road.manager, on=DAY, mode=mode)
    return actions.work_out(asked=asked, by=road.manager, on=DAY)


def lines_of(made):
    return list(
        made.lines.select_related("child", "referral__child", "referral__scheme", "volunteer", "round")
    )


def everything():
    return {model.__name__: list(model._default_manager.order_by("pk").values()) for model in NEVER_TOUCHED}


def room(road):
    """Volunteer id → places that are neither taken nor being asked for."""
    people = list(Volunteer.objects.order_by("pk"))
    asked = Counter(Proposal.objects.open().values_list("volunteer", flat=True))
    return {pk: left - asked[pk] for pk, left in places_left(people, road.scheme, DAY).items()}


def options(road, line):
    """Who could be there for this child, as a look at this child alone says, with room and not kept apart."""
    look, left = look_for(line.referral, DAY), room(road)
    apart = set(RoundPair.objects.filter(referral=line.referral).values_list("volunteer", flat=True))
    people = Volunteer.objects.order_by("pk")
    return {v.pk for v in people if left[v.pk] > 0 and v.pk not in apart and not look.why_not(v)}


@few
@given(worlds)
def test_existing_matches_and_everything_on_its_way_are_never_touched(road, seed):
    with drawn(road, seed) as random:
        before = everything()
        for mode in (CHOICE, TOTAL):
            made = a_round(road, mode)
            for line in made.lines.proposed().select_related("round", "child", "referral"):
                deed = random.choice([actions.agree, actions.leave, None])
                if deed:
                    deed(line=line, by=road.coordinator, on=DAY)
            actions.finish(asked=made, by=road.coordinator, on=DAY)
            assert not {"Zara", "Kofi"} & {line.child.name for line in lines_of(made)}
        assert everything() == before


@few
@given(worlds, st.sampled_from([CHOICE, TOTAL]))
def test_whoever_is_proposed_fits_and_nobody_has_more_children_than_places(road, seed, mode):
    with drawn(road, seed):
        made, left = a_round(road, mode), room(road)
        proposed = [line for line in lines_of(made) if line.volunteer_id]
        for line in proposed:
            assert line.volunteer_id in options(road, line)
        taken = Counter(line.volunteer_id for line in proposed)
        assert all(number <= left[pk] for pk, number in taken.items())


@few
@given(worlds)
def test_nobody_is_passed_over_and_no_place_stays_empty_that_somebody_would_take(road, seed):
    with drawn(road, seed):
        made, left = a_round(road), room(road)
        found = lines_of(made)
        fitting = {line.pk: options(road, line) for line in found}
        assert all(line.options == len(fitting[line.pk]) for line in found)

        def claim(line):
            days = (DAY - line.referral.received_on).days
            return PRIORITY.band(days), len(fitting[line.pk]), -days

        holders = {pk: [line for line in found if line.volunteer_id == pk] for pk in left}
        for line in found:
            for pk in fitting[line.pk] if line.volunteer_id is None else ():
                assert len(holders[pk]) == left[pk]
                assert all(claim(holder) <= claim(line) for holder in holders[pk])


@few
@given(worlds)
def test_one_place_more_hurts_nobody(road, seed):
    with drawn(road, seed) as random:
        before = {line.child.name: line for line in lines_of(a_round(road))}
        with_room = [pk for pk, left in room(road).items() if left > 0]
        if not with_room:
            return
        more = Approval.objects.get(volunteer=random.choice(with_room))
        Approval.objects.filter(pk=more.pk).update(places=more.places + 1)
        for line in lines_of(a_round(road)):
            had = before[line.child.name]
            assert line.volunteer_id or not had.volunteer_id
            assert not had.choice or line.choice <= had.choice


@few
@given(worlds)
def test_total_fit_proves_its_total_reaches_no_fewer_and_names_every_child_who_loses(road, seed):
    with drawn(road, seed):
        by_choice = {line.child.name: line for line in lines_of(a_round(road))}
        made = a_round(road, TOTAL)
        by_total = lines_of(made)
        assert made.certificate["primal"] == made.certificate["dual"]
        assert sum(bool(line.volunteer_id) for line in by_total) >= sum(
            bool(line.volunteer_id) for line in by_choice.values()
        )
        for line in by_total:
            had = by_choice[line.child.name]
            worse = bool(had.volunteer_id) and (not line.volunteer_id or line.choice > had.choice)
            assert bool(line.loses) == worse


@few
@given(worlds, st.sampled_from([CHOICE, TOTAL]))
def test_it_comes_out_the_same_whoever_asks_and_from_what_is_kept(road, seed, mode):
    with drawn(road, seed):
        first, second = a_round(road, mode), a_round(road, mode)
        assert first.record == second.record
        assert made_again(Round.objects.get(pk=second.pk)).holds


@few
@given(worlds)
def test_what_a_child_is_changes_nothing_where_they_did_not_ask_for_the_same(road, seed):
    with drawn(road, seed) as random:
        before = {line.child.name: (line.volunteer_id, line.options) for line in lines_of(a_round(road))}
        child = random.choice(list(RoundLine.objects.values_list("child", flat=True)))
        other = {"gender": random.choice("MFX"), "ethnicity": random.choice(["WBRI", "BAFR", "AIND"])}
        Child.objects.filter(pk=child).update(**other)
        after = {line.child.name: (line.volunteer_id, line.options) for line in lines_of(a_round(road))}
        assert after == before
