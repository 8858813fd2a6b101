"""A concern and what was added to it, and people a child must be kept from (`barred`). All words are encrypted."""

from datetime import date
from typing import Any

from django.db import models
from django.db.models import Exists, OuterRef, Q

from kith.access.models import Membership, User
from kith.access.policy import Reach
from kith.access.reach import Ground, ReachableQuerySet
from kith.access.roles import Role
from kith.foundation.encryption import EncryptedTextField
from kith.foundation.lifecycle import HasLifecycle
from kith.foundation.models import Change, SignedRecord
from kith.people.models import Child, Involvement, Volunteer, kept_from, open_to
from kith.safeguarding.barred import AccountAlike, BarredContact, BarredContactQuerySet, BarredMark
from kith.safeguarding.ringing import RingNumber
from kith.safeguarding.safety_plans import SafetyLine, SafetyPlan, SafetyPlanQuerySet
from kith.safeguarding.states import CONCERN
from kith.schemes.models import Scheme

__all__ = [
    "AccountAlike",
    "Accused",
    "BarredContact",
    "BarredContactQuerySet",
    "BarredMark",
    "Concern",
    "ConcernChange",
    "ConcernEntry",
    "ConcernKept",
    "ConcernQuerySet",
    "RingNumber",
    "SafetyLine",
    "SafetyPlan",
    "SafetyPlanQuerySet",
]


class ConcernQuerySet(ReachableQuerySet):
    def within(self, ground: Ground) -> Q:
        """The leads of the scheme; of any scheme where none is known. Never the person it is about.

        Of a sealed child the leads who are named; all of them where none is, for a concern must find a reader.
        """
        if ground.reach != Reach.SCHEME:
            return Q(pk__in=[])
        not_about_me = ~Q(pk__in=self.model.objects.about(ground.user).values("pk"))
        no_lead = Q(child__isnull=False) & ~Exists(self._leads_by_name(ground.on))
        mine = Q(child=None) | ((open_to(ground, "child") | no_lead) & ~Q(child__in=kept_from(ground)))
        return (Q(scheme__in=ground.schemes()) | Q(scheme=None)) & not_about_me & mine

    @staticmethod
    def _leads_by_name(on: date) -> "models.QuerySet[Any, Any]":
        """Whoever leads today, is near the child by name, and may read this one: whom it is about does not count."""
        leads = Membership.objects.open_on(on).filter(role=Role.SAFEGUARDING_LEAD, user__is_active=True)
        near = Involvement.objects.open_on(on).filter(child=OuterRef("child"), user__in=leads.values("user"))
        kept = ConcernKept.objects.filter(concern=OuterRef(OuterRef("pk")))
        return near.exclude(user__in=kept.values("user"))

    def about(self, user: User) -> "ConcernQuerySet":
        """Those that are about this person, or are kept from them: they learn nothing of these, whatever they are."""
        kept = ConcernKept.objects.filter(user=user).values("concern")
        accused = Accused.objects.filter(volunteer__user=user).values("concern")
        theirs = Q(about_user=user) | Q(volunteer__user=user) | Q(pk__in=kept) | Q(pk__in=accused)
        return self.filter(theirs).order_by()

    def with_people(self) -> "ConcernQuerySet":
        """With everybody whom a line names."""
        return self.select_related("child", "volunteer", "scheme").prefetch_related("accused__volunteer")

    def without_decision(self) -> "ConcernQuerySet":
        return self.filter(status__in=["raised", "read"])


