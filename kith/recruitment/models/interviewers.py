"""Who is trained to interview: a manager says so, with the training and until when it holds."""

from datetime import date
from typing import Self

from django.db import models
from django.db.models import F, Q

from kith.access.models import User
from kith.access.policy import Reach
from kith.access.reach import NOTHING, Ground, ReachableQuerySet
from kith.foundation.models import SignedRecord
from kith.schemes.models import Organisation


class InterviewerQuerySet(ReachableQuerySet):
    def within(self, ground: Ground) -> Q:
        """Those of the providers whose schemes somebody works for."""
        if ground.reach != Reach.SCHEME:
            return NOTHING
        return Q(provider__in=ground.providers())

    def trained_on(self, day: date) -> Self:
        not_ended = Q(ended_on=None) | Q(ended_on__gt=day)
        return self.filter(not_ended, trained_on__lte=day, until__gte=day)

    def standing(self) -> Self:
        return self.filter(ended_on=None)


class Interviewer(SignedRecord):
    """Somebody at a provider is trained to interview, until a day. Trained again is another row."""

    provider = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="+")
    user = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    training = models.CharField(max_length=120, help_text="which training, and who gave it")
    trained_on = models.DateField()
    until = models.DateField(help_text="the last day on which it holds")
    ended_on = models.DateField(null=True, blank=True, help_text="when a manager took it back")
    ended_by = models.ForeignKey(User, on_delete=models.PROTECT, null=True, blank=True, related_name="+")

    objects = InterviewerQuerySet.as_manager()

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(until__gte=F("trained_on")), name="training_to_interview_ends_after_it_begins"
            ),
            models.UniqueConstraint(
                fields=["provider", "user", "trained_on"],
                condition=Q(ended_on=None),
                name="a_training_to_interview_is_written_down_once",
            ),
        ]
        indexes = [models.Index(fields=["provider", "until"])]

    def __str__(self) -> str:
        return f"interviewer until {self.until}"
