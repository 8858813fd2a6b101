"""A young person's own words and where they may stand; and one question now and then."""

from typing import Self

from django.db import models
from django.db.models import F, Q

from kith.foundation.models import SignedRecord
from kith.matching.models import Match
from kith.people.models import AboutChildQuerySet, Child


class WordsQuerySet(AboutChildQuerySet):
    child_path = "match__child"
    scheme_path = "match__scheme"

    def shared(self, where: str) -> Self:
        """Those that may stand there now."""
        places = {Words.Where.TEAM: "for_team", Words.Where.MAP: "for_map", Words.Where.REPORT: "for_report"}
        return self.filter(withdrawn_on=None, **{places[Words.Where(where)]: True})


class Words(SignedRecord):
    """Something a young person said about what it is like, and where they agreed that others may read it. Never their name."""

    class Where(models.TextChoices):
        TEAM = "team", "My coordinator and their team"
        MAP = "map", "The page that says what this is for"
        REPORT = "report", "Reports to those who pay for it"

    match = models.ForeignKey(Match, on_delete=models.PROTECT, related_name="+")
    words = models.CharField(max_length=400)
    about = models.CharField(max_length=20, blank=True, help_text="which outcome of the map, if any")
    said_on = models.DateField()
    for_team = models.BooleanField(default=False)
    for_map = models.BooleanField(default=False)
    for_report = models.BooleanField(default=False)
    agreed_on = models.DateField(help_text="when they said where it may stand")
    withdrawn_on = models.DateField(null=True, blank=True)

    objects = WordsQuerySet.as_manager()

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(withdrawn_on=None) | Q(withdrawn_on__gte=F("said_on")),
                name="words_are_withdrawn_after_they_are_said",
            )
        ]
        ordering = ["-said_on", "-id"]
        verbose_name_plural = "words"

    def __str__(self) -> str:
        return f"words of {self.said_on}"

    @property
    def child(self) -> Child:
        return self.match.child

    @property
    def where(self) -> list[str]:
        """Where they may stand, in words; nothing once they are withdrawn."""
        told = {"for_team": self.Where.TEAM, "for_map": self.Where.MAP, "for_report": self.Where.REPORT}
        return (
            []
            if self.withdrawn_on
            else [str(place.label) for field, place in told.items() if getattr(self, field)]
        )


class PulseQuerySet(AboutChildQuerySet):
    child_path = "match__child"
    scheme_path = "match__scheme"


class Pulse(SignedRecord):
    """One question answered on one day, or put away. Not answering is fine."""

    class Question(models.TextChoices):
        THERE = "there", "Is there somebody there for you?"
        HEARD = "heard", "Do you feel listened to?"
        SAY = "say", "Do you have a say in what you do together?"

    class Answer(models.TextChoices):
        YES = "yes", "Yes"
        NO = "no", "No"
        NOT_SURE = "not sure", "Not sure"
        NOT_NOW = "not now", "Not now"

    match = models.ForeignKey(Match, on_delete=models.PROTECT, related_name="+")
    question = models.CharField(max_length=10, choices=Question.choices)
    answer = models.CharField(max_length=10, choices=Answer.choices)
    on = models.DateField()

    objects = PulseQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["match", "question", "on"], name="a_question_is_answered_once_a_day"
            )
        ]
        indexes = [models.Index(fields=["match", "-on"])]
        ordering = ["on", "id"]

    def __str__(self) -> str:
        return f"{self.question} on {self.on}"

    @property
    def child(self) -> Child:
        return self.match.child
