"""What is taken out of Kith: a file of any kind, or a list as a spreadsheet, which says in itself what it is; and who took it."""

from collections.abc import Sequence
from typing import Any

from django.db import transaction
from django.http import HttpRequest, HttpResponse

from kith.audit import actions as audit
from kith.audit.events import Kind
from kith.foundation.dates import now, today
from kith.foundation.models import Record
from kith.foundation.sheets import CSV, XLSX, Sheet, comma_separated, workbook


def note_taken(request: HttpRequest, name: str, *, about: Record | None = None, **told: Any) -> None:
    """That something was taken out of Kith, and by whom: also by a page that is only read and has no transaction."""
    with transaction.atomic():
        audit.record(Kind.LIST_DOWNLOADED, about=about, by=request.user, on=today(), list=name, **told)


def attached(made: bytes | str, kind: str, name: str) -> HttpResponse:
    """A file for whoever asked to keep; no browser and nobody between keeps another copy (`access.middleware`)."""
    return HttpResponse(
        made, content_type=kind, headers={"Content-Disposition": f'attachment; filename="{name}"'}
    )


def download(
    request: HttpRequest,
    *,
    name: str,
    sheet: Sheet,
    filters: Sequence[tuple[str, str]] = (),
    as_csv: bool = False,
) -> HttpResponse:
    """The sheet as `name`.xlsx, with an “about this file” sheet naming who took it, the filters and the time; or as CSV,
    for programs that read nothing else, which has no room for that."""
    rows = list(sheet.rows)
    note_taken(request, name, rows=len(rows))
    if as_csv:
        return attached(comma_separated(Sheet(sheet.title, sheet.columns, rows)), CSV, f"{name}.csv")
    about = [("List", sheet.title), *filters, ("Taken by", str(request.user)), ("Rows", str(len(rows)))]
    made = workbook([Sheet(sheet.title, sheet.columns, rows)], about=about, at=now())
    return attached(made, XLSX, f"{name}.xlsx")
