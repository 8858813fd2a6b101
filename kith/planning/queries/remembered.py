"""How people came through, as it was counted by night: scheme by scheme, and added up for whoever has several."""

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any

from kith.planning.queries.road import STEPS, Cohort, Counted, Days
from kith.science.recruiting import Fate, Stay


@dataclass(frozen=True)
class Remembered(Cohort):
    """Added up of what is kept of each scheme. Nobody stands in two: an application is one scheme’s."""

    kept: tuple[Mapping[str, Any], ...] = field(default=(), repr=False)

    @cached_property
    def counted(self) -> list[Counted]:
        rows: Counter[Counted] = Counter()
        for told in self.kept:
            for row in told["counted"]:
                people = row["people"]
                rows[Counted(**row | {"fate": Fate(row["fate"]), "people": 0})] += people
        return [
            Counted(row.heard, row.gender, row.age, row.background, row.furthest, row.fate, people)
            for row, people in rows.items()
        ]

    def days_taken(self) -> Days:
        return self._days("taken")

    def days_waited(self) -> Days:
        return self._days("waited")

    def _days(self, name: str) -> Days:
        found: dict[int, Counter[int]] = {step: Counter() for step in range(len(STEPS))}
        for told in self.kept:
            for step, days in told[name]:
                found[step].update(dict(days))
        return {step: dict(days) for step, days in found.items()}

    def why_left(self) -> Counter[tuple[int, str, str]]:
        found: Counter[tuple[int, str, str]] = Counter()
        for told in self.kept:
            for step, outcome, reason, people in told["left"]:
                found[step, outcome, reason] += people
        return found

    def brought_in(self) -> int:
        return sum(told["brought_in"] for told in self.kept)

    def matched(self) -> Counter[str]:
        return sum((Counter(told["matched"]) for told in self.kept), Counter())

    def stays(self) -> dict[str, list[Stay]]:
        found: dict[str, Counter[tuple[int, bool]]] = {}
        for told in self.kept:
            for heard, stays in told["stays"].items():
                counts = found.setdefault(heard, Counter())
                for stay in stays:
                    counts[stay["days"], stay["left"]] += stay["people"]
        return {
            heard: [Stay(days, left, people) for (days, left), people in counts.items()]
            for heard, counts in found.items()
        }
