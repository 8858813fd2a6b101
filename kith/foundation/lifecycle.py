"""Lifecycles as tables: which step may follow which, checked, dated, signed and printed from one place."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, Any, ClassVar

from django.db import models

from kith.foundation.errors import Cannot

if TYPE_CHECKING:
    from kith.access.models import User


class CannotMove(Cannot):
    """The step does not follow from where the row stands, or somebody else moved it first."""


@dataclass(frozen=True)
class Step:
    """One row of a lifecycle table: from these statuses, to that one."""

    sources: tuple[str, ...]
    target: str


class Lifecycle:
    """A table of steps (verbs) between statuses (participles). The first status is where a row begins."""

    def __init__(self, noun: str, status: type[models.TextChoices], steps: Mapping[str, tuple[Any, Any]]):
        self.noun = noun
        self.status = status
        self.first = next(iter(status))
        self.steps: dict[str, Step] = {}
        for name, (sources, target) in steps.items():
            sources = sources if isinstance(sources, tuple) else (sources,)
            self.steps[name] = Step(tuple(str(source) for source in sources), str(target))

    def field(self, *, indexed: bool = True) -> "models.CharField[str, str]":
        """The column; `indexed=False` where the model has an index that begins with it."""
        return models.CharField(
            max_length=40, choices=self.status.choices, default=self.first, db_index=indexed, editable=False
        )

    def allows(self, step: str, status: str) -> bool:
        return status in self.steps[step].sources

    def steps_from(self, status: str) -> list[str]:
        return [name for name, step in self.steps.items() if status in step.sources]

    def target(self, step: str, status: str) -> str:
        if not self.allows(step, status):
            where = self.status(status).label.lower()
            raise CannotMove(f"This {self.noun} is {where}, so that cannot be done. Its page says what can.")
        return self.steps[step].target


class HasLifecycle(models.Model):
    """A row that lives by a table. The room gives `lifecycle`, a `status` column and a change model."""

    lifecycle: ClassVar[Lifecycle]
    status: Any
    changes: Any

    class Meta:
        abstract = True

    def may(self, step: str) -> bool:
        return self.lifecycle.allows(step, self.status)

    def move(
        self, step: str, *, by: "User | None", on: date, reason: str = "", words: str = ""
    ) -> models.Model:
        """Take one step: the status changes and a dated, signed change row is added, or neither."""
        was, target = self.status, self.lifecycle.target(step, self.status)
        rows: Any = type(
            self
        )._base_manager  # the column is the subclass's, so the type checker cannot see it
        moved = rows.filter(pk=self.pk, status=was).update(status=target)
        if not moved:
            raise CannotMove(
                f"Somebody else has just changed this {self.lifecycle.noun}. Look at it again before you go on."
            )
        self.status = target
        change: models.Model = self.changes.create(
            step=step, from_status=was, to_status=target, on=on, by=by, reason=reason, words=words
        )
        return change
