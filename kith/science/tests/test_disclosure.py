"""What is kept back, what is shown, and that a stubborn reader cannot tell the difference."""

from decimal import Decimal
from fractions import Fraction
from itertools import product

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from kith.science.disclosure import (
    SUPPRESSED,
    TOO_FEW,
    Table,
    half_up,
    list_of,
    percentage,
    publish,
    publish_together,
    to_nearest,
)
from kith.science.disclosure.attack import values_left
from kith.science.disclosure.tables import Key


def crossed(rows, population=""):
    """A table by two things from rows of counts."""
    names = tuple(f"r{i}" for i in range(len(rows))), tuple(f"k{j}" for j in range(len(rows[0])))
    counts = {(f"r{i}", f"k{j}"): count for i, row in enumerate(rows) for j, count in enumerate(row)}
    return Table("Crossed", ("row", "column"), names, counts, population)


def listed(counts, by="kind", population=""):
    return list_of("Listed", by, {f"r{i}": count for i, count in enumerate(counts)}, population)


counts = st.one_of(st.integers(0, 6), st.integers(0, 6), st.integers(0, 14))
lists = st.lists(counts, min_size=1, max_size=5).map(listed)


def grids_up_to(most, count=counts):
    def of(size):
        rows, columns = size
        row = st.lists(count, min_size=columns, max_size=columns)
        return st.lists(row, min_size=rows, max_size=rows)

    return st.tuples(st.integers(1, most), st.integers(1, most)).flatmap(of)


small_grids, grids, larger_grids = grids_up_to(2), grids_up_to(3), grids_up_to(6, counts | st.integers(0, 60))


class Reader:
    """Somebody with the publication, patience and nothing else: tries every table of whole numbers that fits it.

    Knows that noughts are printed, so that what is kept back is at least 1. Shares no code with the method.
    """

    def __init__(self, tables, published, shown_too=()):
        self.shown = {}
        # Each margin with the inner cells of it, once for each table that has it.
        self.ways: dict[Key, list[list[Key]]] = {}
        for table, made_safe in zip(tables, published, strict=True):
            for names in product(*((*names, None) for names in table.categories)):
                cell, key = made_safe.cell(*names), table.key(*names)
                self.shown[key] = cell if isinstance(cell, int) else None
                if None in names:
                    inside = [
                        inner
                        for inner in product(*table.categories)
                        if all(name in (None, its) for its, name in zip(inner, names, strict=True))
                    ]
                    self.ways.setdefault(key, []).append([table.key(*inner) for inner in inside])
        self.shown.update(shown_too)
        self.inner = list(dict.fromkeys(key for ways in self.ways.values() for way in ways for key in way))
        self.most = (
            8 + len(self.inner) + max([value for value in self.shown.values() if value is not None] + [0])
        )

    def kept_back(self):
        return [key for key, value in self.shown.items() if value is None]

    def values(self, wanted, enough=5):
        """Up to `enough` values that one cell kept back may have."""
        found: list[int] = []
        for value in range(1, self.most):
            if len(found) < enough and self._fits({**self.shown, wanted: value}):
                found.append(value)
        return found

    def _fits(self, known):
        unknown = [key for key in self.inner if known[key] is None]
        if not unknown:
            return all(self._adds_up(margin, known) for margin in self.ways)
        cell = min(unknown, key=lambda key: self._room(key, known))
        return any(
            self._fits({**known, cell: value})
            for value in range(1, self._room(cell, known) + 1)
            if not self._forced(cell, known) or value in self._forced(cell, known)
        )

    def _lines(self, cell, known):
        """What is left for the unknowns of each known margin of a cell, and how many they are."""
        for margin, ways in self.ways.items():
            for way in ways:
                if cell in way and known[margin] is not None:
                    there = [known[key] for key in way if known[key] is not None]
                    yield known[margin] - sum(there), len(way) - len(there)

    def _room(self, cell, known):
        return min([left - others + 1 for left, others in self._lines(cell, known)] + [self.most])

    def _forced(self, cell, known):
        return {left for left, others in self._lines(cell, known) if others == 1}

    def _adds_up(self, margin, known):
        sums = {sum(known[key] for key in way) for way in self.ways[margin]}
        return len(sums) == 1 and (sums == {known[margin]} or known[margin] is None and sums != {0})


def is_safe(tables, published):
    reader = Reader(tables, published)
    return all(len(reader.values(key)) >= 5 for key in reader.kept_back())


# --------------------------------------------------------------------------------------------- examples


def test_a_small_count_takes_the_next_smallest_with_it():
    made_safe = publish(
        list_of("Endings", "kind", {"planned": 12, "unplanned": 3, "not begun": 0, "moved": 9})
    )
    assert made_safe.printed() == [
        ["Kind", "Number"],
        ["planned", "12"],
        ["unplanned", "c"],
        ["not begun", "0"],
        ["moved", "c"],
        ["Total", "24"],
    ]


