"""The XmR chart: its arithmetic, its four signals, and when it keeps silent."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kith.science.results import Audience, CannotTell, Caveat
from kith.science.spc import Signal, tell, xmr
from kith.science.tests.test_change import pairs

BASIS = pairs().basis
QUIET = [12, 15, 11, 14, 13, 16, 12, 14, 13, 15, 12, 14]
values = st.lists(st.integers(-50, 50), min_size=2, max_size=40)


def signals(its):
    return set(xmr(its).signals)


def test_the_limits_are_the_mean_and_2_66_moving_ranges():
    chart = xmr([*QUIET, 25])
    # R 4.2.2: mr <- abs(diff(x)); mean(mr) is 3.25, of which 11 is over 3.267 times: left out, 2.545454...
    assert chart.moving_range == pytest.approx(2.54545454545)
    assert (chart.centre, chart.high) == pytest.approx((14.3076923077, 14.3076923077 + 2.66 * 2.54545454545))
    assert (12, Signal.OUTSIDE) in chart.signals


def test_ordinary_ups_and_downs_give_no_signal():
    assert not xmr(QUIET).signals


@pytest.mark.parametrize(
    ("its", "signal"),
    [
        ([10, 12, 9, 11, 10, 12, 9, 15, 14, 15, 14, 15, 14, 15], (13, Signal.SHIFT)),
        ([14, 10, 13, 9, 10, 11, 12, 13, 14, 15], (9, Signal.TREND)),
        ([10, 11] * 12 + [13, 11, 13], (26, Signal.NEAR_LIMIT)),
    ],
)
def test_each_signal_is_seen_where_it_is_complete(its, signal):
    assert signal in signals(its)
    assert signal not in signals(its[:-1])


@given(values, st.integers(-100, 100), st.integers(1, 9))
def test_another_unit_gives_the_same_signals(its, shift, times):
    if len({*its}) > 1:
        assert [
            s for _, s in xmr([times * value + shift for value in its]).signals if s in (Signal.TREND,)
        ] == [s for _, s in xmr(its).signals if s in (Signal.TREND,)]
    moved = xmr([times * value + shift for value in its])
    assert moved.high - moved.low == pytest.approx(times * (xmr(its).high - xmr(its).low), abs=1e-6)


@given(values)
def test_upside_down_is_the_same_chart(its):
    one, other = xmr(its), xmr([-value for value in its])
    assert (other.low, other.high) == pytest.approx((-one.high, -one.low), abs=1e-9)


def test_limits_stop_where_the_figure_must():
    chart = xmr([90, 100, 95, 100, 85, 100], least=0, most=100)
    assert chart.high == 100


def test_ten_points_are_a_run_chart_and_twelve_a_chart():
    told = tell(QUIET[:10], BASIS, what="Meetings kept each month", audience=Audience.INSIDE)
    assert told.caveats[0] is Caveat.RUN_CHART_ONLY
    assert not told.figure.signals
    told = tell(QUIET, BASIS, what="Meetings kept each month", audience=Audience.OUTSIDE)
    assert told.sentence == (
        "Meetings kept each month: 12 points around 13.4; from 6.6 to 20.2 is ordinary. The last point is an ordinary "
        "one: ask for no reason."
    )
    told = tell([*QUIET, 30], BASIS, what="Meetings kept each month", audience=Audience.OUTSIDE)
    assert told.sentence.endswith("The last point is worth asking about: outside the limits.")
    for few, audience in ((9, Audience.INSIDE), (11, Audience.OUTSIDE)):
        with pytest.raises(CannotTell, match="points in time"):
            tell(QUIET[:few], BASIS, what="Meetings", audience=audience)
    with pytest.raises(CannotTell, match="at least two points"):
        xmr([1])
