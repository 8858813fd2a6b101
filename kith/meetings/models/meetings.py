"""Meetings planned on the rhythm that the agreement says, what became of each, and the short note about it."""

from datetime import date, datetime, time
from typing import Self

from django.db import models
from django.db.models import F, Q

from kith.access.reach import Ground
from kith.foundation.dates import LONDON
from kith.foundation.lifecycle import HasLifecycle
from kith.foundation.models import Change, SignedRecord
from kith.matching.models import Match
from kith.matching.states import LIVE_MATCH
from kith.meetings.states import MEETING, MEETING_GOES_ON, Status
from kith.people.models import AboutChildQuerySet, Child, Volunteer
from kith.recruitment.models import Suspension


class NearMeetingQuerySet(AboutChildQuerySet):
    """Rows of a match: the young person’s own, and the volunteer’s while the match lives.

    Not the volunteer’s while a concern about them is being looked into.
    """

    match_path = "match"

    def own(self, ground: Ground) -> Q:
        looked_into = Suspension.objects.looked_into_on(ground.on)
        theirs = {
            f"{self.match_path}__volunteer__user": ground.user,
            f"{self.match_path}__status__in": LIVE_MATCH,
        }
        about_them = Q(**{f"{self.match_path}__volunteer__in": looked_into.values("volunteer")})
        return Q(**{f"{self.child_path}__user": ground.user}) | (Q(**theirs) & ~about_them)


class MeetingQuerySet(NearMeetingQuerySet):
    child_path = "match__child"
    scheme_path = "match__scheme"
    erased_path = "match__erased_on"

    def _near(self, ground: Ground) -> Q:
        """A carer’s while the match lives; afterwards only that what was planned is called off, until its day."""
        near = super()._near(ground)
        begins = datetime.combine(ground.on, time(), LONDON)
        return near & (Q(match__status__in=LIVE_MATCH) | Q(at__gte=begins)) if ground.is_of_a_carer else near

    def ahead(self, at: datetime) -> Self:
        """Still to come, of matches that meet: a pause takes its meetings out of everybody’s sight at once."""
        return self.filter(status=Status.PLANNED, at__gte=at, match__status__in=MEETING_GOES_ON)

    def awaiting_word(self, at: datetime) -> Self:
        """Begun, and nobody has said yet what became of it."""
        return self.filter(status=Status.PLANNED, at__lt=at)

    def kept(self) -> Self:
        return self.filter(status=Status.KEPT)

    def with_people(self) -> Self:
        return self.select_related("match__child", "match__volunteer", "match__scheme__provider")


