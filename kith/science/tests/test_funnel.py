"""Schemes beside each other: limits beside R, no ranks, and what chance alone does."""

import random
from dataclasses import replace
from math import sqrt
from statistics import fmean

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kith.science.distributions import binomial_cdf
from kith.science.funnel import (
    Place,
    Scheme,
    chance_of_any_outside,
    exact_limit,
    funnel,
    limits,
    rate_interval,
    rate_limits,
    tell,
)
from kith.science.proportion import wilson
from kith.science.results import Audience, CannotTell, Caveat
from kith.science.tests.test_change import pairs

BASIS = replace(pairs().basis, people="matches")
schemes = st.lists(
    st.integers(1, 80).flatmap(lambda whole: st.tuples(st.integers(0, whole), st.just(whole))),
    min_size=1,
    max_size=12,
).map(lambda its: [Scheme(f"S{place}", *each) for place, each in enumerate(its)])


@pytest.mark.parametrize(
    ("tail", "whole", "average", "limit"),
    [
        # R 4.2.2: r <- qbinom(p, n, p0); a <- (pbinom(r, n, p0) - p) / dbinom(r, n, p0); (r - a) / n
        (0.025, 12, 0.3, 0.013063270293),
        (0.975, 12, 0.3, 0.538933228487),
        (0.999, 12, 0.3, 0.70547280742),
        (0.975, 20, 0.15, 0.296622542371),
        (0.999, 20, 0.15, 0.415219821851),
        (0.001, 20, 0.15, 0.0),  # R: -0.0487, below what a share can be
    ],
)
def test_exact_limits_agree_with_r(tail, whole, average, limit):
    assert exact_limit(tail, whole, average) == pytest.approx(limit, abs=1e-9)


def test_the_score_limits_are_wilson_s_interval_turned_round():
    """A share on the limit has a Wilson interval that just touches the average: the two are one method."""
    whole, average = 100, 0.3
    high = limits(whole, average, 0.95).high
    z = 1.959963985
    share, spread = high, z * z / whole
    low = (share + spread / 2 - z * sqrt(share * (1 - share) / whole + spread / (4 * whole))) / (1 + spread)
    assert low == pytest.approx(average, abs=1e-8)
    assert wilson(38, whole).low < average < wilson(39, whole).low


def test_events_per_time_have_exact_limits():
    # Garwood: qgamma(.025, 7), qgamma(.975, 8)
    its = rate_interval(7, 1.0)
    assert (its.low, its.high) == pytest.approx((2.81436305152, 14.4226753617), abs=1e-8)
    around = rate_limits(10.0, 0.95)
    assert (around.low, around.high) == (0.4, 1.7)  # qpois(c(.025, .975), 10) are 4 and 17


def test_among_28_schemes_that_are_all_the_same_one_often_lies_outside():
    assert chance_of_any_outside(28) == pytest.approx(0.76, abs=0.005)
    assert chance_of_any_outside(28, 0.998) == pytest.approx(0.055, abs=0.001)


def test_schemes_of_20_that_are_all_the_same_look_very_different():
    """28 schemes of 20, all at 30%: in half of years one is outside, and best and worst look like 51% and 11%."""
    its = limits(20, 0.3, 0.95)
    inside = sum(
        binomial_cdf(k, 20, 0.3) - binomial_cdf(k - 1, 20, 0.3)
        for k in range(21)
        if its.low <= k / 20 <= its.high
    )
    assert 1 - inside**28 == pytest.approx(0.51, abs=0.015)
    luck = random.Random(28)
    years = [[sum(luck.random() < 0.3 for _ in range(20)) / 20 for _ in range(28)] for _ in range(200)]
    assert fmean(map(max, years)) == pytest.approx(0.51, abs=0.02)
    assert fmean(map(min, years)) == pytest.approx(0.11, abs=0.02)


@given(schemes)
def test_schemes_are_in_alphabetical_order_and_around_their_pooled_share(its):
    figure = funnel(its)
    assert [each.scheme.name for each in figure.schemes] == sorted(each.name for each in its)
    assert figure.average == pytest.approx(sum(s.part for s in its) / sum(s.whole for s in its))
    for each in figure.schemes:
        assert 0 <= each.outer.low <= each.inner.low <= each.inner.high <= each.outer.high <= 1


