"""The waiting list as a comparison: beside R, and allowed to speak only when designed in advance by lottery."""

from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kith.science.comparison import Design, Order, adjusted_difference, draw_lots, tell_comparison
from kith.science.results import Audience, CannotTell, Caveat
from kith.science.scales import SDQ_TOTAL
from kith.science.tests.test_change import pairs

CARER = SDQ_TOTAL["carer"]
BEGAN = pairs([17, 24, 18, 21, 22, 20], [13, 19, 14, 18, 15, 17], ())
WAITED = pairs([18, 20, 17, 23, 19, 25], [17, 20, 16, 20, 19, 22], ())
LOTTERY = Design(Order.LOTTERY, date(2026, 1, 5), date(2026, 7, 1), "carer-rated total at six months")


def twice(its):
    return pairs(its.before * 2, its.after * 2, ())


def test_the_adjusted_difference_agrees_with_r():
    # R 4.2.2: m <- lm(after ~ group + before); summary(m)$coefficients["group", 1:2]; confint(m)["group", ]
    its = adjusted_difference(BEGAN, WAITED)
    assert (its.value, its.error, its.low, its.high, its.df) == pytest.approx(
        (-3, 0.697189249565, -4.57715165473, -1.42284834527, 9), abs=1e-10
    )


def test_a_lottery_written_down_beforehand_may_speak_of_an_effect():
    told = tell_comparison(twice(BEGAN), twice(WAITED), CARER, LOTTERY, audience=Audience.INSIDE)
    assert told.sentence == (
        "At equal first scores, the average carer-rated total of the 12 who began was 3.0 points lower than that of the 12 "
        "who waited (95% interval 2.1 to 3.9). Chosen by lottery, this is an effect of beginning now, and a good one."
    )
    assert not {Caveat.NO_COMPARISON, Caveat.NOT_BY_LOTTERY} & set(told.caveats)
    assert "by lottery" in str(told)


@pytest.mark.parametrize(
    ("design", "caveat"),
    [
        (replace(LOTTERY, order=Order.DATE), Caveat.NOT_BY_LOTTERY),
        (replace(LOTTERY, written_on=date(2026, 8, 1)), Caveat.NOT_PLANNED_AHEAD),
    ],
)
def test_any_other_design_may_not(design, caveat):
    told = tell_comparison(twice(BEGAN), twice(WAITED), CARER, design, audience=Audience.OUTSIDE)
    assert told.sentence.endswith("Those who began did better; why, this design cannot say for certain.")
    assert caveat in told.caveats


def test_groups_alike_are_not_told_apart():
    told = tell_comparison(twice(WAITED), twice(WAITED), CARER, LOTTERY, audience=Audience.OUTSIDE)
    assert told.sentence.endswith("Our data cannot tell the two groups apart.")


def test_both_groups_must_have_been_followed_up():
    few = pairs(BEGAN.before * 2, BEGAN.after * 2, (), eligible=30)
    with pytest.raises(CannotTell, match="Fewer than half of about 30"):
        tell_comparison(twice(BEGAN), few, CARER, LOTTERY, audience=Audience.OUTSIDE)


@given(st.sets(st.text("abc", min_size=1), min_size=2, max_size=9), st.integers(0, 99))
def test_lots_are_drawn_alike_by_anybody_with_the_seed(children, seed):
    drawn = draw_lots(children, 1, seed=seed)
    assert drawn == draw_lots(sorted(children, reverse=True), 1, seed=seed)
    assert set(drawn) < children


def test_over_many_seeds_every_child_has_the_same_chance():
    drawn = [child for seed in range(3000) for child in draw_lots("ABCD", 2, seed=seed)]
    assert all(abs(drawn.count(child) - 1500) < 130 for child in "ABCD")


def test_nobody_waits_where_there_is_a_place():
    with pytest.raises(CannotTell, match="Nobody should wait"):
        draw_lots(["A", "B"], 2, seed=1)
    with pytest.raises(CannotTell, match="twice"):
        draw_lots(["A", "A", "B"], 1, seed=1)
