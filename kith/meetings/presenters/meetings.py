"""Values ready to print: when a meeting is, what became of it, who may read what, and what to beware of."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from django.urls import reverse

from kith.access.models import User
from kith.foundation.charts import Chart, Week, strip
from kith.foundation.dates import (
    bank_holidays,
    day_words,
    near_words,
    short_day,
    time_words,
    weekday_words,
)
from kith.matching.models import Match
from kith.meetings.facts import day_of
from kith.meetings.models import Meeting, MeetingChange, Note
from kith.meetings.queries.over_matches import day_begins
from kith.meetings.states import MEETING_GOES_ON, Status
from kith.meetings.words import became_words, minutes_words
from kith.people.models import Involvement
from kith.science.rhythm import week_starts

TAGS = {
    Status.PLANNED: "govuk-tag--grey",
    Status.KEPT: "",
    Status.MOVED: "govuk-tag--blue",
    Status.MISSED: "govuk-tag--yellow",
    Status.WITHHELD: "govuk-tag--red",
    Status.CALLED_OFF: "govuk-tag--grey",
}


def strip_of(match: Match, weeks: Sequence[Week], *, until: date) -> Chart:
    """The weeks that `queries.strips` gives for a match, as a drawing."""
    mondays = week_starts(until, len(weeks))
    return strip(list(zip(mondays, weeks, strict=True)), of=match.name)


def when_words(meeting: Meeting) -> str:
    """Saturday 28 November, 2pm."""
    return f"{weekday_words(meeting.on())}, {time_words(meeting.at)}"


def lately_words(day: date, today: date) -> str:
    """today, yesterday, last Saturday, Saturday 7 November, 7 November 2025."""
    ago = (today - day).days
    if ago in (0, 1):
        return near_words(day, today)
    if 1 < ago <= 7:
        return f"last {day:%A}"
    return weekday_words(day) if ago < 300 else day_words(day)


MORALE = {"good": "good", "okay": "all right", "not great": "hard going"}


def morale_words(meeting: Meeting) -> str:
    """Ruth found it hard going."""
    if not meeting.morale:
        return ""
    return f"{meeting.match.volunteer.first_name} found it {MORALE[meeting.morale]}."


# ------------------------------------------------------------------------------------------- beware


def clock_change(day: date) -> str:
    """“back” or “forward” where the clocks change in the small hours of that day, else nothing."""
    length = day_begins(day + timedelta(days=1)) - day_begins(day)
    if length == timedelta(days=1):
        return ""
    return "back" if length > timedelta(days=1) else "forward"


def cautions(day: date, match: Match) -> list[str]:
    """What to think of before meeting on that day."""
    said = []
    if day in bank_holidays(day.year, match.scheme.provider.nation):
        said.append(f"{weekday_words(day)} is a bank holiday. Ask whether everybody still wants to meet.")
    if change := clock_change(day):
        said.append(f"The clocks go {change} in the night before. The time here is the one on the clock.")
    return said


def day_notes(day: date, nation: str = "ENG") -> str:
    """A word beside a day in a list: bank holiday, the clocks go back."""
    change = clock_change(day)
    notes = [
        "bank holiday" if day in bank_holidays(day.year, nation) else "",
        f"the clocks go {change}" if change else "",
    ]
    return ", ".join(note for note in notes if note)


# ------------------------------------------------------------------------------------------- readers


def coordinator_of(match: Match, on: date) -> str:
    """The first name of whoever holds the match, or who that is."""
    near = (
        match.child.involvements.open_on(on)
        .of(Involvement.Part.COORDINATOR)
        .select_related("user")
        .order_by("from_day")
        .last()
    )
    return near.user.first_name if near and near.user else "the coordinator"


def readers_words(match: Match, on: date) -> str:
    """Said above the box, before anything is written."""
    return (
        f"{match.child.name}, {coordinator_of(match, on)} and the scheme’s manager can read this. "
        "Nobody else can."
    )


def reason_readers_words(match: Match, on: date) -> str:
    return (
        f"{match.child.name}, {match.volunteer.first_name}, {coordinator_of(match, on)}, the scheme’s manager "
        "and the safeguarding lead can read this."
    )


def note_readers(note: Note, reader: User) -> str:
    """Who reads a note that was written: its readers as they were named then."""
    names: dict[str, str] = {
        Note.Reader.CHILD: note.child.name,
        Note.Reader.COORDINATOR: str(Note.Reader.COORDINATOR.label),
        Note.Reader.MANAGER: str(Note.Reader.MANAGER.label),
    }
    if note.child.user_id == reader.pk:
        names = {
            Note.Reader.CHILD: "you",
            Note.Reader.COORDINATOR: "your coordinator",
            Note.Reader.MANAGER: "their manager",
        }
    named = [name for kind, name in names.items() if kind in note.readers]
    *rest, last = named or ["whoever wrote it"]
    said = f"{', '.join(rest)} and {last}" if rest else last
    return f"{said[:1].upper()}{said[1:]} can read this."


# ------------------------------------------------------------------------------------------- one meeting


@dataclass(frozen=True)
class NoteLine:
    """A note as it is shown: who wrote it, what, and who else reads it."""

    by: str
    words: str
    readers: str
    on: str


def note_lines(notes: Iterable[Note], reader: User) -> list[NoteLine]:
    return [
        NoteLine(
            by="You" if note.created_by_id == reader.pk else _first_name(note.created_by),
            words=note.words,
            readers=note_readers(note, reader),
            on=day_words(day_of(note.at)),
        )
        for note in notes
    ]


def story_of(meeting: Meeting) -> list[dict[str, str]]:
    """What happened to one meeting, newest first: who said what, and how long afterwards."""
    first = {
        "day": _story_day(meeting, meeting.planned_on),
        "what": f"{'Told of' if meeting.off_plan else 'Planned'} by {_first_name(meeting.created_by)}",
    }
    changes = list(meeting.changes.select_related("by"))
    return [*(_change_entry(meeting, change) for change in reversed(changes)), first]


def _story_day(meeting: Meeting, day: date) -> str:
    """With its year where that is another than the meeting’s."""
    return short_day(day) if day.year == meeting.on().year else f"{short_day(day)} {day.year}"


STEPS = {
    "keep": "They met",
    "move": "Moved",
    "miss": "Did not happen",
    "withhold": "Withheld",
    "call off": "Called off",
    "put right": "Put right",
}


def _change_entry(meeting: Meeting, change: MeetingChange) -> dict[str, str]:
    more = [f"Said by {_first_name(change.by)}{_how_late(meeting, change)}."]
    if change.step == "put right":
        more = [f"By {_first_name(change.by)}. It had said: {_had_said(change.was)}."]
    kind = "care" if change.step in ("miss", "withhold") else ""
    return {
        "day": _story_day(meeting, change.on),
        "what": STEPS[change.step],
        "more": " ".join(more),
        "kind": kind,
    }


def _how_late(meeting: Meeting, change: MeetingChange) -> str:
    late = (change.on - meeting.on()).days
    return f", {late} days afterwards" if change.step in ("keep", "miss", "withhold") and late > 7 else ""


def _had_said(was: dict[str, object]) -> str:
    said = Status(str(was.get("status"))).label.lower()
    minutes = was.get("minutes")
    return f"{said}, {minutes_words(minutes)}" if isinstance(minutes, int) else said


def _first_name(user: User | None) -> str:
    return user.first_name if user else "Kith"


# ------------------------------------------------------------------------------------------- lists


@dataclass(frozen=True)
class Line:
    """A meeting in a list."""

    time: str
    who: str
    place: str
    status: str
    tag: str
    url: str
    tells: bool


def line_of(meeting: Meeting, at: datetime) -> Line:
    """`tells`: its status says more than that it is to come."""
    planned = meeting.status == Status.PLANNED
    status, tag = meeting.get_status_display(), TAGS[Status(meeting.status)]
    if planned and meeting.at < at:
        status, tag = "Nothing said yet", "govuk-tag--yellow"
    elif planned and meeting.match.status not in MEETING_GOES_ON:
        status = meeting.match.get_status_display()
    return Line(
        time=time_words(meeting.at),
        who=meeting.match.name,
        place=meeting.place,
        status=status,
        tag=tag,
        url=reverse("meetings:meeting", args=[meeting.public_id]),
        tells=status != Status.PLANNED.label,
    )


def by_day(meetings: Iterable[Meeting], at: datetime) -> list[tuple[date, str, list[Line]]]:
    """Day, what is particular about it, and its meetings in order."""
    days: dict[date, list[Line]] = {}
    for meeting in sorted(meetings, key=lambda meeting: meeting.at):
        days.setdefault(meeting.on(), []).append(line_of(meeting, at))
    return [(day, day_notes(day), lines) for day, lines in days.items()]


def told_words(meeting: Meeting) -> str:
    """Of a meeting whose time has come: They met, 2 hours; Withheld by the carer; Nothing said yet."""
    said = became_words(meeting) if meeting.status != Status.PLANNED else "nothing said yet"
    return said[:1].upper() + said[1:]
