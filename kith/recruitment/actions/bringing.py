"""A file of volunteers comes in, its columns are named, it is looked through, and saved whole or thrown away.

Looking through does everything that saving does and takes it back, so that a preview cannot promise something else.
"""

import json
from datetime import date, datetime, timedelta
from typing import Any

from django.db import transaction

from kith.access.models import User
from kith.audit import actions as audit
from kith.audit.events import Kind
from kith.foundation.dates import LONDON
from kith.recruitment.actions.bringing_rows import Outcome, bring_rows
from kith.recruitment.bringing.findings import ERROR
from kith.recruitment.bringing.mapping import guess, lacking, recognised, to_remember
from kith.recruitment.bringing.table import FileTable, read_table
from kith.recruitment.models import Bringing, ColumnMapping
from kith.recruitment.refusals import CannotBring
from kith.recruitment.states import BringingStatus
from kith.schemes.models import Scheme

SHOWN_ROWS = 12
KEPT_FOR, TO_MEND_FOR = timedelta(days=14), timedelta(days=30)
MOST_FINDINGS = 2_000


def remembered(scheme: Scheme) -> dict[str, str]:
    """What the titles of columns meant last time."""
    found = ColumnMapping.objects.filter(scheme=scheme).first()
    return dict(found.titles) if found else {}


@transaction.atomic
def receive(*, scheme: Scheme, file_name: str, content: bytes, by: User | None, on: date) -> Bringing:
    """Take a file in and guess its columns. A file that is no list is refused, and nothing is kept of it."""
    if scheme.closed_on and scheme.closed_on <= on:
        raise CannotBring(f"{scheme} takes no new volunteers any more.", "scheme")
    if Bringing.objects.at_work().filter(scheme=scheme).exists():
        raise CannotBring(
            "Another file of this scheme is being looked through or saved. Wait until it is done."
        )
    known = remembered(scheme)
    table = read_table(content, lambda titles: recognised(titles, known))
    bringing = Bringing.objects.create(
        scheme=scheme,
        on=on,
        file_name=file_name[-200:],
        content=json.dumps({"titles": table.titles, "rows": table.rows}, ensure_ascii=False),
        mapping=guess(table.titles, known),
        created_by=by,
    )
    audit.record(Kind.VOLUNTEERS_SENT, about=bringing, by=by, on=on, rows=len(table.rows))
    return bringing


def table_of(bringing: Bringing) -> FileTable:
    kept = json.loads(bringing.content)
    return FileTable(kept["titles"], [(line, cells) for line, cells in kept["rows"]])


@transaction.atomic
def name_columns(*, bringing: Bringing, mapping: dict[str, str], by: User | None, on: date) -> Bringing:
    """Say which column holds what. It is remembered for the next file of the scheme."""
    titles = table_of(bringing).titles
    if unknown := set(mapping.values()) - set(titles):
        raise CannotBring(f"The file has no column called {sorted(unknown)[0]}.")
    if missing := lacking(mapping):
        raise CannotBring(missing)
    ColumnMapping.objects.update_or_create(
        scheme=bringing.scheme,
        defaults={"titles": remembered(bringing.scheme) | to_remember(titles, mapping)},
    )
    _keep(bringing, mapping=mapping, fault="")
    bringing.move("look", by=by, on=on)
    return bringing


@transaction.atomic
def look_through(*, bringing: Bringing, by: User | None, on: date) -> Bringing:
    """Do everything, see what comes of it, and take it back."""
    with transaction.atomic():
        outcome = _bring(bringing, by, on)
        transaction.set_rollback(True)
    _note(bringing, outcome)
    bringing.move("tell", by=by, on=on)
    return bringing


@transaction.atomic
def begin_saving(*, bringing: Bringing, invites: bool, by: User | None, on: date) -> Bringing:
    """Somebody has looked and says: save what is right. Only one of two clicks gets through."""
    if not bringing.counts.get("good"):
        raise CannotBring("There is no row to save. Mend the file and send it again.")
    _keep(bringing, invites=invites, fault="")
    bringing.move("begin saving", by=by, on=on)
    return bringing


