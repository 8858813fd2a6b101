"""The story of one match, each strand only as far as the reader's rights carry."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime

from django.db.models import Q
from django.urls import reverse

from kith.access.models import User
from kith.access.policy import Permission
from kith.casefile import support_told
from kith.casefile.entries import Entry
from kith.casefile.meetings_told import meetings_told
from kith.casefile.rights import rights_on
from kith.endings.courses import Key
from kith.endings.models import Ask, Ending, Keepsake, Move, Road
from kith.foundation.dates import day_words, months_after, near_words
from kith.matching.models import Match
from kith.meetings.words import agreement_words
from kith.support.models import Supervision
from kith.support.presenters import talk_words

READ = (Permission.BEGIN_MATCH, Permission.PLAN_ENDING)


@dataclass(frozen=True)
class Reading:
    """One match, read by one person at one moment, with what their rights on it are."""

    match: Match
    reader: User
    at: datetime
    on: date
    rights: frozenset[Permission]

    def may(self, right: Permission) -> bool:
        return right in self.rights


def story_of(match: Match, *, reader: User, at: datetime, on: date) -> list[Entry]:
    """Everything about a match that this reader may know."""
    reading = Reading(match, reader, at, on, frozenset(rights_on(match, reader, READ)))
    return [
        *meetings_told(match, reader=reader, at=at, on=on),
        *_changes(reading),
        *_agreements(reading),
        *_talks(reading),
        *support_told.of_match(match, reader=reader, on=on),
        *_endings(reading),
        *_asked(reading),
        *_roads(reading),
        *_kept(reading),
        *birthdays(match, on),
    ]


CHANGES = {
    "pause": ("A break began", "care", "agreements"),
    "resume": ("They went on", "turn", "agreements"),
    "go on": ("Decided to go on after all", "turn", "ending"),
    "end": ("Ended", "turn", "ending"),
    "move": ("Went over to somebody else", "turn", "path"),
}


def _changes(reading: Reading) -> Iterator[Entry]:
    """Why is told to those who may pause a match and let it go on."""
    match = reading.match
    yield Entry(match.begun_on, f"{match.name} began", "path", kind="turn", rank=-1)
    for change in match.changes.all():
        if change.step in CHANGES:
            what, kind, strand = CHANGES[change.step]
            why = _why(change.reason, change.words) if reading.may(Permission.BEGIN_MATCH) else ""
            yield Entry(change.on, what, strand, why, kind=kind, place=change.pk)


def _why(reason: str, words: str) -> str:
    labels = {str(value): str(label) for value, label in Match.PauseReason.choices}
    said = [labels.get(reason, ""), words]
    return ". ".join(part.rstrip(".") for part in said if part) + ("." if any(said) else "")


def _agreements(reading: Reading) -> Iterator[Entry]:
    url = reverse("matching:agreement", args=[reading.match.public_id])
    for agreement in reading.match.agreements.all():
        what = "Agreement written" if agreement.version == 1 else "They agreed anew"
        words = agreement_words(agreement)
        yield Entry(agreement.on, what, "agreements", f"{words[:1].upper()}{words[1:]}.", url, "turn")


def _talks(reading: Reading) -> Iterator[Entry]:
    """What was agreed at a supervision, never what was talked about."""
    match = reading.match
    rows = Supervision.objects.reachable_by(reading.reader, Permission.SEE_SUPERVISION, reading.on)
    with_others = Q(match=None, volunteer=match.volunteer_id, scheme=match.scheme_id, on__gte=match.begun_on)
    if match.ended_on:
        with_others &= Q(on__lte=match.ended_on)
    for talk in rows.filter(Q(match=match) | with_others):
        following = f"Next on {day_words(talk.next_on)}." if talk.next_on else ""
        what = f"Supervision with {match.volunteer.first_name}, {_lower(talk_words(talk))}"
        yield Entry(talk.on, what, "talks", " ".join(part for part in (talk.agreed, following) if part))


def _lower(words: str) -> str:
    return words[:1].lower() + words[1:]


def _endings(reading: Reading) -> Iterator[Entry]:
    """That it is ending, for everybody who may see the match; how and with which words, for those who plan it."""
    plans, match = reading.may(Permission.PLAN_ENDING), reading.match
    rows = Ending.objects.reachable_by(reading.reader, Permission.SEE_MATCH, reading.on).filter(match=match)
    for ending in rows.prefetch_related("steps__done_by", "letters", "certificates"):
        what = "An ending is planned" if ending.planned else "It ended without a plan"
        when = f"The last day is {day_words(ending.last_day)}." if ending.planned and ending.last_day else ""
        url = reverse("endings:ending", args=[ending.public_id]) if plans else ""
        kind = f"{ending.get_kind_display()}." if plans else ""
        more = " ".join(part for part in (kind, when) if part)
        yield Entry(ending.begun_on, what, "ending", more, url, "turn")
        if plans:
            yield from _ending_told(ending, match, url)


def _ending_told(ending: Ending, match: Match, url: str) -> Iterator[Entry]:
    if ending.told_on:
        said = [f"“{ending.child_words}”" if ending.child_words else "", ending.told_how]
        more = "\n".join(part for part in said if part)
        yield Entry(ending.told_on, f"{match.child.name} was told", "ending", more, url, "turn", 1)
    for step in ending.steps.all():
        if step.done_on and step.key != Key.TELL:
            what = f"Done: {_lower(step.words)}"
            yield Entry(step.done_on, what, "ending", step.done_words, place=step.place)
    for letter in ending.letters.all():
        yield Entry(letter.written_on, f"{letter.signed} wrote a letter", "ending", place=letter.pk)
        if letter.given_on:
            what = f"{match.child.name} was given {letter.signed}’s letter"
            yield Entry(letter.given_on, what, "ending", kind="turn", place=letter.pk)
    for given in ending.certificates.all():
        if given.given_on:
            what = f"{match.child.name} was given a certificate"
            yield Entry(given.given_on, what, "ending", f"“{given.words}”", kind="turn", place=given.pk)


def _roads(reading: Reading) -> Iterator[Entry]:
    """What the young person chose before 18, and whom somebody asked to take the two over."""
    if not reading.may(Permission.PLAN_ENDING):
        return
    for road in Road.objects.filter(match=reading.match):
        words = f"{road.get_way_display()}. “{road.child_words}”"
        yield Entry(road.on, f"{reading.match.child.name} chose a road before 18", "path", words, kind="turn")
    for move in Move.objects.filter(match=reading.match).select_related("to_scheme", "to_authority"):
        yield Entry(move.asked_on, f"{move.to} was asked to take them over", "path", f"“{move.child_words}”")


def _kept(reading: Reading) -> Iterator[Entry]:
    """That something was kept, never what: it is the child's."""
    rows = Keepsake.objects.reachable_by(reading.reader, Permission.KEEP_MEMORIES, reading.on)
    days = sorted(set(rows.filter(match=reading.match).values_list("on", flat=True)))
    url = reverse("endings:memories", args=[reading.match.public_id])
    for day in days:
        yield Entry(day, f"Something to remember was kept for {reading.match.child.name}", "path", url=url)


