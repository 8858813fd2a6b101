"""The match a proposal becomes, and the agreement it lives by."""

from datetime import date
from decimal import Decimal

from django.db import models
from django.db.models import F, Q

from kith.access.reach import Ground
from kith.foundation.dates import length_words
from kith.foundation.lifecycle import HasLifecycle
from kith.foundation.models import Change, SignedRecord
from kith.matching.proposals import Proposal
from kith.matching.states import LIVE_MATCH, MATCH
from kith.people.models import AboutChildQuerySet, Child, Volunteer
from kith.recruitment.models import Suspension
from kith.referral.models import Referral
from kith.schemes.models import Scheme


class MatchQuerySet(AboutChildQuerySet):
    volunteer_path = "volunteer"
    erased_path = "erased_on"

    def volunteer_s_while(self, ground: Ground) -> Q:
        """Access closes with the ending at once, and while a concern about the volunteer is being looked into."""
        looked_into = Suspension.objects.looked_into_on(ground.on).values("volunteer")
        return Q(status__in=LIVE_MATCH) & ~Q(volunteer__in=looked_into)

    def _near(self, ground: Ground) -> Q:
        near = super()._near(ground)
        return near & Q(status__in=LIVE_MATCH) if ground.is_of_a_carer else near

    def live(self) -> "MatchQuerySet":
        return self.filter(status__in=LIVE_MATCH)

    def with_people(self) -> "MatchQuerySet":
        return self.select_related("child", "volunteer__user", "scheme")


class Match(SignedRecord, HasLifecycle):
    """One child and one volunteer, together. A second time is a second match."""

    class PauseReason(models.TextChoices):
        CHILD = "child", "The young person would like a break"
        VOLUNTEER = "volunteer", "The volunteer needs a break"
        ILLNESS = "illness", "Somebody is ill"
        MOVE = "move", "A move"
        CONCERN = "concern", "Something is being looked into"
        OTHER = "other", "Another reason"

    lifecycle = MATCH
    status = MATCH.field()

    child = models.ForeignKey(Child, on_delete=models.PROTECT, related_name="+")
    volunteer = models.ForeignKey(Volunteer, on_delete=models.PROTECT, related_name="+")
    scheme = models.ForeignKey(Scheme, on_delete=models.PROTECT, related_name="+")
    referral = models.ForeignKey(Referral, on_delete=models.PROTECT, related_name="+")
    proposal = models.OneToOneField(
        Proposal, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    begun_on = models.DateField()
    ended_on = models.DateField(null=True, blank=True)
    in_group = models.BooleanField(default=False)
    goals_on = models.BooleanField(default=False)
    childs_word = models.CharField("the child's word for them", max_length=40, blank=True)
    erased_on = models.DateField(
        null=True, blank=True, help_text="what told of the two went; what is counted stayed"
    )

    objects = MatchQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["child", "scheme"],
                condition=Q(status__in=[str(status) for status in LIVE_MATCH], in_group=False),
                name="a_child_has_one_live_match_in_a_scheme",
            ),
            models.CheckConstraint(
                condition=Q(ended_on=None) | Q(ended_on__gte=F("begun_on")), name="match_ends_after_it_begins"
            ),
            models.CheckConstraint(
                condition=Q(status="ended", ended_on__isnull=False) | (~Q(status="ended") & Q(ended_on=None)),
                name="match_has_an_end_when_it_has_ended",
            ),
            models.CheckConstraint(
                condition=Q(erased_on=None) | Q(status="ended"), name="only_a_match_that_has_ended_is_erased"
            ),
        ]
        indexes = [
            models.Index(fields=["scheme", "status"]),
            models.Index(fields=["volunteer", "status"]),
            models.Index(fields=["begun_on"]),
        ]
        verbose_name_plural = "matches"

    def __str__(self) -> str:
        return self.name

    @property
    def name(self) -> str:
        return f"{self.child.name} and {self.volunteer.first_name}"

    @property
    def is_live(self) -> bool:
        return self.status in LIVE_MATCH

    def months_in(self, on: date) -> int:
        months = (on.year - self.begun_on.year) * 12 + on.month - self.begun_on.month
        return max(0, months - (on.day < self.begun_on.day))

    def length(self, on: date) -> str:
        return length_words(self.begun_on, self.ended_on or on)

    def scheme_on(self, day: date) -> Scheme:
        """The scheme it was in at the end of that day: a match may have gone over to another since."""
        since = (change.left_scheme for change in self.changes.all() if change.on > day)
        return next((scheme for scheme in since if scheme), self.scheme)

    @property
    def agreement(self) -> "Agreement | None":
        """The version in force: the latest."""
        return max(self.agreements.all(), key=lambda agreement: agreement.version, default=None)


class MatchChange(Change):
    of = models.ForeignKey(Match, on_delete=models.CASCADE, related_name="changes")
    left_scheme = models.ForeignKey(
        Scheme, on_delete=models.PROTECT, null=True, blank=True, related_name="+",
        help_text="where the match went over to another scheme: the one it came from",
    )  # fmt: skip


class Agreement(SignedRecord):
    """One version of what the child and the volunteer agreed, in plain words: how it goes and how it will end."""

    class Unit(models.TextChoices):
        WEEK = "week", "weeks"
        MONTH = "month", "months"

    match = models.ForeignKey(Match, on_delete=models.CASCADE, related_name="agreements")
    version = models.PositiveSmallIntegerField()
    on = models.DateField()
    every = models.PositiveSmallIntegerField()
    unit = models.CharField(max_length=5, choices=Unit.choices)
    stages = models.JSONField(
        default=list,
        blank=True,
        help_text="how often before that: until which month of the match, every, unit",
    )
    weekday = models.PositiveSmallIntegerField(
        null=True, blank=True, help_text="0 is Monday; empty: it varies"
    )
    usual_time = models.TimeField(null=True, blank=True)
    not_on_bank_holidays = models.BooleanField(default=False)
    not_in_school_holidays = models.BooleanField(default=False)
    where = models.CharField(max_length=200)
    budget_per_month = models.DecimalField(max_digits=6, decimal_places=2, default=Decimal(0))
    contact = models.CharField(max_length=300, help_text="how they reach each other between meetings")
    confidentiality = models.TextField(max_length=600, help_text="what stays between them, and what cannot")
    how_it_will_end = models.TextField(max_length=600)
    child_agreed_on = models.DateField()
    volunteer_agreed_on = models.DateField()
    carer_told_on = models.DateField(null=True, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["match", "version"], name="an_agreement_has_one_of_each_version"),
            models.CheckConstraint(
                condition=Q(every__gte=1, every__lte=12), name="a_rhythm_is_every_1_to_12"
            ),
        ]
        ordering = ["-version"]

    def __str__(self) -> str:
        return f"agreement {self.version}"
