"""What may be told of coverage outside the caseload: the one way by which its numbers leave."""

from collections.abc import Mapping, Sequence
from typing import Any

from kith.register.queries import REACHED, Covered
from kith.science.disclosure import SUPPRESSED, Cell, Table, publish

ROUND_TO = 5
Counts = dict[str, Cell]
Line = tuple[str, Counts]
"""A kind of point in words, and for each thing that may come of it how many children; “all” is everybody."""


def inside(covered: Sequence[Covered]) -> list[Line]:
    """As it is, for whoever looks after these children."""
    return [(kind.words, {**kind.counts, "all": sum(kind.counts.values())}) for kind in covered]


def outside(covered: Sequence[Covered]) -> list[Line]:
    """Everybody stands in exactly one cell of the table that is made safe; sums are made of what is left."""
    if not covered:
        return []
    table = Table(
        "Coverage",
        ("point", "what came of it"),
        (tuple(kind.words for kind in covered), REACHED),
        {(kind.words, name): count for kind in covered for name, count in kind.counts.items()},
        population="children at points of the pathway",
    )
    safe = publish(table, round_to=ROUND_TO)
    return [
        (
            kind.words,
            {name: safe.cell(kind.words, name) for name in REACHED} | {"all": safe.cell(kind.words, None)},
        )
        for kind in covered
    ]


def as_plain(lines: Sequence[Line]) -> list[dict[str, Any]]:
    """For a JSON column: null where a number is kept back."""
    return [
        {
            "words": words,
            "counts": {name: cell if isinstance(cell, int) else None for name, cell in counts.items()},
        }
        for words, counts in lines
    ]


def from_plain(plain: Sequence[Mapping[str, Any]]) -> list[Line]:
    return [
        (
            line["words"],
            {name: SUPPRESSED if cell is None else cell for name, cell in line["counts"].items()},
        )
        for line in plain
    ]
