"""How a desk is asked: whom a question concerns at all, and rows of which only those that are shown are fetched."""

from collections.abc import Callable, Iterable, Sequence
from functools import wraps
from typing import Any, TypeVar

from django.db.models import QuerySet

from kith.access.policy import Permission
from kith.web.desk.at_hand import AtHand
from kith.web.desk.needs import Lines, Need

Answer = Iterable[Need] | Lines
Question = Callable[[AtHand], Answer]
Row = TypeVar("Row")


def whoever_may(*rights: Permission) -> Callable[[Question], Question]:
    """Asked of those who hold one of these rights, and of nobody else."""

    def asked(question: Question) -> Question:
        @wraps(question)
        def of(desk: AtHand) -> Answer:
            return question(desk) if any(map(desk.may, rights)) else ()

        return of

    return asked


def lines_of(rows: "QuerySet[Any]", write: Callable[[Any], Need]) -> Lines:
    """A line a row, in the order of the rows: most days there are none, and of many a desk shows a few."""
    keys = list(rows.values_list("pk", flat=True))
    return Lines(keys, lambda shown: map(write, rows.filter(pk__in=shown)) if shown else ())


def several(*answers: Lines) -> Lines:
    """One kind of line after the other, as if they were of one kind."""
    rows = [(answer, row) for answer in answers for row in answer.rows]

    def write(shown: Sequence[tuple[Lines, Any]]) -> Iterable[Need]:
        for answer in answers:
            yield from answer.write([row for whose, row in shown if whose is answer])

    return Lines(rows, write)
