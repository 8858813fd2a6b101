"""The story of one match, each strand only as far as the reader's rights carry."""

from collections.abc import Iterator
from datetime import date, datetime

from django.urls import reverse

from kith.access.models import User
from kith.access.policy import Permission
from kith.casefile.entries import Entry
from kith.endings.models import Ask, Ending, Letter
from kith.foundation.dates import count_words, day_words, near_words, time_words, weekday_words
from kith.matching.models import Match
from kith.meetings.activities import words_of
from kith.meetings.models import Meeting
from kith.meetings.states import Status
from kith.support.models import Supervision


def story_of(match: Match, *, reader: User, at: datetime, on: date) -> list[Entry]:
    """Everything about a match that this reader may know."""
    return [
        *_meetings(match, reader, at, on),
        *_changes(match),
        *_agreements(match),
        *_supervisions(match, reader),
        *_ending(match, reader),
        *_asked(match, reader),
    ]


def _meetings(match: Match, reader: User, at: datetime, on: date) -> Iterator[Entry]:
    rows = Meeting.objects.reachable_by(reader, Permission.SEE_MEETINGS, on).filter(match=match)
    readable = set(
        Meeting.objects.reachable_by(reader, Permission.READ_NOTES, on)
        .filter(match=match)
        .values_list("pk", flat=True)
    )
    next_one = rows.ahead(at).order_by("at").first()
    for meeting in rows.select_related("moved_to").prefetch_related("notes"):
        if meeting.status == Status.PLANNED and meeting.at > at and meeting != next_one:
            continue
        yield _meeting(meeting, match, at, meeting.pk in readable)


def _meeting(meeting: Meeting, match: Match, at: datetime, readable: bool) -> Entry:
    what, more, kind = _became(meeting, match, at)
    said = [more] if more else []
    if readable:
        if meeting.feeling:
            said.append(f"{match.child.name}: {meeting.get_feeling_display().lower()}.")
        said += [note.words for note in meeting.notes.all()]
    url = reverse("meetings:meeting", args=[meeting.public_id])
    return Entry(meeting.on(), what, "meetings", " ".join(said), url, kind, place=meeting.pk)


def _became(meeting: Meeting, match: Match, at: datetime) -> tuple[str, str, str]:
    """What, more and kind of one meeting, by what became of it."""
    who = _who(meeting, match)
    why = meeting.reason_words or (meeting.get_reason_display() if meeting.reason else "")
    match meeting.status:
        case Status.PLANNED if meeting.at > at:
            return (
                f"Next: {time_words(meeting.at)}{', ' + meeting.place if meeting.place else ''}",
                "",
                "ahead",
            )
        case Status.PLANNED:
            return "Nobody has said yet how this went", "", "ahead"
        case Status.KEPT:
            return f"They met{_long(meeting)}", words_of(meeting.activities), ""
        case Status.MOVED:
            new = meeting.moved_to
            where = f" to {weekday_words(new.on())}" if new else ""
            return f"Moved{where} by {who}", why, ""
        case Status.WITHHELD:
            return f"Withheld by {who}", why, "care"
        case Status.CALLED_OFF:
            return "Called off", why, ""
        case _:
            return f"Did not happen: {who}" if meeting.who else "Did not happen", why, "care"


def _long(meeting: Meeting) -> str:
    if not meeting.minutes:
        return ""
    hours, minutes = divmod(meeting.minutes, 60)
    parts = [count_words(hours, "hour")] if hours else []
    parts += [f"{minutes} minutes"] if minutes else []
    return ", " + " ".join(parts)


def _who(meeting: Meeting, match: Match) -> str:
    names = {"child": match.child.name, "volunteer": match.volunteer.first_name}
    return names.get(meeting.who) or (meeting.get_who_display().lower() if meeting.who else "somebody")


CHANGES = {
    "pause": ("Paused", "care"),
    "resume": ("Went on", "turn"),
    "wind down": ("Began to wind down", "turn"),
    "go on": ("Decided to go on after all", "turn"),
    "end": ("Ended", "turn"),
}


def _changes(match: Match) -> Iterator[Entry]:
    yield Entry(match.begun_on, f"{match.name} began", "path", kind="turn")
    for change in match.changes.all():
        if change.step in CHANGES:
            what, kind = CHANGES[change.step]
            strand = "ending" if change.step in ("wind down", "go on", "end") else "agreements"
            yield Entry(change.on, what, strand, change.words, kind=kind, place=change.pk)


def _agreements(match: Match) -> Iterator[Entry]:
    for agreement in match.agreements.all():
        what = "Agreement written" if agreement.version == 1 else "Agreement changed"
        unit = agreement.unit if agreement.every == 1 else agreement.get_unit_display()
        how_often = f"Every {unit}" if agreement.every == 1 else f"Every {agreement.every} {unit}"
        url = reverse("matching:agreement", args=[match.public_id])
        yield Entry(agreement.on, what, "agreements", f"{how_often}, {agreement.where}.", url, "turn")


def _supervisions(match: Match, reader: User) -> Iterator[Entry]:
    rows = Supervision.objects.reachable_by(reader, Permission.SEE_SUPERVISION).filter(match=match)
    for talk in rows:
        what = f"Supervision with {match.volunteer.first_name}"
        what += f", {talk.minutes} minutes" if talk.minutes else ""
        following = f" Next on {day_words(talk.next_on)}." if talk.next_on else ""
        yield Entry(talk.on, what, "talks", f"{talk.agreed}{following}".strip())


def _ending(match: Match, reader: User) -> Iterator[Entry]:
    for ending in Ending.objects.reachable_by(reader, Permission.SEE_MATCH).filter(match=match):
        url = reverse("endings:ending", args=[ending.public_id])
        what = "Ending planned" if ending.planned else "Ended without a plan"
        said = f"“{ending.child_words}”" if ending.child_words else ending.get_kind_display()
        yield Entry(ending.begun_on, what, "ending", said, url, "turn")
        if ending.told_on:
            yield Entry(
                ending.told_on, f"{match.child.name} was told", "ending", ending.told_how, url, "turn"
            )
        for step in ending.steps.all():
            if step.done_on:
                yield Entry(step.done_on, step.words, "ending", place=step.place)
        for letter in Letter.objects.filter(ending=ending):
            yield Entry(letter.written_on, f"{letter.signed} wrote a letter", "ending")


def _asked(match: Match, reader: User) -> Iterator[Entry]:
    for ask in Ask.objects.reachable_by(reader, Permission.PLAN_ENDING).filter(match=match):
        said = f"“{ask.words}”" if ask.words else ""
        yield Entry(ask.on, f"{match.child.name}: {ask.get_kind_display()}", "agreements", said, kind="turn")


def headline(match: Match, *, on: date, rhythm: str, steps_left: str = "") -> str:
    """together 2 years and 7 months · every other Saturday · winding down."""
    together = "were together" if match.ended_on else "together"
    parts = [f"{together} {match.length(on)}"]
    if match.ended_on:
        parts.append(f"ended {near_words(match.ended_on, on)}")
    else:
        parts.append(rhythm)
        if match.status != "active":
            parts.append(match.get_status_display().lower())
    return " · ".join(part for part in [*parts, steps_left] if part)
