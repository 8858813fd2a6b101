"""Values ready to print: the report of an import, the register's list, a child's time in care, coverage."""

from collections.abc import Mapping
from typing import Any

from kith.foundation.dates import count_words

TABLE_NAMES = {
    "episodes": "Placements",
    "reviews": "Reviews",
    "measures": "SDQ scores and health",
    "leavers": "Care leavers",
    "absences": "Times missing",
    "people": "Workers and carers",
}
LINES_SHOWN = 3
NOBODY_NAMED = "the whole file"


def places_words(kind: Mapping[str, Any]) -> str:
    """Where a kind of finding was met first: header.csv, lines 17, 88, 203 …"""
    places = kind["places"]
    file = places[0]["file"]
    column = f", column {places[0]['column']}" if places[0]["column"] else ""
    lines = [f"{place['line']:,}" for place in places if place["file"] == file and place["line"]]
    shown = lines[:LINES_SHOWN]
    more = " …" if kind["count"] > len(shown) and shown else ""
    if not shown:
        others = kind["count"] - 1
        return f"{file} and {count_words(others, 'other')}" if others else f"{file}{column}"
    return f"{file}{column}, {'line' if len(shown) == 1 and not more else 'lines'} {', '.join(shown)}{more}"


TELL_WORDS = {
    "could_be_offered": (
        "child aged 8 or over could be offered somebody",
        "children aged 8 or over could be offered somebody",
    ),
}


def tell_words(tells: Mapping[str, Mapping[str, int]]) -> list[tuple[str, str]]:
    return [
        (f"{tell['count']:,}", f"{key.replace('_', ' ')} (of {tell['of']:,})") for key, tell in tells.items()
    ]