@given(schemes)
def test_those_who_did_and_those_who_did_not_lie_alike(its):
    mirrored = [Scheme(s.name, s.whole - s.part, s.whole) for s in its]
    one, other = funnel(its, widen=False), funnel(mirrored, widen=False)
    for a, b in zip(one.schemes, other.schemes, strict=True):
        assert a.inner.low == pytest.approx(1 - b.inner.high, abs=1e-6)


@given(st.integers(1, 15), st.floats(0.05, 0.95), st.sampled_from([0.95, 0.998]))
def test_small_schemes_are_outside_exactly_if_that_is_rare(whole, average, level):
    if min(whole * average, whole * (1 - average)) >= 5:
        return
    its = limits(whole, average, level)
    for part in range(whole + 1):
        so_few, so_many = binomial_cdf(part, whole, average), 1 - binomial_cdf(part - 1, whole, average)
        rare = min(so_few, so_many)
        if abs(rare - (1 - level) / 2) > 1e-9:
            assert (not its.low - 1e-12 <= part / whole <= its.high + 1e-12) == (rare < (1 - level) / 2)


def test_a_scheme_far_outside_is_to_be_looked_into_not_ranked():
    its = [Scheme(name, 18, 30) for name in "ABCDE"] + [Scheme("Fir", 2, 30)]
    assert {each.scheme.name: each.place for each in funnel(its).schemes}["Fir"] is Place.LOOK
    told = tell(its, BASIS, what="of matches ended as planned", audience=Audience.INSIDE)
    assert told.sentence == (
        "In 6 schemes together 51% of matches ended as planned. Fir lies outside what chance would do: look into it, it "
        "may be who they serve. If all were the same, at least one would lie outside the inner limits in 26% of years."
    )
    assert {Caveat.NO_RANKS, Caveat.FEW_UNITS} <= set(told.caveats)


def test_a_scheme_in_which_a_few_did_is_counted_and_not_shown_outside_nor_alone():
    its = [Scheme(name, 18, 30) for name in "ABCD"] + [Scheme("Elm", 10, 20), Scheme("Fir", 2, 30)]
    figure = tell(its, BASIS, what="of matches ended as planned", audience=Audience.OUTSIDE).figure
    assert figure.hidden == ("Elm", "Fir")
    assert [each.scheme.name for each in figure.schemes] == ["A", "B", "C", "D"]
    assert figure.average == pytest.approx(84 / 170, abs=0.005)


def test_outside_counts_are_in_fives_and_where_a_scheme_lies_is_settled_before():
    """Exact ones would tell, beside quarterly figures, what those keep back."""
    its = [Scheme(name, 18, 32) for name in "ABCDE"] + [Scheme("Fir", 6, 33)]
    told = tell(its, BASIS, what="of matches ended as planned", audience=Audience.OUTSIDE)
    parts = [(each.scheme.part, each.scheme.whole) for each in told.figure.schemes]
    assert parts == [(20, 30)] * 5 + [(5, 35)]
    exact = {each.scheme.name: each.place for each in funnel(its).schemes}
    assert {each.scheme.name: each.place for each in told.figure.schemes} == exact
    assert "to the nearest five" in told.basis.small_print()
    inside = tell(its, BASIS, what="x", audience=Audience.INSIDE)
    assert "to the nearest five" not in inside.basis.small_print()


def test_ten_schemes_that_differ_widen_the_limits():
    its = [Scheme(f"S{n}", 10 + 5 * (n % 2) * 4, 50) for n in range(10)]
    assert funnel(its).tau > 0
    assert funnel(its[:9]).tau == 0
    told = tell(its, BASIS, what="of meetings were kept", audience=Audience.OUTSIDE)
    assert Caveat.LIMITS_WIDENED in told.caveats
    assert "cannot be told apart" in told.sentence


def test_few_or_small_schemes_are_not_compared_outside():
    its = [Scheme(f"S{n}", 5, 9) for n in range(9)]
    with pytest.raises(CannotTell, match="at least 5 schemes; there are none"):
        tell(its, BASIS, what="of matches lasted", audience=Audience.OUTSIDE)
    with pytest.raises(CannotTell, match="at least 3 schemes"):
        tell(its[:2], BASIS, what="of matches lasted", audience=Audience.INSIDE)
    with pytest.raises(CannotTell, match="somebody in it"):
        funnel([Scheme("A", 0, 0)])
    with pytest.raises(CannotTell, match="same name"):
        funnel([Scheme("A", 1, 2), Scheme("A", 1, 2)])
