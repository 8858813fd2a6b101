"""What became of the meetings of these matches, and how many the agreements asked for."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum

from kith.matching.models import Agreement, Match
from kith.meetings.facts import agreed_stages, pauses, rhythm_of
from kith.meetings.models import Meeting
from kith.meetings.queries.over_matches import day_begins
from kith.meetings.states import Status
from kith.reporting.quarters import Span
from kith.schemes.models import SchemeRules
from kith.science import rhythm as science


class Became(StrEnum):
    """What became of a meeting; the value is what is printed."""

    KEPT = "Kept"
    MISSED = "Missed"
    WITHHELD = "Withheld"
    NOT_SAID = "Nobody has said yet"


BECAME = {
    Status.KEPT: Became.KEPT,
    Status.MISSED: Became.MISSED,
    Status.WITHHELD: Became.WITHHELD,
    Status.PLANNED: Became.NOT_SAID,
}


@dataclass(frozen=True, slots=True)
class MeetingFact:
    """One meeting on its last day: where it was moved, only the new day is one."""

    match: int
    became: Became
    was_moved: bool
    off_plan: bool


@dataclass(frozen=True, slots=True)
class Rhythm:
    """One match: the meetings its agreements asked for within the span, and those that were kept."""

    match: int
    expected: int
    kept: int

    @property
    def kept_of_expected(self) -> int:
        """More meetings than agreed in one match do not make up for fewer in another."""
        return min(self.kept, self.expected)


def meeting_facts(matches: Iterable[Match], span: Span) -> list[MeetingFact]:
    """One query. A meeting that was called off is none; one that was moved counts where it was moved to."""
    rows = Meeting.objects.filter(
        match__in=[match.pk for match in matches],
        at__gte=day_begins(span.from_day),
        at__lt=day_begins(span.until_day + timedelta(days=1)),
        status__in=list(BECAME),
    )
    told = rows.order_by("pk").values_list("match", "status", "moved_from", "off_plan")
    return [
        MeetingFact(match, BECAME[Status(status)], moved_from is not None, off_plan)
        for match, status, moved_from, off_plan in told
    ]


def rhythms(
    matches: Sequence[Match], meetings: Iterable[MeetingFact], rules: SchemeRules, span: Span
) -> list[Rhythm]:
    """How the agreed rhythm was kept. No query: the rows bring their agreements, pauses and children."""
    kept: dict[int, int] = {}
    for meeting in meetings:
        kept[meeting.match] = kept.get(meeting.match, 0) + (meeting.became == Became.KEPT)
    return [Rhythm(match.pk, expected(match, rules, span), kept.get(match.pk, 0)) for match in matches]


def expected(match: Match, rules: SchemeRules, span: Span) -> int:
    """The days of the agreed rhythm within the span, each agreement for its own time, pauses left out."""
    first = max(span.from_day, match.begun_on)
    last = min(span.until_day, match.ended_on or span.until_day)
    away = pauses(match, until=last)
    return sum(
        len(science.planned_days(rhythm, max(first, starts), min(last, ends), away))
        for rhythm, starts, ends in _agreed(match, rules, last)
        if max(first, starts) <= min(last, ends)
    )


def _agreed(match: Match, rules: SchemeRules, last: date) -> list[tuple[science.Rhythm, date, date]]:
    """Each rhythm that was agreed, with the first and the last day on which it held."""
    versions: list[Agreement] = sorted(match.agreements.all(), key=lambda agreement: agreement.version)
    if not versions:
        return [(rhythm_of(match, rules, match.begun_on, last), match.begun_on, last)]
    starts = [match.begun_on, *(max(version.on, match.begun_on) for version in versions[1:])]
    ends = [*(day - timedelta(days=1) for day in starts[1:]), last]
    return [
        stage
        for version, begins, over in zip(versions, starts, ends, strict=True)
        for stage in _stages(version, match, begins, over)
    ]


def _stages(
    version: Agreement, match: Match, begins: date, over: date
) -> list[tuple[science.Rhythm, date, date]]:
    """The stages of one agreement, each with the days on which it held."""
    stages = agreed_stages(version, match.begun_on, max(version.on, match.begun_on))
    starts = [begins, *(stage.begins for stage in stages[1:])]
    ends = [*(min(over, day - timedelta(days=1)) for day in starts[1:]), over]
    return list(zip(stages, starts, ends, strict=True))
