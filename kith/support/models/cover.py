"""Who looks after matches while somebody is away, who took them over for good, and how large a post is."""

from datetime import date
from decimal import Decimal
from typing import Self

from django.db import models
from django.db.models import F, Q

from kith.access.models import Membership, User
from kith.access.policy import Reach
from kith.access.reach import Ground, ReachableQuerySet
from kith.access.roles import Role
from kith.foundation.models import SignedRecord
from kith.people.models import Child, Involvement
from kith.schemes.models import Organisation


def coordinators_within(ground: Ground) -> "models.QuerySet[User]":
    """Oneself; or with scheme reach, whoever is or was a coordinator in those schemes or at their providers."""
    if ground.reach == Reach.OWN:
        return User.objects.filter(pk=ground.user.pk)
    if ground.reach != Reach.SCHEME:
        return User.objects.none()
    providers = ground.providers()
    held = Membership.objects.filter(role=Role.COORDINATOR)
    held = held.filter(scheme__in=ground.schemes()) | held.filter(organisation__in=providers)
    return User.objects.filter(pk__in=held.values("user"))


class OfCoordinatorQuerySet(ReachableQuerySet):
    """Rows about a coordinator's own work: their own, or those of the schemes in reach."""

    coordinator_path = "coordinator"

    def within(self, ground: Ground) -> Q:
        return Q(**{f"{self.coordinator_path}__in": coordinators_within(ground).values("pk")})


class PostQuerySet(OfCoordinatorQuerySet):
    def open_on(self, day: date) -> Self:
        return self.filter(Q(until_day=None) | Q(until_day__gt=day), from_day__lte=day)


class Post(SignedRecord):
    """How much of a full-time post a coordinator has, from a day up to (not with) another. Unsaid, it is a whole one."""

    coordinator = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    provider = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="+")
    share = models.DecimalField(max_digits=3, decimal_places=2, default=Decimal(1))
    from_day = models.DateField()
    until_day = models.DateField(null=True, blank=True)

    objects = PostQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["coordinator", "provider"],
                condition=Q(until_day=None),
                name="a_coordinator_has_one_post_at_a_provider",
            ),
            models.CheckConstraint(
                condition=Q(share__gt=0, share__lte=1), name="a_post_is_a_part_or_the_whole"
            ),
            models.CheckConstraint(
                condition=Q(until_day=None) | Q(until_day__gte=F("from_day")),
                name="a_post_ends_after_it_begins",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.share} of a post from {self.from_day}"


class CoverQuerySet(OfCoordinatorQuerySet):
    def open_on(self, day: date) -> Self:
        return self.filter(from_day__lte=day, until_day__gt=day)

    def not_over(self, day: date) -> Self:
        return self.filter(until_day__gt=day)


class Cover(SignedRecord):
    """While one coordinator is away, another is near their children: from a day up to (not with) another."""

    class Why(models.TextChoices):
        LEAVE = "leave", "Leave"
        ILL = "ill", "Ill"
        TRAINING = "training", "Training"
        OTHER = "other", "Another reason"

    coordinator = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    covered_by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    from_day = models.DateField()
    until_day = models.DateField(help_text="the first day on which it is over")
    why = models.CharField(max_length=10, choices=Why.choices)
    ended_early_on = models.DateField(null=True, blank=True)

    objects = CoverQuerySet.as_manager()

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=~Q(coordinator=F("covered_by")), name="nobody_covers_for_themself"
            ),
            models.CheckConstraint(
                condition=Q(until_day__gte=F("from_day")), name="a_cover_ends_after_it_begins"
            ),
        ]
        indexes = [models.Index(fields=["coordinator", "until_day"])]
        ordering = ["-from_day", "-id"]

    def __str__(self) -> str:
        return f"cover from {self.from_day} until {self.until_day}"

    @property
    def last_day(self) -> date:
        return self.until_day - date.resolution


class Covered(models.Model):
    """One child of a cover, by the involvement it opened; one that was open already is left alone."""

    cover = models.ForeignKey(Cover, on_delete=models.CASCADE, related_name="children")
    involvement = models.OneToOneField(Involvement, on_delete=models.PROTECT, related_name="+")

    def __str__(self) -> str:
        return f"a child of cover {self.cover_id}"


class HandOverQuerySet(OfCoordinatorQuerySet):
    def within(self, ground: Ground) -> Q:
        """Of those who gave and of those who took."""
        theirs = coordinators_within(ground).values("pk")
        return Q(from_coordinator__in=theirs) | Q(to_coordinator__in=theirs)


class HandOver(SignedRecord):
    """Children and their matches went from one coordinator to another for good."""

    from_coordinator = models.ForeignKey(
        User, on_delete=models.PROTECT, null=True, blank=True, related_name="+",
        help_text="nobody, where the matches had been left without anybody",
    )  # fmt: skip
    to_coordinator = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    on = models.DateField()
    words = models.TextField(blank=True, max_length=2000, help_text="what the next one should know")

    objects = HandOverQuerySet.as_manager()

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=~Q(from_coordinator=F("to_coordinator")), name="nobody_hands_over_to_themself"
            )
        ]
        indexes = [models.Index(fields=["to_coordinator", "-on"])]
        ordering = ["-on", "-id"]

    def __str__(self) -> str:
        return f"hand-over of {self.on}"


class HandedOver(models.Model):
    """One child of a hand-over, by the involvement that it opened."""

    hand_over = models.ForeignKey(HandOver, on_delete=models.CASCADE, related_name="children")
    child = models.ForeignKey(Child, on_delete=models.PROTECT, related_name="+")
    involvement = models.ForeignKey(Involvement, on_delete=models.PROTECT, related_name="+")

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["hand_over", "child"], name="a_child_is_handed_over_once")
        ]

    def __str__(self) -> str:
        return f"a child of hand-over {self.hand_over_id}"
