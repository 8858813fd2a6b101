"""Which road a match takes: chosen at seventeen, or over to another scheme or authority."""

from typing import Self

from django.db import models
from django.db.models import Q

from kith.access.models import User
from kith.access.policy import Reach
from kith.access.reach import NOTHING, Ground, ReachableQuerySet
from kith.foundation.models import SignedRecord
from kith.matching.models import Match
from kith.people.models import AboutChildQuerySet, Child
from kith.schemes.models import Organisation, Scheme


class RoadQuerySet(AboutChildQuerySet):
    child_path = "match__child"
    scheme_path = "match__scheme"


class Road(SignedRecord):
    """Which of three roads a match takes before the child is 18. The latest stands; nothing happens by itself."""

    class Way(models.TextChoices):
        MOVE = "move", "Move to a scheme for care leavers"
        INFORMAL = "informal", "Go on informally, without the scheme"
        END = "end", "End, and say goodbye well"

    match = models.ForeignKey(Match, on_delete=models.CASCADE, related_name="+")
    way = models.CharField(max_length=8, choices=Way.choices)
    child_words = models.CharField(max_length=400)
    on = models.DateField()

    objects = RoadQuerySet.as_manager()

    class Meta:
        ordering = ["-id"]

    def __str__(self) -> str:
        return f"{self.way} on {self.on}"

    @property
    def child(self) -> Child:
        return self.match.child


class MoveQuerySet(ReachableQuerySet):
    def within(self, ground: Ground) -> Q:
        """Whoever would take the match over, while it waits for their answer; they see no more of the child than it says."""
        waits = Q(answered_on=None, withdrawn_on=None)
        if ground.reach == Reach.SCHEME:
            return waits & Q(to_scheme__in=ground.schemes()) & Q(match__child__sealed=False)
        if ground.reach == Reach.AUTHORITY:
            return waits & Q(to_authority__in=ground.organisations) & Q(match__child__sealed=False)
        return NOTHING

    def waiting(self) -> Self:
        return self.filter(answered_on=None, withdrawn_on=None)


class Move(SignedRecord):
    """A match is to go over to another scheme, or to another authority. It goes with the yes of the other side."""

    match = models.ForeignKey(Match, on_delete=models.CASCADE, related_name="+")
    from_scheme = models.ForeignKey(Scheme, on_delete=models.PROTECT, related_name="+")
    to_scheme = models.ForeignKey(Scheme, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    from_authority = models.ForeignKey(
        Organisation, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    to_authority = models.ForeignKey(
        Organisation, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    child_words = models.CharField(max_length=400, help_text="what the child said about it")
    words = models.CharField(max_length=600, help_text="what the other side should know, without a name")
    asked_on = models.DateField()
    answered_on = models.DateField(null=True, blank=True)
    answered_by = models.ForeignKey(User, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    yes = models.BooleanField(null=True, blank=True)
    answer = models.CharField(max_length=400, blank=True)
    withdrawn_on = models.DateField(null=True, blank=True)

    objects = MoveQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["match"],
                condition=Q(answered_on=None, withdrawn_on=None),
                name="a_match_is_asked_over_once_at_a_time",
            ),
            models.CheckConstraint(
                condition=Q(to_scheme__isnull=False, to_authority=None)
                | Q(to_scheme=None, to_authority__isnull=False),
                name="a_match_goes_to_a_scheme_or_to_an_authority",
            ),
        ]
        ordering = ["-id"]

    def __str__(self) -> str:
        return f"to {self.to}"

    @property
    def to(self) -> str:
        return str(self.to_scheme or self.to_authority)

    @property
    def child(self) -> Child:
        return self.match.child

    @property
    def is_open(self) -> bool:
        return self.answered_on is None and self.withdrawn_on is None
