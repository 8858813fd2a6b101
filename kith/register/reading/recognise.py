"""Which table a line of column names belongs to."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from kith.register.reading.schema import COMMON, Column, Table


@dataclass(frozen=True, slots=True)
class Layout:
    """Where a table's columns stand in one file. `year_at` is the place of a column YEAR, `extra` is what is not read."""

    table: Table
    places: dict[str, int]
    titles: dict[str, str]
    width: int
    width_with_blanks: int
    year_at: int | None
    extra: tuple[str, ...]
    absent: tuple[str, ...]
    twice: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Near:
    """The table a file comes nearest to, what it lacks, and whether it is likely meant to be that table."""

    table: Table
    missing: tuple[str, ...]
    close: bool


def tidy(title: str) -> str:
    """A title as it is compared: letters and digits only, in small letters."""
    return "".join(letter for letter in title.casefold() if letter.isalnum())


def recognise(titles: Sequence[str], tables: Iterable[Table]) -> Layout | None:
    """The table whose needed columns are all there; of several the one with most of its columns."""
    tidied = [tidy(title) for title in titles]
    if not any(tidied):
        return None
    best: Layout | None = None
    for table in tables:
        places = _places(table, tidied)
        if any(name not in places for name in table.needed):
            continue
        if table.any_of and not any(name in places for name in table.any_of):
            continue
        if best is None or len(places) > len(best.places):
            best = _layout(table, places, titles, tidied)
    return best


def nearest(titles: Sequence[str], tables: Iterable[Table]) -> Near:
    """The table of which most is there. It is close when half of what tells it from others is."""
    tidied = [tidy(title) for title in titles]
    best: tuple[float, int, Table, dict[str, int]] | None = None
    for table in tables:
        places = _places(table, tidied)
        there = sum(name in places for name in table.needed) + any(name in places for name in table.any_of)
        share = there / (len(table.needed) + bool(table.any_of))
        if best is None or (share, len(places)) > best[:2]:
            best = (share, len(places), table, places)
    if best is None:
        raise ValueError("There must be a table to compare with.")
    _, _, table, places = best
    telling = [column.name for column in table.columns if column.name not in COMMON]
    telling_needed = [name for name in telling if name in table.needed]
    told = [name for name in telling if name in places]
    half = sum(name in places for name in telling_needed) * 2 >= len(telling_needed)
    missing = tuple(name for name in table.needed if name not in places)
    if not missing and table.any_of:
        missing = (" or ".join(table.any_of),)
    return Near(table, missing, close=bool(told) and (len(told) >= 2 or half))


def _places(table: Table, tidied: Sequence[str]) -> dict[str, int]:
    places: dict[str, int] = {}
    for column in table.columns:
        for place, title in enumerate(tidied):
            if title and place not in places.values() and _fits(table, column, title):
                places[column.name] = place
                break
    return places


def _fits(table: Table, column: Column, title: str) -> bool:
    if title == tidy(column.name) or title in column.titles:
        return True
    return table.by_beginning and any(
        title.startswith(beginning) for beginning in column.titles if len(beginning) > 7
    )


def _layout(table: Table, places: dict[str, int], titles: Sequence[str], tidied: Sequence[str]) -> Layout:
    taken = set(places.values())
    year_at = next(
        (place for place, title in enumerate(tidied) if title == "year" and place not in taken), None
    )
    extra = tuple(
        _short(titles[place])
        for place, title in enumerate(tidied)
        if title and place not in taken and place != year_at
    )
    return Layout(
        table=table,
        places=places,
        titles={name: _short(titles[place]) for name, place in places.items()},
        width=_width(tidied),
        width_with_blanks=len(tidied),
        year_at=year_at,
        extra=extra,
        absent=tuple(column.name for column in table.columns if column.name not in places),
        twice=tuple(titles[place].strip() for place in sorted(taken) if tidied.count(tidied[place]) > 1),
    )


def _short(title: str) -> str:
    title = " ".join(title.split())
    return title if len(title) <= 60 else f"{title[:59]}…"


def _width(tidied: Sequence[str]) -> int:
    """How many columns the file has; blank titles at its end are no columns."""
    width = len(tidied)
    while width and not tidied[width - 1]:
        width -= 1
    return width
