"""Files of volunteers whom a scheme already has: each read, mapped, looked at, and saved or thrown away."""

from django.db import models

from kith.access.policy import Reach
from kith.access.reach import Ground, ReachableQuerySet
from kith.foundation.encryption import EncryptedTextField
from kith.foundation.lifecycle import HasLifecycle
from kith.foundation.models import Change, Record, SignedRecord
from kith.recruitment.states import BRINGING, BringingStatus
from kith.schemes.models import Scheme

AT_WORK = (BringingStatus.LOOKING, BringingStatus.SAVING)


class BringingQuerySet(ReachableQuerySet):
    def within(self, ground: Ground) -> models.Q:
        if ground.reach in (Reach.CASELOAD, Reach.SCHEME):
            return models.Q(scheme__in=ground.schemes())
        return models.Q(pk__in=[])

    def at_work(self) -> "BringingQuerySet":
        return self.filter(status__in=AT_WORK)


class Bringing(SignedRecord, HasLifecycle):
    """One file of volunteers. Its rows are kept encrypted until they are saved or thrown away."""

    lifecycle = BRINGING
    status = BRINGING.field()

    scheme = models.ForeignKey(Scheme, on_delete=models.PROTECT, related_name="+")
    on = models.DateField()
    file_name = models.CharField(max_length=200)
    content = EncryptedTextField(blank=True, help_text="the titles and rows as they were read")
    mapping = models.JSONField(default=dict, help_text="our field → the title of the file’s column")
    counts = models.JSONField(default=dict)
    findings = models.JSONField(default=list, help_text="line, column, what is wrong and what to do")
    preview = EncryptedTextField(blank=True, help_text="the first rows, as they would be saved")
    failed = EncryptedTextField(blank=True, help_text="the rows that were left out, to mend and send again")
    invites = models.BooleanField(default=False, help_text="those approved get an account and a letter")
    fault = models.CharField(max_length=200, blank=True)

    objects = BringingQuerySet.as_manager()

    class Meta:
        ordering = ["-id"]

    def __str__(self) -> str:
        return f"{self.file_name} ({self.status})"

    @property
    def is_at_work(self) -> bool:
        return self.status in AT_WORK


class BringingChange(Change):
    """One step of a file: who took it, and when."""

    of = models.ForeignKey(Bringing, on_delete=models.CASCADE, related_name="changes")


class ColumnMapping(Record):
    """What the columns of a scheme’s files meant last time, by their titles."""

    scheme = models.OneToOneField(Scheme, on_delete=models.CASCADE, related_name="+")
    titles = models.JSONField(default=dict, help_text="a column’s title, tidied → our field, or nothing")

    def __str__(self) -> str:
        return f"columns of {self.scheme_id}"
