"""The mean of a relationship's form."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kith.science.results import CannotTell
from kith.science.strength import mean_of

TEN = st.lists(st.integers(1, 5), min_size=10, max_size=10)
TURNED = st.sets(st.integers(1, 10), min_size=4, max_size=4)


def test_the_best_form_there_is_has_five_and_the_worst_one():
    turned = {2, 5, 7, 9}
    best = [1 if item in turned else 5 for item in range(1, 11)]
    assert mean_of(best, turned=turned) == 5
    assert mean_of([6 - code for code in best], turned=turned) == 1


@given(TEN, TURNED)
def test_turning_every_answer_round_mirrors_the_mean(codes, turned):
    """Exactly so in tenths, since ten whole answers have a mean with one decimal."""
    mirrored = mean_of([6 - code for code in codes], turned=turned)
    assert round(mean_of(codes, turned=turned) + mirrored, 9) == 6


@given(TEN, TURNED)
def test_no_item_counts_the_wrong_way(codes, turned):
    for place in range(10):
        if codes[place] < 5:
            more = [*codes[:place], codes[place] + 1, *codes[place + 1 :]]
            rose = mean_of(more, turned=turned) > mean_of(codes, turned=turned)
            assert rose is (place + 1 not in turned)


def test_halves_go_up_and_eight_answers_are_enough():
    assert mean_of([5, 5, 5, 5, 5, 5, 4, 4, None, None], turned=()) == 4.8  # 4.75
    assert mean_of([5, 5, 5, 5, 5, 5, 4, None, None, None], turned=()) is None


def test_a_form_of_two_parts_has_a_mean_of_each():
    codes = [5, 1, 5, 5, 5, 5, 5, 5, 5, 5, 5, 5, 2, 1]
    together = {13, 14}
    closeness = set(range(1, 15)) - together
    assert mean_of(codes, turned={2, 14}, items=closeness) == 5
    assert mean_of(codes, turned={2, 14}, items=together) == 3.5
    assert mean_of([*codes[:13], None], turned={2, 14}, items=together) is None, "two of two"


@given(TEN, TURNED, st.sets(st.integers(1, 10), min_size=1))
def test_the_mean_of_some_items_knows_nothing_of_the_others(codes, turned, items):
    others = [code if place in items else 6 - code for place, code in enumerate(codes, 1)]
    assert mean_of(codes, turned=turned, items=items) == mean_of(others, turned=turned, items=items)


def test_what_is_not_on_the_form_is_refused():
    with pytest.raises(CannotTell, match="10 items"):
        mean_of([3] * 10, turned={11})
    with pytest.raises(CannotTell, match="10 items"):
        mean_of([3] * 10, turned=(), items={0})
    with pytest.raises(CannotTell, match="from 1 to 5"):
        mean_of([6] * 10, turned=())
