"""A file of school sessions from the authority, read whole: terms ready to be saved, or every fault by line and column."""

import re
from collections.abc import Sequence
from datetime import date

from kith.outcomes.brought import LONGEST_SHOWN, Brought, Cells, table_of
from kith.outcomes.models import SchoolTerm

FIRST_YEAR = 1990
MOST_SESSIONS = 250
"""A term has about 130 half days."""
YEAR = re.compile(r"(\d{4})(?:[/-](\d{2}|\d{4}))?", re.ASCII)
BEGINS = {"autumn": (0, 9), "spring": (1, 1), "summer": (1, 4)}
"""Term → how many years after the school year’s first, and the month."""
TERMS = ("child", "year", "term", "possible", "missed")


def read_terms(content: bytes, children: dict[str, int], on: date) -> Brought:
    """School sessions: one line a child and term. `children`: the authority's id → the child, within reach."""
    brought = Brought()
    cells = table_of(content, TERMS, brought)
    if cells is None:
        return brought
    seen: dict[tuple[int, int, str], int] = {}
    for line, row in cells.table.rows:
        if any(cell.strip() for cell in row):
            _term(line, row, cells, children, seen, brought, on)
    brought.faults.sort()
    if brought.faults:
        brought.terms = []
    return brought


def _year(text: str) -> int | None:
    """2025, 2025/26 and 2025/2026; None for what is no school year, as 2025/27."""
    found = YEAR.fullmatch(text)
    if found is None:
        return None
    year = int(found[1])
    follows = found[2] is None or str(year + 1).endswith(found[2])
    return year if follows else None


def _begins(year: int, term: str) -> date:
    years, month = BEGINS[term]
    return date(year + years, month, 1)


def _term(
    line: int,
    row: Sequence[str],
    cells: Cells,
    children: dict[str, int],
    seen: dict[tuple[int, int, str], int],
    brought: Brought,
    on: date,
) -> None:
    before = len(brought.faults)
    ref, term = cells.cell(row, "child"), cells.cell(row, "term").casefold()
    numbers = {}
    for name in ("possible", "missed"):
        text = cells.cell(row, name)
        if text.isascii() and text.isdigit() and len(text) < 4 and int(text) <= MOST_SESSIONS:
            numbers[name] = int(text)
        else:
            words = f"“{text[:LONGEST_SHOWN]}” is not a number of sessions, from 0 to {MOST_SESSIONS}"
            brought.find(line, name, words)
    year = _year(cells.cell(row, "year"))
    if year is None or not FIRST_YEAR <= year <= on.year:
        words = f"“{cells.cell(row, 'year')[:LONGEST_SHOWN]}” is not a school year. Write the year in which it began"
        brought.find(line, "year", words)
    elif term in BEGINS and _begins(year, term) > on:
        brought.find(line, "term", f"{term} of the school year from {year} is still to come")
    if ref not in children:
        brought.find(line, "child", f"“{ref}” is nobody whom you may see. Write the authority’s own id")
    if term not in SchoolTerm.Term.values:
        brought.find(line, "term", f"“{term}” is not a term: write autumn, spring or summer")
    if {"possible", "missed"} <= numbers.keys() and not 0 <= numbers["missed"] <= numbers["possible"] != 0:
        brought.find(
            line, "missed", f"{numbers['missed']} of {numbers['possible']} sessions missed cannot be"
        )
    if len(brought.faults) > before:
        return
    key = (children[ref], year or 0, term)
    if key in seen:
        brought.find(line, "term", f"this child has {term} {year} already, in line {seen[key]}. Keep one")
        return
    seen[key] = line
    brought.terms.append(
        SchoolTerm(
            child_id=key[0], year=key[1], term=term, possible=numbers["possible"], missed=numbers["missed"]
        )
    )
