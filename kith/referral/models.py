"""A referral, and the questions asked back."""

from datetime import date

from django.db import models
from django.db.models import Q

from kith.access.models import User
from kith.access.policy import Reach
from kith.access.reach import Ground
from kith.foundation.lifecycle import HasLifecycle
from kith.foundation.models import Change, SignedRecord
from kith.people.models import AboutChildQuerySet, Child
from kith.referral.states import OPEN, REFERRAL, UNANSWERED, Status
from kith.register.models import Offer
from kith.schemes.models import Contract, Organisation, Scheme


class ReferralQuerySet(AboutChildQuerySet):
    def within(self, ground: Ground) -> Q:
        """A scheme's staff also see those that name no scheme yet, from authorities they work for."""
        within = super().within(ground)
        if ground.reach == Reach.SCHEME:
            payers = Contract.objects.filter(scheme__in=ground.schemes()).values("commissioner")
            unclaimed = Q(scheme=None) & (Q(authority=None) | Q(authority__in=payers))
            not_linked = Q(scheme__in=ground.schemes(), child=None)
            return within | unclaimed | not_linked
        if ground.reach == Reach.CASELOAD:
            return within | Q(created_by=ground.user)
        return within

    def unanswered(self) -> "ReferralQuerySet":
        return self.filter(status__in=UNANSWERED)

    def awaiting_match(self) -> "ReferralQuerySet":
        return self.filter(status__in=[Status.ACCEPTED, Status.WAITING])

    def open(self) -> "ReferralQuerySet":
        return self.filter(status__in=OPEN)


class Referral(SignedRecord, HasLifecycle):
    """Somebody asks a scheme to find an adult for a child."""

    class Source(models.TextChoices):
        SOCIAL_WORKER = "social worker", "Social worker"
        REVIEWING_OFFICER = "reviewing officer", "Reviewing officer"
        PERSONAL_ADVISER = "personal adviser", "Personal adviser"
        SCHOOL = "school", "School"
        CARER = "carer", "Carer"
        PARENT = "parent", "Parent"
        YOUNG_PERSON = "young person", "The young person"
        OTHER = "other", "Somebody else"

    class DeclineReason(models.TextChoices):
        AGE = "age", "Outside the ages of the scheme"
        AREA = "area", "Outside the area of the scheme"
        CHILD_NO = "child no", "The child does not want it now"
        OTHER_HELP = "other help", "Something else fits better"
        FULL = "full", "No places for a long time"
        NO_ANSWER = "no answer", "No answer to our questions"
        OTHER = "other", "Another reason"

    lifecycle = REFERRAL
    status = REFERRAL.field()

    reference = models.CharField(max_length=12, unique=True)
    scheme = models.ForeignKey(Scheme, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    authority = models.ForeignKey(
        Organisation, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    child = models.ForeignKey(Child, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    offer = models.ForeignKey(Offer, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    coordinator = models.ForeignKey(User, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    received_on = models.DateField()

    source = models.CharField(max_length=20, choices=Source.choices)
    referrer_name = models.CharField(max_length=120, blank=True)
    referrer_email = models.EmailField(blank=True)
    referrer_phone = models.CharField(max_length=30, blank=True)
    referrer_place = models.CharField("team or school", max_length=120, blank=True)

    first_name = models.CharField(max_length=80, blank=True)
    last_name = models.CharField(max_length=80, blank=True)
    born = models.DateField(null=True, blank=True)
    authority_ref = models.CharField(max_length=40, blank=True)

    why = models.TextField(max_length=2000)
    practical_needs = models.TextField(blank=True, max_length=2000)
    child_knows = models.BooleanField(null=True, blank=True, help_text="has the child been asked")
    child_words = models.TextField(blank=True, max_length=1000)

    objects = ReferralQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["child", "scheme"],
                condition=Q(status__in=[str(status) for status in OPEN], child__isnull=False),
                name="a_child_has_one_open_referral_to_a_scheme",
            ),
            models.CheckConstraint(
                condition=~Q(status__in=["accepted", "waiting", "matched"])
                | Q(child__isnull=False, scheme__isnull=False),
                name="an_accepted_referral_has_a_child_and_a_scheme",
            ),
        ]
        indexes = [models.Index(fields=["scheme", "status", "received_on"])]

    def __str__(self) -> str:
        return self.name

    @property
    def name(self) -> str:
        return self.child.name if self.child else self.first_name or "A young person"

    def days_waiting(self, on: date) -> int:
        return (on - self.received_on).days


class ReferralChange(Change):
    of = models.ForeignKey(Referral, on_delete=models.CASCADE, related_name="changes")


class Question(SignedRecord):
    """Something the scheme needs to know from the referrer before it can answer."""

    referral = models.ForeignKey(Referral, on_delete=models.PROTECT, related_name="questions")
    words = models.TextField(max_length=1000)
    asked_on = models.DateField()
    answer = models.TextField(blank=True, max_length=2000)
    answered_on = models.DateField(null=True, blank=True)

    class Meta:
        ordering = ["asked_on", "id"]

    def __str__(self) -> str:
        return f"question of {self.asked_on}"
