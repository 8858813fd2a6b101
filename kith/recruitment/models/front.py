"""What strangers see of a scheme: its page, and who is most needed now."""

from datetime import date
from typing import Self

from django.db import models
from django.db.models import F, Q

from kith.access.models import User
from kith.access.policy import Reach
from kith.access.reach import Ground, ReachableQuerySet
from kith.foundation.models import Record, SignedRecord
from kith.schemes.models import Scheme


class OfSchemeQuerySet(ReachableQuerySet):
    """Rows of a scheme, not of anybody in it."""

    def within(self, ground: Ground) -> Q:
        if ground.reach in (Reach.CASELOAD, Reach.SCHEME):
            return Q(scheme__in=ground.schemes())
        return Q(pk__in=[])


class Front(Record):
    """How a scheme's public page differs from the usual: its short address, its own words, whether it looks now."""

    scheme = models.OneToOneField(Scheme, on_delete=models.CASCADE, related_name="+")
    address = models.SlugField(max_length=40, unique=True, null=True, blank=True)
    words = models.TextField(blank=True, max_length=1000, help_text="a few lines of the scheme's own")
    is_looking = models.BooleanField(default=True, help_text="takes enquiries now")

    objects = OfSchemeQuerySet.as_manager()

    def __str__(self) -> str:
        return f"front of {self.scheme_id}"


class AppealQuerySet(OfSchemeQuerySet):
    def shown_on(self, day: date) -> Self:
        return self.filter(
            Q(taken_down_on=None) | Q(taken_down_on__gt=day), from_day__lte=day, until_day__gte=day
        )


class Appeal(SignedRecord):
    """Whom a scheme most needs, in a plain sentence on its public page, until a day."""

    scheme = models.ForeignKey(Scheme, on_delete=models.CASCADE, related_name="+")
    words = models.CharField(max_length=200)
    from_day = models.DateField()
    until_day = models.DateField()
    taken_down_on = models.DateField(null=True, blank=True)
    taken_down_by = models.ForeignKey(User, on_delete=models.PROTECT, null=True, blank=True, related_name="+")

    objects = AppealQuerySet.as_manager()

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(until_day__gte=F("from_day")), name="an_appeal_ends_after_it_begins"
            )
        ]
        ordering = ["-from_day", "-id"]

    def __str__(self) -> str:
        return self.words
