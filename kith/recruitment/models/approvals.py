"""Who may meet a child, and who may not for now."""

from datetime import date
from typing import Self

from django.db import models
from django.db.models import F, Q

from kith.access.models import User
from kith.foundation.models import SignedRecord
from kith.people.models import Volunteer
from kith.recruitment.models.applications import Application
from kith.recruitment.models.reach import AboutVolunteerQuerySet
from kith.schemes.models import Scheme


class ApprovalQuerySet(AboutVolunteerQuerySet):
    def open_on(self, day: date) -> Self:
        return self.filter(Q(until_day=None) | Q(until_day__gt=day), from_day__lte=day)


class Approval(SignedRecord):
    """The scheme lets a volunteer meet children: which ages, how many at a time, on what conditions.

    Terms are never edited: other terms are another row. `review_on` is a plan, and moves on when a review is held.
    """

    volunteer = models.ForeignKey(Volunteer, on_delete=models.PROTECT, related_name="+")
    scheme = models.ForeignKey(Scheme, on_delete=models.PROTECT, related_name="+")
    application = models.ForeignKey(Application, on_delete=models.PROTECT, related_name="approvals")
    age_from = models.PositiveSmallIntegerField()
    age_to = models.PositiveSmallIntegerField()
    places = models.PositiveSmallIntegerField(default=1)
    conditions = models.CharField(max_length=300, blank=True)
    from_day = models.DateField()
    until_day = models.DateField(null=True, blank=True)
    review_on = models.DateField(null=True, blank=True, help_text="when the next review is due")

    objects = ApprovalQuerySet.as_manager()

    class Meta:
        constraints = [
            models.CheckConstraint(condition=Q(age_to__gte=F("age_from")), name="approved_ages_are_in_order"),
            models.CheckConstraint(condition=Q(places__gte=1), name="an_approval_is_for_at_least_one_child"),
            models.CheckConstraint(
                condition=Q(until_day=None) | Q(until_day__gte=F("from_day")),
                name="an_approval_ends_after_it_begins",
            ),
            models.UniqueConstraint(
                fields=["volunteer", "scheme"],
                condition=Q(until_day=None),
                name="a_volunteer_has_one_open_approval_in_a_scheme",
            ),
        ]
        indexes = [models.Index(fields=["scheme", "review_on"])]

    def __str__(self) -> str:
        return f"approval from {self.from_day}"


class SuspensionQuerySet(models.QuerySet["Suspension"]):
    def open_on(self, day: date) -> Self:
        return self.filter(Q(until_day=None) | Q(until_day__gt=day), from_day__lte=day)

    def looked_into_on(self, day: date) -> Self:
        """Those for a concern: while one is open, the volunteer sees nothing of any child."""
        return self.open_on(day).filter(reason=Suspension.Reason.CONCERN)


class Suspension(SignedRecord):
    """The volunteer meets no child, from now until it is lifted. Everywhere, whatever the scheme."""

    class Reason(models.TextChoices):
        CONCERN = "concern", "A concern is being looked into"
        CHECK = "check", "A check has lapsed"
        OWN_WISH = "own wish", "Their own wish"
        OTHER = "other", "Another reason"

    volunteer = models.ForeignKey(Volunteer, on_delete=models.PROTECT, related_name="+")
    reason = models.CharField(max_length=20, choices=Reason.choices)
    from_day = models.DateField()
    until_day = models.DateField(null=True, blank=True)
    lifted_by = models.ForeignKey(User, on_delete=models.PROTECT, null=True, blank=True, related_name="+")

    objects = SuspensionQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["volunteer"],
                condition=Q(until_day=None),
                name="a_volunteer_is_suspended_once_at_a_time",
            ),
            models.CheckConstraint(
                condition=Q(until_day=None) | Q(until_day__gte=F("from_day")),
                name="a_suspension_is_lifted_after_it_begins",
            ),
        ]

    def __str__(self) -> str:
        return f"suspended from {self.from_day}"
