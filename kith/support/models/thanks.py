"""Thanks: a card for a volunteer, for a day worth remembering or for no reason at all."""

from django.db import models
from django.db.models import Q

from kith.access.policy import Reach
from kith.access.reach import Ground, ReachableQuerySet
from kith.foundation.models import SignedRecord
from kith.matching.models import Match
from kith.people.models import Volunteer, children_within, open_to
from kith.schemes.models import Scheme


class ThanksQuerySet(ReachableQuerySet):
    def within(self, ground: Ground) -> Q:
        if ground.reach == Reach.OWN:
            return Q(volunteer__user=ground.user)
        if ground.reach == Reach.CASELOAD:
            return Q(match__child__in=children_within(ground)) | Q(created_by=ground.user)
        return Q(scheme__in=ground.schemes()) & (Q(match=None) | open_to(ground, "match__child"))


class Thanks(SignedRecord):
    """One card to a volunteer. They find it in Kith; the letter says only that there is something new."""

    class Occasion(models.TextChoices):
        YEAR = "year", "Another year together"
        MEETINGS = "meetings", "So many meetings"
        THROUGH = "through", "Going through a hard time"
        DEED = "deed", "Something they did"
        NOTHING = "nothing", "No reason at all"

    volunteer = models.ForeignKey(Volunteer, on_delete=models.PROTECT, related_name="+")
    scheme = models.ForeignKey(Scheme, on_delete=models.PROTECT, related_name="+")
    match = models.ForeignKey(Match, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    occasion = models.CharField(max_length=10, choices=Occasion.choices)
    picture = models.CharField(max_length=20)
    words = models.TextField(max_length=600)
    signed = models.CharField(max_length=80)
    on = models.DateField()

    objects = ThanksQuerySet.as_manager()

    class Meta:
        indexes = [models.Index(fields=["volunteer", "-on"])]
        ordering = ["-on", "-id"]
        verbose_name_plural = "thanks"

    def __str__(self) -> str:
        return f"thanks of {self.on}"
