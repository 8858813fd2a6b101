"""Where people heard of a scheme: how many came of it, how far, and how long they stayed."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from functools import cached_property

from kith.planning.queries.road import NOT_SAID, RANK, Cohort
from kith.recruitment.models import Application
from kith.recruitment.states import Status
from kith.science.recruiting import Fate, Stay, Staying, staying


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

    @cached_property
    def stay(self) -> Staying:
        """Worked out once: it takes everybody one by one."""
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
    for heard, number in cohort.matched().items():
        of(heard).matched = number
    for heard, stays in cohort.stays().items():
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
