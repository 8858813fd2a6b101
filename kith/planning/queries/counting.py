"""How people came through, counted in the database: thirty thousand applications or three take the same few questions."""

from collections import Counter, defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cached_property

from django.db.models import (
    Case,
    CharField,
    Count,
    DateField,
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

from kith.matching.models import Match
from kith.people.models import Volunteer
from kith.planning.queries.road import LAST, NOT_KNOWN_NOW, NOT_SAID, RANK, STEPS, Cohort, Counted, Days
from kith.recruitment.models import Application, ApplicationChange, Approval, Erased
from kith.recruitment.states import FORWARD, ON_THE_WAY, OVER, Status
from kith.science.recruiting import Fate, Stay
from kith.science.vocabulary import BACKGROUNDS, BROAD_BACKGROUNDS

BROUGHT_IN = "bring in"
AGES = ((30, "18 to 29"), (50, "30 to 49"), (200, "50 or over"))
TEN_THOUSANDS = 10_000


@dataclass(frozen=True)
class Counting(Cohort):
    """Counted now, of the rows as they are."""

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
        """In two questions."""
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

    def days_taken(self) -> Days:
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
        found: Days = {rank: {} for rank in range(len(STEPS))}
        for row in rows:
            days = max(0, row["took"].days)
            at = found[RANK[row["from_status"]]]
            at[days] = at.get(days, 0) + row["people"]
        return found

    def days_waited(self) -> Days:
        """Step → days so far → how many are there now."""
        rows = (
            self.applications()
            .filter(status__in=ON_THE_WAY)
            .order_by()
            .values("status", "at_step_since")
            .annotate(people=Count("pk"))
        )
        found: Days = {rank: {} for rank in range(len(STEPS))}
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

    def matched(self) -> Counter[str]:
        """Those approved who have had a match in the scheme, now or before."""
        met = Match.objects.filter(volunteer=OuterRef("volunteer"), scheme=OuterRef("scheme"))
        rows = (
            self.applications()
            .filter(Q(Exists(met)), status=Status.APPROVED)
            .order_by()
            .values("heard")
            .annotate(people=Count("pk"))
        )
        return Counter({row["heard"]: row["people"] for row in rows})

    def stays(self) -> dict[str, list[Stay]]:
        """From the first day of approval to its end; those still approved count as far as they have come."""
        day = Value(self.on, DateField())
        theirs = Approval.objects.filter(application=OuterRef("pk"), from_day__lte=self.on)
        rows = (
            self.applications()
            .filter(Q(Exists(theirs)))
            .annotate(here=Exists(theirs.open_on(self.on)))
            .annotate(
                begun=Subquery(theirs.order_by("from_day").values("from_day")[:1]),
                over=Subquery(theirs.order_by("-until_day").values("until_day")[:1]),
            )
            .annotate(until=Case(When(here=True, then=day), default=F("over"), output_field=DateField()))
            .annotate(lasted=ExpressionWrapper(F("until") - F("begun"), DurationField()))
            .order_by()
            .values("heard", "here", "lasted")
            .annotate(people=Count("pk"))
        )
        found: dict[str, list[Stay]] = defaultdict(list)
        for row in rows:
            if row["lasted"] is not None:
                days = max(0, row["lasted"].days)
                found[row["heard"]].append(Stay(days, left=not row["here"], people=row["people"]))
        return found


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