ASKED = {"stop": "asked to stop", "break": "asked for a break", "change": "asked for a change"}


def _asked(reading: Reading) -> Iterator[Entry]:
    rows = Ask.objects.reachable_by(reading.reader, Permission.PLAN_ENDING, reading.on)
    for ask in rows.filter(match=reading.match).select_related("answered_by"):
        said = f"“{ask.words}”" if ask.words else ""
        what = f"{reading.match.child.name} {ASKED[ask.kind]}"
        yield Entry(ask.on, what, "agreements", said, reverse("endings:asks"), "turn", place=ask.pk)
        if ask.answered_on and ask.answered_by:
            what = f"{ask.answered_by.first_name} answered {reading.match.child.name}"
            yield Entry(ask.answered_on, what, "agreements", f"“{ask.answer}”", place=ask.pk)


TURNS = (13, 16, 17, 18, 21)


def birthdays(match: Match, on: date) -> Iterator[Entry]:
    """The birthdays that change what comes next, while the two were together."""
    child, until = match.child, match.ended_on or on
    for age in TURNS if child.born else ():
        day = months_after(child.born, 12 * age)  # type: ignore[arg-type]
        if match.begun_on <= day <= until:
            more = "A year until 18: talk together about what follows." if age == 17 else ""
            yield Entry(day, f"{child.name} turned {age}", "path", more, kind="turn")


def headline(match: Match, *, on: date, left: str = "") -> str:
    """together 2 years and 7 months · every other Saturday at 2pm, by the pool · winding down, 3 meetings left."""
    if match.ended_on:
        return f"were together {match.length(on)} · ended {near_words(match.ended_on, on)}"
    parts = [f"together {match.length(on)}"]
    if match.agreement:
        parts.append(agreement_words(match.agreement))
    if match.status != "active":
        status = match.get_status_display().lower()
        parts.append(f"{status}, {left}" if left else status)
    return " · ".join(parts)
