"""What is settled before a round and counts in every one: pairs put together or kept apart, brothers and sisters."""

from django.db import models
from django.db.models import Q

from kith.foundation.models import SignedRecord
from kith.matching.rounds import OfSchemeQuerySet
from kith.people.models import AboutChildQuerySet, Child, Volunteer
from kith.referral.models import Referral
from kith.schemes.models import Scheme


class RoundPairQuerySet(AboutChildQuerySet):
    def in_force(self) -> "RoundPairQuerySet":
        return self.filter(lifted_on=None)


class RoundPair(SignedRecord):
    """A pair that a coordinator puts together, or keeps apart, in every round of the scheme until it is lifted."""

    class Kind(models.TextChoices):
        FIXED = "fixed", "Together"
        FORBIDDEN = "forbidden", "Apart"

    scheme = models.ForeignKey(Scheme, on_delete=models.PROTECT, related_name="+")
    child = models.ForeignKey(Child, on_delete=models.PROTECT, related_name="+")
    referral = models.ForeignKey(Referral, on_delete=models.PROTECT, related_name="+")
    volunteer = models.ForeignKey(Volunteer, on_delete=models.PROTECT, related_name="+")
    kind = models.CharField(max_length=10, choices=Kind.choices)
    words = models.CharField("why", max_length=200, blank=True)
    on = models.DateField()
    lifted_on = models.DateField(null=True, blank=True)

    objects = RoundPairQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["referral", "volunteer"],
                condition=Q(lifted_on=None),
                name="a_pair_is_together_or_apart_once",
            ),
            models.UniqueConstraint(
                fields=["referral"],
                condition=Q(lifted_on=None, kind="fixed"),
                name="rounds_put_a_child_together_with_one",
            ),
            models.CheckConstraint(
                condition=Q(lifted_on=None) | Q(lifted_on__gte=models.F("on")),
                name="a_pair_is_lifted_after_it_was_made",
            ),
        ]
        ordering = ["-id"]

    def __str__(self) -> str:
        return f"{self.kind} since {self.on}"


class Siblings(SignedRecord):
    """Brothers and sisters who want to share one volunteer: rounds leave them out until they have been placed."""

    scheme = models.ForeignKey(Scheme, on_delete=models.PROTECT, related_name="+")
    on = models.DateField()
    ended_on = models.DateField(null=True, blank=True)

    objects = OfSchemeQuerySet.as_manager()

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(ended_on=None) | Q(ended_on__gte=models.F("on")),
                name="sharing_ends_after_it_begins",
            )
        ]
        ordering = ["-id"]
        verbose_name_plural = "siblings"

    def __str__(self) -> str:
        return f"brothers and sisters since {self.on}"


class SiblingQuerySet(AboutChildQuerySet):
    scheme_path = "siblings__scheme"


class Sibling(models.Model):
    """One of them."""

    siblings = models.ForeignKey(Siblings, on_delete=models.CASCADE, related_name="children")
    child = models.ForeignKey(Child, on_delete=models.PROTECT, related_name="+")
    referral = models.ForeignKey(Referral, on_delete=models.PROTECT, related_name="+")

    objects = SiblingQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["siblings", "referral"], name="a_sibling_is_one_of_them_once")
        ]
        ordering = ["id"]

    def __str__(self) -> str:
        return f"one of {self.siblings_id}"
