"""A file of school sessions from the authority, read whole: terms ready to be saved, or every fault by line and column."""

from collections.abc import Sequence

from kith.outcomes.bringing import Brought, Cells, table_of
from kith.outcomes.models import SchoolTerm

TERMS = ("child", "year", "term", "possible", "missed")


def read_terms(content: bytes, children: dict[str, int]) -> Brought:
    """School sessions: one line a child and term. `children`: the authority's id → the child, within reach."""
    brought = Brought()
    cells = table_of(content, TERMS, brought)
    if cells is None:
        return brought
    seen: dict[tuple[int, int, str], int] = {}
    for line, row in cells.table.rows:
        if any(cell.strip() for cell in row):
            _term(line, row, cells, children, seen, brought)
    brought.faults.sort()
    if brought.faults:
        brought.terms = []
    return brought


def _term(
    line: int,
    row: Sequence[str],
    cells: Cells,
    children: dict[str, int],
    seen: dict[tuple[int, int, str], int],
    brought: Brought,
) -> None:
    before = len(brought.faults)
    ref, term = cells.cell(row, "child"), cells.cell(row, "term").casefold()
    numbers = {}
    for name in ("year", "possible", "missed"):
        text = cells.cell(row, name)[:4] if name == "year" else cells.cell(row, name)
        if text.isascii() and text.isdigit():
            numbers[name] = int(text)
        else:
            brought.find(line, name, f"“{text}” is not a whole number")
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
    key = (children[ref], numbers["year"], term)
    if key in seen:
        brought.find(
            line, "term", f"this child has {term} {numbers['year']} already, in line {seen[key]}. Keep one"
        )
        return
    seen[key] = line
    brought.terms.append(
        SchoolTerm(
            child_id=key[0], year=key[1], term=term, possible=numbers["possible"], missed=numbers["missed"]
        )
    )