def test_a_total_that_is_small_itself_is_kept_back():
    assert publish(listed([2, 0])).total == SUPPRESSED
    assert publish(listed([0, 0])).printed()[1:] == [["r0", "0"], ["r1", "0"], ["Total", "0"]]


def test_two_small_counts_are_not_enough_when_their_sum_gives_them_away():
    made_safe = publish(listed([1, 1, 40, 50]))
    assert [made_safe.cell(name) for name in ("r0", "r1", "r2", "r3")] == [
        SUPPRESSED,
        SUPPRESSED,
        SUPPRESSED,
        50,
    ]


def test_a_table_by_two_things_hides_a_small_cell_in_both_directions():
    made_safe = publish(crossed([[3, 20, 30], [25, 22, 31], [28, 26, 33]]))
    assert made_safe.printed() == [
        ["Row", "k0", "k1", "k2", "Total"],
        ["r0", "c", "c", "30", "53"],
        ["r1", "c", "c", "31", "78"],
        ["r2", "28", "26", "33", "87"],
        ["Total", "56", "68", "94", "218"],
    ]


def test_a_table_with_nothing_small_is_shown_whole():
    assert publish(crossed([[5, 20], [0, 7]])).is_complete


def test_what_one_table_keeps_back_another_does_not_give_away():
    by_row = list_of("By row", "row", {"r0": 23, "r1": 7})
    grid = crossed([[3, 20], [4, 3]])
    alone = publish(by_row)
    assert alone.is_complete
    together = publish_together([by_row, grid])
    assert is_safe([by_row, grid], together)
    assert [table.cell("r0", None) if len(table.by) == 2 else table.cell("r0") for table in together] == [
        23,
        23,
    ]


def test_a_small_margin_known_from_one_table_is_kept_back_in_the_other():
    by_row = list_of("By row", "row", {"r0": 4, "r1": 60})
    grid = crossed([[2, 2], [30, 30]])
    listed_safe, grid_safe = publish_together([by_row, grid])
    assert listed_safe.cell("r0") == grid_safe.cell("r0", None) == SUPPRESSED
    assert is_safe([by_row, grid], [listed_safe, grid_safe])


def test_tables_of_different_people_do_not_meddle():
    apart = publish_together(
        [listed([2, 30, 40], population="girls"), listed([10, 30, 40], population="boys")]
    )
    assert not apart[0].is_complete
    assert apart[1].is_complete


def test_tables_that_disagree_are_refused_in_words():
    with pytest.raises(ValueError, match="“Listed” counts 12 for the total; another table counts 11"):
        publish_together([listed([5, 6]), listed([6, 6], by="other")])


def test_shown_counts_may_be_rounded_as_well():
    made_safe = publish(listed([12, 13, 0, 25]), round_to=5)
    assert [made_safe.cell(f"r{i}") for i in range(4)] == [10, 15, 0, 25]
    assert made_safe.total == 50


@pytest.mark.parametrize(
    ("title", "by", "categories", "cells", "words"),
    [
        ("T", ("a",), (("x", "x"),), {}, "each named once"),
        ("T", ("a",), (("x",),), {("y",): 1}, "has no cell y"),
        ("T", ("a",), (("x",),), {("x",): -1}, "never negative"),
        ("T", ("a", "b", "c"), (("x",), ("y",), ("z",)), {}, "by one thing or by two"),
    ],
)
def test_what_is_not_a_table_is_refused_in_words(title, by, categories, cells, words):
    with pytest.raises(ValueError, match=words):
        Table(title, by, categories, cells)


# --------------------------------------------------------------------------------------------- theorems


@given(lists)
def test_no_reader_of_a_list_narrows_a_number_to_fewer_than_five(table):
    assert is_safe([table], [publish(table)])


@settings(max_examples=60)
@given(grids.map(crossed))
def test_no_reader_of_a_table_narrows_a_number_to_fewer_than_five(table):
    assert is_safe([table], [publish(table)])


@settings(max_examples=30)
@given(grids_up_to(2, st.integers(0, 7)), st.lists(st.integers(0, 7), min_size=1, max_size=2), st.booleans())
def test_no_reader_of_several_tables_narrows_a_number_to_fewer_than_five(grid, more, same_rows):
    tables = [crossed(grid)]
    if same_rows:
        tables.append(list_of("Rows", "row", {f"r{i}": sum(row) for i, row in enumerate(grid)}))
    total = sum(map(sum, grid))
    split = [min(part, total) for part in more]
    assume(sum(split) <= total)
    tables.append(listed([*split, total - sum(split)]))
    assert is_safe(tables, publish_together(tables))


