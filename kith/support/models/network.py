"""The people around a child as the child draws them, in versions; and the ties to keep when a child moves."""

from typing import Self

from django.db import models
from django.db.models import F, Q

from kith.foundation.charts import Ring
from kith.foundation.models import SignedRecord
from kith.people.models import AboutChildQuerySet, Child

RINGS = [(ring.value, ring.words.capitalize()) for ring in Ring]


class NetworkMapQuerySet(AboutChildQuerySet):
    scheme_path = None

    def drawn(self) -> Self:
        return self.filter(drawn_on__isnull=False)


class NetworkMap(SignedRecord):
    """One version of whom a child has around them. Being drawn until it is finished; then it stays."""

    class When(models.TextChoices):
        NOW = "now", "How it is now"
        BEFORE = "before a move", "Before a move"
        AFTER = "after a move", "After a move"

    child = models.ForeignKey(Child, on_delete=models.PROTECT, related_name="+")
    version = models.PositiveSmallIntegerField()
    begun_on = models.DateField()
    drawn_on = models.DateField(null=True, blank=True)
    when = models.CharField(max_length=15, choices=When.choices, default=When.NOW)
    words = models.CharField(max_length=500, blank=True, help_text="what the child says about it")
    shared = models.BooleanField(default=False, help_text="the child lets their worker see it")

    objects = NetworkMapQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["child", "version"], name="a_map_has_one_of_each_version"),
            models.UniqueConstraint(
                fields=["child"], condition=Q(drawn_on=None), name="a_child_draws_one_map_at_a_time"
            ),
            models.CheckConstraint(
                condition=Q(drawn_on=None) | Q(drawn_on__gte=F("begun_on")),
                name="a_map_is_drawn_after_it_is_begun",
            ),
        ]
        ordering = ["-version"]

    def __str__(self) -> str:
        return f"map {self.version}"


class Tie(SignedRecord):
    """One person, or animal, on a map: how close, who they are, and for what the child would turn to them."""

    class Kind(models.TextChoices):
        FAMILY = "family", "Family"
        FRIEND = "friend", "Friend"
        CARER = "carer", "Somebody I live with"
        VOLUNTEER = "volunteer", "Somebody who visits me"
        SCHOOL = "school", "School"
        WORKER = "worker", "Their job is to help me"
        PET = "pet", "A pet"
        OTHER = "other", "Somebody else"

    class For(models.TextChoices):
        FUN = "fun", "Have fun"
        TALK = "talk", "Talk when I am sad or cross"
        HELP = "help", "Help with school or work"
        PRACTICAL = "practical", "A lift, food, fixing things"
        ADVICE = "advice", "Ask what to do"
        CELEBRATE = "celebrate", "Tell good news"

    map = models.ForeignKey(NetworkMap, on_delete=models.CASCADE, related_name="ties")
    name = models.CharField(max_length=40)
    ring = models.PositiveSmallIntegerField(choices=RINGS)
    kind = models.CharField(max_length=10, choices=Kind.choices)
    turned_to = models.JSONField(default=list, help_text="for what the child would turn to them")
    keep = models.BooleanField(default=False, help_text="not to be lost when the child moves")

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["map", "name"], name="somebody_stands_once_on_a_map"),
            models.CheckConstraint(condition=Q(ring__gte=1, ring__lte=3), name="a_tie_is_on_a_ring"),
        ]
        ordering = ["ring", "id"]

    def __str__(self) -> str:
        return self.name

    @property
    def is_paid(self) -> bool:
        return self.kind == self.Kind.WORKER


class KeepTieQuerySet(AboutChildQuerySet):
    child_path = "tie__map__child"
    scheme_path = None

    def open(self) -> Self:
        return self.filter(done_on=None)


class KeepTie(SignedRecord):
    """After a move: make sure that the child does not lose this person."""

    tie = models.ForeignKey(Tie, on_delete=models.CASCADE, related_name="tasks")
    moved_on = models.DateField()
    due_on = models.DateField()
    done_on = models.DateField(null=True, blank=True)
    done_words = models.CharField(max_length=300, blank=True, help_text="how they stay in touch, or why not")

    objects = KeepTieQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["tie", "moved_on"], name="a_tie_is_kept_once_a_move"),
            models.CheckConstraint(
                condition=Q(done_on=None) | ~Q(done_words=""), name="a_tie_that_was_seen_to_says_how"
            ),
        ]
        indexes = [models.Index(fields=["due_on"], condition=Q(done_on=None), name="open_ties_to_keep")]
        ordering = ["due_on", "id"]

    def __str__(self) -> str:
        return f"keep {self.tie}"

    @property
    def child(self) -> Child:
        return self.tie.map.child
