"""Pooling beside R's metafor, published data included."""

from math import log

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kith.science.pooling import Estimate, tell, together
from kith.science.results import Audience, CannotTell, Caveat
from kith.science.scales import SDQ_TOTAL
from kith.science.tests.test_change import pairs

CARER = SDQ_TOTAL["carer"]
# BCG vaccine against tuberculosis (Colditz and others 1994), as metafor::dat.bcg: ill and well, vaccinated and not
BCG = [
    (4, 119, 11, 128), (6, 300, 29, 274), (3, 228, 11, 209), (62, 13536, 248, 12619), (33, 5036, 47, 5761),
    (180, 1361, 372, 1079), (8, 2537, 10, 619), (505, 87886, 499, 87892), (29, 7470, 45, 7232), (17, 1699, 65, 1600),
    (186, 50448, 141, 27197), (5, 2493, 3, 2338), (27, 16886, 29, 17825),
]  # fmt: skip


def risk_ratio(name, ill, well, ill_without, well_without):
    value = log(ill / (ill + well)) - log(ill_without / (ill_without + well_without))
    variance = 1 / ill - 1 / (ill + well) + 1 / ill_without - 1 / (ill_without + well_without)
    return Estimate(name, value, variance)


def estimates(values, variances, n=20):
    return [
        Estimate(f"Scheme {place}", value, variance, n)
        for place, (value, variance) in enumerate(zip(values, variances, strict=True))
    ]


FIVE = estimates((-2.1, -1.4, -3.2, -0.3, -2.6), (0.5, 0.35, 0.9, 0.4, 0.7))


def test_the_vaccine_trials_agree_with_metafor():
    # R 4.2.2, metafor 3.8.1: rma(yi, vi, data = escalc("RR", ...), method = "REML", control = list(threshold = 1e-12))
    its = together([risk_ratio(str(place), *row) for place, row in enumerate(BCG)])
    assert (its.mean, its.wald_error, its.tau2) == pytest.approx(
        (-0.714532342158, 0.179781516105, 0.313243258136), abs=1e-8
    )
    assert (100 * its.i2, its.q) == pytest.approx((92.2213845213, 152.233008082), abs=1e-6)
    assert (its.wald_low, its.wald_high) == pytest.approx((-1.06689763881, -0.362167045506), abs=1e-8)
    # the same with test = "knha"
    assert (its.error, its.low, its.high) == pytest.approx(
        (0.180791744093, -1.10844371369, -0.320620970631), abs=1e-8
    )
    # b ± qt(.975, 11) * sqrt(se^2 + tau2): metafor itself uses other degrees of freedom here
    assert (its.next_low, its.next_high) == pytest.approx((-2.00837590692, 0.579311222606), abs=1e-8)


def test_the_expectancy_studies_agree_with_metafor():
    # Raudenbush (1985), metafor::dat.raudenbush1985, as above
    values = (
        "0.03 0.12 -0.14 1.18 0.26 -0.06 -0.02 -0.32 0.27 0.8 0.54 0.18 -0.02 0.23 -0.18 -0.06 0.3 0.07 -0.07"
    )
    variances = (
        "0.0156 0.0216 0.0279 0.1391 0.1362 0.0106 0.0106 0.0484 0.0269 0.063 0.0912 0.0497 0.0835 0.0841 0.0253 0.0279 "
        "0.0193 0.0088 0.0303"
    )
    its = together(estimates(map(float, values.split()), map(float, variances.split())))
    assert (its.mean, its.wald_error, its.tau2) == pytest.approx(
        (0.0837012418827, 0.0516406713641, 0.0188182881403), abs=1e-9
    )
    assert (its.error, its.low, its.high) == pytest.approx(
        (0.0615793194691, -0.0456721076129, 0.213074591378), abs=1e-9
    )
    assert (100 * its.i2, its.q) == pytest.approx((41.8466702471, 35.8295362996), abs=1e-7)


