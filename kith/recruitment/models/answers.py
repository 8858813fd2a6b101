"""What applicants write themselves, how they come back to it, and what they are written."""

import json
from datetime import datetime, timedelta
from typing import Any

from django.db import models
from django.db.models import Q

from kith.foundation.encryption import EncryptedTextField
from kith.foundation.models import Record, SignedRecord
from kith.recruitment.models.applications import Application

CODE_HOLDS = timedelta(minutes=30)
MOST_TRIES = 5


class Answers(Record):
    """The application form as far as it is filled in, section by section. What they declared lies apart, sealed."""

    application = models.OneToOneField(Application, on_delete=models.CASCADE, related_name="answers")
    said = EncryptedTextField(blank=True, help_text="sections and their answers, as JSON")
    sealed = EncryptedTextField(
        blank=True, help_text="the self-declaration, read by those who vet, nobody else"
    )
    begun_on = models.DateField()
    sent_on = models.DateField(null=True, blank=True)

    class Meta:
        verbose_name_plural = "answers"

    def __str__(self) -> str:
        return f"answers of {self.application_id}"

    @property
    def sections(self) -> dict[str, dict[str, Any]]:
        """Section → what was said there; without what is sealed."""
        said: dict[str, dict[str, Any]] = json.loads(self.said or "{}")
        return said

    @property
    def sealed_sections(self) -> dict[str, dict[str, Any]]:
        said: dict[str, dict[str, Any]] = json.loads(self.sealed or "{}")
        return said


class WayBack(Record):
    """A code that was e-mailed to an applicant: it opens their own application, once, for half an hour."""

    application = models.ForeignKey(Application, on_delete=models.CASCADE, related_name="ways_back")
    digest = models.CharField(max_length=64)
    sent_at = models.DateTimeField()
    tries = models.PositiveSmallIntegerField(default=0)
    used_at = models.DateTimeField(null=True, blank=True)

    def __str__(self) -> str:
        return f"a way back from {self.sent_at}"

    def holds(self, at: datetime) -> bool:
        return self.used_at is None and self.tries < MOST_TRIES and at < self.sent_at + CODE_HOLDS


class Letter(SignedRecord):
    """What an applicant was told and how: e-mailed, printed, or said to them. The words are theirs to read."""

    class Kind(models.TextChoices):
        FORM = "form", "Application form"
        INVITATION = "invitation", "Invitation to an interview"
        DECLINED = "declined", "We cannot go on"
        WITHDRAWN = "withdrawn", "Thank you, and goodbye"
        REMINDER = "reminder", "We have not heard from you"
        LAPSED = "lapsed", "We have closed your application"
        APPROVED = "approved", "Welcome"
        LEFT = "left", "Thank you for your time with us"
        ENDED = "ended", "We end your approval"

    class How(models.TextChoices):
        EMAIL = "e-mail", "By e-mail"
        PAPER = "paper", "On paper"
        TOLD = "told", "Told in person or by phone"

    application = models.ForeignKey(Application, on_delete=models.CASCADE, related_name="letters")
    kind = models.CharField(max_length=20, choices=Kind.choices)
    how = models.CharField(max_length=10, choices=How.choices)
    words = EncryptedTextField(blank=True)
    on = models.DateField()

    class Meta:
        ordering = ["on", "id"]

    def __str__(self) -> str:
        return f"{self.kind} on {self.on}"


class Interview(SignedRecord):
    """Two people talked with an applicant. Each writes down their own view, before they read the other's."""

    application = models.ForeignKey(Application, on_delete=models.CASCADE, related_name="interviews")
    on = models.DateField()
    place = models.CharField(max_length=80, blank=True, help_text="where, or by which means")
    settled_on = models.DateField(null=True, blank=True, help_text="when both views were in")
    called_off_on = models.DateField(null=True, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["application"],
                condition=Q(settled_on=None, called_off_on=None),
                name="an_application_has_one_interview_open",
            )
        ]
        ordering = ["on", "id"]

    def __str__(self) -> str:
        return f"interview on {self.on}"

    @property
    def is_open(self) -> bool:
        return self.settled_on is None and self.called_off_on is None


class InterviewView(SignedRecord):
    """What one of the two thinks: how each question was met, whether to go on, and why."""

    class Leaning(models.TextChoices):
        YES = "yes", "Yes, go on"
        UNSURE = "unsure", "I am not sure"
        NO = "no", "No"

    interview = models.ForeignKey(Interview, on_delete=models.CASCADE, related_name="views")
    interviewer = models.ForeignKey("access.User", on_delete=models.PROTECT, related_name="+")
    leaning = models.CharField(max_length=10, choices=Leaning.choices, blank=True)
    met = models.JSONField(default=dict, help_text="question → how well it was met, 1 to 4")
    words = EncryptedTextField(blank=True, help_text="read by those who vet, and by whoever wrote them")
    written_on = models.DateField(null=True, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["interview", "interviewer"], name="an_interviewer_has_one_view_of_an_interview"
            )
        ]
        ordering = ["id"]

    def __str__(self) -> str:
        return f"view of {self.interviewer_id}"
