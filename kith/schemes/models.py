"""Organisations, schemes, their dated rules, and the contracts that pay for them."""

from dataclasses import asdict
from datetime import date
from decimal import Decimal
from typing import Self

from django.db import models
from django.db.models import F, Q

from kith.foundation.models import Record
from kith.schemes.presets import FOR_EVER, Preset, RhythmRow, StageRow, presets


class Organisation(Record):
    """Anybody with staff: a council, a charity that runs schemes, a school."""

    class Kind(models.TextChoices):
        AUTHORITY = "authority", "Local authority"
        PROVIDER = "provider", "Provider"
        SCHOOL = "school", "School"
        HEALTH = "health", "Health"
        OTHER = "other", "Other"

    kind = models.CharField(max_length=20, choices=Kind.choices)
    name = models.CharField(max_length=120)
    national_code = models.CharField(max_length=20, blank=True, help_text="for an authority, its ONS code")
    nation = models.CharField(max_length=3, default="ENG", help_text="whose law and holidays apply")

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["kind", "name"], name="an_organisation_is_named_once_in_its_kind")
        ]
        ordering = ["name"]

    def __str__(self) -> str:
        return self.name


class SchemeQuerySet(models.QuerySet["Scheme"]):
    def open_on(self, day: date) -> Self:
        return self.filter(Q(closed_on=None) | Q(closed_on__gt=day))


class Scheme(Record):
    """One programme run by one provider: what it is called, whom it serves, what it starts from."""

    class Goals(models.TextChoices):
        OFF = "off", "No goals"
        OPTIONAL = "optional", "Goals if the child wants them"
        EXPECTED = "expected", "Goals are part of it"

    provider = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="schemes")
    name = models.CharField(max_length=120)
    preset = models.CharField(max_length=40)
    word = models.CharField("word for the volunteer", max_length=40)
    mode = models.CharField(max_length=40)
    child_age_from = models.PositiveSmallIntegerField()
    child_age_to = models.PositiveSmallIntegerField()
    volunteer_age_from = models.PositiveSmallIntegerField(default=18)
    volunteer_age_to = models.PositiveSmallIntegerField(default=99)
    months = models.PositiveSmallIntegerField(null=True, blank=True, help_text="empty when open-ended")
    goals = models.CharField(max_length=10, choices=Goals.choices)
    entry = models.CharField(
        max_length=200, blank=True, help_text="who may enter, if not everybody in the ages"
    )
    check_level = models.CharField(max_length=60)
    check_reason = models.CharField(max_length=200)
    independence = models.BooleanField(
        default=False, help_text="the law asks for independence of the authority"
    )
    ends_when_care_ends = models.BooleanField(default=False)
    budget_per_month = models.DecimalField(max_digits=6, decimal_places=2, default=Decimal(0))
    places_per_volunteer = models.PositiveSmallIntegerField(default=1)
    opened_on = models.DateField()
    closed_on = models.DateField(null=True, blank=True)

    objects = SchemeQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["provider", "name"], name="a_scheme_is_named_once_at_its_provider"
            ),
            models.CheckConstraint(
                condition=Q(child_age_to__gte=F("child_age_from"), child_age_to__lte=25),
                name="a_scheme_serves_ages_in_order_up_to_25",
            ),
        ]
        ordering = ["name"]

    def __str__(self) -> str:
        return self.name

    @property
    def programme(self) -> Preset:
        return presets()[self.preset]

    @property
    def is_group(self) -> bool:
        return self.mode.startswith("group")

    def rules_on(self, day: date) -> "SchemeRules":
        """The rules in force that day; before the first version, the first version."""
        versions = list(self.rules.order_by("from_day"))
        current = [rules for rules in versions if rules.from_day <= day]
        return current[-1] if current else versions[0]

    def serves_age(self, age: int) -> bool:
        return self.child_age_from <= age <= self.child_age_to


