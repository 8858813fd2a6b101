"""What somebody has looked at for a volunteer."""

from datetime import date
from typing import Self

from django.db import models
from django.db.models import Exists, F, OuterRef, Q

from kith.access.models import User
from kith.foundation.encryption import EncryptedTextField
from kith.foundation.models import SignedRecord
from kith.people.models import Volunteer
from kith.recruitment.models.reach import AboutVolunteerQuerySet
from kith.schemes.models import Scheme

DECIDES = ("until", "passed", "complete", "withdrawn_on", "counted_from")


def in_date(day: date) -> Q:
    """That the last day has not passed by a day."""
    return Q(until=None) | Q(until__gte=day)


def counted_since(day: date) -> Q:
    """That the time has run since that day or later."""
    return Q(counted_from__gte=day) | Q(counted_from=None, on__gte=day)


class CheckQuerySet(AboutVolunteerQuerySet):
    def standing(self) -> Self:
        return self.filter(withdrawn_on=None)

    def of(self, volunteer: Volunteer, scheme: Scheme) -> Self:
        return self.filter(volunteer=volunteer, scheme=scheme)

    def met_on(self, day: date) -> Self:
        """Recorded, not withdrawn, begun and not run out."""
        return self.standing().filter(in_date(day), on__lte=day, passed=True, complete=True)

    def complete(self) -> Self:
        """Without those that still wait for something, such as a decision that is nobody else's to know of."""
        return self.filter(complete=True)

    def latest_on(self, day: date) -> Self:
        """Those that no later check of the same kind has taken the place of, by that day."""
        same = Check.objects.standing().filter(
            volunteer=OuterRef("volunteer"), scheme=OuterRef("scheme"), kind=OuterRef("kind"), on__lte=day
        )
        later = same.filter(Q(on__gt=OuterRef("on")) | Q(on=OuterRef("on"), pk__gt=OuterRef("pk")))
        return self.standing().filter(~Exists(later), on__lte=day)

    def unread(self) -> Self:
        """Without what only those who vet may read: it is not even fetched."""
        return self.defer("number", "vetting_words", "given_by", "seen")


class Check(SignedRecord):
    """One requirement that somebody has looked at for a volunteer: what, when, how it came out, until when.

    Never edited: a mistake is withdrawn, and recorded again.
    """

    volunteer = models.ForeignKey(Volunteer, on_delete=models.PROTECT, related_name="+")
    scheme = models.ForeignKey(Scheme, on_delete=models.PROTECT, related_name="+")
    kind = models.CharField(max_length=30, help_text="key of a requirement")
    on = models.DateField()
    until = models.DateField(null=True, blank=True)
    counted_from = models.DateField(
        null=True, blank=True, help_text="from when its time runs, if not the day it was made: a day of issue"
    )
    passed = models.BooleanField(default=True)
    complete = models.BooleanField(default=True, help_text="false while something of it is still to come")
    details = models.JSONField(
        default=dict, help_text="codes, such as a DBS level; never what a certificate says"
    )
    code = models.CharField(
        max_length=20,
        blank=True,
        help_text="the one code of the details that a requirement may ask for: how a referee knows them",
    )
    number = EncryptedTextField(blank=True, help_text="certificate number, where there is one")
    number_digest = models.CharField(
        max_length=64,
        blank=True,
        db_index=True,
        help_text="tells whether two numbers are the same, nothing else",
    )
    given_by = EncryptedTextField(blank=True, help_text="who gave a reference")
    seen = EncryptedTextField(blank=True, help_text="what was seen and where it lies; never a copy")
    vetting_words = EncryptedTextField(blank=True, help_text="read by those who vet, nobody else")
    withdrawn_on = models.DateField(null=True, blank=True)
    withdrawn_by = models.ForeignKey(User, on_delete=models.PROTECT, null=True, blank=True, related_name="+")

    objects = CheckQuerySet.as_manager()

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(until=None) | Q(until__gte=F("on")), name="a_check_runs_out_after_it_was_made"
            ),
        ]
        indexes = [
            # All that says whether a requirement stands: a list of thousands is judged without opening the rows. The
            # kind comes first, so that one requirement of everybody lies together.
            models.Index(
                fields=["kind", "volunteer", "scheme", "on", "id", *DECIDES, "code"],
                name="what_was_checked_of_somebody",
            ),
            models.Index(
                fields=["until", "kind", "scheme", "volunteer", "on", *DECIDES[1:]],
                name="what_runs_out",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.kind} on {self.on}"
