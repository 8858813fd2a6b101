"""The week ahead on a desk: who meets, who meets for the first time, who is talked with, what ends."""

from datetime import date, datetime
from typing import NamedTuple

from django.urls import reverse

from kith.endings.models import Ending
from kith.foundation.dates import LONDON, time_words
from kith.foundation.seldom import seldom
from kith.matching.states import ProposalStatus
from kith.meetings.facts import day_of
from kith.meetings.queries.over_matches import day_begins, ids_of
from kith.support.queries import latest_supervisions
from kith.web.desk import AtHand
from kith.web.desk.at_hand import Planned, with_people

MEETINGS_NAMED = 3


class Line(NamedTuple):
    """One thing on one day; `clock` orders the day, what has no time stands last."""

    day: date
    clock: str
    text: str
    url: str


def week(found: AtHand) -> list[tuple[str, list[dict[str, str]]]]:
    """The days from today on which something is planned, each with its lines."""
    lines = [*_first_meetings(found), *_meetings(found), *_talks(found), *_last_days(found)]
    days: dict[date, list[Line]] = {}
    for line in sorted(lines):
        days.setdefault(line.day, []).append(line)
    return [
        (f"{day:%a} {day.day}", [{"text": line.text, "url": line.url} for line in printed])
        for day, printed in days.items()
    ]


def _clock(at: datetime) -> str:
    return f"{at.astimezone(LONDON):%H:%M}"


def _meetings(found: AtHand) -> list[Line]:
    """Named where they are few; of a full day how many there are."""
    days: dict[date, list[Planned]] = {}
    for meeting in found.planned:
        if meeting.at >= day_begins(found.on):
            days.setdefault(day_of(meeting.at), []).append(meeting)
    few = {match for of_day in days.values() if len(of_day) <= MEETINGS_NAMED for match, _, _ in of_day}
    names = {match.pk: match.name for match in with_people(found.those(few))}
    lines = []
    for day, meetings in days.items():
        if len(meetings) > MEETINGS_NAMED:
            url = f"{reverse('meetings:calendar')}?week={day}"
            lines.append(Line(day, "24", f"{len(meetings)} meetings planned", url))
            continue
        for match, at, key in meetings:
            url = reverse("meetings:meeting", args=[key])
            lines.append(Line(day, _clock(at), f"{time_words(at)} {names[match]}", url))
    return lines


def _first_meetings(found: AtHand) -> list[Line]:
    lines = []
    for proposal in found.proposals:
        at = proposal.first_meeting_at if proposal.status == ProposalStatus.MEETING else None
        if at is None or not found.on <= day_of(at) < found.until:
            continue
        where = f", {proposal.first_meeting_place}" if proposal.first_meeting_place else ""
        mine = " You are there." if proposal.referral.coordinator_id == found.user.pk else ""
        text = f"{time_words(at)} first meeting, {proposal.child.name} and {proposal.volunteer.first_name}{where}.{mine}"
        url = reverse("matching:proposal", args=[proposal.public_id])
        lines.append(Line(day_of(at), _clock(at), text, url))
    return lines


def _talks(found: AtHand) -> list[Line]:
    """Talks with volunteers that were agreed at the last one; on a manager's desk they are somebody else's."""
    if found.is_wide:
        return []
    matches = {match.pk: match for match in found.matches}
    talks = latest_supervisions(found.matches)
    return [
        Line(
            talk.next_on,
            "25",
            f"Supervision with {matches[pk].volunteer.first_name}",
            reverse("support:supervise", args=[matches[pk].public_id]),
        )
        for pk, talk in talks.items()
        if talk.next_on and found.on <= talk.next_on < found.until
    ]


def _last_days(found: AtHand) -> list[Line]:
    rows = Ending.objects.winding_down().filter(
        match__in=ids_of(found.matches),
        last_day__gte=found.on,
        last_day__lt=found.until,
    )
    return [
        Line(
            ending.last_day,
            "26",
            f"The last day of {ending.match.name}",
            reverse("endings:ending", args=[ending.public_id]),
        )
        for ending in seldom(rows.with_people())
        if ending.last_day
    ]
