"""Documents that were seen for a check."""

from django.db import models

from kith.foundation.encryption import EncryptedTextField
from kith.foundation.models import SignedRecord
from kith.recruitment.models.checks import Check


class Evidence(SignedRecord):
    """One document that somebody has seen: which, its number, its last day, when. Never a copy of it."""

    for_check = models.ForeignKey(Check, on_delete=models.CASCADE, related_name="evidence")
    kind = models.CharField(max_length=30, help_text="key of a document")
    number = EncryptedTextField(blank=True, help_text="read by those who vet, nobody else")
    runs_out_on = models.DateField(null=True, blank=True)
    seen_on = models.DateField()

    class Meta:
        ordering = ["id"]
        verbose_name_plural = "evidence"
        constraints = [
            models.UniqueConstraint(fields=["for_check", "kind"], name="a_document_is_seen_once_for_a_check")
        ]

    def __str__(self) -> str:
        return f"{self.kind} seen on {self.seen_on}"
