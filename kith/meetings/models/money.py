"""What a volunteer spent for a match: expenses with their receipts, and the payments that settle them."""

from decimal import Decimal
from typing import Self

from django.db import models
from django.db.models import Q

from kith.access.policy import Reach
from kith.access.reach import NOTHING, Ground, ReachableQuerySet
from kith.foundation.lifecycle import HasLifecycle
from kith.foundation.models import Change, SignedRecord
from kith.matching.models import Match
from kith.meetings.models.meetings import Meeting
from kith.meetings.states import COUNTS, EXPENSE, ExpenseStatus
from kith.people.models import AboutChildQuerySet, Child
from kith.schemes.models import Scheme


class NearExpenseQuerySet(AboutChildQuerySet):
    """The volunteer’s own for as long as they are owed it, also when the match is over; never the child’s to read."""

    match_path = "match"

    def own(self, ground: Ground) -> Q:
        return Q(**{f"{self.match_path}__volunteer__user": ground.user})


class ExpenseQuerySet(NearExpenseQuerySet):
    child_path = "match__child"

    def within(self, ground: Ground) -> Q:
        """Whoever looks after a match that came over does not approve what the scheme before owes."""
        reached = super().within(ground)
        return reached & Q(scheme__in=ground.schemes()) if ground.reach == Reach.CASELOAD else reached

    def counting(self) -> Self:
        """Spent, as far as anybody knows: not what was sent back or withdrawn."""
        return self.filter(status__in=COUNTS)

    def unsettled(self) -> Self:
        """Still owed: neither paid nor withdrawn."""
        return self.exclude(status__in=(ExpenseStatus.PAID, ExpenseStatus.WITHDRAWN))

    def with_people(self) -> Self:
        return self.select_related("match__child", "match__volunteer", "scheme", "created_by")


class PaymentQuerySet(ReachableQuerySet):
    def within(self, ground: Ground) -> Q:
        return Q(scheme__in=ground.schemes())


class Payment(SignedRecord):
    """Approved expenses of one scheme that were paid together, by the reference that finance knows."""

    scheme = models.ForeignKey(Scheme, on_delete=models.PROTECT, related_name="+")
    on = models.DateField()
    reference = models.CharField(max_length=40)

    objects = PaymentQuerySet.as_manager()

    class Meta:
        ordering = ["-on", "-pk"]
        constraints = [
            models.UniqueConstraint(fields=["scheme", "reference"], name="a_payment_has_its_own_reference")
        ]

    def __str__(self) -> str:
        return self.reference


class Expense(SignedRecord, HasLifecycle):
    """One thing a volunteer paid for. What they did together comes out of the activity budget; getting there does not."""

    class Kind(models.TextChoices):
        ACTIVITY = "activity", "Something we did"
        MILES = "miles", "My own car, motorcycle or bicycle"
        FARE = "fare", "Bus, train, taxi or parking"
        OTHER = "other", "Something else"

    class Vehicle(models.TextChoices):
        CAR = "car", "Car or van"
        MOTORCYCLE = "motorcycle", "Motorcycle"
        BICYCLE = "bicycle", "Bicycle"

    lifecycle = EXPENSE
    status = EXPENSE.field()

    match = models.ForeignKey(Match, on_delete=models.PROTECT, related_name="+")
    scheme = models.ForeignKey(
        Scheme, on_delete=models.PROTECT, related_name="+",
        help_text="the one that owes it: where the match was on the day on which it was spent",
    )  # fmt: skip
    meeting = models.ForeignKey(Meeting, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    kind = models.CharField(max_length=8, choices=Kind.choices)
    on = models.DateField(help_text="the day on which it was spent")
    words = models.CharField(max_length=200)
    vehicle = models.CharField(max_length=10, choices=Vehicle.choices, blank=True)
    miles = models.DecimalField(max_digits=5, decimal_places=1, null=True, blank=True)
    pence_a_mile = models.CharField(
        max_length=40, blank=True, help_text="the rate or rates it was reckoned by"
    )
    amount = models.DecimalField(max_digits=7, decimal_places=2)
    sent_on = models.DateField()
    why_no_receipt = models.CharField(max_length=200, blank=True)
    payment = models.ForeignKey(
        Payment, on_delete=models.PROTECT, null=True, blank=True, related_name="expenses"
    )

    objects = ExpenseQuerySet.as_manager()

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(amount__gt=Decimal(0)), name="an_expense_is_more_than_nothing"
            ),
            models.CheckConstraint(
                condition=Q(kind="miles", miles__isnull=False) | (~Q(kind="miles") & Q(miles=None)),
                name="miles_stand_where_somebody_drove",
            ),
            models.CheckConstraint(
                condition=~Q(status=str(ExpenseStatus.PAID)) | Q(payment__isnull=False),
                name="what_is_paid_names_its_payment",
            ),
        ]
        indexes = [models.Index(fields=["match", "on"]), models.Index(fields=["status", "sent_on"])]
        ordering = ["-on", "-pk"]

    def __str__(self) -> str:
        return f"expense of {self.on}"

    @property
    def child(self) -> Child:
        return self.match.child


class ExpenseChange(Change):
    of = models.ForeignKey(Expense, on_delete=models.CASCADE, related_name="changes")


class ReceiptQuerySet(NearExpenseQuerySet):
    match_path = "expense__match"
    child_path = "expense__match__child"
    scheme_path = "expense__scheme"


class Receipt(SignedRecord):
    """A picture of a receipt, drawn anew: nothing of the file that was sent is kept but what can be seen on it."""

    expense = models.ForeignKey(Expense, on_delete=models.CASCADE, related_name="receipts")
    picture = models.BinaryField(help_text="a PNG, encrypted")
    at = models.DateTimeField()

    objects = ReceiptQuerySet.as_manager()

    class Meta:
        ordering = ["pk"]

    def __str__(self) -> str:
        return f"receipt of {self.expense_id}"

    @property
    def child(self) -> Child:
        return self.expense.match.child


class WaitingReceiptQuerySet(ReachableQuerySet):
    def within(self, ground: Ground) -> Q:
        """Nobody’s but the sender’s: nothing has been claimed yet."""
        return Q(created_by=ground.user) if ground.reach != Reach.NOBODY else NOTHING


class WaitingReceipt(SignedRecord):
    """A picture that was sent with a form in which something else was wrong: kept for its sender until the form is right."""

    match = models.ForeignKey(Match, on_delete=models.CASCADE, related_name="+")
    picture = models.BinaryField(help_text="a PNG drawn anew, encrypted")
    name = models.CharField(max_length=120, help_text="of the file, as its sender knows it")
    at = models.DateTimeField()

    objects = WaitingReceiptQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["match", "created_by"], name="one_picture_waits_for_its_form")
        ]

    def __str__(self) -> str:
        return f"receipt waiting for {self.match_id}"
