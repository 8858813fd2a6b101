"""`kith report`: the commissioner's figures on the terminal, as JSON or as files, made by the same deed as on the page."""

import json
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

import click
from django.utils.text import slugify

from kith.foundation.dates import day_words, now, today
from kith.foundation.errors import Cannot
from kith.reporting import actions
from kith.reporting.models import Run
from kith.reporting.paper import paper
from kith.reporting.quarters import Span, span_from
from kith.reporting.report import Grid, Report
from kith.reporting.spreadsheet import spreadsheet
from kith.schemes.models import Contract, Scheme

DONE, REFUSED = 0, 1


class CannotReport(Cannot):
    """There is nothing to report on by that name."""


@dataclass(frozen=True)
class Made:
    """A run, and where its files were written."""

    run: Run
    files: tuple[Path, ...] = ()

    def as_plain(self) -> dict[str, Any]:
        run = self.run
        return {
            "id": str(run.public_id),
            "from": run.from_day,
            "until": run.until_day,
            "made_at": run.made_at,
            "digest": run.digest,
            "files": [str(path) for path in self.files],
            **run.figures,
        }


def run_report(*, scheme: str, span: tuple[date | None, date | None], out: Path | None, to_json: bool) -> int:
    """Make the report of every contract of a scheme for some days, and print it. Returns the exit code."""
    try:
        days = _days(span)
        made = [_make(contract, days, out) for contract in _contracts(scheme, days)]
    except Cannot as refusal:
        if to_json:
            click.echo(json.dumps({"refused": str(refusal)}, ensure_ascii=False))
        click.echo(str(refusal), err=True)
        return REFUSED
    if to_json:
        told = {"scheme": scheme, "reports": [one.as_plain() for one in made]}
        click.echo(json.dumps(told, indent=2, ensure_ascii=False, default=str))
    else:
        for one in made:
            click.echo("\n".join(_page(one)))
    return DONE


def _days(span: tuple[date | None, date | None]) -> Span:
    try:
        return span_from(*span, today())
    except ValueError as wrong:
        raise CannotReport("The last day comes after the first. Change --from or --until.") from wrong


def _contracts(name: str, span: Span) -> list[Contract]:
    """The contracts of the scheme that hold on some of the days; a name in different capitals will do."""
    schemes = list(Scheme.objects.filter(name__iexact=name.strip()))
    if not schemes:
        known = ", ".join(f"“{scheme}”" for scheme in Scheme.objects.order_by("name")) or "none yet"
        raise CannotReport(f"There is no scheme called “{name}”. The schemes are: {known}.")
    rows = Contract.objects.filter(scheme__in=schemes, from_day__lte=span.until_day).exclude(
        until_day__lt=span.from_day
    )
    contracts = list(
        rows.select_related("scheme__provider", "commissioner").order_by("commissioner__name", "pk")
    )
    if not contracts:
        raise CannotReport(
            f"Nobody pays for {schemes[0]} from {day_words(span.from_day)} to {day_words(span.until_day)}, so there "
            "is nobody to report to."
        )
    return contracts


def _make(contract: Contract, span: Span, out: Path | None) -> Made:
    run = actions.make_report(
        contract=contract, from_day=span.from_day, until_day=span.until_day, by=None, at=now()
    )
    return Made(run, _write(run, out) if out else ())


def _write(run: Run, out: Path) -> tuple[Path, ...]:
    """report.xlsx and report.pdf; of a scheme with several commissioners each in a folder of its own."""
    alone = Contract.objects.filter(scheme=run.contract.scheme).values("commissioner").distinct().count() == 1
    folder = out if alone else out / slugify(run.contract.commissioner.name)
    folder.mkdir(parents=True, exist_ok=True)
    files = folder / "report.xlsx", folder / "report.pdf"
    for path, content in zip(files, (spreadsheet(run), paper(run)), strict=True):
        path.write_bytes(content)
    return files


def _page(made: Made) -> Iterator[str]:
    """The report as lines of text."""
    run, report = made.run, made.run.report
    yield f"\n{report.of['scheme']}, {run.span.words}, for {report.of['commissioner']}"
    yield from _figures(report)
    yield "\nc is a small number, or one that would give a small number away. Numbers are rounded."
    yield f"Counted by {run.definition}. Seal {run.digest[:16]}. Not released: release it on its page."
    yield from (f"Written: {path}" for path in made.files)


def _figures(report: Report) -> Iterator[str]:
    width = max(len(figure.name) for figure in report.figures()) + 2
    for section in report.sections:
        yield f"\n{section.title}"
        for figure in section.figures:
            yield f"  {figure.name:<{width}}{figure.shown.text:>10}"
        for grid in section.grids:
            yield from _grid(grid)


def _grid(grid: Grid) -> Iterator[str]:
    width = max(len(name) for name in (grid.title, *(line.name for line in grid.lines))) + 2
    if grid.is_withheld:
        yield f"  {grid.title}: too few to be told apart"
        return
    yield f"  {grid.title:<{width}}" + "".join(f"{column:>26}" for column in grid.columns)
    for line in grid.lines:
        yield f"  {line.name:<{width}}" + "".join(f"{cell.text:>26}" for cell in line.cells)
