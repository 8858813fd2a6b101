"""Applications, what was checked, who approved, and suspensions."""

from datetime import date
from typing import Self

from django.db import models
from django.db.models import Exists, F, OuterRef, Q

from kith.access.models import User
from kith.access.policy import Reach
from kith.access.reach import Ground, ReachableQuerySet
from kith.foundation.encryption import EncryptedTextField
from kith.foundation.lifecycle import HasLifecycle
from kith.foundation.models import Change, SignedRecord
from kith.people.models import Volunteer
from kith.recruitment.states import APPLICATION, ON_THE_WAY
from kith.schemes.models import Scheme


class AboutVolunteerQuerySet(ReachableQuerySet):
    """Rows about a volunteer in a scheme: their own, or their scheme's."""

    def within(self, ground: Ground) -> Q:
        if ground.reach == Reach.OWN:
            return Q(volunteer__user=ground.user)
        if ground.reach in (Reach.CASELOAD, Reach.SCHEME):
            return Q(scheme__in=ground.schemes())
        return Q(pk__in=[])


class ApplicationQuerySet(AboutVolunteerQuerySet):
    def on_the_way(self) -> Self:
        return self.filter(status__in=ON_THE_WAY)


class Application(SignedRecord, HasLifecycle):
    """Somebody offers themself to a scheme. Another time is another application."""

    class Heard(models.TextChoices):
        WORD_OF_MOUTH = "word of mouth", "From somebody they know"
        POSTER = "poster", "Poster or leaflet"
        SOCIAL_MEDIA = "social media", "Social media"
        EVENT = "event", "An event"
        WEBSITE = "website", "Our website"
        VOLUNTEER_CENTRE = "volunteer centre", "Volunteer centre"
        EMPLOYER = "employer", "Their employer"
        OTHER = "other", "Another way"

    lifecycle = APPLICATION
    status = APPLICATION.field()

    volunteer = models.ForeignKey(Volunteer, on_delete=models.PROTECT, related_name="+")
    scheme = models.ForeignKey(Scheme, on_delete=models.PROTECT, related_name="+")
    recruiter = models.ForeignKey(User, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    received_on = models.DateField()
    heard = models.CharField(max_length=20, choices=Heard.choices, blank=True)
    why = models.TextField(blank=True, max_length=2000, help_text="why they would like to, in their words")

    objects = ApplicationQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["volunteer", "scheme"],
                condition=Q(status__in=[str(status) for status in ON_THE_WAY]),
                name="a_volunteer_has_one_open_application_to_a_scheme",
            )
        ]
        indexes = [models.Index(fields=["scheme", "status", "received_on"])]

    def __str__(self) -> str:
        return f"{self.volunteer_id} to {self.scheme_id}"


class ApplicationChange(Change):
    """One step of an application. Why somebody was declined is encrypted, and read by those who vet."""

    of = models.ForeignKey(Application, on_delete=models.CASCADE, related_name="changes")
    words = EncryptedTextField(blank=True)


class CheckQuerySet(AboutVolunteerQuerySet):
    def standing(self) -> Self:
        return self.filter(withdrawn_on=None)

    def of(self, volunteer: Volunteer, scheme: Scheme) -> Self:
        return self.filter(volunteer=volunteer, scheme=scheme)

    def met_on(self, day: date) -> Self:
        """Recorded, not withdrawn, begun and not run out."""
        return self.standing().filter(Q(until=None) | Q(until__gte=day), on__lte=day, passed=True)

    def latest_on(self, day: date) -> Self:
        """Those that no later check of the same kind has taken the place of, by that day."""
        same = Check.objects.standing().filter(
            volunteer=OuterRef("volunteer"), scheme=OuterRef("scheme"), kind=OuterRef("kind"), on__lte=day
        )
        later = same.filter(Q(on__gt=OuterRef("on")) | Q(on=OuterRef("on"), pk__gt=OuterRef("pk")))
        return self.standing().filter(~Exists(later), on__lte=day)

    def unread(self) -> Self:
        """Without what only those who vet may read: it is not even fetched."""
        return self.defer("number", "vetting_words", "given_by")


