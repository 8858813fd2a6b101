"""What a return tells about the children in it, as counts, each with the number it is out of."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date

from kith.people.models import Child
from kith.register.models import CareSummary
from kith.register.models.care import MANY_MOVES, OFFERED_FROM_AGE, SOON, TURNING
from kith.register.reading.years import return_year
from kith.science.care import age_on
from kith.science.care.yearly import CARERS_TOTAL

FAR_MILES = 20
"""The distance that the Department's statistics count placements beyond."""

HIGH_SDQ = CARERS_TOTAL[-1].first


@dataclass(frozen=True, slots=True)
class Seen:
    """One child on one day, as the tells look at them."""

    child: Child
    summary: CareSummary
    had_somebody: bool
    on: date

    @property
    def age(self) -> int:
        born = self.child.born
        return age_on(born, self.on) if born and born <= self.on else -1

    @property
    def looked_after(self) -> bool:
        return self.child.looked_after

    @property
    def could_be_offered(self) -> bool:
        return self.looked_after and self.age >= OFFERED_FROM_AGE and not self.had_somebody

    def review_within(self, first: date, last: date) -> bool:
        due = self.summary.review_due
        return due is not None and first <= due <= last

    @property
    def turns_16_or_17_soon(self) -> bool:
        born = self.child.born
        if born is None or not 15 <= self.age <= 16:
            return False
        return age_on(born, self.on + TURNING) > self.age

    @property
    def has_recent_sdq(self) -> bool:
        year = self.summary.sdq_year
        return year is not None and year >= return_year(self.summary.counted_to or self.on) - 1


@dataclass(frozen=True, slots=True)
class Tell:
    """One count: whom it is out of, and whom it counts among them."""

    key: str
    of: Callable[[Seen], bool]
    counts: Callable[[Seen], bool]


def _looked_after(seen: Seen) -> bool:
    return seen.looked_after


TELLS = (
    Tell("could_be_offered", _looked_after, lambda seen: seen.could_be_offered),
    Tell("never_asked", lambda seen: seen.could_be_offered, lambda seen: seen.summary.asked_on is None),
    Tell("moved_often", _looked_after, lambda seen: seen.summary.placements >= MANY_MOVES),
    Tell("review_soon", _looked_after, lambda seen: seen.review_within(seen.on, seen.on + SOON)),
    Tell("review_late", _looked_after, lambda seen: seen.review_within(date.min, seen.on - date.resolution)),
    Tell("turning_16_or_17", _looked_after, lambda seen: seen.turns_16_or_17_soon),
    Tell("seeking_asylum_alone", _looked_after, lambda seen: seen.child.seeking_asylum_alone),
    Tell(
        "far_from_home",
        lambda seen: seen.looked_after and seen.summary.miles_from_home is not None,
        lambda seen: (seen.summary.miles_from_home or 0) >= FAR_MILES,
    ),
    Tell(
        "out_of_area",
        lambda seen: seen.looked_after and seen.summary.out_of_area is not None,
        lambda seen: bool(seen.summary.out_of_area),
    ),
    Tell(
        "sdq_17_or_more",
        lambda seen: seen.looked_after and seen.has_recent_sdq,
        lambda seen: (seen.summary.sdq_total or 0) >= HIGH_SDQ,
    ),
)


class Telling:
    """Adds children up, one after another."""

    def __init__(self) -> None:
        self.looked_after = 0
        self._counts = {tell.key: [0, 0] for tell in TELLS}

    def add(self, seen: Seen) -> None:
        self.looked_after += seen.looked_after
        for tell in TELLS:
            if tell.of(seen):
                counted = self._counts[tell.key]
                counted[1] += 1
                counted[0] += tell.counts(seen)

    def as_dict(self) -> dict[str, dict[str, int]]:
        told = {key: {"count": count, "of": of} for key, (count, of) in self._counts.items()}
        return {"looked_after": {"count": self.looked_after, "of": self.looked_after}, **told}
