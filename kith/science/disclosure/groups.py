"""What else a small group may not show: its ends, its words, and that all or none of it share something sensitive."""

from collections.abc import Sequence
from fractions import Fraction

from kith.science.disclosure.rounding import SMALLEST_BASE, half_up
from kith.science.disclosure.tables import SUPPRESSED, TOO_FEW, Cell, Withheld

TOO_FEW_TO_DESCRIBE = Withheld("–", "too few to describe without pointing at one")


def extremes(
    values: Sequence[float], *, smallest_base: int = SMALLEST_BASE
) -> tuple[float, float] | Withheld:
    """The least and the largest; each is one child, so never of a group under `smallest_base`."""
    if len(values) < smallest_base:
        return TOO_FEW_TO_DESCRIBE
    return min(values), max(values)


def average(
    values: Sequence[int | Fraction], *, places: int = 1, smallest_base: int = SMALLEST_BASE
) -> Fraction | Withheld:
    """The mean, rounded half up; withheld from a group under `smallest_base`."""
    if len(values) < smallest_base:
        return TOO_FEW
    return Fraction(half_up(Fraction(sum(values)) / len(values), places))


def may_be_quoted(group: int, *, smallest_base: int = SMALLEST_BASE) -> bool:
    """Whether a child's words, given leave, may stand beside figures of a group of this size."""
    return group >= smallest_base


def sensitive_part(part: Cell, base: Cell, *, smallest_base: int = SMALLEST_BASE) -> Cell:
    """A count of something sensitive within a group: withheld where it would say "none of them" or "all of them" of a few.

    Give it published cells only. Raises ValueError for a part larger than its base.
    """
    if isinstance(part, Withheld) or isinstance(base, Withheld):
        return SUPPRESSED
    if not 0 <= part <= base:
        raise ValueError(f"{part} is not a part of {base}.")
    return SUPPRESSED if part in (0, base) and 0 < base < smallest_base else part
