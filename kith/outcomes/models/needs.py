"""Needs found at the start, or later, and what was done about them."""

from django.db import models
from django.db.models import F, Q

from kith.foundation.models import SignedRecord
from kith.matching.models import Match
from kith.people.models import AboutChildQuerySet, Child


class NeedQuerySet(AboutChildQuerySet):
    child_path = "match__child"
    scheme_path = "match__scheme"


class Need(SignedRecord):
    """One need of one match: whether it was there at the start, or came up later; when it was addressed, and improved."""

    class Category(models.TextChoices):
        WORK = "work", "Education, employment or training"
        HEALTH = "health", "Health"
        ASYLUM = "asylum", "Asylum or immigration"
        LIVING = "living", "Independent living"
        LIFE = "life skills", "Life skills"
        BASIC = "basic skills", "Basic skills"
        CONFIDENCE = "confidence", "Confidence or self-esteem"

    class AtStart(models.TextChoices):
        NEED = "need", "A need"
        NONE = "none", "No need"
        NOT_ASKED = "not asked", "Not looked at"

    match = models.ForeignKey(Match, on_delete=models.PROTECT, related_name="+")
    category = models.CharField(max_length=14, choices=Category.choices)
    at_start = models.CharField(max_length=10, choices=AtStart.choices, default=AtStart.NOT_ASKED)
    looked_on = models.DateField()
    new_on = models.DateField(null=True, blank=True, help_text="when it came up later")
    addressed_on = models.DateField(null=True, blank=True)
    improved_on = models.DateField(null=True, blank=True)

    objects = NeedQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["match", "category"], name="a_match_has_one_row_for_a_need"),
            models.CheckConstraint(
                condition=~Q(at_start="need") | Q(new_on=None), name="a_need_found_at_the_start_is_not_new"
            ),
            models.CheckConstraint(
                condition=Q(addressed_on=None, improved_on=None)
                | Q(at_start="need")
                | Q(new_on__isnull=False),
                name="only_a_need_that_is_there_is_addressed",
            ),
            models.CheckConstraint(
                condition=Q(addressed_on=None) | Q(addressed_on__gte=F("looked_on")),
                name="a_need_is_addressed_after_it_is_found",
            ),
        ]
        ordering = ["id"]

    def __str__(self) -> str:
        return f"{self.category} of match {self.match_id}"

    @property
    def child(self) -> Child:
        return self.match.child

    @property
    def is_there(self) -> bool:
        return self.at_start == self.AtStart.NEED or self.new_on is not None
