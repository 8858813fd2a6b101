"""How people came through from an enquiry: counted by step, group, source, days and reason; and how that is kept."""

from abc import ABC, abstractmethod
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import asdict, dataclass
from datetime import date
from typing import Any

from kith.planning.periods import Period
from kith.recruitment.states import ON_THE_WAY, Status
from kith.schemes.models import Scheme
from kith.science.recruiting import ByGroup, Fate, Stay, Step, by_groups, steps

STEPS = tuple(Status(status) for status in ON_THE_WAY)
NAMES = tuple(str(step.label) for step in STEPS)
RANK = {str(step): rank for rank, step in enumerate(STEPS)}
LAST = len(STEPS) - 1
NOT_SAID, NOT_KNOWN_NOW = "Not said", "Erased since"
Days = dict[int, dict[int, int]]
"""Step → days → how many people."""


@dataclass(frozen=True)
class Counted:
    """So many applications that are alike in everything a page tells apart."""

    heard: str
    gender: str
    age: str
    background: str
    furthest: int
    fate: Fate
    people: int


@dataclass(frozen=True)
class Cohort(ABC):
    """The applications of some schemes received in a period, and what is left of those erased since."""

    schemes: tuple[Scheme, ...]
    period: Period
    on: date

    @property
    @abstractmethod
    def counted(self) -> list[Counted]:
        """Everybody, by all that is told apart."""

    @abstractmethod
    def days_taken(self) -> Days:
        """Of those who went on. From the day they came to the step."""

    @abstractmethod
    def days_waited(self) -> Days:
        """So far, of those who are there now."""

    @abstractmethod
    def why_left(self) -> Counter[tuple[int, str, str]]:
        """(The step they were at, how it ended, the reason’s code) → how many."""

    @abstractmethod
    def brought_in(self) -> int:
        """People approved before Kith, who are in none of these figures."""

    @abstractmethod
    def matched(self) -> Counter[str]:
        """How they heard → those approved who have had a match in the scheme, now or before."""

    @abstractmethod
    def stays(self) -> dict[str, list[Stay]]:
        """How they heard → from the first day of approval to its end, or as far as they have come."""

    @property
    def people(self) -> int:
        return sum(row.people for row in self.counted)

    def road(self, rows: Iterable[Counted] | None = None) -> list[Step]:
        """Step by step: reached, went on, left there, still there."""
        counts: Counter[tuple[int, Fate]] = Counter()
        for row in self.counted if rows is None else rows:
            counts[row.furthest, row.fate] += row.people
        return steps(counts, NAMES)

    def groups(self) -> list[ByGroup]:
        """By gender, age and background, through the gate that keeps small numbers back."""
        kinds: dict[str, Mapping[tuple[str, int, Fate], int]] = {}
        for title, kind in (
            ("Gender", "gender"),
            ("Age when they came", "age"),
            ("Background", "background"),
        ):
            counts: dict[tuple[str, int, Fate], int] = defaultdict(int)
            for row in sorted(self.counted, key=lambda row: _last(getattr(row, kind))):
                counts[getattr(row, kind), row.furthest, row.fate] += row.people
            kinds[title] = counts
        return by_groups(kinds, NAMES) if self.counted else []

    def as_plain(self) -> dict[str, Any]:
        """All of it as JSON can hold it."""
        return {
            "counted": [asdict(row) for row in self.counted],
            "taken": [[step, list(days.items())] for step, days in self.days_taken().items()],
            "waited": [[step, list(days.items())] for step, days in self.days_waited().items()],
            "left": [[*key, number] for key, number in self.why_left().items()],
            "brought_in": self.brought_in(),
            "matched": dict(self.matched()),
            "stays": {heard: [asdict(stay) for stay in stays] for heard, stays in self.stays().items()},
        }


def _last(group: str) -> tuple[int, str]:
    """Groups in the order of the alphabet, those who did not say after them."""
    return (group == NOT_SAID) + 2 * (group == NOT_KNOWN_NOW), group
