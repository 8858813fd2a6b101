"""A round for a scheme's whole waiting list: what was asked, what came of it for each child, and what was decided.

A round proposes and touches nothing: no match, no proposal, no short list. What a coordinator agrees is put forward on
the child's next short list; what nobody agrees has no consequence.
"""

from typing import Any

from django.db import models
from django.db.models import Q

from kith.access.models import User
from kith.access.policy import Reach
from kith.access.reach import Ground, ReachableQuerySet
from kith.foundation.encryption import EncryptedTextField
from kith.foundation.lifecycle import HasLifecycle
from kith.foundation.models import Change, Record, SignedRecord
from kith.matching.states import ROUND, RoundStatus
from kith.people.models import AboutChildQuerySet, Child, Volunteer
from kith.referral.models import Referral
from kith.schemes.models import Contract, Scheme

KEPT, LONGEST_KEPT = 24, 120  # months
WEEKDAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")


class Mode(models.TextChoices):
    """By what the answer is found; the words of `kith.science.matching.Mode`."""

    CHILD_CHOICE = "child_choice", "Child’s choice"
    TOTAL_FIT = "total_fit", "Total fit"


class OfSchemeQuerySet(ReachableQuerySet):
    """Rows of a scheme that are about nobody in particular; an authority's are those of the schemes it pays for."""

    scheme_path = "scheme"

    def within(self, ground: Ground) -> Q:
        if ground.reach == Reach.AUTHORITY:
            paid = Contract.objects.open_on(ground.on).filter(commissioner__in=ground.organisations)
            return Q(**{f"{self.scheme_path}__in": paid.values("scheme")})
        return Q(**{f"{self.scheme_path}__in": ground.schemes()})


class RoundPlan(Record):
    """How a scheme wants its rounds: on which day of the week, if on any, and in which mode.

    `keep_months` is also how long it keeps what short lists and open days said.
    """

    scheme = models.OneToOneField(Scheme, on_delete=models.CASCADE, related_name="+")
    weekday = models.PositiveSmallIntegerField(
        null=True, blank=True, choices=list(enumerate(WEEKDAYS)), help_text="empty when only on demand"
    )
    mode = models.CharField(max_length=12, choices=Mode.choices, default=Mode.CHILD_CHOICE)
    improve = models.BooleanField(default=False, help_text="exchange places at the end")
    keep_months = models.PositiveSmallIntegerField(
        default=KEPT,
        help_text="after so many months what rounds, open days and short lists said of each is erased; counts stay",
    )

    objects = OfSchemeQuerySet.as_manager()

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(weekday=None) | Q(weekday__lte=6), name="a_weekly_round_has_a_day_of_the_week"
            ),
            models.CheckConstraint(
                condition=Q(keep_months__gte=1, keep_months__lte=LONGEST_KEPT),
                name="a_round_is_kept_from_a_month_to_ten_years",
            ),
        ]

    def __str__(self) -> str:
        return f"rounds of {self.scheme}"


class RoundQuerySet(OfSchemeQuerySet):
    def made(self) -> "RoundQuerySet":
        """Those with an answer, whether it is still being looked at or not."""
        return self.filter(status__in=(RoundStatus.MADE, RoundStatus.FINISHED))

    def whole(self) -> "RoundQuerySet":
        """Those whose time is not over, so that they still say something of each child."""
        return self.filter(thinned_on=None)

    def newest(self) -> "RoundQuerySet":
        """The last whole answer of each scheme."""
        later = self.model._default_manager.made().whole().filter(scheme=models.OuterRef("scheme"))
        last = later.order_by("-on", "-pk").values("pk")[:1]
        return self.made().filter(pk=models.Subquery(last))


class Round(SignedRecord, HasLifecycle):
    """One round. `asked` holds what was asked, without names, so that it can be made again and comes out the same.

    Once it has been kept for as long as the scheme’s plan says, all that it said of each child and volunteer is erased.
    Counts, figures, certificate and hashes stay.
    """

    lifecycle = ROUND
    status = ROUND.field()

    scheme = models.ForeignKey(Scheme, on_delete=models.PROTECT, related_name="+")
    on = models.DateField()
    weekly = models.BooleanField(default=False)
    mode = models.CharField(max_length=12, choices=Mode.choices, default=Mode.CHILD_CHOICE)
    improve = models.BooleanField(default=False)
    seed = models.BigIntegerField()
    progress = models.PositiveSmallIntegerField(default=0, help_text="percent")
    asked = EncryptedTextField(blank=True, help_text="as kith-match JSON, without names")
    record = models.JSONField(default=dict, help_text="versions, seed, counts, SHA-256 of inputs and result")
    certificate = models.JSONField(default=dict)
    fairness = models.JSONField(default=dict, help_text="counts from which figures are made")
    notes = models.JSONField(default=list, help_text="whom to bear in mind, by key")
    beside = models.JSONField(default=dict, help_text="how many wait and are not in it, and why")
    thinned_on = models.DateField(
        null=True, blank=True, help_text="from then on it says nothing of anybody any more"
    )

    objects = RoundQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["scheme"],
                condition=Q(status=str(RoundStatus.ASKED)),
                name="a_scheme_has_one_round_at_work",
            ),
            models.UniqueConstraint(
                fields=["scheme", "on"], condition=Q(weekly=True), name="a_weekly_round_is_asked_once_a_day"
            ),
            models.CheckConstraint(condition=Q(progress__lte=100), name="progress_of_a_round_is_in_percent"),
        ]
        indexes = [models.Index(fields=["scheme", "-on"])]
        ordering = ["-on", "-id"]

    def __str__(self) -> str:
        return f"round of {self.on}"

    @property
    def is_open(self) -> bool:
        return self.status == RoundStatus.MADE

    @property
    def is_at_work(self) -> bool:
        return self.status == RoundStatus.ASKED

    @property
    def counts(self) -> dict[str, Any]:
        return {name: self.record.get(name, 0) for name in ("children", "volunteers", "matched", "unmatched")}


