"""An open day: children who wait and volunteers with places meet, and each child says afterwards whom they liked."""

from datetime import date, datetime
from typing import Self

from django.db import models
from django.db.models import Count, F, Q

from kith.access.policy import Reach
from kith.access.reach import Ground, ReachableQuerySet
from kith.foundation.dates import LONDON
from kith.foundation.lifecycle import HasLifecycle
from kith.foundation.models import Change, SignedRecord
from kith.matching.states import EXPECTED, GUEST, OPEN_DAY, GuestStatus, OpenDayStatus
from kith.people.children import children_within
from kith.people.models import AboutChildQuerySet, Child, Volunteer
from kith.referral.models import Referral
from kith.schemes.models import Organisation, Scheme


def days_within(ground: Ground) -> "models.QuerySet[OpenDay]":
    return OpenDay.objects.filter(schemes__in=ground.schemes()).order_by()


class OpenDayQuerySet(ReachableQuerySet):
    def within(self, ground: Ground) -> Q:
        if ground.reach != Reach.SCHEME:
            return Q(pk__in=[])
        return Q(pk__in=days_within(ground).values("pk"))

    def ahead(self, at: datetime) -> Self:
        return self.filter(status=OpenDayStatus.PLANNED, ends_at__gt=at)

    def whole(self) -> Self:
        """Those whose time is not over, so that they still tell what was said."""
        return self.filter(thinned_on=None)

    def counted(self) -> Self:
        """With how many children and volunteers are expected, and how many came."""

        def many(path: str, statuses: tuple[GuestStatus, ...]) -> Count:
            return Count(path, filter=Q(**{f"{path}__status__in": statuses}), distinct=True)

        return self.annotate(
            children_expected=many("children", EXPECTED),
            volunteers_expected=many("volunteers", EXPECTED),
            children_came=many("children", (GuestStatus.CAME,)),
            volunteers_came=many("volunteers", (GuestStatus.CAME,)),
        )


class OpenDay(SignedRecord, HasLifecycle):
    """One event of one provider, for one or more of its schemes. The seed of its lot is drawn before anybody chooses.

    Once it has been kept for as long as its schemes’ plans say, what each child and volunteer said is erased.
    """

    lifecycle = OPEN_DAY
    status = OPEN_DAY.field()

    provider = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="+")
    schemes = models.ManyToManyField(Scheme, related_name="+")
    begins_at = models.DateTimeField()
    ends_at = models.DateTimeField()
    place = models.CharField(max_length=200)
    to_do = models.CharField(max_length=300, help_text="what will be done together")
    note = models.CharField(max_length=300, blank=True, help_text="what to bring, how to get in")
    child_places = models.PositiveSmallIntegerField()
    volunteer_places = models.PositiveSmallIntegerField()
    seed = models.PositiveBigIntegerField(help_text="of the lot, drawn when the day was planned")
    instead_of = models.ForeignKey("self", on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    thinned_on = models.DateField(
        null=True, blank=True, help_text="from then on it says who came, and nothing of what was said"
    )

    objects = OpenDayQuerySet.as_manager()

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(ends_at__gt=F("begins_at")), name="an_open_day_ends_after_it_begins"
            ),
            models.CheckConstraint(
                condition=Q(child_places__gte=1, volunteer_places__gte=1),
                name="an_open_day_has_room_for_both",
            ),
        ]
        indexes = [models.Index(fields=["status", "begins_at"])]
        ordering = ["begins_at"]

    def __str__(self) -> str:
        return f"open day of {self.day}"

    @property
    def day(self) -> date:
        return self.begins_at.astimezone(LONDON).date()

    def has_begun(self, at: datetime) -> bool:
        return self.begins_at <= at

    @property
    def is_planned(self) -> bool:
        return self.status == OpenDayStatus.PLANNED

    @property
    def is_listening(self) -> bool:
        return self.status == OpenDayStatus.LISTENING


class OpenDayChange(Change):
    of = models.ForeignKey(OpenDay, on_delete=models.CASCADE, related_name="changes")


class ChildGuestQuerySet(AboutChildQuerySet):
    """Whoever runs a day sees who comes to it; of sealed children only those whom they are near."""

    def within(self, ground: Ground) -> Q:
        if ground.reach == Reach.SCHEME:
            near = children_within(Ground(ground.user, ground.on, Reach.CASELOAD, ground.memberships))
            seen = Q(child__sealed=False) | Q(child__in=near)
            return Q(open_day__in=days_within(ground).values("pk")) & seen
        return super().within(ground)

    def expected(self) -> Self:
        return self.filter(status__in=EXPECTED)

    def came(self) -> Self:
        return self.filter(status=GuestStatus.CAME)

    def with_people(self) -> Self:
        return self.select_related("child", "referral", "scheme", "open_day")


