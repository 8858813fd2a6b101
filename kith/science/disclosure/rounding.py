"""Rounding as readers expect it, half up, and percentages that are refused where they would say too much.

Python's own `round` sends halves to the even neighbour (round(2.5) is 2) and floats cannot hold most halves at all;
so these functions take whole numbers, Decimals and Fractions, and no floats.
"""

from decimal import ROUND_HALF_UP, Decimal
from fractions import Fraction

from kith.science.disclosure.tables import SUPPRESSED, TOO_FEW, Cell, Withheld

SMALLEST_BASE = 10
FIVES = 5
"""To which counts are rounded that leave the scheme."""


def half_up(value: int | Decimal | Fraction, places: int = 0) -> Decimal:
    """A number to so many decimal places, halves away from nought: 2.5 is 3, -2.5 is -3.

    Raises TypeError for a float, which has lost its halves already.
    """
    if isinstance(value, float):
        raise TypeError("A float has lost its halves already: pass a Fraction, a Decimal or a whole number.")
    if isinstance(value, Fraction):
        tenfold = abs(value) * 10**places
        whole = (2 * tenfold.numerator + tenfold.denominator) // (2 * tenfold.denominator)
        return Decimal(whole if value >= 0 else -whole).scaleb(-places)
    return Decimal(value).quantize(Decimal(1).scaleb(-places), rounding=ROUND_HALF_UP)


def to_nearest(count: int, step: int) -> int:
    """A count to the nearest multiple of `step`, halves up: 12 to 10 and 13 to 15 by fives; 5 to 10 by tens.

    Raises ValueError below nought, and for a step under one.
    """
    if count < 0 or step < 1:
        raise ValueError("Counts are rounded, not below nought, to multiples of one or more.")
    return (2 * count + step) // (2 * step) * step


def percentage(part: Cell, base: Cell, *, smallest_base: int = SMALLEST_BASE) -> Cell:
    """A whole percentage of two published counts, half up; withheld under `smallest_base` or if either is withheld.

    Give it published cells only: a percentage of numbers that were kept back would give them away again. Raises
    ValueError for a part larger than its base.
    """
    if isinstance(part, Withheld) or isinstance(base, Withheld):
        return SUPPRESSED
    if not 0 <= part <= base:
        raise ValueError(f"{part} is not a part of {base}.")
    if base < smallest_base or base == 0:
        return TOO_FEW
    return (200 * part + base) // (2 * base)
