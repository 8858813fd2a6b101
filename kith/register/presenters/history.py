"""A child's time in care as their page prints it: homes in kind, reviews, the yearly score. Never an address."""

from collections.abc import Iterable

from kith.foundation.dates import count_words, day_words
from kith.register import codes
from kith.register.facts import Stay
from kith.register.queries import ReviewHeld, TimeInCare
from kith.science import care
from kith.science.care.placements import NEW_PLACEMENT


def home_lines(told: TimeInCare) -> list[tuple[str, str, str]]:
    """Where the child lived, in kind: from–to, what kind of home, why it ended. Never an address.

    An episode that only changes the law the child is looked after under is the same home.
    """
    homes: list[Stay] = []
    for stay in reversed(told.stays):
        last = homes[-1] if homes else None
        if last is not None and stay.reason_new not in NEW_PLACEMENT and stay.placement == last.placement:
            homes[-1] = stay._replace(start=last.start)
        else:
            homes.append(stay)
    kinds = [(_span(stay), codes.label("PLACE", stay.placement) or "not known", _why(stay)) for stay in homes]
    return kinds[::-1]


def _span(stay: Stay) -> str:
    end = day_words(stay.end) if stay.end else "now"
    return f"{day_words(stay.start)} – {end}"


def _why(stay: Stay) -> str:
    if stay.reason_changed:
        return codes.label("REASON_PLACE_CHANGE", stay.reason_changed)
    if stay.end and stay.reason_ended and stay.reason_ended != "X1":
        return codes.label("REC", stay.reason_ended)
    return ""


def review_lines(reviews: Iterable[ReviewHeld]) -> list[tuple[str, str, str, bool]]:
    """When held, how the child took part, in time or how late."""
    lines = []
    for review in reviews:
        part = codes.label("REVIEW_CODE", review.participation) if review.participation else ""
        if review.due is None:
            timely = "earlier ones are not told of"
        elif review.days_late:
            timely = f"{count_words(review.days_late, 'day')} late, due by {day_words(review.due)}"
        else:
            timely = "in time"
        lines.append((day_words(review.on), part, timely, review.days_late > 0))
    return lines


def sdq_lines(sdq: Iterable[care.SdqPoint]) -> list[tuple[str, str, str]]:
    """The year, the score with its band or why there is none, and the change since the last."""
    lines = []
    for point in sdq:
        score = f"{point.score}, {point.band}" if point.score is not None else _no_score(point.reason)
        change = (
            ""
            if point.change is None
            else f"{point.change:+d} since {point.year - (point.years_between or 1)}"
        )
        lines.append((f"to March {point.year}", score, change))
    return lines


def _no_score(reason: str) -> str:
    return f"none: {codes.label('SDQ_REASON', reason)}" if reason else "none"
