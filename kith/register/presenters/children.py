"""Children on the register as lists and pages print them: first names first, where they live never."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from kith.foundation.dates import count_words, day_words, length_words, near_words
from kith.people.models import Child, Involvement
from kith.register import codes
from kith.register.models import CareSummary, ImportRun, Offer, PathwayPoint
from kith.register.models.care import OFFERED_FROM_AGE

A_MONTH, A_YEAR = timedelta(days=28), timedelta(days=366)
SAID = {
    Offer.Answer.ACCEPTED: "said yes",
    Offer.Answer.DECLINED: "said no",
    Offer.Answer.UNDECIDED: "not sure yet",
    Offer.Answer.CONTINUE: "goes on with somebody",
    Offer.Answer.END_ASKED: "wants to stop",
    Offer.Answer.WAITING: "waiting",
    Offer.Answer.NOT_NOW: "not now",
    Offer.Answer.TOO_YOUNG: "too young",
    Offer.Answer.HAS_SOMEBODY: "has somebody",
    Offer.Answer.NOT_CONSIDERED: "not considered",
}


@dataclass(frozen=True)
class Line:
    """One child in the list."""

    child: Child
    name: str
    age: int | None
    since: str
    moves: int
    review: str
    review_is_late: bool
    asked: str
    is_quiet: bool


def line(summary: CareSummary, on: date) -> Line:
    child = summary.child
    due = summary.review_due
    return Line(
        child=child,
        name=list_name(child),
        age=child.age_on(on),
        since=since_words(summary),
        moves=summary.placements,
        review=day_words(due) if due else "–",
        review_is_late=due is not None and due < on,
        asked=asked_words(summary, child.age_on(on)),
        is_quiet=child.looked_after and not child.in_latest_import,
    )


def list_name(child: Child) -> str:
    """How they like to be called, and the surname: in a list of hundreds there are five called Jack."""
    return f"{child.name} {child.last_name}".strip() if child.has_name else child.name


def told_words(run: ImportRun | None) -> str:
    """How fresh the register is."""
    if run is None or run.saved_at is None:
        return ""
    until = (
        f", which tells up to {day_words(run.told_until)}"
        if run.told_until and run.told_until < run.on
        else ""
    )
    return f"As told by the return saved on {day_words(run.saved_at.date())}{until}"


def since_words(summary: CareSummary) -> str:
    if summary.period_began is None:
        return "–"
    if summary.period_ended:
        return f"left {day_words(summary.period_ended)}"
    began = day_words(summary.period_began)
    return began if summary.beginning_known else f"before {began}"


def asked_words(summary: CareSummary, age: int | None) -> str:
    if not summary.last_answer or summary.last_answer_on is None:
        return "Never asked" if age is None or age >= OFFERED_FROM_AGE else f"Under {OFFERED_FROM_AGE}"
    said = SAID[Offer.Answer(summary.last_answer)]
    return f"{said[:1].upper()}{said[1:]}, {day_words(summary.last_answer_on)}"


SHEET_COLUMNS = (
    "Authority’s identifier",
    "Name",
    "Age",
    "Looked after",
    "In care since",
    "Placements begun in twelve months",
    "Changes of carer in twelve months",
    "Last review",
    "Next review due",
    "Last asked",
    "Last answer",
    "Ask again on",
    "In the latest return",
)


def sheet_row(summary: CareSummary, on: date) -> tuple[Any, ...]:
    child = summary.child
    answer = Offer.Answer(summary.last_answer).label if summary.last_answer else "never asked"
    return (
        child.authority_ref,
        list_name(child),
        child.age_on(on),
        child.looked_after,
        summary.period_began,
        summary.placements,
        summary.carers,
        summary.last_review,
        summary.review_due,
        summary.asked_on,
        answer,
        summary.ask_again_on,
        child.in_latest_import,
    )


# ------------------------------------------------------------------------------------------- one child


def facts(summary: CareSummary, on: date) -> list[tuple[str, str]]:
    """A child's time in care in a few words, each with its name."""
    told: list[tuple[str, str]] = []
    if summary.period_began and summary.period_ended is None:
        told.append(("In care", f"{length_words(summary.period_began, on)}, since {since_words(summary)}"))
    elif summary.period_ended:
        told.append(("Left care", day_words(summary.period_ended)))
    if summary.placement:
        since = f", since {day_words(summary.placement_since)}" if summary.placement_since else ""
        told.append(("Kind of home", f"{codes.label('PLACE', summary.placement)}{since}"))
    if summary.counted_to:
        changes = count_words(summary.carers, "change of carer", "changes of carer")
        moves = count_words(summary.placements, "placement")
        told.append(("Year to " + day_words(summary.counted_to), f"{moves} begun, {changes}"))
    if summary.miles_from_home is not None:
        told.append(("From home", _miles_words(summary.miles_from_home)))
    if summary.last_review:
        told.append(("Last review", day_words(summary.last_review)))
    if summary.review_due:
        told.append(("Next review", _due_words(summary.review_due, on)))
    if summary.leaver != CareSummary.Leaver.NONE:
        told.append(("Leaving care", summary.get_leaver_display()))
    return told


