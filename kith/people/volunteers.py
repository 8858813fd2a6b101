"""A volunteer, the schemes they have offered themselves to, and the card a child sees."""

from datetime import date
from typing import Self

from django.db import models
from django.db.models import F, Q

from kith.access.models import User
from kith.access.policy import Reach
from kith.access.reach import Ground, ReachableQuerySet
from kith.foundation.dates import age_on
from kith.foundation.models import SignedRecord
from kith.schemes.models import Scheme


class VolunteerQuerySet(ReachableQuerySet):
    def within(self, ground: Ground) -> Q:
        match ground.reach:
            case Reach.OWN:
                return Q(user=ground.user)
            case Reach.CASELOAD | Reach.SCHEME:
                enlisted = Enlistment.objects.open_on(ground.on).filter(scheme__in=ground.schemes())
                return Q(pk__in=enlisted.values("volunteer"))
            case _:
                return Q(pk__in=[])


class Volunteer(SignedRecord):
    """Somebody who offers time to a child, from their first enquiry on."""

    class Gender(models.TextChoices):
        WOMAN = "F", "Woman"
        MAN = "M", "Man"
        OTHER = "X", "Another way"
        UNKNOWN = "U", "Not said"

    user = models.OneToOneField(
        User, on_delete=models.PROTECT, null=True, blank=True, related_name="volunteer"
    )
    first_name = models.CharField(max_length=80)
    last_name = models.CharField(max_length=80)
    born = models.DateField(null=True, blank=True)
    gender = models.CharField(max_length=1, choices=Gender.choices, default=Gender.UNKNOWN)
    ethnicity = models.CharField(max_length=4, blank=True)
    faith = models.CharField(max_length=40, blank=True)
    languages = models.JSONField(default=list)
    email = models.EmailField(blank=True)
    phone = models.CharField(max_length=30, blank=True)
    postcode = models.CharField(max_length=8, blank=True)
    interests = models.JSONField(default=list, help_text="keys of the shared vocabulary")
    experience = models.JSONField(default=list, help_text="such as having been in care")
    pets = models.JSONField(
        default=list, help_text="keys of the shared vocabulary, or “none”; empty if not said"
    )
    smokes = models.BooleanField(null=True, blank=True)
    free_days = models.JSONField(default=list, help_text="keys of the shared vocabulary")
    travel_miles = models.PositiveSmallIntegerField(default=10)
    places = models.PositiveSmallIntegerField(default=1, help_text="children they would see at a time")
    died_on = models.DateField(null=True, blank=True)
    hopes_age_from = models.PositiveSmallIntegerField(
        null=True, blank=True, help_text="the youngest they hope for; no limit, only a hope"
    )
    hopes_age_to = models.PositiveSmallIntegerField(
        null=True, blank=True, help_text="the oldest they hope for"
    )

    objects = VolunteerQuerySet.as_manager()

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(hopes_age_from=None)
                | Q(hopes_age_to=None)
                | Q(hopes_age_to__gte=F("hopes_age_from")),
                name="hoped_for_ages_rise",
            )
        ]
        indexes = [models.Index(fields=["first_name"]), models.Index(fields=["last_name"])]

    def __str__(self) -> str:
        return self.name

    @property
    def name(self) -> str:
        return f"{self.first_name} {self.last_name}".strip()

    def age_on(self, day: date) -> int | None:
        return age_on(self.born, day) if self.born else None


class EnlistmentQuerySet(models.QuerySet["Enlistment"]):
    def open_on(self, day: date) -> Self:
        return self.filter(Q(until_day=None) | Q(until_day__gt=day), from_day__lte=day)

    def serving_on(self, day: date) -> Self:
        """Without those who have left, or died: nothing is asked of them, though staff see them still."""
        return self.open_on(day).filter(Q(left_on=None) | Q(left_on__gt=day))


class Enlistment(SignedRecord):
    """A volunteer has offered themself to a scheme, from a day up to (not with) another.

    It lets the scheme's staff see them; whether they may meet a child is an approval, in recruitment.
    """

    volunteer = models.ForeignKey(Volunteer, on_delete=models.PROTECT, related_name="enlistments")
    scheme = models.ForeignKey(Scheme, on_delete=models.PROTECT, related_name="+")
    from_day = models.DateField()
    until_day = models.DateField(null=True, blank=True)
    left_on = models.DateField(
        null=True, blank=True, help_text="when they stopped; staff see them still, and ask nothing of them"
    )

    objects = EnlistmentQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["volunteer", "scheme"],
                condition=Q(until_day=None),
                name="a_volunteer_is_enlisted_once_at_a_time",
            ),
            models.CheckConstraint(
                condition=Q(until_day=None) | Q(until_day__gte=F("from_day")),
                name="an_enlistment_ends_after_it_begins",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.volunteer_id} in {self.scheme_id} from {self.from_day}"


class Card(SignedRecord):
    """One version of what a child sees of a volunteer: in the volunteer's words, approved before it is shown."""

    volunteer = models.ForeignKey(Volunteer, on_delete=models.PROTECT, related_name="cards")
    version = models.PositiveSmallIntegerField()
    picture = models.CharField(max_length=20)
    words = models.TextField(max_length=600)
    approved_by = models.ForeignKey(User, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    approved_on = models.DateField(null=True, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["volunteer", "version"], name="a_card_has_one_of_each_version")
        ]
        indexes = [models.Index(fields=["volunteer"], condition=Q(approved_on=None), name="cards_to_read")]
        ordering = ["-version"]

    def __str__(self) -> str:
        return f"card {self.version}"
