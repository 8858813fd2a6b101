"""What the returns say of a child's time in care, row by row, and what follows from it in one summary row."""

from datetime import date, timedelta
from typing import Self

from django.db import models
from django.db.models import Exists, F, OuterRef, Q

from kith.foundation.models import Record
from kith.people.models import AboutChildQuerySet, Child, Involvement
from kith.register.models.runs import ImportRun
from kith.science.care import LeaverStatus, birthday

OFFERED_FROM_AGE = 8
"""From about this age a child can say whether they would like somebody; most visitors' schemes begin here [M]."""

MANY_MOVES = 3
SOON = timedelta(days=14)
TURNING = timedelta(days=92)


class ToldRow(Record):
    """A row that a return told. A row is overtaken only by a return of the same or a later year."""

    told_in = models.PositiveSmallIntegerField(
        null=True, blank=True, help_text="the year of the return that told it last"
    )
    run = models.ForeignKey(ImportRun, on_delete=models.PROTECT, null=True, related_name="+")

    class Meta:
        abstract = True


class Episode(ToldRow):
    """One episode of care, keyed by the day it began."""

    child = models.ForeignKey(Child, on_delete=models.PROTECT, related_name="+")
    start = models.DateField()
    end = models.DateField(null=True, blank=True)
    reason_new = models.CharField(max_length=2, blank=True)
    legal_status = models.CharField(max_length=2, blank=True)
    need = models.CharField(max_length=2, blank=True)
    placement = models.CharField(max_length=4, blank=True)
    provider = models.CharField(max_length=3, blank=True)
    reason_ended = models.CharField(max_length=4, blank=True)
    reason_changed = models.CharField(max_length=8, blank=True)
    urn = models.CharField(max_length=10, blank=True)
    home_area = models.CharField(max_length=4, blank=True)
    placement_area = models.CharField(max_length=4, blank=True)
    from_annex_a = models.BooleanField(default=False, help_text="worked out from a picture of one day")
    set_aside = models.BooleanField(
        default=False, help_text="a later return tells of the same time and not of this"
    )

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["child", "start"], name="a_child_has_one_episode_from_a_day"),
            models.CheckConstraint(
                condition=Q(end=None) | Q(end__gte=F("start")), name="an_episode_ends_after_it_begins"
            ),
        ]

    def __str__(self) -> str:
        return f"episode from {self.start}"


class Review(ToldRow):
    """A statutory review that was held, or is planned where it lies ahead."""

    child = models.ForeignKey(Child, on_delete=models.PROTECT, related_name="+")
    on = models.DateField()
    participation = models.CharField(max_length=3, blank=True)
    set_aside = models.BooleanField(
        default=False, help_text="a later return tells of the same time and not of this"
    )

    class Meta:
        constraints = [models.UniqueConstraint(fields=["child", "on"], name="a_child_has_one_review_a_day")]

    def __str__(self) -> str:
        return f"review on {self.on}"


class YearMeasure(ToldRow):
    """What the authority measures once a year for a child looked after twelve months: the SDQ total and health."""

    child = models.ForeignKey(Child, on_delete=models.PROTECT, related_name="+")
    year = models.PositiveSmallIntegerField(help_text="the year to 31 March")
    sdq_total = models.PositiveSmallIntegerField(null=True, blank=True)
    sdq_reason = models.CharField(max_length=4, blank=True)
    details = models.JSONField(default=dict, help_text="the other columns, by their code")

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["child", "year"], name="a_child_is_measured_once_a_year"),
            models.CheckConstraint(
                condition=Q(sdq_total=None) | Q(sdq_total__lte=40), name="an_sdq_total_is_at_most_40"
            ),
        ]

    def __str__(self) -> str:
        return f"measures of {self.year}"


class LeaverSnapshot(ToldRow):
    """How a care leaver was around a birthday: in touch, doing what, living how."""

    child = models.ForeignKey(Child, on_delete=models.PROTECT, related_name="+")
    year = models.PositiveSmallIntegerField()
    in_touch = models.CharField(max_length=4, blank=True)
    activity = models.CharField(max_length=2, blank=True)
    accommodation = models.CharField(max_length=2, blank=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["child", "year"], name="one_leaver_snapshot_a_year")]

    def __str__(self) -> str:
        return f"leaver snapshot of {self.year}"


class Absence(ToldRow):
    """Missing, or away without authorisation."""

    child = models.ForeignKey(Child, on_delete=models.PROTECT, related_name="+")
    kind = models.CharField(max_length=1, blank=True)
    start = models.DateField()
    end = models.DateField(null=True, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["child", "start"], name="one_absence_from_a_day"),
            models.CheckConstraint(
                condition=Q(end=None) | Q(end__gte=F("start")), name="an_absence_ends_after_it_begins"
            ),
        ]

    def __str__(self) -> str:
        return f"absence from {self.start}"


