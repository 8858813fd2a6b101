"""A young person's own list on paper: an accessible PDF (PDF/UA-1) to show to somebody, or to keep and be proud of."""

from collections.abc import Sequence
from datetime import datetime
from pathlib import Path
from typing import Any

from kith.foundation.dates import LONDON, count_words, day_words
from kith.foundation.paper import typeset
from kith.meetings.words import number_words
from kith.support.models import ReadinessList
from kith.support.queries.readiness import Standing, State, standing
from kith.support.ready_for import Area

FOLDER = Path(__file__).with_name("pdf")


def my_list(found: ReadinessList, at: datetime) -> bytes:
    return typeset(FOLDER / "my-list.typ", listed(found, at), at)


def listed(found: ReadinessList, at: datetime) -> dict[str, Any]:
    """What stands on it, as texts; first name only, no scheme and no council: it may lie on a table."""
    areas, day = standing(found), at.astimezone(LONDON)
    return {
        "name": found.child.name,
        "title": f"{found.child.name}’s list",
        "progress": _so_far(areas),
        "day": day_words(day.date()),
        "parts": [
            {"label": area.label, "things": [_thing(each) for each in things]} for area, things in areas
        ],
        "helps": [_help(each) for _, things in areas for each in things if _wants_help(each)],
        "year": day.year, "month": day.month, "day_number": day.day,
    }  # fmt: skip


def _so_far(areas: Sequence[tuple[Area, list[Standing]]]) -> str:
    """In the first person, for this is theirs to hold up."""
    told = [each.said.state for _, things in areas for each in things if each.said]
    can, nearly = told.count(State.CAN), told.count(State.NEARLY)
    if not can:
        return "This is what I am getting ready for."
    also = f", and nearly {number_words(nearly)} more" if nearly else ""
    return f"I can do {count_words(can, 'thing')} on this list{also}."


def _thing(each: Standing) -> dict[str, str]:
    said = each.said
    return {"what": each.thing.words, "state": said.state if said else "", "says": each.words if said else ""}


def _wants_help(each: Standing) -> bool:
    return bool(each.said and (each.said.help_wanted or each.said.help_from))


def _help(each: Standing) -> dict[str, str]:
    said = each.said
    words = (
        [said.help_wanted, f"From: {said.get_help_from_display()}" if said.help_from else ""] if said else []
    )
    return {"what": each.thing.words, "words": ". ".join(filter(None, words))}
