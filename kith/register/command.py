"""`kith import-register`: reads a return, saves it or only looks, and prints what happened for a person or a program."""

import json
import sys
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from time import monotonic
from typing import Any

import click
from django.db import transaction

from kith.foundation.dates import day_words, today
from kith.register import printing
from kith.register.actions.importing import files_of, finish_at_once
from kith.register.comparing.walk import Outcome, walk
from kith.register.models import ImportRun
from kith.register.patience import collecting_seldom
from kith.register.reading import Reading, Severity, read_return
from kith.register.reading.summary import by_severity, grouped
from kith.schemes.models import Organisation

FINE, LOOK = 0, 1
LOOKED_AT = frozenset({Severity.REFUSED_FILE, Severity.ERROR, Severity.WARNING})


@dataclass(slots=True)
class Bar:
    """Progress on a terminal's stderr, in percent; nothing where nobody watches."""

    shown: Any = None
    percent: int = 0

    def to(self, percent: int) -> None:
        if self.shown is not None and percent > self.percent:
            self.shown.update(percent - self.percent)
            self.percent = percent


@contextmanager
def _bar() -> Iterator[Bar]:
    if not sys.stderr.isatty():
        yield Bar()
        return
    with click.progressbar(length=100, label="Importing", file=sys.stderr) as shown:
        yield Bar(shown)


@collecting_seldom()
def run_import(
    *, paths: Sequence[Path], authority: str, names: Path | None, dry_run: bool, to_json: bool
) -> int:
    """Import for the named authority. Returns the exit code: 0 if there is nothing to look at, else 1."""
    began, on = monotonic(), today()
    with _bar() as bar:
        reading = read_return(
            paths,
            today=on,
            names=[names] if names else [],
            on_progress=lambda done, total, file: bar.to(50 * done // max(total, 1)),
        )
        known = Organisation.objects.filter(kind=Organisation.Kind.AUTHORITY, name__iexact=authority.strip())
        place = known.first()
        report = _told(reading, authority.strip(), place, dry_run)
        if dry_run or (reading.refused and place is None):
            report |= _looked(reading, place, bar, dry_run)
        else:
            report |= _saved(reading, authority.strip(), place, on, began, bar)
        bar.to(100)
    report["seconds"] = round(monotonic() - began, 2)
    if to_json:
        click.echo(json.dumps(report, ensure_ascii=False, default=str))
    else:
        printing.print_report(report)
    return LOOK if any(report["findings"][severity] for severity in LOOKED_AT) else FINE


def _told(reading: Reading, authority: str, place: Organisation | None, dry_run: bool) -> dict[str, Any]:
    """What can be said before anything is compared. Its order is the order of the printed object."""
    return {
        "authority": place.name if place else authority,
        "authority_is_new": place is None,
        "run": None,
        "dry_run": dry_run,
        "state": "refused" if reading.refused else "previewed" if dry_run else "saved",
        "today": reading.today.isoformat(),
        "files": files_of(reading),
        "children": {},
        "tables": {},
        "told_until": "",
        "tells": {},
        "counts": reading.counts(),
        "kinds": grouped(reading.findings),
        "findings": by_severity(reading.findings),
    }


def _looked(reading: Reading, place: Organisation | None, bar: Bar, dry_run: bool) -> dict[str, Any]:
    """A dry run, or a refusal for an authority Kith does not know: nothing at all is saved."""
    outcome = walk(reading, place, on_progress=lambda done, total: bar.to(50 + 50 * done // max(total, 1)))
    return _compared(outcome)


def _compared(outcome: Outcome) -> dict[str, Any]:
    tables = outcome.as_dict()
    return {
        "children": tables.pop("children"),
        "tables": tables,
        "told_until": day_words(outcome.scope.told_until()),
        "tells": outcome.telling.as_dict(),
    }


def _saved(
    reading: Reading, authority: str, place: Organisation | None, on: date, began: float, bar: Bar
) -> dict[str, Any]:
    """The authority if it is new, the run and everything in it, in one transaction."""
    with transaction.atomic():
        place = place or Organisation.objects.create(kind=Organisation.Kind.AUTHORITY, name=authority)
        run = ImportRun.objects.create(authority=place, on=on)
        run = finish_at_once(run=run, reading=reading, by=None, on=on, began=began, on_step=bar.to)
    tables = dict(run.tables)
    children = tables.pop("children", {})
    return {
        "run": str(run.public_id),
        "children": children,
        "tables": tables,
        "told_until": day_words(run.told_until) if run.told_until else "",
        "tells": run.tells,
    }
