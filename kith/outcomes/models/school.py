"""School sessions of a term, as the authority's own file has them. Kith asks nobody for them."""

from django.db import models
from django.db.models import F, Q

from kith.foundation.models import SignedRecord
from kith.people.models import AboutChildQuerySet, Child


class SchoolTermQuerySet(AboutChildQuerySet):
    scheme_path = None


class SchoolTerm(SignedRecord):
    """Half-day sessions a child could attend in one term of one school year, and how many were missed."""

    class Term(models.TextChoices):
        AUTUMN = "autumn", "Autumn"
        SPRING = "spring", "Spring"
        SUMMER = "summer", "Summer"

    child = models.ForeignKey(Child, on_delete=models.PROTECT, related_name="+")
    year = models.PositiveSmallIntegerField(help_text="the year in which the school year began")
    term = models.CharField(max_length=8, choices=Term.choices)
    possible = models.PositiveSmallIntegerField()
    missed = models.PositiveSmallIntegerField()

    objects = SchoolTermQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["child", "year", "term"], name="a_child_has_each_term_once"),
            models.CheckConstraint(
                condition=Q(possible__gte=1, missed__lte=F("possible")),
                name="no_more_sessions_are_missed_than_there_were",
            ),
        ]
        ordering = ["year", "id"]

    def __str__(self) -> str:
        return f"{self.term} {self.year}"
