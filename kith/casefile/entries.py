"""One line of a story, whatever room it comes from."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from kith.foundation.dates import day_words, short_day

STRANDS = {
    "meetings": "Meetings",
    "talks": "Talks",
    "agreements": "Agreements",
    "ending": "Ending",
    "path": "On the way here",
}


@dataclass(frozen=True)
class Entry:
    """Something that happened or will: `kind` is ahead, turn (a turning point), care (something went wrong) or empty."""

    on: date
    what: str
    strand: str
    more: str = ""
    url: str = ""
    kind: str = ""
    place: int = 0  # breaks ties within a day: later things higher

    def printed(self, today: date) -> dict[str, str]:
        same_year = abs((self.on - today).days) < 300
        day = short_day(self.on) if same_year else day_words(self.on)
        return {"day": day, "what": self.what, "more": self.more, "url": self.url, "kind": self.kind}


def told(entries: Iterable[Entry], *, strand: str, today: date) -> list[dict[str, str]]:
    """A story newest first, of one strand or of all."""
    chosen = [entry for entry in entries if not strand or entry.strand == strand]
    chosen.sort(key=lambda entry: (entry.on, entry.place), reverse=True)
    return [entry.printed(today) for entry in chosen]


def chips(entries: list[Entry], *, path: str, strand: str) -> list[tuple[str, str, bool]]:
    """The filter: only strands that have something in them."""
    present = {entry.strand for entry in entries}
    shown = [("Everything", path, not strand)]
    return shown + [
        (words, f"{path}?strand={key}", strand == key) for key, words in STRANDS.items() if key in present
    ]
