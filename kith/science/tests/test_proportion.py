"""Intervals beside R and Newcombe's own table; flows both ways."""

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kith.science.proportion import exact, flow, flows_for, newcombe, tell_flow, tell_groups, wilson
from kith.science.results import Audience, CannotTell
from kith.science.tests.test_change import pairs

BASIS = pairs().basis
shares = st.integers(1, 200).flatmap(lambda whole: st.tuples(st.integers(0, whole), st.just(whole)))


@pytest.mark.parametrize(
    ("part", "whole", "low", "high"),
    [  # R 4.2.2: prop.test(part, whole, correct = FALSE)$conf.int
        (7, 23, 0.156040244532, 0.508657562688),
        (1, 29, 0.00611321429276, 0.171755218793),
        (98, 446, 0.183785914543, 0.260462731068),
        (3, 11, 0.0974605929002, 0.565645301176),
        (98, 100, 0.929988209271, 0.99449803245),
    ],
)
def test_wilson_agrees_with_r(part, whole, low, high):
    its = wilson(part, whole)
    assert (its.low, its.high) == pytest.approx((low, high), abs=1e-11)


@pytest.mark.parametrize(
    ("part", "whole", "low", "high"),
    [(7, 23, 0.132102879698, 0.529191666009), (0, 10, 0, 0.308497107819)],  # binom.test(part, whole)$conf.int
)
def test_the_exact_interval_agrees_with_r(part, whole, low, high):
    its = exact(part, whole)
    assert (its.low, its.high) == pytest.approx((low, high), abs=1e-10)


def test_newcombe_s_own_example():
    # Newcombe (1998), table II, (a): 56/70 - 48/80, method 10: 0.0524 to 0.3339
    difference = newcombe(wilson(56, 70), wilson(48, 80))
    assert (difference.value, difference.low, difference.high) == pytest.approx(
        (0.2, 0.0524, 0.3339), abs=5e-5
    )


@given(shares)
def test_an_interval_holds_its_share_and_stays_between_nought_and_one(share):
    for interval in (wilson, exact):
        its = interval(*share)
        assert 0 <= its.low <= its.share + 1e-12
        assert its.share - 1e-12 <= its.high <= 1


@given(shares)
def test_those_who_did_and_those_who_did_not_mirror_each_other(share):
    part, whole = share
    did, did_not = wilson(part, whole), wilson(whole - part, whole)
    assert (did.low, did.high) == pytest.approx((1 - did_not.high, 1 - did_not.low))


@given(shares, shares)
def test_the_difference_of_two_groups_turns_round_with_them(one, other):
    there, back = newcombe(wilson(*one), wilson(*other)), newcombe(wilson(*other), wilson(*one))
    assert (there.low, there.high) == pytest.approx((-back.high, -back.low))
    assert -1 - 1e-9 <= there.low <= there.value <= there.high <= 1 + 1e-9


def test_what_is_no_share_is_refused():
    with pytest.raises(CannotTell, match="nobody"):
        wilson(0, 0)
    with pytest.raises(CannotTell, match="not a part"):
        wilson(3, 2)


def test_groups_are_told_in_their_order_and_small_ones_left_out():
    groups = {"girls": (12, 40), "boys": (9, 31), "another way": (2, 4)}
    told = tell_groups(groups, BASIS, what="were matched within a year", audience=Audience.OUTSIDE)
    assert told.sentence == (
        "How many of each group were matched within a year: girls, 10 of 40 (25%, 95% interval 14% to 40%); boys, 10 of 30 (33%, 95% "
        "interval 19% to 51%). The two cannot be told apart. Too few to show: another way."
    )
    uneven = tell_groups(
        {"white": (60, 100), "others": (20, 80)}, BASIS, what="were matched", audience=Audience.OUTSIDE
    )
    assert uneven.sentence.endswith("They lie 35 points apart (95% interval 21 to 47).")
    with pytest.raises(CannotTell, match="at least 10 people in the group"):
        tell_groups({"girls": (2, 9)}, BASIS, what="were matched", audience=Audience.OUTSIDE)


def test_flows_are_told_both_ways():
    moves = [(False, True)] * 3 + [(True, False)] * 2 + [(True, True)] * 8 + [(False, False)] * 7
    figure = flow(moves)
    assert figure.chance == pytest.approx(1.0)  # binom.test(2, 5)$p.value
    told = tell_flow(
        figure,
        replace(BASIS, people="young people"),
        what="education, employment or training",
        audience=Audience.INSIDE,
    )
    assert told.sentence == (
        "Of 20 young people, 3 came into education, employment or training and 2 went out of it: 10 (50%) were in it "
        "before and 11 (55%, 95% interval 34% to 74%) after. A difference of this size is common by chance alone."
    )


def test_uneven_flows_are_given_their_chance():
    figure = flow([(False, True)] * 11 + [(True, False)])
    assert figure.chance == pytest.approx(0.00634765625)  # binom.test(1, 12)$p.value
    told = tell_flow(figure, BASIS, what="school", audience=Audience.INSIDE)
    assert told.sentence.endswith("Chance alone would bring flows as uneven in 0.6 of 100 such groups.")
    even = flow([(True, True)] * 6 + [(False, False)] * 6)
    assert (
        "As many came as went." in tell_flow(even, BASIS, what="school", audience=Audience.OUTSIDE).sentence
    )


def test_a_few_who_moved_are_not_told_outside():
    few = flow([(False, True)] * 2 + [(True, False)] * 3 + [(True, True)] * 10 + [(False, False)] * 9)
    told = tell_flow(few, BASIS, what="school", audience=Audience.OUTSIDE)
    assert told.sentence.startswith(
        "Of 25 young people, some came into school or went out of it, too few to tell: 15 (60%)"
    )
    assert told.figure.moves is None
    with pytest.raises(CannotTell, match="point at them"):
        tell_flow(
            flow([(True, True)] * 10 + [(False, False)]), BASIS, what="school", audience=Audience.OUTSIDE
        )


@given(st.lists(st.tuples(st.booleans(), st.booleans()), min_size=1, max_size=40))
def test_flows_kept_back_leave_five_possibilities_for_those_who_moved(statuses):
    figure = flow(statuses)
    told = flows_for(figure, Audience.OUTSIDE)
    if told is None or told.moves is not None:
        return
    before, after, n = told.before.part, told.after.part, figure.n
    possible = [
        came for came in range(n + 1) if min(after - came, before - (after - came), n - before - came) >= 0
    ]
    assert len(possible) >= 5


def test_a_group_in_which_a_few_did_is_not_shown_outside():
    groups = {"girls": (12, 40), "boys": (2, 31)}
    told = tell_groups(groups, BASIS, what="were matched", audience=Audience.OUTSIDE)
    assert list(told.figure) == ["girls"]
    with pytest.raises(CannotTell, match="In each group so few"):
        tell_groups({"boys": (2, 31)}, BASIS, what="were matched", audience=Audience.OUTSIDE)