def _miles_words(miles: int) -> str:
    return "in the same area" if miles == 0 else f"about {count_words(miles, 'mile')}, in a straight line"


def _due_words(due: date, on: date) -> str:
    if due < on:
        return f"was due by {day_words(due)}; none is told of"
    near = near_words(due, on)
    return f"by {day_words(due)}" if near.startswith("on ") else f"by {day_words(due)}, {near}"


@dataclass(frozen=True)
class PointLine:
    """One point of the pathway: what, when, and what came of it."""

    point: PathwayPoint
    what: str
    when: str
    words: str
    by: str
    is_open: bool
    said_yes: bool


def point_lines(points: Iterable[tuple[PathwayPoint, Offer | None]], on: date) -> list[PointLine]:
    """Newest first. Only the newest point reached, and what lies ahead, still wait for a word."""
    lines: list[PointLine] = []
    reached = False
    for point, offer in points:
        is_open = offer is None and not reached
        reached = reached or point.on <= on
        lines.append(_point_line(point, offer, on, is_open=is_open))
    return lines


def _point_line(point: PathwayPoint, offer: Offer | None, on: date, *, is_open: bool) -> PointLine:
    when = f"{point.on.day} {point.on:%b} {point.on.year}"
    if offer is None:
        answer = "ahead" if point.on > on else "not asked yet" if is_open else "nothing written down"
        return PointLine(point, f"{point.what}: {answer}", when, "", "", is_open, False)
    said = f"“{offer.child_words}”" if offer.child_words else offer.why
    again = f"Ask again on {day_words(offer.ask_again_on)}." if offer.ask_again_on else ""
    who = f"{offer.created_by}, {day_words(offer.on)}" if offer.created_by else day_words(offer.on)
    answer = offer.get_answer_display()
    return PointLine(
        point,
        f"{point.what}: {answer[:1].lower()}{answer[1:]}",
        when,
        said,
        f"{who}. {again}".strip(),
        False,
        offer.answer == Offer.Answer.ACCEPTED,
    )


def recent(lines: Iterable[PointLine], on: date) -> tuple[list[PointLine], list[PointLine]]:
    """What is worth a look, and what is past without a word: the second is folded away."""
    shown: list[PointLine] = []
    past: list[PointLine] = []
    for line in lines:
        (shown if line.is_open or line.by or line.point.on > on - A_YEAR else past).append(line)
    return shown, past


@dataclass(frozen=True)
class Step:
    """What to do next for a child: refer after a yes, or ask at a point."""

    what: str
    why: str
    deed: str
    point: PathwayPoint | None = None
    how_soon: str = "now"


def steps(child: Child, points: Iterable[tuple[PathwayPoint, Offer | None]], on: date) -> list[Step]:
    """A yes waits for a referral until a scheme serves the child; else the newest point waits to be asked at."""
    told = list(points)
    answered = sorted((offer for _, offer in told if offer), key=lambda offer: (offer.on, offer.pk))
    last = answered[-1] if answered else None
    open_points = [line.point for line in point_lines(told, on) if line.is_open]
    served = child.involvements.open_on(on).filter(part=Involvement.Part.SCHEME).exists()
    if last is not None and last.answer == Offer.Answer.ACCEPTED and not served:
        words = f"“{last.child_words}” " if last.child_words else ""
        return [Step(f"{child.name} said yes", f"{words}On {day_words(last.on)}.", "refer")]
    if not open_points:
        return []
    soon = [point for point in open_points if on < point.on <= on + A_MONTH]
    point = soon[0] if soon else open_points[-1]
    again = last.ask_again_on if last else None
    waits = again is not None and again > on + A_MONTH
    if waits or point.on > on + A_MONTH:
        later = again if again is not None and again > on else point.on
        what = f"Ask {child.name} again" if last else f"Ask {child.name}"
        return [Step(f"{what} by {day_words(later)}", _why_ask(point, last, on), "ask", point, "calm")]
    return [Step(f"Ask {child.name} now", _why_ask(point, last, on), "ask", point, "soon")]


def _why_ask(point: PathwayPoint, last: Offer | None, on: date) -> str:
    when = f"by {day_words(point.on)}" if point.expected else f"on {day_words(point.on)}"
    why = f"{point.what} {when}."
    if last is None:
        return f"{why} There is no record of ever being asked."
    said = SAID[Offer.Answer(last.answer)]
    again = " It is time to ask again." if last.ask_again_on and last.ask_again_on <= on else ""
    return f"{why} Last time, on {day_words(last.on)}: {said}.{again}"
