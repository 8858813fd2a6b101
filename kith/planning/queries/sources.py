"""Where people heard of a scheme: how many came of it, how far, and how long they stayed."""

from collections import Counter, defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field

from django.db.models import (
    Case,
    Count,
    DateField,
    DurationField,
    Exists,
    ExpressionWrapper,
    F,
    OuterRef,
    Q,
    Subquery,
    Value,
    When,
)

from kith.matching.models import Match
from kith.planning.queries.road import RANK, Cohort
from kith.recruitment.models import Application, Approval
from kith.recruitment.states import Status
from kith.science.recruiting import Fate, Stay, Staying, staying

NOT_SAID = "Not said"


@dataclass
class Source:
    """One answer to “how did you hear of us?”, and what came of it."""

    key: str
    label: str
    enquiries: int = 0
    applied: int = 0
    over: int = 0
    approved: int = 0
    matched: int = 0
    stays: list[Stay] = field(default_factory=list)

    @property
    def stay(self) -> Staying:
        return staying(self.stays)

    @property
    def still_here(self) -> int:
        return self.stay.still_here

    @property
    def decided(self) -> int:
        """Those whose road is over, one way or the other."""
        return self.approved + self.over


def sources(cohort: Cohort) -> list[Source]:
    """Every source that anybody named, the one with most approved first, and all of them together last."""
    found: dict[str, Source] = {}
    labels: dict[str, str] = dict(Application.Heard.choices)

    def of(key: str) -> Source:
        return found.setdefault(key, Source(key, labels.get(key, NOT_SAID)))

    for row in cohort.counted:
        source = of(row.heard)
        source.enquiries += row.people
        if row.furthest >= RANK[Status.APPLIED]:
            source.applied += row.people
        if row.fate is Fate.THROUGH:
            source.approved += row.people
        elif row.fate is Fate.LEFT:
            source.over += row.people
    for heard, number in _matched(cohort).items():
        of(heard).matched = number
    for heard, stays in _stays(cohort).items():
        of(heard).stays = stays
    order = sorted(found.values(), key=lambda source: (-source.approved, -source.enquiries, source.label))
    return [*order, _together(order)] if order else []


def _together(every: Iterable[Source]) -> Source:
    total = Source("", "Everybody")
    for source in every:
        for name in ("enquiries", "applied", "over", "approved", "matched"):
            setattr(total, name, getattr(total, name) + getattr(source, name))
        total.stays += source.stays
    return total


def _matched(cohort: Cohort) -> Counter[str]:
    """Those approved who have had a match in the scheme, now or before."""
    met = Match.objects.filter(volunteer=OuterRef("volunteer"), scheme=OuterRef("scheme"))
    rows = (
        cohort.applications()
        .filter(Q(Exists(met)), status=Status.APPROVED)
        .order_by()
        .values("heard")
        .annotate(people=Count("pk"))
    )
    return Counter({row["heard"]: row["people"] for row in rows})


def _stays(cohort: Cohort) -> dict[str, list[Stay]]:
    """From the first day of approval to its end; those still approved count as far as they have come."""
    day = Value(cohort.on, DateField())
    theirs = Approval.objects.filter(application=OuterRef("pk"), from_day__lte=cohort.on)
    rows = (
        cohort.applications()
        .filter(Q(Exists(theirs)))
        .annotate(here=Exists(theirs.open_on(cohort.on)))
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
