"""The nation's answer is the scheme's answer: over every pair that fits, whatever the lists' length."""

from dataclasses import replace
from random import Random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kith.science.fit import Rules, fitting
from kith.science.matching import CannotMatch, Priority, Round, nation, settle
from kith.science.matching.nation.blocks import blocks
from kith.science.matching.tests.markets import a_round, seeds


def people_only(seed, children=25, volunteers=15):
    """A round without anything said on the day, over a country a few squares wide."""
    random = Random(seed)
    asked = a_round(random, children, volunteers)

    def somewhere(point):
        return point and (point[0] + random.choice([0, 0, 30_000]), point[1] + random.choice([0, 20_000]))

    return Round(
        referrals=tuple(replace(each, point=somewhere(each.point)) for each in asked.referrals),
        volunteers=tuple(replace(each, point=somewhere(each.point)) for each in asked.volunteers),
        rules=Rules(travel_miles=random.choice([5, 20])),
        priority=asked.priority,
        seed=asked.seed,
    )


def as_columns(asked):
    return nation.columns(
        iter(asked.referrals), iter(asked.volunteers), asked.rules, priority=asked.priority, seed=asked.seed
    )


@given(seeds)
def test_the_pairs_that_fit_are_those_of_fit_itself(seed):
    asked = people_only(seed)
    people = as_columns(asked)
    found = set()
    for block in blocks(people):
        for row, child in enumerate(block.children):
            for column, volunteer in enumerate(block.volunteers):
                if block.fits[row, column]:
                    found.add((people.children.keys[child], people.volunteers.keys[volunteer]))
    alone = [referral for referral in asked.referrals if not referral.siblings]
    assert found == {(r.key, key) for r in alone for key in fitting(r, asked.volunteers, asked.rules)}


@given(seeds, st.integers(1, 12))
@settings(max_examples=200)
def test_a_nation_is_matched_as_a_scheme_is_whatever_the_length_of_its_lists(seed, first):
    asked = people_only(seed)
    people = as_columns(asked)
    answer = nation.matching_round(people, first=first)
    assert answer.matches == settle(asked).matches
    verdict = nation.verify(people, answer)
    assert verdict.holds
    assert verdict.pairs == answer.pairs


@given(seeds, st.randoms(use_true_random=False))
def test_the_audit_finds_what_is_wrong(seed, random):
    """Take one match away, or give one child to somebody else: it never passes."""
    asked = people_only(seed)
    people = as_columns(asked)
    answer = nation.matching_round(people)
    if not answer.matches:
        return
    wrong = answer.matching.copy()
    child = random.choice([c for c, v in enumerate(wrong) if v >= 0])
    wrong[child] = random.choice([v for v in range(-1, len(asked.volunteers)) if v != wrong[child]])
    assert not nation.verify(people, replace(answer, matching=wrong)).holds


@pytest.mark.parametrize(("children", "volunteers"), [(0, 0), (0, 9), (9, 0)])
def test_an_empty_side_is_an_answer(children, volunteers):
    asked = people_only(1)
    asked = replace(asked, referrals=asked.referrals[:children], volunteers=asked.volunteers[:volunteers])
    people = as_columns(asked)
    answer = nation.matching_round(people)
    assert answer.matches == {}
    assert nation.verify(people, answer).holds


def test_a_key_that_comes_twice_is_refused():
    asked = people_only(3)
    with pytest.raises(CannotMatch, match="two have the key"):
        nation.columns([asked.referrals[0], asked.referrals[0]], [], priority=Priority())