class SchemeRules(Record):
    """One dated version of how a scheme works. Never edited: a change is a new version from a later day."""

    scheme = models.ForeignKey(Scheme, on_delete=models.CASCADE, related_name="rules")
    from_day = models.DateField()
    meeting_rhythm = models.JSONField(help_text="rows of ages, months of the match, every, unit")
    stages = models.JSONField(default=list)
    quiet_after = models.PositiveSmallIntegerField(help_text="days beyond the rhythm")
    withheld_limit = models.PositiveSmallIntegerField(
        default=2, help_text="meetings withheld by a carer in 90 days that ask for a talk"
    )
    pattern_after = models.PositiveSmallIntegerField(
        default=3, help_text="times in 90 days before something that repeats is shown"
    )
    supervision_days = models.PositiveSmallIntegerField(help_text="days between supervisions, once settled")
    early_supervisions = models.PositiveSmallIntegerField(
        default=3, help_text="a supervision after each of the first meetings"
    )
    monthly_until = models.PositiveSmallIntegerField(
        default=6, help_text="month of the match until which a supervision belongs every four weeks; 0: none"
    )
    review_months = models.JSONField(default=list, help_text="months of the match at which it is reviewed")
    check_in_days = models.PositiveSmallIntegerField(
        default=91, help_text="days between asking the child, the carer and the worker; 0 asks nobody"
    )
    matches_per_post = models.PositiveSmallIntegerField(
        default=36, help_text="matches that one full-time coordinator can hold well"
    )
    exchange_places = models.BooleanField(
        default=False,
        help_text="after an open day children exchange places where that is better for them and worse for nobody",
    )
    safety_plans_for = models.JSONField(
        default=list,
        help_text="kinds of thing for which a safety plan is agreed first; “meeting” is the first meeting",
    )
    lone_visits = models.BooleanField(
        default=False, help_text="volunteers may say by a press that they are there, and home again"
    )
    home_within = models.PositiveSmallIntegerField(
        default=60, help_text="minutes after a meeting’s end by which a volunteer says that they are home"
    )
    winding_down = models.PositiveSmallIntegerField(help_text="meetings between telling and the last one")
    graduation = models.BooleanField(default=False)
    referral_answer_days = models.PositiveSmallIntegerField(default=5, help_text="working days")

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["scheme", "from_day"], name="rules_have_one_version_a_day")
        ]
        ordering = ["from_day"]
        verbose_name_plural = "scheme rules"

    def __str__(self) -> str:
        return f"{self.scheme} from {self.from_day}"

    def rhythm_rows(self) -> list[RhythmRow]:
        return [
            RhythmRow(row["every"], row["unit"], tuple(row["ages"]), tuple(row["months"]))
            for row in self.meeting_rhythm
        ]

    def rhythm_for(self, *, age: int, months_in: int) -> RhythmRow:
        """The first row that fits, else the last: a table that forgets an age still answers."""
        rows = self.rhythm_rows()
        return next((row for row in rows if row.fits(age=age, months_in=months_in)), rows[-1])

    def rhythms_for(self, age: int) -> list[RhythmRow]:
        """How often, one row after another from the beginning of a match, for a child of this age; the last has no end."""
        rows, months = [self.rhythm_for(age=age, months_in=0)], 0
        while months < (over := rows[-1].months[1]) < FOR_EVER:
            months = over
            rows.append(self.rhythm_for(age=age, months_in=months))
        return rows

    def stage_at(self, months_in: int) -> StageRow | None:
        rows = [StageRow(row["name"], tuple(row["months"])) for row in self.stages]
        return next((row for row in rows if row.months[0] <= months_in < row.months[1]), None)

    @staticmethod
    def values_of(preset: Preset) -> dict[str, object]:
        """What a first version takes from a preset."""
        return {
            "meeting_rhythm": [asdict(row) for row in preset.rhythm],
            "stages": [asdict(row) for row in preset.stages],
            "quiet_after": preset.quiet_after,
            "supervision_days": preset.supervision_days,
            "review_months": [3, 12, 24, 36, 48, 60],
            "winding_down": preset.winding_down,
            "graduation": preset.graduation,
        }


class ContractQuerySet(models.QuerySet["Contract"]):
    def open_on(self, day: date) -> Self:
        return self.filter(Q(until_day=None) | Q(until_day__gte=day), from_day__lte=day)


class Contract(Record):
    """An authority pays for a scheme and asks for figures."""

    commissioner = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="contracts")
    scheme = models.ForeignKey(Scheme, on_delete=models.PROTECT, related_name="contracts")
    from_day = models.DateField()
    until_day = models.DateField(null=True, blank=True)
    places = models.PositiveSmallIntegerField(help_text="matches the contract pays for")
    reporting = models.CharField(max_length=20, default="quarter")
    least_every = models.PositiveSmallIntegerField(
        null=True, blank=True, help_text="the least the commissioner asks for: they meet every so many"
    )
    least_unit = models.CharField(
        max_length=5, choices=[("week", "weeks"), ("month", "months")], default="week"
    )

    objects = ContractQuerySet.as_manager()

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(until_day=None) | Q(until_day__gte=F("from_day")),
                name="a_contract_ends_after_it_begins",
            )
        ]
        ordering = ["-from_day"]

    def __str__(self) -> str:
        return f"{self.commissioner} pays for {self.scheme}"
