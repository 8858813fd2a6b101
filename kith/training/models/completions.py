"""What somebody has done, which version of it, and until when it holds; and what they have been reminded of."""

from typing import Self

from django.db import models
from django.db.models import F, Q

from kith.access.models import User
from kith.access.reach import Ground, ReachableQuerySet
from kith.foundation.models import Record, SignedRecord
from kith.people.models import Volunteer
from kith.training.models.courses import CourseVersion
from kith.training.models.sessions import Booking, about_volunteers_within


class CompletionQuerySet(ReachableQuerySet):
    def within(self, ground: Ground) -> Q:
        return about_volunteers_within(ground, "version__course")

    def standing(self) -> Self:
        return self.filter(withdrawn_on=None)

    def with_course(self) -> Self:
        return self.select_related(
            "version__course__scheme__provider", "version__course__provider", "volunteer"
        )


class Completion(SignedRecord):
    """Somebody has done a course. It keeps the version that was done. A mistake is withdrawn, never edited."""

    class Evidence(models.TextChoices):
        ATTENDANCE = "attendance", "They were there"
        CERTIFICATE = "certificate", "A certificate"
        SCREEN = "screen", "The last page, on their screen or a picture of it"
        PROVIDER = "provider", "The website’s own list of who has finished"
        ELSEWHERE = "elsewhere", "Word from the organisation where they did it"
        WORD = "word", "Their own word, confirmed"

    volunteer = models.ForeignKey(Volunteer, on_delete=models.PROTECT, related_name="+")
    version = models.ForeignKey(CourseVersion, on_delete=models.PROTECT, related_name="+")
    on = models.DateField()
    until = models.DateField(null=True, blank=True)
    booking = models.ForeignKey(
        Booking, on_delete=models.PROTECT, null=True, blank=True, related_name="completions"
    )
    evidence = models.CharField(max_length=12, choices=Evidence.choices)
    evidence_words = models.CharField(max_length=200, blank=True)
    withdrawn_on = models.DateField(null=True, blank=True)
    withdrawn_by = models.ForeignKey(User, on_delete=models.PROTECT, null=True, blank=True, related_name="+")

    objects = CompletionQuerySet.as_manager()

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(until=None) | Q(until__gte=F("on")), name="what_was_done_runs_out_afterwards"
            ),
            models.UniqueConstraint(
                fields=["booking"], condition=Q(withdrawn_on=None), name="who_came_has_done_it_once"
            ),
        ]
        indexes = [
            models.Index(
                fields=["volunteer", "version", "until", "on"],
                condition=Q(withdrawn_on=None),
                name="training_what_somebody_holds",
            ),
            models.Index(fields=["until"]),
        ]
        ordering = ["-on", "-pk"]

    def __str__(self) -> str:
        return f"{self.version} on {self.on}"

    @property
    def reference(self) -> str:
        """What a certificate is known by, to ask the provider whether it is real."""
        plain = self.public_id.hex.upper()
        return f"{plain[:4]}-{plain[4:8]}-{plain[8:12]}"


class Told(Record):
    """A volunteer has been told of one thing: unique, so that each is told once."""

    class Kind(models.TextChoices):
        WEEK = "week", "a session in a week"
        DAY = "day", "a session tomorrow"
        AFTER = "after", "how was it, and a certificate"
        RUNS_OUT = "runs out", "something runs out"
        OFFERED = "offered", "a session they might want"

    volunteer = models.ForeignKey(Volunteer, on_delete=models.PROTECT, related_name="+")
    kind = models.CharField(max_length=10, choices=Kind.choices)
    about = models.UUIDField()
    day = models.DateField(
        help_text="the day it is about: a session that moves is told of again; what runs out, at each distance"
    )

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["volunteer", "kind", "about", "day"], name="each_is_told_of_a_thing_once"
            )
        ]

    def __str__(self) -> str:
        return f"{self.kind}, {self.day}"
