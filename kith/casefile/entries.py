"""One line of a story, whatever room it comes from, and the story itself: newest first, the past folded by year."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date
from itertools import groupby

STRANDS = {
    "meetings": "Meetings",
    "talks": "Talks",
    "agreements": "Agreements",
    "checks": "Checks",
    "ending": "Ending",
    "path": "On the way here",
}
SHOWN_AT_ONCE = 24
WORTH_FOLDING = 6
SAME_YEAR = 300


@dataclass(frozen=True)
class Entry:
    """Something that happened or will: `kind` is ahead, turn (a turning point), care (something went wrong) or empty."""

    on: date
    what: str
    strand: str
    more: str = ""
    url: str = ""
    kind: str = ""
    rank: int = 0  # within a day: what begins a story is lowest, what follows from the rest highest
    place: int = 0  # and within a rank: later things higher

    @property
    def order(self) -> tuple[date, bool, int, int]:
        return (self.on, self.kind == "ahead", self.rank, self.place)

    def printed(self, today: date, *, folded: bool = False) -> dict[str, str]:
        """`folded`: the year stands above it already."""
        day = f"{self.on.day} {self.on:%b}"
        if not folded and abs((self.on - today).days) >= SAME_YEAR:
            day += f" {self.on.year}"
        return {"day": day, "what": self.what, "more": self.more, "url": self.url, "kind": self.kind}


@dataclass(frozen=True)
class Story:
    """What is shown at once, and what came before, year by year."""

    shown: list[dict[str, str]] = field(default_factory=list)
    earlier: list[tuple[str, list[dict[str, str]]]] = field(default_factory=list)

    def __bool__(self) -> bool:
        return bool(self.shown)


def told(entries: Iterable[Entry], *, strand: str, today: date) -> Story:
    """A story newest first, of one strand or of all. A long one shows its latest part; earlier years are folded."""
    chosen = [entry for entry in entries if not strand or entry.strand == strand]
    chosen.sort(key=lambda entry: entry.order, reverse=True)
    at_once = _at_once(chosen)
    years = groupby(chosen[at_once:], key=lambda entry: entry.on.year)
    return Story(
        [entry.printed(today) for entry in chosen[:at_once]],
        [_folded(year, list(of_year), today, chosen[at_once - 1]) for year, of_year in years],
    )


def _at_once(entries: list[Entry]) -> int:
    """How many are shown: what is left of a year, or of the story, is not worth a fold when it is little."""
    if len(entries) <= SHOWN_AT_ONCE + WORTH_FOLDING:
        return len(entries)
    year = entries[SHOWN_AT_ONCE - 1].on.year
    left_of_it = sum(entry.on.year == year for entry in entries[SHOWN_AT_ONCE:])
    return SHOWN_AT_ONCE + (left_of_it if left_of_it <= WORTH_FOLDING else 0)


def _folded(
    year: int, entries: list[Entry], today: date, last_shown: Entry
) -> tuple[str, list[dict[str, str]]]:
    began_above = last_shown.on.year == year
    count = f"{len(entries)} thing{'' if len(entries) == 1 else 's'}"
    words = f"Earlier in {year}, {count}" if began_above else f"{year}, {count}"
    return words, [entry.printed(today, folded=True) for entry in entries]


def chips(entries: list[Entry], *, path: str, strand: str) -> list[tuple[str, str, bool]]:
    """The filter: only strands that have something in them."""
    present = {entry.strand for entry in entries}
    shown = [("Everything", path, not strand)]
    return shown + [
        (words, f"{path}?strand={key}", strand == key) for key, words in STRANDS.items() if key in present
    ]


def strand_of(asked: str) -> str:
    """The strand that an address asks for; anything else is everything."""
    return asked if asked in STRANDS else ""
