"""Questions about children on the register: whom a list shows, one child's time in care, coverage of the pathway."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field, replace
from datetime import date

from django.db.models import F, Q
from django.db.models.expressions import OrderBy

from kith.people.models import Child
from kith.register.facts import FIRST_REVIEW_BY, Stay, review_due
from kith.register.models import Episode, ImportRun, Offer, PathwayPoint, Review, YearMeasure
from kith.register.models.care import OFFERED_FROM_AGE, CareSummaryQuerySet
from kith.register.models.pathway import PathwayPointQuerySet
from kith.schemes.models import Organisation
from kith.science import care

# ------------------------------------------------------------------------------------------- the list

Rows = CareSummaryQuerySet


@dataclass(frozen=True, slots=True)
class Shown:
    """One way of looking at the register: its words, and which children it shows."""

    words: str
    rows: Callable[[Rows, date], Rows]


SHOWN: dict[str, Shown] = {
    "looked-after": Shown("Looked after", lambda rows, on: rows.looked_after()),
    "never-asked": Shown(
        "Never asked", lambda rows, on: rows.looked_after().aged(OFFERED_FROM_AGE, on).never_asked()
    ),
    "ask-again": Shown("Ask again now", lambda rows, on: rows.looked_after().to_ask_again(on)),
    "review-soon": Shown("Review in a fortnight", lambda rows, on: rows.looked_after().with_review_soon(on)),
    "review-late": Shown("Review late", lambda rows, on: rows.looked_after().with_review_late(on)),
    "moved": Shown("Moved three times or more", lambda rows, on: rows.looked_after().moved_often()),
    "aged-8": Shown("Aged 8 and over", lambda rows, on: rows.looked_after().aged(OFFERED_FROM_AGE, on)),
    "turning": Shown("Turning 16 or 17", lambda rows, on: rows.looked_after().turning((16, 17), on)),
    "gone-quiet": Shown("Gone quiet", lambda rows, on: rows.gone_quiet()),
    "left-care": Shown("Left care", lambda rows, on: rows.filter(child__looked_after=False)),
}
SORTS: dict[str, tuple[str, Sequence[str | OrderBy]]] = {
    "review": ("Next review", (F("review_due").asc(nulls_last=True), "child__first_name", "pk")),
    "name": ("Name", ("child__first_name", "child__last_name", "pk")),
    "age": ("Age", (F("child__born").asc(nulls_last=True), "pk")),
    "since": ("Time in care", (F("period_began").asc(nulls_last=True), "pk")),
    "moves": ("Moves", ("-placements", F("review_due").asc(nulls_last=True), "pk")),
    "asked": ("Last asked", (F("asked_on").asc(nulls_first=True), "child__first_name", "pk")),
}


def found_by(rows: Rows, words: str) -> Rows:
    """Part of a name, or the authority's own reference."""
    if not words:
        return rows
    return rows.filter(
        Q(child__first_name__icontains=words)
        | Q(child__known_as__icontains=words)
        | Q(child__last_name__icontains=words)
        | Q(child__authority_ref__iexact=words)
    )


def latest_import(rows: Rows) -> ImportRun | None:
    """The import by which these children are as they are."""
    saved = ImportRun.objects.saved().filter(authority__in=rows.order_by().values("child__authority"))
    return saved.order_by("-saved_at").first()


def last_import(authority: Organisation) -> int:
    """The id of the import of the register that was saved last; 0 for none."""
    saved = ImportRun.objects.saved().filter(authority=authority).order_by("-id")
    return saved.values_list("pk", flat=True).first() or 0


# ------------------------------------------------------------------------------------------- one child


@dataclass(frozen=True, slots=True)
class ReviewHeld:
    """A review, the last day on which it was in time, and how many days late it was held."""

    on: date
    participation: str
    due: date | None
    days_late: int


@dataclass(frozen=True, slots=True)
class TimeInCare:
    """What the return tells of one child, in order."""

    stays: list[Stay] = field(default_factory=list)
    periods: list[care.Period] = field(default_factory=list)
    reviews: list[ReviewHeld] = field(default_factory=list)
    sdq: list[care.SdqPoint] = field(default_factory=list)
    points: list[tuple[PathwayPoint, Offer | None]] = field(default_factory=list)


