"""Who lacks what, ready to print: as rows of a list, as cells of a spreadsheet, as one volunteer's page."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.urls import reverse

from kith.foundation.dates import short_day
from kith.people.models import Volunteer
from kith.training.judging import Ground, Standing
from kith.training.models import Booking, BookingQuerySet, Completion, CompletionQuerySet
from kith.training.presenters.words import evidence_words, held_words, is_near, until_words, when_words
from kith.training.queries import hours_by_topic
from kith.training.states import SessionStatus


@dataclass(frozen=True)
class Row:
    name: str
    url: str
    scheme: str
    progress: str
    notes: list[tuple[str, str]]  # tint, words


def rows(found: Sequence[Standing], booked: dict[tuple[int, int], Booking], on: date) -> list[Row]:
    return [
        Row(
            name=each.enlistment.volunteer.name,
            url=reverse("training:volunteer", args=[each.enlistment.volunteer.public_id]),
            scheme=each.enlistment.scheme.name,
            progress=f"{len(each.courses) - len(each.missing(on))} of {len(each.courses)}",
            notes=_notes(each, booked, on),
        )
        for each in found
    ]


def _notes(each: Standing, booked: dict[tuple[int, int], Booking], on: date) -> list[tuple[str, str]]:
    notes = []
    for version, one in each.courses:
        if one and one.holds_on(on):
            if is_near(one.until, on):
                notes.append(("sun", f"{version.name}: {_small(held_words(one, on))}"))
            continue
        words = f"{version.name}: {_small(held_words(one, on))}" if one else version.name
        coming = booked.get((each.enlistment.volunteer_id, version.course_id))
        if coming:
            notes.append(("plain", f"{words}, signed up for {short_day(coming.session.day)}"))
        else:
            notes.append(("coral", words))
    return notes


def _small(words: str) -> str:
    return f"{words[:1].lower()}{words[1:]}"


def cells(found: Sequence[Standing], ground: Ground) -> tuple[list[str], list[list[Any]]]:
    """Columns and lines of the spreadsheet: a column a course, saying until when or that it is missing."""
    names = {version.course_id: version.name for version in ground.asked}
    lines: list[list[Any]] = []
    for each in found:
        stands = {version.course_id: _cell(one, ground.on) for version, one in each.courses}
        lines.append(
            [
                each.enlistment.volunteer.name,
                each.enlistment.scheme.name,
                len(each.missing(ground.on)),
                *(stands.get(course_id, "not asked") for course_id in names),
            ]
        )
    return ["Volunteer", "Scheme", "Lacks", *names.values()], lines


def _cell(one: Any, on: date) -> Any:
    if one is None:
        return "not done"
    if one.until is None:
        return "for good"
    return one.until if one.until >= on else f"ran out {one.until:%d.%m.%Y}"


def one_volunteer(
    volunteer: Volunteer,
    standings: Sequence[Standing],
    done: CompletionQuerySet,
    bookings: BookingQuerySet,
    *,
    at: datetime,
    on: date,
) -> dict[str, Any]:
    """A volunteer's page for those who run training."""
    standing = list(done.standing().with_course())
    rows = bookings.with_session().order_by("-session__begins_at")
    coming = [row for row in rows if row.session.is_ahead(at) and row.is_live]
    return {
        "volunteer": volunteer,
        "asked": [
            {
                "version": version,
                "words": held_words(one, on),
                "tint": "sun" if one and one.holds_on(on) and is_near(one.until, on) else "",
                "is_met": bool(one and one.holds_on(on)),
                "scheme": each.enlistment.scheme if len(standings) > 1 else "",
            }
            for each in standings
            for version, one in each.courses
        ],
        "done": [_done(completion, on) for completion in standing],
        "hours": hours_by_topic(standing, on),
        "coming": [(row, when_words(row.session)) for row in reversed(coming)],
        "before": [
            (row, when_words(row.session))
            for row in rows
            if row not in coming and row.session.status == SessionStatus.HELD
        ],
    }


def _done(completion: Completion, on: date) -> dict[str, Any]:
    return {
        "completion": completion,
        "name": completion.version.name,
        "on": completion.on,
        "until": until_words(completion.until, on),
        "evidence": evidence_words(completion),
        "url": reverse("training:certificate", args=[completion.public_id]),
        "is_ours": completion.booking_id is not None,
    }
