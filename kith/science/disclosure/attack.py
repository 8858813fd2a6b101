"""What a reader who can add and subtract may find out about the numbers that were kept back.

The reader knows every number printed, that everything adds up, and that what is kept back is a whole number of at
least one (a nought is always printed). The attack walks from one table that fits all this to the next, as the simplex
method does, in exact arithmetic, and notes which values each cell takes on the way. Every value noted belongs to a
whole-number table that the reader cannot rule out.
"""

from collections.abc import Iterable, Mapping, Sequence
from fractions import Fraction
from math import lcm

Number = int | Fraction
Equation = Mapping[int, int]
"""Which unknowns, how many times each, must stay in balance when others change."""


def values_left(equations: Sequence[Equation], truth: Sequence[int], enough: int) -> list[int]:
    """For each unknown, how many values a reader cannot rule out, counted up to `enough`.

    `truth`: the numbers kept back, each at least 1. `equations`: each a sum of unknowns, with signs, that the
    published numbers fix. Where the tables are a network (lists, tables by two things, and tables sharing margins in
    pairs) the count is exact; for anything wilder it may be too low, never too high.
    """
    walk = _Walk(equations, truth, enough)
    for unknown in range(len(truth)):
        walk.push(unknown, up=True)
        walk.push(unknown, up=False)
    return [min(len(values), enough) for values in walk.values]


class _Walk:
    """A walk over the tables that fit. `at` is how much each unknown lies above one, its least value."""

    def __init__(self, equations: Sequence[Equation], truth: Sequence[int], enough: int) -> None:
        self.at: list[Number] = [value - 1 for value in truth]
        self.enough = enough
        self.values: list[set[int]] = [{value} for value in truth]
        self.rows = _solved(equations)  # each: the unknown it gives (times 1), and the others it depends on
        for unknown in range(len(truth)):
            if unknown not in self.rows and self.at[unknown]:
                self._slide(unknown, -1)

    def push(self, unknown: int, *, up: bool) -> None:
        """Drive one unknown as far up or down as it goes, unless enough is known about it already."""
        if unknown not in self.rows and up and self._short(unknown):
            self._slide(unknown, 1)
        while unknown in self.rows and self._short(unknown):
            row = self.rows[unknown]
            helpful = [other for other, times in row.items() if other != unknown and (times < 0) == up]
            if not helpful or not self._slide(min(helpful), 1):
                return

    def _short(self, unknown: int) -> bool:
        return len(self.values[unknown]) < self.enough

    def _slide(self, free: int, sign: int) -> bool:
        """Move a free unknown until one that depends on it, or it itself, reaches its least value, and swap the two.

        False when nothing ever stops it: all that move with it may be as large as you like.
        """
        moves: dict[int, Number] = {free: sign}
        moves |= {given: -sign * row[free] for given, row in self.rows.items() if row.get(free)}
        stops = sorted((_over(self.at[i], -move), i) for i, move in moves.items() if move < 0)
        self._note(moves, stops[0][0] if stops else None)
        if not stops:
            return False
        far, stopped = stops[0]
        for unknown, move in moves.items():
            self.at[unknown] = _tidy(self.at[unknown] + far * move)
        if stopped != free:
            self._swap(stopped, free)
        return True

    def _note(self, moves: Mapping[int, Number], far: Number | None) -> None:
        """Write down the values met at whole-number tables on the way."""
        if any(isinstance(value, Fraction) for value in self.at):
            return
        stride = lcm(*(Fraction(move).denominator for move in moves.values()))
        steps = self.enough if far is None else min(self.enough, int(far // stride))
        for unknown, move in moves.items():
            whole = int(move * stride)
            self.values[unknown].update(int(self.at[unknown]) + 1 + whole * step for step in range(steps + 1))

    def _swap(self, given: int, free: int) -> None:
        """From now on `free` is the one that is worked out, and `given` the one that is chosen."""
        row = self.rows.pop(given)
        self.rows[free] = row = _scaled(row, row[free])
        for other, coefficients in self.rows.items():
            if other != free and coefficients.get(free):
                self.rows[other] = _less(coefficients, coefficients[free], row)


def _solved(equations: Iterable[Equation]) -> dict[int, dict[int, Number]]:
    """Gauss and Jordan: each row works out one unknown from free ones. Equations that say nothing new fall away."""
    rows: dict[int, dict[int, Number]] = {}
    for equation in equations:
        row: dict[int, Number] = {unknown: times for unknown, times in equation.items() if times}
        for given, known in rows.items():
            if row.get(given):
                row = _less(row, row[given], known)
        if not row:
            continue
        given = min(row)
        row = _scaled(row, row[given])
        for other, coefficients in rows.items():
            if coefficients.get(given):
                rows[other] = _less(coefficients, coefficients[given], row)
        rows[given] = row
    return rows


def _scaled(row: Mapping[int, Number], by: Number) -> dict[int, Number]:
    return {unknown: _over(times, by) for unknown, times in row.items()}


def _less(row: Mapping[int, Number], times: Number, other: Mapping[int, Number]) -> dict[int, Number]:
    left = dict(row)
    for unknown, value in other.items():
        left[unknown] = _tidy(left.get(unknown, 0) - times * value)
    return {unknown: value for unknown, value in left.items() if value}


def _over(value: Number, by: Number) -> Number:
    if by == 1:
        return value
    return -value if by == -1 else _tidy(Fraction(value) / by)


def _tidy(value: Number) -> Number:
    """Whole numbers as `int`, which is what makes this quick."""
    return value if isinstance(value, int) or value.denominator != 1 else value.numerator
