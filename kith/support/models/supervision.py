"""Supervision: alone or several at once, when, what was agreed, how the volunteer is; a peer mentor's own plan."""

from django.db import models
from django.db.models import F, Q

from kith.access.policy import Reach
from kith.access.reach import Ground, ReachableQuerySet
from kith.foundation.models import SignedRecord
from kith.matching.models import Match
from kith.people.models import Volunteer, children_within, open_to
from kith.schemes.models import Scheme


class SupervisionQuerySet(ReachableQuerySet):
    def within(self, ground: Ground) -> Q:
        if ground.reach == Reach.OWN:
            return Q(volunteer__user=ground.user)
        if ground.reach == Reach.CASELOAD:
            return Q(match__child__in=children_within(ground)) | Q(created_by=ground.user)
        return Q(scheme__in=ground.schemes()) & (Q(match=None) | open_to(ground, "match__child"))


class StandingSupervisions(models.Manager["Supervision"]):
    """A talk recorded by mistake and taken back is read by nobody, by whatever way one comes to it."""

    def get_queryset(self) -> SupervisionQuerySet:
        return SupervisionQuerySet(self.model, using=self._db).filter(taken_back_on=None)


class GroupSupervisionQuerySet(ReachableQuerySet):
    def within(self, ground: Ground) -> Q:
        if ground.reach == Reach.OWN:
            return Q(pk__in=[])
        return Q(scheme__in=ground.schemes())


class GroupSupervision(SignedRecord):
    """Several volunteers talked with at once. Who came is a supervision of each; what each said stays in the room."""

    scheme = models.ForeignKey(Scheme, on_delete=models.PROTECT, related_name="+")
    on = models.DateField()
    minutes = models.PositiveSmallIntegerField(null=True, blank=True)
    agenda = models.TextField(blank=True, max_length=1000)
    talked_about = models.TextField(blank=True, max_length=2000, help_text="the coordinators' own record")

    objects = GroupSupervisionQuerySet.as_manager()

    class Meta:
        indexes = [models.Index(fields=["scheme", "-on"])]
        ordering = ["-on", "-id"]

    def __str__(self) -> str:
        return f"group supervision of {self.on}"


class Supervision(SignedRecord):
    """One conversation between a coordinator and a volunteer."""

    class How(models.TextChoices):
        PHONE = "phone", "By phone"
        IN_PERSON = "in person", "In person"
        ONLINE = "online", "Online"
        GROUP = "group", "In a group"

    class Wellbeing(models.TextChoices):
        GOOD = "good", "Good"
        UP_AND_DOWN = "up and down", "Up and down"
        LOW = "low", "Low"

    volunteer = models.ForeignKey(Volunteer, on_delete=models.PROTECT, related_name="+")
    scheme = models.ForeignKey(Scheme, on_delete=models.PROTECT, related_name="+")
    match = models.ForeignKey(Match, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    group = models.ForeignKey(
        GroupSupervision, on_delete=models.PROTECT, null=True, blank=True, related_name="talks"
    )
    on = models.DateField()
    how = models.CharField(max_length=10, choices=How.choices)
    minutes = models.PositiveSmallIntegerField(null=True, blank=True)
    wellbeing = models.CharField(max_length=12, choices=Wellbeing.choices, blank=True)
    talked_about = models.TextField(blank=True, max_length=2000, help_text="the coordinator's own record")
    agreed = models.TextField(blank=True, max_length=1000, help_text="shared with the volunteer")
    next_on = models.DateField(null=True, blank=True)
    taken_back_on = models.DateField(null=True, blank=True, help_text="recorded by mistake")

    objects = StandingSupervisions.from_queryset(SupervisionQuerySet)()

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(next_on=None) | Q(next_on__gt=F("on")), name="the_next_supervision_is_later"
            )
        ]
        indexes = [
            models.Index(fields=["volunteer", "-on"]),
            models.Index(fields=["match", "-on", "-id"]),
            models.Index(
                fields=["volunteer", "scheme", "-on", "-id"],
                condition=Q(match=None),
                name="talk_about_no_match",
            ),
        ]
        ordering = ["-on"]

    def __str__(self) -> str:
        return f"supervision of {self.on}"


class PeerPlanQuerySet(ReachableQuerySet):
    def within(self, ground: Ground) -> Q:
        if ground.reach == Reach.OWN:
            return Q(volunteer__user=ground.user)
        return Q(scheme__in=ground.schemes())


class PeerPlan(SignedRecord):
    """A peer mentor's own support, in their words and in versions: being there for somebody may stir up one's own."""

    volunteer = models.ForeignKey(Volunteer, on_delete=models.PROTECT, related_name="+")
    scheme = models.ForeignKey(Scheme, on_delete=models.PROTECT, related_name="+")
    version = models.PositiveSmallIntegerField()
    on = models.DateField()
    helps = models.TextField(max_length=600, help_text="what helps when it gets hard")
    signs = models.TextField(blank=True, max_length=600, help_text="how one would notice it is too much")
    turns_to = models.CharField(max_length=200, help_text="whom they turn to")
    leaves_out = models.TextField(
        blank=True, max_length=600, help_text="what they would rather not talk about"
    )

    objects = PeerPlanQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["volunteer", "scheme", "version"], name="a_peer_plan_has_one_of_each_version"
            )
        ]
        ordering = ["-version"]

    def __str__(self) -> str:
        return f"support plan {self.version}"