def test_five_schemes_agree_with_metafor():
    its = together(FIVE)
    assert (its.mean, its.tau2, 100 * its.i2, its.q) == pytest.approx(
        (-1.78570514909, 0.676617851624, 56.5858097517, 9.09733073663), abs=1e-7
    )
    assert (its.error, its.low, its.high) == pytest.approx(
        (0.494866468592, -3.15967473354, -0.411735564642), abs=1e-7
    )


def test_likeness_by_luck_does_not_narrow_the_interval():
    # metafor, test = "adhoc"; plain Hartung and Knapp would give 0.1754 to 0.2515, narrower than Wald's 0.1007 to 0.3262
    its = together(estimates((0.20, 0.21, 0.23), (0.01, 0.01, 0.0098)))
    assert (its.error, its.low, its.high) == pytest.approx(
        (0.0575396455569, -0.0341271670782, 0.46101905897), abs=1e-9
    )
    assert its.tau2 == 0


def test_two_schemes_have_a_mean_and_no_range_for_a_third():
    its = together(estimates((0.5, 0.1), (0.02, 0.03)))
    assert (its.mean, its.tau2, its.low, its.high) == pytest.approx(
        (0.3125, 0.055, -2.22377272949, 2.84877272949), abs=1e-8
    )
    assert its.next_low is None
    assert not together(estimates((0.5, 0.3), (0.02, 0.03))).agree


several = st.lists(st.tuples(st.floats(-5, 5), st.floats(0.05, 2)), min_size=2, max_size=12)


@given(several, st.randoms(use_true_random=False))
def test_the_order_of_schemes_does_not_matter(its, luck):
    one = together(estimates(*zip(*its, strict=True)))
    other = together(estimates(*zip(*luck.sample(its, len(its)), strict=True)))
    assert (one.mean, one.low) == pytest.approx((other.mean, other.low), abs=1e-5)


@given(several)
def test_the_mean_lies_among_the_schemes_and_inside_its_intervals(its):
    figure = together(estimates(*zip(*its, strict=True)))
    values = [value for value, _ in its]
    assert min(values) - 1e-9 <= figure.mean <= max(values) + 1e-9
    assert figure.low <= figure.wald_low + 1e-9
    assert figure.wald_high <= figure.high + 1e-9
    assert 0 <= figure.i2 <= 1


@given(several, st.floats(-10, 10))
def test_a_shift_of_all_moves_the_mean_alone(its, shift):
    one = together(estimates(*zip(*its, strict=True)))
    other = together(estimates([value + shift for value, _ in its], [variance for _, variance in its]))
    assert other.mean == pytest.approx(one.mean + shift, abs=1e-5)
    assert other.tau2 == pytest.approx(one.tau2, abs=1e-5)


def test_schemes_are_told_together_with_both_methods_while_few():
    basis = pairs().basis
    told = tell(FIVE[:4], CARER, basis, audience=Audience.INSIDE)
    assert "By the other method" in told.sentence
    assert Caveat.FEW_STUDIES in told.caveats
    told = tell([*FIVE, Estimate("Small", -9, 3, 4)], CARER, basis, audience=Audience.OUTSIDE)
    assert told.sentence == (
        "Over 5 schemes the average carer-rated total fell by 1.8 points (95% interval of the change −3.2 to −0.4). 57% of "
        "the differences between schemes are more than chance. In another scheme it may lie anywhere from −4.8 to 1.3. "
        "1 scheme was too small to take in."
    )


def test_what_cannot_be_pooled_is_refused():
    with pytest.raises(CannotTell, match="at least two schemes"):
        together(FIVE[:1])
    with pytest.raises(CannotTell, match="error above nought"):
        together(estimates((1, 2), (0, 1)))
    with pytest.raises(CannotTell, match="at least 5 schemes"):
        tell(FIVE[:4], CARER, pairs().basis, audience=Audience.OUTSIDE)
