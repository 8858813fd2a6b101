"""What there is to do so that a match ends well: three courses as tables, and the days that they make.

A planned ending counts its days back from the last one, in meetings; an unplanned one, and a child's stop, count
forward from today. Words name the two people; a row says for which endings it is meant.
"""

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date, timedelta
from enum import StrEnum

from kith.endings.models import TELL_VOLUNTEER, Ending, EndingStep
from kith.foundation.dates import months_after
from kith.matching.models import Match
from kith.meetings.words import number_words
from kith.schemes.models import SchemeRules
from kith.science.rhythm import Rhythm, Unit

Kind = Ending.Kind
PAUSE_DAYS = 28
"""The quiet weeks before a child is asked whether they would like somebody again."""
LONGEST: int = EndingStep._meta.get_field("words").max_length or 200


class Course(StrEnum):
    PLANNED = "planned"
    UNPLANNED = "unplanned"
    STOPPED = "stopped"  # the young person said stop: it is heard first, and arranged afterwards


class Key(StrEnum):
    """What a step is, whichever words it wears."""

    SAFE = "safe"
    HEAR = "hear"
    PREPARE = TELL_VOLUNTEER
    TELL = "tell"
    AROUND = "around"
    WIND_DOWN = "meetings"
    CONTACT = "contact"
    OUTING = "outing"
    FOLLOW = "follow"
    LETTER = "letter"
    LAST = "last"
    SUMMARY = "summary"
    AGAIN = "again"


EVERY = -1
"""As many meetings before the last day as the scheme winds down over."""


@dataclass(frozen=True)
class Outline:
    """One row: due so many meetings before the last day, or so many days after the day counted from."""

    key: Key
    words: str
    meetings_before: int = 0
    days_after: int = 0
    when: frozenset[str] = frozenset()  # the ending has all of these marks
    never: frozenset[str] = frozenset()  # and none of these


def _of(*marks: str) -> frozenset[str]:
    return frozenset(marks)


GRADUATION, ONLINE, GROUP = "graduation", "online", "group"
AGAIN = Outline(
    Key.AGAIN,
    "After a pause, ask {child} whether they would like somebody again",
    days_after=PAUSE_DAYS,
    never=_of(Kind.LEFT_CARE),
)
AROUND = "Tell {child}’s worker and carer"
FOLLOW = "What follows for {child}: a club, a grant, people who stay"
SUMMARY = "A short summary to {authority}"

COURSES: dict[Course, tuple[Outline, ...]] = {
    Course.PLANNED: (
        Outline(Key.PREPARE, "Talk with {volunteer} about saying goodbye", EVERY, never=_of(Kind.CHILD)),
        Outline(Key.PREPARE, "Talk with {volunteer} about what {child} decided", EVERY, when=_of(Kind.CHILD)),
        Outline(Key.TELL, "Tell {child} in person: why, when, and what comes then", EVERY),
        Outline(Key.AROUND, AROUND, EVERY, days_after=2),
        Outline(Key.CONTACT, "May they stay in touch? Ask {child}, {volunteer} and the worker", 2),
        Outline(Key.OUTING, "Choose the last outing with {child}", 2, never=_of(GRADUATION, ONLINE, GROUP)),
        Outline(
            Key.OUTING, "Plan the graduation with {child}: who comes, what is shown", 2, when=_of(GRADUATION)
        ),
        Outline(
            Key.OUTING,
            "Choose with {child} how the last call is special",
            2,
            when=_of(ONLINE),
            never=_of(GRADUATION),
        ),
        Outline(
            Key.OUTING,
            "Choose with {child} how to say goodbye in the group",
            2,
            when=_of(GROUP),
            never=_of(GRADUATION),
        ),
        Outline(Key.FOLLOW, FOLLOW, 1),
        Outline(Key.WIND_DOWN, "{meetings} to wind down", 0),
        Outline(Key.LETTER, "A letter and something to keep from {volunteer}", 0),
        Outline(Key.LAST, "The last time together, on a high", 0, never=_of(GRADUATION)),
        Outline(Key.LAST, "Graduation, with a certificate", 0, when=_of(GRADUATION)),
        Outline(Key.SUMMARY, SUMMARY, days_after=7),
        AGAIN,
    ),
    Course.UNPLANNED: (
        Outline(
            Key.SAFE, "Agree with the safeguarding lead what is said, and by whom", when=_of(Kind.SAFETY)
        ),
        Outline(
            Key.TELL,
            "Decide with the worker who tells {child}, and tell them face to face: it is not their fault",
            days_after=1,
            never=_of(Kind.CHILD),
        ),
        Outline(
            Key.HEAR,
            "Tell {child} that they were heard, and that it was right to say so",
            days_after=1,
            when=_of(Kind.CHILD),
        ),
        Outline(Key.AROUND, AROUND, days_after=1),
        Outline(
            Key.PREPARE,
            "Talk with {volunteer}: what happened, how they are, who supports them",
            days_after=3,
            never=_of(Kind.SAFETY),
        ),
        Outline(
            Key.PREPARE,
            "Agree who supports {volunteer} while it is looked into",
            days_after=3,
            when=_of(Kind.SAFETY),
        ),
        Outline(Key.FOLLOW, "Ask {child} what they want next, if anything", days_after=14),
        Outline(
            Key.LETTER,
            "A letter from {volunteer} for {child} to keep",
            days_after=14,
            never=_of(Kind.SAFETY, Kind.NEVER_STARTED),
        ),
        Outline(
            Key.LETTER, "A letter, only if the safeguarding lead agrees", days_after=14, when=_of(Kind.SAFETY)
        ),
        Outline(
            Key.LAST,
            "One last meeting, if {child} wants it and it is safe. You arrange it and are there; no access opens again",
            days_after=21,
            never=_of(Kind.SAFETY, Kind.NEVER_STARTED),
        ),
        Outline(Key.SUMMARY, SUMMARY, days_after=14),
        AGAIN,
    ),
    Course.STOPPED: (
        Outline(Key.HEAR, "Talk with {child}, if they want to. They need not say why", days_after=2),
        Outline(Key.PREPARE, "Tell {volunteer} what {child} decided, without {child}’s words", days_after=2),
        Outline(Key.AROUND, AROUND, days_after=3),
        Outline(Key.FOLLOW, "Ask {child} what they want next, if anything", days_after=14),
        Outline(Key.LETTER, "A letter from {volunteer}, if {child} would like one", days_after=14),
        Outline(Key.LAST, "A goodbye, only if {child} would like one", days_after=14),
        Outline(Key.SUMMARY, SUMMARY, days_after=21),
        AGAIN,
    ),
}


