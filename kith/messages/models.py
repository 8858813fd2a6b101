"""Messages on their way, and how each person wants to be told."""

from datetime import datetime
from typing import Self

from django.db import models
from django.db.models import Q

from kith.access.models import User
from kith.foundation.models import Record


class Channel(models.TextChoices):
    EMAIL = "email", "E-mail"
    NONE = "none", "Not at all"


class OutboxQuerySet(models.QuerySet["OutboxMessage"]):
    def due(self, at: datetime) -> Self:
        return self.filter(Q(next_try_at=None) | Q(next_try_at__lte=at), state=OutboxMessage.State.WAITING)


class OutboxMessage(Record):
    """One message to one person. The stable id goes out with it, so that a repeat can be known as one."""

    class State(models.TextChoices):
        WAITING = "waiting", "Waiting"
        SENT = "sent", "Sent"
        GIVEN_UP = "given up", "Given up"

    to = models.ForeignKey(User, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    to_address = models.EmailField(blank=True, help_text="for somebody without an account: a referrer")
    event = models.CharField(max_length=40, help_text="which letter: a template of this room")
    about = models.UUIDField(null=True, blank=True)
    values = models.JSONField(default=dict, help_text="a reference, an address within Kith; nothing personal")
    state = models.CharField(max_length=10, choices=State.choices, default=State.WAITING)
    attempts = models.PositiveSmallIntegerField(default=0)
    next_try_at = models.DateTimeField(null=True, blank=True)
    sent_at = models.DateTimeField(null=True, blank=True)
    last_error = models.CharField(max_length=200, blank=True)

    objects = OutboxQuerySet.as_manager()

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(to__isnull=False) | ~Q(to_address=""), name="a_message_goes_to_somebody"
            )
        ]
        indexes = [models.Index(fields=["state", "next_try_at"])]

    def __str__(self) -> str:
        return f"{self.event} ({self.state})"


class Preference(Record):
    """How somebody wants to be told of one kind of event; without a row, by e-mail."""

    user = models.ForeignKey(User, on_delete=models.CASCADE, related_name="+")
    event = models.CharField(max_length=40)
    channel = models.CharField(max_length=10, choices=Channel.choices, default=Channel.EMAIL)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["user", "event"], name="one_preference_for_each_event")
        ]

    def __str__(self) -> str:
        return f"{self.event}: {self.channel}"
