"""Goals a young person chose, in their words, and the steps between nought and ten they may give them."""

from django.db import models
from django.db.models import Q

from kith.foundation.lifecycle import HasLifecycle
from kith.foundation.models import Change, SignedRecord
from kith.matching.models import Match
from kith.outcomes.states import GOAL, Status
from kith.people.models import AboutChildQuerySet, Child


class GoalQuerySet(AboutChildQuerySet):
    child_path = "match__child"
    scheme_path = "match__scheme"


class Goal(SignedRecord, HasLifecycle):
    """One thing a young person would like: set at the start, or come up on the way. Letting go of it is fine."""

    class Kind(models.TextChoices):
        BEHAVIOURAL = "behavioural", "How I get on"
        EDUCATIONAL = "educational", "School and learning"
        FUN = "fun", "Something fun or new"
        PRACTICAL = "practical", "Something practical"

    class Origin(models.TextChoices):
        ORIGINAL = "original", "Set at the start"
        EMERGENT = "emergent", "Came up on the way"

    lifecycle = GOAL
    status = GOAL.field()

    match = models.ForeignKey(Match, on_delete=models.PROTECT, related_name="+")
    kind = models.CharField(max_length=12, choices=Kind.choices)
    origin = models.CharField(max_length=10, choices=Origin.choices)
    words = models.CharField(max_length=300, help_text="as the young person says it")
    set_on = models.DateField()
    wants_steps = models.BooleanField(default=False)

    objects = GoalQuerySet.as_manager()

    class Meta:
        indexes = [models.Index(fields=["match", "status"])]
        ordering = ["set_on", "id"]

    def __str__(self) -> str:
        return f"goal {self.pk}"

    @property
    def child(self) -> Child:
        return self.match.child

    @property
    def is_open(self) -> bool:
        return self.status == Status.OPEN


class GoalChange(Change):
    of = models.ForeignKey(Goal, on_delete=models.CASCADE, related_name="changes")


class GoalStep(SignedRecord):
    """How near it feels on one day, from 0 to 10, as the young person says."""

    goal = models.ForeignKey(Goal, on_delete=models.CASCADE, related_name="steps")
    on = models.DateField()
    rating = models.PositiveSmallIntegerField()

    class Meta:
        constraints = [
            models.CheckConstraint(condition=Q(rating__lte=10), name="a_step_is_from_0_to_10"),
            models.UniqueConstraint(fields=["goal", "on"], name="a_goal_has_one_step_a_day"),
        ]
        ordering = ["on", "id"]

    def __str__(self) -> str:
        return f"{self.rating} on {self.on}"
