"""Readings of a return, and what was found in the files."""

from typing import Any

from django.db import models
from django.db.models import Q

from kith.access.policy import Reach
from kith.access.reach import Ground, ReachableQuerySet
from kith.foundation.lifecycle import HasLifecycle
from kith.foundation.models import Change, SignedRecord
from kith.register.states import AT_WORK, IMPORT, Status
from kith.schemes.models import Organisation


class ImportRunQuerySet(ReachableQuerySet):
    def within(self, ground: Ground) -> Q:
        return Q(authority__in=ground.organisations) if ground.reach == Reach.AUTHORITY else Q(pk__in=[])

    def at_work(self) -> "ImportRunQuerySet":
        return self.filter(status__in=AT_WORK)

    def saved(self) -> "ImportRunQuerySet":
        return self.filter(status=Status.SAVED)


class ImportRun(SignedRecord, HasLifecycle):
    """One reading of a return: previewed, then saved or thrown away; or refused."""

    lifecycle = IMPORT
    status = IMPORT.field()

    authority = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="+")
    on = models.DateField(help_text="the day for which it was read")
    read_at = models.DateTimeField(null=True, blank=True)
    saved_at = models.DateTimeField(null=True, blank=True)
    seconds = models.FloatField(default=0, help_text="how long the reading took")
    year = models.PositiveSmallIntegerField(
        null=True, blank=True, help_text="the newest return in it, by the year it ends in"
    )
    told_until = models.DateField(null=True, blank=True, help_text="the last day the return tells of")
    progress = models.PositiveSmallIntegerField(default=0, help_text="percent")
    files = models.JSONField(default=list, help_text="each with its table, year, rows and hash")
    kinds = models.JSONField(default=list, help_text="the findings grouped, worst first")
    tables = models.JSONField(
        default=dict, help_text="table → rows, new, changed, same; children: absent too"
    )
    tells = models.JSONField(
        default=dict, help_text="what it tells about the children: count and out of how many"
    )
    fault = models.CharField(max_length=200, blank=True, help_text="the kind of fault that stopped it")

    objects = ImportRunQuerySet.as_manager()

    class Meta:
        ordering = ["-id"]

    def __str__(self) -> str:
        return f"import {self.pk} ({self.status})"

    @property
    def is_at_work(self) -> bool:
        return self.status in AT_WORK

    @property
    def children(self) -> dict[str, int]:
        """New, changed, same, absent and the other counts of children."""
        counts: dict[str, int] = self.tables.get("children", {})
        return counts


class ImportRunChange(Change):
    """One step of an import: who took it, and when."""

    of = models.ForeignKey(ImportRun, on_delete=models.CASCADE, related_name="changes")


class ImportFinding(models.Model):
    """One thing found in a file: where, what, and what was done about it. It never holds a personal value."""

    class Severity(models.TextChoices):
        REFUSED_FILE = "refused file", "File refused"
        ERROR = "error", "Row left out"
        WARNING = "warning", "Row kept, to be looked at"
        NOTE = "note", "Worth knowing"

    run = models.ForeignKey(ImportRun, on_delete=models.CASCADE, related_name="findings")
    severity = models.CharField(max_length=12, choices=Severity.choices)
    code = models.CharField(max_length=60)
    file = models.CharField(max_length=200)
    line = models.PositiveIntegerField(null=True, blank=True)
    column = models.CharField(max_length=80, blank=True)
    child_ref = models.CharField(max_length=40, blank=True)
    said = models.CharField(max_length=400)
    done = models.CharField(max_length=200)
    remedy = models.CharField(max_length=300, blank=True)

    class Meta:
        indexes = [models.Index(fields=["run", "code"])]
        ordering = ["id"]

    def __str__(self) -> str:
        return f"{self.code} at {self.file}:{self.line}"

    def as_row(self) -> tuple[Any, ...]:
        """For a list and its download."""
        severity = self.get_severity_display()
        return (
            severity,
            self.file,
            self.line,
            self.column,
            self.child_ref,
            self.said,
            self.done,
            self.remedy,
        )
