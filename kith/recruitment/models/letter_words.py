"""A scheme's own words for the letters it writes again and again."""

from django.db import models

from kith.foundation.models import SignedRecord
from kith.recruitment.models.answers import Letter
from kith.recruitment.models.front import OfSchemeQuerySet
from kith.schemes.models import Scheme


class LetterWords(SignedRecord):
    """One version of how a scheme begins a letter. Never edited: a change is a new version; empty words are the usual."""

    scheme = models.ForeignKey(Scheme, on_delete=models.CASCADE, related_name="+")
    kind = models.CharField(max_length=20, choices=Letter.Kind.choices)
    version = models.PositiveSmallIntegerField()
    words = models.TextField(blank=True, max_length=3000)
    on = models.DateField()

    objects = OfSchemeQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["scheme", "kind", "version"], name="words_of_a_letter_have_one_of_each_version"
            )
        ]
        ordering = ["-version"]
        verbose_name_plural = "letter words"

    def __str__(self) -> str:
        return f"{self.kind}, version {self.version}"
