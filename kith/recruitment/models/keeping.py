"""How long a scheme waits for an answer and keeps what it knows, and what is left after an erasure."""

from typing import Any

from django.db import models
from django.db.models import F, Q

from kith.foundation.models import SignedRecord
from kith.recruitment.models.front import OfSchemeQuerySet
from kith.recruitment.states import Status
from kith.schemes.models import Scheme


class KeepingRules(SignedRecord):
    """One dated version of how long a scheme waits and keeps. Never edited: a change is a new version."""

    scheme = models.ForeignKey(Scheme, on_delete=models.CASCADE, related_name="+")
    from_day = models.DateField()
    lapse_days = models.PositiveSmallIntegerField(
        help_text="days without an answer after which one is closed"
    )
    warning_days = models.PositiveSmallIntegerField(help_text="days before that at which they are written to")
    declined_months = models.PositiveSmallIntegerField(help_text="kept after we said no")
    gone_months = models.PositiveSmallIntegerField(help_text="kept after they withdrew or it lapsed")

    objects = OfSchemeQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["scheme", "from_day"], name="keeping_rules_have_one_version_a_day"
            ),
            models.CheckConstraint(
                condition=Q(warning_days__gte=1, lapse_days__gt=F("warning_days")),
                name="a_warning_comes_before_the_lapse",
            ),
        ]
        ordering = ["from_day"]
        verbose_name_plural = "keeping rules"

    def __str__(self) -> str:
        return f"keeping rules from {self.from_day}"


class ErasedQuerySet(OfSchemeQuerySet):
    def counted(self) -> Any:
        """How many of each outcome and reason."""
        return (
            self.values("outcome", "reason").annotate(count=models.Count("pk")).order_by("outcome", "reason")
        )


class Erased(models.Model):
    """All that is left of an application once the person is erased: codes to count by, and nobody."""

    scheme = models.ForeignKey(Scheme, on_delete=models.PROTECT, related_name="+")
    received_in = models.DateField(help_text="the first of the month")
    heard = models.CharField(max_length=20, blank=True)
    furthest = models.CharField(
        max_length=40, choices=Status.choices, help_text="the last step before the end"
    )
    outcome = models.CharField(max_length=40, choices=Status.choices)
    reason = models.CharField(max_length=40, blank=True)
    weeks = models.PositiveSmallIntegerField(help_text="how long it was on the way")
    erased_on = models.DateField()

    objects = ErasedQuerySet.as_manager()

    class Meta:
        indexes = [models.Index(fields=["scheme", "received_in"])]
        verbose_name_plural = "erased"

    def __str__(self) -> str:
        return f"{self.outcome} of {self.received_in:%B %Y}"
