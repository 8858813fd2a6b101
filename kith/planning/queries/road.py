"""How people came through from an enquiry, counted in the database: by step, group, source, days and reason.

Thirty thousand applications or three take the same few questions; only counts come back.
"""

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from functools import cached_property

from django.db.models import (
    Case,
    CharField,
    Count,
    DurationField,
    Exists,
    ExpressionWrapper,
    F,
    IntegerField,
    Max,
    OuterRef,
    Q,
    QuerySet,
    Subquery,
    Value,
    When,
)
from django.db.models.functions import Cast, Coalesce, Replace
from django.db.models.lookups import LessThan

from kith.people.models import Volunteer
from kith.planning.periods import Period
from kith.recruitment.models import Application, ApplicationChange, Erased
from kith.recruitment.states import FORWARD, ON_THE_WAY, OVER, Status
from kith.schemes.models import Scheme
from kith.science.recruiting import ByGroup, Fate, Step, by_groups, steps
from kith.science.vocabulary import BACKGROUNDS, BROAD_BACKGROUNDS

STEPS = tuple(Status(status) for status in ON_THE_WAY)
NAMES = tuple(str(step.label) for step in STEPS)
RANK = {str(step): rank for rank, step in enumerate(STEPS)}
LAST = len(STEPS) - 1
BROUGHT_IN = "bring in"
NOT_SAID, NOT_KNOWN_NOW = "Not said", "Erased since"
AGES = ((30, "18 to 29"), (50, "30 to 49"), (200, "50 or over"))
TEN_THOUSANDS = 10_000


@dataclass(frozen=True)
class Counted:
    """So many applications that are alike in everything a page tells apart."""

    heard: str
    gender: str
    age: str
    background: str
    furthest: int
    fate: Fate
    people: int


@dataclass(frozen=True)
class Cohort:
    """The applications of some schemes received in a period, and what is left of those erased since."""

    schemes: tuple[Scheme, ...]
    period: Period
    on: date

    def applications(self) -> "QuerySet[Application]":
        """Without people who were approved before Kith: their road is not known."""
        brought = ApplicationChange.objects.filter(of=OuterRef("pk"), step=BROUGHT_IN)
        return self._received(Application.objects.all()).filter(~Q(Exists(brought)))

    def _received(self, rows: "QuerySet[Application]") -> "QuerySet[Application]":
        rows = rows.filter(scheme__in=[scheme.pk for scheme in self.schemes], received_on__lte=self.on)
        return rows.filter(received_on__gte=self.period.from_day) if self.period.from_day else rows

    def erased(self) -> "QuerySet[Erased]":
        """Only the month is left of when they came, so a period takes in the whole of its first month."""
        rows = Erased.objects.filter(scheme__in=[scheme.pk for scheme in self.schemes])
        first = self.period.from_day
        return rows.filter(received_in__gte=first.replace(day=1)) if first else rows

    @cached_property
    def counted(self) -> list[Counted]:
        """Everybody, by all that is told apart, in two questions."""
        return [*self._known(), *self._erased()]

    def _known(self) -> Iterable[Counted]:
        rows = (
            self.applications()
            .annotate(furthest=furthest(), age=_age_band())
            .order_by()
            .values("heard", "status", "furthest", "age", "volunteer__gender", "volunteer__ethnicity")
            .annotate(people=Count("pk"))
        )
        for row in rows:
            fate = fate_of(row["status"])
            yield Counted(
                row["heard"],
                _gender(row["volunteer__gender"]),
                row["age"],
                _background(row["volunteer__ethnicity"]),
                LAST if fate is Fate.THROUGH else row["furthest"],
                fate,
                row["people"],
            )

    def _erased(self) -> Iterable[Counted]:
        rows = self.erased().order_by().values("heard", "furthest", "outcome").annotate(people=Count("pk"))
        for row in rows:
            yield Counted(
                row["heard"],
                NOT_KNOWN_NOW,
                NOT_KNOWN_NOW,
                NOT_KNOWN_NOW,
                RANK.get(row["furthest"], LAST),
                fate_of(row["outcome"]),
                row["people"],
            )

    @property
    def people(self) -> int:
        return sum(row.people for row in self.counted)

    def road(self, rows: Iterable[Counted] | None = None) -> list[Step]:
        """Step by step: reached, went on, left there, still there."""
        counts: Counter[tuple[int, Fate]] = Counter()
        for row in self.counted if rows is None else rows:
            counts[row.furthest, row.fate] += row.people
        return steps(counts, NAMES)

    def groups(self) -> list[ByGroup]:
        """By gender, age and background, through the gate that keeps small numbers back."""
        kinds: dict[str, Mapping[tuple[str, int, Fate], int]] = {}
        for title, kind in (
            ("Gender", "gender"),
            ("Age when they came", "age"),
            ("Background", "background"),
        ):
            counts: dict[tuple[str, int, Fate], int] = defaultdict(int)
            for row in sorted(self.counted, key=lambda row: _last(getattr(row, kind))):
                counts[getattr(row, kind), row.furthest, row.fate] += row.people
            kinds[title] = counts
        return by_groups(kinds, NAMES) if self.counted else []

    # -- how long, and why they went

    def days_taken(self) -> dict[int, dict[int, int]]:
        """Step → days it took those who went on → how many. From the day they came to the step."""
        before = ApplicationChange.objects.filter(of=OuterRef("of"), pk__lt=OuterRef("pk")).order_by("-pk")
        since = Coalesce(Subquery(before.values("on")[:1]), F("of__received_on"))
        rows = (
            ApplicationChange.objects.filter(of__in=self.applications().order_by().values("pk"))
            .filter(step__in=[*FORWARD, "approve"])
            .annotate(took=ExpressionWrapper(F("on") - since, DurationField()))
            .order_by()
            .values("from_status", "took")
            .annotate(people=Count("pk"))
        )
        found: dict[int, dict[int, int]] = {rank: {} for rank in range(len(STEPS))}
        for row in rows:
            days = max(0, row["took"].days)
            at = found[RANK[row["from_status"]]]
            at[days] = at.get(days, 0) + row["people"]
        return found

    def days_waited(self) -> dict[int, dict[int, int]]:
        """Step → days so far → how many are there now."""
        rows = (
            self.applications()
            .filter(status__in=ON_THE_WAY)
            .order_by()
            .values("status", "at_step_since")
            .annotate(people=Count("pk"))
        )
        found: dict[int, dict[int, int]] = {rank: {} for rank in range(len(STEPS))}
        for row in rows:
            days = max(0, (self.on - row["at_step_since"]).days)
            at = found[RANK[row["status"]]]
            at[days] = at.get(days, 0) + row["people"]
        return found

    def why_left(self) -> Counter[tuple[int, str, str]]:
        """(The step they were at, how it ended, the reason’s code) → how many."""
        later = ApplicationChange.objects.filter(of=OuterRef("of"), pk__gt=OuterRef("pk"))
        rows = (
            ApplicationChange.objects.filter(of__in=self.applications().order_by().values("pk"))
            .filter(~Q(Exists(later)), to_status__in=OVER)
            .order_by()
            .values("from_status", "to_status", "reason")
            .annotate(people=Count("pk"))
        )
        found: Counter[tuple[int, str, str]] = Counter()
        for row in rows:
            found[RANK.get(row["from_status"], LAST), row["to_status"], row["reason"]] += row["people"]
        gone = self.erased().order_by().values("furthest", "outcome", "reason").annotate(people=Count("pk"))
        for erased in gone:
            at = RANK.get(erased["furthest"], LAST)
            found[at, erased["outcome"], erased["reason"]] += erased["people"]
        return found

    def brought_in(self) -> int:
        """People approved before Kith, who are in none of these figures."""
        brought = ApplicationChange.objects.filter(of=OuterRef("pk"), step=BROUGHT_IN)
        return self._received(Application.objects.all()).filter(Exists(brought)).count()


