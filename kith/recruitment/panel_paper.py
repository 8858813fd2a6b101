"""A panel's pack on paper: an accessible PDF (PDF/UA-1) set by Typst from plain values, so that nothing typed can become markup."""

from datetime import datetime
from pathlib import Path
from typing import Any

from kith.access.models import User
from kith.foundation.dates import LONDON, day_words, time_words
from kith.foundation.paper import typeset
from kith.recruitment.models import AgendaItem, Panel
from kith.recruitment.presenters.pack import as_values, pack
from kith.recruitment.presenters.reader import Reader

FOLDER = Path(__file__).with_name("pdf")


def panel_paper(panel: Panel, items: list[AgendaItem], *, by: User, at: datetime) -> bytes:
    """The whole pack as this reader may read it, each application beginning on a page of its own."""
    return typeset(FOLDER / "pack.typ", _values(panel, items, by, at), at)


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
