"""A form that somebody was asked to fill in themselves: by a link that opens it once, or on a page of their own."""

from datetime import date
from typing import Self

from django.db import models
from django.db.models import F, Q

from kith.access.models import User
from kith.access.reach import Ground
from kith.foundation.encryption import EncryptedTextField
from kith.foundation.models import SignedRecord
from kith.matching.models import Match
from kith.matching.states import LIVE_MATCH
from kith.outcomes.models.measures import MeasureUse, Score
from kith.people.models import AboutChildQuerySet, Child
from kith.recruitment.models import Suspension


class FormAskedQuerySet(AboutChildQuerySet):
    child_path = "match__child"
    scheme_path = "match__scheme"

    def own(self, ground: Ground) -> Q:
        """What one was asked oneself; a volunteer's ends with the match, and while a concern about them is looked into."""
        looked_into = Suspension.objects.looked_into_on(ground.on).values("volunteer")
        still = Q(match__status__in=LIVE_MATCH) & ~Q(match__volunteer__in=looked_into)
        return Q(user=ground.user) & (~Q(use__informant="volunteer") | still)

    def open(self) -> Self:
        """Those nobody has answered or taken back."""
        return self.filter(came="")

    def with_match(self) -> Self:
        return self.select_related("use__scheme__provider", "match__child", "match__volunteer", "user")


class FormAsked(SignedRecord):
    """One person was asked for one form of one wave. Answered once, the link opens nothing any more."""

    class Came(models.TextChoices):
        ANSWERED = "answered", "Answered"
        TAKEN_BACK = "taken back", "Not asked after all"

    match = models.ForeignKey(Match, on_delete=models.PROTECT, related_name="+")
    use = models.ForeignKey(MeasureUse, on_delete=models.PROTECT, related_name="+")
    wave = models.CharField(max_length=20)
    user = models.ForeignKey(User, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    name = EncryptedTextField(blank=True)
    email = EncryptedTextField(blank=True)
    asked_on = models.DateField()
    open_until = models.DateField(help_text="the last day on which an answer is taken")
    asked_again_on = models.DateField(null=True, blank=True)
    came = models.CharField(max_length=10, choices=Came.choices, blank=True)
    closed_on = models.DateField(null=True, blank=True)
    score = models.OneToOneField(Score, on_delete=models.PROTECT, null=True, blank=True, related_name="+")

    objects = FormAskedQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["match", "use", "wave"],
                condition=Q(came=""),
                name="a_form_is_asked_for_once_at_a_time",
            ),
            models.CheckConstraint(
                condition=Q(open_until__gte=F("asked_on")), name="a_form_is_open_when_it_is_asked_for"
            ),
            models.CheckConstraint(
                condition=~Q(came="answered") | Q(score__isnull=False), name="an_answered_form_is_an_answer"
            ),
        ]
        indexes = [models.Index(fields=["user", "came"])]
        ordering = ["-asked_on", "-id"]
        verbose_name_plural = "forms asked"

    def __str__(self) -> str:
        return f"form asked for on {self.asked_on}"

    @property
    def child(self) -> Child:
        return self.match.child

    def is_open_on(self, day: date) -> bool:
        return self.came == "" and self.asked_on <= day <= self.open_until
