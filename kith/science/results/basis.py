"""Whom a figure is about: how many there should have been, how many there were, measured how and when."""

from dataclasses import dataclass
from datetime import date
from fractions import Fraction

from kith.science.results.refusals import CannotTell


@dataclass(frozen=True, slots=True, kw_only=True)
class Basis:
    """The people behind a figure. Everything but `comparison` must be said.

    `eligible`: everybody who started early enough to have been followed up, whether or not their match has ended.
    `with_baseline` and `followed_up`: how many of these were measured at the start, and again. `window`: what counts
    as a follow-up. `instrument`: the measure with its version. `informant`: who answered. `on`: the day the records
    were read. `comparison`: how the comparison group came about; empty where there is none. `people`: the word for
    those counted. `rounded`: whether the counts are to the nearest five, as they are outside the scheme.
    """

    eligible: int
    with_baseline: int
    followed_up: int
    window: str
    instrument: str
    informant: str
    on: date
    comparison: str = ""
    people: str = "children"
    rounded: bool = False

    def __post_init__(self) -> None:
        if not 0 <= self.followed_up <= self.with_baseline <= self.eligible:
            raise CannotTell(
                f"{self.followed_up} followed up, {self.with_baseline} with a first score and {self.eligible} eligible do not "
                "fit together: each group is part of the next. Count them again."
            )
        for what in ("window", "instrument", "informant", "people"):
            if not getattr(self, what).strip():
                raise CannotTell(f"A figure needs its {what}. Say it, so that readers can judge the figure.")

    @property
    def follow_up_rate(self) -> Fraction | None:
        """Of those eligible; None where nobody was."""
        return Fraction(self.followed_up, self.eligible) if self.eligible else None

    def small_print(self) -> str:
        """The counts, the window, the instrument and who answered, as one line."""
        rate = self.follow_up_rate
        share = (
            ""
            if rate is None
            else f" ({(200 * rate.numerator + rate.denominator) // (2 * rate.denominator)}%)"
        )
        counts = (
            f"{self.eligible} {self.people} eligible, {self.with_baseline} with a first record, "
            f"{self.followed_up} followed up{share}."
        )
        compared = f" Compared with: {self.comparison}." if self.comparison else ""
        counts += " Counts are to the nearest five, and shares are of those." if self.rounded else ""
        return f"{counts} Follow-up: {self.window}. Measured with: {self.instrument}; answered by: {self.informant}.{compared}"
