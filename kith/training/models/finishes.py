"""A volunteer's own word that they have finished a course on a website."""

from typing import Self

from django.db import models
from django.db.models import Q

from kith.access.reach import Ground, ReachableQuerySet
from kith.foundation.lifecycle import HasLifecycle
from kith.foundation.models import Change, SignedRecord
from kith.people.models import Volunteer
from kith.training.models.completions import Completion
from kith.training.models.courses import CourseVersion
from kith.training.models.sessions import about_volunteers_within
from kith.training.states import FINISH, FinishStatus


class FinishQuerySet(ReachableQuerySet):
    def within(self, ground: Ground) -> Q:
        return about_volunteers_within(ground, "version__course")

    def waiting(self) -> Self:
        return self.filter(status=FinishStatus.SAID)

    def with_course(self) -> Self:
        return self.select_related("version__course__scheme", "version__course__provider", "volunteer__user")


class Finish(SignedRecord, HasLifecycle):
    """A volunteer says that they have finished. It counts once somebody who runs training has confirmed it."""

    lifecycle = FINISH
    status = FINISH.field()

    volunteer = models.ForeignKey(Volunteer, on_delete=models.PROTECT, related_name="+")
    version = models.ForeignKey(CourseVersion, on_delete=models.PROTECT, related_name="+")
    finished_on = models.DateField()
    said_on = models.DateField()
    words = models.CharField(
        max_length=200, blank=True, help_text="what shows it, such as the number of a certificate"
    )
    answer = models.CharField(
        max_length=300, blank=True, help_text="why it was not confirmed, for the volunteer to read"
    )
    completion = models.OneToOneField(
        Completion, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )

    objects = FinishQuerySet.as_manager()

    class Meta:
        verbose_name_plural = "finishes"
        constraints = [
            models.UniqueConstraint(
                fields=["volunteer", "version"],
                condition=Q(status="said"),
                name="a_volunteer_says_once_that_a_course_is_finished",
            ),
            models.CheckConstraint(
                condition=~Q(status="declined") | ~Q(answer=""), name="whoever_is_not_confirmed_reads_why"
            ),
            models.CheckConstraint(
                condition=~Q(status="confirmed") | Q(completion__isnull=False),
                name="what_was_confirmed_has_been_written_down",
            ),
        ]
        indexes = [models.Index(fields=["status", "said_on"])]

    def __str__(self) -> str:
        return f"{self.version} finished on {self.finished_on}"


class FinishChange(Change):
    of = models.ForeignKey(Finish, on_delete=models.PROTECT, related_name="changes")
