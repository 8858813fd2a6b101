"""Quiet signals about a match: something that repeats, said with its reason and its scheme's rule. Never a score.

Nothing here ranks anybody: a signal is there or not, and says what it counted so that it can be talked about.
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from datetime import date, datetime, timedelta
from enum import StrEnum
from typing import NamedTuple

from kith.foundation.dates import day_words
from kith.matching.models import Match
from kith.meetings import facts
from kith.meetings.activities import plans_asked
from kith.meetings.models import Meeting
from kith.meetings.queries.over_matches import Matches, day_begins
from kith.meetings.states import Status
from kith.meetings.words import number_words, times_words
from kith.safeguarding.models import SafetyPlan

WITHIN = timedelta(days=90)
UNSAID_FOR = timedelta(days=7)
LOW = (Meeting.Feeling.NOT_GREAT,)
LAST_SAID = 3
LOW_OF_THEM = 2


class Sign(StrEnum):
    """What repeats."""

    CHILD = "child"
    VOLUNTEER = "volunteer"
    OFF_PLAN = "off plan"
    NO_WORD = "no word"
    MORALE = "morale"
    NO_PLAN = "no plan"


class Signal(NamedTuple):
    """One thing worth a talk: which match, what it is, why it is here, and with whom to talk."""

    match: Match
    sign: Sign
    what: str
    why: str
    ask: str


def signals(matches: Matches, at: datetime) -> list[Signal]:
    """What repeats in each of these matches, one query for all; the same order as the matches came in."""
    every = list(matches)
    on = facts.day_of(at)
    rules = facts.rules_on((match.scheme_id for match in every), on)
    rows = Meeting.objects.filter(
        match__in=[match.pk for match in every], at__gte=day_begins(on - WITHIN), at__lt=at
    ).exclude(status=Status.CALLED_OFF)
    told: dict[int, list[Meeting]] = defaultdict(list)
    for meeting in rows.order_by("at"):
        told[meeting.match_id].append(meeting)
    without = _without_a_plan(every, told, {key: each.safety_plans_for for key, each in rules.items()}, on)
    found: list[Signal] = []
    for match in every:
        limit = rules[match.scheme_id].pattern_after
        found += [*without.get(match.pk, ()), *_of(match, told[match.pk], limit, at)]
    return found


def _without_a_plan(
    matches: Iterable[Match], told: Mapping[int, list[Meeting]], asked: Mapping[int, list[str]], on: date
) -> dict[int, list[Signal]]:
    """What two did for which their scheme asks for a safety plan first, and there was none, nor is there now."""
    did: dict[int, dict[str, Meeting]] = {}
    by_id = {match.pk: match for match in matches}
    for match in by_id.values():
        for meeting in told[match.pk]:
            for kind in plans_asked(meeting.activities, asked[match.scheme_id]):
                did.setdefault(match.pk, {})[kind] = meeting
    if not did:
        return {}
    children = [by_id[pk].child_id for pk in did]
    plans: dict[tuple[int, int, int, str], list[SafetyPlan]] = defaultdict(list)
    for plan in SafetyPlan.objects.exclude(agreed_on=None).filter(child__in=children):
        plans[plan.child_id, plan.volunteer_id, plan.scheme_id, plan.kind].append(plan)
    found: dict[int, list[Signal]] = {}
    for pk, kinds in did.items():
        match = by_id[pk]
        for kind, meeting in kinds.items():
            theirs = plans[match.child_id, match.volunteer_id, match.scheme_id, kind]
            if not any(plan.held_on(day) for plan in theirs for day in (meeting.on(), on)):
                found.setdefault(pk, []).append(_no_plan(match, kind, meeting))
    return found


def _no_plan(match: Match, kind: str, meeting: Meeting) -> Signal:
    why = (
        f"{SafetyPlan.Kind(kind).label}, on {day_words(meeting.on())}. {match.scheme} asks for a safety plan first. "
        f"Perhaps {match.volunteer.first_name} did not know."
    )
    what = f"{match.name} did something without a safety plan"
    return Signal(match, Sign.NO_PLAN, what, why, "Write the plan")


def _of(match: Match, told: list[Meeting], limit: int, at: datetime) -> Iterable[Signal]:
    checks = (_by_the_child, _by_the_volunteer, _off_plan, _no_word, _morale)
    return [signal for check in checks if (signal := check(match, told, limit, at))]


def _rule(match: Match, limit: int) -> str:
    return f"{match.scheme} looks closer after {times_words(limit)} in 90 days."


def _by_the_child(match: Match, told: list[Meeting], limit: int, at: datetime) -> Signal | None:
    """A child who cancels may be saying something that is hard to say."""
    theirs = [
        row for row in told if row.who == Meeting.Who.CHILD and row.status in (Status.MOVED, Status.MISSED)
    ]
    if len(theirs) < limit:
        return None
    child = match.child.name
    why = f"{_times(theirs)} in the last 90 days. {_last_reason(theirs)} {_rule(match, limit)}"
    return Signal(match, Sign.CHILD, f"{child} has called meetings off or moved them", why, f"Ask {child}")


def _by_the_volunteer(match: Match, told: list[Meeting], limit: int, at: datetime) -> Signal | None:
    theirs = [
        row
        for row in told
        if row.who == Meeting.Who.VOLUNTEER and row.status in (Status.MOVED, Status.MISSED)
    ]
    if len(theirs) < limit:
        return None
    name = match.volunteer.first_name
    why = f"{_times(theirs)} in the last 90 days. {_last_reason(theirs)} {_rule(match, limit)}"
    return Signal(match, Sign.VOLUNTEER, f"{name} moves meetings often", why, f"Ask {name}")


def _off_plan(match: Match, told: list[Meeting], limit: int, at: datetime) -> Signal | None:
    """As many meetings outside the plan as in it: the plan may not be theirs any more."""
    kept = [row for row in told if row.status == Status.KEPT]
    off = [row for row in kept if row.off_plan]
    if len(off) < limit or len(off) * 2 < len(kept):
        return None
    why = (
        f"{_capital(number_words(len(off)))} of their last {number_words(len(kept))} meetings were not planned. "
        f"Perhaps another day suits them better. {_rule(match, limit)}"
    )
    return Signal(match, Sign.OFF_PLAN, f"{match.name} meet outside the plan", why, "Look at the agreement")


def _no_word(match: Match, told: list[Meeting], limit: int, at: datetime) -> Signal | None:
    """Nobody says how meetings went, or somebody is not there when they should be."""
    unsaid = [row for row in told if row.status == Status.PLANNED and row.at < at - UNSAID_FOR]
    absent = [row for row in told if row.reason == Meeting.Reason.NOT_THERE]
    if len(unsaid) + len(absent) < limit:
        return None
    said = [
        f"Of {number_words(len(unsaid))} meetings nobody has said for a week how they went."
        if unsaid
        else "",
        f"To {number_words(len(absent))} somebody did not come." if absent else "",
        _rule(match, limit),
    ]
    name = match.volunteer.first_name
    why = " ".join(part for part in said if part)
    return Signal(match, Sign.NO_WORD, f"Little is heard of {match.name}", why, f"Ring {name}")


def _morale(match: Match, told: list[Meeting], limit: int, at: datetime) -> Signal | None:
    """The volunteer said so themself; the child’s own faces are never counted."""
    said = [row for row in told if row.morale][-LAST_SAID:]
    low = [row for row in said if row.morale in LOW]
    if len(low) < LOW_OF_THEM:
        return None
    name = match.volunteer.first_name
    why = (
        f"{name} found {number_words(len(low))} of the last {number_words(len(said))} meetings hard going. "
        "That is often so when somebody gives little back, and it says nothing against either of them."
    )
    return Signal(match, Sign.MORALE, f"{name} could do with a word", why, f"Ring {name}")


def _times(rows: list[Meeting]) -> str:
    return _capital(times_words(len(rows)))


def _last_reason(rows: list[Meeting]) -> str:
    last = rows[-1]
    said = last.reason_words or last.get_reason_display()
    return f"The last reason was “{said.rstrip('.')}”." if said else "No reason was given."


def _capital(words: str) -> str:
    return words[:1].upper() + words[1:]


__all__ = ["Sign", "Signal", "signals"]
