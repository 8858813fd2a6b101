"""Other measures' scores."""

import pytest

from kith.science.results import CannotTell
from kith.science.wellbeing import SWEMWBS_METRIC, swemwbs


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
