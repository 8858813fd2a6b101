"""`kith outcomes` and `kith import-outcomes`: a scheme's outcome report, and files of scores, on the terminal or as JSON."""

import json
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from kith.foundation.dates import count_words, day_words, now, today
from kith.foundation.errors import Cannot
from kith.foundation.forms import LARGEST_TABLE
from kith.schemes.models import Scheme

if TYPE_CHECKING:
    from kith.outcomes.brought import Brought

DONE, REFUSED = 0, 1


class CannotFind(Cannot):
    """There is no scheme by that name."""


def run_all(*, to_json: bool) -> int:
    """Make the report of every scheme, as the page's “Make a report” does, with a line for each as it is made."""
    from kith.outcomes.actions.reports import report_of_each
    from kith.outcomes.models import OutcomeReport

    total, made = Scheme.objects.open_on(today()).count(), []

    def say(report: OutcomeReport) -> None:
        told = sum(not section.get("refused") for section in report.sections)
        made.append({"scheme": report.scheme.name, "id": str(report.public_id), "sections": told})
        if not to_json:
            click.echo(f"{len(made)} of {total}: {report.scheme.name}, {told} sections told")

    report_of_each(by=None, at=now(), on_made=say)
    if to_json:
        click.echo(json.dumps(made, indent=2, ensure_ascii=False))
    else:
        click.echo("Let out none of them: each is let out on its page, once somebody has read it.")
    return DONE


def run_outcomes(*, scheme: str, inside: bool, to_json: bool) -> int:
    """Print what came of a scheme. Returns the exit code."""
    from kith.outcomes.report import make
    from kith.science.results import Audience

    try:
        found = _scheme(scheme)
    except CannotFind as refusal:
        return _refuse(refusal, to_json)
    figures = make(found, today(), Audience.INSIDE if inside else Audience.OUTSIDE)
    if to_json:
        click.echo(json.dumps(figures, indent=2, ensure_ascii=False))
    else:
        click.echo("\n".join(_lines(figures)))
    return DONE


def run_import(*, file: Path, scheme: str, sessions: bool, dry_run: bool, to_json: bool) -> int:
    """Bring in a file of scores, or of school sessions, as the page does: all of it, or with a fault nothing."""
    try:
        found = _scheme(scheme)
    except CannotFind as refusal:
        return _refuse(refusal, to_json)
    brought = _read(file, found, sessions)
    rows = len(brought.terms) or len(brought.sheets) + len(brought.answers)
    saved = bool(rows) and brought.is_well and not dry_run
    if saved:
        _save(brought, found, sessions)
    if to_json:
        faults = [{"line": one.line, "column": one.column, "said": one.words} for one in brought.faults]
        told = {"scheme": found.name, "file": file.name, "rows": rows, "saved": saved, "faults": faults}
        click.echo(json.dumps(told, indent=2, ensure_ascii=False))
    else:
        click.echo("\n".join(_told(brought, count_words(rows, "term" if sessions else "form"), saved)))
    return DONE if brought.is_well else REFUSED


def _read(file: Path, scheme: Scheme, sessions: bool) -> "Brought":
    from kith.matching.models import Match
    from kith.outcomes.bringing import read_file
    from kith.outcomes.school_files import read_terms

    with file.open("rb") as opened:
        content = opened.read(LARGEST_TABLE + 1)
    matches = list(Match.objects.filter(scheme=scheme).with_people())
    if sessions:
        children = {match.child.authority_ref: match.child_id for match in matches}
        return read_terms(content, {ref: child for ref, child in children.items() if ref}, today())
    return read_file(content, scheme, matches, today())


def _save(brought: "Brought", scheme: Scheme, sessions: bool) -> None:
    from kith.outcomes.actions.bringing import bring_scores, bring_terms

    (bring_terms if sessions else bring_scores)(brought=brought, scheme=scheme, by=None, on=today())


def _told(brought: "Brought", rows: str, saved: bool) -> Iterator[str]:
    if brought.is_well:
        yield f"{rows} saved." if saved else f"{rows} can be saved. Nothing was saved yet."
        return
    yield f"{count_words(len(brought.faults), 'fault')} in the file. Nothing was saved."
    yield from (f"  {fault}" for fault in brought.faults)


def _refuse(refusal: CannotFind, to_json: bool) -> int:
    if to_json:
        click.echo(json.dumps({"refused": str(refusal)}, ensure_ascii=False))
    click.echo(str(refusal), err=True)
    return REFUSED


def _scheme(name: str) -> Scheme:
    found = Scheme.objects.filter(name__iexact=name.strip()).select_related("provider").first()
    if found is None:
        known = ", ".join(f"“{scheme}”" for scheme in Scheme.objects.order_by("name")) or "none yet"
        raise CannotFind(f"There is no scheme called “{name}”. The schemes are: {known}.")
    return found


def _lines(figures: dict[str, Any]) -> Iterator[str]:
    from kith.outcomes.analyses.section import printable

    yield f"{figures['scheme']}, {figures['provider']}, as of {day_words(today())}"
    yield figures["burden"]["sentence"]
    if figures["withheld"]:
        yield f"\n{figures['withheld']}"
    for section in map(printable, figures["sections"]):
        yield f"\n{section['title']}"
        if section.get("refused"):
            yield f"  {section['refused']}"
            continue
        lines = section["lines"]
        yield from (f"  {line}" for line in [lines["says"], *lines["beside"], lines["small_print"]])
