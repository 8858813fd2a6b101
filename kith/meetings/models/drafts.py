"""What somebody has begun to write about a meeting and not sent, kept until they do."""

from django.db import models

from kith.access.models import User
from kith.access.policy import Reach
from kith.access.reach import NOTHING, Ground, ReachableQuerySet
from kith.foundation.encryption import EncryptedTextField
from kith.foundation.models import Record
from kith.meetings.models.meetings import Meeting


class DraftQuerySet(ReachableQuerySet):
    def within(self, ground: Ground) -> models.Q:
        """Nobody’s but the writer’s: it has not been said yet."""
        return models.Q(by=ground.user) if ground.reach != Reach.NOBODY else NOTHING


class Draft(Record):
    """The fields of one form as they were left, for one meeting and one writer."""

    meeting = models.ForeignKey(Meeting, on_delete=models.CASCADE, related_name="+")
    by = models.ForeignKey(User, on_delete=models.CASCADE, related_name="+")
    said = EncryptedTextField(help_text="the fields as JSON")
    at = models.DateTimeField()

    objects = DraftQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["meeting", "by"], name="a_writer_keeps_one_draft_of_a_meeting")
        ]

    def __str__(self) -> str:
        return f"draft for {self.meeting_id}"
