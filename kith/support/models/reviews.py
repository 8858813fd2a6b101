"""Reviews of a match: at three months and then every year, all four heard, the child first."""

from typing import Self

from django.db import models
from django.db.models import F, Q

from kith.access.reach import Ground
from kith.foundation.models import SignedRecord
from kith.matching.models import Match
from kith.people.models import AboutChildQuerySet, Child, Involvement


class MatchReviewQuerySet(AboutChildQuerySet):
    child_path = "match__child"
    scheme_path = "match__scheme"

    def own(self, ground: Ground) -> Q:
        """What was agreed is read by all who were heard: the young person, and the carer and worker near them."""
        near = Involvement.objects.open_on(ground.on).filter(user=ground.user).values("child")
        return super().own(ground) | Q(match__child__in=near, held_on__isnull=False)

    def open(self) -> Self:
        return self.filter(held_on=None)

    def held(self) -> Self:
        return self.filter(held_on__isnull=False)


class MatchReview(SignedRecord):
    """One look at a match together: begun, everybody heard, closed with what was agreed and the next day."""

    match = models.ForeignKey(Match, on_delete=models.PROTECT, related_name="+")
    due_on = models.DateField()
    begun_on = models.DateField()
    held_on = models.DateField(null=True, blank=True)
    agreed = models.TextField(blank=True, max_length=2000, help_text="everybody who was heard can read it")
    next_on = models.DateField(null=True, blank=True)

    objects = MatchReviewQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["match"], condition=Q(held_on=None), name="a_match_has_one_review_at_a_time"
            ),
            models.CheckConstraint(
                condition=Q(held_on=None) | (Q(held_on__gte=F("begun_on")) & ~Q(agreed="")),
                name="a_review_that_was_held_says_what_was_agreed",
            ),
            models.CheckConstraint(
                condition=Q(next_on=None) | Q(held_on__isnull=False, next_on__gt=F("held_on")),
                name="the_next_review_is_later",
            ),
        ]
        indexes = [models.Index(fields=["match", "-held_on"])]
        ordering = ["-begun_on", "-id"]

    def __str__(self) -> str:
        return f"review due on {self.due_on}"

    @property
    def child(self) -> Child:
        return self.match.child


class VoiceQuerySet(AboutChildQuerySet):
    child_path = "review__match__child"
    scheme_path = "review__match__scheme"

    def own(self, ground: Ground) -> Q:
        return Q(review__match__child__user=ground.user, who=Voice.Who.CHILD)


class Voice(SignedRecord):
    """What one of the four said in a review, in their words; or why they were not heard."""

    class Who(models.TextChoices):
        CHILD = "child", "The young person"
        VOLUNTEER = "volunteer", "The volunteer"
        CARER = "carer", "The carer"
        WORKER = "worker", "The worker"

    class How(models.TextChoices):
        TALK = "talk", "In a talk"
        PHONE = "phone", "By phone"
        WRITING = "writing", "In writing"
        DRAWING = "drawing", "In a drawing, or another way"

    review = models.ForeignKey(MatchReview, on_delete=models.CASCADE, related_name="voices")
    who = models.CharField(max_length=10, choices=Who.choices)
    how = models.CharField(max_length=10, choices=How.choices, blank=True)
    heard_on = models.DateField()
    words = models.TextField(blank=True, max_length=2000)
    not_heard_why = models.CharField(max_length=200, blank=True)

    objects = VoiceQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["review", "who"], name="everybody_is_heard_once_in_a_review"),
            models.CheckConstraint(
                condition=(~Q(words="") & Q(not_heard_why="")) | (Q(words="") & ~Q(not_heard_why="")),
                name="somebody_is_heard_or_it_says_why_not",
            ),
        ]
        ordering = ["id"]

    def __str__(self) -> str:
        return f"the {self.who} in a review"

    @property
    def child(self) -> Child:
        return self.review.match.child
