"""Paired change, effect sizes, reliable change and added value, beside R and the published examples."""

from dataclasses import replace
from datetime import date, timedelta

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from kith.science.change import (
    added_value,
    cut_offs,
    effect_size,
    kinds_of_change,
    paired_change,
    reliable_change,
    smallest_reliable_change,
    tell,
    tell_added_value,
    tell_reliable_change,
)
from kith.science.change.reliable import points_needed
from kith.science.pairs import Pairs, Score, pair_up
from kith.science.results import Audience, Basis, CannotTell, Caveat
from kith.science.scales import SDQ_TOTAL, Scale
from kith.science.sdq import Scores
from kith.science.tests.scores import AFTER, BEFORE, UNSEEN

CARER = SDQ_TOTAL["carer"]
DAY = date(2026, 11, 21)
SLEEP = (
    [0.7, -1.6, -0.2, -1.2, -0.1, 3.4, 3.7, 0.8, 0.0, 2.0],
    [1.9, 0.8, 1.1, 0.1, -0.1, 4.4, 5.5, 1.6, 4.6, 3.4],
)  # R's `sleep`
MOVIES = ([9, 6, 7, 8, 7, 9, 8, 8, 8, 7], [9, 7, 8, 9, 8, 9, 9, 10, 9, 9])  # Lakens (2013), table 1
scores = st.lists(st.tuples(st.integers(0, 40), st.integers(0, 40)), min_size=3, max_size=40)


def pairs(before=BEFORE, after=AFTER, unseen=UNSEEN, eligible=None):
    basis = Basis(
        eligible=eligible or len(before) + len(unseen),
        with_baseline=len(before) + len(unseen),
        followed_up=len(before),
        window="4 to 8 months after the start",
        instrument=CARER.instrument,
        informant="carer",
        on=DAY,
    )
    return Pairs(tuple(before), tuple(after), tuple(unseen), basis)


# --------------------------------------------------------------------------------------------- paired change


@pytest.mark.parametrize(
    ("data", "t", "mean", "low", "high", "g", "g_low", "g_high"),
    [
        # R 4.2.2: t.test(y, x, paired = TRUE); g_av by its formula in R, as effectsize computes it
        (
            SLEEP,
            4.06212768338,
            1.58,
            0.700114236723,
            2.45988576328,
            0.76050939567,
            0.336989528525,
            1.18402926281,
        ),
        (
            MOVIES,
            4.74341649025,
            1.0,
            0.52309539602,
            1.47690460398,
            1.02891340611,
            0.538219865639,
            1.51960694658,
        ),
        (
            (BEFORE, AFTER),
            None,
            -2.70833333333,
            -3.77570626593,
            -1.64096040074,
            -0.728916757626,
            -1.01618790244,
            -0.441645612813,
        ),
    ],
)
def test_paired_change_agrees_with_r(data, t, mean, low, high, g, g_low, g_high):
    change = paired_change(*data)
    size = effect_size(change)
    assert (change.mean, change.low, change.high) == pytest.approx((mean, low, high), abs=1e-10)
    assert (size.g_av, size.low, size.high) == pytest.approx((g, g_low, g_high), abs=1e-10)
    assert t is None or change.t == pytest.approx(t, abs=1e-10)


@given(scores, st.integers(-20, 20))
def test_a_shift_of_all_scores_changes_nothing(both, shift):
    before, after = zip(*both, strict=True)
    moved = paired_change([x + shift for x in before], [x + shift for x in after])
    assert (moved.mean, moved.sd) == pytest.approx(
        (paired_change(before, after).mean, paired_change(before, after).sd)
    )


@given(scores)
def test_turning_time_round_turns_the_change_round(both):
    before, after = zip(*both, strict=True)
    there, back = paired_change(before, after), paired_change(after, before)
    assert (back.mean, back.low, back.high) == pytest.approx((-there.mean, -there.high, -there.low))


