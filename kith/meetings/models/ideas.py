"""A scheme’s own library of cheap or free things to do, and which of them a child would like."""

from datetime import date
from typing import Self

from django.db import models
from django.db.models import F, Q

from kith.access.policy import Reach
from kith.access.reach import NOTHING, Ground, ReachableQuerySet
from kith.foundation.models import SignedRecord
from kith.matching.models import Match
from kith.people.models import AboutChildQuerySet, Child
from kith.schemes.models import Scheme


class IdeaQuerySet(ReachableQuerySet):
    def within(self, ground: Ground) -> Q:
        """Whole schemes; a volunteer’s and a young person’s own are those of the schemes in which they have somebody."""
        if ground.reach == Reach.OWN:
            mine = Match.objects.live().filter(Q(child__user=ground.user) | Q(volunteer__user=ground.user))
            return Q(scheme__in=mine.values("scheme"))
        if ground.reach in (Reach.SCHEME, Reach.CASELOAD):
            return Q(scheme__in=ground.schemes())
        return NOTHING

    def offered(self) -> Self:
        return self.filter(retired_on=None)

    def for_age(self, age: int) -> Self:
        return self.filter(age_from__lte=age, age_to__gte=age)

    def in_season(self, on: date) -> Self:
        return self.filter(season__in=[Idea.Season.ANY, season_of(on)])


class Idea(SignedRecord):
    """One thing to do, what it costs, for whom, when and where."""

    class Cost(models.TextChoices):
        FREE = "free", "Free"
        LITTLE = "little", "Up to £5 for both"
        SOME = "some", "Up to £15 for both"

    class Season(models.TextChoices):
        ANY = "any", "All year"
        SPRING = "spring", "Spring"
        SUMMER = "summer", "Summer"
        AUTUMN = "autumn", "Autumn"
        WINTER = "winter", "Winter"

    scheme = models.ForeignKey(Scheme, on_delete=models.PROTECT, related_name="+")
    title = models.CharField(max_length=80)
    words = models.CharField(max_length=300, blank=True)
    activity = models.CharField(max_length=20, help_text="key of the activity picture")
    cost = models.CharField(max_length=6, choices=Cost.choices)
    season = models.CharField(max_length=6, choices=Season.choices, default=Season.ANY)
    age_from = models.PositiveSmallIntegerField(default=0)
    age_to = models.PositiveSmallIntegerField(default=25)
    area = models.CharField(max_length=60, blank=True, help_text="where, if it is not everywhere")
    retired_on = models.DateField(null=True, blank=True)

    objects = IdeaQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["scheme", "title"],
                condition=Q(retired_on=None),
                name="a_scheme_offers_an_idea_once",
            ),
            models.CheckConstraint(
                condition=Q(age_to__gte=F("age_from")), name="an_idea_is_for_ages_in_order"
            ),
        ]
        ordering = ["title"]

    def __str__(self) -> str:
        return self.title


class IdeaLikedQuerySet(AboutChildQuerySet):
    scheme_path = "idea__scheme"


class IdeaLiked(SignedRecord):
    """“I’d like this”, said by a child of one idea; taken back as easily."""

    idea = models.ForeignKey(Idea, on_delete=models.CASCADE, related_name="likes")
    child = models.ForeignKey(Child, on_delete=models.PROTECT, related_name="+")
    on = models.DateField()

    objects = IdeaLikedQuerySet.as_manager()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["idea", "child"], name="a_child_likes_an_idea_once")]
        verbose_name_plural = "ideas liked"

    def __str__(self) -> str:
        return f"liked on {self.on}"


def season_of(on: date) -> Idea.Season:
    """By the calendar months of the Meteorological Office: spring is March to May."""
    seasons = (Idea.Season.WINTER, Idea.Season.SPRING, Idea.Season.SUMMER, Idea.Season.AUTUMN)
    return seasons[on.month % 12 // 3]
