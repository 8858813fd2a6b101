"""An ending and its steps."""

from datetime import date
from typing import Self

from django.db import models
from django.db.models import F, Q

from kith.access.models import User
from kith.access.reach import Ground
from kith.endings.states import ENDING, Status
from kith.foundation.lifecycle import HasLifecycle
from kith.foundation.models import Change, SignedRecord
from kith.matching.models import Match
from kith.people.models import AboutChildQuerySet, Child
from kith.recruitment.models import Suspension

TELL_VOLUNTEER = "prepare"


class EndingQuerySet(AboutChildQuerySet):
    child_path = "match__child"
    scheme_path = "match__scheme"
    erased_path = "match__erased_on"

    def own(self, ground: Ground) -> Q:
        """The volunteer’s while it winds down, for the letter; not while a concern about them is looked into.

        Nor before somebody has told them what the young person decided: nobody reads that first on a screen.
        """
        looked_into = Suspension.objects.looked_into_on(ground.on)
        untold = EndingStep.objects.open().filter(key=TELL_VOLUNTEER, ending__kind=Ending.Kind.CHILD)
        theirs = Q(match__volunteer__user=ground.user, status=Status.WINDING_DOWN)
        return (
            theirs
            & ~Q(match__volunteer__in=looked_into.values("volunteer"))
            & ~Q(pk__in=untold.values("ending"))
        )

    def winding_down(self) -> Self:
        return self.filter(status=Status.WINDING_DOWN)

    def standing(self) -> Self:
        """Those that were not called off."""
        return self.exclude(status=Status.CALLED_OFF)

    def with_people(self) -> Self:
        return self.select_related("match__child", "match__volunteer__user", "match__scheme")


class Ending(SignedRecord, HasLifecycle):
    """How one match ends: of what kind, planned or not, told how, by whom and when."""

    class Kind(models.TextChoices):
        COMPLETED = "completed", "Planned completion"
        CHILD = "child's choice", "The child’s choice"
        VOLUNTEER = "volunteer left", "The volunteer left"
        PLACEMENT = "placement move", "A placement move"
        LEFT_CARE = "left care", "Left care"
        NEVER_STARTED = "never started", "Never really started"
        SAFETY = "safety", "Safety"
        DIED = "volunteer died", "The volunteer died"
        CHILD_DIED = "child died", "The young person died"
        UNKNOWN = "unknown", "Not known"

    class Contact(models.TextChoices):
        NOT_ASKED = "not asked", "Not asked yet"
        NONE = "none", "No contact afterwards"
        CARDS = "cards", "Cards and letters through the scheme"
        INFORMAL = "informal", "They go on informally"

    lifecycle = ENDING
    status = ENDING.field()

    match = models.ForeignKey(Match, on_delete=models.PROTECT, related_name="+")
    kind = models.CharField(max_length=20, choices=Kind.choices)
    planned = models.BooleanField()
    begun_on = models.DateField()
    last_day = models.DateField(null=True, blank=True, help_text="the day of the last meeting, once chosen")
    ended_on = models.DateField(null=True, blank=True)
    tell_by = models.CharField(max_length=80, blank=True, help_text="who is to tell the child")
    tell_day = models.DateField(null=True, blank=True, help_text="when the child is to be told")
    told_on = models.DateField(null=True, blank=True)
    told_how = models.CharField(max_length=200, blank=True)
    child_words = models.TextField(blank=True, max_length=1000)
    contact_afterwards = models.CharField(max_length=10, choices=Contact.choices, default=Contact.NOT_ASKED)
    reason_words = models.TextField(blank=True, max_length=1000)
    look_back_welcome = models.BooleanField(
        null=True, blank=True, help_text="may we ask again after 3 and 12 months; empty: not asked"
    )
    how_to_reach = models.CharField(
        max_length=200, blank=True, help_text="how the child would like to be asked then"
    )
    kept_until = models.DateField(
        null=True, blank=True, help_text="how long the scheme keeps its record of the match"
    )

    objects = EndingQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["match"],
                condition=Q(status__in=["winding down", "ended"]),
                name="a_match_ends_once",
            ),
            models.CheckConstraint(
                condition=Q(ended_on=None) | Q(ended_on__gte=F("begun_on")),
                name="an_ending_is_over_after_it_begins",
            ),
        ]
        indexes = [models.Index(fields=["status", "ended_on"]), models.Index(fields=["kept_until"])]
        ordering = ["-begun_on", "-id"]

    def __str__(self) -> str:
        return f"ending of {self.match_id}"

    @property
    def child(self) -> Child:
        return self.match.child

    @property
    def is_winding_down(self) -> bool:
        return self.status == Status.WINDING_DOWN

    @property
    def is_by_death(self) -> bool:
        return self.kind in BY_DEATH

    @property
    def is_childs_choice(self) -> bool:
        return self.kind == self.Kind.CHILD


BY_DEATH = (Ending.Kind.DIED, Ending.Kind.CHILD_DIED)


class EndingChange(Change):
    of = models.ForeignKey(Ending, on_delete=models.CASCADE, related_name="changes")


class StepQuerySet(AboutChildQuerySet):
    child_path = "ending__match__child"
    scheme_path = "ending__match__scheme"

    def open(self) -> Self:
        return self.filter(done_on=None, skipped_on=None)

    def due_by(self, day: date) -> Self:
        return self.open().filter(due_on__lte=day)


class EndingStep(SignedRecord):
    """One thing to do so that it ends well."""

    ending = models.ForeignKey(Ending, on_delete=models.CASCADE, related_name="steps")
    key = models.CharField(max_length=30)
    words = models.CharField(max_length=200)
    place = models.PositiveSmallIntegerField()
    due_on = models.DateField()
    done_on = models.DateField(null=True, blank=True)
    done_words = models.CharField(
        max_length=200, blank=True, help_text="what came of it: drama club, fee paid"
    )
    skipped_on = models.DateField(null=True, blank=True)
    skipped_why = models.CharField(max_length=200, blank=True)
    done_by = models.ForeignKey(User, on_delete=models.PROTECT, null=True, blank=True, related_name="+")

    objects = StepQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["ending", "key"], name="an_ending_has_each_step_once"),
            models.CheckConstraint(
                condition=Q(done_on=None) | Q(skipped_on=None), name="a_step_is_done_or_skipped_not_both"
            ),
            models.CheckConstraint(
                condition=Q(skipped_on=None) | ~Q(skipped_why=""), name="a_skipped_step_says_why"
            ),
        ]
        indexes = [
            models.Index(fields=["due_on"], condition=Q(done_on=None, skipped_on=None), name="open_steps")
        ]
        ordering = ["place"]

    def __str__(self) -> str:
        return self.words

    @property
    def child(self) -> Child:
        return self.ending.match.child

    @property
    def is_open(self) -> bool:
        return self.done_on is None and self.skipped_on is None
