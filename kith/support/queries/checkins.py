"""Whom to ask how it goes, and when: seldom, each by themself, and never before a day they have named."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from django.db.models import F, Window, prefetch_related_objects
from django.db.models.functions import RowNumber

from kith.access.policy import Permission
from kith.foundation.dates import count_words, day_words, length_words
from kith.matching.models import Match
from kith.matching.states import LIVE_MATCH
from kith.meetings.facts import rules_on
from kith.meetings.models import NotAsked
from kith.meetings.queries.over_matches import Matches
from kith.people.models import WORKERS, Involvement
from kith.support.models import AskedLater, CheckIn, Who

FIRST_AFTER = timedelta(days=28)
NO_ANSWER_AFTER = timedelta(days=21)
NEVER = date.max
PARTS = {
    Who.CARER: (Involvement.Part.CARER,),
    Who.WORKER: WORKERS,
}


@dataclass(frozen=True)
class ToAsk:
    """Somebody to ask how it goes, from which day on, and why then. `waits_for` is a question not answered yet."""

    match: Match
    who: str
    due_on: date
    why: str
    involvement: Involvement | None = None
    waits_for: CheckIn | None = None
    is_first: bool = False

    def is_due(self, on: date) -> bool:
        return self.due_on <= on

    @property
    def name(self) -> str:
        if self.who == Who.CHILD:
            return self.match.child.name
        return self.involvement.who.split(" ")[0] if self.involvement else ""


def check_ins_due(matches: Matches, on: date) -> list[ToAsk]:
    """Who should be asked by this day, longest wait first."""
    return [found for found in check_ins_next(matches, on) if found.is_due(on)]


def check_ins_next(matches: Matches, on: date) -> list[ToAsk]:
    """Everybody who is asked at all about the live matches, soonest first."""
    live = [match for match in matches if match.is_live]
    prefetch_related_objects(live, "child", "volunteer", "scheme")
    rules = rules_on((match.scheme_id for match in live), on)
    live = [match for match in live if rules[match.scheme_id].check_in_days]
    latest, near = latest_check_ins(live), people_to_ask(live, on)
    later, silent = _asked_later(live, on), _children_not_asked(live, on)
    found = []
    for match in live:
        every = timedelta(days=rules[match.scheme_id].check_in_days)
        for who in Who:
            person = near.get((match.child_id, who))
            if who == Who.CHILD and match.child_id in silent or who != Who.CHILD and person is None:
                continue
            key = (match.pk, who.value)
            found.append(_next(match, who, person, every, latest.get(key), later.get(key), on))
    return sorted(found, key=lambda each: (each.due_on, each.match.pk))


def _next(
    match: Match,
    who: Who,
    person: Involvement | None,
    every: timedelta,
    last: CheckIn | None,
    later: date | None,
    on: date,
) -> ToAsk:
    rhythm = f"The rhythm is every {_span(every.days)}."
    if last is None:
        since = max(match.begun_on, person.from_day) if person else match.begun_on
        ago = length_words(since, max(on, since))
        due, why = since + min(FIRST_AFTER, every), f"Not asked yet in {ago}. {rhythm}"
    elif last.is_open:
        due, why = last.asked_on + NO_ANSWER_AFTER, f"Asked on {day_words(last.asked_on)}; no answer yet."
        return ToAsk(match, who, due, why, person, last)
    else:
        said = "Asked" if last.outcome == CheckIn.Outcome.ANSWERED else "Rather did not say"
        due, why = last.asked_on + every, f"{said} on {day_words(last.asked_on)}. {rhythm}"
    if later and later > due:
        due, why = later, f"They would rather not be asked before {day_words(later)}."
    return ToAsk(match, who, due, why, person, is_first=last is None and not later)


def _span(days: int) -> str:
    return count_words(round(days / 30.4), "month") if days >= 60 else count_words(days, "day")


def latest_check_ins(matches: Iterable[Match]) -> dict[tuple[int, str], CheckIn]:
    """(Match id, who) → the latest time they were asked."""
    rows = CheckIn.objects.filter(match__in=[match.pk for match in matches])
    rows = rows.exclude(outcome=CheckIn.Outcome.TAKEN_BACK)
    place = Window(
        RowNumber(), partition_by=[F("match"), F("who")], order_by=[F("asked_on").desc(), F("id").desc()]
    )
    newest = rows.annotate(place=place).filter(place=1)
    return {(row.match_id, row.who): row for row in newest}


def people_to_ask(matches: Iterable[Match], on: date) -> dict[tuple[int, str], Involvement]:
    """(Child id, who) → the carer or the worker near the child that day; of several, whoever came last."""
    children = [match.child_id for match in matches]
    rows = Involvement.objects.reaching(on).filter(
        child__in=children, part__in=[part for parts in PARTS.values() for part in parts]
    )
    found: dict[tuple[int, str], Involvement] = {}
    ranked: dict[tuple[int, str], int] = defaultdict(lambda: len(Involvement.Part))
    for row in rows.select_related("user", "worker", "carer").order_by("-from_day", "-pk"):
        for who, parts in PARTS.items():
            if row.part in parts and parts.index(Involvement.Part(row.part)) < ranked[row.child_id, who]:
                ranked[row.child_id, who] = parts.index(Involvement.Part(row.part))
                found[row.child_id, who] = row
    return found


def _asked_later(matches: Iterable[Match], on: date) -> dict[tuple[int, str], date]:
    rows = AskedLater.objects.open_on(on).filter(match__in=[match.pk for match in matches])
    return {(row.match_id, row.who): row.until_day for row in rows.order_by("until_day")}


def _children_not_asked(matches: Iterable[Match], on: date) -> set[int]:
    """“Stop asking me”, said of meetings, holds here too."""
    rows = NotAsked.objects.filter(child__in=[match.child_id for match in matches], from_day__lte=on)
    return set(rows.exclude(until_day__lte=on).values_list("child", flat=True))


def may_be_asked(match: Match, who: str, on: date) -> ToAsk | None:
    """How it stands with one of them; None where nobody is there to be asked, or they do not want to be."""
    return next((found for found in check_ins_next([match], on) if found.who == who), None)


def asked_of(user: Any, on: date) -> list[CheckIn]:
    """What somebody has been asked and not answered yet, oldest first: for their own home."""
    rows = CheckIn.objects.reachable_by(user, Permission.SAY_HOW_IT_GOES, on).open()
    rows = rows.filter(match__status__in=LIVE_MATCH).select_related("match__child", "match__volunteer")
    return list(rows.order_by("asked_on", "pk"))