class RoundChange(Change):
    of = models.ForeignKey(Round, on_delete=models.CASCADE, related_name="changes")


class RoundVolunteer(models.Model):
    """Who stands behind a volunteer's key, and how many children they are there for already."""

    round = models.ForeignKey(Round, on_delete=models.CASCADE, related_name="volunteers")
    volunteer = models.ForeignKey(Volunteer, on_delete=models.PROTECT, related_name="+")
    key = models.CharField(max_length=20)
    live = models.PositiveSmallIntegerField(default=0)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["round", "key"], name="a_key_is_one_volunteer_of_a_round"),
            models.UniqueConstraint(fields=["round", "volunteer"], name="a_volunteer_has_one_key_in_a_round"),
        ]
        ordering = ["key"]

    def __str__(self) -> str:
        return self.key


class RoundLineQuerySet(AboutChildQuerySet):
    scheme_path = "round__scheme"

    def proposed(self) -> "RoundLineQuerySet":
        return self.filter(volunteer__isnull=False)

    def undecided(self) -> "RoundLineQuerySet":
        return self.proposed().filter(decision="")

    def agreed(self) -> "RoundLineQuerySet":
        return self.filter(decision=RoundLine.Decision.AGREED)

    def with_people(self) -> "RoundLineQuerySet":
        return self.select_related("child", "volunteer", "referral", "round__scheme")


class RoundLine(Record):
    """What a round says of one child. Words hold keys; names are put in when somebody reads them."""

    class Decision(models.TextChoices):
        NONE = "", "Not decided"
        AGREED = "agreed", "Agreed"
        LEFT = "left", "Left"

    round = models.ForeignKey(Round, on_delete=models.CASCADE, related_name="lines")
    child = models.ForeignKey(Child, on_delete=models.PROTECT, related_name="+")
    referral = models.ForeignKey(Referral, on_delete=models.PROTECT, related_name="+")
    key = models.CharField(max_length=20)
    volunteer = models.ForeignKey(
        Volunteer, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    choice = models.PositiveSmallIntegerField(default=0, help_text="1 for the first; 0 when fixed or nobody")
    choices = models.PositiveSmallIntegerField(default=0)
    words = models.TextField()
    reasons = models.JSONField(default=list)
    cautions = models.JSONField(default=list)
    openings = models.JSONField(default=list)
    why_not = models.JSONField(default=list, help_text="whom they would rather have had, and the one reason")
    loses = models.TextField(blank=True, help_text="by total fit: what they would have had by their choice")
    options = models.PositiveSmallIntegerField(default=0, help_text="how many volunteers fit")
    by_hand = models.BooleanField(default=False, help_text="brothers and sisters who want one volunteer")
    groups = models.JSONField(default=dict)
    decision = models.CharField(max_length=6, choices=Decision.choices, blank=True, default=Decision.NONE)
    decided_by = models.ForeignKey(User, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    decided_on = models.DateField(null=True, blank=True)
    newest_list = models.BigIntegerField(default=0, help_text="the newest short list when it was agreed")

    objects = RoundLineQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["round", "key"], name="a_key_is_one_child_of_a_round"),
            models.UniqueConstraint(
                fields=["round", "referral"], name="a_round_says_one_thing_of_a_referral"
            ),
            models.CheckConstraint(
                condition=Q(decision="") | Q(decided_on__isnull=False), name="what_is_decided_has_a_day"
            ),
            models.CheckConstraint(
                condition=~Q(decision="agreed") | Q(volunteer__isnull=False),
                name="what_is_agreed_names_a_volunteer",
            ),
        ]
        indexes = [models.Index(fields=["referral", "decision"])]
        ordering = ["id"]

    def __str__(self) -> str:
        return f"line {self.key}"
