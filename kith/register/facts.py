"""Rows as the science wants them, and what it makes of one child: summary, points, looked after or not."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from datetime import date, timedelta
from functools import partial
from typing import TYPE_CHECKING, NamedTuple

from kith.foundation.dates import is_working_day
from kith.science import care
from kith.science.care import ReviewIntervals
from kith.science.places import miles_between, point_of

if TYPE_CHECKING:
    from kith.register.models import Offer

INTERVALS = {
    "ENG": ReviewIntervals(
        "England",
        date(2011, 4, 1),
        20,
        3,
        6,
        "SI 2010/959, regulation 33; from memory: verify before relying",
    ),
    "WLS": ReviewIntervals(
        "Wales", date(2016, 4, 6), 20, 3, 6, "SI 2015/1818 (W. 261); from memory: verify before relying"
    ),
}
"""How soon reviews must follow one another, by nation; a nation without its own uses England's."""

FIRST_REVIEW_BY = timedelta(days=120)

NO_NUMBER = "XXXXXXX"
"""Stands in the return for a home that has no number at Ofsted, so it tells no two homes apart."""


class Stay(NamedTuple):
    """One episode as the register keeps it, in the order of its columns."""

    start: date
    end: date | None
    reason_new: str
    legal_status: str
    need: str
    placement: str
    provider: str
    reason_ended: str
    reason_changed: str
    urn: str
    home_area: str
    placement_area: str
    from_annex_a: bool
    set_aside: bool

    def as_fact(self) -> care.Episode:
        """The provider's number, or else where it is, tells two homes of the same kind apart."""
        return care.Episode(
            began=self.start,
            ended=self.end,
            reason_begun=self.reason_new,
            reason_ended=self.reason_ended,
            legal_status=self.legal_status,
            placement=self.placement,
            site=self.urn if self.urn not in ("", NO_NUMBER) else self.placement_area,
        )


@dataclass(frozen=True, slots=True)
class CareFacts:
    """What the register holds of one child's care once everything is laid together, on a day.

    `told_until` is the last day the newest return tells of: looking back over a year ends there.
    """

    born: date | None
    stays: tuple[Stay, ...]
    reviews: tuple[date, ...]
    sdq: Mapping[int, int | None]
    on: date
    told_until: date
    nation: str = "ENG"
    out_of_area: bool | None = None


@dataclass(frozen=True, slots=True)
class Point:
    """One point of the pathway, derived; `expected` is the review that is due and not told of yet."""

    key: str
    kind: str
    on: date
    expected: bool = False


@dataclass(frozen=True, slots=True)
class Derived:
    """What follows: is the child looked after on the day, the episode they are in, columns of the summary, points by key."""

    looked_after: bool
    present: Stay | None
    summary: Mapping[str, object]
    points: Mapping[str, Point] = field(default_factory=dict)


def derive(facts: CareFacts) -> Derived:
    """Everything that follows from a child's rows. A child whose birth is not known has no points by age."""
    stays = [stay for stay in facts.stays if not stay.set_aside and stay.start <= facts.on]
    episodes = [stay.as_fact() for stay in stays]
    periods = care.periods_of_care(episodes, dob=facts.born)
    period = periods[-1] if periods else None
    inside = period is not None and period.contains(facts.on)
    held = tuple(day for day in facts.reviews if day <= facts.on)
    due = review_due(period, held, facts.nation) if period is not None and inside else None
    counted_to = min(facts.on, facts.told_until)
    counted = care.placements_in(episodes, until=counted_to)
    starts = care.placement_starts(episodes)
    present = stays[-1] if stays and inside else None
    summary = {
        "period_began": period.began if period else None,
        "beginning_known": period.beginning_known if period else True,
        "period_ended": period.ended if period and not inside else None,
        "placement": present.placement if present else "",
        "placement_since": starts[-1].day if starts and inside else None,
        "placements": counted.placements,
        "carers": counted.carer_changes,
        "counted_to": counted_to if stays else None,
        "miles_from_home": _miles(present),
        "out_of_area": facts.out_of_area if inside else None,
        "last_review": max(held, default=None),
        "review_due": due.day if due else None,
        "leaver": _leaver(episodes, facts),
        **_last_sdq(facts.sdq),
    }
    points = _points(episodes, held, facts)
    if due:
        key = expected_key(due.counted_from)
        points[key] = Point(key, care.PathwayKind.REVIEW.value, due.day, expected=True)
    return Derived(inside, present, summary, points)


def expected_key(counted_from: date) -> str:
    """Names the next review by the one before it, since its own day is not known yet."""
    return f"review after:{counted_from.isoformat()}"


def review_due(period: care.Period, held: Iterable[date], nation: str) -> care.ReviewDue | None:
    """When the next review of a period is due, by the nation's intervals.

    Returns tell a year at a time. Where the first review told was held long after care began, earlier ones are in
    returns that were not read, and the widest interval is used: nobody is called late for want of a file.
    """
    held = sorted(day for day in held if day >= period.began)
    if held and held[0] - period.began > FIRST_REVIEW_BY:
        period = replace(period, beginning_known=False)
    intervals = INTERVALS.get(nation, INTERVALS["ENG"])
    return care.review_due(held, period, intervals, is_working_day=partial(is_working_day, nation=nation))


def _points(episodes: list[care.Episode], held: Iterable[date], facts: CareFacts) -> dict[str, Point]:
    if facts.born is None:
        return {}
    found = care.pathway_points(episodes, held, facts.born, until=facts.on)
    return {point.key: Point(point.key, point.kind.value, point.day) for point in found}


def _leaver(episodes: list[care.Episode], facts: CareFacts) -> str:
    if facts.born is None or facts.on < facts.born:
        return care.LeaverStatus.NONE.value
    return care.leaver_status(episodes, facts.born, facts.on).status.value


def _last_sdq(sdq: Mapping[int, int | None]) -> dict[str, int | None]:
    scored = {year: total for year, total in sdq.items() if total is not None}
    year = max(scored, default=None)
    return {"sdq_year": year, "sdq_total": scored[year] if year is not None else None}


def _miles(present: Stay | None) -> int | None:
    if present is None:
        return None
    return miles_between(point_of(present.home_area), point_of(present.placement_area))


def offer_columns(offers: "Iterable[Offer]") -> dict[str, object]:
    """What the summary keeps of the standing offers, oldest first: when last asked, what came of it, when to ask again."""
    told = sorted(offers, key=lambda offer: (offer.on, offer.pk or 0))
    asked = [offer.on for offer in told if offer.tells_of_asking]
    last = told[-1] if told else None
    return {
        "asked_on": max(asked, default=None),
        "last_answer": last.answer if last else "",
        "last_answer_on": last.on if last else None,
        "ask_again_on": last.ask_again_on if last else None,
    }
