"""“I am there” and “I am home”: a volunteer who is out alone says so with a press. No place is ever kept."""

from typing import Self

from django.db import models
from django.db.models import Q

from kith.access.models import User
from kith.access.policy import Reach
from kith.access.reach import Ground, ReachableQuerySet
from kith.foundation.models import SignedRecord
from kith.meetings.models import Meeting, NearMeetingQuerySet
from kith.meetings.states import Status
from kith.people.models import Volunteer, kept_from
from kith.schemes.models import Scheme


class LoneWish(SignedRecord):
    """Whether a volunteer would like to say when they are there and home again. Theirs to switch on and off."""

    volunteer = models.OneToOneField(Volunteer, on_delete=models.PROTECT, related_name="+")
    wanted = models.BooleanField(default=True)

    def __str__(self) -> str:
        return "wanted" if self.wanted else "not wanted"


class OnCallQuerySet(ReachableQuerySet):
    def within(self, ground: Ground) -> Q:
        return Q(scheme__in=ground.schemes())


class OnCall(SignedRecord):
    """Who hears when somebody has not said that they are home; without one, it is the child's coordinator."""

    scheme = models.OneToOneField(Scheme, on_delete=models.CASCADE, related_name="+")
    user = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")

    objects = OnCallQuerySet.as_manager()

    class Meta:
        verbose_name_plural = "on call"

    def __str__(self) -> str:
        return f"on call for {self.scheme_id}"


class LoneVisitQuerySet(NearMeetingQuerySet):
    match_path = "meeting__match"
    child_path = "meeting__match__child"
    scheme_path = "meeting__match__scheme"

    def within(self, ground: Ground) -> Q:
        """Whoever is on call sees those that nobody has heard of and settled, while they work there."""
        within = super().within(ground)
        if ground.reach == Reach.CASELOAD:
            mine = OnCall.objects.filter(user=ground.user, scheme__in=ground.schemes()).values("scheme")
            told = Q(meeting__match__scheme__in=mine, told_at__isnull=False, settled_at=None)
            within |= told & ~Q(meeting__match__child__in=kept_from(ground))
        return within

    def unheard(self) -> Self:
        """Told of, and nobody has heard from them since, nor said how the meeting went."""
        still = Q(meeting__status=Status.PLANNED) | Q(
            meeting__status=Status.CALLED_OFF, there_at__isnull=False
        )
        return self.filter(still, told_at__isnull=False, home_at=None, settled_at=None)


class LoneVisit(SignedRecord):
    """What was heard around one meeting: only when, never where."""

    meeting = models.OneToOneField(Meeting, on_delete=models.PROTECT, related_name="+")
    there_at = models.DateTimeField(null=True, blank=True)
    home_at = models.DateTimeField(null=True, blank=True)
    told_at = models.DateTimeField(
        null=True, blank=True, help_text="when whoever is on call was told that nothing was heard"
    )
    settled_at = models.DateTimeField(null=True, blank=True)
    settled_by = models.ForeignKey(User, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    words = models.CharField(max_length=300, blank=True, help_text="how somebody heard from them")

    objects = LoneVisitQuerySet.as_manager()

    class Meta:
        indexes = [
            models.Index(
                fields=["told_at"], condition=models.Q(home_at=None, settled_at=None), name="lone_and_unheard"
            )
        ]

    def __str__(self) -> str:
        return f"around meeting {self.meeting_id}"
