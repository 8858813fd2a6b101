"""Writing links: `record` a deed, `look` at somebody. Both belong inside the transaction of what they tell of."""

from collections.abc import Iterable
from datetime import date
from typing import Any
from uuid import UUID

from kith.audit import chain
from kith.audit.events import Kind
from kith.audit.models import Event, Look
from kith.foundation.dates import now

Named = Any  # a row with a public_id, or None


def _kind_of(about: Named) -> str:
    return about._meta.label_lower if about is not None else ""


def _child_of(about: Named) -> UUID | None:
    """The child a row is about: itself, or whom its `child` points to."""
    child = getattr(about, "child", None)
    return getattr(child, "public_id", None)


def _id_of(row: Named) -> UUID | None:
    return getattr(row, "public_id", None)


def record(
    kind: Kind, *, about: Named = None, by: Named, on: date | None = None, child: Named = None, **details: Any
) -> Event:
    """Record a deed. `details` holds codes and counts only: never a name, a word typed, an address."""
    event = Event(
        at=now(),
        by=_id_of(by),
        kind=kind.value,
        on=on,
        about_kind=_kind_of(about),
        about=_id_of(about),
        child=_id_of(child) or _child_of(about),
        details=details,
    )
    chain.append(event)
    return event


def record_all(
    kind: Kind, *, about: Iterable[tuple[Named, dict[str, Any]]], by: Named, on: date | None = None
) -> list[Event]:
    """Record the same deed done to many rows, each with details of its own: as many links, sealed one after another."""
    at = now()
    events = [
        Event(
            at=at,
            by=_id_of(by),
            kind=kind.value,
            on=on,
            about_kind=_kind_of(row),
            about=_id_of(row),
            child=_child_of(row),
            details=details,
        )
        for row, details in about
    ]
    chain.append_all(events)
    return events


def look(*, by: Named, permission: str, page: str, about: Named = None, shown: int = 1) -> Look:
    """Record that a page showed somebody, to whom, and by which right."""
    link = Look(
        at=now(),
        by=_id_of(by),
        permission=permission,
        page=page,
        about_kind=_kind_of(about),
        about=_id_of(about),
        child=_child_of(about),
        shown=shown,
    )
    chain.append(link)
    return link
