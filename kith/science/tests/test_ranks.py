"""Signed ranks beside R."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kith.science.ranks import signed_rank
from kith.science.results import CannotTell
from kith.science.tests.scores import AFTER, BEFORE
from kith.science.tests.test_change import MOVIES, SLEEP

DEPRESSION = (
    [1.83, 0.50, 1.62, 2.48, 1.68, 1.88, 1.55, 3.06, 1.30],
    [0.878, 0.647, 0.598, 2.05, 1.06, 1.29, 1.06, 3.14, 1.29],
)  # Hollander and Wolfe (1973), as in R's help of wilcox.test
scores = st.lists(st.tuples(st.integers(0, 40), st.integers(0, 40)), min_size=2, max_size=60).filter(
    lambda both: any(first != later for first, later in both)
)


@pytest.mark.parametrize(
    ("data", "chance"),
    [
        # R 4.2.2: wilcox.test(after, before, paired = TRUE)$p.value; the last is exact, the others by approximation
        (SLEEP, 0.00909069801593),
        (MOVIES, 0.0102782619021),
        ((BEFORE, AFTER), 0.000330131182977),
        (DEPRESSION, 0.0390625),
    ],
)
def test_signed_ranks_agree_with_r(data, chance):
    assert signed_rank(*data) == pytest.approx(chance, abs=1e-9)


@given(scores)
def test_turning_time_round_changes_nothing(both):
    before, after = zip(*both, strict=True)
    assert signed_rank(before, after) == pytest.approx(signed_rank(after, before))


@given(scores, st.integers(2, 9))
def test_the_order_of_changes_alone_counts(both, times):
    before, after = zip(*both, strict=True)
    stretched = [first + times * (later - first) for first, later in both]
    assert signed_rank(before, stretched) == pytest.approx(signed_rank(before, after))
    assert 0 < signed_rank(before, after) <= 1


def test_where_nobody_changed_there_is_no_order():
    with pytest.raises(CannotTell, match="Nobody changed"):
        signed_rank([3, 4], [3, 4])
