"""A volunteer's own meetings, and the page of one meeting as each of its readers may see it."""

from datetime import date
from typing import Any

from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse

from kith.access.doors import Request, may, opens
from kith.access.downloads import attached
from kith.access.models import User
from kith.access.policy import Permission
from kith.access.reach import may as may_they
from kith.foundation.dates import day_words, now, time_words, today
from kith.matching.models import Match
from kith.meetings import presenters, queries
from kith.meetings.activities import words_of
from kith.meetings.forms import RecordForm
from kith.meetings.models import Meeting
from kith.meetings.series import ICS, calendar_file
from kith.meetings.states import MEETING_GOES_ON, Status
from kith.meetings.views.common import frame, is_volunteer, safe_url
from kith.meetings.words import NEVER_A_PUNISHMENT, minutes_words, who_words
from kith.recruitment.queries import obstacles

SHOWN_BEFORE = 6


@may(Permission.RECORD_MEETING)
def my_meetings(request: Request) -> HttpResponse:
    """The volunteer's own: what comes next, what is still to tell, what was."""
    at, on = now(), today()
    mine = Meeting.objects.reachable_by(request.user, Permission.RECORD_MEETING)
    mine = mine.filter(match__volunteer__user=request.user).with_people()
    matches = Match.objects.reachable_by(request.user, Permission.PLAN_MEETING).filter(
        volunteer__user=request.user
    )
    ahead = list(mine.ahead(at).order_by("at"))
    to_tell = list(mine.awaiting_word(at).order_by("-at"))
    before = mine.filter(at__lt=at).exclude(status=Status.PLANNED).order_by("-at")[:SHOWN_BEFORE]
    live = list(matches.with_people().prefetch_related("agreements").order_by("begun_on"))
    context: dict[str, Any] = {
        "next": ahead[0] if ahead else None,
        "next_words": presenters.when_words(ahead[0]) if ahead else "",
        "cautions": presenters.cautions(ahead[0].on(), ahead[0].match) if ahead else [],
        "days": presenters.by_day(ahead[1:], at),
        "to_tell": to_tell[0] if to_tell else None,
        "more_to_tell": [(meeting, presenters.when_words(meeting)) for meeting in to_tell[1:]],
        "form": _form(to_tell[0], request.user, on) if to_tell else None,
        "changed": queries.changed_lately(live, at=at, on=on),
        "budgets": _budgets(live, on),
        "before": [
            (meeting, presenters.when_words(meeting), presenters.told_words(meeting)) for meeting in before
        ],
        "matches": [match for match in live if match.status in MEETING_GOES_ON],
        "paused": [match for match in live if match.status not in MEETING_GOES_ON],
    }
    if live:
        context["safe_url"] = safe_url(live[0], "my meetings")
    return render(request, "meetings/my_meetings.html", context)


@may(Permission.RECORD_MEETING)
def series(request: Request) -> HttpResponse:
    """The volunteer's plan for their own calendar, with what was taken out of it."""
    mine = Meeting.objects.reachable_by(request.user, Permission.RECORD_MEETING)
    rows = mine.filter(match__volunteer__user=request.user, at__gte=now()).order_by("at")
    return attached(calendar_file(rows, at=now()), ICS, "meetings.ics")


def _form(meeting: Meeting, user: User, on: date) -> RecordForm:
    return RecordForm(meeting=meeting, on=on, is_volunteer=True, initial=queries.draft_of(meeting, user))


def _budgets(matches: list[Match], on: date) -> list[tuple[Match, str]]:
    """What is left for things to do this month, for each match that goes on."""
    going_on = [match for match in matches if match.status in MEETING_GOES_ON]
    found = queries.budgets(going_on, on)
    return [(match, found[match.pk].words) for match in going_on]


@opens(Meeting, Permission.SEE_MEETINGS)
def meeting(request: Request, meeting: Meeting) -> HttpResponse:
    """One meeting: when, where, what became of it, and its story, as far as this reader's rights carry."""
    match = meeting.match
    if match.child.user_id == request.user.pk:
        return _as_the_young_person(request, meeting)
    reader, on = request.user, today()
    sees = _sees(meeting, reader, Permission.SEE_HOW_IT_WENT)
    notes = queries.readable_notes([meeting], reader, on).get(meeting.pk, [])
    reads_feeling = bool(queries.feelings_readable([meeting], reader, on))
    context = frame(request, match, _way_back(request, meeting)) | {
        "meeting": meeting,
        "when": presenters.when_words(meeting),
        "status": presenters.line_of(meeting, now()),
        "facts": _facts(meeting, told=sees),
        "story": presenters.story_of(meeting) if sees else [],
        "notes": presenters.note_lines(notes, reader),
        "feeling": meeting.feeling if reads_feeling else "",
        "morale": presenters.morale_words(meeting) if reads_feeling or is_volunteer(request, match) else "",
        "warnings": _warnings(meeting) if sees else [],
        "never_a_punishment": NEVER_A_PUNISHMENT
        if sees and meeting.reason == Meeting.Reason.SANCTION
        else "",
        "may": _steps(meeting, reader),
        "sees_match": may_they(reader, Permission.SEE_MATCH),
        "record_url": reverse("meetings:record", args=[meeting.public_id]),
    }
    return render(request, "meetings/meeting.html", context)


