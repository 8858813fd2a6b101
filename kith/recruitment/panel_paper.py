"""A panel's pack on paper: an accessible PDF (PDF/UA-1) set by Typst from plain values, so that nothing typed can become markup."""

import json
from datetime import datetime
from pathlib import Path
from typing import Any, Final

from django.conf import settings

from kith.access.models import User
from kith.foundation.dates import LONDON, day_words, time_words
from kith.recruitment.models import AgendaItem, Panel
from kith.recruitment.presenters.pack import as_values, pack
from kith.recruitment.presenters.reader import Reader

FOLDER = Path(__file__).with_name("pdf")
FONTS = "static/vendor/fonts/ttf"
PDF = "application/pdf"
ACCESSIBLE: Final = "ua-1"


def panel_paper(panel: Panel, items: list[AgendaItem], *, by: User, at: datetime) -> bytes:
    """The whole pack as this reader may read it, each application beginning on a page of its own."""
    import typst

    made: bytes = typst.compile(
        FOLDER / "pack.typ",
        root=FOLDER,
        sys_inputs={"pack": json.dumps(_values(panel, items, by, at), ensure_ascii=False)},
        font_paths=[settings.PROJECT / FONTS],
        ignore_system_fonts=True,
        pdf_standards=[ACCESSIBLE],
        timestamp=int(at.timestamp()),
    )
    return made


def _values(panel: Panel, items: list[AgendaItem], by: User, at: datetime) -> dict[str, Any]:
    made = at.astimezone(LONDON)
    return {
        "provider": panel.provider.name,
        "when": day_words(panel.on),
        "where": panel.place,
        "taken": f"Taken by {by.name} on {day_words(made.date())}, {time_words(made)}",
        "year": made.year,
        "month": made.month,
        "day": made.day,
        "items": [_item(number, item, by, made) for number, item in enumerate(items, start=1)],
    }


def _item(number: int, item: AgendaItem, by: User, made: datetime) -> dict[str, Any]:
    application = item.application
    reader = Reader(by, application, made.date())
    return {
        "number": str(number),
        "name": application.volunteer.name,
        "scheme": application.scheme.name,
        "recruiter": application.recruiter.name if application.recruiter else "Nobody",
        "parts": [as_values(part) for part in pack(item, reader)],
    }
