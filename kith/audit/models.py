"""Two chains: events (deeds) and looks (reads). Triggers in the database refuse to change or remove a row."""

from django.db import models

from kith.audit.events import Kind


class Chained(models.Model):
    """A link: what it says, the seal of the link before it, and its own seal over both."""

    at = models.DateTimeField()
    by = models.UUIDField(null=True, db_index=True, help_text="the user; empty for Kith itself")
    about_kind = models.CharField(max_length=60, blank=True, help_text="room.model")
    about = models.UUIDField(null=True, db_index=True)
    child = models.UUIDField(null=True, db_index=True, help_text="the child concerned, if one is")
    previous = models.CharField(max_length=64)
    seal = models.CharField(max_length=64)

    class Meta:
        abstract = True

    @property
    def told(self) -> str:
        """What happened, in words without anybody's name."""
        raise NotImplementedError


class Event(Chained):
    """A deed that was done."""

    kind = models.CharField(max_length=60, db_index=True)
    on = models.DateField(null=True, help_text="the day the deed is for")
    details = models.JSONField(default=dict, help_text="codes and counts, no personal words")

    def __str__(self) -> str:
        return self.kind

    @property
    def told(self) -> str:
        return str(Kind(self.kind).label)


class Look(Chained):
    """Somebody opened a page that shows people: which page, by which right, and whom it showed."""

    permission = models.CharField(max_length=60)
    page = models.CharField(max_length=100)
    shown = models.PositiveIntegerField(default=1, help_text="how many rows a list showed")

    def __str__(self) -> str:
        return f"{self.page} by {self.permission}"

    @property
    def told(self) -> str:
        return f"looked at {self.page} to {self.permission}"
