"""Values for the case files' heads, lists and cards."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime
from typing import Any
from urllib.parse import urlencode

from django.urls import reverse

from kith.endings.crossroads import at_the_crossroads, turns_18_on
from kith.endings.models import Road
from kith.endings.presenters import StepLine, step_lines
from kith.endings.queries import standing_ending
from kith.foundation.charts import Chart
from kith.foundation.dates import day_words, short_day, time_words
from kith.matching.models import Match
from kith.matching.states import MatchStatus
from kith.meetings import queries as meetings
from kith.meetings.models import Meeting
from kith.meetings.presenters import strip_of
from kith.people.models import Child, Involvement, Volunteer

NEAR_DAYS = 8


@dataclass(frozen=True)
class MatchLine:
    """A match in a list: who, how long, the last twelve weeks, what comes next."""

    match: Match
    url: str
    together: str
    strip: Chart
    coming: str
    soon: str
    status: str
    fork: "Fork | None" = None


@dataclass(frozen=True)
class Fork:
    """What comes for a match that ends with care: when they are 18, what was chosen, where that is written down."""

    turns: str
    chosen: str
    url: str


def match_lines(matches: Sequence[Match], *, on: date, at: datetime) -> list[MatchLine]:
    """Lines for matches fetched `with_people`; a constant number of queries for any number of matches."""
    strips = meetings.strips(matches, until=on)
    ahead = meetings.next_meetings(matches, at=at)
    return [
        MatchLine(
            match=match,
            url=reverse("casefile:match", args=[match.public_id]),
            together=match.length(on),
            strip=strip_of(match, strips[match.pk], until=on),
            coming=_coming(match, ahead.get(match.pk)),
            soon=_soon(match, ahead.get(match.pk), on),
            status=match.get_status_display(),
        )
        for match in matches
    ]


def lines_at_18(matches: Sequence[Match], *, on: date, at: datetime) -> list[MatchLine]:
    """The same lines, each with what was chosen for the time after 18, if anything was."""
    roads = {match.pk: road for match, road in at_the_crossroads(matches, on)}
    return [
        replace(line, fork=_fork(line.match, roads.get(line.match.pk), on))
        for line in match_lines(matches, on=on, at=at)
    ]


def _fork(match: Match, road: Road | None, on: date) -> Fork:
    turns = turns_18_on(match)
    since = "18 since" if turns and turns <= on else "18 on"
    return Fork(
        turns=f"{since} {day_words(turns)}" if turns else "",
        chosen=road.get_way_display() if road else "Nothing yet",
        url=reverse("endings:seventeen", args=[match.public_id]),
    )


def coming_words(meeting: Meeting | None) -> str:
    """Sat 28 Nov, 2pm."""
    return f"{short_day(meeting.on())}, {time_words(meeting.at)}" if meeting else "none planned"


def _coming(match: Match, meeting: Meeting | None) -> str:
    return "on a break" if match.status == MatchStatus.PAUSED else coming_words(meeting)


def _soon(match: Match, meeting: Meeting | None, on: date) -> str:
    """As short as it can be said: Sat 28, 5 Dec, none."""
    if match.status == MatchStatus.PAUSED:
        return "a break"
    if meeting is None:
        return "none"
    day = meeting.on()
    return f"{day:%a} {day.day}" if (day - on).days < NEAR_DAYS else f"{day.day} {day:%b}"


def worry_url(*, page: str, child: Child | None = None, volunteer: Volunteer | None = None) -> str:
    """The road to safety from this page, which says whom it was about."""
    about = {"from": page}
    if child:
        about["child"] = child.public_id_text
    if volunteer:
        about["volunteer"] = volunteer.public_id_text
    return f"{reverse('safeguarding:raise')}?{urlencode(about)}"


# ------------------------------------------------------------------------------------- who is around


@dataclass(frozen=True)
class Near:
    """Somebody near a child: as what, since when, and how to reach them where the reader arranges things."""

    who: str
    part: str
    since: str
    phone: str = ""
    email: str = ""


PARTS = list(Involvement.Part)


def around(child: Child, on: date, *, reachable: bool) -> list[Near]:
    """Who is near the child today; `reachable` adds phone and e-mail."""
    rows = child.involvements.open_on(on).exclude(part=Involvement.Part.SCHEME)
    found = list(rows.select_related("user", "worker", "carer", "scheme").order_by("from_day", "pk"))
    found.sort(key=lambda near: PARTS.index(Involvement.Part(near.part)))
    return [_near(involvement, reachable) for involvement in found]


def _near(involvement: Involvement, reachable: bool) -> Near:
    person = involvement.worker or involvement.carer or involvement.user
    return Near(
        who=involvement.who,
        part=involvement.get_part_display(),
        since=day_words(involvement.from_day),
        phone=person.phone if reachable and person else "",
        email=(person.email or "") if reachable and person else "",
    )


# ------------------------------------------------------------------------------------- the ending, step by step


def ending_card(match: Match, on: date) -> dict[str, Any] | None:
    """The ending step by step, for the card beside the story; None where no ending stands."""
    ending = standing_ending(match)
    if ending is None:
        return None
    lines = step_lines(ending, on)
    behind = [line for line in lines if line.state in ("done", "out")]
    ahead = [line for line in lines if line.state in ("late", "open")]
    shown = [*behind[-BEHIND_SHOWN:], *ahead[:AHEAD_SHOWN]]
    return {
        "ending": ending,
        "url": reverse("endings:ending", args=[ending.public_id]),
        "steps": [{"text": _step_words(line), "fits": STATES[line.state]} for line in shown],
        "more": len(lines) - len(shown),
    }


BEHIND_SHOWN, AHEAD_SHOWN = 3, 4
STATES = {"done": "yes", "out": "no", "late": "open", "open": "open"}


def _step_words(line: StepLine) -> str:
    """Ana was told, by Ruth, 12 October; choose the last outing with Ana, by 5 December."""
    step = line.step
    if step.done_on:
        note = line.note.replace(day_words(step.done_on), f"{step.done_on.day} {step.done_on:%B}")
        return f"{line.words}, {note[:1].lower()}{note[1:]}"
    if step.skipped_on:
        return f"{line.words}: left out, {step.skipped_why}"
    known = line.note.rpartition(" · ")[0]
    due = f"by {step.due_on.day} {step.due_on:%B}"
    return ", ".join(part for part in (line.words, known, due) if part)
