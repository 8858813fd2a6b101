"""Several waves, some missing: draw what was not seen many times over, work each set out, and pool.

For two waves use `adjusted_change`, which is exact and needs no draws. Here because the well-kept libraries cost
seconds and over 100 MiB to import for what is a page of arithmetic.
"""

import random
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from math import sqrt
from statistics import fmean, variance

from kith.science.regression import Fit, least_squares
from kith.science.results import CannotTell

DRAWS = 20


@dataclass(frozen=True, slots=True)
class Pooled:
    """Rubin's rules: the mean `estimate`, its variance `total` = within + (1 + 1/m) between, on `df` degrees of freedom."""

    estimate: float
    within: float
    between: float
    total: float
    df: float

    @property
    def error(self) -> float:
        return sqrt(self.total)


def pool(estimates: Sequence[float], variances: Sequence[float], complete_df: float) -> Pooled:
    """Pool m completed-data estimates. `complete_df`: the degrees of freedom had nothing been missing.

    Rubin (1987); degrees of freedom for small samples: Barnard and Rubin (1999).

    Raises CannotTell with fewer than two.
    """
    m = len(estimates)
    if m < 2 or m != len(variances):
        raise CannotTell("Pooling takes at least two completed sets, each with its variance.")
    within, between = fmean(variances), variance(estimates)
    extra = (1 + 1 / m) * between
    total = within + extra
    observed = (complete_df + 1) / (complete_df + 3) * complete_df * (1 - extra / total)
    df = observed if not extra else 1 / (1 / ((m - 1) * (total / extra) ** 2) + 1 / observed)
    return Pooled(fmean(estimates), within, between, total, df)


def impute(
    waves: Sequence[Sequence[float | None]],
    estimate: Callable[[list[list[float]]], tuple[float, float]],
    complete_df: float,
    *,
    seed: int,
    draws: int = DRAWS,
) -> Pooled:
    """Fill in a child's later waves from their earlier ones, `draws` times, and pool what `estimate` makes of each.

    `waves`: one row a child, the first wave complete. Each later wave is drawn from its normal regression on all before
    it (Bayesian: the variance and the slopes are drawn too), fitted on the children seen then. `estimate` gives a number
    and its variance. `seed` is kept with the result, so that it can be made again. It assumes that those not seen are
    like those with the same earlier scores. Raises CannotTell where a wave was seen for too few.
    """
    rows = [list(row) for row in waves]
    if not rows or any(row[0] is None for row in rows):
        raise CannotTell(
            "Every child needs a first score to fill in later ones from. Leave out those without."
        )
    luck = random.Random(seed)
    done = [estimate(_completed(rows, luck)) for _ in range(draws)]
    return pool([each for each, _ in done], [its for _, its in done], complete_df)


def _completed(rows: Sequence[Sequence[float | None]], luck: random.Random) -> list[list[float]]:
    full = [[float(row[0] or 0)] for row in rows]
    for wave in range(1, len(rows[0])):
        seen = [place for place, row in enumerate(rows) if row[wave] is not None]
        columns = [[full[place][earlier] for place in seen] for earlier in range(wave)]
        fit = least_squares([float(rows[place][wave] or 0) for place in seen], *columns)
        slopes, sd = _drawn(fit, luck)
        for place, row in enumerate(rows):
            known = row[wave]
            if known is None:
                guess = slopes[0] + sum(a * b for a, b in zip(slopes[1:], full[place], strict=True))
                known = luck.gauss(guess, sd)
            full[place].append(float(known))
    return full


def _drawn(fit: Fit, luck: random.Random) -> tuple[list[float], float]:
    """One draw from the posterior: the residual SD first, then the coefficients around it."""
    sd = fit.residual_sd * sqrt(fit.df / luck.gammavariate(fit.df / 2, 2))
    widen = sd / fit.residual_sd if fit.residual_sd else 0.0
    root = _cholesky(fit.covariance)
    normals = [luck.gauss(0, 1) for _ in root]
    moves = [sum(a * b for a, b in zip(row, normals, strict=True)) for row in root]
    return [value + widen * move for value, move in zip(fit.coefficients, moves, strict=True)], sd


def _cholesky(matrix: Sequence[Sequence[float]]) -> list[list[float]]:
    """The lower triangle whose square is a covariance."""
    size = len(matrix)
    root = [[0.0] * size for _ in range(size)]
    for i in range(size):
        for j in range(i + 1):
            left = matrix[i][j] - sum(root[i][k] * root[j][k] for k in range(j))
            root[i][j] = sqrt(max(0.0, left)) if i == j else (left / root[j][j] if root[j][j] else 0.0)
    return root
