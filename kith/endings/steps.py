"""The days and the words of an ending's steps, made from the courses for one match."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date, timedelta

from kith.endings.courses import (
    COURSES,
    EVERY,
    GRADUATION,
    GRIEF_DAYS,
    GROUP,
    ONLINE,
    PAUSE_DAYS,
    Course,
    Key,
    Outline,
)
from kith.endings.models import EndingStep
from kith.foundation.dates import months_after
from kith.matching.models import Match
from kith.meetings.words import number_words
from kith.schemes.models import SchemeRules
from kith.science.rhythm import Rhythm, Unit

__all__ = [
    "COURSES",
    "GRIEF_DAYS",
    "NEEDS_AN_ANSWER",
    "PAUSE_DAYS",
    "Course",
    "Key",
    "Line",
    "Outline",
    "Plan",
    "back",
]

LONGEST: int = EndingStep._meta.get_field("words").max_length or 200
NEEDS_AN_ANSWER: dict[str, str] = {
    Key.TELL: "Say when and how {child} was told: that does this step.",
    Key.CONTACT: "Write down what each of them said about staying in touch: that does this step.",
    Key.LOOK_BACK: "Write down what {child} said about looking back: that does this step.",
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
