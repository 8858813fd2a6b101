"""The two reports' own figures, reproduced and looked at: what they show, and what they cannot.

Figures from the New Economics Foundation, Relationships for children in care (2014), chapters 5 and 6. The pages in
docs/methods say the same in words.
"""

from dataclasses import replace
from datetime import date, timedelta
from statistics import fmean

import pytest

from kith.science.change import tell
from kith.science.missing import FollowUp, follow_up, must_have_followed_up
from kith.science.needs import bases_that_fit, needs_table
from kith.science.pairs import Score, pair_up
from kith.science.proportion import wilson
from kith.science.regression_to_mean import expect
from kith.science.results import Audience, Basis, CannotTell
from kith.science.scales import CARER_TOTAL, SDQ_TOTAL
from kith.science.tests.grandmentors import EVERYBODY, NEEDS, PRINTED
from kith.science.tests.test_regression_to_mean import intake

CARER = SDQ_TOTAL["carer"]
OF_ALL_CHILDREN = replace(CARER, norm=replace(CARER_TOTAL, mean=8.4))
PILOT = Basis(
    eligible=446,
    with_baseline=446,
    followed_up=98,
    window="more than six months",
    instrument="questionnaires of the pilot",
    informant="young people",
    on=date(2007, 12, 31),
)


# ------------------------------------------------------------------------------- Chance UK, and the later trial


def test_98_of_100_who_were_better_is_not_98_of_100_helped():
    """98% of 100 children had lower scores after a year. With nothing done, 62% to 73% would have."""
    reported = wilson(98, 100)
    assert (round(reported.low, 3), round(reported.high, 3)) == (0.930, 0.994)
    nothing_in_care = expect(intake(14.0), CARER).improving
    of_all_children = expect(intake(8.4), OF_ALL_CHILDREN).improving
    assert (round(nothing_in_care, 2), round(of_all_children, 2)) == (0.62, 0.73)
    assert reported.low > of_all_children, (
        "more than drift alone: yet the trial, with a comparison group, found nothing"
    )


def test_51_of_100_with_no_difficulty_left_is_what_drift_alone_may_do():
    """51% ended with no difficulty. Of all children let in at 17 or more, 54% would fall below it with nothing done."""
    below = expect(intake(8.4), OF_ALL_CHILDREN, threshold=17).below
    reported = wilson(51, 100)
    assert round(below, 2) == 0.54
    assert reported.low < below < reported.high


def test_the_later_trial_leaves_out_any_large_benefit_and_includes_none():
    """Axford and others (2021): 246 children, adjusted SMD -0.12, 95% interval -0.38 to 0.13."""
    smd, low, high = -0.12, -0.38, 0.13
    assert low < 0 < high
    assert (high - low) / 2 == pytest.approx(0.255, abs=0.01)
    # with 123 an arm and 27% and 40% lost, the interval is about as wide as two groups of 90 and 74 can make it
    assert pytest.approx((high - low) / 2, abs=0.06) == 1.96 * (1 / 90 + 1 / 74) ** 0.5
    assert smd == pytest.approx((low + high) / 2, abs=0.01)


# ------------------------------------------------------------------------------- the pilot: 98 of 446, and 73%


def test_98_of_446_is_too_few_to_speak_of_the_group():
    assert follow_up(PILOT) is FollowUp.TOO_LOW
    assert round(100 * PILOT.follow_up_rate) == 22
    with pytest.raises(CannotTell) as refusal:
        must_have_followed_up(PILOT)
    assert str(refusal.value) == (
        "We followed up 98 of 446 children. That is too few to say how the group changed."
    )


def test_counting_only_matches_that_last_is_how_98_come_to_stand_for_all():
    """The same records, counted from all who began, and from those still open: a group that did not change at all."""
    on = date(2026, 11, 21)
    starts = {f"{child}": on - timedelta(days=200) for child in range(40)}
    scores = [Score(child, start, 20, CARER.instrument, "carer") for child, start in starts.items()]
    lasted = [child for child in starts if int(child) < 12]  # whose match went well enough to last
    scores += [
        Score(child, starts[child] + timedelta(days=182), 17, CARER.instrument, "carer") for child in lasted
    ]
    survivors = pair_up({child: starts[child] for child in lasted}, scores, CARER, on=on)
    assert "fell by 3.0 points" in tell(survivors, CARER, audience=Audience.OUTSIDE).sentence
    with pytest.raises(CannotTell, match="Fewer than half of about 40"):
        tell(pair_up(starts, scores, CARER, on=on), CARER, audience=Audience.OUTSIDE)


def test_73_percent_who_say_better_is_not_attendance_73_percent_better():
    """Chapter 5: 73% of those asked reported better attendance. Chapter 6: "improved by 73%". Both fit this school."""
    before = [90.0] * 100
    after = [91.0] * 73 + [90.0] * 27
    better = sum(b < a for b, a in zip(before, after, strict=True)) / 100
    rise = (fmean(after) - fmean(before)) / fmean(before)
    assert better == 0.73
    assert rise == pytest.approx(0.008, abs=0.0005)
    assert 1.73 * fmean(before) > 100, "attendance of 90% cannot rise by 73%"


def test_73_percent_of_98_would_be_known_to_nine_points():
    its = wilson(72, 98)
    assert (round(its.low, 2), round(its.high, 2)) == (0.64, 0.81)


# ------------------------------------------------------------------------------- Grandmentors: the table of 33


def test_the_printed_percentages_are_all_of_33():
    assert bases_that_fit(PRINTED) == [EVERYBODY]


def test_a_third_of_needs_addressed_looks_like_a_tenth():
    """ "9%" of all 33 are the 3 of the 11 who needed work or school: 27%, with an interval from 10% to 57%."""
    rows = {row.name: row for row in needs_table(NEEDS, EVERYBODY, audience=Audience.INSIDE).rows}
    addressed = rows["education, employment or training"].addressed
    assert [round(100 * each) for each in (addressed.share, addressed.low, addressed.high)] == [27, 10, 57]
    assert round(100 * addressed.part / EVERYBODY) == 9


def test_three_of_three_would_not_be_published_today():
    figure = needs_table(NEEDS, EVERYBODY, audience=Audience.OUTSIDE)
    assert "asylum or immigration" not in {row.name for row in figure.rows}


# ------------------------------------------------------------------------------- the care-leaver study


def test_the_care_leaver_study_has_an_interval_like_any_other():
    """76% of 181 relationships reached their first goals, 52% others that emerged. Clayden and Stein (2005)."""
    original, emerged = wilson(round(0.76 * 181), 181), wilson(round(0.52 * 181), 181)
    assert (round(original.low, 2), round(original.high, 2)) == (0.70, 0.82)
    assert (round(emerged.low, 2), round(emerged.high, 2)) == (0.45, 0.59)
