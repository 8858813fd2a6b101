"""The drift of a group that starts high: the formulas beside R, and beside a scheme that does nothing."""

from math import exp

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kith.science.distributions import normal_cdf, t_quantile
from kith.science.regression_to_mean import drift_by_design, excess, expect, mee_chua, share_moving
from kith.science.results import CannotTell
from kith.science.scales import SDQ_TOTAL, Scale
from kith.science.tests.scores import AFTER, BEFORE

CARER = SDQ_TOTAL["carer"]


def intake(mean, threshold=17, sd=5.8):
    """First totals, each with its share, of those at or above a threshold: whole scores of a normal population."""
    shares = {
        x: normal_cdf((x + 0.5 - mean) / sd) - normal_cdf((x - 0.5 - mean) / sd) for x in range(threshold, 41)
    }
    shares[40] += 1 - normal_cdf((40.5 - mean) / sd)
    everybody = sum(shares.values())
    return [x for x, share in shares.items() for _ in range(round(20_000 * share / everybody))]


def test_a_scheme_that_does_nothing_looks_good():
    """With an entry score of 17: down 1.8 points, 62% better, 33% below 17, 12.6% reliably better, 2.2% worse."""
    expected = expect(intake(14.0), CARER, threshold=17)
    assert expected.change == pytest.approx(-1.776, abs=0.002)
    assert expected.improving == pytest.approx(0.621, abs=0.001)
    assert expected.below == pytest.approx(0.331, abs=0.001)
    assert share_moving(intake(14.0), CARER, 7) == pytest.approx(0.126, abs=0.001)
    assert share_moving(intake(14.0), CARER, -7) == pytest.approx(0.022, abs=0.001)


def test_the_drift_for_planning():
    # "if you take children above 17, expect a fall of 1.9 points": agreed design, A5
    assert drift_by_design(17, 14, 5.8, 0.72) == pytest.approx(1.9, abs=0.05)


@pytest.mark.parametrize(("cut", "above"), [(40, False), (75, True)])
def test_the_drift_is_what_adding_up_the_normal_model_gives(cut, above):
    """Mean 60, sd 15, as in the code of Barnett and others (2005): E[later - first] among those beyond the cut."""
    mean, sd, retest, step = 60, 15, 0.7, 0.01
    places = [mean + sd * place * step for place in range(-800, 801)]
    weights = [exp(-(((x - mean) / sd) ** 2) / 2) for x in places]
    beyond = [(x, w) for x, w in zip(places, weights, strict=True) if (x > cut if above else x < cut)]
    first = sum(x * w for x, w in beyond) / sum(w for _, w in beyond)
    assert drift_by_design(cut, mean, sd, retest, above=above) == pytest.approx(
        (1 - retest) * abs(first - mean), abs=0.05
    )


def test_two_first_measures_shrink_the_drift():
    assert drift_by_design(17, 14, 5.8, 0.72, measures=2) < 0.65 * drift_by_design(17, 14, 5.8, 0.72)


def test_mee_and_chua_agree_with_r():
    # R 4.2.2: m <- lm(post ~ I(pre - mu)); coef(m)[1] - mu, confint(m)[1, ] - mu
    low, high = mee_chua(BEFORE, AFTER, [8.4, 14])
    assert (low.change, low.low, low.high) == pytest.approx(
        (0.226042261565, -3.6218693362, 4.07395385933), abs=1e-9
    )
    assert (high.change, high.low, high.high) == pytest.approx(
        (-1.08680753855, -3.38073768182, 1.20712260472), abs=1e-9
    )
    assert low.slope == high.slope == pytest.approx(0.765562535694, abs=1e-10)


def test_the_language_test_agrees_with_a_published_package():
    # Mee and Chua's (1991) eight students; R package regtomean, test-plot_mu.R: greatest t 1.938, at a mean of 59
    before, after = [45, 52, 63, 68, 57, 55, 60, 59], [49, 50, 70, 71, 53, 61, 62, 67]
    by_mean = mee_chua(before, after, range(101))
    t = {its.mean: its.change / (its.high - its.low) for its in by_mean}
    assert max(t, key=lambda mean: t[mean]) == 59
    at = next(its for its in by_mean if its.mean == 59)
    error = (at.high - at.low) / 2 / t_quantile(0.975, 6)
    assert at.change / error == pytest.approx(1.938, abs=0.0005)
    assert (at.change, at.slope) == pytest.approx((3.18062157221, 1.11115173675), abs=1e-9)


first_scores = st.lists(st.integers(0, 40), min_size=1, max_size=30)


@given(first_scores)
def test_a_group_drifts_towards_the_average_and_never_past_it(before):
    mean = sum(before) / len(before)
    change = expect(before, CARER).change
    assert change * (14 - mean) >= 0
    assert abs(change) <= abs(14 - mean) + 1e-9


@given(first_scores)
def test_the_band_holds_the_expectation_and_shares_are_shares(before):
    expected = expect(before, CARER, threshold=17)
    assert expected.low <= expected.change + 1e-9
    assert expected.change <= expected.high + 1e-9
    assert 0 <= expected.improving + expected.worsening <= 1
    assert 0 <= expected.below <= 1


@given(first_scores, st.integers(1, 12))
def test_a_larger_improvement_is_never_expected_more_often(before, points):
    assert share_moving(before, CARER, points) >= share_moving(before, CARER, points + 1)


@given(st.lists(st.tuples(st.integers(0, 40), st.integers(0, 40)), min_size=3, max_size=30))
def test_the_excess_is_what_was_observed_less_what_was_expected(both):
    before, after = zip(*both, strict=True)
    observed = sum(after) / len(after) - sum(before) / len(before)
    assert excess(before, after, CARER).mean == pytest.approx(
        observed - expect(before, CARER).change, abs=1e-9
    )


def test_nothing_is_expected_where_no_average_is_known():
    ladder = Scale(name="ladder rating", instrument="ladder", informant="child", least=0, most=10)
    for scale in (ladder, SDQ_TOTAL["teacher"]):
        with pytest.raises(CannotTell, match="No average"):
            expect([5], scale)
    with pytest.raises(CannotTell, match="no first scores"):
        expect([], CARER)