class ChildGuest(SignedRecord, HasLifecycle):
    """One child at one open day: invited or walked in, what they said about coming, and what they chose afterwards."""

    class Said(models.TextChoices):
        NOT_ASKED = "", "Not asked yet"
        YES = "yes", "Yes"
        NO = "no", "No"

    class Heard(models.TextChoices):
        NOT_YET = "", "Not heard yet"
        RANKED = "ranked", "Chose"
        NOBODY = "nobody", "Nobody, thank you"
        NOT_SURE = "not sure", "Not sure yet"

    lifecycle = GUEST
    status = GUEST.field()

    open_day = models.ForeignKey(OpenDay, on_delete=models.PROTECT, related_name="children")
    child = models.ForeignKey(Child, on_delete=models.PROTECT, related_name="+")
    referral = models.ForeignKey(Referral, on_delete=models.PROTECT, related_name="+")
    scheme = models.ForeignKey(Scheme, on_delete=models.PROTECT, related_name="+")
    invited_on = models.DateField()
    walked_in = models.BooleanField(default=False)
    child_said = models.CharField(max_length=5, choices=Said.choices, blank=True, default=Said.NOT_ASKED)
    transport = models.CharField(max_length=200, blank=True, help_text="how they get there and back")
    needs = models.CharField(max_length=300, blank=True, help_text="what they need on the day")
    comes_with = models.CharField(max_length=200, blank=True, help_text="who comes along")
    shares_with = models.ForeignKey(
        "self", on_delete=models.SET_NULL, null=True, blank=True, related_name="sharing",
        help_text="the brother or sister with whom they want to share one volunteer",
    )  # fmt: skip
    heard = models.CharField(max_length=10, choices=Heard.choices, blank=True, default=Heard.NOT_YET)
    heard_on = models.DateField(null=True, blank=True)
    anyone_else = models.BooleanField(default=False, help_text="anybody else they met is fine, too")

    objects = ChildGuestQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["open_day", "child"], name="a_child_is_invited_to_an_open_day_once"
            ),
            models.CheckConstraint(
                condition=Q(heard="", heard_on=None) | (~Q(heard="") & Q(heard_on__isnull=False)),
                name="what_a_child_chose_has_its_day",
            ),
        ]
        indexes = [models.Index(fields=["child", "status"])]

    def __str__(self) -> str:
        return f"place of child {self.child_id} at {self.open_day_id}"


class ChildGuestChange(Change):
    of = models.ForeignKey(ChildGuest, on_delete=models.CASCADE, related_name="changes")


class VolunteerGuestQuerySet(ReachableQuerySet):
    def within(self, ground: Ground) -> Q:
        match ground.reach:
            case Reach.OWN:
                return Q(volunteer__user=ground.user)
            case Reach.SCHEME:
                return Q(open_day__in=days_within(ground).values("pk"))
            case _:
                return Q(pk__in=[])

    def expected(self) -> Self:
        return self.filter(status__in=EXPECTED)

    def came(self) -> Self:
        return self.filter(status=GuestStatus.CAME)

    def with_people(self) -> Self:
        return self.select_related("volunteer__user", "open_day")


class VolunteerGuest(SignedRecord, HasLifecycle):
    """One volunteer at one open day, and for how many children they have room afterwards. They see no list of children."""

    lifecycle = GUEST
    status = GUEST.field()

    open_day = models.ForeignKey(OpenDay, on_delete=models.PROTECT, related_name="volunteers")
    volunteer = models.ForeignKey(Volunteer, on_delete=models.PROTECT, related_name="+")
    invited_on = models.DateField()
    walked_in = models.BooleanField(default=False)
    places = models.PositiveSmallIntegerField(
        null=True,
        blank=True,
        help_text="for how many they have room; empty: as many as they are approved for",
    )
    words = models.CharField(
        max_length=300, blank=True, help_text="what they told the coordinator afterwards"
    )
    said_on = models.DateField(null=True, blank=True)

    objects = VolunteerGuestQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["open_day", "volunteer"], name="a_volunteer_is_invited_to_an_open_day_once"
            )
        ]
        indexes = [models.Index(fields=["volunteer", "status"])]

    def __str__(self) -> str:
        return f"place of volunteer {self.volunteer_id} at {self.open_day_id}"


class VolunteerGuestChange(Change):
    of = models.ForeignKey(VolunteerGuest, on_delete=models.CASCADE, related_name="changes")


class OpenDayChoice(models.Model):
    """What one child said of one volunteer whom they met: a tier, the same for several where they like them equally, or no."""

    guest = models.ForeignKey(ChildGuest, on_delete=models.CASCADE, related_name="choices")
    volunteer = models.ForeignKey(VolunteerGuest, on_delete=models.CASCADE, related_name="+")
    tier = models.PositiveSmallIntegerField(null=True, blank=True, help_text="1 is best; empty: not for me")

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["guest", "volunteer"], name="a_child_says_one_thing_about_each_they_met"
            ),
            models.CheckConstraint(condition=Q(tier=None) | Q(tier__gte=1), name="the_best_tier_is_one"),
        ]
        ordering = [F("tier").asc(nulls_last=True), "id"]

    def __str__(self) -> str:
        return f"choice {self.tier or 'no'}"
