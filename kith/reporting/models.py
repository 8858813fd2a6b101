"""A report as it was made: its figures, frozen, with a hash, so that what was sent can be shown again."""

from django.db import models
from django.db.models import F, Q

from kith.access.policy import Reach
from kith.access.reach import Ground, ReachableQuerySet
from kith.foundation.models import SignedRecord
from kith.schemes.models import Contract


class RunQuerySet(ReachableQuerySet):
    def within(self, ground: Ground) -> Q:
        if ground.reach == Reach.AUTHORITY:
            return Q(contract__commissioner__in=ground.organisations)
        return Q(contract__scheme__in=ground.schemes())


class Run(SignedRecord):
    """One report for one contract and one span of days; made again, it is another run."""

    contract = models.ForeignKey(Contract, on_delete=models.PROTECT, related_name="+")
    from_day = models.DateField()
    until_day = models.DateField(help_text="the last day that counts")
    definition = models.CharField(max_length=20, help_text="which definition, with its version")
    figures = models.JSONField()
    digest = models.CharField(max_length=64)
    made_at = models.DateTimeField()

    objects = RunQuerySet.as_manager()

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(until_day__gte=F("from_day")), name="a_report_spans_days_in_order"
            )
        ]
        ordering = ["-from_day", "-id"]

    def __str__(self) -> str:
        return f"report from {self.from_day}"
