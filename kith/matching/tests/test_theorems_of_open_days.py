"""What is always true of what comes of an open day, through the room: choices as rows in, proposals as rows out.

One day is made once; each example then draws who liked whom and how much, who could not, for how many there is room, and
whom the coordinator keeps apart. What comes out is held against the rows, not against the engine.
"""

from collections import Counter
from contextlib import contextmanager
from datetime import timedelta
from random import Random

import pytest
from django.db import transaction
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from kith.matching.actions import open_days as deeds
from kith.matching.models import ChildGuest, CouldNot, OpenDay, OpenDayChoice, Pin, Proposal, VolunteerGuest
from kith.matching.open_day_rounds import is_the_same, outcome_of
from kith.matching.states import OpenDayStatus
from kith.matching.tests.factories import DAY
from kith.matching.tests.open_days import LATER, THAT_DAY, an_event_that_was
from kith.messages.models import OutboxMessage
from kith.people.actions import let_rest
from kith.people.models import Child
from kith.recruitment.actions import suspend
from kith.recruitment.models import Approval, Suspension
from kith.referral.models import Referral
from kith.schemes.models import SchemeRules
from kith.science.matching import Priority

pytestmark = pytest.mark.django_db

PRIORITY = Priority()
few = settings(
    max_examples=8, suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow]
)
worlds = st.integers(0, 2**32)


@pytest.fixture(scope="module")
def laid_event(rows_that_last):
    children = {"Tariq": 100, "Leah": 400, "Imran": 100, "Ada": 200, "Omar": 20}
    return an_event_that_was(children=children, volunteers={"Ben": 3, "Samir": 3, "Luke": 3, "Ann": 3})


@contextmanager
def drawn(event, seed):
    """The day as this example draws it, and as it was again afterwards."""
    random = Random(seed)
    with transaction.atomic():
        event.refresh()
        people = list(event.volunteers.values())
        for guest in event.children.values():
            waited = timedelta(days=random.choice([3, 100, 100, 200, 400]))
            Referral.objects.filter(pk=guest.referral_id).update(received_on=DAY - waited)
            says(event, guest, people, random)
        for volunteer in people:
            Approval.objects.filter(volunteer=volunteer.volunteer).update(places=3)
            no = [guest for guest in event.children.values() if random.random() < 0.15]
            deeds.say_afterwards(
                guest=volunteer, places=random.choice([0, 1, 1, 2]), could_not=dict.fromkeys(no, "other"),
                by=event.coordinator, at=LATER,
            )  # fmt: skip
        if random.random() < 0.3:
            suspend(volunteer=random.choice(people).volunteer, reason="own wish", by=event.manager, on=DAY)
        if random.random() < 0.3:
            resting = random.choice(list(event.children.values())).child
            let_rest(child=resting, until=THAT_DAY + timedelta(days=90), by=event.coordinator, on=DAY)
        if random.random() < 0.4:
            pair = random.choice(list(event.children.values())), random.choice(people)
            deeds.pin(guest=pair[0], volunteer=pair[1], kind="apart", by=event.coordinator, at=LATER)
        event.refresh()
        yield random
        transaction.set_rollback(True)


def says(event, guest, people, random):
    """Several tiers, ties among them, some set aside; now and then anybody else, nobody, or not sure."""
    met = random.sample(people, len(people))
    liked = random.randint(0, len(met))
    tiers: list[list[VolunteerGuest]] = []
    for each in met[:liked]:
        tiers.append([]) if not tiers or random.random() < 0.6 else None
        tiers[-1].append(each)
    aside = [each for each in met[liked:] if random.random() < 0.4]
    heard = "ranked" if tiers else random.choice(["nobody", "not sure"])
    deeds.hear(
        guest=guest, heard=heard, tiers=tiers, set_aside=aside if tiers else (),
        anyone_else=bool(tiers) and random.random() < 0.3, by=event.coordinator, at=LATER,
    )  # fmt: skip


def works_out(event):
    """Child → the volunteer proposed, by their places at the day; None when nobody took part or nobody is proposed."""
    if not taking_part():
        return {}
    working = event.work_out()
    return {pair.guest_id: pair.volunteer_id for pair in working.pairs.all()}


def taking_part():
    came = ChildGuest.objects.filter(heard="ranked").select_related("child", "referral")
    return [guest for guest in came if not guest.child.rests_on(LATER.date())]


