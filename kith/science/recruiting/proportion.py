"""In what range a share may well lie, given how few it was counted from."""

from dataclasses import dataclass
from math import sqrt
from statistics import NormalDist


@dataclass(frozen=True, slots=True)
class Interval:
    """From `low` to `high`, as shares of one."""

    low: float
    high: float


def wilson(part: int, of: int, level: float = 0.95) -> Interval:
    """Wilson's score interval for a share, 0 to 1: E. B. Wilson, JASA 22 (1927), 209-212.

    With z for the level: (p + z²/2n ± z √(p(1-p)/n + z²/4n²)) / (1 + z²/n). It never leaves 0 to 1 and never has no
    width, even for 0 of n. `level` is how often such a range contains the true share, in the long run. It speaks of
    chance alone: not of who did not answer, nor of people who applied together. Raises ValueError for a part that is
    not a part, or of nobody.
    """
    if of <= 0 or not 0 <= part <= of:
        raise ValueError(
            f"{part} of {of} is not a share. Count at least one, and no more of them than there are."
        )
    if not 0 < level < 1:
        raise ValueError("The level of an interval lies between 0 and 1, such as 0.95.")
    z = NormalDist().inv_cdf((1 + level) / 2)
    share, spread = part / of, z * z / of
    middle = (share + spread / 2) / (1 + spread)
    half = z * sqrt(share * (1 - share) / of + spread / (4 * of)) / (1 + spread)
    return Interval(
        0.0 if part == 0 else max(0.0, middle - half), 1.0 if part == of else min(1.0, middle + half)
    )
