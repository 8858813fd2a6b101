"""The address at which somebody's own calendar reads when their meetings are."""

from typing import Self

from django.db import models
from django.db.models import F, Q

from kith.access.models import User
from kith.foundation.models import Record


class CalendarFeedQuerySet(models.QuerySet["CalendarFeed"]):
    def standing(self) -> Self:
        return self.filter(withdrawn_on=None)


class CalendarFeed(Record):
    """One address of one person. The secret in it is worked out and kept nowhere; whoever has it learns only when."""

    user = models.ForeignKey(User, on_delete=models.CASCADE, related_name="+")
    from_day = models.DateField()
    withdrawn_on = models.DateField(null=True, blank=True)
    last_read_on = models.DateField(null=True, blank=True)

    objects = CalendarFeedQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["user"],
                condition=Q(withdrawn_on=None),
                name="a_person_has_one_calendar_address_at_a_time",
            ),
            models.CheckConstraint(
                condition=Q(withdrawn_on=None) | Q(withdrawn_on__gte=F("from_day")),
                name="a_calendar_address_ends_after_it_begins",
            ),
        ]

    def __str__(self) -> str:
        return f"calendar address from {self.from_day}"
