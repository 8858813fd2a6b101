"""What the returns say, what follows from them, and what children were offered and answered."""

from typing import Self

from django.db import models
from django.db.models import Q

from kith.access.policy import Reach
from kith.access.reach import Ground, ReachableQuerySet
from kith.foundation.models import Record, SignedRecord
from kith.people.models import AboutChildQuerySet, Child
from kith.schemes.models import Organisation


class ImportRunQuerySet(ReachableQuerySet):
    def within(self, ground: Ground) -> Q:
        return Q(authority__in=ground.organisations) if ground.reach == Reach.AUTHORITY else Q(pk__in=[])


class ImportRun(SignedRecord):
    """One reading of a return: previewed, then saved or thrown away; or refused."""

    class State(models.TextChoices):
        READING = "reading", "Being read"
        READ = "read", "Read, nothing saved yet"
        SAVING = "saving", "Being saved"
        SAVED = "saved", "Saved"
        REFUSED = "refused", "Refused"
        THROWN_AWAY = "thrown away", "Thrown away"
        FAILED = "failed", "Stopped by a fault"

    authority = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="+")
    state = models.CharField(max_length=12, choices=State.choices, default=State.READING)
    read_at = models.DateTimeField(null=True, blank=True)
    saved_at = models.DateTimeField(null=True, blank=True)
    seconds = models.FloatField(default=0)
    year = models.PositiveSmallIntegerField(null=True, blank=True, help_text="the year to 31 March")
    progress = models.PositiveSmallIntegerField(default=0, help_text="percent")
    folder = models.CharField(max_length=200, blank=True, help_text="where the files lie until saved")
    files = models.JSONField(default=list)
    changes = models.JSONField(default=dict, help_text="table → rows, new, changed, same, absent")
    tells = models.JSONField(default=dict, help_text="what it tells about the children, as counts")
    fault = models.CharField(max_length=300, blank=True)

    objects = ImportRunQuerySet.as_manager()

    class Meta:
        ordering = ["-id"]

    def __str__(self) -> str:
        return f"import {self.pk} ({self.state})"


class ImportFinding(models.Model):
    """One thing found in a file: where, what, and what was done about it."""

    class Severity(models.TextChoices):
        REFUSED_FILE = "refused file", "File refused"
        ERROR = "error", "Row left out"
        WARNING = "warning", "Row kept, to be looked at"
        NOTE = "note", "Worth knowing"

    run = models.ForeignKey(ImportRun, on_delete=models.CASCADE, related_name="findings")
    severity = models.CharField(max_length=12, choices=Severity.choices)
    code = models.CharField(max_length=60)
    file = models.CharField(max_length=200)
    line = models.PositiveIntegerField(null=True, blank=True)
    column = models.CharField(max_length=80, blank=True)
    child_ref = models.CharField(max_length=40, blank=True)
    said = models.CharField(max_length=400)
    done = models.CharField(max_length=200)
    remedy = models.CharField(max_length=300, blank=True)

    class Meta:
        indexes = [models.Index(fields=["run", "severity", "code"])]

    def __str__(self) -> str:
        return f"{self.code} at {self.file}:{self.line}"


class Episode(Record):
    """One episode of care, keyed by the day it began."""

    child = models.ForeignKey(Child, on_delete=models.PROTECT, related_name="+")
    start = models.DateField()
    end = models.DateField(null=True, blank=True)
    reason_new = models.CharField(max_length=2)
    legal_status = models.CharField(max_length=2)
    need = models.CharField(max_length=2)
    placement = models.CharField(max_length=4)
    provider = models.CharField(max_length=3, blank=True)
    reason_ended = models.CharField(max_length=4, blank=True)
    reason_changed = models.CharField(max_length=8, blank=True)
    urn = models.CharField(max_length=10, blank=True)
    home_area = models.CharField(max_length=4, blank=True)
    placement_area = models.CharField(max_length=4, blank=True)
    run = models.ForeignKey(ImportRun, on_delete=models.PROTECT, related_name="+")

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["child", "start"], name="a_child_has_one_episode_from_a_day")
        ]

    def __str__(self) -> str:
        return f"episode from {self.start}"


class Review(Record):
    """A statutory review that was held, or is planned where it lies ahead."""

    child = models.ForeignKey(Child, on_delete=models.PROTECT, related_name="+")
    on = models.DateField()
    participation = models.CharField(max_length=3, blank=True)
    run = models.ForeignKey(ImportRun, on_delete=models.PROTECT, null=True, related_name="+")

    class Meta:
        constraints = [models.UniqueConstraint(fields=["child", "on"], name="a_child_has_one_review_a_day")]

    def __str__(self) -> str:
        return f"review on {self.on}"


class YearMeasure(Record):
    """What the authority measures once a year for a child looked after twelve months: the SDQ total and health."""

    child = models.ForeignKey(Child, on_delete=models.PROTECT, related_name="+")
    year = models.PositiveSmallIntegerField(help_text="the year to 31 March")
    sdq_total = models.PositiveSmallIntegerField(null=True, blank=True)
    sdq_reason = models.CharField(max_length=4, blank=True)
    details = models.JSONField(default=dict, help_text="the other columns, by their code")
    run = models.ForeignKey(ImportRun, on_delete=models.PROTECT, related_name="+")

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["child", "year"], name="a_child_is_measured_once_a_year"),
            models.CheckConstraint(
                condition=Q(sdq_total=None) | Q(sdq_total__lte=40), name="an_sdq_total_is_at_most_40"
            ),
        ]

    def __str__(self) -> str:
        return f"measures of {self.year}"


