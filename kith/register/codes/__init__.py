"""The code lists of the children-looked-after return, as data (`ssda903.json`) with a loader.

A code never goes away: `to` is the last return it may appear in, so that an old file still reads. A year always names
a return by its end: 2026 is the return for 1 April 2025 to 31 March 2026.
"""

import json
import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from types import MappingProxyType


@dataclass(frozen=True, slots=True)
class Code:
    """One code of one list. `label_known` is false where the code is valid but its meaning is not ours to tell."""

    code: str
    label: str
    first_year: int | None = None
    last_year: int | None = None
    label_known: bool = True

    def in_use(self, year: int | None) -> bool:
        """May this code appear in the return of that year? An unknown year is no reason to say no."""
        if year is None:
            return True
        return (self.first_year or year) <= year <= (self.last_year or year)


@dataclass(frozen=True, slots=True)
class CodeList:
    """A list: its codes, other spellings that mean the same, and what a code not yet in the list may look like."""

    name: str
    title: str
    codes: Mapping[str, Code]
    same_as: Mapping[str, str]
    plausible: re.Pattern[str] | None

    def looks_plausible(self, code: str) -> bool:
        """Is it no code we know, but written like the ones that are still being added?"""
        return code not in self.codes and self.plausible is not None and bool(self.plausible.fullmatch(code))


@cache
def code_lists() -> Mapping[str, CodeList]:
    """Every list, by the name of the column that uses it."""
    content = json.loads(Path(__file__).with_name("ssda903.json").read_text(encoding="utf-8"))
    return MappingProxyType({name: _read(name, entry) for name, entry in content["lists"].items()})


def code_list(name: str) -> CodeList:
    """One list. Raises KeyError for a name that is not a list: that is a mistake in the program, not in a file."""
    return code_lists()[name]


def label(name: str, code: str) -> str:
    """What a code means, in plain words; a code we do not know is shown as it is."""
    entry = code_list(name).codes.get(code)
    return entry.label if entry else code


def known(name: str, code: str, *, year: int | None = None) -> bool:
    """Is the code in the list and, where a year is given, in use in that year's return?"""
    entry = code_list(name).codes.get(code)
    return entry is not None and entry.in_use(year)


def _read(name: str, entry: dict) -> CodeList:
    codes = {
        row["code"]: Code(
            row["code"], row["label"], row.get("from"), row.get("to"), row.get("label_known", True)
        )
        for row in entry["codes"]
    }
    plausible = entry.get("plausible")
    return CodeList(
        name=name,
        title=entry["title"],
        codes=MappingProxyType(codes),
        same_as=MappingProxyType(entry.get("same_as", {})),
        plausible=re.compile(plausible) if plausible else None,
    )
