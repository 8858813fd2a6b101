"""What a child keeps: letters, a certificate, and memories in pictures, words and places."""

from typing import Self

from django.db import models
from django.db.models import F, Q

from kith.access.reach import Ground
from kith.endings.models.endings import Ending
from kith.foundation.models import SignedRecord
from kith.matching.models import Match
from kith.matching.states import LIVE_MATCH
from kith.people.models import AboutChildQuerySet, Child
from kith.recruitment.models import Suspension


class LetterQuerySet(AboutChildQuerySet):
    child_path = "ending__match__child"
    scheme_path = "ending__match__scheme"

    def own(self, ground: Ground) -> Q:
        """The young person’s, once it has been given to them."""
        return super().own(ground) & Q(given_on__isnull=False)


class Letter(SignedRecord):
    """A letter for the child to keep, from the volunteer or the scheme. Versions are new letters."""

    ending = models.ForeignKey(Ending, on_delete=models.PROTECT, related_name="letters")
    words = models.TextField(max_length=4000)
    signed = models.CharField(max_length=80)
    written_on = models.DateField()
    given_on = models.DateField(null=True, blank=True)

    objects = LetterQuerySet.as_manager()

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(given_on=None) | Q(given_on__gte=F("written_on")),
                name="a_letter_is_given_after_it_is_written",
            )
        ]
        ordering = ["-written_on", "-id"]

    def __str__(self) -> str:
        return f"letter of {self.written_on}"

    @property
    def child(self) -> Child:
        return self.ending.match.child


class CertificateQuerySet(AboutChildQuerySet):
    child_path = "ending__match__child"
    scheme_path = "ending__match__scheme"

    def own(self, ground: Ground) -> Q:
        """The young person’s, once it has been given to them."""
        return super().own(ground) & Q(given_on__isnull=False)


class Certificate(SignedRecord):
    """A certificate in the words the child chose. Put in other words, it is a new one."""

    ending = models.ForeignKey(Ending, on_delete=models.PROTECT, related_name="certificates")
    name = models.CharField(max_length=60, help_text="as the child would like to be called on it")
    words = models.TextField(max_length=400, help_text="what it is for, as the child would say it")
    signed = models.CharField(max_length=120)
    made_on = models.DateField()
    given_on = models.DateField(null=True, blank=True)

    objects = CertificateQuerySet.as_manager()

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(given_on=None) | Q(given_on__gte=F("made_on")),
                name="a_certificate_is_given_after_it_is_made",
            )
        ]
        ordering = ["-id"]

    def __str__(self) -> str:
        return f"certificate of {self.made_on}"

    @property
    def child(self) -> Child:
        return self.ending.match.child


class KeepsakeQuerySet(AboutChildQuerySet):
    child_path = "match__child"
    scheme_path = "match__scheme"

    def own(self, ground: Ground) -> Q:
        """The young person’s as long as it is kept; the volunteer’s what they put there themselves, until it ends."""
        looked_into = Suspension.objects.looked_into_on(ground.on).values("volunteer")
        put_there = Q(match__volunteer__user=ground.user, created_by=ground.user)
        while_it_lives = Q(match__status__in=LIVE_MATCH) & ~Q(match__volunteer__in=looked_into)
        return super().own(ground) | (put_there & while_it_lives)

    def without_pictures(self) -> Self:
        return self.defer("picture")


class Keepsake(SignedRecord):
    """One memory of a match, kept for the child: a picture drawn anew, words, or a place."""

    class Kind(models.TextChoices):
        PICTURE = "picture", "A picture"
        WORDS = "words", "Words"
        PLACE = "place", "A place"

    match = models.ForeignKey(Match, on_delete=models.PROTECT, related_name="+")
    kind = models.CharField(max_length=8, choices=Kind.choices)
    words = models.CharField(max_length=400, blank=True)
    picture = models.BinaryField(null=True, blank=True, help_text="a PNG drawn anew, encrypted")
    put_by = models.CharField(max_length=80, help_text="whose memory it is, by first name")
    on = models.DateField()

    objects = KeepsakeQuerySet.as_manager()

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(kind="picture", picture__isnull=False)
                | (~Q(kind="picture") & Q(picture=None) & ~Q(words="")),
                name="a_memory_has_something_in_it",
            )
        ]
        indexes = [models.Index(fields=["match", "on"])]
        ordering = ["on", "id"]

    def __str__(self) -> str:
        return f"{self.kind} of {self.on}"

    @property
    def child(self) -> Child:
        return self.match.child
