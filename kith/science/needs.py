"""Needs found at the start, addressed and improved: each share of those who had the need, never of everybody.

docs/methods/needs.md tells the method.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from fractions import Fraction

from kith.science.disclosure import SMALLEST_BASE, THRESHOLD
from kith.science.proportion import Proportion, wilson
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
from kith.science.results.words import percent

METHOD = Method("needs table", "1")
OTHER = "other needs"


@dataclass(frozen=True, slots=True)
class Need:
    """One need: how many had it at the start, for how many of these it was addressed, for how many it improved.

    `new`: how many more had it later; a block of its own, never added to the start. `not_asked`: with how many nobody
    looked. Raises CannotTell where those with the need are fewer than those addressed or improved.
    """

    name: str
    found: int
    addressed: int
    improved: int
    new: int = 0
    not_asked: int = 0

    def __post_init__(self) -> None:
        if min(self.found, self.addressed, self.improved, self.new, self.not_asked) < 0:
            raise CannotTell(f"A count of “{self.name}” is below nought. Count again.")
        if max(self.addressed, self.improved) > self.found:
            raise CannotTell(
                f"“{self.name}” was addressed or improved for more than had it at the start. Needs found later stand apart."
            )


@dataclass(frozen=True, slots=True)
class Row:
    """A need as it may be shown. Shares are None where nobody had it; `new` and `not_asked` where they are too few to show.
    `of_needs`: several needs together, so that one person may count twice."""

    name: str
    found: int
    of_everybody: Fraction
    addressed: Proportion | None
    improved: Proportion | None
    new: int | None
    not_asked: int | None
    of_needs: bool = False


@dataclass(frozen=True, slots=True)
class Needs:
    """`hidden`: needs too small even together, not shown at all."""

    everybody: int
    rows: tuple[Row, ...]
    hidden: tuple[str, ...]

    def in_fives(self) -> "Needs":
        """As it may leave the scheme: shares are of the rounded counts."""
        everybody = in_fives(self.everybody)
        rows = (
            replace(in_fives(row), of_everybody=Fraction(in_fives(row.found), everybody)) for row in self.rows
        )
        return Needs(everybody, tuple(rows), self.hidden)


def needs_table(needs: Sequence[Need], everybody: int, *, audience: Audience) -> Needs:
    """The table, in the order given; for outsiders small rows are folded into "other needs", or not shown.

    Folded is a row in which one to four had the need, or did not, or were helped, or were not; or that says all or none of
    fewer than ten. One row is never folded alone: the smallest other one goes with it. Raises CannotTell where a need was found for more than there are people.
    """
    if any(need.found + need.not_asked > everybody for need in needs):
        raise CannotTell(
            "A need cannot be found, or not asked about, for more people than there are. Count again."
        )
    kept, folded = list(needs), []
    if audience is Audience.OUTSIDE:
        folded = [need for need in needs if not _may_be_shown(need) or 0 < everybody - need.found < THRESHOLD]
        kept = [need for need in needs if need not in folded]
        while folded and kept and (len(folded) == 1 or not _may_be_shown(_together(folded))):
            smallest = min(kept, key=lambda need: need.found)
            kept.remove(smallest)
            folded.append(smallest)
    rows = [_row(need, everybody, audience) for need in kept]
    if len(folded) > 1 and _may_be_shown(_together(folded)):
        rows.append(_row(_together(folded), everybody, audience, of_needs=True))
        folded = []
    return Needs(everybody, tuple(rows), tuple(need.name for need in folded))


def _may_be_shown(need: Need) -> bool:
    """No count of one to four, neither of those for whom something was done nor of those for whom it was not."""
    done = (need.addressed, need.improved)
    counts = (need.found, *done, *(need.found - count for count in done))
    if any(0 < count < THRESHOLD for count in counts):
        return False
    return not (0 < need.found < SMALLEST_BASE and {*done} & {0, need.found})


def _together(needs: Iterable[Need]) -> Need:
    its = list(needs)
    return Need(
        OTHER,
        sum(need.found for need in its),
        sum(need.addressed for need in its),
        sum(need.improved for need in its),
        sum(need.new for need in its),
    )


def _row(need: Need, everybody: int, audience: Audience, *, of_needs: bool = False) -> Row:
    least = THRESHOLD if audience is Audience.OUTSIDE else 1
    return Row(
        need.name,
        need.found,
        Fraction(need.found, everybody),
        wilson(need.addressed, need.found) if need.found else None,
        wilson(need.improved, need.found) if need.found else None,
        None if 0 < need.new < least else need.new,
        None if 0 < need.not_asked < least else need.not_asked,
        of_needs,
    )


def tell_needs(needs: Sequence[Need], basis: Basis, *, audience: Audience) -> Result[Needs]:
    """The needs of everybody with a first record, in words.

    Raises CannotTell with too few for this audience. Whoever found the needs judged them too: its caveat says so.
    """
    require(Display.PERCENTAGE, basis.with_baseline, audience)
    seen = seen_by(audience, needs_table(needs, basis.with_baseline, audience=audience), basis)
    figure = seen.figure
    parts = [_row_words(row) for row in figure.rows]
    sentence = f"Of {figure.everybody} {basis.people}: {'; '.join(parts) or 'no need may be shown'}."
    caveats = [Caveat.RATED_BY_WORKER]
    if figure.hidden or any(row.of_needs for row in figure.rows):
        caveats.append(Caveat.FOLDED)
    return seen.result(sentence=sentence, method=METHOD, caveats=tuple(caveats))


def _row_words(row: Row) -> str:
    if row.addressed is None or row.improved is None:
        return f"{row.name}, nobody"
    share = "" if row.of_needs else f" ({percent(row.of_everybody)})"
    return (
        f"{row.name}, {row.found}{share}; of these addressed for {row.addressed.part} ({percent(row.addressed.share)}), "
        f"improved for {row.improved.part} ({percent(row.improved.share)})"
    )


def bases_that_fit(printed: Iterable[tuple[int, int]], up_to: int = 1000) -> list[int]:
    """Which numbers of people could stand behind these (count, whole per cent) pairs, rounded half up.

    For reading other people's tables: it finds the one base behind all, or shows that there is none. Empty where none up to `up_to` fits.
    """
    pairs = list(printed)
    return [
        base
        for base in range(max((count for count, _ in pairs), default=1), up_to + 1)
        if all((200 * count + base) // (2 * base) == share for count, share in pairs)
    ]
