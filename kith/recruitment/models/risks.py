"""What is judged when a check shows something, and whom a lapse was told to."""

from typing import Self

from django.db import models
from django.db.models import Q

from kith.access.models import User
from kith.foundation.encryption import EncryptedTextField
from kith.foundation.models import SignedRecord
from kith.people.models import Volunteer
from kith.recruitment.models.checks import Check
from kith.recruitment.models.policies import Exemption
from kith.recruitment.models.reach import AboutVolunteerQuerySet
from kith.schemes.models import Scheme


class RiskAssessmentQuerySet(AboutVolunteerQuerySet):
    def undecided(self) -> Self:
        return self.filter(decided_on=None)


class RiskAssessment(SignedRecord):
    """A certificate or a declaration says something. One person judges it, another decides; the reasons lie here alone.

    Never what the certificate says: only how it is judged, in codes and in words of one's own.
    """

    volunteer = models.ForeignKey(Volunteer, on_delete=models.PROTECT, related_name="+")
    scheme = models.ForeignKey(Scheme, on_delete=models.PROTECT, related_name="+")
    about_check = models.OneToOneField(Check, on_delete=models.PROTECT, related_name="+")
    judged = EncryptedTextField(help_text="codes: how long ago, at what age, how often, how near to children")
    words = EncryptedTextField()
    written_on = models.DateField()
    decided_on = models.DateField(null=True, blank=True)
    decided_by = models.ForeignKey(User, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    may_go_on = models.BooleanField(null=True, blank=True)
    decision_words = EncryptedTextField(blank=True)

    objects = RiskAssessmentQuerySet.as_manager()

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(decided_on=None, decided_by=None, may_go_on=None)
                | Q(decided_on__isnull=False, decided_by__isnull=False, may_go_on__isnull=False),
                name="a_risk_is_decided_by_somebody_on_a_day",
            )
        ]

    def __str__(self) -> str:
        return f"risk assessment of {self.written_on}"


class LapseNotice(models.Model):
    """Those near a check, or an exemption, have been told that it runs out in so many days: once, however often the night
    comes."""

    about_check = models.ForeignKey(Check, on_delete=models.CASCADE, null=True, blank=True, related_name="+")
    about_exemption = models.ForeignKey(
        Exemption, on_delete=models.CASCADE, null=True, blank=True, related_name="+"
    )
    days = models.PositiveSmallIntegerField(help_text="60, 30, 7, or 0 for the day it has run out")
    on = models.DateField()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["about_check", "days"], name="a_lapse_is_told_once_at_each_distance"
            ),
            models.UniqueConstraint(
                fields=["about_exemption", "days"],
                name="the_end_of_an_exemption_is_told_once_at_each_distance",
            ),
            models.CheckConstraint(
                condition=Q(about_check=None) ^ Q(about_exemption=None),
                name="a_lapse_is_of_a_check_or_of_an_exemption",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.days} days before"
