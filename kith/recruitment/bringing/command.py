"""`kith import-volunteers`: brings in a scheme's own list, or only looks, and prints what happened for a person or a program."""

import json
from pathlib import Path
from typing import Any

import click

from kith.foundation.dates import count_words, now, today
from kith.foundation.errors import Cannot
from kith.foundation.forms import LARGEST_TABLE
from kith.foundation.sheets import workbook
from kith.recruitment.actions.bringing import bring_at_once
from kith.recruitment.bringing.failed import failed_sheet
from kith.recruitment.bringing.fields import BY_KEY
from kith.recruitment.models import Bringing
from kith.schemes.models import Scheme

FINE, LOOK = 0, 1
HEADS = {"error": "Left out", "warning": "Saved, to be looked at", "note": "Worth knowing"}
SHOWN = 40


def run_bringing(
    *, file: Path, scheme: str, mapping: Path | None, failed: Path | None, dry_run: bool, to_json: bool
) -> int:
    """Returns the exit code: 0 when every row was good, 1 when something is to be mended or the file was refused."""
    try:
        bringing = _brought(file, scheme, mapping, dry_run)
    except Cannot as refusal:
        report: dict[str, Any] = {
            "state": "refused",
            "scheme": scheme,
            "file": file.name,
            "said": str(refusal),
        }
        _print(report, to_json)
        return LOOK
    report = _report(bringing, dry_run)
    if failed and bringing.failed:
        failed.write_bytes(workbook([failed_sheet(bringing)], about=[("List", file.name)], at=now()))
        report["failed_rows"] = str(failed)
    _print(report, to_json)
    return LOOK if bringing.counts["wrong"] or not bringing.counts["good"] else FINE


def _brought(file: Path, scheme: str, mapping: Path | None, dry_run: bool) -> Bringing:
    named = Scheme.objects.select_related("provider").filter(name__iexact=scheme.strip())
    if len(named) != 1:
        known = ", ".join(Scheme.objects.order_by("name").values_list("name", flat=True)) or "none yet"
        raise Cannot(f"There is no one scheme called “{scheme}”. Schemes: {known}.")
    with file.open("rb") as opened:
        content = opened.read(LARGEST_TABLE + 1)
    return bring_at_once(
        scheme=named[0],
        file_name=file.name,
        content=content,
        mapping=_mapping(mapping) if mapping else None,
        invites=False,
        dry_run=dry_run,
        by=None,
        on=today(),
    )


def _mapping(path: Path) -> dict[str, str]:
    """An object of our fields, each with the title of a column: {"first_name": "Forename", …}."""
    try:
        told = json.loads(path.read_text(encoding="utf-8-sig"))
    except ValueError as broken:
        raise Cannot(f"{path.name} is not JSON. Write {{“first_name”: “Forename”, …}}.") from broken
    if not isinstance(told, dict) or not all(isinstance(title, str) for title in told.values()):
        raise Cannot(f"{path.name} must hold one object: our field, and the title of the column.")
    if unknown := sorted(set(told) - set(BY_KEY)):
        raise Cannot(f"{path.name} names “{unknown[0]}”, which is no field. Fields: {', '.join(BY_KEY)}.")
    return told


def _report(bringing: Bringing, dry_run: bool) -> dict[str, Any]:
    return {
        "state": "looked through" if dry_run else bringing.status,
        "scheme": bringing.scheme.name,
        "file": bringing.file_name,
        "dry_run": dry_run,
        "mapping": bringing.mapping,
        "counts": bringing.counts,
        "findings": bringing.findings,
    }


def _print(report: dict[str, Any], to_json: bool) -> None:
    if to_json:
        click.echo(json.dumps(report, ensure_ascii=False, default=str))
    elif report["state"] == "refused":
        click.secho(f"Nothing was saved. {report['said']}", fg="red")
    else:
        _print_words(report)


def _print_words(report: dict[str, Any]) -> None:
    counts = report["counts"]
    done = "would be brought in" if report["dry_run"] else "were brought in"
    good = count_words(counts["good"], "person", "people")
    click.secho(f"\n{report['scheme']}: {good} of {counts['rows']:,} {done}.", bold=True)
    click.echo(
        f"{counts['new']:,} new, {counts['added_to']:,} added to, {counts['as_before']:,} as before, "
        f"{counts['approved']:,} approved, {counts['checks']:,} checks, {counts['left_out']:,} have left\n"
    )
    for severity, head in HEADS.items():
        found = [finding for finding in report["findings"] if finding["severity"] == severity]
        if found:
            click.secho(head, bold=True)
        for finding in found[:SHOWN]:
            place = f"line {finding['line']}" + (f", {finding['column']}" if finding["column"] else "")
            click.echo(f"  {place}: {finding['said']} {finding['remedy']}".rstrip())
        if len(found) > SHOWN:
            click.echo(f"  and {len(found) - SHOWN:,} more")
    if report.get("failed_rows"):
        click.echo(f"\nThe rows to mend are in {report['failed_rows']}.")
