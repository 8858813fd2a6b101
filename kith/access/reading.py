"""What every question about reach asks again, asked once while a page is read, and never longer: rights change."""

from collections.abc import Callable, Hashable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar

from django.db.models import QuerySet

FEW = 500
Named = list[int] | QuerySet
"""For a filter: some ids, or the question that finds them."""
_known: ContextVar[dict[Hashable, Named] | None] = ContextVar("known_while_reading", default=None)


@contextmanager
def reading() -> Iterator[None]:
    """While a page is read, which changes nobody's rights."""
    before = _known.set({})
    try:
        yield
    finally:
        _known.reset(before)


def named(key: Hashable, ids: Callable[[], QuerySet]) -> Named:
    """The ids a question finds, where a page is being read and they are few; else the question, as a subquery."""
    known = _known.get()
    if known is None:
        return ids()
    if key not in known:
        rows = ids()
        found = list(rows[: FEW + 1])
        known[key] = found if len(found) <= FEW else rows
    return known[key]
