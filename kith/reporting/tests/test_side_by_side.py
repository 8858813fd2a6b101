"""Coverage beside the page for elected members, and fairness by one thing beside fairness by others: a solver reads along."""

import random
from collections import Counter
from datetime import date
from fractions import Fraction

import pytest

from kith.matching.presenters import fairness
from kith.matching.queries.fairness import GROUPINGS, Counted
from kith.register import coverage
from kith.register.queries import REACHED, Covered
from kith.reporting.facts.register import RegisterFacts, Said, Stands
from kith.reporting.figures.members import members
from kith.reporting.gate import INSIDE, OUTSIDE, Gate, Shown
from kith.reporting.tests.reader import Reader
from kith.science.disclosure import SUPPRESSED, Cell
from kith.science.matching.fairness import Group

LAID = GROUPINGS[:4]
KINDS = ("Review", "Moved placement", "Turned 16")
SAYS = {"accepted": Said.YES, "offered": Said.NO, "considered": Said.NEVER, "nothing": Said.NEVER}
"""What each child said who stands at one point only: the reader is given that nobody stands at two."""


def shown(cell: Cell) -> Shown:
    return Shown(cell, str(cell)) if isinstance(cell, int) else Shown(None, SUPPRESSED.sign)


# ------------------------------------------------------------------------------- coverage and members


def points(luck: random.Random, most: int) -> dict[tuple[str, str], int]:
    return {(kind, came): luck.randrange(most) for kind in KINDS for came in REACHED}


def reads_coverage(reader: Reader, counts: dict[tuple[str, str], int], *, exactly: bool = False) -> None:
    covered = [Covered(kind, kind, {came: counts[kind, came] for came in REACHED}) for kind in KINDS]
    lines = (
        coverage.inside(covered)
        if exactly
        else coverage.outside([each for each in covered if any(each.counts.values())])
    )
    for words, cells in lines:
        for came in REACHED:
            reader.is_told(shown(cells[came]), f"{words} {came}", least=0 if exactly else 1)
        reader.is_told(shown(cells["all"]), *(f"{words} {came}" for came in REACHED))


def reads_members(reader: Reader, counts: dict[tuple[str, str], int], gate: Gate) -> None:
    children = [(Stands.NOBODY, SAYS[came]) for (_, came), count in counts.items() for _ in range(count)]
    page = members(RegisterFacts(tuple(children), ()), gate, {}, date(2026, 9, 30), date(2025, 10, 1))

    def of(*said: Said) -> list[str]:
        return [f"{kind} {came}" for kind in KINDS for came in REACHED if SAYS[came] in said]

    reader.is_told(page.figure("could").shown, *of(*Said))
    reader.is_told(page.figure("said_yes").shown, *of(Said.YES), least=0)
    reader.is_told(page.figure("never").shown, *of(Said.NEVER), least=0)
    reader.is_told(page.figure("asked").shown, *of(Said.YES, Said.NO), least=0)


@pytest.mark.parametrize("most", [6, 9, 14])
@pytest.mark.parametrize("seed", range(3))
def test_coverage_and_the_members_page_together_give_nobody_away(seed, most):
    counts = points(random.Random(seed), most)
    reader = Reader()
    reads_coverage(reader, counts)
    reads_members(reader, counts, OUTSIDE)
    assert reader.hidden, "or this could not fail"
    assert reader.finds_out({f"{kind} {came}": count for (kind, came), count in counts.items()}) == []


def test_the_reader_would_find_out_what_blotting_small_counts_alone_leaves():
    """Or the test above could not fail."""
    counts = {(kind, came): 8 + 3 * place for place, kind in enumerate(KINDS) for came in REACHED}
    counts["Review", "accepted"] = 2
    reader = Reader()
    for (kind, came), count in counts.items():
        if count >= 5:
            reader.knows({f"{kind} {came}": 1}, count, count)
    reader.hidden.append(("Review accepted",))
    reader.knows({"Review accepted": 1}, 1, 4)
    everybody = sum(counts.values())
    reader.knows({f"{kind} {came}": 1 for kind, came in counts}, everybody, everybody)
    assert reader.finds_out({f"{kind} {came}": count for (kind, came), count in counts.items()}) != []


# ------------------------------------------------------------------------------- fairness, by one thing and by another


def children_of(luck: random.Random, many: int) -> list[dict[str, str]]:
    """Each child’s group by four groupings, and whether somebody is proposed."""
    return [
        {by: luck.choice(("a", "a", "a", "b", "b", "c")) for by in LAID}
        | {"proposed": luck.choice(("yes", "no"))}
        for _ in range(many)
    ]


def reads_fairness(reader: Reader, children: list[dict[str, str]], by: str) -> None:
    """Children, those proposed somebody, those who could have been and the share, by one grouping."""
    names = {each[by] for each in children}
    groups = {}
    for name in names:
        its = [each for each in children if each[by] == name]
        matched = sum(each["proposed"] == "yes" for each in its)
        groups[name] = Group(len(its), matched, (matched + len(its) + 1) // 2, [2] * len(its))
    part = fairness.coverage(Counted([], {by: groups}), by, outside=True)
    for name, many, proposed, could, share, _ in part.rows:
        yes, no = f"{by} {name} yes", f"{by} {name} no"
        reader.is_told(read(many), yes, no)
        reader.is_told(read(proposed), yes)
        reader.is_told(read(could), f"{by} {name} could")
        if share.endswith("%"):
            told = Fraction(share.removesuffix("%"))
            reader.knows({yes: 200, f"{by} {name} could": -int(2 * told - 1)}, 0, 10**6)
            reader.knows({yes: 200, f"{by} {name} could": -int(2 * told + 1)}, -(10**6), 0)


def read(text: str) -> Shown:
    return Shown(int(text), text) if text.isdigit() else Shown(None, text)


@pytest.mark.parametrize(("seed", "many"), [(1, 12), (2, 20), (3, 35), (4, 60)])
def test_fairness_by_everything_side_by_side_gives_nobody_away(seed, many):
    children = children_of(random.Random(seed), many)
    reader, truth = Reader(), Counter[str]()
    for by in LAID:
        reads_fairness(reader, children, by)
        for each in children:
            truth[f"{by} {each[by]} {each['proposed']}"] += 1
    for by in LAID:
        for name in {each[by] for each in children}:
            yes, no = truth[f"{by} {name} yes"], truth[f"{by} {name} no"]
            truth[f"{by} {name} could"] = (2 * yes + no + 1) // 2
    for proposed in ("yes", "no"):
        first = {f"{LAID[0]} {name} {proposed}": 1 for name in {each[LAID[0]] for each in children}}
        for by in LAID[1:]:
            other = {f"{by} {name} {proposed}": -1 for name in {each[by] for each in children}}
            reader.knows(first | other, 0, 0)
    assert reader.hidden, "or this could not fail"
    assert reader.finds_out(truth) == []


def test_inside_nothing_is_kept_back():
    counts, reader = points(random.Random(1), 9), Reader()
    reads_coverage(reader, counts, exactly=True)
    reads_members(reader, counts, INSIDE)
    assert reader.hidden == []