@given(scores, st.floats(0.1, 10))
def test_an_effect_size_does_not_know_its_unit(both, unit):
    before, after = zip(*both, strict=True)
    assume(len(set(before)) > 1)
    there = effect_size(paired_change(before, after)).g_av
    rescaled = effect_size(paired_change([unit * x for x in before], [unit * x for x in after])).g_av
    assert rescaled == pytest.approx(there, abs=1e-9)


def test_no_pair_is_no_change():
    with pytest.raises(CannotTell, match="at least two children"):
        paired_change([3], [4])
    with pytest.raises(CannotTell, match="Pair them up"):
        paired_change([3, 4], [4])
    with pytest.raises(CannotTell, match="no effect size"):
        effect_size(paired_change([3, 3], [3, 3]))


# --------------------------------------------------------------------------------------------- reliable change


def test_jacobson_and_truax_s_own_example():
    # Jacobson and Truax (1991), pages 13 to 14: sd 7.5, reliability .80, 32.5 to 47.5; cut-offs 55, 45 and 50
    error = smallest_reliable_change(7.5, 0.80)
    assert (error.error, error.error_of_difference) == pytest.approx((3.35, 4.74), abs=0.005)
    assert (47.5 - 32.5) / error.error_of_difference == pytest.approx(3.16, abs=0.005)
    assert cut_offs(40, 7.5, 60, 7.5) == pytest.approx((55, 45, 50))


@pytest.mark.parametrize(
    ("alpha", "sd", "error", "of_difference", "limit"),
    [
        # the table of reliable change of three child measures in PMC8944273 (CDRS-R, CGAS, YMRS), printed to 0.01
        (0.79, 7.30, 3.35, 4.73, 9.27),
        (0.91, 12.90, 3.87, 5.47, 10.73),
        (0.73, 7.19, 3.74, 5.28, 10.36),
    ],
)
def test_a_published_table_of_reliable_change(alpha, sd, error, of_difference, limit):
    its = smallest_reliable_change(sd, alpha)
    assert (its.error, its.error_of_difference) == pytest.approx((error, of_difference), abs=0.0051)
    assert its.limit == pytest.approx(limit, abs=0.0051)


def test_cut_offs_agree_with_r():
    # Only the cut-offs, not the 26, 3, 10 and 1 of 40: the rows are a binary file that was out of reach.
    # R package clinicalsignificance, data claus_2020 (BDI-II: 35.48 and 8.16 before; norm 7.69 and 7.52), printed to 0.01
    within, usual, half_way = cut_offs(35.48, 8.16, 7.69, 7.52)
    assert (within, half_way) == pytest.approx((19.16, 21.02), abs=0.005)
    assert usual == pytest.approx(7.69 + 2 * 7.52)


def test_four_kinds_of_change_and_a_fifth():
    """With 7 points needed and a cut-off of 16.5 on a scale on which less is better."""
    before, after = [24, 30, 20, 15, 16, 18], [14, 20, 15, 24, 30, 26]
    kinds = kinds_of_change(before, after, CARER, limit=6.82, cut_off=16.5)
    assert (kinds.recovered, kinds.better, kinds.unchanged, kinds.worse, kinds.harmed) == (1, 1, 1, 1, 2)


@given(scores, st.integers(1, 12), st.integers(1, 39))
def test_everybody_is_of_one_kind_and_recovery_is_reliable(both, points, cut):
    before, after = zip(*both, strict=True)
    kinds = kinds_of_change(before, after, CARER, limit=points - 0.5, cut_off=cut + 0.5)
    counted = reliable_change(before, after, CARER, points)
    assert kinds.recovered + kinds.better == counted.better
    assert kinds.worse + kinds.harmed == counted.worse
    assert kinds.recovered + kinds.better + kinds.unchanged + kinds.worse + kinds.harmed == len(before)