def time_in_care(child: Child, on: date) -> TimeInCare:
    """Everything about one child for their page, newest first, in a handful of queries."""
    rows = Episode.objects.filter(child=child, set_aside=False).order_by("start")
    stays = [Stay(*values) for values in rows.values_list(*Stay._fields)]
    episodes = [stay.as_fact() for stay in stays]
    periods = care.periods_of_care(episodes, dob=child.born)
    held = Review.objects.filter(child=child, set_aside=False, on__lte=on).order_by("on")
    nation = child.authority.nation if child.authority else "ENG"
    measures = YearMeasure.objects.filter(child=child).values_list("year", "sdq_total", "sdq_reason")
    sdq = care.sdq_series(care.SdqReturn(*values) for values in measures)
    return TimeInCare(
        stays=stays[::-1],
        periods=periods[::-1],
        reviews=_reviews(list(held), periods, nation)[::-1],
        sdq=sdq[::-1],
        points=points_of(child),
    )


def _reviews(held: list[Review], periods: Iterable[care.Period], nation: str) -> list[ReviewHeld]:
    """Each review against the day by which it was due, counted from the ones before it in the same period."""
    found = []
    days = [review.on for review in held]
    for place, review in enumerate(held):
        inside = [one for one in periods if one.began <= review.on and (one.ended or date.max) >= review.on]
        due = _due_before(days[: place + 1], replace(inside[0], ended=None), nation) if inside else None
        late = (review.on - due).days if due else 0
        found.append(ReviewHeld(review.on, review.participation, due, max(late, 0)))
    return found


def _due_before(days: list[date], period: care.Period, nation: str) -> date | None:
    """By when the last of these reviews was due; None for the first told of a period whose earlier ones may be missing."""
    *before, last = [day for day in days if day >= period.began]
    if not before and (not period.beginning_known or last - period.began > FIRST_REVIEW_BY):
        return None
    due = review_due(period, before, nation)
    return due.day if due else None


def points_of(child: Child) -> list[tuple[PathwayPoint, Offer | None]]:
    """The points of a child's pathway, newest first, each with what stands written at it."""
    offers = {
        offer.point_id: offer
        for offer in Offer.objects.filter(child=child).standing().select_related("created_by")
    }
    points = PathwayPoint.objects.filter(child=child).standing().order_by("-on", "-pk")
    return [(point, offers.get(point.pk)) for point in points]


# ------------------------------------------------------------------------------------------- coverage

REACHED = ("accepted", "offered", "considered", "nothing")
"""What came of a kind of point for one child, best first; written down as not considered is as good as nothing."""


@dataclass(slots=True)
class Covered:
    """Children who reached one kind of point, each once, by the best that came of it."""

    kind: str
    words: str
    counts: dict[str, int] = field(default_factory=lambda: dict.fromkeys(REACHED, 0))


def coverage(points: Iterable[tuple[int, str, str | None]]) -> list[Covered]:
    """Of the children at each kind of point: rows of child, kind and the standing answer, in any order."""
    best: dict[tuple[str, int], int] = {}
    for child, kind, answer in points:
        place = REACHED.index(_came_of(answer))
        best[kind, child] = min(place, best.get((kind, child), place))
    found = {kind.value: Covered(kind.value, kind.label) for kind in PathwayPoint.Kind}
    for (kind, _), place in best.items():
        found[kind].counts[REACHED[place]] += 1
    return [covered for covered in found.values() if any(covered.counts.values())]


def _came_of(answer: str | None) -> str:
    if answer is None or answer == Offer.Answer.NOT_CONSIDERED:
        return "nothing"
    if answer == Offer.Answer.ACCEPTED:
        return "accepted"
    return "offered" if answer in Offer.OFFERED else "considered"


def points_in(points: PathwayPointQuerySet, since: date, until: date) -> list[tuple[int, str, str | None]]:
    """The points of a span, each with its standing answer. A review still expected counts once it is answered."""
    rows = points.standing().filter(on__gte=since, on__lte=until)
    answers = dict(Offer.objects.standing().filter(point__in=rows).values_list("point", "answer"))
    told = rows.order_by().values_list("pk", "child", "kind", "expected")
    return [
        (child, kind, answers.get(pk)) for pk, child, kind, expected in told if pk in answers or not expected
    ]
