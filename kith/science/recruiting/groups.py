"""Where people are lost, group by group: only where the groups are large enough to say anything, and never on few.

Everything here is worked out from a table that has been through `kith.science.disclosure`, never from the counts it
was made from: what a reader is not shown cannot be added up again from what is.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from kith.science.disclosure import (
    SUPPRESSED,
    THRESHOLD,
    TOO_FEW,
    Cell,
    Published,
    Table,
    Withheld,
    list_of,
    percentage,
    publish_together,
)
from kith.science.proportion import Proportion, wilson
from kith.science.recruiting.steps import Fate

STILL, THROUGH = "still on the way", "through"
PEOPLE = "applications"

TOO_FEW_TO_TELL_APART = "Too few to be told apart without pointing at somebody."
TOO_FEW_IN_EACH = "Too few in each group to say anything of it."

Counts = Mapping[tuple[str, int, Fate], int]
"""How many of a group came so far (a step's place, from 0) and stand so."""


@dataclass(frozen=True, slots=True)
class Share:
    """`part` of `of`, as a whole percentage, with the range it may well lie in; withheld where they are few."""

    part: Cell
    of: Cell
    percent: Cell
    interval: Proportion | None


@dataclass(frozen=True, slots=True)
class Line:
    """One group: how many, how many are still on the way, what share left at each stage, what share came through.

    The base of a stage is those who got that far and whose road is over: people still on the way are in no share.
    """

    name: str
    people: Cell
    still: Cell
    lost: tuple[Share, ...]
    through: Share


@dataclass(frozen=True, slots=True)
class ByGroup:
    """The groups of one kind beside each other, everybody last. `lines` is empty where `why` says there are too few."""

    by: str
    stages: tuple[str, ...]
    lines: tuple[Line, ...]
    why: str = ""


def by_groups(kinds: Mapping[str, Counts], names: Sequence[str]) -> list[ByGroup]:
    """One comparison for each kind of group, in the order given; a later one never costs an earlier one a number.

    `kinds`: what is compared, such as "gender", with its counts; every kind counts the same people once, those who did
    not say in a group of their own. `names`: of the steps. Neighbouring steps at which few left are taken together, so
    that what is true of everybody may be shown exactly: a kind whose table would cost that is left out, with why.
    Raises ValueError where two kinds do not count the same people.
    """
    first = next(iter(kinds.values()), {})
    stages = _stages(first, len(names))
    labels = tuple(_label(names, stage) for stage in stages)
    kept = [_list(first, stages, labels)]
    found = []
    for by, counts in kinds.items():
        groups = list(dict.fromkeys(group for (group, _, _), number in counts.items() if number))
        tables = [*kept, _table(by, groups, counts, stages, labels)]
        published = publish_together(tables)
        if not groups or not published[0].is_complete or not _as_before(kept, published):
            found.append(ByGroup(by, labels, (), TOO_FEW_TO_TELL_APART))
            continue
        lines = [_line(name, published[-1], labels) for name in (*groups, None)]
        if all(isinstance(line.through.percent, Withheld) for line in lines[:-1]):
            found.append(ByGroup(by, labels, (), TOO_FEW_IN_EACH))
            continue
        kept = tables
        found.append(ByGroup(by, labels, tuple(lines)))
    return found


def _stages(counts: Counts, steps: int) -> list[tuple[int, ...]]:
    """The steps in neighbouring runs, each left by nobody or by enough to be shown."""
    left = [
        sum(n for (_, at, fate), n in counts.items() if fate is Fate.LEFT and at == step)
        for step in range(steps)
    ]
    stages: list[tuple[int, ...]] = [(step,) for step in range(steps)]
    while len(stages) > 1:
        few = next(
            (i for i, run in enumerate(stages) if 0 < sum(left[step] for step in run) < THRESHOLD), None
        )
        if few is None:
            break
        beside = few + 1 if few + 1 < len(stages) else few - 1
        low, high = min(few, beside), max(few, beside)
        stages[low : high + 1] = [(*stages[low], *stages[high])]
    return stages


def _label(names: Sequence[str], stage: tuple[int, ...]) -> str:
    first, last = names[stage[0]], names[stage[-1]]
    return first if first == last else f"{first} to {last[:1].lower()}{last[1:]}"


def _outcome(at: int, fate: Fate, stages: Sequence[tuple[int, ...]], labels: Sequence[str]) -> str:
    if fate is Fate.STILL:
        return STILL
    if fate is Fate.THROUGH:
        return THROUGH
    return next(label for stage, label in zip(stages, labels, strict=True) if at in stage)


def _list(counts: Counts, stages: Sequence[tuple[int, ...]], labels: Sequence[str]) -> Table:
    sums = dict.fromkeys((*labels, STILL, THROUGH), 0)
    for (_, at, fate), number in counts.items():
        sums[_outcome(at, fate, stages, labels)] += number
    return list_of("Everybody", "outcome", sums, PEOPLE)


def _table(
    by: str, groups: Sequence[str], counts: Counts, stages: Sequence[tuple[int, ...]], labels: Sequence[str]
) -> Table:
    cells: dict[tuple[str, str], int] = {}
    for (group, at, fate), number in counts.items():
        key = group, _outcome(at, fate, stages, labels)
        cells[key] = cells.get(key, 0) + number
    cells = {key: number for key, number in cells.items() if number}
    return Table(
        by, (by, "outcome"), (tuple(groups) or ("nobody",), (*labels, STILL, THROUGH)), cells, PEOPLE
    )


def _as_before(kept: Sequence[Table], published: Sequence[Published]) -> bool:
    before = publish_together(kept)
    return all(one.rows() == other.rows() for one, other in zip(before, published, strict=False))


def _line(name: str | None, shown: Published, labels: Sequence[str]) -> Line:
    left = [shown.cell(name, label) for label in labels]
    through = shown.cell(name, THROUGH)
    lost = tuple(share(part, _sum([*left[i:], through])) for i, part in enumerate(left))
    return Line(
        name or "Everybody",
        shown.cell(name, None),
        shown.cell(name, STILL),
        lost,
        share(through, _sum([*left, through])),
    )


def _sum(cells: Sequence[Cell]) -> Cell:
    total = 0
    for cell in cells:
        if isinstance(cell, Withheld):
            return SUPPRESSED
        total += cell
    return total


def share(part: Cell, of: Cell) -> Share:
    """A percentage of published counts with Wilson's interval; neither where the base is under ten."""
    percent = percentage(part, of)
    if isinstance(percent, Withheld) or isinstance(part, Withheld) or isinstance(of, Withheld):
        return Share(part, of, percent if isinstance(percent, Withheld) else TOO_FEW, None)
    return Share(part, of, percent, wilson(part, of))
