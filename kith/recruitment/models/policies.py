"""What a scheme asks of its volunteers, version by version, and what somebody is excused from."""

from datetime import date
from typing import Self

from django.db import models
from django.db.models import F, Q

from kith.access.models import User
from kith.access.policy import Reach
from kith.access.reach import Ground, ReachableQuerySet
from kith.foundation.encryption import EncryptedTextField
from kith.foundation.lifecycle import HasLifecycle
from kith.foundation.models import Change, Record, SignedRecord
from kith.people.models import Volunteer
from kith.recruitment.models.reach import AboutVolunteerQuerySet
from kith.recruitment.vetting.states import POLICY, PolicyStatus
from kith.schemes.models import Scheme


class PolicyQuerySet(ReachableQuerySet):
    def within(self, ground: Ground) -> Q:
        return Q(scheme__in=ground.schemes()) if ground.reach == Reach.SCHEME else Q(pk__in=[])

    def applied_on(self, day: date) -> Self:
        """Agreed, and begun by that day: the latest of a scheme is the one in force."""
        return self.filter(status=PolicyStatus.AGREED, from_day__lte=day)

    def ahead_of(self, day: date) -> Self:
        return self.filter(status=PolicyStatus.AGREED, from_day__gt=day)


class Policy(SignedRecord, HasLifecycle):
    """One dated version of what a scheme asks. Never edited once agreed: a change is a new version from a later day."""

    lifecycle = POLICY
    status = POLICY.field()

    scheme = models.ForeignKey(Scheme, on_delete=models.PROTECT, related_name="+")
    version = models.PositiveSmallIntegerField()
    from_day = models.DateField(null=True, blank=True, help_text="empty while it is being written")
    why = models.CharField(max_length=300, blank=True)

    objects = PolicyQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["scheme", "version"], name="a_scheme_has_one_policy_of_each_version"
            ),
            models.UniqueConstraint(
                fields=["scheme", "from_day"],
                condition=Q(status="agreed"),
                name="a_scheme_s_policies_begin_on_different_days",
            ),
            models.UniqueConstraint(
                fields=["scheme"], condition=Q(status="drafted"), name="a_scheme_has_one_draft_at_a_time"
            ),
            models.CheckConstraint(
                condition=~Q(status="agreed") | Q(from_day__isnull=False), name="an_agreed_policy_has_a_day"
            ),
        ]
        ordering = ["-version"]
        verbose_name_plural = "policies"

    def __str__(self) -> str:
        return f"version {self.version}"


class PolicyChange(Change):
    """One step of a version: agreed, called off, thrown away."""

    of = models.ForeignKey(Policy, on_delete=models.CASCADE, related_name="changes")


class PolicyLine(Record):
    """One requirement in one version: how many, how long it holds, before what, for whom, who records it."""

    class RecordedBy(models.TextChoices):
        STAFF = "staff", "Coordinators, managers and vetting officers"
        VETTING = "vetting", "Vetting officers alone"

    class Evidence(models.TextChoices):
        NONE = "none", "No"
        ALLOWED = "allowed", "It may be noted"
        NEEDED = "needed", "It must be noted"

    policy = models.ForeignKey(Policy, on_delete=models.CASCADE, related_name="lines")
    kind = models.CharField(max_length=30, help_text="key of a requirement")
    count = models.PositiveSmallIntegerField(default=1)
    months = models.PositiveSmallIntegerField(
        null=True, blank=True, help_text="how long it holds; empty for good"
    )
    before = models.CharField(max_length=20, default="panel", help_text="the step it must be there for")
    duties = models.JSONField(default=list, help_text="asked only of those who do this; empty: of everybody")
    recorded_by = models.CharField(max_length=10, choices=RecordedBy.choices)
    evidence = models.CharField(max_length=10, choices=Evidence.choices, default=Evidence.NONE)
    documents = models.JSONField(
        default=list, help_text="kinds of document that count; empty: all that can show it"
    )
    modules = models.JSONField(default=list, help_text="for training: ids of the courses asked for")

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["policy", "kind"], name="a_policy_asks_for_a_thing_once"),
            models.CheckConstraint(condition=Q(count__gte=1), name="a_policy_asks_for_at_least_one"),
        ]
        ordering = ["id"]

    def __str__(self) -> str:
        return self.kind


class ExemptionQuerySet(AboutVolunteerQuerySet):
    def open_on(self, day: date) -> Self:
        return self.filter(Q(ended_on=None) | Q(ended_on__gt=day), from_day__lte=day, until_day__gte=day)


class Exemption(SignedRecord):
    """Somebody need not have one thing for a time: why, who said so, and until when. Never for what the law asks."""

    volunteer = models.ForeignKey(Volunteer, on_delete=models.PROTECT, related_name="+")
    scheme = models.ForeignKey(Scheme, on_delete=models.PROTECT, related_name="+")
    kind = models.CharField(max_length=30, help_text="key of a requirement")
    reason = EncryptedTextField(help_text="read by those who vet, nobody else")
    from_day = models.DateField()
    until_day = models.DateField(help_text="the last day on which it holds")
    ended_on = models.DateField(null=True, blank=True, help_text="when somebody ended it before its time")
    ended_by = models.ForeignKey(User, on_delete=models.PROTECT, null=True, blank=True, related_name="+")

    objects = ExemptionQuerySet.as_manager()

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(until_day__gte=F("from_day")), name="an_exemption_ends_after_it_begins"
            )
        ]
        indexes = [
            models.Index(fields=["volunteer", "scheme", "kind"]),
            models.Index(fields=["scheme", "until_day"]),
        ]

    def __str__(self) -> str:
        return f"{self.kind} until {self.until_day}"


class DutyQuerySet(AboutVolunteerQuerySet):
    def open_on(self, day: date) -> Self:
        return self.filter(Q(until_day=None) | Q(until_day__gt=day), from_day__lte=day)


class Duty(SignedRecord):
    """What a volunteer does in a scheme beyond being there, such as driving: some things are asked for it alone."""

    volunteer = models.ForeignKey(Volunteer, on_delete=models.PROTECT, related_name="+")
    scheme = models.ForeignKey(Scheme, on_delete=models.PROTECT, related_name="+")
    duty = models.CharField(max_length=20)
    from_day = models.DateField()
    until_day = models.DateField(null=True, blank=True)

    objects = DutyQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["volunteer", "scheme", "duty"],
                condition=Q(until_day=None),
                name="a_volunteer_has_a_duty_once_at_a_time",
            ),
            models.CheckConstraint(
                condition=Q(until_day=None) | Q(until_day__gte=F("from_day")),
                name="a_duty_ends_after_it_begins",
            ),
        ]
        verbose_name_plural = "duties"

    def __str__(self) -> str:
        return f"{self.duty} from {self.from_day}"
