"""Small made-up rounds for the theorems: few people, so that everything possible can be tried."""

from dataclasses import replace
from itertools import product
from random import Random

from hypothesis import strategies as st

from kith.science.matching import Choices, Mode, Priority, Round
from kith.science.matching.market import Market
from kith.science.tests.people import any_child, any_volunteer


def a_market(random, children=4, volunteers=3, most_places=2):
    """Every list strict; every volunteer with an order of their own, as wild as can be."""
    n = random.randrange(children + 1)
    m = random.randrange(volunteers + 1)
    lists = [random.sample(range(m), random.randrange(m + 1)) for _ in range(n)]
    orders = [random.sample(range(n), n) for _ in range(m)]
    standings = [[orders[v][c] for v in listed] for c, listed in enumerate(lists)]
    return Market(
        lists=lists,
        tiers=[list(range(len(listed))) for listed in lists],
        standings=standings,
        classes=standings,
        places=[random.randrange(most_places + 1) for _ in range(m)],
    )


def a_tied_market(random, children=5, volunteers=4):
    """Ties on both sides: tiers for children, few classes for volunteers, broken by the children's numbers."""
    market = a_market(random, children, volunteers)
    tiers = []
    for listed in market.lists:
        level, row = 0, []
        for place in range(len(listed)):
            level += place > 0 and random.random() < 0.6
            row.append(level)
        tiers.append(row)
    classes = [[random.randrange(2) for _ in listed] for listed in market.lists]
    standings = [[level * 100 + c for level in row] for c, row in enumerate(classes)]
    return replace(market, tiers=tiers, classes=classes, standings=standings)


def every_matching(market):
    """All that respect lists and places."""
    for matching in product(*([None, *listed] for listed in market.lists)):
        if all(matching.count(v) <= places for v, places in enumerate(market.places)):
            yield list(matching)


def blocking(market, matching, standings=None, tiers=None):
    """Pairs who would rather have each other, straight from the definition."""
    standings = standings or market.standings
    tiers = tiers or [list(range(len(listed))) for listed in market.lists]
    stands = {(c, v): s for c, vs in enumerate(market.lists) for v, s in zip(vs, standings[c], strict=True)}
    level = {(c, v): t for c, vs in enumerate(market.lists) for v, t in zip(vs, tiers[c], strict=True)}
    for c, v in stands:
        mine = matching[c]
        if mine is not None and level[c, v] >= level[c, mine]:
            continue
        theirs = [other for other, has in enumerate(matching) if has == v]
        if len(theirs) < market.places[v] or any(stands[c, v] < stands[other, v] for other in theirs):
            yield c, v


def a_round(random, children=8, volunteers=6):
    """A whole round of people, some with choices, vetoes, hopes, fixed and forbidden pairs."""
    people = [any_volunteer(random, f"v{i}") for i in range(random.randrange(volunteers + 1))]
    people = [
        replace(
            person,
            approved=True,
            trained=True,
            wanted_ages=random.choice([None, None, (8, 12), (12, 17)]),
            point=random.choice([person.point, (420_000, 420_000)]),
        )
        for person in people
    ]
    referrals = [
        replace(
            any_child(random),
            key=f"c{i}",
            siblings=random.choice([0] * 9 + [1]),
            days_waited=random.choice([3, 3, 100, 200, 400]),
            travel_miles=random.choice([None, 40]),
        )
        for i in range(random.randrange(children + 1))
    ]
    keys = [person.key for person in people]
    choices = {r.key: _choices(random, keys) for r in referrals if random.random() < 0.5}
    pairs = [(r.key, key) for r in referrals for key in keys]
    some = frozenset(pair for pair in pairs if random.random() < 0.08)
    orders = {
        key: (tuple(random.sample([r.key for r in referrals], min(2, len(referrals)))),)
        for key in keys
        if random.random() < 0.15
    }
    return Round(
        referrals=tuple(referrals),
        volunteers=tuple(people),
        choices=choices,
        could_not=frozenset(pair for pair in some if random.random() < 0.5),
        forbidden=frozenset(pair for pair in some if random.random() < 0.5),
        orders=orders,
        priority=Priority((180, 90) if random.random() < 0.5 else (), scarce_first=random.random() < 0.7),
        seed=random.randrange(100),
    )


def _choices(random, keys):
    liked = random.sample(keys, random.randrange(len(keys) + 1))
    tiers = []
    for key in liked:
        if tiers and random.random() < 0.3:
            tiers[-1].append(key)
        else:
            tiers.append([key])
    rest = [key for key in keys if key not in liked]
    return Choices(
        ranked=tuple(map(tuple, tiers)),
        set_aside=frozenset(random.sample(rest, min(1, len(rest)))),
        anyone_else=random.random() < 0.3,
    )


seeds = st.integers(0, 2**32)
markets = seeds.map(lambda seed: a_market(Random(seed)))
tied_markets = seeds.map(lambda seed: a_tied_market(Random(seed)))
rounds = seeds.map(lambda seed: a_round(Random(seed)))
modes = st.sampled_from(Mode)
