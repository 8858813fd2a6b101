"""What could happen when two meet or do something together, what is done about it, who agreed and until when."""

from datetime import date
from typing import Any, Self

from django.db import models
from django.db.models import F, Q

from kith.access.models import User
from kith.access.reach import Ground
from kith.foundation.encryption import EncryptedTextField
from kith.foundation.models import Record, SignedRecord
from kith.people.models import AboutChildQuerySet, Child, Volunteer
from kith.people.nearness import near_as_volunteer
from kith.schemes.models import Scheme


class SafetyPlanQuerySet(AboutChildQuerySet):
    volunteer_path = "volunteer"

    def volunteer_s_while(self, ground: Ground) -> Q:
        """While the volunteer is near the child."""
        return Q(child__in=near_as_volunteer(ground.user, ground.on).values("child"))

    def standing(self) -> Self:
        """Agreed and not ended or replaced, whether or not they have run out."""
        return self.exclude(agreed_on=None).filter(ended_on=None)

    def in_force(self, day: date) -> Self:
        return self.standing().filter(until_day__gt=day)

    def asked(self) -> Self:
        """Asked for by a volunteer, and not written yet."""
        return self.filter(agreed_on=None, ended_on=None)


class SafetyPlan(SignedRecord):
    """One plan for two people and one kind of thing. A change is a new plan that takes the place of the old one."""

    class Kind(models.TextChoices):
        MEETING = "meeting", "Meeting each other"
        WATER = "water", "Swimming, boats and water"
        SPORT = "sport", "Climbing, riding, cycling on roads"
        CAR = "car", "Going by car, or far away"
        HOME = "home", "Being at a home"
        CROWD = "crowd", "Big events and crowds"
        NIGHT = "night", "Staying overnight"
        OTHER = "other", "Something else"

    class Agreed(models.TextChoices):
        CHILD = "child", "The young person"
        VOLUNTEER = "volunteer", "The volunteer"
        CARER = "carer", "The carer or home"
        WORKER = "worker", "The worker"
        MANAGER = "manager", "The manager"

    child = models.ForeignKey(Child, on_delete=models.PROTECT, related_name="+")
    volunteer = models.ForeignKey(Volunteer, on_delete=models.PROTECT, related_name="+")
    scheme = models.ForeignKey(Scheme, on_delete=models.PROTECT, related_name="+")
    kind = models.CharField(max_length=10, choices=Kind.choices)
    asked_on = models.DateField(
        null=True, blank=True, help_text="when the volunteer asked for it, if they did"
    )
    agreed_on = models.DateField(null=True, blank=True)
    agreed_with = models.JSONField(default=list)
    until_day = models.DateField(null=True, blank=True)
    read_on = models.DateField(null=True, blank=True, help_text="when the volunteer said that they read it")
    ended_on = models.DateField(null=True, blank=True)
    ended_by = models.ForeignKey(User, on_delete=models.PROTECT, null=True, blank=True, related_name="+")

    objects = SafetyPlanQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["child", "volunteer", "scheme", "kind"],
                condition=Q(ended_on=None, agreed_on__isnull=False),
                name="one_safety_plan_of_a_kind_stands_at_a_time",
            ),
            models.CheckConstraint(
                condition=Q(agreed_on=None) | Q(until_day__gt=F("agreed_on")),
                name="an_agreed_safety_plan_runs_out_later",
            ),
        ]
        ordering = ["pk"]

    def __str__(self) -> str:
        return f"safety plan for {self.kind}"

    def held_on(self, day: date) -> bool:
        """Agreed by that day, and neither run out nor ended or replaced by then."""
        if self.agreed_on is None or self.until_day is None:
            return False
        return self.agreed_on <= day < self.until_day and (self.ended_on is None or self.ended_on > day)

    @property
    def agreed_words(self) -> str:
        """The young person, the volunteer and the carer or home."""
        said = [SafetyPlan.Agreed(key).label.lower() for key in self.agreed_with]
        return " and ".join([", ".join(said[:-1]), said[-1]] if len(said) > 1 else said)


class SafetyLine(Record):
    """One thing that could happen, and what is done about it."""

    plan = models.ForeignKey(SafetyPlan, on_delete=models.CASCADE, related_name="lines")
    could_happen = EncryptedTextField()
    we_do = EncryptedTextField()

    class Meta:
        ordering = ["pk"]

    def __str__(self) -> str:
        return f"line of plan {self.plan_id}"


def kinds_asked(scheme: Scheme, on: date) -> list[Any]:
    """The kinds of thing for which this scheme asks for a plan, in the order of the list."""
    asked = set(scheme.rules_on(on).safety_plans_for)
    return [kind for kind in SafetyPlan.Kind if kind.value in asked]


def lacks_plan(child: Child, volunteer: Volunteer, scheme: Scheme, kind: str, on: date) -> bool:
    """Whether the scheme asks for a plan for this, and none is in force."""
    if kind not in scheme.rules_on(on).safety_plans_for:
        return False
    rows = SafetyPlan.objects.in_force(on).filter(child=child, volunteer=volunteer, scheme=scheme, kind=kind)
    return not rows.exists()
