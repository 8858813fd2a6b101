"""Which scores make a before and an after, and who should have had one: everybody who started early enough.

Followed up is the child, not the match: a match that ended counts like one that goes on. Leaving ended matches out is
how 98 of 446 came to stand for all.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, timedelta

from kith.science.results import Basis, CannotTell, Caveat
from kith.science.scales import HOME, Scale


@dataclass(frozen=True, slots=True)
class Score:
    """One score of one child. `instrument` and `informant` must be the scale's to be compared with others of it."""

    child: str
    on: date
    value: float
    instrument: str
    informant: str


@dataclass(frozen=True, slots=True)
class Window:
    """Which days count as the follow-up and which as the start, in days from the day the match began."""

    name: str
    around: int
    from_: int
    until: int
    baseline_from: int = -91
    baseline_until: int = 42

    def words(self) -> str:
        return f"{self.name}, nearest to {self.around} days after the start"


SIX_MONTHS = Window("4 to 8 months after the start", 182, 122, 243)
TWELVE_MONTHS = Window("10 to 14 months after the start", 365, 304, 426)


@dataclass(frozen=True, slots=True)
class Pairs:
    """First and later scores of those followed up, in the same order; first scores of those who were not."""

    before: tuple[float, ...]
    after: tuple[float, ...]
    unseen: tuple[float, ...]
    basis: Basis
    caveats: tuple[Caveat, ...] = ()

    @property
    def changes(self) -> list[float]:
        return [later - first for first, later in zip(self.before, self.after, strict=True)]


def pair_up(
    starts: Mapping[str, date],
    scores: Iterable[Score],
    scale: Scale,
    *,
    on: date,
    window: Window = SIX_MONTHS,
) -> Pairs:
    """Make pairs of the scores of the children whose match began on these days, as the records stand `on` a day.

    Eligible is every child whose follow-up day has come; one baseline and one follow-up each, the nearest to their
    day. A parent's and a carer's form may make a pair, with a caveat. Raises CannotTell for a form that cannot be
    compared with the first one, for two scores of one day, and for a score off the scale.
    """
    theirs: dict[str, list[Score]] = {
        child: [] for child, start in starts.items() if start + timedelta(window.around) <= on
    }
    for score in scores:
        if score.child in theirs and score.on <= on:
            theirs[score.child].append(_checked(score, scale))
    before, after, unseen, mixed = [], [], [], False
    for child, its in theirs.items():
        first, later = _first_and_later(its, starts[child], window)
        if first is None:
            continue
        if later is None:
            unseen.append(first.value)
            continue
        mixed = mixed or first.informant != later.informant
        before.append(first.value)
        after.append(later.value)
    basis = Basis(
        eligible=len(theirs),
        with_baseline=len(before) + len(unseen),
        followed_up=len(before),
        window=window.words(),
        instrument=scale.instrument,
        informant="parent or carer" if mixed else scale.informant,
        on=on,
    )
    return Pairs(
        tuple(before), tuple(after), tuple(unseen), basis, (Caveat.INFORMANT_CHANGED,) if mixed else ()
    )


def _checked(score: Score, scale: Scale) -> Score:
    if not scale.least <= score.value <= scale.most:
        raise CannotTell(
            f"A score of {score.value:g} is not on this scale, which goes from {scale.least:g} to {scale.most:g}. "
            f"Look at the form of {score.on.isoformat()} again."
        )
    if score.instrument != scale.instrument:
        raise CannotTell(
            f"“{score.instrument}” and “{scale.instrument}” are different measures. Compare each with itself only."
        )
    if score.informant != scale.informant and not {score.informant, scale.informant} <= HOME:
        raise CannotTell(
            f"A {score.informant}'s score cannot be set against a {scale.informant}'s. Ask the same person both times."
        )
    return score


def _first_and_later(scores: list[Score], start: date, window: Window) -> tuple[Score | None, Score | None]:
    days: set[tuple[date, str]] = set()
    for score in scores:
        if (score.on, score.informant) in days:
            raise CannotTell(
                f"There are two scores of {score.on.isoformat()} for one child. Keep the one on the form."
            )
        days.add((score.on, score.informant))
    first = _nearest(scores, start, 0, window.baseline_from, window.baseline_until)
    if first is None:
        return None, None
    same = [score for score in scores if score.informant == first.informant]
    within = (start, window.around, window.from_, window.until)
    return first, _nearest(same, *within) or _nearest(scores, *within)


def _nearest(scores: Iterable[Score], start: date, around: int, from_: int, until: int) -> Score | None:
    """The one nearest to its day; of two equally near the earlier."""
    inside = [score for score in scores if from_ <= (score.on - start).days <= until]
    return min(inside, key=lambda score: (abs((score.on - start).days - around), score.on), default=None)