def _way_back(request: Request, meeting: Meeting) -> str:
    """To their list, to the week it lies in, or for a carer to the plan that is their first page."""
    if is_volunteer(request, meeting.match):
        return reverse("meetings:my_meetings")
    if not may_they(request.user, Permission.SEE_MATCH):
        return "/"
    return f"{reverse('meetings:calendar')}?week={meeting.on()}"


def _sees(meeting: Meeting, reader: User, permission: Permission) -> bool:
    return Meeting.objects.reachable_by(reader, permission).filter(pk=meeting.pk).exists()


def _facts(meeting: Meeting, *, told: bool) -> list[dict[str, Any]]:
    """Rows of the summary; how it went only where that may be seen."""
    rows = [("When", f"{meeting.on():%A} {day_words(meeting.on())}, {time_words(meeting.at)}")]
    if meeting.place:
        rows.append(("Where", meeting.place))
    if meeting.how != Meeting.How.TWO:
        rows.append(("How", meeting.get_how_display()))
    rows += [(name, said) for name, said in (("Who else", meeting.guests), ("Link", meeting.link)) if said]
    if told:
        rows += _what_became(meeting)
    return [{"key": {"text": name}, "value": {"text": value[:1].upper() + value[1:]}} for name, value in rows]


def _what_became(meeting: Meeting) -> list[tuple[str, str]]:
    reason = meeting.get_reason_display() if meeting.reason else ""
    rows = [
        ("How long", minutes_words(meeting.minutes) if meeting.minutes else ""),
        ("What they did", words_of(meeting.activities).rstrip(".")),
        ("By whom", who_words(meeting)),
        ("Why", ". ".join(said for said in (reason, meeting.reason_words) if said)),
        ("Instead", presenters.when_words(meeting.moved_to) if meeting.moved_to else ""),
    ]
    return [(name, value) for name, value in rows if value]


def _warnings(meeting: Meeting) -> list[str]:
    """What to think of before a meeting that is still to come, a lapsing check among it."""
    if meeting.status != Status.PLANNED or meeting.at < now():
        return []
    match = meeting.match
    in_the_way = obstacles(volunteer=match.volunteer, scheme=match.scheme, on=meeting.on())
    stops = [f"This meeting cannot go ahead as it stands. {' '.join(in_the_way)}"] if in_the_way else []
    return stops + presenters.cautions(meeting.on(), match)


def _steps(meeting: Meeting, reader: User) -> dict[str, bool]:
    """What this reader may do next with the meeting as it stands."""
    records = _sees(meeting, reader, Permission.RECORD_MEETING)
    plans = _sees(meeting, reader, Permission.PLAN_MEETING)
    planned = meeting.status == Status.PLANNED
    over = meeting.at < now()
    return {
        "record": records and planned and over,
        "say_it_will_not_be": records and planned and not over,
        "move": plans and planned and not over,
        "call_off": plans and planned and not over,
        "plan": plans,
        "put_right": records
        and not planned
        and not (meeting.off_plan and meeting.status == Status.CALLED_OFF),
    }


def _as_the_young_person(request: Request, meeting: Meeting) -> HttpResponse:
    on, user = today(), request.user
    assert isinstance(user, User)
    notes = queries.readable_notes([meeting], user, on).get(meeting.pk, [])
    context = {
        "meeting": meeting,
        "match": meeting.match,
        "name": meeting.match.volunteer.first_name,
        "day": meeting.on(),
        "time": time_words(meeting.at),
        "ahead": meeting.status == Status.PLANNED and meeting.at >= now(),
        "told": presenters.told_words(meeting),
        "did": words_of(meeting.activities),
        "notes": presenters.note_lines(notes, user),
        "back_url": "/",
        "safe_url": safe_url(meeting.match, "a meeting"),
    }
    return render(request, "meetings/my_meeting.html", context)