class Meeting(SignedRecord, HasLifecycle):
    """One time to meet. Moving it makes a new row that this one points to."""

    class Who(models.TextChoices):
        CHILD = "child", "The young person"
        VOLUNTEER = "volunteer", "The volunteer"
        CARER = "carer", "The carer or home"
        WORKER = "worker", "The worker"
        SCHEME = "scheme", "The scheme"

    class Reason(models.TextChoices):
        ILL = "ill", "Somebody was ill"
        SCHOOL = "school", "School or exams"
        FAMILY = "family", "Time with family"
        HOLIDAY = "holiday", "Holiday"
        WORK = "work", "Work"
        TRANSPORT = "transport", "Transport"
        PLACEMENT = "placement", "A move of placement"
        NOT_TODAY = "not today", "Did not feel like it"
        FORGOT = "forgot", "It was forgotten"
        NOT_THERE = "not there", "Somebody did not come"
        SANCTION = "sanction", "Taken away as a punishment"
        SAFETY = "safety", "It did not feel safe"
        AWAY = "away", "Away for some days"
        MATCH_ENDED = "match ended", "The match ended or paused"
        OTHER = "other", "Another reason"

    class How(models.TextChoices):
        TWO = "two", "The two of them"
        GUESTS = "guests", "With guests, or in a group"
        ONLINE = "online", "Online"

    class Feeling(models.TextChoices):
        GOOD = "good", "Good"
        OKAY = "okay", "Okay"
        NOT_GREAT = "not great", "Not great"

    lifecycle = MEETING
    status = MEETING.field(indexed=False)

    match = models.ForeignKey(Match, on_delete=models.PROTECT, db_index=False, related_name="+")
    at = models.DateTimeField()
    minutes_planned = models.PositiveSmallIntegerField(default=120)
    place = models.CharField(max_length=200, blank=True)
    how = models.CharField(max_length=6, choices=How.choices, default=How.TWO)
    guests = models.CharField(max_length=120, blank=True, help_text="who else comes, first names only")
    link = models.URLField(max_length=300, blank=True, help_text="where an online meeting is opened")
    together = models.UUIDField(
        null=True, blank=True, db_index=True, help_text="shared by the meetings of one group at one time"
    )
    planned_on = models.DateField(help_text="the day on which it was planned, or told of")
    minutes = models.PositiveSmallIntegerField(null=True, blank=True, help_text="how long it was, if kept")
    activities = models.JSONField(default=list, help_text="keys of the activity pictures")
    who = models.CharField(
        max_length=10, choices=Who.choices, blank=True, help_text="who moved or cancelled it"
    )
    reason = models.CharField(max_length=12, choices=Reason.choices, blank=True)
    reason_words = models.CharField(max_length=300, blank=True)
    moved_to = models.OneToOneField(
        "self", on_delete=models.PROTECT, null=True, blank=True, related_name="moved_from"
    )
    morale = models.CharField(
        max_length=10, choices=Feeling.choices, blank=True, help_text="how it was for the volunteer, if said"
    )
    off_plan = models.BooleanField(default=False, help_text="recorded without having been planned")
    feeling = models.CharField(
        max_length=10, choices=Feeling.choices, blank=True, help_text="the child's, if said"
    )
    feeling_words = models.CharField(max_length=300, blank=True)
    not_now_on = models.DateField(
        null=True, blank=True, help_text="when the child said “not now”, if they did"
    )

    objects = MeetingQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["match", "at"],
                condition=Q(status__in=["planned", "kept"]),
                name="a_match_meets_once_at_a_time",
            ),
            models.CheckConstraint(
                condition=Q(minutes=None) | Q(minutes__gte=5, minutes__lte=1440),
                name="a_meeting_lasts_5_minutes_to_a_day",
            ),
        ]
        indexes = [
            models.Index(fields=["match", "at"]),
            models.Index(fields=["match", "status", "at"]),
            models.Index(fields=["status", "at"]),
            models.Index(fields=["at", "match"]),  # a page of a week of the whole nation
        ]
        ordering = ["at"]

    def __str__(self) -> str:
        return f"meeting of {self.at:%Y-%m-%d}"

    @property
    def child(self) -> Child:
        """Whom a look at this meeting is a look at."""
        return self.match.child

    @property
    def volunteer(self) -> Volunteer:
        return self.match.volunteer

    def on(self) -> date:
        return self.at.astimezone(LONDON).date()


class MeetingChange(Change):
    of = models.ForeignKey(Meeting, on_delete=models.CASCADE, related_name="changes")
    was = models.JSONField(default=dict, help_text="what had been said, when it was put right")


class NoteQuerySet(NearMeetingQuerySet):
    match_path = "meeting__match"
    child_path = "meeting__match__child"
    scheme_path = "meeting__match__scheme"


class StandingNotes(models.Manager["Note"]):
    """A note that was taken back is read by nobody, by whatever way one comes to it."""

    def get_queryset(self) -> NoteQuerySet:
        return NoteQuerySet(self.model, using=self._db).filter(taken_back_on=None)


class Note(SignedRecord):
    """One short line about a meeting. Who reads it stood on the page before it was written, and stands here."""

    class Reader(models.TextChoices):
        CHILD = "child", "the young person"
        COORDINATOR = "coordinator", "the coordinator"
        MANAGER = "manager", "the scheme’s manager"

    meeting = models.ForeignKey(Meeting, on_delete=models.PROTECT, related_name="notes")
    words = models.CharField(max_length=500)
    readers = models.JSONField(default=list)
    at = models.DateTimeField()
    taken_back_on = models.DateField(null=True, blank=True, help_text="written about the wrong meeting")

    objects = StandingNotes.from_queryset(NoteQuerySet)()

    class Meta:
        ordering = ["at", "id"]

    def __str__(self) -> str:
        return f"note on {self.meeting_id}"

    @property
    def child(self) -> Child:
        return self.meeting.match.child


class NotAsked(SignedRecord):
    """The child does not want to be asked how meetings were, from a day up to (not with) another."""

    child = models.ForeignKey(Child, on_delete=models.PROTECT, related_name="+")
    from_day = models.DateField()
    until_day = models.DateField(null=True, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["child"],
                condition=Q(until_day=None),
                name="a_child_stops_being_asked_once_at_a_time",
            ),
            models.CheckConstraint(
                condition=Q(until_day=None) | Q(until_day__gte=F("from_day")),
                name="not_being_asked_ends_after_it_begins",
            ),
        ]
        verbose_name_plural = "not asked"

    def __str__(self) -> str:
        return f"not asked from {self.from_day}"
