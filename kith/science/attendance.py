"""School sessions missed, this year and in the same term of last: how much, and by how many.

"73% improved attendance" may mean that 73% of those asked said theirs was better. That is not this, nor is it that
attendance rose by 73%. docs/methods/attendance.md tells the method.
"""

from collections.abc import Sequence
from dataclasses import dataclass

from kith.science.paired import PairedChange, paired_change
from kith.science.proportion import Flows, flow, flows_for
from kith.science.results import (
    Audience,
    Basis,
    CannotTell,
    Caveat,
    Display,
    Method,
    Result,
    in_fives,
    require,
    seen_by,
)
from kith.science.results.minimums import INDICATIVE_BELOW
from kith.science.results.words import between, number

METHOD = Method("sessions missed, same term a year apart", "1")
PERSISTENT = 0.10
"""Missing a tenth of possible sessions or more is persistent absence (Department for Education, since 2015)."""


@dataclass(frozen=True, slots=True)
class Term:
    """Half-day sessions a child could attend in one term, and how many were missed."""

    name: str
    possible: int
    missed: int

    def __post_init__(self) -> None:
        if self.possible < 1 or not 0 <= self.missed <= self.possible:
            raise CannotTell(
                f"{self.missed} of {self.possible} sessions missed cannot be. Look at the school's file again."
            )

    @property
    def absence(self) -> float:
        return self.missed / self.possible

    @property
    def persistent(self) -> bool:
        return 10 * self.missed >= self.possible


@dataclass(frozen=True, slots=True)
class Attendance:
    """`absence`: change of the children's shares of sessions missed, from 0 to 1; `persistent`: who came into it and left it."""

    absence: PairedChange
    persistent: Flows | None

    def in_fives(self) -> "Attendance":
        """As it may leave the scheme; absence is a share, so a tenth of a per cent is a thousandth."""
        return Attendance(self.absence.in_fives(places=3), in_fives(self.persistent))


def attendance(terms: Sequence[tuple[Term, Term]], audience: Audience = Audience.INSIDE) -> Attendance:
    """Each child's same term, a year apart. Raises CannotTell for two different terms: summer is never like autumn."""
    for first, later in terms:
        if first.name != later.name:
            raise CannotTell(
                f"{first.name} and {later.name} are different terms. Compare each with the same one a year on."
            )
    return Attendance(
        paired_change([first.absence for first, _ in terms], [later.absence for _, later in terms]),
        flows_for(flow((first.persistent, later.persistent) for first, later in terms), audience),
    )


def tell_attendance(
    terms: Sequence[tuple[Term, Term]], basis: Basis, *, audience: Audience
) -> Result[Attendance]:
    """Absence in percentage points, and persistent absence both ways.

    `terms`: each child's, a year apart. Raises CannotTell with too few for this audience. A change with age is in it too.
    """
    require(Display.MEAN_CHANGE, len(terms), audience)
    seen = seen_by(audience, attendance(terms, audience), basis)
    figure = seen.figure
    its = figure.absence
    sentence = (
        f"{its.n} children missed {number(100 * its.mean_before)}% of their sessions on average in the term before and "
        f"{number(100 * its.mean_after)}% in the same term a year on (change in percentage points, 95% interval: "
        f"{between(100 * its.low, 100 * its.high)}).{_persistent_words(figure.persistent)}"
    )
    caveats = [Caveat.CONTEXT_ONLY]
    if its.n < INDICATIVE_BELOW:
        caveats.append(Caveat.INDICATIVE)
    return seen.result(sentence=sentence, method=METHOD, caveats=tuple(caveats))


def _persistent_words(its: Flows | None) -> str:
    if its is None or its.moves is None:
        return ""
    return f" {its.moves.came_in} came into persistent absence and {its.moves.went_out} left it."
