"""Somebody offers themself to a scheme, and what became of it."""

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
        indexes = [models.Index(fields=["scheme", "status", "received_on"])]

    def __str__(self) -> str:
        return f"{self.volunteer_id} to {self.scheme_id}"


class ApplicationChange(Change):
    """One step of an application. Why somebody was declined is encrypted, and read by those who vet."""

    of = models.ForeignKey(Application, on_delete=models.CASCADE, related_name="changes")
    words = EncryptedTextField(blank=True)
