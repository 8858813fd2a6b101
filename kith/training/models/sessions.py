"""A session of a course at a time and a place, and each person's place in it."""

from datetime import date, datetime
from typing import Any, Self

from django.db import models
from django.db.models import Count, F, Q

from kith.access.policy import Reach
from kith.access.reach import Ground, ReachableQuerySet
from kith.foundation.dates import LONDON
from kith.foundation.lifecycle import HasLifecycle
from kith.foundation.models import Change, SignedRecord
from kith.people.models import Volunteer
from kith.training.models.courses import Course, CourseVersion
from kith.training.states import BOOKING, HAS_A_PLACE, LIVE, SESSION, WAS_THERE, BookingStatus, SessionStatus


def courses_within(ground: Ground) -> "models.QuerySet[Course]":
    return Course.objects.filter(Course.objects.all().within(ground))


def about_volunteers_within(ground: Ground, course_path: str) -> Q:
    """Rows about somebody and a course: one's own; else of volunteers and courses that both lie within reach."""
    if ground.reach == Reach.OWN:
        return Q(volunteer__user=ground.user)
    theirs = Volunteer.objects.filter(Volunteer.objects.all().within(ground))
    return Q(volunteer__in=theirs.values("pk")) & Q(
        **{f"{course_path}__in": courses_within(ground).values("pk")}
    )


class SessionQuerySet(ReachableQuerySet):
    def within(self, ground: Ground) -> Q:
        return Q(version__course__in=courses_within(ground).values("pk"))

    def ahead(self, at: datetime) -> Self:
        return self.filter(status=SessionStatus.PLANNED, begins_at__gt=at)

    def to_record(self, at: datetime) -> Self:
        """Begun, and nobody has said yet who came."""
        return self.filter(status=SessionStatus.PLANNED, begins_at__lte=at)

    def with_course(self) -> Self:
        return self.select_related("version__course__scheme", "version__course__provider")

    def counted(self) -> Self:
        """With how many have a place, wait, and came."""

        def many(statuses: Any) -> Count:
            return Count("bookings", filter=Q(bookings__status__in=statuses))

        return self.annotate(
            taken=many(HAS_A_PLACE), waiting=many([BookingStatus.WAITING]), came=many(WAS_THERE)
        )


class Session(SignedRecord, HasLifecycle):
    """One time at which a course is taught, with so many places."""

    lifecycle = SESSION
    status = SESSION.field()

    version = models.ForeignKey(CourseVersion, on_delete=models.PROTECT, related_name="sessions")
    begins_at = models.DateTimeField()
    ends_at = models.DateTimeField()
    place = models.CharField(max_length=200, blank=True)
    link = models.URLField(max_length=300, blank=True, help_text="where to meet online")
    trainer = models.CharField(max_length=120, blank=True)
    places = models.PositiveSmallIntegerField()
    note = models.CharField(max_length=300, blank=True, help_text="what to bring, how to get in")
    changes_told = models.PositiveSmallIntegerField(
        default=0, help_text="so that a calendar takes the newest over an older one"
    )

    objects = SessionQuerySet.as_manager()

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(ends_at__gt=F("begins_at")), name="a_session_ends_after_it_begins"
            ),
            models.CheckConstraint(condition=~Q(place="", link=""), name="a_session_is_somewhere"),
            models.CheckConstraint(condition=Q(places__gte=1), name="a_session_has_a_place_at_least"),
        ]
        indexes = [models.Index(fields=["status", "begins_at"])]
        ordering = ["begins_at"]

    def __str__(self) -> str:
        return f"{self.version} on {self.day}"

    @property
    def course(self) -> Course:
        return self.version.course

    @property
    def day(self) -> date:
        return self.begins_at.astimezone(LONDON).date()

    def has_begun(self, at: datetime) -> bool:
        return self.begins_at <= at

    def is_ahead(self, at: datetime) -> bool:
        return self.status == SessionStatus.PLANNED and not self.has_begun(at)


class SessionChange(Change):
    of = models.ForeignKey(Session, on_delete=models.PROTECT, related_name="changes")


class BookingQuerySet(ReachableQuerySet):
    def within(self, ground: Ground) -> Q:
        return about_volunteers_within(ground, "session__version__course")

    def live(self) -> Self:
        return self.filter(status__in=LIVE)

    def in_line(self) -> Self:
        """The waiting list, the longest waiting first."""
        return self.filter(status=BookingStatus.WAITING).order_by("signed_up_at", "pk")

    def with_session(self) -> Self:
        return self.select_related(
            "session__version__course__scheme", "session__version__course__provider", "volunteer__user"
        )


class Booking(SignedRecord, HasLifecycle):
    """One volunteer in one session: waiting for a place, with one, and whether they came."""

    lifecycle = BOOKING
    status = BOOKING.field()

    session = models.ForeignKey(Session, on_delete=models.PROTECT, related_name="bookings")
    volunteer = models.ForeignKey(Volunteer, on_delete=models.PROTECT, related_name="+")
    signed_up_at = models.DateTimeField()
    feedback = models.CharField(
        max_length=300, blank=True, help_text="one line, shown without the name to those who run training"
    )

    objects = BookingQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["session", "volunteer"],
                condition=~Q(status="cancelled"),
                name="a_volunteer_has_one_place_in_a_session",
            ),
        ]
        indexes = [models.Index(fields=["volunteer", "status"])]

    def __str__(self) -> str:
        return f"{self.volunteer} in {self.session}"

    @property
    def was_there(self) -> bool:
        return self.status in WAS_THERE

    @property
    def is_live(self) -> bool:
        return self.status in LIVE


class BookingChange(Change):
    of = models.ForeignKey(Booking, on_delete=models.PROTECT, related_name="changes")