def places():
    return dict(VolunteerGuest.objects.values_list("pk", "places"))


def options(guest):
    """Who could be there for this child: with room, not suspended, nobody who could not, nobody kept apart."""
    away = set(CouldNot.objects.filter(guest=guest).values_list("volunteer", flat=True))
    away |= set(Pin.objects.filter(guest=guest).values_list("volunteer", flat=True))
    suspended = Suspension.objects.open_on(LATER.date()).values("volunteer")
    rows = VolunteerGuest.objects.filter(places__gt=0).exclude(volunteer__in=suspended).exclude(pk__in=away)
    return set(rows.values_list("pk", flat=True))


def wanted(guest):
    """Volunteer → how early they come for this child, 1 first; whoever was set aside or is no option is not in it."""
    said = {choice.volunteer_id: choice.tier for choice in OpenDayChoice.objects.filter(guest=guest)}
    last = max((tier for tier in said.values() if tier), default=0) + 1
    tiers = {pk: said.get(pk, last if guest.anyone_else else None) for pk in options(guest)}
    return {pk: tier for pk, tier in tiers.items() if tier}


def beyond_nobody(found):
    """Only those who take part, only with whom they could be, and nobody with more children than places."""
    part, room = taking_part(), places()
    assert set(found) == {guest.pk for guest in part}
    for guest in part:
        assert found[guest.pk] is None or found[guest.pk] in wanted(guest)
    assert all(many <= room[pk] for pk, many in Counter(filter(None, found.values())).items())


def nobody_passed_over(found):
    """Whom a child would rather have is full, with children who come before them in the published order."""
    room, part = places(), {guest.pk: guest for guest in taking_part()}

    def claim(pk):
        days = (THAT_DAY - part[pk].referral.received_on).days
        return PRIORITY.band(days), len(options(part[pk])), -days

    for pk, guest in part.items():
        tiers = wanted(guest)
        has = tiers[found[pk]] if found[pk] else len(room) + 2
        for volunteer in (each for each, tier in tiers.items() if tier < has):
            holders = [other for other, mine in found.items() if mine == volunteer]
            assert len(holders) == room[volunteer]
            assert all(claim(other) <= claim(pk) for other in holders)


@few
@given(worlds)
def test_nobody_is_beyond_places_against_a_no_or_passed_over_and_it_comes_out_the_same_again(event, seed):
    with drawn(event, seed):
        found = works_out(event)
        beyond_nobody(found)
        nobody_passed_over(found)
        assert works_out(event) == found
        for working in event.day.workings.all():
            assert is_the_same(working, outcome_of(working))


@few
@given(worlds)
def test_nobody_is_told_and_nothing_begins_before_it_is_agreed_and_then_what_was_agreed(event, seed):
    with drawn(event, seed) as random:
        letters = OutboxMessage.objects.count()
        found = works_out(event)
        assert (Proposal.objects.count(), OutboxMessage.objects.count()) == (0, letters)
        if not found:
            return
        pairs = [pair for pair in event.day.workings.first().pairs.all() if pair.volunteer_id]
        chosen = [pair for pair in pairs if random.random() < 0.7]
        deeds.agree(open_day=event.day, pairs=chosen, by=event.coordinator, at=LATER)
        assert {(each.child_id, each.volunteer_id) for each in Proposal.objects.all()} == {
            (pair.guest.child_id, pair.volunteer.volunteer_id) for pair in chosen
        }
        assert OpenDay.objects.get().status == OpenDayStatus.AGREED


@few
@given(worlds)
def test_what_a_child_is_changes_nothing_and_exchanges_make_nobody_worse_off(event, seed):
    with drawn(event, seed) as random:
        before = works_out(event)
        child = random.choice(list(event.children.values())).child_id
        other = {"gender": random.choice("MFX"), "ethnicity": random.choice(["WBRI", "BAFR", "AIND"])}
        Child.objects.filter(pk=child).update(**other)
        SchemeRules.objects.filter(scheme=event.scheme).update(exchange_places=random.random() < 0.7)
        after = works_out(event)
        beyond_nobody(after)
        if not event.day.workings.filter(exchanges=True):
            assert after == before
        for guest in taking_part():
            tiers = wanted(guest)
            assert bool(after[guest.pk]) >= bool(before[guest.pk])
            if before[guest.pk]:
                assert tiers[after[guest.pk]] <= tiers[before[guest.pk]]
