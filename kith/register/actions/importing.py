"""Importing a return: read to look at, then saved as one deed or thrown away. Never half of it, never deleting anybody."""

from collections.abc import Callable, Iterable, Sequence
from datetime import date
from pathlib import Path
from time import monotonic
from typing import Any

from django.core.files.uploadedfile import UploadedFile
from django.db import transaction

from kith.access.models import User
from kith.audit import actions as audit
from kith.audit.events import Kind
from kith.foundation.dates import now
from kith.foundation.errors import Cannot
from kith.people.models import Child
from kith.register.actions import keeping
from kith.register.actions.pouring import pour
from kith.register.actions.writing import write_changes
from kith.register.comparing.walk import Compared, Outcome, walk
from kith.register.models import ImportFinding, ImportRun
from kith.register.patience import collecting_seldom, make_room
from kith.register.reading import Reading, read_return
from kith.register.reading.summary import grouped
from kith.schemes.models import Organisation

OnStep = Callable[[int], None]
"""Told how far the work has come, in percent."""

READING_ENDS_AT = 60
AT_A_TIME = 500
FINDING = ("run", "severity", "code", "file", "line", "column", "child_ref", "said", "done", "remedy")


class CannotImport(Cannot):
    """The return cannot be taken as asked."""


@transaction.atomic
def receive(
    *,
    authority: Organisation,
    files: Iterable[UploadedFile],
    names: UploadedFile | None = None,
    by: User,
    on: date,
) -> ImportRun:
    """Keep the files of a return until they have been read and looked at."""
    if ImportRun.objects.at_work().filter(authority=authority).exists():
        raise CannotImport(
            "Another return of this authority is being read or saved. Wait until it is done, then send this one."
        )
    run = ImportRun.objects.create(authority=authority, on=on, created_by=by)
    keeping.keep(run, files, names)
    return run


@collecting_seldom()
def preview(*, run: ImportRun, by: User | None, on: date, on_step: OnStep | None = None) -> ImportRun:
    """Read the files and say what saving would change, what is wrong in them and what they tell. Saves nothing else."""
    began = monotonic()
    reading = _read(run, on, on_step)
    outcome = (
        None
        if reading.refused
        else walk(reading, run.authority, on_progress=_steps(on_step, READING_ENDS_AT))
    )
    with transaction.atomic():
        _note(run, reading, outcome, seconds=monotonic() - began)
        if outcome is None:
            return _refuse(run, by, on)
        run.move("preview", by=by, on=on)
        audit.record(Kind.REGISTER_PREVIEWED, about=run, by=by, on=on, **_counts(run))
    return run


def note_progress(*, run: ImportRun, percent: int) -> None:
    """How far the reading has come, for whoever watches."""
    ImportRun.objects.filter(pk=run.pk).update(progress=percent)


@transaction.atomic
def start_saving(*, run: ImportRun, by: User, on: date) -> ImportRun:
    """Somebody has looked and says: save it. Only one of two clicks gets through."""
    run.move("begin saving", by=by, on=on)
    _keep(run, progress=0, fault="")
    return run


@collecting_seldom()
@transaction.atomic
def save(*, run: ImportRun, by: User | None, on: date, on_step: OnStep | None = None) -> ImportRun:
    """Write everything the files tell, in one transaction; the files are read again, so nothing half-remembered is saved."""
    reading = _read(run, on, on_step)
    if reading.refused:
        _note(run, reading, None, seconds=run.seconds)
        return _refuse(run, by, on)
    return _write(run, reading, by=by, on=on, on_step=on_step)


@collecting_seldom()
@transaction.atomic
def import_return(
    *,
    paths: Sequence[Path],
    authority: Organisation,
    by: User | None,
    on: date,
    names: Sequence[Path] = (),
) -> ImportRun:
    """Read a return and save it at once, without a look between; where a file is refused, nothing is saved but that."""
    began = monotonic()
    reading = read_return(paths, today=on, names=names)
    run = ImportRun.objects.create(authority=authority, on=on, created_by=by)
    return finish_at_once(run=run, reading=reading, by=by, on=on, began=began)


@transaction.atomic
def finish_at_once(
    *,
    run: ImportRun,
    reading: Reading,
    by: User | None,
    on: date,
    began: float,
    on_step: OnStep | None = None,
) -> ImportRun:
    """From what was read straight to saved, or to refused."""
    if reading.refused:
        _note(run, reading, None, seconds=monotonic() - began)
        return _refuse(run, by, on)
    run.move("preview", by=by, on=on)
    run.move("begin saving", by=by, on=on)
    run = _write(run, reading, by=by, on=on, on_step=on_step)
    _keep(run, seconds=round(monotonic() - began, 2))
    return run


