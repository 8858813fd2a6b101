"""What a scheme works towards, what it told of it, and a fair comparison with children who wait."""

from typing import Any, Self

from django.db import models
from django.db.models import Exists, F, OuterRef, Q

from kith.access.models import User
from kith.access.policy import Reach
from kith.access.reach import Ground, ReachableQuerySet
from kith.foundation.models import SignedRecord
from kith.outcomes.models.measures import OfSchemeQuerySet
from kith.people.models import Child
from kith.schemes.models import Contract, Scheme


class OutcomeFocusQuerySet(OfSchemeQuerySet):
    def open(self) -> Self:
        return self.filter(until_day=None)


class OutcomeFocus(SignedRecord):
    """One thing a scheme works towards, from a day on: a place on its outcome map."""

    scheme = models.ForeignKey(Scheme, on_delete=models.PROTECT, related_name="+")
    outcome = models.CharField(max_length=20)
    from_day = models.DateField()
    until_day = models.DateField(null=True, blank=True)

    objects = OutcomeFocusQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["scheme", "outcome"],
                condition=Q(until_day=None),
                name="a_scheme_works_towards_a_thing_once",
            ),
            models.CheckConstraint(
                condition=Q(until_day=None) | Q(until_day__gte=F("from_day")),
                name="a_focus_is_left_after_it_is_chosen",
            ),
        ]
        ordering = ["id"]

    def __str__(self) -> str:
        return self.outcome


class OutcomeReportQuerySet(ReachableQuerySet):
    def within(self, ground: Ground) -> Q:
        """A commissioner's are those let out while they paid for the scheme; a scheme's are its own."""
        if ground.reach == Reach.AUTHORITY:
            began = Contract.objects.filter(commissioner__in=ground.organisations, from_day__lte=ground.on)
            paid = began.filter(
                Q(until_day=None) | Q(until_day__gte=OuterRef("released_at__date")), scheme=OuterRef("scheme")
            )
            return Q(Exists(paid), released_at__isnull=False)
        return Q(scheme__in=ground.schemes())

    def ready(self) -> Self:
        return self.exclude(digest="")

    def for_outsiders(self) -> Self:
        return self.filter(inside=False)

    def let_out(self) -> Self:
        return self.filter(released_at__isnull=False)


class OutcomeReport(SignedRecord):
    """A scheme's outcome report, frozen with its seal. Empty figures: it is still being worked out.

    Those for outsiders may be let out; those for the scheme's own staff are kept where working them out takes a while.

    The words of young people are not in it: they are read when it is shown, so that a withdrawal acts at once.
    """

    scheme = models.ForeignKey(Scheme, on_delete=models.PROTECT, related_name="+")
    on = models.DateField(help_text="the day as of which the records were read")
    inside = models.BooleanField(default=False, help_text="every number, for the scheme’s own staff")
    progress = models.PositiveSmallIntegerField(default=0, help_text="percent")
    note = models.CharField(
        max_length=600, blank=True, help_text="what the manager writes to those who read it"
    )
    figures = models.JSONField(default=dict)
    counts = models.JSONField(
        default=dict, help_text="exact, by section: held against the next report, printed nowhere"
    )
    digest = models.CharField(max_length=64, blank=True)
    made_at = models.DateTimeField(null=True, blank=True)
    fault = models.CharField(max_length=200, blank=True, help_text="the kind of fault that stopped it")
    released_at = models.DateTimeField(null=True, blank=True)
    released_by = models.ForeignKey(User, on_delete=models.PROTECT, null=True, blank=True, related_name="+")

    objects = OutcomeReportQuerySet.as_manager()

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(released_at=None) | ~Q(digest=""), name="a_report_is_let_out_once_it_is_made"
            ),
            models.CheckConstraint(
                condition=Q(released_at=None) | Q(inside=False), name="no_copy_of_every_number_is_let_out"
            ),
        ]
        indexes = [models.Index(fields=["scheme", "-on"])]
        ordering = ["-on", "-id"]

    def __str__(self) -> str:
        return f"outcomes as of {self.on}"

    @property
    def is_ready(self) -> bool:
        return bool(self.digest)

    @property
    def sections(self) -> list[dict[str, Any]]:
        return list(self.figures.get("sections", []))


class WaitingComparison(SignedRecord):
    """A comparison of children who begin now with children who wait, written down before anybody is followed up."""

    class Order(models.TextChoices):
        LOTTERY = "lottery", "By lottery"
        DATE = "date", "In order of the date of referral"

    scheme = models.ForeignKey(Scheme, on_delete=models.PROTECT, related_name="+")
    order = models.CharField(max_length=8, choices=Order.choices)
    informant = models.CharField(max_length=12, default="carer")
    places = models.PositiveSmallIntegerField(help_text="how many begin now")
    seed = models.PositiveIntegerField(help_text="anybody with the list and this number draws the same")
    written_on = models.DateField()

    objects = OfSchemeQuerySet.as_manager()

    class Meta:
        ordering = ["-written_on", "-id"]

    def __str__(self) -> str:
        return f"comparison of {self.written_on}"


class ComparisonPlace(SignedRecord):
    """One child in a comparison: begins now, or waits."""

    comparison = models.ForeignKey(WaitingComparison, on_delete=models.CASCADE, related_name="children")
    child = models.ForeignKey(Child, on_delete=models.PROTECT, related_name="+")
    begins = models.BooleanField()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["comparison", "child"], name="a_child_has_one_lot_in_a_comparison"
            )
        ]
        ordering = ["id"]

    def __str__(self) -> str:
        return "begins" if self.begins else "waits"