NEEDS_AN_ANSWER: dict[str, str] = {
    Key.TELL: "Say when and how {child} was told: that does this step.",
    Key.CONTACT: "Write down what each of them said about staying in touch: that does this step.",
    Key.AGAIN: "Write down what {child} said about somebody new: that does this step.",
}
"""Steps that are done by writing down what somebody said, and not by a tick."""


@dataclass(frozen=True)
class Line:
    """One step as it will stand in the plan."""

    key: str
    words: str
    due_on: date


@dataclass(frozen=True)
class Plan:
    """What the days and words of an ending's steps are made from."""

    course: Course
    kind: str
    match: Match
    rules: SchemeRules
    begun_on: date
    last_day: date
    rhythm: Rhythm
    marks: frozenset[str] = field(init=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "marks", frozenset(self._marks()))

    def _marks(self) -> Iterator[str]:
        yield str(self.kind)
        if self.rules.graduation:
            yield GRADUATION
        mode = self.match.scheme.mode
        if mode in (ONLINE, GROUP):
            yield mode

    def lines(self) -> list[Line]:
        """The steps of this ending in the order in which they fall due."""
        wanted = [
            row for row in COURSES[self.course] if row.when <= self.marks and not row.never & self.marks
        ]
        lines = [Line(row.key.value, self._words(row), self._due(row)) for row in wanted]
        return sorted(lines, key=lambda line: line.due_on)

    def _words(self, row: Outline) -> str:
        count = self.rules.winding_down
        meetings = f"{number_words(count)} meeting{'' if count == 1 else 's'}"
        words = row.words.format(
            child=self.match.child.name,
            volunteer=self.match.volunteer.first_name,
            authority=self.match.child.authority or "whoever referred them",
            meetings=meetings.capitalize(),
        )
        return words[:LONGEST]

    def _due(self, row: Outline) -> date:
        """Counted back from the last day, and never before today."""
        count = self.rules.winding_down if row.meetings_before == EVERY else row.meetings_before
        start = self.last_day if self.course is Course.PLANNED else self.begun_on
        counted = back(start, min(count, self.rules.winding_down), self.rhythm)
        return max(self.begun_on, counted + timedelta(days=row.days_after))


def back(day: date, meetings: int, rhythm: Rhythm) -> date:
    """The day so many meetings before another."""
    if rhythm.unit is Unit.WEEKS:
        return day - timedelta(weeks=rhythm.every * meetings)
    return months_after(day, -rhythm.every * meetings)