def furthest() -> Coalesce:
    """The rank of the furthest step an application ever came to."""
    rank = Case(
        *(When(to_status=status, then=Value(rank)) for status, rank in RANK.items()),
        default=Value(0),
        output_field=IntegerField(),
    )
    changes = ApplicationChange.objects.filter(of=OuterRef("pk")).order_by().values("of")
    return Coalesce(Subquery(changes.annotate(most=Max(rank)).values("most")), 0)


def fate_of(status: str) -> Fate:
    if status == Status.APPROVED:
        return Fate.THROUGH
    return Fate.STILL if status in ON_THE_WAY else Fate.LEFT


def _number(field: str) -> Cast:
    """A day as one number, 20261124, so that whole years are a subtraction; both databases write days alike."""
    return Cast(Replace(Cast(field, CharField()), Value("-"), Value("")), IntegerField())


def _age_band() -> Case:
    """How old they were when they came, to the day."""
    older = ExpressionWrapper(_number("received_on") - _number("volunteer__born"), IntegerField())
    return Case(
        When(volunteer__born=None, then=Value(NOT_SAID)),
        *(When(LessThan(older, age * TEN_THOUSANDS), then=Value(words)) for age, words in AGES),
        default=Value(AGES[-1][1]),
    )


def _gender(code: str) -> str:
    labels = {
        Volunteer.Gender.WOMAN: "Women",
        Volunteer.Gender.MAN: "Men",
        Volunteer.Gender.OTHER: "Another way",
    }
    return labels.get(Volunteer.Gender(code) if code else Volunteer.Gender.UNKNOWN, NOT_SAID)


def _background(code: str) -> str:
    """The broad background; refused, not yet obtained and unknown codes say nothing."""
    if code not in BACKGROUNDS:
        return NOT_SAID
    label = BROAD_BACKGROUNDS[BACKGROUNDS[code].group].label
    return f"{label[:1].upper()}{label[1:]}"


def _last(group: str) -> tuple[int, str]:
    """Groups in the order of the alphabet, those who did not say after them."""
    return (group == NOT_SAID) + 2 * (group == NOT_KNOWN_NOW), group
