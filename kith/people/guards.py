"""What stands between people and a child's story, and the one way past it in an emergency.

A `Restriction` keeps one person from one child, whatever their role. A `Seal` leaves only those named. An `Opening` is
a file read out of reach for an hour, with a reason, told at once and reviewed afterwards.
"""

from datetime import date, datetime
from typing import Any, Self

from django.db import models
from django.db.models import F, Q

from kith.access.models import User
from kith.access.policy import Reach
from kith.access.reach import Ground, ReachableQuerySet
from kith.foundation.encryption import EncryptedTextField
from kith.foundation.models import SignedRecord
from kith.people.children import AboutChildQuerySet, Child, Involvement, kept_from
from kith.schemes.models import Scheme


class GuardQuerySet(AboutChildQuerySet):
    scheme_path = None

    def open_on(self, day: date) -> Self:
        return self.filter(Q(until_day=None) | Q(until_day__gt=day), from_day__lte=day)


class Guard(SignedRecord):
    """Put up by one person at once, because it protects; taken down by two, because that exposes."""

    child = models.ForeignKey(Child, on_delete=models.PROTECT, related_name="+")
    why = EncryptedTextField()
    from_day = models.DateField()
    until_day = models.DateField(null=True, blank=True)
    asked_by = models.ForeignKey(User, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    asked_on = models.DateField(null=True, blank=True)
    asked_why = EncryptedTextField(blank=True, help_text="why it should end")
    ended_by = models.ForeignKey(User, on_delete=models.PROTECT, null=True, blank=True, related_name="+")

    objects = GuardQuerySet.as_manager()

    class Meta:
        abstract = True


def ended_by_two(name: str) -> models.CheckConstraint:
    return models.CheckConstraint(
        condition=Q(ended_by=None) | (Q(asked_by__isnull=False) & ~Q(ended_by=F("asked_by"))), name=name
    )


class Seal(Guard):
    """A story that only those who are near the child by name may see: no list, no search, no count knows of it."""

    class Meta:
        constraints = [
            ended_by_two("a_seal_is_lifted_by_two_people"),
            models.UniqueConstraint(
                fields=["child"], condition=Q(until_day=None), name="a_child_is_sealed_once_at_a_time"
            ),
        ]

    def __str__(self) -> str:
        return f"seal from {self.from_day}"


class SealEntry(SignedRecord):
    """One thing that was done about a seal, with its reason; added, never edited."""

    class Kind(models.TextChoices):
        SEALED = "sealed", "Sealed"
        NAMED = "named", "Named"
        LEFT = "left", "No longer named"
        ASKED = "asked", "Asked to lift the seal"
        KEPT = "kept", "The seal stays"
        LIFTED = "lifted", "The seal was lifted"

    seal = models.ForeignKey(Seal, on_delete=models.PROTECT, related_name="entries")
    kind = models.CharField(max_length=10, choices=Kind.choices)
    user = models.ForeignKey(User, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    words = EncryptedTextField(blank=True)
    on = models.DateField()

    class Meta:
        ordering = ["id"]
        verbose_name_plural = "seal entries"

    def __str__(self) -> str:
        return f"{self.kind} on {self.on}"


class Restriction(Guard):
    """One person who must never see one child's story: a relative who works here, a neighbour, somebody once known."""

    user = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")

    class Meta:
        constraints = [
            ended_by_two("a_restriction_is_ended_by_two_people"),
            models.UniqueConstraint(
                fields=["child", "user"],
                condition=Q(until_day=None),
                name="a_person_is_restricted_once_at_a_time",
            ),
        ]
        indexes = [models.Index(fields=["user", "until_day", "child"])]

    def __str__(self) -> str:
        return f"restriction from {self.from_day}"


class OpeningQuerySet(ReachableQuerySet):
    def within(self, ground: Ground) -> Q:
        """Own: files one opened oneself. To review: of the schemes or the authority's children, never one's own."""
        if ground.reach == Reach.OWN:
            return Q(created_by=ground.user)
        if ground.reach == Reach.AUTHORITY:
            where = Q(child__authority__in=ground.organisations)
        elif ground.reach == Reach.SCHEME:
            where = Q(scheme__in=ground.schemes())
        else:
            return Q(pk__in=[])
        return where & ~Q(created_by=ground.user) & ~Q(child__in=kept_from(ground))

    def in_force(self, at: datetime) -> Self:
        return self.filter(at__lte=at, until_at__gt=at)

    def unreviewed(self) -> Self:
        return self.filter(reviewed_on=None)


class Opening(SignedRecord):
    """Somebody opened a file out of their reach: one child, read only, for an hour."""

    class Reason(models.TextChoices):
        DANGER = "danger", "The child may be in danger now"
        UNREACHABLE = "unreachable", "The person who looks after them cannot be reached"
        CONTACT = "contact", "The child, their carer or their worker has asked for help"
        ORDER = "order", "A court, the police or children’s services asks"

    class Finding(models.TextChoices):
        RIGHT = "right", "It was right to open it"
        AVOIDABLE = "avoidable", "It was well meant, and could have been avoided"
        WRONG = "wrong", "It should not have been opened"

    child = models.ForeignKey(Child, on_delete=models.PROTECT, related_name="+")
    scheme = models.ForeignKey(Scheme, on_delete=models.PROTECT, related_name="+")
    reason = models.CharField(max_length=20, choices=Reason.choices)
    words = EncryptedTextField()
    was_sealed = models.BooleanField(default=False)
    at = models.DateTimeField()
    until_at = models.DateTimeField()
    review_by = models.DateField()
    reviewed_by = models.ForeignKey(User, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    reviewed_on = models.DateField(null=True, blank=True)
    finding = models.CharField(max_length=12, choices=Finding.choices, blank=True)
    review_words = EncryptedTextField(blank=True)

    objects = OpeningQuerySet.as_manager()

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(reviewed_by=None) | ~Q(reviewed_by=F("created_by")),
                name="nobody_reviews_their_own_opening",
            ),
            models.CheckConstraint(
                condition=Q(until_at__gt=F("at")), name="an_opening_closes_after_it_opens"
            ),
        ]
        indexes = [models.Index(fields=["created_by", "until_at"])]

    def __str__(self) -> str:
        return f"opening at {self.at}"


def kept_from_of(user: User, on: date) -> set[int]:
    """The ids of the children whom this person must not come near."""
    return set(Restriction.objects.open_on(on).filter(user=user).values_list("child", flat=True))


def named_of(child: Child, on: date) -> "models.QuerySet[Any]":
    """The people with an account who are near a child by name: while the story is sealed, nobody else sees it."""
    return Involvement.objects.open_on(on).filter(child=child, user__isnull=False).select_related("user")