@given(larger_grids.map(crossed))
def test_every_small_count_is_kept_back_and_no_nought_ever_is(table):
    made_safe = publish(table)
    true = table.cells()
    for names in product(*((*names, None) for names in table.categories)):
        count, cell = true[table.key(*names)], made_safe.cell(*names)
        assert cell == SUPPRESSED if 0 < count < 5 else cell in (count, SUPPRESSED)
        assert count or cell == 0


@settings(max_examples=60)
@given(small_grids.map(crossed))
def test_nothing_is_kept_back_needlessly(table):
    """Showing any one more of the larger numbers would let a reader narrow something down."""
    made_safe = publish(table)
    true = table.cells()
    for key in Reader([table], [made_safe]).kept_back():
        if true[key] >= 5:
            reader = Reader([table], [made_safe], shown_too={key: true[key]})
            assert any(len(reader.values(other)) < 5 for other in reader.kept_back())


@given(st.lists(st.tuples(*[st.integers(1, 9)] * 3), min_size=2, max_size=2), st.data())
def test_the_attack_finds_exactly_what_trying_everything_finds(rows, data):
    """Some cells of a grid are unknown, its margins are known."""
    places = [(i, j) for i in range(2) for j in range(3)]
    hidden = data.draw(st.lists(st.sampled_from(places), min_size=1, unique=True))
    lines = [[p for p in places if p[0] == i] for i in range(2)] + [
        [p for p in places if p[1] == j] for j in range(3)
    ]
    equations = [{hidden.index(place): 1 for place in line if place in hidden} for line in lines]
    truth = [rows[i][j] for i, j in hidden]
    every_guess = list(_all_fitting(equations, truth))
    possible = [len({guess[i] for guess in every_guess}) for i in range(len(hidden))]
    assert values_left([equation for equation in equations if equation], truth, enough=30) == possible


def _all_fitting(equations, truth, so_far=()):
    for equation in equations:
        there = sum(so_far[i] for i in equation if i < len(so_far))
        wanted = sum(truth[i] for i in equation)
        left = sum(1 for i in equation if i >= len(so_far))
        if there + left > wanted or (not left and there != wanted):
            return
    if len(so_far) == len(truth):
        yield so_far
        return
    for value in range(1, 28):
        yield from _all_fitting(equations, truth, (*so_far, value))


def test_the_attack_counts_whole_numbers_only():
    """x + y and 2x + y known: nothing moves. x + 2y = 9: only every other value will do."""
    assert values_left([{0: 1, 1: 1}, {0: 2, 1: 1}], [3, 4], 9) == [1, 1]
    assert values_left([{0: 1, 1: 2}], [3, 3], 9) == [4, 4]


def test_an_unknown_that_nothing_binds_may_be_anything():
    assert values_left([{0: 1, 1: -1}], [3, 3], 7) == [7, 7]


# --------------------------------------------------------------------------------------------- rounding


@pytest.mark.parametrize(
    ("value", "places", "rounded"),
    [
        (Decimal("2.5"), 0, "3"),
        (Decimal("-2.5"), 0, "-3"),
        (Fraction(1, 8), 2, "0.13"),
        (Fraction(-1, 8), 2, "-0.13"),
        (Fraction(2, 3), 1, "0.7"),
        (7, 0, "7"),
    ],
)
def test_halves_go_up(value, places, rounded):
    assert half_up(value, places) == Decimal(rounded)


def test_floats_are_refused_because_they_cannot_hold_halves():
    with pytest.raises(TypeError, match="float"):
        half_up(0.285, 2)


@given(st.fractions(min_value=-1000, max_value=1000), st.integers(0, 3))
def test_a_rounded_number_is_never_more_than_half_a_step_away(value, places):
    step = Fraction(1, 10**places)
    assert abs(Fraction(half_up(value, places)) - value) <= step / 2


def test_counts_are_rounded_half_up_to_a_step():
    assert [to_nearest(count, 5) for count in (0, 2, 3, 7, 8, 12, 13)] == [0, 0, 5, 5, 10, 10, 15]
    assert to_nearest(5, 10) == 10
    assert to_nearest(17, 1) == 17


@pytest.mark.parametrize(
    ("part", "base", "shown"),
    [
        (5, 40, 13),  # 12.5
        (0, 10, 0),
        (10, 10, 100),
        (5, 9, TOO_FEW),
        (0, 0, TOO_FEW),
        (SUPPRESSED, 40, SUPPRESSED),
        (5, SUPPRESSED, SUPPRESSED),
    ],
)
def test_a_percentage_is_given_only_of_ten_or_more_and_only_of_what_is_shown(part, base, shown):
    assert percentage(part, base) == shown


def test_more_than_all_is_no_percentage():
    with pytest.raises(ValueError, match="12 is not a part of 11"):
        percentage(12, 11)
