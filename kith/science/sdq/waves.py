"""Whether the questionnaires of one child make sense together: in order, each once, and answered by the same person."""

import re
from collections.abc import Callable, Sequence
from datetime import date
from typing import NamedTuple

FIRST = ("baseline", "start", "first")
NEXT = ("follow-up", "follow up", "followup")
LAST = ("ending", "end", "last")
FAMILIES = {"parent": "home", "carer": "home"}
"""Parents and carers answer the same form; a teacher's and a young person's own cannot be compared with it."""


class Seen(NamedTuple):
    line: int
    wave: str
    rank: float
    on: date | None
    family: str


class Waves:
    """Looks at the columns child, wave, date and informant as rows go by, and back at the end."""

    def __init__(self, at: dict[str, int], find: Callable[[int, str, str], None]) -> None:
        self.at, self.find = at, find
        self.seen: dict[str, list[Seen]] = {}
        self.ranks: dict[str, float | None] = {}
        self.days: dict[str, date | None] = {"": None}
        self.watches = "child" in at and "wave" in at

    def see(self, row: Sequence[str], line: int, informant: str) -> None:
        on = self._day(row, line)
        if not self.watches:
            return
        child, wave = row[self.at["child"]].strip(), row[self.at["wave"]].strip().lower()
        if not child or not wave:
            return
        if wave not in self.ranks:
            self.ranks[wave] = rank_of(wave)
        if (rank := self.ranks[wave]) is None:
            self.find(
                line,
                "wave",
                f"“{wave}” is not a wave: write baseline, follow-up, a number of months, or ending.",
            )
            return
        family = FAMILIES.get(informant, informant)
        self.seen.setdefault(child, []).append(Seen(line, wave, rank, on, family))

    def look_back(self) -> None:
        """Name the second of two, the later that lies earlier, and the form with nothing to compare it with."""
        for child, rows in self.seen.items():
            if len(rows) < 2:
                continue
            rows.sort(key=lambda seen: (seen.rank, seen.line))
            first = rows[0]
            at_start = {seen.family for seen in rows if seen.rank == first.rank}
            found: dict[tuple[float, str], Seen] = {}
            for seen in rows:
                earlier = found.setdefault((seen.rank, seen.family), seen)
                if earlier is not seen:
                    self.find(
                        seen.line,
                        "wave",
                        f"child {child} has {seen.wave} already, in line {earlier.line}. Keep one.",
                    )
                if seen.on and first.on and seen.rank > first.rank and seen.on < first.on:
                    self.find(
                        seen.line,
                        "date",
                        f"{seen.wave} of child {child} is before {first.wave} in line {first.line}.",
                    )
                if seen.family not in at_start:
                    self.find(
                        seen.line,
                        "informant",
                        f"child {child} had no such form at {first.wave} (line {first.line}): the two cannot be compared.",
                    )

    def _day(self, row: Sequence[str], line: int) -> date | None:
        place = self.at.get("date")
        text = row[place].strip() if place is not None else ""
        if text in self.days:
            return self.days[text]
        try:
            self.days[text] = date.fromisoformat(text)
        except ValueError:
            self.find(line, "date", f"“{text}” is not a day. Write it as 2026-11-21.")
            return None
        return self.days[text]


def rank_of(wave: str) -> float | None:
    """Which comes first: the baseline, then by months, then the ending. None for what is not a wave."""
    if wave in FIRST:
        return 0
    if wave in NEXT:
        return 1
    if wave in LAST:
        return float("inf")
    number = re.fullmatch(r"[a-z]?\s*(\d{1,3})(?:\s*months?)?", wave)
    return float(number[1]) if number else None
