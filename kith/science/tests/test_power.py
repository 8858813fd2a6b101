"""What could be found out: beside R's power.t.test and the figures of the agreed design."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kith.science.power import (
    asked_by_lot,
    half_width,
    needed_per_arm,
    power_of_pairs,
    power_of_two_groups,
    reach,
    sd_of_change,
    smallest_detectable,
)
from kith.science.results import CannotTell
from kith.science.scales import CARER_TOTAL


def test_power_agrees_with_r():
    # R 4.2.2: power.t.test(n = 30, delta = .5, strict = TRUE)$power, and so on
    assert power_of_two_groups(30, 0.5) == pytest.approx(0.47789652076, abs=1e-9)
    assert power_of_pairs(30, 2, 4.34) == pytest.approx(0.684335116452, abs=1e-9)
    assert smallest_detectable(24, 4.34) == pytest.approx(2.59177898554, abs=1e-3)
    assert power_of_two_groups(10, 0.05) == pytest.approx(0.0512873996882, abs=1e-9)


@pytest.mark.parametrize(
    ("effect", "retest", "per_arm"),
    [(0.15, 0, 699), (0.21, 0, 357), (0.15, 0.72, 337), (0.21, 0.72, 173)],
)  # ceilings of power.t.test(delta = d / sqrt(1 - retest^2), power = .8)$n; effects of CHIMES 2024 and Raposa 2019
def test_how_many_one_scheme_would_need(effect, retest, per_arm):
    assert needed_per_arm(effect, retest=retest) == per_arm


@pytest.mark.parametrize(("n", "points"), [(10, 3.1), (30, 1.6), (100, 0.9)])
def test_the_half_width_of_a_mean_change(n, points):
    assert half_width(n, sd_of_change(CARER_TOTAL)) == pytest.approx(points, abs=0.05)


def test_asking_half_by_lot_has_its_price():
    assert asked_by_lot(0.72, 0.5) == pytest.approx((0.67, 0.54), abs=0.006)
    assert asked_by_lot(0.72, 1) == pytest.approx((1, 1))


@given(st.integers(3, 300), st.floats(0.2, 3))
def test_more_children_and_larger_changes_are_found_more_often(n, change):
    assert power_of_pairs(n + 1, change, 4.3) >= power_of_pairs(n, change, 4.3) - 1e-9
    assert power_of_pairs(n, change * 1.1, 4.3) >= power_of_pairs(n, change, 4.3) - 1e-9
    assert half_width(n + 1, 4.3) < half_width(n, 4.3)


def test_no_change_is_found_as_often_as_chance_allows():
    assert power_of_pairs(20, 0, 4) == pytest.approx(0.05)


def test_the_line_of_the_page():
    assert reach(30, CARER_TOTAL).sentence == (
        "With 30 children measured twice the average change is known to within 1.6 points either way; a change of 2.3 "
        "points would be told from none in 80% of such groups."
    )


def test_what_cannot_be_planned_is_refused():
    with pytest.raises(CannotTell, match="effect of nought"):
        needed_per_arm(0)
    with pytest.raises(CannotTell, match="More children would be needed"):
        needed_per_arm(0.0001)
    with pytest.raises(CannotTell, match="at least two children"):
        half_width(1, 4)
    with pytest.raises(CannotTell, match="at least two children"):
        smallest_detectable(1, 4)
    with pytest.raises(CannotTell, match="share asked"):
        asked_by_lot(0.7, 0)
