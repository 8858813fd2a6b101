"""Coverage of the pathway as those outside the caseload read it: made once a quarter, the same for everybody who looks."""

from django.db import models
from django.db.models import Q

from kith.access.policy import Reach
from kith.access.reach import Ground, ReachableQuerySet
from kith.foundation.models import SignedRecord
from kith.schemes.models import Organisation


class CoverageSheetQuerySet(ReachableQuerySet):
    def within(self, ground: Ground) -> Q:
        return Q(authority__in=ground.organisations) if ground.reach == Reach.AUTHORITY else Q(pk__in=[])


class CoverageSheet(SignedRecord):
    """The twelve months up to the end of a quarter, small numbers kept back and the others rounded before it is kept.

    Looked at live and day by day, a rounded number would tell of the one child who took it over the edge.
    """

    authority = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="+")
    on = models.DateField(help_text="the last day of the last whole quarter")
    told_by = models.PositiveBigIntegerField(
        default=0, help_text="which import of the register had been saved last, 0 for none"
    )
    lines = models.JSONField(help_text="by kind of point; null where a number is kept back")
    made_at = models.DateTimeField()

    objects = CoverageSheetQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["authority", "on", "told_by"],
                name="outsiders_read_one_coverage_for_a_quarter_and_a_return",
            )
        ]
        ordering = ["-on", "-id"]

    def __str__(self) -> str:
        return f"coverage up to {self.on}"
