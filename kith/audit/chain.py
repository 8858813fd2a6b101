"""How links are sealed and how a chain is checked."""

import hashlib
import hmac
import json
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from django.conf import settings
from django.db import connection, transaction

from kith.audit.models import Chained, Event, Look

START = "0" * 64
CHAINS: tuple[type[Chained], ...] = (Event, Look)
_LOCK = 0x6B697468  # “kith”; each chain adds its place in CHAINS


def body(link: Chained) -> str:
    """Everything a link says, in one fixed spelling."""
    said: dict[str, Any] = {}
    for field in link._meta.concrete_fields:
        if field.name in ("id", "seal"):
            continue
        value = getattr(link, field.attname)
        said[field.name] = value if isinstance(value, dict | int | None) else str(value)
    said["at"] = link.at.timestamp()
    return json.dumps(said, sort_keys=True, separators=(",", ":"))


def seal(link: Chained) -> str:
    key = settings.AUDIT_KEY.encode()
    return hmac.new(key, f"{link.previous}{body(link)}".encode(), hashlib.sha256).hexdigest()


def _hold(model: type[Chained]) -> None:
    """One writer at a time. SQLite's immediate transactions do that already; PostgreSQL takes a lock."""
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute("SELECT pg_advisory_xact_lock(%s)", [_LOCK + CHAINS.index(model)])


def append(link: Chained) -> None:
    """Seal a new link onto the end of its chain; must be inside the deed's transaction."""
    model = type(link)
    link.previous = _end_of(model)
    link.seal = seal(link)
    link.save(force_insert=True)


def append_all(links: Sequence[Event]) -> None:
    """Seal many links onto the end of their chain, one after another, in one statement."""
    if not links:
        return
    previous = _end_of(Event)
    for link in links:
        link.previous = previous
        previous = link.seal = seal(link)
    Event._base_manager.bulk_create(links)


def _end_of(model: type[Chained]) -> str:
    """The seal of the last link, held until the deed is done so that nobody else appends to the same."""
    if not connection.in_atomic_block:
        raise transaction.TransactionManagementError(
            "An audit link is written inside the deed's transaction."
        )
    _hold(model)
    return model._base_manager.order_by("-id").values_list("seal", flat=True).first() or START


@dataclass(frozen=True)
class Verdict:
    """What a check of one chain found."""

    chain: str
    links: int
    head: str
    broken_at: int | None

    @property
    def holds(self) -> bool:
        return self.broken_at is None


def _links(model: type[Chained]) -> Iterator[Chained]:
    return model._base_manager.order_by("id").iterator(chunk_size=2000)


def verify(model: type[Chained]) -> Verdict:
    """Read a whole chain and recompute every seal. Misses only links cut off the end: compare `head` and
    `links` with what was written down elsewhere."""
    previous, count = START, 0
    for link in _links(model):
        count += 1
        if link.previous != previous or not hmac.compare_digest(link.seal, seal(link)):
            return Verdict(model._meta.model_name or "", count, previous, link.pk)
        previous = link.seal
    return Verdict(model._meta.model_name or "", count, previous, None)
