"""Figures about groups, never about one child; and whom a scheme would have to find."""

from dataclasses import replace
from itertools import product

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kith.science.disclosure import SUPPRESSED
from kith.science.matching import Mode, matching_round, settle
from kith.science.matching.fairness import audit, coverage, flip
from kith.science.matching.gaps import gaps
from kith.science.matching.greatest import Greatest
from kith.science.matching.tests.markets import every_matching, markets, rounds
from kith.science.matching.waiting import waited
from kith.science.results import CannotTell
from kith.science.tests.people import a_child, a_volunteer, must


@given(markets)
def test_the_greatest_matching_is_as_large_as_any(market):
    sizes = [sum(v is not None for v in matching) for matching in every_matching(market)]
    assert Greatest(market.lists, market.places).size == max(sizes)


@given(markets)
def test_hall_those_who_are_short_share_exactly_too_few_places(market):
    greatest = Greatest(market.lists, market.places)
    shortages = greatest.shortages()
    assert sum(shortage.short for shortage in shortages) == len(market.lists) - greatest.size
    for shortage in shortages:
        assert set(shortage.volunteers) == {v for c in shortage.children for v in market.lists[c]}
        places = sum(market.places[v] for v in shortage.volunteers)
        assert shortage.short == len(shortage.children) - places > 0
    for one, two in product(shortages, shortages):
        assert one is two or not set(one.children) & set(two.children)


@given(rounds, st.sampled_from(Mode))
def test_nobody_is_passed_over_and_nothing_unasked_counts(asked, mode):
    found = audit(settle(replace(asked, mode=mode)))
    assert set(found.flips.values()) == {0}
    if mode is Mode.CHILD_CHOICE:
        assert found.envy == 0


def test_a_flip_is_found_where_the_order_depends_on_what_a_child_is():
    """The test of the test: a wish for one's own background is left out of it, anything else would be counted."""
    asked = matching_round(
        [a_child(ethnicity="BAFR", wishes=(must("ethnicity", "same"),))], [a_volunteer(ethnicity="BAFR")]
    ).round
    assert flip(asked, "ethnicity") == 0


def twelve(wishes=()):
    return [a_child(key=f"c{i:02}", days_waited=i, wishes=wishes) for i in range(12)]


def test_coverage_stands_beside_what_was_achievable_and_small_cells_are_kept_back():
    children = twelve()
    outcome = matching_round(children, [a_volunteer(places_left=6)])
    group_of = {child.key: "north" if int(child.key[1:]) < 9 else "south" for child in children}
    north, south = coverage(outcome, "area", group_of)
    assert (south.group, south.children, south.matched, south.of_it) == (
        "south",
        SUPPRESSED,
        SUPPRESSED,
        SUPPRESSED,
    )
    assert north.matched == SUPPRESSED
    (everybody,) = coverage(outcome, "area", dict.fromkeys(group_of, "all"))
    assert (everybody.children, everybody.matched, everybody.achievable) == (12, 6, 6)
    assert str(everybody.of_it) == "–"  # of six: too few for a percentage
    assert everybody.options == 1


def test_gaps_say_whom_to_look_for():
    men = twelve((must("gender", "male"),))
    outcome = matching_round(
        men, [a_volunteer(places_left=5, gender="male"), a_volunteer(key="dee", gender="female")]
    )
    (gap,) = gaps(outcome)
    assert gap.words == "7 more places are needed; most of these children must have somebody who is a man."
    assert (gap.short, gap.children, gap.places) == (7, 12, 5)
    assert gap.around == (430_000, 430_000)


def test_a_gap_of_a_few_children_says_no_number_and_no_place():
    (gap,) = gaps(matching_round([a_child()], []))
    assert (gap.words, gap.short, gap.children, gap.around) == (
        "A few more places are needed.",
        SUPPRESSED,
        SUPPRESSED,
        None,
    )


def test_time_to_match_counts_those_who_still_wait():
    """The remission times under 6-MP of Freireich and others (Blood 21, 1963), the usual example of Kaplan and Meier's
    estimate: half by week 23, nine in ten not reached."""
    ended = [6, 6, 6, 7, 10, 13, 16, 22, 23]
    going = [6, 9, 10, 11, 17, 19, 20, 25, 32, 32, 34, 35]
    spells = [(day, True) for day in ended] + [(day, False) for day in going]
    few = [(3, True)] * 4
    north, south = waited({"south": few, "north": spells, "west": []})
    assert (north.group, north.children, north.median, north.nine_in_ten) == ("north", 21, 23, None)
    assert (south.children, south.median, south.nine_in_ten) == (SUPPRESSED,) * 3
    (all_matched,) = waited({"all": [(day, True) for day in range(1, 11)]})
    assert all_matched.nine_in_ten == 9


def test_waiting_less_than_nought_is_refused():
    with pytest.raises(CannotTell):
        waited({"north": [(-1, True)]})
