"""Groups side by side, and what a small group may not show."""

from fractions import Fraction
from itertools import product

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kith.science.disclosure import (
    SUPPRESSED,
    Slice,
    Withheld,
    average,
    exposed,
    extremes,
    may_be_quoted,
    sensitive_part,
    side_by_side,
)


def group(name, *numbers):
    return Slice(name, frozenset(f"child {n}" for span in numbers for n in span))


GIRLS = group("girls", range(30))
ALLIES = group("Allies", range(20, 60))


def test_two_large_groups_may_publish_a_small_one_between_them():
    all_but = group("girls outside Allies", range(27))
    assert [str(each) for each in exposed([GIRLS, all_but])] == [
        "those in girls but not in girls outside Allies"
    ]
    kept, left_out = side_by_side([GIRLS, all_but])
    assert kept == [GIRLS]
    assert left_out == {"girls outside Allies": "those in girls but not in girls outside Allies"}


def test_parts_that_leave_a_few_over_are_seen_though_no_two_groups_differ_by_few():
    whole = group("everybody", range(43))
    assert side_by_side([whole, group("north", range(20)), group("south", range(20, 40))])[1] == {
        "south": "those in everybody but not in north or south"
    }


def test_a_large_overlap_gives_nobody_away():
    assert not exposed([GIRLS, ALLIES])
    assert side_by_side([GIRLS, ALLIES])[0] == [GIRLS, ALLIES]


def test_a_small_slice_and_one_name_for_two_are_not_let_through():
    assert side_by_side([group("few", range(3))])[0] == []
    with pytest.raises(ValueError, match="same name"):
        exposed([GIRLS, GIRLS])


slices = st.lists(st.sets(st.sampled_from("abcdefghijkl"), min_size=1), min_size=1, max_size=3)


@settings(max_examples=60)
@given(slices)
def test_a_patient_reader_finds_five_sizes_for_every_few_in_what_is_kept(groups):
    """A reader who shares no code with the method tries every size of every part of the kept groups."""
    kept, _ = side_by_side(
        [Slice(f"S{n}", frozenset(people)) for n, people in enumerate(groups)], threshold=3, spread=3
    )
    kinds = sorted({tuple(person in each.people for each in kept) for each in kept for person in each.people})
    sizes = {kind: sum(tuple(p in e.people for e in kept) == kind for p in "abcdefghijkl") for kind in kinds}
    possible = {kind: set() for kind in kinds}
    for guess in product(range(1, 13), repeat=len(kinds)) if len(kinds) <= 4 else ():
        by_kind = dict(zip(kinds, guess, strict=True))
        if all(sum(by_kind[k] for k in kinds if k[n]) == len(each.people) for n, each in enumerate(kept)):
            for kind in kinds:
                possible[kind].add(by_kind[kind])
    for kind in kinds if len(kinds) <= 4 else ():
        assert sizes[kind] >= 3 or len(possible[kind]) >= 3


def test_the_ends_of_a_group_are_children():
    assert isinstance(extremes([1.0] * 9), Withheld)
    assert extremes([float(n) for n in range(10)]) == (0, 9)
    assert not may_be_quoted(9)
    assert may_be_quoted(10)


def test_an_average_is_rounded_half_up_and_not_of_a_few():
    assert isinstance(average([1] * 9), Withheld)
    assert average([0, 1] * 10, places=0) == 1
    assert average([1] * 19 + [2], places=1) == Fraction(11, 10)


@pytest.mark.parametrize(
    ("part", "base", "shown"),
    [(0, 9, SUPPRESSED), (9, 9, SUPPRESSED), (5, 9, 5), (0, 10, 0), (0, 0, 0), (SUPPRESSED, 9, SUPPRESSED)],
)
def test_all_or_none_of_a_few_is_not_said(part, base, shown):
    assert sensitive_part(part, base) == shown
    with pytest.raises(ValueError, match="not a part"):
        sensitive_part(3, 2)
