"""Somebody offers themself to a scheme, and what became of it."""

from datetime import date
from typing import Self

from django.db import models
from django.db.models import Q

from kith.access.models import User
from kith.foundation.encryption import EncryptedTextField
from kith.foundation.lifecycle import HasLifecycle
from kith.foundation.models import Change, SignedRecord
from kith.people.models import Volunteer
from kith.recruitment.models.reach import AboutVolunteerQuerySet
from kith.recruitment.states import APPLICATION, ON_THE_WAY
from kith.schemes.models import Scheme


class ApplicationQuerySet(AboutVolunteerQuerySet):
    def on_the_way(self) -> Self:
        return self.filter(status__in=ON_THE_WAY)


class Application(SignedRecord, HasLifecycle):
    """Somebody offers themself to a scheme. Another time is another application."""

    class Heard(models.TextChoices):
        WORD_OF_MOUTH = "word of mouth", "From somebody they know"
        POSTER = "poster", "Poster or leaflet"
        SOCIAL_MEDIA = "social media", "Social media"
        EVENT = "event", "An event"
        WEBSITE = "website", "Our website"
        VOLUNTEER_CENTRE = "volunteer centre", "Volunteer centre"
        EMPLOYER = "employer", "Their employer"
        OTHER = "other", "Another way"

    lifecycle = APPLICATION
    status = APPLICATION.field()

    volunteer = models.ForeignKey(Volunteer, on_delete=models.PROTECT, related_name="+")
    scheme = models.ForeignKey(Scheme, on_delete=models.PROTECT, related_name="+")
    recruiter = models.ForeignKey(User, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    received_on = models.DateField()
    at_step_since = models.DateField(help_text="the day it came to the step where it stands")
    asked_on = models.DateField(
        null=True,
        blank=True,
        help_text="since when an answer of theirs is awaited; empty while it is our turn",
    )
    warned_on = models.DateField(null=True, blank=True, help_text="when they were told that it would lapse")
    heard = models.CharField(max_length=20, choices=Heard.choices, blank=True)
    why = models.TextField(blank=True, max_length=2000, help_text="why they would like to, in their words")

    objects = ApplicationQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["volunteer", "scheme"],
                condition=Q(status__in=[str(status) for status in ON_THE_WAY]),
                name="a_volunteer_has_one_open_application_to_a_scheme",
            )
        ]
        indexes = [
            models.Index(fields=["scheme", "status", "received_on"]),
            models.Index(fields=["scheme", "status", "at_step_since"]),
            models.Index(fields=["volunteer", "scheme"]),
            models.Index(
                fields=["asked_on"], condition=Q(asked_on__isnull=False), name="applications_that_wait"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.volunteer_id} to {self.scheme_id}"

    def move(
        self, step: str, *, by: User | None, on: date, reason: str = "", words: str = ""
    ) -> models.Model:
        """A step taken: it is there from that day on, and nobody waits for an answer any more."""
        change = super().move(step, by=by, on=on, reason=reason, words=words)
        self.at_step_since, self.asked_on, self.warned_on = on, None, None
        self.save(update_fields=["at_step_since", "asked_on", "warned_on"])
        return change


class ApplicationChange(Change):
    """One step of an application. Why somebody was declined is encrypted, and read by those who vet."""

    of = models.ForeignKey(Application, on_delete=models.CASCADE, related_name="changes")
    words = EncryptedTextField(blank=True)
