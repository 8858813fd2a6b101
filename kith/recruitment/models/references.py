"""A reference that was asked for, from the letter to the answer."""

from datetime import date
from typing import Self

from django.db import models
from django.db.models import Q

from kith.foundation.encryption import EncryptedTextField
from kith.foundation.lifecycle import HasLifecycle
from kith.foundation.models import Change, SignedRecord
from kith.people.models import Volunteer
from kith.recruitment.models.checks import Check
from kith.recruitment.models.reach import AboutVolunteerQuerySet
from kith.recruitment.vetting.states import REFERENCE, WAITED_FOR, ReferenceStatus
from kith.schemes.models import Scheme


class ReferenceQuerySet(AboutVolunteerQuerySet):
    def waited_for(self) -> Self:
        return self.filter(status__in=WAITED_FOR)

    def unanswered(self) -> Self:
        return self.filter(status=ReferenceStatus.ASKED)

    def of(self, volunteer: Volunteer, scheme: Scheme) -> Self:
        return self.filter(volunteer=volunteer, scheme=scheme)

    def unread(self) -> Self:
        """Without what was answered, and whether it worries: it is not even fetched."""
        return self.defer("answer", "worry")


class Reference(SignedRecord, HasLifecycle):
    """Somebody was asked by letter what they know of a volunteer. It counts once it is verified, as a check."""

    lifecycle = REFERENCE
    status = REFERENCE.field()

    volunteer = models.ForeignKey(Volunteer, on_delete=models.PROTECT, related_name="+")
    scheme = models.ForeignKey(Scheme, on_delete=models.PROTECT, related_name="+")
    name = EncryptedTextField()
    email = EncryptedTextField()
    phone = EncryptedTextField(blank=True)
    relation = models.CharField(max_length=20, help_text="how the volunteer says they know each other")
    asked_on = models.DateField()
    open_until = models.DateField(help_text="the last day on which the link answers")
    turn = models.PositiveSmallIntegerField(
        default=1, help_text="which link it is: an earlier one opens nothing"
    )
    chased = models.PositiveSmallIntegerField(default=0)
    answered_on = models.DateField(null=True, blank=True)
    worry = models.BooleanField(null=True, blank=True, help_text="whether the answer worries")
    answer = EncryptedTextField(blank=True, help_text="what was answered; read by whoever records vetting")
    check_made = models.OneToOneField(
        Check, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )

    objects = ReferenceQuerySet.as_manager()

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=~Q(status="verified") | Q(check_made__isnull=False),
                name="a_verified_reference_is_a_check",
            ),
            models.CheckConstraint(
                condition=~Q(status__in=["answered", "verified"]) | Q(worry__isnull=False),
                name="an_answered_reference_says_whether_it_worries",
            ),
        ]
        indexes = [models.Index(fields=["volunteer", "scheme"]), models.Index(fields=["status", "asked_on"])]

    def __str__(self) -> str:
        return f"reference asked on {self.asked_on}"

    def is_open_on(self, day: date) -> bool:
        """Whether its link still takes an answer."""
        return self.status == ReferenceStatus.ASKED and day <= self.open_until


class ReferenceChange(Change):
    """One step of a reference."""

    of = models.ForeignKey(Reference, on_delete=models.CASCADE, related_name="changes")
