"""Goals a young person chose: set, reached, dropped, and how far they moved. A befriending match has none and loses nothing.

docs/methods/goals.md tells the method.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from enum import StrEnum
from math import sqrt
from statistics import fmean

from kith.science.paired import PairedChange, paired_change
from kith.science.proportion import Proportion, wilson
from kith.science.results import (
    Audience,
    Basis,
    CannotTell,
    Caveat,
    Display,
    Method,
    Result,
    require,
    seen_by,
)
from kith.science.results.minimums import INDICATIVE_BELOW, allows, keeps_back
from kith.science.results.words import between, moved, number, percent

METHOD = Method("goals: those set at the start apart from those that emerged", "1")
LEAST, MOST = 0, 10
RELIABLE = 2.45
"""Points of the mean rating that exceed its error (goal-based outcomes; from memory, a setting)."""
LIKENESS = 0.3
"""The correlation between goals that goal attainment scaling takes for granted (Kiresuk and Sherman 1968)."""


class Kind(StrEnum):
    ORIGINAL = "set at the start"
    EMERGENT = "emerged on the way"


class State(StrEnum):
    OPEN = "open"
    REACHED = "reached"
    DROPPED = "dropped"


@dataclass(frozen=True, slots=True)
class Goal:
    """One goal of one child; `first` and `last` rating from 0 to 10, where the child wanted to rate it."""

    child: str
    kind: Kind
    state: State
    first: int | None = None
    last: int | None = None

    def __post_init__(self) -> None:
        for rating in (self.first, self.last):
            if rating is not None and not LEAST <= rating <= MOST:
                raise CannotTell(
                    f"A rating of {rating} is not on the ladder from {LEAST} to {MOST}. Look at it again."
                )


@dataclass(frozen=True, slots=True)
class Tally:
    """Goals of one kind. `reached` is of all set, with those dropped counted in; None where none was set.

    Each is None where it is kept back from outsiders.
    """

    set: int | None
    open: int | None
    dropped: int | None
    reached: Proportion | None
    rated_twice: int | None


@dataclass(frozen=True, slots=True)
class Goals:
    """`movement`: change of each child's mean rating, so that three goals of one child count as one child. `reliable`:
    how many children moved up by `RELIABLE` or more."""

    children: int
    original: Tally
    emergent: Tally
    movement: PairedChange | None
    reliable: int | None


def goals_table(goals: Sequence[Goal]) -> Goals:
    """Counts by kind, and movement over goals rated twice. Dropping a goal is no failure; it is counted and shown.

    `children` are told apart by their key; ratings go from 0 to 10. It misleads as a measure of schemes: easy goals are reached
    more often.
    """
    ratings: dict[str, list[tuple[int, int]]] = {}
    for goal in goals:
        if goal.first is not None and goal.last is not None:
            ratings.setdefault(goal.child, []).append((goal.first, goal.last))
    before = [fmean(first for first, _ in its) for its in ratings.values()]
    after = [fmean(last for _, last in its) for its in ratings.values()]
    return Goals(
        children=len({goal.child for goal in goals}),
        original=_tally(goals, Kind.ORIGINAL),
        emergent=_tally(goals, Kind.EMERGENT),
        movement=paired_change(before, after) if len(before) > 1 else None,
        reliable=(
            sum(last - first >= RELIABLE for first, last in zip(before, after, strict=True))
            if before
            else None
        ),
    )


def _tally(goals: Iterable[Goal], kind: Kind) -> Tally:
    its = [goal for goal in goals if goal.kind is kind]
    states = [goal.state for goal in its]
    return Tally(
        set=len(its),
        open=states.count(State.OPEN),
        dropped=states.count(State.DROPPED),
        reached=wilson(states.count(State.REACHED), len(its)) if its else None,
        rated_twice=sum(goal.first is not None and goal.last is not None for goal in its),
    )


def tell_goals(goals: Sequence[Goal], basis: Basis, *, audience: Audience) -> Result[Goals]:
    """Goals in words, the two kinds apart. Raises CannotTell with too few goals, or children, for this audience."""
    require(Display.PERCENTAGE, len(goals), audience)
    if audience is Audience.OUTSIDE:
        require(Display.PERCENTAGE, len({goal.child for goal in goals}), audience)
    seen = seen_by(audience, _kept_back(goals_table(goals), audience), basis)
    figure = seen.figure
    parts = [
        f"{figure.children} young people chose goals.",
        _tally_words(figure.original, "set at the start"),
        _tally_words(figure.emergent, "that emerged on the way"),
        _movement_words(figure),
    ]
    caveats = [Caveat.GOALS_CHOSEN]
    if figure.children < INDICATIVE_BELOW:
        caveats.append(Caveat.INDICATIVE)
    sentence = " ".join(part for part in parts if part)
    return seen.result(sentence=sentence, method=METHOD, caveats=tuple(caveats))


def _kept_back(figure: Goals, audience: Audience) -> Goals:
    """The table as this audience may see it."""
    rated = figure.movement.n if figure.movement else 0
    return Goals(
        children=figure.children,
        original=_tally_for(figure.original, audience),
        emergent=_tally_for(figure.emergent, audience),
        movement=figure.movement if allows(Display.GOALS, rated, audience) else None,
        reliable=figure.reliable if allows(Display.RELIABLE_CHANGE, rated, audience) else None,
    )


def _tally_for(tally: Tally, audience: Audience) -> Tally:
    if not tally.set or tally.reached is None or tally.open is None or tally.dropped is None:
        return tally
    did = tally.reached.part
    rated = None if keeps_back(audience, tally.rated_twice or 0) else tally.rated_twice
    if not allows(Display.PERCENTAGE, tally.set, audience) or keeps_back(audience, did, tally.set - did):
        return Tally(None if keeps_back(audience, tally.set) else tally.set, None, None, None, None)
    if keeps_back(audience, tally.open, tally.dropped):
        return Tally(tally.set, None, None, tally.reached, rated)
    return replace(tally, rated_twice=rated)


def _tally_words(tally: Tally, kind: str) -> str:
    if tally.set == 0:
        return f"There were no goals {kind}."
    if tally.reached is None:
        return f"Of the goals {kind}, too few were reached, or were not, to tell."
    reached = tally.reached
    share = f"{reached.part} ({percent(reached.share)}, 95% interval {percent(reached.low)} to {percent(reached.high)})"
    if tally.dropped is None:
        return f"Of {tally.set} goals {kind}, {share} were reached."
    return f"Of {tally.set} goals {kind}, {share} were reached, {tally.dropped} dropped and {tally.open} are open."


def _movement_words(figure: Goals) -> str:
    its = figure.movement
    if its is None:
        return ""
    low, high = (its.low, its.high) if its.mean >= 0 else (-its.high, -its.low)
    return (
        f"Among the {its.n} who rated theirs twice, the average rating {moved(its.mean)} of {number(MOST, 0)} "
        f"(95% interval {between(low, high)})."
    )


def attainment(
    scores: Sequence[int], weights: Sequence[float] | None = None, likeness: float = LIKENESS
) -> float:
    """Goal attainment scaling's T: 50 + 10 Σwx / √((1-ρ)Σw² + ρ(Σw)²), with x from -2 to 2, 0 being what was hoped.

    For schemes that set what would be more and less than hoped beforehand. Kiresuk and Sherman (1968).

    `scores`: one for each goal; `weights` as many, above nought. 50 is all as hoped, 10 a standard deviation. Raises CannotTell
    for anything else. It misleads where the levels were written after the fact.
    """
    weights = [1.0] * len(scores) if weights is None else weights
    if not scores or any(not -2 <= score <= 2 for score in scores) or min(weights, default=0) <= 0:
        raise CannotTell("Attainment takes scores from -2 to 2, each with a weight above nought.")
    total = sum(weights)
    scale = sqrt((1 - likeness) * sum(w * w for w in weights) + likeness * total**2)
    return 50 + 10 * sum(w * x for w, x in zip(weights, scores, strict=True)) / scale
