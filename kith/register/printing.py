"""The report of an import as text for a terminal: what was read, what changes, what to mend, what it tells."""

from collections.abc import Iterable, Sequence
from typing import Any

import click

from kith.foundation.dates import count_words
from kith.register.presenters.imports import TABLE_NAMES, told
from kith.register.presenters.mending import places_words

SHOWN_KINDS = 15
TINTS = {"refused file": "red", "error": "red", "warning": "yellow", "note": "cyan"}
HEADS = {
    "refused file": "Refused",
    "error": "Left out",
    "warning": "To look at",
    "note": "Worth knowing",
}


def print_report(report: dict[str, Any]) -> None:
    """Everything a person needs to decide what to do next."""
    _headline(report)
    _files(report["files"])
    if report["state"] != "refused":
        _changes(report)
    _kinds(report["kinds"])
    if report["state"] != "refused":
        _tells(report)
    _next_step(report)


def _headline(report: dict[str, Any]) -> None:
    children = report["children"]
    if report["state"] == "refused":
        words = "The return was refused. Nothing of it was saved."
    else:
        ready = f"{children['total']:,} of {count_words(children['seen'], 'child', 'children')}"
        done = "would be saved" if report["dry_run"] else "were saved"
        words = f"{report['authority']}: {ready} {done}."
    click.secho(f"\n{words}", bold=True)
    click.echo(f"{count_words(len(report['files']), 'file')}, {report['seconds']} seconds\n")


def _table(heads: Sequence[str], rows: Iterable[Sequence[Any]]) -> None:
    """Columns side by side: texts to the left, numbers to the right."""
    printed = [[f"{cell:,}" if isinstance(cell, int) else str(cell) for cell in row] for row in rows]
    widths = [max(len(cell) for cell in column) for column in zip(heads, *printed, strict=True)]
    click.secho("  ".join(head.ljust(width) for head, width in zip(heads, widths, strict=True)), dim=True)
    for row in printed:
        cells = [
            cell.rjust(width) if cell.replace(",", "").isdigit() else cell.ljust(width)
            for cell, width in zip(row, widths, strict=True)
        ]
        click.echo("  ".join(cells).rstrip())
    click.echo()


def _files(files: list[dict[str, Any]]) -> None:
    _table(
        ("File", "Read as", "Year to March", "Rows", "Kept", "Refused"),
        [
            (
                file["name"],
                file["table"] or "not read",
                str(file["year"] or ""),
                file["rows"],
                file["kept"],
                file["refused"],
            )
            for file in files
        ],
    )


def _changes(report: dict[str, Any]) -> None:
    children = report["children"]
    rows = [
        (
            "Children",
            children["total"],
            children["new"],
            children["changed"],
            children["unchanged"],
            children["absent"],
        )
    ]
    rows += [
        (TABLE_NAMES[name], table["rows"], table["new"], table["changed"], table["same"], 0)
        for name, table in report["tables"].items()
        if name in TABLE_NAMES and table.get("rows")
    ]
    _table(("What changes", "Rows", "New", "Changed", "Same", "Gone quiet"), rows)


def _kinds(kinds: list[dict[str, Any]]) -> None:
    for severity, head in HEADS.items():
        found = [kind for kind in kinds if kind["severity"] == severity]
        if found:
            click.secho(head, fg=TINTS[severity], bold=True)
        for kind in found[:SHOWN_KINDS]:
            click.echo(f"  {kind['headline']}")
            click.secho(f"    {places_words(kind)}: {kind['said']} {kind['done']}", dim=True)
        if len(found) > SHOWN_KINDS:
            click.echo(f"  and {len(found) - SHOWN_KINDS} more kinds")
    if kinds:
        click.echo()


def _tells(report: dict[str, Any]) -> None:
    click.secho("What it tells you", bold=True)
    click.echo(f"  {report['tells']['looked_after']['count']:>6,}  children looked after today, of whom")
    for tell in told(report["tells"], told_until=report["told_until"]):
        click.echo(f"  {tell.number:>6}  {tell.words} ({tell.out_of})")
    click.echo()


def _next_step(report: dict[str, Any]) -> None:
    if report["state"] == "refused":
        click.echo("Mend what was refused, then run the same command again.")
    elif report["dry_run"]:
        click.echo("Nothing was saved. To save it, run the same command without --dry-run.")
    else:
        click.echo("Saved. Every finding can be read on the page of this import, under Import.")
