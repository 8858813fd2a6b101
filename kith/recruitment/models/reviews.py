"""How it goes with an approved volunteer, asked after three months and then every year; and how somebody leaves."""

from django.db import models
from django.db.models import Q

from kith.foundation.encryption import EncryptedTextField
from kith.foundation.models import SignedRecord
from kith.people.models import Volunteer
from kith.recruitment.models.approvals import Approval
from kith.recruitment.models.reach import AboutVolunteerQuerySet
from kith.schemes.models import Scheme


class Review(SignedRecord):
    """One review of an approval: how it goes, and whether it goes on."""

    class Kind(models.TextChoices):
        PROBATION = "probation", "Review after three months"
        YEARLY = "yearly", "Yearly review"

    class Outcome(models.TextChoices):
        GOES_ON = "goes on", "It goes on as it is"
        CHANGED = "changed", "It goes on, with other ages, places or conditions"
        ENDS = "ends", "The approval ends"

    volunteer = models.ForeignKey(Volunteer, on_delete=models.PROTECT, related_name="+")
    scheme = models.ForeignKey(Scheme, on_delete=models.PROTECT, related_name="+")
    approval = models.ForeignKey(Approval, on_delete=models.PROTECT, related_name="reviews")
    kind = models.CharField(max_length=20, choices=Kind.choices)
    due_on = models.DateField()
    on = models.DateField()
    outcome = models.CharField(max_length=20, choices=Outcome.choices)
    agreed = models.TextField(
        blank=True, max_length=2000, help_text="what was talked about; the volunteer reads it"
    )
    vetting_words = EncryptedTextField(blank=True, help_text="read by those who vet, nobody else")

    objects = AboutVolunteerQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["approval", "due_on"], name="a_review_is_held_once_when_due")
        ]
        indexes = [models.Index(fields=["volunteer", "scheme", "on"])]
        ordering = ["-on", "-pk"]

    def __str__(self) -> str:
        return f"{self.kind} review on {self.on}"


class Leaving(SignedRecord):
    """A volunteer leaves a scheme: the last day, why, and what they said in the exit talk."""

    class Why(models.TextChoices):
        TIME = "time", "No time any more"
        WORK = "work", "Work or study"
        FAMILY = "family", "Family or health"
        MOVED = "moved", "Moved away"
        MATCH_ENDED = "match ended", "Their young person no longer needs them"
        SUPPORT = "support", "Too little support from us"
        WAITED = "waited", "Waited too long for somebody"
        EXPECTED = "expected", "It was not what they expected"
        ENDED_BY_US = "ended by us", "We ended the approval"
        OTHER = "other", "Another reason"

    class Talk(models.TextChoices):
        HELD = "held", "We talked"
        OFFERED = "offered", "We offered, they would rather not"
        NOT_REACHED = "not reached", "We could not reach them"

    volunteer = models.ForeignKey(Volunteer, on_delete=models.PROTECT, related_name="+")
    scheme = models.ForeignKey(Scheme, on_delete=models.PROTECT, related_name="+")
    approval = models.OneToOneField(Approval, on_delete=models.PROTECT, related_name="leaving")
    on = models.DateField(help_text="the last day of the approval")
    why = models.CharField(max_length=20, choices=Why.choices)
    talk = models.CharField(max_length=20, choices=Talk.choices, blank=True)
    would_come_back = models.BooleanField(null=True, blank=True)
    said = models.TextField(blank=True, max_length=2000, help_text="what we can learn, in their words")
    vetting_words = EncryptedTextField(blank=True, help_text="read by those who vet, nobody else")

    objects = AboutVolunteerQuerySet.as_manager()

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(why="ended by us") | ~Q(talk=""), name="who_leaves_is_offered_a_talk"
            )
        ]

    def __str__(self) -> str:
        return f"left on {self.on}"
