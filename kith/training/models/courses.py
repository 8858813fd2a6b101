"""A course and its versions: whose it is never changes, what it teaches and asks does."""

from datetime import date
from decimal import Decimal
from typing import Any, Self

from django.db import models
from django.db.models import Exists, OuterRef, Q

from kith.access.policy import Reach
from kith.access.reach import Ground, ReachableQuerySet
from kith.foundation.models import SignedRecord
from kith.people.models import Enlistment, Volunteer
from kith.schemes.models import Organisation, Scheme


class CourseQuerySet(ReachableQuerySet):
    def within(self, ground: Ground) -> Q:
        if ground.reach == Reach.OWN:
            mine = Enlistment.objects.open_on(ground.on).filter(volunteer__user=ground.user)
            return Q(scheme__in=mine.values("scheme")) | Q(provider__in=mine.values("scheme__provider"))
        whole = Q(provider__in=ground.providers()) | Q(provider__in=ground.organisations)
        return Q(scheme__in=ground.schemes()) | whole

    def taught_in(self, scheme: Scheme) -> Self:
        """The scheme's own, and those of the whole provider."""
        return self.filter(Q(scheme=scheme) | Q(provider=scheme.provider_id))

    def open_on(self, day: date) -> Self:
        return self.filter(Q(retired_on=None) | Q(retired_on__gt=day))


class Course(SignedRecord):
    """Something a scheme, or every scheme of a provider, teaches its volunteers. What it is stands in its versions."""

    provider = models.ForeignKey(
        Organisation, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    scheme = models.ForeignKey(Scheme, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    key = models.SlugField(max_length=40, blank=True, help_text="the ordinary course it began from")
    retired_on = models.DateField(null=True, blank=True, help_text="no longer taught or asked for")

    objects = CourseQuerySet.as_manager()

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(provider=None, scheme__isnull=False) | Q(provider__isnull=False, scheme=None),
                name="a_course_is_of_a_provider_or_of_a_scheme",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.key or 'a course'} of {self.owner}"

    @property
    def owner(self) -> Organisation | Scheme:
        return self.scheme or self.provider  # type: ignore[return-value]  # one of them, by the constraint above

    @property
    def provider_of_owner(self) -> Organisation:
        return self.scheme.provider if self.scheme else self.owner  # type: ignore[return-value]

    def is_for(self, volunteer: Volunteer, on: date) -> bool:
        """The volunteer has offered themself to a scheme in which this is taught."""
        theirs = volunteer.enlistments.open_on(on)
        if self.scheme_id:
            return theirs.filter(scheme=self.scheme_id).exists()
        return theirs.filter(scheme__provider=self.provider_id).exists()

    def version_on(self, day: date) -> "CourseVersion":
        """What the course was that day; before its first version, the first."""
        versions = list(self.versions.order_by("number"))
        begun = [version for version in versions if version.from_day <= day]
        return begun[-1] if begun else versions[0]


class CourseVersionQuerySet(models.QuerySet["CourseVersion"]):
    def current_on(self, day: date) -> Self:
        """Of each course the version in force that day."""
        later = CourseVersion.objects.filter(
            course=OuterRef("course"), number__gt=OuterRef("number"), from_day__lte=day
        )
        return self.filter(~Exists(later), from_day__lte=day)

    def asked_for(self) -> Self:
        return self.exclude(need=CourseVersion.Need.OPTIONAL)

    def with_owner(self) -> Self:
        return self.select_related("course__scheme__provider", "course__provider")


class CourseVersion(SignedRecord):
    """What a course teaches and asks from a day on. Never edited: a change is a new version."""

    class How(models.TextChoices):
        SESSION = "session", "In a session, with other people"
        E_LEARNING = "e-learning", "On a website, in one’s own time"

    class Need(models.TextChoices):
        BEFORE = "before", "Before a volunteer meets a child"
        YEARLY = "yearly", "Every year, from the second year on"
        OPTIONAL = "optional", "For whoever would like it"

    course = models.ForeignKey(Course, on_delete=models.PROTECT, related_name="versions")
    number = models.PositiveSmallIntegerField()
    from_day = models.DateField()
    name = models.CharField(max_length=80)
    summary = models.CharField(max_length=400, blank=True)
    how = models.CharField(max_length=10, choices=How.choices)
    link = models.URLField(max_length=300, blank=True, help_text="where the e-learning is")
    need = models.CharField(max_length=10, choices=Need.choices)
    months = models.PositiveSmallIntegerField(
        null=True, blank=True, help_text="how long it holds; empty for good"
    )
    topics = models.JSONField(default=list, help_text="rows of a topic and its hours")
    again_by = models.DateField(
        null=True, blank=True, help_text="by when those who did an earlier version do this one"
    )
    what_changed = models.CharField(max_length=200, blank=True)

    objects = CourseVersionQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["course", "number"], name="a_course_has_one_of_each_version"),
            models.CheckConstraint(
                condition=~Q(how="e-learning") | ~Q(link=""), name="an_e_learning_course_says_where_it_is"
            ),
            models.CheckConstraint(
                condition=~Q(need="yearly") | Q(months__isnull=False),
                name="a_yearly_course_holds_for_a_time",
            ),
        ]
        ordering = ["name", "number"]

    def __str__(self) -> str:
        return self.name

    @property
    def is_e_learning(self) -> bool:
        return self.how == self.How.E_LEARNING

    @property
    def topic_hours(self) -> dict[str, Decimal]:
        return {row["topic"]: Decimal(str(row["hours"])) for row in self.topics}

    @property
    def hours(self) -> Decimal:
        return sum(self.topic_hours.values(), Decimal(0))

    @classmethod
    def content_fields(cls) -> tuple[str, ...]:
        """What a new version may say otherwise."""
        return ("name", "summary", "how", "link", "need", "months", "topics")

    def content(self) -> dict[str, Any]:
        return {name: getattr(self, name) for name in self.content_fields()}