@transaction.atomic
def save(*, bringing: Bringing, by: User | None, on: date) -> Bringing:
    """Every good row, in one transaction; the others are kept to be mended and sent again."""
    outcome = _bring(bringing, by, on)
    _note(bringing, outcome)
    _keep(bringing, content="", preview="")
    bringing.move("save", by=by, on=on)
    audit.record(Kind.VOLUNTEERS_BROUGHT, about=bringing, by=by, on=on, **outcome.counts)
    return bringing


@transaction.atomic
def throw_away(*, bringing: Bringing, by: User | None, on: date) -> Bringing:
    """Keep nothing of it."""
    bringing.move("throw away", by=by, on=on)
    _keep(bringing, content="", preview="", failed="", findings=[])
    return bringing


@transaction.atomic
def tidy_up(*, at: datetime) -> int:
    """What nobody has finished in a fortnight is thrown away; rows to mend are kept for a month. How many were tidied."""
    unfinished = Bringing.objects.filter(
        status__in=(BringingStatus.MAPPING, BringingStatus.LOOKED), created_at__lt=at - KEPT_FOR
    )
    for bringing in unfinished:
        throw_away(bringing=bringing, by=None, on=at.astimezone(LONDON).date())
    to_mend = Bringing.objects.filter(status=BringingStatus.SAVED, created_at__lt=at - TO_MEND_FOR)
    for bringing in to_mend.exclude(findings=[]):  # they repeat what was typed in the list
        _keep(bringing, failed="", findings=[])
    return len(unfinished)


@transaction.atomic
def give_back(*, bringing: Bringing, fault: str, on: date) -> Bringing:
    """A fault in Kith stopped it; nothing was saved, and the file is still there."""
    _keep(bringing, fault=fault[:200])
    bringing.move("give back", by=None, on=on)
    return bringing


@transaction.atomic
def bring_at_once(
    *,
    scheme: Scheme,
    file_name: str,
    content: bytes,
    mapping: dict[str, str] | None,
    invites: bool,
    dry_run: bool,
    by: User | None,
    on: date,
) -> Bringing:
    """From the file straight to saved, or only looked through and taken back: the command's way."""
    bringing = receive(scheme=scheme, file_name=file_name, content=content, by=by, on=on)
    name_columns(
        bringing=bringing, mapping=mapping if mapping is not None else dict(bringing.mapping), by=by, on=on
    )
    look_through(bringing=bringing, by=by, on=on)
    if dry_run:
        transaction.set_rollback(True)
    elif bringing.counts["good"]:
        begin_saving(bringing=bringing, invites=invites, by=by, on=on)
        save(bringing=bringing, by=by, on=on)
    return bringing


def _bring(bringing: Bringing, by: User | None, on: date) -> Outcome:
    return bring_rows(
        table=table_of(bringing),
        mapping=bringing.mapping,
        scheme=bringing.scheme,
        invites=bringing.invites,
        by=by,
        on=on,
    )


def _note(bringing: Bringing, outcome: Outcome) -> None:
    """What came of it; the rows left out with what is wrong in them, so that nothing typed is lost."""
    cells = dict(table_of(bringing).rows)
    wrong = [row for row in outcome.rows if row.is_wrong]
    failed: list[dict[str, Any]] = [
        {
            "line": row.line,
            "cells": cells[row.line],
            "wrong": [
                _in_place(found.column, found.said) for found in row.findings if found.severity == ERROR
            ],
            "to_do": [found.remedy for found in row.findings if found.severity == ERROR],
        }
        for row in wrong
    ]
    shown = [row.as_dict() for row in outcome.rows if not row.is_wrong][:SHOWN_ROWS]
    titles = table_of(bringing).titles
    _keep(
        bringing,
        counts=outcome.counts,
        findings=[found.as_dict() for row in outcome.rows for found in row.findings][:MOST_FINDINGS],
        preview=json.dumps(shown, ensure_ascii=False, default=str),
        failed=json.dumps({"titles": titles, "rows": failed}, ensure_ascii=False) if failed else "",
    )


def _in_place(column: str, said: str) -> str:
    return f"{column}: {said}" if column else said


def _keep(bringing: Bringing, **columns: Any) -> None:
    for name, value in columns.items():
        setattr(bringing, name, value)
    bringing.save(update_fields=list(columns))