@transaction.atomic
def throw_away(*, run: ImportRun, by: User | None, on: date) -> ImportRun:
    """Nothing of it is wanted: the files go, what was found stays to be looked at."""
    run.move("throw away", by=by, on=on)
    audit.record(Kind.REGISTER_THROWN_AWAY, about=run, by=by, on=on)
    transaction.on_commit(lambda: keeping.remove(run))
    return run


@transaction.atomic
def fail(*, run: ImportRun, fault: str, by: User | None, on: date) -> ImportRun:
    """A fault in Kith stopped it. Reading is over; a saving left nothing behind and may be tried again."""
    _keep(run, fault=fault[:200], progress=0)
    run.move("give back" if run.status == "saving" else "fail", by=by, on=on)
    return run


def _read(run: ImportRun, on: date, on_step: OnStep | None) -> Reading:
    paths, names = keeping.kept(run)

    def on_bytes(done: int, total: int, file: str) -> None:
        if on_step is not None:
            on_step(READING_ENDS_AT * done // max(total, 1))

    return read_return(paths, today=on, names=names, on_progress=on_bytes)


def _steps(on_step: OnStep | None, begin: int) -> Callable[[int, int], None]:
    def on_children(done: int, total: int) -> None:
        if on_step is not None:
            on_step(begin + (100 - begin) * done // max(total, 1))

    return on_children


def _write(
    run: ImportRun, reading: Reading, *, by: User | None, on: date, on_step: OnStep | None
) -> ImportRun:
    Organisation.objects.select_for_update().get(pk=run.authority_id)  # one import of an authority at a time
    run.on = on

    def write(compared: list[Compared]) -> None:
        write_changes(compared, run)

    make_room()
    outcome = walk(reading, run.authority, write=write, on_progress=_steps(on_step, READING_ENDS_AT))
    _mark_absent(outcome.newly_absent)
    _note(run, reading, outcome, seconds=run.seconds)
    _keep(run, saved_at=now())
    run.move("save", by=by, on=on)
    audit.record(Kind.REGISTER_IMPORTED, about=run, by=by, on=on, **_counts(run))
    transaction.on_commit(lambda: keeping.remove(run))
    return run


def _mark_absent(children: list[int]) -> None:
    for place in range(0, len(children), AT_A_TIME):
        some = children[place : place + AT_A_TIME]
        Child.objects.filter(pk__in=some).update(in_latest_import=False)


def _refuse(run: ImportRun, by: User | None, on: date) -> ImportRun:
    run.move("refuse", by=by, on=on)
    audit.record(
        Kind.REGISTER_REFUSED, about=run, by=by, on=on, kinds=[kind["code"] for kind in run.kinds][:20]
    )
    transaction.on_commit(lambda: keeping.remove(run))
    return run


def _note(run: ImportRun, reading: Reading, outcome: Outcome | None, *, seconds: float) -> None:
    """What was read, found and would change, on the run itself; findings of an earlier reading of it give way."""
    ImportFinding.objects.filter(run=run).delete()
    rows = [
        (
            run.pk,
            found.severity.value,
            found.code,
            found.file[-200:],
            found.line,
            (found.column or "")[:80],
            (found.child or "")[:40],
            found.said[:400],
            found.done[:200],
            found.remedy[:300],
        )
        for found in reading.findings
    ]
    pour(ImportFinding, FINDING, rows)
    _keep(
        run,
        read_at=now(),
        seconds=round(seconds, 2),
        progress=100,
        files=files_of(reading),
        kinds=grouped(reading.findings),
        year=outcome.scope.newest if outcome else None,
        told_until=outcome.scope.told_until() if outcome else None,
        tables=outcome.as_dict() if outcome else {},
        tells=outcome.telling.as_dict() if outcome else {},
    )


def files_of(reading: Reading) -> list[dict[str, Any]]:
    return [
        {
            "name": entry.name,
            "table": entry.table,
            "recognised_as": entry.recognised_as,
            "year": entry.year,
            "rows": entry.rows_read,
            "kept": entry.rows_kept,
            "refused": entry.rows_refused,
            "left_out": entry.rows_left_out,
            "sha256": entry.sha256,
            "encoding": entry.encoding,
        }
        for entry in reading.files
    ]


def _counts(run: ImportRun) -> dict[str, Any]:
    """Counts for the audit, no names."""
    return {"year": run.year, "findings": run.findings.count(), "tables": run.tables}


def _keep(run: ImportRun, **columns: Any) -> None:
    for name, value in columns.items():
        setattr(run, name, value)
    run.save(update_fields=list(columns))
