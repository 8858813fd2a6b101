"""Days on which nobody expects a meeting: the school holidays of an authority, and somebody who is away."""

from datetime import date
from typing import Self

from django.db import models
from django.db.models import F, Q

from kith.access.policy import Reach
from kith.access.reach import NOTHING, Ground, ReachableQuerySet
from kith.foundation.models import SignedRecord
from kith.matching.models import Match
from kith.meetings.models.meetings import Meeting, NearMeetingQuerySet
from kith.people.models import Child
from kith.schemes.models import Contract, Organisation

STANDING = Q(taken_back_on=None)


class SchoolHolidayQuerySet(ReachableQuerySet):
    def within(self, ground: Ground) -> Q:
        """The holidays of the authorities whose children a scheme is for; an authority’s own."""
        if ground.reach == Reach.AUTHORITY:
            return Q(authority__in=ground.organisations)
        if ground.reach in (Reach.SCHEME, Reach.CASELOAD):
            served = Contract.objects.open_on(ground.on).filter(scheme__in=ground.schemes())
            return Q(authority__in=served.values("commissioner"))
        return NOTHING

    def touching(self, first: date, last: date) -> Self:
        return self.filter(from_day__lte=last, until_day__gte=first)


class SchoolHoliday(SignedRecord):
    """One school holiday of one authority, as its calendar says; entered by whoever looks after meetings there."""

    authority = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="+")
    name = models.CharField(max_length=60)
    from_day = models.DateField()
    until_day = models.DateField()

    objects = SchoolHolidayQuerySet.as_manager()

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(until_day__gte=F("from_day")), name="a_holiday_ends_after_it_begins"
            ),
            models.UniqueConstraint(
                fields=["authority", "from_day"], name="an_authority_has_one_holiday_from_a_day"
            ),
        ]
        ordering = ["from_day"]

    def __str__(self) -> str:
        return f"{self.name} of {self.authority}"


class TimeAwayQuerySet(NearMeetingQuerySet):
    child_path = "match__child"
    scheme_path = "match__scheme"

    def standing(self) -> Self:
        return self.filter(STANDING)

    def touching(self, first: date, last: date) -> Self:
        return self.filter(from_day__lte=last, until_day__gte=first)


class TimeAway(SignedRecord):
    """One of the two is away for some days: nothing is planned then, and nobody calls it quiet."""

    match = models.ForeignKey(Match, on_delete=models.PROTECT, related_name="+")
    from_day = models.DateField()
    until_day = models.DateField()
    who = models.CharField(max_length=10, choices=Meeting.Who.choices)
    words = models.CharField(max_length=200, blank=True)
    taken_back_on = models.DateField(null=True, blank=True)

    objects = TimeAwayQuerySet.as_manager()

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(until_day__gte=F("from_day")), name="time_away_ends_after_it_begins"
            )
        ]
        indexes = [models.Index(fields=["match", "from_day"])]
        ordering = ["from_day"]
        verbose_name_plural = "times away"

    def __str__(self) -> str:
        return f"away from {self.from_day}"

    @property
    def child(self) -> Child:
        return self.match.child
