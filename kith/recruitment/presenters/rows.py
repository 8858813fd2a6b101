"""The lines of the list of volunteers, on the page and in the spreadsheet."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from types import MappingProxyType
from typing import Any

from kith.foundation.dates import count_words, short_day
from kith.recruitment.models import Application
from kith.recruitment.presenters.marks import Mark
from kith.recruitment.presenters.reader import address_of
from kith.recruitment.states import OVER, Status
from kith.recruitment.vetting.checklist import ChecklistItem, State
from kith.recruitment.vetting.requirements import LAPSING_DAYS

STATUS_TAGS = {
    Status.READY: "govuk-tag--yellow",
    Status.APPROVED: "govuk-tag--green",
    Status.DECLINED: "govuk-tag--grey",
    Status.WITHDRAWN: "govuk-tag--grey",
    Status.LAPSED: "govuk-tag--grey",
}


@dataclass(frozen=True)
class Row:
    """One line of the list."""

    name: str
    url: str
    scheme: str
    status: str
    tag: str
    is_suspended: bool
    since: str
    progress: str
    notes: list[tuple[str, str]]
    recruiter: str


def rows(
    applications: Iterable[Any],
    lists: dict[tuple[int, int], list[ChecklistItem]],
    on: date,
    marked: Mapping[int, Mark] = MappingProxyType({}),
) -> list[Row]:
    """The lines of the list; each application carries `is_suspended`."""
    shown = []
    for application in applications:
        items = lists[application.volunteer_id, application.scheme_id]
        days = (on - application.at_step_since).days
        is_open = application.status not in OVER
        shown.append(
            Row(
                name=application.volunteer.name,
                url=address_of(application),
                scheme=application.scheme.name,
                status=application.get_status_display(),
                tag=STATUS_TAGS.get(application.status, ""),
                is_suspended=application.is_suspended,
                since="since today" if days < 1 else f"for {count_words(days, 'day')}",
                progress=f"{sum(item.is_met for item in items)} of {len(items)}" if is_open else "",
                notes=[*filter(None, [marked.get(application.pk)]), *_notes(application, items, on)],
                recruiter=application.recruiter.name if application.recruiter else "nobody yet",
            )
        )
    return shown


def _notes(application: Application, items: Iterable[ChecklistItem], on: date) -> list[tuple[str, str]]:
    """What needs an eye: what has failed, lapsed or soon will; once checks run, what is missing."""
    if application.status in OVER:
        return []
    notes, soon = _turn(application), on + timedelta(days=LAPSING_DAYS)
    checks_run = application.status in (Status.CHECKING, Status.READY, Status.APPROVED)
    for item in items:
        words, until = item.requirement.words, item.until
        if item.state == State.FAILED:
            notes.append(("coral", f"{words} stands in the way"))
        elif item.state == State.LAPSED and until:
            notes.append(("coral", f"{words} lapsed {short_day(until)}"))
        elif item.state == State.LAPSING and until:
            notes.append(("sun", f"{words} lapses {short_day(until)}"))
        elif item.state == State.EXEMPT and until and until <= soon:
            notes.append(("sun", f"Excused from {item.requirement.called} until {short_day(until)}"))
        elif item.state == State.MISSING and checks_run:
            notes.append(
                (
                    "plain",
                    f"{words}: {item.have} of {item.requirement.how_many}"
                    if item.have
                    else f"No {item.requirement.called} yet",
                )
            )
    return notes


def _turn(application: Application) -> list[tuple[str, str]]:
    """Whether we wait for them, and since when."""
    if not application.asked_on:
        return []
    return [("plain", f"Their answer awaited since {short_day(application.asked_on)}")]


COLUMNS = (
    "First name",
    "Last name",
    "Scheme",
    "Step",
    "At this step since",
    "Days at this step",
    "Offered on",
    "Heard of us",
    "Recruiter",
    "In place",
    "Asked for",
    "To see to",
    "Next to lapse",
)


def cells(
    applications: Iterable[Any], lists: dict[tuple[int, int], list[ChecklistItem]], on: date
) -> Iterator[list[Any]]:
    """The same lines for a spreadsheet: how things stand, never why."""
    for application in applications:
        items = lists[application.volunteer_id, application.scheme_id]
        yield [
            application.volunteer.first_name,
            application.volunteer.last_name,
            application.scheme.name,
            application.get_status_display(),
            application.at_step_since,
            (on - application.at_step_since).days,
            application.received_on,
            application.get_heard_display() if application.heard else "",
            application.recruiter.name if application.recruiter else "",
            sum(item.is_met for item in items),
            len(items),
            ", ".join(words for _, words in _notes(application, items, on)),
            min((item.until for item in items if item.until), default=None),
        ]
