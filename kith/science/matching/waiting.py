"""How long children wait until they are matched, with those who still wait counted as far as they have come.

Kaplan and Meier, Nonparametric estimation from incomplete observations (JASA 53, 1958). To leave out the children who
still wait, or to count their days so far as whole, would make every scheme look faster the more it fails.
"""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from fractions import Fraction


@dataclass(frozen=True, slots=True)
class Waiting:
    """`still[i]`: (day, share not matched after that day). `median`, `ninth_decile`: None when too few came so far."""

    children: int
    matched: int
    still: tuple[tuple[int, Fraction], ...]

    def day(self, share: Fraction) -> int | None:
        """The first day by which at least this share is matched; None where the record does not reach so far."""
        return next((day for day, left in self.still if 1 - left >= share), None)

    @property
    def median(self) -> int | None:
        return self.day(Fraction(1, 2))

    @property
    def ninth_decile(self) -> int | None:
        return self.day(Fraction(9, 10))


def waiting(spells: Iterable[tuple[int, bool]]) -> Waiting:
    """`spells`: for each child the days waited, and whether a match ended the waiting.

    A child whose waiting ended otherwise, or goes on, counts as at risk up to their day and not beyond; on the same
    day matches come first. It misleads where children leave the list because nobody comes: their leaving is then no
    chance event, and the true wait is longer. Raises ValueError for days below nought.
    """
    listed = list(spells)
    if any(days < 0 for days, _ in listed):
        raise ValueError("Nobody waits less than nought days.")
    ended = Counter(days for days, matched in listed if matched)
    gone = Counter(days for days, _ in listed)
    at_risk, left = len(listed), Fraction(1)
    still: list[tuple[int, Fraction]] = []
    for day in sorted(gone):
        if ended[day]:
            left *= Fraction(at_risk - ended[day], at_risk)
            still.append((day, left))
        at_risk -= gone[day]
    return Waiting(len(listed), sum(ended.values()), tuple(still))