@pytest.mark.parametrize(
    ("informant", "one_sitting", "months_apart"), [("parent", 7, 9), ("teacher", 6, 8), ("self", 7, 9)]
)
def test_whole_points_needed_on_the_sdq(informant, one_sitting, months_apart):
    assert points_needed(SDQ_TOTAL[informant]) == one_sitting
    assert points_needed(SDQ_TOTAL[informant], between_sittings=True) == months_apart


@given(scores)
def test_better_and_worse_change_places_when_the_scale_is_turned(both):
    before, after = zip(*both, strict=True)
    there = reliable_change(before, after, CARER, 7)
    turned = reliable_change([40 - x for x in before], [40 - x for x in after], CARER, 7)
    assert (there.better, there.worse) == (turned.worse, turned.better)


def test_reliable_change_stands_beside_what_nothing_would_do():
    told = tell_reliable_change(pairs(), CARER, audience=Audience.INSIDE)
    assert told.sentence == (
        "Of 24 children measured twice, 1 (4%) improved by 7 points or more, which is more than the measure's own error, "
        "and 0 (0%) got worse by as much. With no help at all, 14% and 2% would be expected in a group that starts where "
        "this one did."
    )
    assert Caveat.RELIABILITY_WITHIN_FORM in told.caveats
    assert Caveat.FOLLOW_UP_INCOMPLETE in told.caveats


def test_a_few_who_changed_are_not_counted_for_outsiders():
    told = tell_reliable_change(pairs(), CARER, audience=Audience.OUTSIDE)
    assert "fewer than 5, or all but so few, improved" in told.sentence
    assert (told.figure.better, told.figure.worse) == (None, 0)


def test_reliable_change_is_for_groups_of_twenty():
    with pytest.raises(CannotTell, match="at least 20"):
        tell_reliable_change(pairs(BEFORE[:19], AFTER[:19], ()), CARER, audience=Audience.INSIDE)


# --------------------------------------------------------------------------------------------- added value


def one(total, emotional=5, impact=2):
    return Scores(emotional, 0, 0, 0, 0, total, 0, 0, impact)


def test_added_value_is_predicted_minus_observed():
    # 2.3 + .8 × 20 + .2 × 4 - .3 × 6 = 17.3; observed 15
    value = added_value([(one(20, 6, 4), one(15))], "carer")
    assert value.mean == pytest.approx(2.3)
    assert (value.high - value.low) / 2 == pytest.approx(9.8)  # ±10 for one child
    assert value.effect == pytest.approx(2.3 / 5)


def test_added_value_of_a_hundred_is_known_to_a_point():
    value = added_value([(one(20), one(15))] * 100, "parent")
    assert (value.high - value.low) / 2 == pytest.approx(0.98)


def test_added_value_says_what_it_was_made_for():
    told = tell_added_value([(one(20), one(17))] * 24, pairs().basis, audience=Audience.INSIDE)
    assert told.sentence == (
        "Compared with what a national survey predicts for similar scores, this group did 0.2 points better "
        "(95% interval −1.8 to 2.2, n = 24): no evidence either way."
    )
    assert {Caveat.ADDED_VALUE_POPULATION, Caveat.ADDED_VALUE_COEFFICIENTS} <= set(told.caveats)
    outside = tell_added_value([(one(20), one(17))] * 24, pairs().basis, audience=Audience.OUTSIDE)
    other = tell_added_value([(one(20), one(17))] * 23, pairs().basis, audience=Audience.OUTSIDE)
    assert outside.figure == other.figure, "or the width of the interval would give n away"
    low = tell_added_value([(one(11), one(11))] * 24, pairs().basis, audience=Audience.OUTSIDE)
    assert Caveat.ADDED_VALUE_LOW_START in low.caveats


@pytest.mark.parametrize("informant", ["teacher", "self"])
def test_added_value_is_for_parents_and_carers_forms(informant):
    with pytest.raises(CannotTell, match=f"not for those of a {informant}"):
        added_value([(one(20), one(15))], informant)


