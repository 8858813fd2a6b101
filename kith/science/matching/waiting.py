"""How long children wait until they are matched, with those who still wait counted as far as they have come.

To leave out the children who still wait, or to take their days so far for the whole, would make every scheme look
faster the more it fails. The estimate is Kaplan and Meier's, from `kith.science.survival`.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from kith.science.disclosure import SUPPRESSED, THRESHOLD, Cell
from kith.science.survival import Curve, Length, kaplan_meier

NEARLY_ALL = 0.1 + 1e-9
"""The share still waiting when nine in ten are matched."""

Spell = tuple[int, bool]
"""Days waited, and whether a match ended the waiting."""


@dataclass(frozen=True, slots=True)
class Waited:
    """One group. `median`, `nine_in_ten`: days; None where so many are not matched yet; kept back for fewer than five."""

    group: str
    children: Cell
    median: Cell | None
    nine_in_ten: Cell | None


def waited(spells: Mapping[str, Sequence[Spell]]) -> tuple[Waited, ...]:
    """By group, in the order of their names. Groups without anybody are left out.

    A child whose waiting goes on, or ended otherwise, counts as waiting up to their day and not beyond. It misleads
    where children leave the list because nobody comes: the true wait is then longer. Raises CannotTell for days below
    nought.
    """
    return tuple(_waited(group, those) for group, those in sorted(spells.items()) if those)


def _waited(group: str, spells: Sequence[Spell]) -> Waited:
    curve = kaplan_meier([Length(days, "matched" if matched else "") for days, matched in spells])
    if len(spells) < THRESHOLD:
        return Waited(group, SUPPRESSED, SUPPRESSED, SUPPRESSED)
    median = None if curve.median is None else round(curve.median)
    return Waited(group, len(spells), median, _nine_in_ten(curve))


def _nine_in_ten(curve: Curve) -> int | None:
    return next((round(point.time) for point in curve.points if point.staying <= NEARLY_ALL), None)
