"""Which measures a scheme uses, what was scored, and who would rather not be asked again."""

from datetime import date
from typing import Self

from django.db import models
from django.db.models import F, Q

from kith.access.reach import Ground, ReachableQuerySet
from kith.foundation.models import SignedRecord
from kith.matching.models import Match
from kith.outcomes.registry import Measure, measure, who_words
from kith.outcomes.waves import wave_words
from kith.people.models import AboutChildQuerySet, Child
from kith.schemes.models import Scheme


class OfSchemeQuerySet(ReachableQuerySet):
    """Rows of a scheme and of no child."""

    def within(self, ground: Ground) -> Q:
        return Q(scheme__in=ground.schemes())


class MeasureUseQuerySet(OfSchemeQuerySet):
    def open(self) -> Self:
        return self.filter(until_day=None)


class MeasureUse(SignedRecord):
    """A scheme asks one kind of person for one measure, at these waves, from a day on."""

    class Entry(models.TextChoices):
        SCORES = "scores", "Scores from a paper form or the licensed site"
        ITEMS = "items", "The codes of the single answers"

    scheme = models.ForeignKey(Scheme, on_delete=models.PROTECT, related_name="+")
    measure = models.CharField(max_length=30)
    informant = models.CharField(max_length=12)
    waves = models.JSONField(default=list)
    entry = models.CharField(max_length=8, choices=Entry.choices, default=Entry.SCORES)
    licence_reference = models.CharField(
        max_length=120, blank=True, help_text="the owners’ leave, as they wrote it"
    )
    turned = models.JSONField(
        default=list, blank=True, help_text="the items that are turned round, as the scheme’s own form says"
    )
    apart = models.JSONField(
        default=list, blank=True, help_text="the items that make a part by themselves, as the form says"
    )
    from_day = models.DateField()
    until_day = models.DateField(null=True, blank=True)

    objects = MeasureUseQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["scheme", "measure", "informant"],
                condition=Q(until_day=None),
                name="a_scheme_asks_one_person_for_a_measure_once",
            ),
            models.CheckConstraint(
                condition=Q(until_day=None) | Q(until_day__gte=F("from_day")),
                name="a_measure_is_left_after_it_is_taken_up",
            ),
            models.CheckConstraint(
                condition=~Q(entry="items") | ~Q(licence_reference=""),
                name="single_answers_are_keyed_with_leave_only",
            ),
        ]
        ordering = ["measure", "informant"]

    def __str__(self) -> str:
        return f"{self.of.short}, {who_words(self.informant)}"

    @property
    def of(self) -> Measure:
        return measure(self.measure)

    @property
    def keys_items(self) -> bool:
        return self.entry == self.Entry.ITEMS


class ScoreQuerySet(AboutChildQuerySet):
    def standing(self) -> Self:
        """Those that were not taken back."""
        return self.filter(taken_back_on=None)

    def scored(self) -> Self:
        return self.standing().filter(outcome=Score.Outcome.SCORED)


class Score(SignedRecord):
    """What came of one wave: the numbers of a measure, or why there are none. The single answers are not kept."""

    class Outcome(models.TextChoices):
        SCORED = "scored", "Scored"
        NOT_ASKED = "not asked", "Not asked this time"
        REFUSED = "refused", "Does not want to be asked again"
        TOO_YOUNG = "too young", "Too young"
        NOT_BACK = "not back", "Asked, and nothing came back"

    class Source(models.TextChoices):
        TYPED = "typed", "Typed in"
        FILE = "file", "From a file"
        OWN = "own", "By whoever was asked, themselves"
        REGISTER = "register", "From the authority’s yearly return"

    class Form(models.TextChoices):
        FIRST = "first", "The first form"
        FOLLOW_UP = "follow-up", "The follow-up form"
        UNKNOWN = "", "Not known"

    child = models.ForeignKey(Child, on_delete=models.PROTECT, related_name="+")
    scheme = models.ForeignKey(Scheme, on_delete=models.PROTECT, related_name="+")
    match = models.ForeignKey(
        Match,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        help_text="empty for a child who waits and is compared with those who began",
    )
    measure = models.CharField(max_length=30)
    version = models.CharField(max_length=60)
    informant = models.CharField(max_length=12)
    wave = models.CharField(max_length=20)
    on = models.DateField(help_text="the day of the form")
    outcome = models.CharField(max_length=10, choices=Outcome.choices)
    values = models.JSONField(default=dict, help_text="by part; empty where there was no score")
    form = models.CharField(max_length=10, choices=Form.choices, blank=True, default=Form.UNKNOWN)
    source = models.CharField(max_length=10, choices=Source.choices, default=Source.TYPED)
    taken_back_on = models.DateField(null=True, blank=True)

    objects = ScoreQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["match", "measure", "informant", "wave"],
                condition=Q(taken_back_on=None),
                name="a_wave_of_a_match_has_one_answer_of_each",
            ),
            models.UniqueConstraint(
                fields=["child", "scheme", "measure", "informant", "on"],
                condition=Q(taken_back_on=None, outcome="scored"),
                name="a_child_has_one_score_of_a_measure_a_day",
            ),
        ]
        indexes = [
            models.Index(fields=["scheme", "measure", "informant"]),
            models.Index(fields=["child", "measure", "on"]),
        ]
        ordering = ["on", "id"]

    def __str__(self) -> str:
        return f"{self.of.short} {wave_words(self.wave)}"

    @property
    def of(self) -> Measure:
        return measure(self.measure)

    @property
    def head(self) -> float | None:
        """The one number that a report tells of."""
        value = self.values.get(self.of.head.key)
        return None if value is None else float(value)

    @property
    def is_scored(self) -> bool:
        return self.outcome == self.Outcome.SCORED


class NoMoreAskingQuerySet(AboutChildQuerySet):
    scheme_path = None

    def open_on(self, day: date) -> Self:
        return self.filter(Q(until_day=None) | Q(until_day__gt=day), from_day__lte=day)


class NoMoreAsking(SignedRecord):
    """Somebody does not want to be asked again about a child: for one measure, or for anything. It is not a gap in the records."""

    child = models.ForeignKey(Child, on_delete=models.PROTECT, related_name="+")
    measure = models.CharField(max_length=30, blank=True, help_text="empty for all of them")
    informant = models.CharField(max_length=12)
    from_day = models.DateField()
    until_day = models.DateField(null=True, blank=True)

    objects = NoMoreAskingQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["child", "measure", "informant"],
                condition=Q(until_day=None),
                name="nobody_is_told_twice_not_to_ask",
            )
        ]

    def __str__(self) -> str:
        return f"not to be asked from {self.from_day}"
