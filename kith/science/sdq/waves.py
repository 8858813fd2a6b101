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


PUBLISHED = 1997
"""The year of the questionnaire: an earlier date is a slip."""


class Seen(NamedTuple):
    line: int
    wave: str
    rank: float
    on: date | None
    family: str


class Waves:
    """Looks at the columns child, wave, date and informant as rows go by, and back at the end."""

    def __init__(
        self, at: dict[str, int], find: Callable[[int, str, str], None], until: date | None = None
    ) -> None:
        self.at, self.find, self.until = at, find, until
        self.seen: dict[str, list[Seen]] = {}
        self.ranks: dict[str, float | None] = {}
        self.days: dict[str, date | None] = {"": None}
        self.waveless: dict[tuple[str, str], int] = {}
        self.watches = "child" in at and "wave" in at

    def see(self, row: Sequence[str], line: int, informant: str) -> None:
        on = self._day(row, line)
        if not self.watches:
            return
        child, wave = row[self.at["child"]].strip(), row[self.at["wave"]].strip().lower()
        if not child:
            return
        family = FAMILIES.get(informant, informant)
        if not wave:
            self._without_wave(child, family, line)
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
        self.seen.setdefault(child, []).append(Seen(line, wave, rank, on, family))

    def _without_wave(self, child: str, family: str, line: int) -> None:
        """One form without a wave is one form; of two nobody can say which came first."""
        earlier = self.waveless.setdefault((child, family), line)
        if earlier != line:
            words = (
                f"child {child} has a form without a wave in line {earlier} too. Say which is the baseline."
            )
            self.find(line, "wave", words)

    def look_back(self) -> None:
        """Name the second of two, the later that lies earlier, and the form with nothing to compare it with."""
        for child, rows in self.seen.items():
            if len(rows) < 2:
                continue
            rows.sort(key=lambda seen: (seen.rank, seen.line))
            first = rows[0]
            at_start = {seen.family for seen in rows if seen.rank == first.rank}
            found: dict[tuple[float, str], Seen] = {}
            latest = first
            for seen in rows:
                earlier = found.setdefault((seen.rank, seen.family), seen)
                if earlier is not seen:
                    self.find(
                        seen.line,
                        "wave",
                        f"child {child} has {seen.wave} already, in line {earlier.line}. Keep one.",
                    )
                if seen.on and latest.on and seen.rank > latest.rank and seen.on < latest.on:
                    words = f"{seen.wave} of child {child} is before {latest.wave} in line {latest.line}."
                    self.find(seen.line, "date", words)
                elif seen.on and (latest.on is None or seen.rank > latest.rank):
                    latest = seen
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
        on = self.days[text]
        if on and (on.year < PUBLISHED or (self.until and on > self.until)):
            when = "before there was such a form" if on.year < PUBLISHED else "still to come"
            del self.days[text]
            self.find(line, "date", f"“{text}” is {when}. Look at it again.")
            return None
        return on


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