class CareSummaryQuerySet(AboutChildQuerySet):
    """Children on the register. The day is an argument wherever the answer changes with it."""

    scheme_path = None

    def looked_after(self) -> Self:
        return self.filter(child__looked_after=True)

    def aged(self, at_least: int, on: date, *, below: int | None = None) -> Self:
        """Those who have had that birthday, and not yet the one of `below`."""
        old_enough = self.filter(child__born__lte=born_by(at_least, on))
        return old_enough if below is None else old_enough.filter(child__born__gt=born_by(below, on))

    def never_asked(self) -> Self:
        """Nobody has written down that they were offered somebody, and they never had a volunteer."""
        had_somebody = Involvement.objects.filter(child=OuterRef("child"), part=Involvement.Part.VOLUNTEER)
        return self.filter(~Exists(had_somebody), asked_on=None)

    def to_ask_again(self, on: date) -> Self:
        """Those whose last answer asked for another asking, now or before."""
        return self.filter(ask_again_on__lte=on)

    def moved_often(self) -> Self:
        return self.filter(placements__gte=MANY_MOVES)

    def with_review_soon(self, on: date) -> Self:
        return self.filter(review_due__gte=on, review_due__lte=on + SOON)

    def with_review_late(self, on: date) -> Self:
        return self.filter(review_due__lt=on)

    def turning(self, ages: tuple[int, ...], on: date) -> Self:
        """Those who reach one of these ages within three months."""
        wanted = Q(pk__in=[])
        for age in ages:
            wanted |= Q(child__born__gt=born_by(age, on), child__born__lte=born_by(age, on + TURNING))
        return self.filter(wanted)

    def gone_quiet(self) -> Self:
        """Looked after when last told of, and not in the latest return."""
        return self.looked_after().filter(child__in_latest_import=False)


def born_by(age: int, on: date) -> date:
    """The latest birth that has reached the age on that day."""
    try:
        latest = on.replace(year=on.year - age)
    except ValueError:  # 29 February
        latest = date(on.year - age, 2, 28)
    return latest if birthday(latest, age) <= on else latest - timedelta(days=1)


class CareSummary(Record):
    """What follows from a child's rows, kept for lists: worked out anew with every import and every night."""

    class Leaver(models.TextChoices):
        NONE = LeaverStatus.NONE.value, "Not a care leaver"
        ELIGIBLE = LeaverStatus.ELIGIBLE.value, "Eligible child"
        RELEVANT = LeaverStatus.RELEVANT.value, "Relevant child"
        FORMER_RELEVANT = LeaverStatus.FORMER_RELEVANT.value, "Former relevant young person"
        QUALIFYING = LeaverStatus.QUALIFYING.value, "Qualifying young person"

    child = models.OneToOneField(Child, on_delete=models.PROTECT, related_name="+")
    told_in = models.PositiveSmallIntegerField(
        null=True, blank=True, help_text="the newest return that tells of the child"
    )
    told_gender = models.CharField(
        max_length=1, blank=True, help_text="as the return has it; a child may be described otherwise"
    )
    period_began = models.DateField(null=True, blank=True, help_text="of the present or last time in care")
    beginning_known = models.BooleanField(default=True)
    period_ended = models.DateField(null=True, blank=True)
    placement = models.CharField(max_length=4, blank=True)
    placement_since = models.DateField(null=True, blank=True)
    placements = models.PositiveSmallIntegerField(default=0, help_text="begun in twelve months")
    carers = models.PositiveSmallIntegerField(default=0, help_text="changes of carer in twelve months")
    counted_to = models.DateField(null=True, blank=True, help_text="the last day of those twelve months")
    miles_from_home = models.PositiveSmallIntegerField(
        null=True, blank=True, help_text="about, in a straight line"
    )
    out_of_area = models.BooleanField(null=True, blank=True, help_text="as Annex A says it")
    last_review = models.DateField(null=True, blank=True)
    review_due = models.DateField(
        null=True, blank=True, help_text="the last day on which the next is in time"
    )
    sdq_total = models.PositiveSmallIntegerField(null=True, blank=True)
    sdq_year = models.PositiveSmallIntegerField(null=True, blank=True)
    leaver = models.CharField(max_length=20, choices=Leaver.choices, default=Leaver.NONE)
    asked_on = models.DateField(null=True, blank=True, help_text="last offered somebody")
    last_answer = models.CharField(max_length=20, blank=True)
    last_answer_on = models.DateField(null=True, blank=True)
    ask_again_on = models.DateField(null=True, blank=True)
    worked_out_on = models.DateField()

    objects = CareSummaryQuerySet.as_manager()

    class Meta:
        indexes = [models.Index(fields=["review_due"]), models.Index(fields=["placements"])]
        verbose_name_plural = "care summaries"

    def __str__(self) -> str:
        return f"time in care of child {self.child_id}"