class LeaverSnapshot(Record):
    """How a care leaver was around a birthday: in touch, doing what, living how."""

    child = models.ForeignKey(Child, on_delete=models.PROTECT, related_name="+")
    year = models.PositiveSmallIntegerField()
    in_touch = models.CharField(max_length=4, blank=True)
    activity = models.CharField(max_length=2, blank=True)
    accommodation = models.CharField(max_length=2, blank=True)
    run = models.ForeignKey(ImportRun, on_delete=models.PROTECT, related_name="+")

    class Meta:
        constraints = [models.UniqueConstraint(fields=["child", "year"], name="one_leaver_snapshot_a_year")]

    def __str__(self) -> str:
        return f"leaver snapshot of {self.year}"


class Absence(Record):
    """Missing, or away without authorisation."""

    child = models.ForeignKey(Child, on_delete=models.PROTECT, related_name="+")
    kind = models.CharField(max_length=1)
    start = models.DateField()
    end = models.DateField(null=True, blank=True)
    run = models.ForeignKey(ImportRun, on_delete=models.PROTECT, related_name="+")

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["child", "start"], name="one_absence_from_a_day"),
        ]

    def __str__(self) -> str:
        return f"absence from {self.start}"


class PathwayPointQuerySet(AboutChildQuerySet):
    scheme_path = None

    def unanswered(self) -> Self:
        return self.exclude(pk__in=Offer.objects.values("point"))


class PathwayPoint(Record):
    """A moment of the care pathway at which a child should be considered for somebody. Derived; the key is stable."""

    class Kind(models.TextChoices):
        CAME_INTO_CARE = "came into care", "Came into care"
        REVIEW = "review", "Review"
        MOVED = "moved", "Moved placement"
        THIRTEEN = "thirteen", "Turned 13"
        SIXTEEN = "sixteen", "Turned 16"
        SEVENTEEN = "seventeen", "Turned 17"
        LEFT_CARE = "left care", "Left care"

    child = models.ForeignKey(Child, on_delete=models.PROTECT, related_name="+")
    kind = models.CharField(max_length=20, choices=Kind.choices)
    on = models.DateField()
    key = models.CharField(max_length=80)

    objects = PathwayPointQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["child", "key"], name="a_pathway_point_is_derived_once")
        ]
        indexes = [models.Index(fields=["on", "kind"])]
        ordering = ["-on"]

    def __str__(self) -> str:
        return f"{self.get_kind_display()} on {self.on}"


class OfferQuerySet(AboutChildQuerySet):
    scheme_path = None

    def standing(self) -> Self:
        """Those that were not put right by a later one."""
        return self.filter(corrected_by=None)


class Offer(SignedRecord):
    """At one point: was the child considered, offered somebody, how were they asked, what did they say.

    Never edited: a mistake is put right by a new row that the old one points to.
    """

    class Answer(models.TextChoices):
        NOT_CONSIDERED = "not considered", "Not considered"
        NOT_NOW = "not in interests", "Considered, not in their interests now"
        TOO_YOUNG = "too young", "Too young"
        HAS_SOMEBODY = "has somebody", "Already has a trusted adult"
        ACCEPTED = "accepted", "Offered, said yes"
        DECLINED = "declined", "Offered, said no"
        UNDECIDED = "undecided", "Offered, not sure yet"
        CONTINUE = "continue", "Already matched, wants to go on"
        END_ASKED = "end asked", "Already matched, wants to stop"
        WAITING = "waiting", "Already waiting"

    class Asked(models.TextChoices):
        TALK = "talk", "In a conversation"
        LEAFLET = "leaflet", "With a leaflet made for their age"
        ADVOCATE = "advocate", "Through an advocate"
        SYMBOLS = "symbols", "With pictures or symbols"
        NOT_ASKED = "not asked", "Not asked"

    point = models.ForeignKey(PathwayPoint, on_delete=models.PROTECT, related_name="offers")
    child = models.ForeignKey(Child, on_delete=models.PROTECT, related_name="+")
    answer = models.CharField(max_length=20, choices=Answer.choices)
    asked = models.CharField(max_length=12, choices=Asked.choices, default=Asked.NOT_ASKED)
    why = models.CharField(max_length=300, blank=True, help_text="why not, where not")
    child_words = models.TextField(blank=True, max_length=1000)
    on = models.DateField()
    ask_again_on = models.DateField(null=True, blank=True)
    corrected_by = models.ForeignKey(
        "self", on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )

    objects = OfferQuerySet.as_manager()

    OFFERED = frozenset(
        {Answer.ACCEPTED, Answer.DECLINED, Answer.UNDECIDED, Answer.CONTINUE, Answer.END_ASKED}
    )

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["point"],
                condition=Q(corrected_by=None),
                name="a_point_has_one_standing_offer",
            )
        ]
        indexes = [models.Index(fields=["child", "-on"])]

    def __str__(self) -> str:
        return f"{self.answer} on {self.on}"

    @property
    def was_considered(self) -> bool:
        return self.answer != self.Answer.NOT_CONSIDERED

    @property
    def was_offered(self) -> bool:
        return self.answer in self.OFFERED
