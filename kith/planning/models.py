"""What takes too long for a page is worked out by night and kept, with the moment to which it speaks."""

from datetime import datetime, timedelta
from typing import Self

from django.db import models
from django.db.models import Q

from kith.foundation.models import Record, SignedRecord
from kith.schemes.models import Organisation, Scheme

GIVEN_UP = timedelta(hours=1)


class Kept(Record):
    """What was worked out of one scheme when it was last done; it names nobody, and the next time takes its place."""

    class What(models.TextChoices):
        NEEDS = "needs", "who is needed"
        ROAD = "road", "how people came through, and from where"

    scheme = models.ForeignKey(Scheme, on_delete=models.PROTECT, related_name="+")
    authority = models.ForeignKey(
        Organisation,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        help_text="whose children only; empty for those of the whole scheme",
    )
    what = models.CharField(max_length=5, choices=What.choices)
    period = models.CharField(max_length=3, blank=True)
    at = models.DateTimeField(help_text="when it was worked out")
    told = models.JSONField()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["scheme", "what", "period"],
                condition=Q(authority=None),
                name="of_a_scheme_each_is_kept_once",
            ),
            models.UniqueConstraint(
                fields=["scheme", "authority", "what", "period"],
                condition=Q(authority__isnull=False),
                name="of_an_authority_in_a_scheme_each_is_kept_once",
            ),
        ]
        verbose_name_plural = "kept"

    def __str__(self) -> str:
        return f"{self.what} {self.period} of {self.scheme_id}"


class ReckoningQuerySet(models.QuerySet["Reckoning"]):
    def at_work(self, at: datetime) -> Self:
        """Not done yet, and not so old that nobody works at it any more."""
        return self.filter(ended_at=None, begun_at__gt=at - GIVEN_UP)


class Reckoning(SignedRecord):
    """Working out anew for some schemes: for whom (nobody by night), how far it has come, and what stopped it."""

    begun_at = models.DateTimeField()
    ended_at = models.DateTimeField(null=True, blank=True)
    schemes = models.JSONField(help_text="ids of the schemes")
    done = models.PositiveIntegerField(default=0, help_text="how many of them are worked out")
    fault = models.CharField(max_length=200, blank=True, help_text="the kind of fault that stopped it")

    objects = ReckoningQuerySet.as_manager()

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(ended_at=None) | Q(ended_at__gte=models.F("begun_at")),
                name="a_reckoning_ends_after_it_begins",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.done} of {len(self.schemes)} schemes"

    @property
    def total(self) -> int:
        return len(self.schemes)