class Check(SignedRecord):
    """One requirement that somebody has looked at for a volunteer: what, when, how it came out, until when.

    Never edited: a mistake is withdrawn, and recorded again.
    """

    volunteer = models.ForeignKey(Volunteer, on_delete=models.PROTECT, related_name="+")
    scheme = models.ForeignKey(Scheme, on_delete=models.PROTECT, related_name="+")
    kind = models.CharField(max_length=30, help_text="key of a requirement")
    on = models.DateField()
    until = models.DateField(null=True, blank=True)
    passed = models.BooleanField(default=True)
    details = models.JSONField(
        default=dict, help_text="codes, such as a DBS level; never what a certificate says"
    )
    number = EncryptedTextField(blank=True, help_text="certificate number, where there is one")
    number_digest = models.CharField(
        max_length=64,
        blank=True,
        db_index=True,
        help_text="tells whether two numbers are the same, nothing else",
    )
    given_by = EncryptedTextField(blank=True, help_text="who gave a reference")
    vetting_words = EncryptedTextField(blank=True, help_text="read by those who vet, nobody else")
    withdrawn_on = models.DateField(null=True, blank=True)
    withdrawn_by = models.ForeignKey(User, on_delete=models.PROTECT, null=True, blank=True, related_name="+")

    objects = CheckQuerySet.as_manager()

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(until=None) | Q(until__gte=F("on")), name="a_check_runs_out_after_it_was_made"
            ),
        ]
        indexes = [models.Index(fields=["volunteer", "scheme", "kind"]), models.Index(fields=["until"])]

    def __str__(self) -> str:
        return f"{self.kind} on {self.on}"


class ApprovalQuerySet(AboutVolunteerQuerySet):
    def open_on(self, day: date) -> Self:
        return self.filter(Q(until_day=None) | Q(until_day__gt=day), from_day__lte=day)


class Approval(SignedRecord):
    """The scheme lets a volunteer meet children: which ages, how many at a time, on what conditions."""

    volunteer = models.ForeignKey(Volunteer, on_delete=models.PROTECT, related_name="+")
    scheme = models.ForeignKey(Scheme, on_delete=models.PROTECT, related_name="+")
    application = models.ForeignKey(Application, on_delete=models.PROTECT, related_name="approvals")
    age_from = models.PositiveSmallIntegerField()
    age_to = models.PositiveSmallIntegerField()
    places = models.PositiveSmallIntegerField(default=1)
    conditions = models.CharField(max_length=300, blank=True)
    from_day = models.DateField()
    until_day = models.DateField(null=True, blank=True)

    objects = ApprovalQuerySet.as_manager()

    class Meta:
        constraints = [
            models.CheckConstraint(condition=Q(age_to__gte=F("age_from")), name="approved_ages_are_in_order"),
            models.CheckConstraint(condition=Q(places__gte=1), name="an_approval_is_for_at_least_one_child"),
            models.CheckConstraint(
                condition=Q(until_day=None) | Q(until_day__gte=F("from_day")),
                name="an_approval_ends_after_it_begins",
            ),
            models.UniqueConstraint(
                fields=["volunteer", "scheme"],
                condition=Q(until_day=None),
                name="a_volunteer_has_one_open_approval_in_a_scheme",
            ),
        ]

    def __str__(self) -> str:
        return f"approval from {self.from_day}"


class SuspensionQuerySet(models.QuerySet["Suspension"]):
    def open_on(self, day: date) -> Self:
        return self.filter(Q(until_day=None) | Q(until_day__gt=day), from_day__lte=day)

    def looked_into_on(self, day: date) -> Self:
        """Those for a concern: while one is open, the volunteer sees nothing of any child."""
        return self.open_on(day).filter(reason=Suspension.Reason.CONCERN)


class Suspension(SignedRecord):
    """The volunteer meets no child, from now until it is lifted. Everywhere, whatever the scheme."""

    class Reason(models.TextChoices):
        CONCERN = "concern", "A concern is being looked into"
        CHECK = "check", "A check has lapsed"
        OWN_WISH = "own wish", "Their own wish"
        OTHER = "other", "Another reason"

    volunteer = models.ForeignKey(Volunteer, on_delete=models.PROTECT, related_name="+")
    reason = models.CharField(max_length=20, choices=Reason.choices)
    from_day = models.DateField()
    until_day = models.DateField(null=True, blank=True)
    lifted_by = models.ForeignKey(User, on_delete=models.PROTECT, null=True, blank=True, related_name="+")

    objects = SuspensionQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["volunteer"],
                condition=Q(until_day=None),
                name="a_volunteer_is_suspended_once_at_a_time",
            ),
            models.CheckConstraint(
                condition=Q(until_day=None) | Q(until_day__gte=F("from_day")),
                name="a_suspension_is_lifted_after_it_begins",
            ),
        ]

    def __str__(self) -> str:
        return f"suspended from {self.from_day}"
