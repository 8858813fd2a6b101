"""Other measures' scores."""

from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kith.science.results import CannotTell
from kith.science.wellbeing import SWEMWBS_METRIC, mean_of_items, swemwbs


@pytest.mark.parametrize(
    ("answers", "score"), [([1] * 7, 7.0), ([3] * 7, 19.25), ([4] * 6 + [3], 24.11), ([5] * 7, 35.0)]
)  # the published conversion: 7 is 7.00, 21 is 19.25, 27 is 24.11, 35 is 35.00
def test_swemwbs_is_read_from_its_table(answers, score):
    assert swemwbs(answers) == pytest.approx(score)


def test_swemwbs_needs_all_seven():
    assert swemwbs([3, 3, 3, 3, 3, 3, None]) is None
    with pytest.raises(CannotTell, match="7 answers; here are 6"):
        swemwbs([3] * 6)
    with pytest.raises(CannotTell, match="Item 2 is 6"):
        swemwbs([3, 6, 3, 3, 3, 3, 3])


def test_the_table_rises_and_covers_every_sum():
    assert list(SWEMWBS_METRIC) == list(range(7, 36))
    assert sorted(SWEMWBS_METRIC.values()) == list(SWEMWBS_METRIC.values())


@given(st.lists(st.none() | st.integers(1, 5), min_size=1, max_size=14))
def test_turning_every_item_round_mirrors_the_mean(answers):
    everything = range(1, len(answers) + 1)
    there = mean_of_items(answers, least=1, most=5, fewest=1)
    turned = mean_of_items(answers, least=1, most=5, reversed_items=everything, fewest=1)
    assert (there is None) == (turned is None)
    assert there is None or there + turned == 6


def test_too_few_answers_give_no_mean():
    assert mean_of_items([5, None, None], least=1, most=5, fewest=2) is None
    assert mean_of_items([5, 4, None], least=1, most=5, fewest=2) == Fraction(9, 2)
