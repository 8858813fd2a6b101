"""What comes of an open day: who could not, what the coordinator settles by hand, each working out, and its pairs."""

from datetime import datetime
from typing import Any

from django.db import models
from django.db.models import Exists, OuterRef, Q

from kith.access.models import User
from kith.access.policy import Reach
from kith.access.reach import Ground, ReachableQuerySet
from kith.foundation.models import Record, SignedRecord
from kith.matching.open_days import ChildGuest, OpenDay, VolunteerGuest, days_within
from kith.matching.proposals import Proposal
from kith.recruitment.models import Flag
from kith.safeguarding.models import BarredContact


class CouldNot(SignedRecord):
    """A volunteer could not be there for a child they met. Only staff read it; the child is never told."""

    class Reason(models.TextChoices):
        NEEDS = "needs", "The child needs more than they can give"
        KNOWN = "known", "They know the child or the family from elsewhere"
        DISTANCE = "distance", "Too far"
        TIME = "time", "Their free time does not fit"
        OTHER = "other", "Another reason"

    volunteer = models.ForeignKey(VolunteerGuest, on_delete=models.CASCADE, related_name="could_nots")
    guest = models.ForeignKey(ChildGuest, on_delete=models.CASCADE, related_name="+")
    reason = models.CharField(max_length=10, choices=Reason.choices)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["volunteer", "guest"], name="a_volunteer_s_no_is_said_once")
        ]

    def __str__(self) -> str:
        return self.reason


class Pin(SignedRecord):
    """A pair that the coordinator has settled before the lot: put together, or kept apart."""

    class Kind(models.TextChoices):
        TOGETHER = "together", "Put together"
        APART = "apart", "Keep apart"

    open_day = models.ForeignKey(OpenDay, on_delete=models.CASCADE, related_name="pins")
    guest = models.ForeignKey(ChildGuest, on_delete=models.CASCADE, related_name="+")
    volunteer = models.ForeignKey(VolunteerGuest, on_delete=models.CASCADE, related_name="+")
    kind = models.CharField(max_length=10, choices=Kind.choices)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["guest", "volunteer"], name="a_pair_is_settled_in_one_way"),
            models.UniqueConstraint(
                fields=["guest"], condition=Q(kind="together"), name="a_child_is_put_together_with_one"
            ),
        ]

    def __str__(self) -> str:
        return self.kind


class WorkingOut(SignedRecord):
    """One working out of who is proposed to whom: all that was asked, without a name, so that anybody can do it again."""

    open_day = models.ForeignKey(OpenDay, on_delete=models.PROTECT, related_name="workings")
    number = models.PositiveSmallIntegerField()
    on = models.DateField()
    asked: "models.JSONField[Any, Any]" = models.JSONField(
        help_text="the round as a kith-match file, with keys for names; empty once its time is over"
    )
    engine = models.CharField(max_length=20)
    rules_version = models.CharField(max_length=20)
    seed = models.PositiveBigIntegerField()
    exchanges = models.BooleanField(
        default=False, help_text="places were exchanged at the end, by the scheme’s policy"
    )
    inputs_hash = models.CharField(max_length=64)
    result_hash = models.CharField(max_length=64)
    children = models.PositiveSmallIntegerField()
    volunteers = models.PositiveSmallIntegerField()
    places = models.PositiveSmallIntegerField()
    looked_at = models.PositiveIntegerField(help_text="pairs")
    matched = models.PositiveSmallIntegerField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["open_day", "number"], name="workings_of_a_day_are_numbered")
        ]
        ordering = ["-number"]

    def __str__(self) -> str:
        return f"working out {self.number}"


class OpenDayPair(Record):
    """One child of a working out, with whom they are proposed to, or nobody; and the proposal once it is agreed."""

    working = models.ForeignKey(WorkingOut, on_delete=models.CASCADE, related_name="pairs")
    guest = models.ForeignKey(ChildGuest, on_delete=models.PROTECT, related_name="+")
    volunteer = models.ForeignKey(
        VolunteerGuest, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    choice = models.PositiveSmallIntegerField(
        default=0, help_text="which of the child’s choices; 0: none, or by hand"
    )
    choices = models.PositiveSmallIntegerField(default=0, help_text="how many choices the child made")
    proposal = models.OneToOneField(
        Proposal, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["working", "guest"], name="a_child_is_in_a_working_out_once"),
            models.CheckConstraint(
                condition=Q(proposal=None) | Q(volunteer__isnull=False),
                name="a_proposal_of_an_open_day_has_somebody",
            ),
        ]
        ordering = ["id"]

    def __str__(self) -> str:
        return f"pair {self.pk}"


class CautionQuerySet(ReachableQuerySet):
    def within(self, ground: Ground) -> Q:
        if ground.reach != Reach.SCHEME:
            return Q(pk__in=[])
        return Q(open_day__in=days_within(ground).values("pk"))

    def to_look_at(self, at: datetime) -> "CautionQuerySet":
        """Of days to come: those who come along and are not settled; volunteers whose flag is still in the way and open."""
        open_flag = Flag.objects.filter(
            kind=Flag.Kind.CONFLICT, settled_on=None, contact=OuterRef("contact"),
            application__volunteer=OuterRef("volunteer__volunteer"),
        )  # fmt: skip
        open_now = Q(companion_of__isnull=False, settled_on=None) | Q(Exists(open_flag))
        return self.filter(open_now, open_day__ends_at__gt=at)


class OpenDayCaution(Record):
    """Somebody at an open day may be somebody whom a child there must be kept from. Read by safeguarding leads, nobody else."""

    class Finding(models.TextChoices):
        APART = "apart", "They must be kept apart"
        SOMEBODY_ELSE = "somebody else", "It is somebody else"

    open_day = models.ForeignKey(OpenDay, on_delete=models.CASCADE, related_name="cautions")
    guest = models.ForeignKey(ChildGuest, on_delete=models.CASCADE, related_name="+")
    contact = models.ForeignKey(BarredContact, on_delete=models.CASCADE, related_name="+")
    volunteer = models.ForeignKey(
        VolunteerGuest, on_delete=models.CASCADE, null=True, blank=True, related_name="+"
    )
    companion_of = models.ForeignKey(
        ChildGuest, on_delete=models.CASCADE, null=True, blank=True, related_name="+"
    )
    alike = models.JSONField(default=list, help_text="in what they are alike")
    raised_on = models.DateField()
    finding = models.CharField(max_length=15, choices=Finding.choices, blank=True)
    settled_on = models.DateField(null=True, blank=True)
    settled_by = models.ForeignKey(User, on_delete=models.PROTECT, null=True, blank=True, related_name="+")

    objects = CautionQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["guest", "contact", "volunteer"],
                condition=Q(companion_of=None),
                name="a_caution_about_a_volunteer_is_raised_once",
            ),
            models.UniqueConstraint(
                fields=["guest", "contact", "companion_of"],
                condition=Q(volunteer=None),
                name="a_caution_about_who_comes_along_is_raised_once",
            ),
            models.CheckConstraint(
                condition=Q(volunteer=None, companion_of__isnull=False)
                | Q(volunteer__isnull=False, companion_of=None),
                name="a_caution_is_about_one_person",
            ),
        ]

    def __str__(self) -> str:
        return f"caution of {self.raised_on}"
