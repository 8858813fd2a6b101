"""When a match is reviewed: at the months the scheme's rules name, then every year, or on the day agreed last time."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date

from django.db.models import prefetch_related_objects

from kith.foundation.dates import count_words, day_words, months_after
from kith.matching.models import Match
from kith.meetings.facts import rules_on
from kith.meetings.queries.over_matches import Matches
from kith.schemes.models import SchemeRules
from kith.support.models import MatchReview, Voice

YEAR = 12


@dataclass(frozen=True)
class ToReview:
    """A match to review, from which day on, why then; and the review, if it has been begun."""

    match: Match
    due_on: date
    why: str
    begun: MatchReview | None = None

    def is_due(self, on: date) -> bool:
        return self.begun is not None or self.due_on <= on


def reviews_due(matches: Matches, on: date) -> list[ToReview]:
    """The matches to review by this day, longest wait first."""
    return [found for found in reviews_next(matches, on) if found.is_due(on)]


def reviews_next(matches: Matches, on: date) -> list[ToReview]:
    """Every live match with the day of its next review, soonest first."""
    live = [match for match in matches if match.is_live]
    prefetch_related_objects(live, "child", "volunteer", "scheme")
    rules = rules_on((match.scheme_id for match in live), on)
    latest = latest_reviews(live)
    for match in live:
        if match.pk in latest:
            latest[match.pk].match = match
    found = [_next(match, rules[match.scheme_id], latest.get(match.pk), on) for match in live]
    return sorted(found, key=lambda each: (each.due_on, each.match.pk))


def _next(match: Match, rules: SchemeRules, last: MatchReview | None, on: date) -> ToReview:
    if last and last.held_on is None:
        return ToReview(
            match, last.due_on, f"Begun on {day_words(last.begun_on)}. {still_to_hear(last)}", last
        )
    if last and last.next_on:
        why = f"Agreed for {day_words(last.next_on)} at the last review."
        return ToReview(match, last.next_on, why)
    if last:
        after = months_after(last.due_on, 1)
        months = next(each for each in _marks(rules) if months_after(match.begun_on, each) >= after)
        why = f"The last review was on {day_words(last.held_on or last.begun_on)}."
    else:
        months = _first(match, rules, on)
        why = "There has been no review yet."
    due = months_after(match.begun_on, months)
    return ToReview(match, due, f"A review belongs at {_span(months)}. {why}")


def _first(match: Match, rules: SchemeRules, on: date) -> int:
    """For a match never reviewed: the latest mark that has passed, so that nobody makes up for years; else the first."""
    first = mark = next(_marks(rules))
    for mark in _marks(rules):
        if months_after(match.begun_on, mark) > on:
            break
        first = mark
    return first


def _marks(rules: SchemeRules) -> Iterator[int]:
    """The months the rules name, in order, and every year after the last of them, without end."""
    named = sorted(rules.review_months) or [YEAR]
    yield from named
    last = named[-1]
    while True:
        last = last + YEAR
        yield last


def _span(months: int) -> str:
    return count_words(months, "month") if months % YEAR else count_words(months // YEAR, "year")


def latest_reviews(matches: Iterable[Match]) -> dict[int, MatchReview]:
    """Match id → the review begun last, with whom it has heard."""
    rows = MatchReview.objects.filter(match__in=[match.pk for match in matches])
    newest: dict[int, MatchReview] = {}
    for row in rows.order_by("begun_on", "pk").prefetch_related("voices"):
        newest[row.match_id] = row
    return newest


def missing_voices(review: MatchReview) -> list[str]:
    """Who has neither been heard nor been said why not, the child first."""
    there = {voice.who for voice in review.voices.all()}
    return [who for who in Voice.Who.values if who not in there]


def still_to_hear(review: MatchReview) -> str:
    missing = missing_voices(review)
    if not missing:
        return "Everybody has been heard."
    called = {"child": review.match.child.name, "volunteer": review.match.volunteer.first_name}
    names = [called.get(who, f"the {who}") for who in missing]
    return f"Still to hear: {', '.join(names)}."


def suggested_review(match: Match, on: date) -> date:
    """When to review next, after a review held on a day."""
    rules = rules_on([match.scheme_id], on)[match.scheme_id]
    soonest = months_after(on, 2)
    return next(day for months in _marks(rules) if (day := months_after(match.begun_on, months)) >= soonest)