def test_added_value_needs_a_first_impact_score_and_a_group():
    with pytest.raises(CannotTell, match="impact score"):
        added_value([(one(20, 5, None), one(15))], "carer")
    with pytest.raises(CannotTell, match="at least 10"):
        tell_added_value([(one(20), one(15))], pairs().basis, audience=Audience.INSIDE)
    a_year = replace(pairs().basis, window="10 to 14 months after the start")
    with pytest.raises(CannotTell, match="4 to 8 months after the start, not 10 to 14"):
        tell_added_value([(one(20), one(15))] * 30, a_year, audience=Audience.OUTSIDE)


# --------------------------------------------------------------------------------------------- told


def test_a_change_is_told_with_what_would_have_happened_anyway():
    told = tell(pairs(), CARER, audience=Audience.INSIDE, threshold=17)
    assert told.sentence == (
        "Among the 24 children with scores at both points (of 33 who started), the average carer-rated total fell by "
        "2.7 points (95% interval 1.6 to 3.8). A fall of about 1.9 points would be expected without any help in a group "
        "that starts this high (1.0 to 5.0, depending on what is taken as average). Our data cannot tell these apart."
    )
    assert told.caveats == (
        Caveat.FOLLOW_UP_INCOMPLETE,
        Caveat.UNSEEN_MAY_DIFFER,
        Caveat.INDICATIVE,
        Caveat.STARTED_HIGH,
        Caveat.NARROW_START,
        Caveat.NO_COMPARISON,
    )
    assert told.figure.in_sds == pytest.approx(-2.70833333333 / 5.8)


def test_under_half_followed_up_there_is_no_headline():
    with pytest.raises(CannotTell) as refusal:
        tell(pairs(BEFORE[:9], AFTER[:9], (), eligible=41), CARER, audience=Audience.INSIDE)
    assert str(refusal.value) == (
        "We followed up 9 of 41 children. That is too few to say how the group changed."
    )


def test_between_half_and_70_percent_the_tipping_point_is_told():
    told = tell(pairs(eligible=40), CARER, audience=Audience.OUTSIDE)
    # 24 of 40 seen; the change of all measured is -3.0476; -(-3.0476) / .4 = 7.6
    assert told.sentence.endswith(
        "The unseen children would have to have done 7.6 points worse than similar children we did see for there to be "
        "no average change."
    )
    assert Caveat.FOLLOW_UP_LOW in told.caveats


@pytest.mark.parametrize("n", [5, 9])
def test_the_tipping_point_is_told_of_few_children_too(n):
    told = tell(pairs(BEFORE[:n], AFTER[:n], (), eligible=2 * n - 1), CARER, audience=Audience.INSIDE)
    assert "would have to have done" in told.sentence
    assert told.figure.effect is None


def test_outsiders_need_ten_pairs_and_twenty_for_an_effect_size():
    with pytest.raises(CannotTell, match="at least 10"):
        tell(pairs(BEFORE[:9], AFTER[:9], ()), CARER, audience=Audience.OUTSIDE)
    assert tell(pairs(BEFORE[:19], AFTER[:19], ()), CARER, audience=Audience.OUTSIDE).figure.effect is None
    assert tell(pairs(BEFORE[:20], AFTER[:20], ()), CARER, audience=Audience.OUTSIDE).figure.effect


def test_one_child_who_moved_very_far_is_not_a_group_that_moved():
    """All but one fell a little, and one rise of 30 hides it in the average."""
    before = [10] * 25
    after = [8] * 9 + [9] * 15 + [40]
    told = tell(pairs(before, after, ()), CARER, audience=Audience.INSIDE)
    assert told.figure.paired.low < 0 < told.figure.paired.high
    assert Caveat.RANKS_DISAGREE in told.caveats
    assert Caveat.RANKS_DISAGREE not in tell(pairs(), CARER, audience=Audience.INSIDE).caveats


def test_a_clear_change_beyond_all_expectation_is_told_as_such():
    told = tell(pairs(BEFORE, [max(0, x - 14) for x in BEFORE], ()), CARER, audience=Audience.OUTSIDE)
    assert "further down than that" in told.sentence


