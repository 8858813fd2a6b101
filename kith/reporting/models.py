"""A report as it was made: its figures, frozen, with a digest, so that what was sent can be shown again."""

from typing import Self

from django.db import models
from django.db.models import F, Q

from kith.access.models import User
from kith.access.policy import Reach
from kith.access.reach import Ground, ReachableQuerySet
from kith.foundation.lifecycle import HasLifecycle
from kith.foundation.models import Change, SignedRecord
from kith.reporting.quarters import Span
from kith.reporting.report import Report, digest_of, from_plain
from kith.reporting.states import LET_OUT, RUN, Status
from kith.schemes.models import Contract, Organisation


class RunQuerySet(ReachableQuerySet):
    def within(self, ground: Ground) -> Q:
        """A commissioner's are those of their contracts that somebody has released; a scheme's are all its own."""
        if ground.reach == Reach.AUTHORITY:
            return Q(contract__commissioner__in=ground.organisations, status__in=LET_OUT)
        return Q(contract__scheme__in=ground.schemes())

    def released(self) -> Self:
        return self.filter(status=Status.RELEASED)

    def for_span(self, span: Span) -> Self:
        return self.filter(from_day=span.from_day, until_day=span.until_day)

    def of_the_same(self, contract: Contract) -> Self:
        """Reports of one scheme to one commissioner: a contract that follows another counts the same children."""
        return self.filter(
            contract__scheme=contract.scheme_id, contract__commissioner=contract.commissioner_id
        )

    def with_contract(self) -> Self:
        return self.select_related("contract__scheme__provider", "contract__commissioner", "released_by")


class Frozen(SignedRecord):
    """Figures as they went through the gate, by which definition, and a digest that shows they were not changed."""

    definition = models.CharField(max_length=20, help_text="which definition, with its version")
    figures = models.JSONField(help_text="as the reader sees them: small numbers are not in here")
    digest = models.CharField(max_length=64)
    made_at = models.DateTimeField()

    class Meta:
        abstract = True

    @property
    def report(self) -> Report:
        return from_plain(self.figures)

    @property
    def is_unchanged(self) -> bool:
        """The figures are those that were made: their digest still fits."""
        return digest_of(self.figures) == self.digest


class Run(Frozen, HasLifecycle):
    """One report for one contract and one span of days; made again, it is another run."""

    lifecycle = RUN
    status = RUN.field()

    contract = models.ForeignKey(Contract, on_delete=models.PROTECT, related_name="+")
    from_day = models.DateField()
    until_day = models.DateField(help_text="the last day that counts")
    released_at = models.DateTimeField(null=True, blank=True)
    released_by = models.ForeignKey(User, on_delete=models.PROTECT, null=True, blank=True, related_name="+")

    objects = RunQuerySet.as_manager()

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(until_day__gte=F("from_day")), name="a_report_spans_days_in_order"
            ),
            models.CheckConstraint(
                condition=Q(status=Status.MADE) | Q(released_at__isnull=False),
                name="a_report_that_was_let_out_knows_when",
            ),
            models.UniqueConstraint(
                fields=["contract", "from_day", "until_day"],
                condition=Q(status=Status.RELEASED),
                name="a_commissioner_has_one_report_for_a_span",
            ),
        ]
        indexes = [models.Index(fields=["contract", "status", "-from_day"])]
        ordering = ["-from_day", "-id"]

    def __str__(self) -> str:
        return f"report from {self.from_day}"

    @property
    def span(self) -> Span:
        return Span(self.from_day, self.until_day)

    @property
    def is_released(self) -> bool:
        return self.status == Status.RELEASED

    @property
    def is_replaced(self) -> bool:
        return self.status == Status.REPLACED


class RunChange(Change):
    of = models.ForeignKey(Run, on_delete=models.CASCADE, related_name="changes")


class MembersSheetQuerySet(ReachableQuerySet):
    def within(self, ground: Ground) -> Q:
        return Q(authority__in=ground.organisations) if ground.reach == Reach.AUTHORITY else Q(pk__in=[])


class MembersSheet(Frozen):
    """The page for elected members as it stands for a quarter: the same for whoever looks, however often.

    It is made once for each last day and return imported; a later return makes it anew.
    """

    authority = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="+")
    on = models.DateField(help_text="the last day of the last whole quarter")
    told_by = models.PositiveBigIntegerField(
        default=0, help_text="which import of the register had been saved last, 0 for none"
    )

    objects = MembersSheetQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["authority", "on", "told_by", "definition"],
                name="members_see_one_sheet_for_a_day_and_a_return",
            )
        ]
        ordering = ["-on", "-id"]

    def __str__(self) -> str:
        return f"for members, {self.on}"
