"""What becomes of the rows about somebody when their time is over. Each room says it of its own rows, in its own words.

A row goes; or it is thinned: words and names are emptied, while codes, days and numbers stay, so that whatever was
counted from them counts the same afterwards; or it stays, with the reason.
"""

from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any
from uuid import UUID

from django.db import models
from django.db.models import Q
from django.utils.module_loading import autodiscover_modules

from kith.foundation.models import Record

Model = type[models.Model]
ERASED = "Erased: its time is over."
"""Where the database wants words, these stand."""


@dataclass(frozen=True)
class Fate:
    """What becomes of the rows of one model. `path` leads from them to what is forgotten; empty: they are it."""

    model: Model
    path: str
    says: str  # as a page prints it
    only: Q = field(default_factory=Q, kw_only=True)  # which of them; the others stay

    def rows(self, root: models.Model) -> "models.QuerySet[Any]":
        whose = Q(**{self.path: root}) if self.path else Q(pk=root.pk)
        found: models.QuerySet[Any] = self.model._base_manager.filter(whose, self.only)
        return found.order_by()


@dataclass(frozen=True)
class Goes(Fate):
    """The rows are deleted."""


@dataclass(frozen=True)
class Thinned(Fate):
    """`empty` loses what it says, `codes` are counted from and stay; a test knows that no other field holds words."""

    empty: tuple[str, ...] = field(default=(), kw_only=True)
    codes: tuple[str, ...] = field(default=(), kw_only=True)
    demanded: tuple[str, ...] = field(
        default=(), kw_only=True
    )  # of the emptied: the database wants words there

    def emptied(self) -> dict[str, Any]:
        blank = {name: _nothing(self.model._meta.get_field(name)) for name in self.empty}
        return blank | dict.fromkeys(self.demanded, ERASED)


@dataclass(frozen=True)
class Stays(Fate):
    """The rows stay as they are; `says` is the reason."""


def _nothing(of: Any) -> Any:
    """What stands in a field about which nothing is said."""
    return None if of.null else of.get_default()


_TOLD: dict[Model, list[Fate]] = {}


def tell(root: Model, fates: Iterable[Fate]) -> None:
    """A room says what becomes of its rows when one of these is forgotten."""
    _TOLD.setdefault(root, []).extend(fates)


def fates_of(root: Model) -> list[Fate]:
    """What the rooms said, those furthest up first. Each room that has something to say has a module `forgetting`."""
    autodiscover_modules("forgetting")
    return list(reversed(_TOLD.get(root, [])))


def forget(root: models.Model) -> list[UUID]:
    """Let everything about a row become what its room said. The public ids of all that was touched come back."""
    touched: list[UUID] = []
    for fate in fates_of(type(root)):
        if isinstance(fate, Stays):
            continue
        rows = fate.rows(root)
        if issubclass(fate.model, Record):
            touched += rows.values_list("public_id", flat=True)
        if isinstance(fate, Thinned):
            rows.update(**fate.emptied())
        else:
            rows.delete()
    return touched