def test_over_a_year_the_expectation_says_that_it_is_for_six_months():
    a_year = replace(pairs(), basis=replace(pairs().basis, window="10 to 14 months after the start"))
    assert Caveat.LONGER_THAN_NORM in tell(a_year, CARER, audience=Audience.OUTSIDE).caveats
    assert Caveat.LONGER_THAN_NORM not in tell(pairs(), CARER, audience=Audience.OUTSIDE).caveats


def test_a_scale_without_a_known_average_is_told_without_an_expectation():
    ladder = Scale(
        name="ladder rating", instrument="ladder", informant="child", least=0, most=10, lower_is_better=False
    )
    told = tell(pairs([4] * 10 + [5] * 10, [5] * 20, ()), ladder, audience=Audience.OUTSIDE)
    assert told.sentence.endswith("the average ladder rating rose by 0.5 points (95% interval 0.3 to 0.7).")
    assert Caveat.NO_NORM in told.caveats


# --------------------------------------------------------------------------------------------- pairing up

START = date(2026, 1, 1)


def given_score(value=20, day=0, informant="carer", instrument=CARER.instrument, child="A"):
    return Score(child, START + timedelta(day), value, instrument, informant)


def paired(*its, starts=None, on=DAY):
    return pair_up(starts or {"A": START}, its, CARER, on=on)


def test_the_follow_up_is_the_one_nearest_to_six_months_and_there_is_one():
    made = paired(given_score(20), given_score(18, 130), given_score(15, 190), given_score(12, 240))
    assert (made.before, made.after, made.unseen) == ((20,), (15,), ())


def test_a_score_outside_the_window_is_no_follow_up():
    made = paired(given_score(20), given_score(18, 121), given_score(15, 244))
    assert (made.before, made.unseen) == ((), (20,))
    assert made.basis.follow_up_rate == 0


def test_everybody_who_started_early_enough_is_eligible_measured_or_not():
    starts = {"A": START, "B": START, "late": DAY - timedelta(100)}
    made = paired(given_score(20), given_score(15, 182), starts=starts)
    assert (made.basis.eligible, made.basis.with_baseline, made.basis.followed_up) == (2, 1, 1)


def test_a_parent_may_follow_a_carer_with_a_caveat():
    made = paired(given_score(20), given_score(15, 182, "parent"))
    assert made.caveats == (Caveat.INFORMANT_CHANGED,)
    assert made.basis.informant == "parent or carer"


def test_the_same_person_s_form_is_taken_before_another_s():
    made = paired(given_score(20), given_score(10, 182, "parent"), given_score(15, 230))
    assert made.after == (15,)


def test_a_teacher_cannot_follow_a_carer():
    with pytest.raises(CannotTell, match="Ask the same person both times"):
        paired(given_score(20), given_score(15, 182, "teacher"))


def test_other_measures_scores_off_the_scale_and_doubles_are_refused():
    with pytest.raises(CannotTell, match="different measures"):
        paired(given_score(20, instrument="SDQ of another kind"))
    with pytest.raises(CannotTell, match="goes from 0 to 40"):
        paired(given_score(41))
    with pytest.raises(CannotTell, match="two scores of 2026-01-01"):
        paired(given_score(20), given_score(21))


@given(st.lists(st.tuples(st.integers(-120, 300), st.integers(0, 40)), max_size=8, unique_by=lambda s: s[0]))
def test_the_order_of_the_records_does_not_matter(its):
    made = [given_score(value, day) for day, value in its]
    assert paired(*made) == paired(*reversed(made))


def test_what_is_recorded_later_does_not_change_what_was_known():
    known = [given_score(20), given_score(15, 150)]
    early = START + timedelta(185)
    assert paired(*known, given_score(3, 186), on=early) == paired(*known, on=early)
    assert replace(paired(*known, on=early).basis, on=DAY) == paired(*known).basis
