"""The base of every row, and the two tables that belong to no room: submissions and schedule runs."""

import uuid

from django.conf import settings
from django.db import models


class Record(models.Model):
    """A row with a public name that tells nothing: not how many there are, nor whose it is."""

    public_id = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    created_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        abstract = True

    @property
    def public_id_text(self) -> str:
        """For templates that put the id into an address by hand."""
        return str(self.public_id)


class SignedRecord(Record):
    """A row that says who made it; empty where Kith itself did, or somebody without an account."""

    created_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )

    class Meta:
        abstract = True


class Change(models.Model):
    """One step in the life of a row: dated, signed, never rewritten.

    A room's own change model adds the foreign key `of`, with related_name="changes".
    """

    step = models.CharField(max_length=40)
    from_status = models.CharField(max_length=40)
    to_status = models.CharField(max_length=40)
    on = models.DateField()
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    reason = models.CharField(max_length=40, blank=True)
    words = models.TextField(blank=True)
    recorded_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        abstract = True
        ordering = ["id"]

    def __str__(self) -> str:
        return f"{self.step} on {self.on}"


class Submission(models.Model):
    """A form that was sent, by its one-time key: sent twice, it does its work once."""

    key = models.UUIDField(unique=True)
    at = models.DateTimeField(auto_now_add=True, db_index=True)
    went_to = models.CharField(max_length=500, blank=True)

    def __str__(self) -> str:
        return str(self.key)


class ScheduleRun(models.Model):
    """One due moment of one schedule: the unique pair keeps two clocks from doing it twice."""

    name = models.CharField(max_length=80)
    due = models.DateTimeField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["name", "due"], name="a_schedule_runs_once_when_due")]

    def __str__(self) -> str:
        return f"{self.name} {self.due:%Y-%m-%d %H:%M}"
