"""One line of the desk, lines of a kind, and the small words they are made of."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from kith.foundation.dates import count_words
from kith.meetings.words import number_words

NOW, SOON, CALM = "now", "soon", "calm"
TITLES = {NOW: "Now", SOON: "Soon", CALM: "When there is time"}


@dataclass(frozen=True)
class Need:
    """One thing that needs somebody: what, why it is here, and the next step in one click."""

    what: str
    why: str
    action: str
    url: str
    how_soon: str = CALM


@dataclass(frozen=True)
class Lines:
    """Lines of which there may be thousands, worst first: only those that are shown are fetched and written out."""

    rows: Sequence[Any]
    write: Callable[[Sequence[Any]], Iterable[Need]]

    def __iter__(self) -> Iterator[Need]:
        return iter(self.write(self.rows))


def all_of(needs: Iterable[Need]) -> Lines:
    """Lines that are written out already: there are few."""
    return Lines(list(needs), list)


@dataclass(frozen=True)
class Group:
    """Lines of one kind, worst first; `more` of them are not shown until somebody asks."""

    key: str
    needs: list[Need]
    more: int = 0


@dataclass(frozen=True)
class Section:
    """All that is equally soon."""

    key: str
    groups: list[Group]

    @property
    def title(self) -> str:
        return TITLES[self.key]

    @property
    def count(self) -> int:
        return sum(len(group.needs) + group.more for group in self.groups)


def some(count: int, noun: str, plural: str = "") -> str:
    """Two referrals, 14 referrals: a number as the beginning of a sentence."""
    words = count_words(count, noun, plural or None)
    said = words.replace(f"{count:,}", number_words(count), 1)
    return said[:1].upper() + said[1:]


def lower(words: str) -> str:
    """As it stands inside a sentence; DBS stays DBS."""
    return words if words[:2].isupper() else words[:1].lower() + words[1:]


def quoted(words: str) -> str:
    """What somebody said, on one line, not longer than a line or two."""
    plain = " ".join(words.split())
    if len(plain) > 160:
        plain = plain[:160].rsplit(" ", 1)[0] + " …"
    return f"“{plain}”" if plain else ""
