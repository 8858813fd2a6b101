"""How long a scheme keeps its records, where it says so itself."""

from typing import Self

from django.db import models
from django.db.models import F, Q

from kith.access.policy import Reach
from kith.access.reach import NOTHING, Ground, ReachableQuerySet
from kith.foundation.models import SignedRecord
from kith.schemes.models import Scheme


class KeepingPeriodQuerySet(ReachableQuerySet):
    def within(self, ground: Ground) -> Q:
        """A scheme's own, for those who run it."""
        return Q(scheme__in=ground.schemes()) if ground.reach == Reach.SCHEME else NOTHING

    def standing(self) -> Self:
        return self.filter(taken_back_on=None)


class KeepingPeriod(SignedRecord):
    """A scheme keeps one kind of record longer or shorter than is usual, and says why. The latest stands."""

    class Kind(models.TextChoices):
        MATCH = "match", "The record of a match"
        MONEY = "money", "Receipts and claims"

    scheme = models.ForeignKey(Scheme, on_delete=models.PROTECT, related_name="+")
    kind = models.CharField(max_length=6, choices=Kind.choices)
    years = models.PositiveSmallIntegerField(help_text="after the end")
    age = models.PositiveSmallIntegerField(
        null=True, blank=True, help_text="of the young person, before which nothing goes"
    )
    why = models.CharField(max_length=300)
    on = models.DateField()
    taken_back_on = models.DateField(null=True, blank=True)
    taken_back_by = models.ForeignKey(
        "access.User", on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )

    objects = KeepingPeriodQuerySet.as_manager()

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(taken_back_on=None) | Q(taken_back_on__gte=F("on")),
                name="a_period_is_taken_back_after_it_is_said",
            ),
            models.CheckConstraint(condition=~Q(why=""), name="a_period_says_why"),
        ]
        ordering = ["-id"]

    def __str__(self) -> str:
        return f"{self.kind}: {self.years} years"
