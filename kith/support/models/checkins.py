"""Check-ins: one or two questions now and then to the child, the carer and the worker, each by themself."""

from datetime import date
from typing import Self

from django.db import models
from django.db.models import F, Q

from kith.access.reach import Ground
from kith.foundation.models import SignedRecord
from kith.matching.models import Match
from kith.matching.states import LIVE_MATCH
from kith.meetings.models import Meeting
from kith.people.models import AboutChildQuerySet, Child, Involvement


class Who(models.TextChoices):
    """Who is asked by themself. The volunteer is talked with in supervision."""

    CHILD = "child", "The young person"
    CARER = "carer", "The carer"
    WORKER = "worker", "The worker"


class CheckInQuerySet(AboutChildQuerySet):
    child_path = "match__child"
    scheme_path = "match__scheme"

    def own(self, ground: Ground) -> Q:
        """What one was asked oneself: the child’s for good, another’s while the match lives and they are near."""
        near = Involvement.objects.reaching(ground.on).filter(user=ground.user)
        theirs = Q(involvement__in=near.values("pk"), match__status__in=LIVE_MATCH)
        return Q(match__child__user=ground.user, who=Who.CHILD) | theirs

    def open(self) -> Self:
        return self.filter(outcome="")

    def over(self) -> Self:
        return self.exclude(outcome="")


class CheckIn(SignedRecord):
    """Somebody was asked how it is going: what they said, or that they would rather not say."""

    class How(models.TextChoices):
        TALK = "talk", "In a talk"
        SPACE = "space", "On My space"
        LINK = "link", "By a link"

    class Outcome(models.TextChoices):
        ANSWERED = "answered", "Said something"
        DECLINED = "declined", "Would rather not say"
        TAKEN_BACK = "taken back", "Not asked after all"

    match = models.ForeignKey(Match, on_delete=models.PROTECT, related_name="+")
    who = models.CharField(max_length=10, choices=Who.choices)
    involvement = models.ForeignKey(
        Involvement, on_delete=models.PROTECT, null=True, blank=True, related_name="+",
        help_text="as whom the carer or worker was asked",
    )  # fmt: skip
    how = models.CharField(max_length=10, choices=How.choices)
    asked_on = models.DateField()
    closed_on = models.DateField(null=True, blank=True)
    outcome = models.CharField(max_length=10, choices=Outcome.choices, blank=True)
    feeling = models.CharField(max_length=10, choices=Meeting.Feeling.choices, blank=True)
    words = models.CharField(max_length=500, blank=True)

    objects = CheckInQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["match", "who"], condition=Q(outcome=""), name="somebody_is_asked_once_at_a_time"
            ),
            models.CheckConstraint(
                condition=Q(outcome="", closed_on=None)
                | (~Q(outcome="") & Q(closed_on__isnull=False, closed_on__gte=F("asked_on"))),
                name="a_check_in_is_over_after_it_was_asked",
            ),
            models.CheckConstraint(
                condition=Q(outcome="answered") | Q(feeling="", words=""),
                name="only_an_answer_has_words",
            ),
        ]
        indexes = [models.Index(fields=["match", "who", "-asked_on"])]
        ordering = ["-asked_on", "-id"]

    def __str__(self) -> str:
        return f"check-in with the {self.who} of {self.asked_on}"

    @property
    def child(self) -> Child:
        return self.match.child

    @property
    def name(self) -> str:
        """The first name of whoever was asked."""
        if self.who == Who.CHILD:
            return self.match.child.name
        return self.involvement.who.split(" ")[0] if self.involvement else self.get_who_display()

    @property
    def is_open(self) -> bool:
        return self.outcome == ""


class AskedLaterQuerySet(models.QuerySet["AskedLater"]):
    def open_on(self, day: date) -> Self:
        return self.filter(from_day__lte=day, until_day__gt=day)


class AskedLater(SignedRecord):
    """“Do not ask again for now”: not before a day, unless they say otherwise sooner."""

    match = models.ForeignKey(Match, on_delete=models.PROTECT, related_name="+")
    who = models.CharField(max_length=10, choices=Who.choices)
    from_day = models.DateField()
    until_day = models.DateField()

    objects = AskedLaterQuerySet.as_manager()

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(until_day__gte=F("from_day")), name="being_asked_later_ends_after_it_begins"
            )
        ]
        indexes = [models.Index(fields=["match", "who"])]
        verbose_name_plural = "asked later"

    def __str__(self) -> str:
        return f"the {self.who} is asked again from {self.until_day}"
