"""How planning ahead went: by night for everybody, or when somebody asked for it."""

from django.db import models
from django.db.models import Q

from kith.access.policy import Reach
from kith.access.reach import Ground, ReachableQuerySet
from kith.foundation.models import SignedRecord


class PlanningRunQuerySet(ReachableQuerySet):
    def within(self, ground: Ground) -> Q:
        """What somebody asked for is theirs to watch; the night’s is everybody’s who plans: it only counts."""
        return Q(created_by=ground.user) | Q(created_by=None) if ground.reach != Reach.NOBODY else Q(pk=None)


class PlanningRun(SignedRecord):
    """Planning ahead for many matches: how many there are, how many are done, what it came to."""

    began_at = models.DateTimeField()
    until_day = models.DateField()
    finished_at = models.DateTimeField(null=True, blank=True)
    fault = models.CharField(max_length=60, blank=True)
    whole = models.PositiveIntegerField(default=0)
    done = models.PositiveIntegerField(default=0)
    planned = models.PositiveIntegerField(default=0, help_text="meetings")
    held_back = models.PositiveIntegerField(default=0, help_text="matches with meetings that something stops")

    objects = PlanningRunQuerySet.as_manager()

    class Meta:
        ordering = ["-began_at", "-pk"]

    def __str__(self) -> str:
        return f"planning of {self.began_at:%Y-%m-%d}"

    @property
    def is_at_work(self) -> bool:
        return self.finished_at is None and not self.fault
