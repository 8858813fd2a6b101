"""A referral, and the questions asked back."""

from datetime import date
from typing import Self

from django.db import models
from django.db.models import OuterRef, Q, Subquery

from kith.access.models import User
from kith.access.policy import Reach
from kith.access.reach import Ground
from kith.foundation.dates import age_on
from kith.foundation.lifecycle import HasLifecycle
from kith.foundation.models import Change, SignedRecord
from kith.people.models import AboutChildQuerySet, Child
from kith.referral.states import OPEN, REFERRAL, TAKEN_ON, UNANSWERED, Status
from kith.register.models import Offer
from kith.schemes.models import Contract, Organisation, Scheme


class ReferralQuerySet(AboutChildQuerySet):
    erased_path = "child__forgotten_on"

    def within(self, ground: Ground) -> Q:
        """Wider than rows about a child: a referral often names nobody on the register yet.

        A scheme's staff also see those that name no scheme, from authorities that pay them or from nobody
        knows where; an authority sees those that name it; whoever referred sees their own.
        """
        within = super().within(ground)
        if ground.reach == Reach.SCHEME:
            payers = Contract.objects.open_on(ground.on).filter(scheme__in=ground.schemes())
            ours = Q(authority=None) | Q(authority__in=payers.values("commissioner"))
            not_sealed = Q(child=None) | Q(child__sealed=False)
            not_linked = Q(scheme__in=ground.schemes(), child=None)
            return within | (Q(scheme=None) & ours & not_sealed) | not_linked
        if ground.reach == Reach.AUTHORITY:
            return within | Q(authority__in=ground.organisations, child=None)
        if ground.reach == Reach.CASELOAD:
            return within | Q(created_by=ground.user)
        return within

    def unanswered(self) -> Self:
        return self.filter(status__in=UNANSWERED)

    def awaiting_match(self) -> Self:
        return self.filter(status__in=[Status.ACCEPTED, Status.WAITING])

    def open(self) -> Self:
        return self.filter(status__in=OPEN)

    def taken_on(self) -> Self:
        """Those that a scheme has said yes to and that are not over."""
        return self.filter(status__in=TAKEN_ON)

    def timed(self) -> Self:
        """Each with the day its last question was asked (`asked_on`) and answered (`answered_on`), if any."""
        last = Question.objects.filter(referral=OuterRef("pk")).order_by("-asked_on", "-id")
        return self.annotate(
            asked_on=Subquery(last.values("asked_on")[:1]),
            answered_on=Subquery(last.values("answered_on")[:1]),
        )


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
        ALREADY = "already", "Already referred, or already has somebody"
        OTHER = "other", "Another reason"

    class Answer(models.TextChoices):
        YES = "yes", "Yes, they would like it"
        UNSURE = "unsure", "They are not sure yet"
        NO = "no", "No, they do not want it"

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
    child_answer = models.CharField(max_length=10, choices=Answer.choices, blank=True)
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
                condition=~Q(status__in=[str(status) for status in TAKEN_ON])
                | Q(child__isnull=False, scheme__isnull=False),
                name="an_accepted_referral_has_a_child_and_a_scheme",
            ),
            models.CheckConstraint(
                condition=~Q(status__in=[str(status) for status in TAKEN_ON], child_answer="no"),
                name="a_child_who_said_no_is_not_taken_on",
            ),
            models.CheckConstraint(
                condition=Q(child_answer="") | Q(child_knows=True),
                name="only_a_child_who_was_asked_has_answered",
            ),
        ]
        indexes = [
            models.Index(fields=["scheme", "status", "received_on"]),
            models.Index(fields=["created_by", "status"]),
            models.Index(fields=["child", "status"]),
        ]

    def __str__(self) -> str:
        return self.name

    @property
    def name(self) -> str:
        return self.child.name if self.child else self.first_name or "A young person"

    @property
    def born_on(self) -> date | None:
        return self.child.born if self.child else self.born

    def age_on(self, day: date) -> int | None:
        return age_on(self.born_on, day) if self.born_on else None

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
        constraints = [
            models.UniqueConstraint(
                fields=["referral"],
                condition=Q(answered_on=None),
                name="a_referral_has_one_open_question",
            ),
            models.CheckConstraint(
                condition=Q(answered_on=None, answer="") | (Q(answered_on__isnull=False) & ~Q(answer="")),
                name="an_answered_question_has_an_answer",
            ),
        ]
        ordering = ["asked_on", "id"]

    def __str__(self) -> str:
        return f"question of {self.asked_on}"
