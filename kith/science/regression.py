"""Least squares on a few columns, in plain Python: what comparing groups of tens and hundreds of children needs."""

from collections.abc import Sequence
from dataclasses import dataclass
from math import sqrt

from kith.science.results import CannotTell


@dataclass(frozen=True, slots=True)
class Fit:
    """`coefficients`, the first being the intercept; `covariance` of them; `residual_sd` on `df` degrees of freedom."""

    coefficients: tuple[float, ...]
    covariance: tuple[tuple[float, ...], ...]
    residual_sd: float
    df: int

    def error(self, place: int) -> float:
        """The standard error of one coefficient."""
        return sqrt(self.covariance[place][place])


def least_squares(y: Sequence[float], *columns: Sequence[float]) -> Fit:
    """Regress y on columns, with an intercept. Columns are centred first, so that large numbers lose no digits.

    Raises CannotTell with too few rows or columns that say the same thing.
    """
    n, p = len(y), len(columns) + 1
    if n <= p:
        raise CannotTell(f"{n} are too few to fit {p} numbers to. Wait until there are more.")
    means = [sum(column) / n for column in columns]
    rows = [
        [1.0, *(value - mean for value, mean in zip(row, means, strict=True))]
        for row in zip(*columns, strict=True)
    ]
    rows = rows or [[1.0] for _ in y]
    normal = [[sum(row[i] * row[j] for row in rows) for j in range(p)] for i in range(p)]
    inverse = inverted(normal)
    right = [sum(row[i] * value for row, value in zip(rows, y, strict=True)) for i in range(p)]
    centred = [sum(inverse[i][j] * right[j] for j in range(p)) for i in range(p)]
    left = [
        value - sum(times * cell for times, cell in zip(centred, row, strict=True))
        for row, value in zip(rows, y, strict=True)
    ]
    variance = sum(value * value for value in left) / (n - p)
    back = [[1.0, *(-mean for mean in means)]] + [[float(i == j) for j in range(p)] for i in range(1, p)]
    spread = [[variance * cell for cell in row] for row in inverse]
    covariance = _times(_times(back, spread), [list(row) for row in zip(*back, strict=True)])
    coefficients = [sum(a * b for a, b in zip(row, centred, strict=True)) for row in back]
    return Fit(tuple(coefficients), tuple(tuple(row) for row in covariance), sqrt(variance), n - p)


def inverted(matrix: Sequence[Sequence[float]]) -> list[list[float]]:
    """Gauss and Jordan with the largest pivot. Raises CannotTell where there is no inverse."""
    size = len(matrix)
    rows = [[*map(float, row), *(float(i == j) for j in range(size))] for i, row in enumerate(matrix)]
    largest = max(abs(cell) for row in matrix for cell in row)
    for place in range(size):
        pivot = max(range(place, size), key=[abs(row[place]) for row in rows].__getitem__)
        if abs(rows[pivot][place]) <= 1e-12 * largest:
            raise CannotTell("Two of the columns say the same thing, or one never changes. Leave one out.")
        rows[place], rows[pivot] = rows[pivot], rows[place]
        rows[place] = [cell / rows[place][place] for cell in rows[place]]
        for i in range(size):
            if i != place and rows[i][place]:
                times = rows[i][place]
                rows[i] = [cell - times * other for cell, other in zip(rows[i], rows[place], strict=True)]
    return [row[size:] for row in rows]


def _times(a: Sequence[Sequence[float]], b: Sequence[Sequence[float]]) -> list[list[float]]:
    return [
        [sum(x * y for x, y in zip(row, column, strict=True)) for column in zip(*b, strict=True)] for row in a
    ]