class Concern(SignedRecord, HasLifecycle):
    """Somebody is worried about somebody's safety."""

    class Urgency(models.TextChoices):
        NOW = "now", "Somebody may be in danger now"
        TODAY = "today", "Somebody should act today"
        SOON = "soon", "It can be talked about this week"

    lifecycle = CONCERN
    status = CONCERN.field()

    reference = models.CharField(max_length=12, unique=True)
    scheme = models.ForeignKey(Scheme, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    child = models.ForeignKey(Child, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    volunteer = models.ForeignKey(
        Volunteer, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    about_user = models.ForeignKey(
        User,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        help_text="who must not see it",
    )
    about_name = EncryptedTextField(
        blank=True,
        help_text="somebody who works or volunteers here whom it is about, as whoever raised it wrote",
    )
    urgency = models.CharField(max_length=10, choices=Urgency.choices)
    words = EncryptedTextField(help_text="what was seen, heard or said")
    child_said = EncryptedTextField(blank=True, help_text="in the child's own words")
    told = EncryptedTextField(blank=True, help_text="who has been told already")
    raised_at = models.DateTimeField()
    raised_from = models.CharField(max_length=120, blank=True, help_text="the page, in plain words")
    is_allegation = models.BooleanField(default=False)

    objects = ConcernQuerySet.as_manager()

    class Meta:
        indexes = [models.Index(fields=["scheme", "status"])]

    def __str__(self) -> str:
        return self.reference


class ConcernChange(Change):
    of = models.ForeignKey(Concern, on_delete=models.CASCADE, related_name="changes")


class ConcernKept(SignedRecord):
    """Somebody who leads or manages, and must not see this concern: it is about them, or too near to them."""

    concern = models.ForeignKey(Concern, on_delete=models.CASCADE, related_name="kept")
    user = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["concern", "user"], name="a_concern_is_kept_from_somebody_once")
        ]
        indexes = [models.Index(fields=["user", "concern"])]
        verbose_name_plural = "concerns kept"

    def __str__(self) -> str:
        return f"{self.concern_id} kept from {self.user_id}"


class Accused(SignedRecord):
    """A volunteer of whom an allegation says that they did harm. There may be more than one in a concern."""

    concern = models.ForeignKey(Concern, on_delete=models.CASCADE, related_name="accused")
    volunteer = models.ForeignKey(Volunteer, on_delete=models.PROTECT, related_name="+")

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["concern", "volunteer"], name="a_volunteer_is_accused_once_in_a_concern"
            )
        ]
        ordering = ["id"]
        verbose_name_plural = "accused"

    def __str__(self) -> str:
        return f"{self.volunteer_id} in {self.concern_id}"


class ConcernEntry(SignedRecord):
    """Something added to a concern: a note, whom it was referred to, a decision, a lesson. Never edited."""

    class Kind(models.TextChoices):
        NOTE = "note", "Note"
        DECISION = "decision", "Decision"
        CHILDRENS_SERVICES = "childrens services", "Referred to children’s services"
        DESIGNATED_OFFICER = "designated officer", "Referred to the designated officer"
        NO_SERVICES = "no services", "Children’s services were not told, and why"
        NO_OFFICER = "no officer", "The designated officer was not told, and why"
        POLICE = "police", "Referred to the police"
        OUTCOME = "outcome", "Outcome"
        LESSON = "lesson", "What we learnt"
        ALLEGATION = "allegation", "Recorded as an allegation"
        TOLD_AGAIN = "told again", "Not read in time: told again"
        KEPT = "kept from", "Kept from somebody"

    BY_HAND = (
        Kind.NOTE, Kind.CHILDRENS_SERVICES, Kind.NO_SERVICES, Kind.DESIGNATED_OFFICER, Kind.NO_OFFICER,
        Kind.POLICE, Kind.LESSON,
    )  # fmt: skip

    concern = models.ForeignKey(Concern, on_delete=models.PROTECT, related_name="entries")
    kind = models.CharField(max_length=20, choices=Kind.choices, default=Kind.NOTE)
    words = EncryptedTextField()
    at = models.DateTimeField()

    class Meta:
        ordering = ["at", "id"]
        verbose_name_plural = "concern entries"

    def __str__(self) -> str:
        return f"{self.kind} on {self.concern_id}"
