"""What a child asked for: a change, a break, a stop."""

from django.db import models
from django.db.models import Case, Q, When

from kith.access.models import User
from kith.foundation.models import SignedRecord
from kith.matching.models import Match
from kith.people.models import AboutChildQuerySet, Child


class AskQuerySet(AboutChildQuerySet):
    scheme_path = "match__scheme"

    def unanswered(self) -> "AskQuerySet":
        return self.filter(answered_on=None)

    def by_gravity(self) -> "AskQuerySet":
        """With `gravity`: a stop before a break before a change."""
        order = {Ask.Kind.STOP: 0, Ask.Kind.BREAK: 1}
        cases = [When(kind=kind, then=place) for kind, place in order.items()]
        return self.annotate(gravity=Case(*cases, default=2))

    def answered(self) -> "AskQuerySet":
        return self.filter(answered_on__isnull=False)


class Ask(SignedRecord):
    """A child asked for a change, a break or a stop. A stop is heard at once; nobody has to agree."""

    class Kind(models.TextChoices):
        CHANGE = "change", "I want to change something"
        BREAK = "break", "I want a break"
        STOP = "stop", "I want to stop"

    child = models.ForeignKey(Child, on_delete=models.PROTECT, related_name="+")
    match = models.ForeignKey(Match, on_delete=models.PROTECT, related_name="+")
    kind = models.CharField(max_length=10, choices=Kind.choices)
    words = models.TextField(blank=True, max_length=1000)
    on = models.DateField()
    answered_on = models.DateField(null=True, blank=True)
    answered_by = models.ForeignKey(User, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    answer = models.TextField(blank=True, max_length=1000)

    objects = AskQuerySet.as_manager()

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(answered_on=None) | ~Q(answer=""), name="an_answered_ask_has_an_answer"
            )
        ]
        indexes = [
            models.Index(fields=["match", "-on"]),
            models.Index(fields=["on"], condition=Q(answered_on=None), name="asks_not_answered"),
        ]
        ordering = ["-on", "-id"]

    def __str__(self) -> str:
        return f"{self.kind} on {self.on}"
