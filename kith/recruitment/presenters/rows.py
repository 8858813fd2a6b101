"""The lines of the list of volunteers, on the page and in the spreadsheet."""

from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from types import MappingProxyType
from typing import Any

from kith.foundation.dates import count_words, length_words, short_day
from kith.recruitment.models import Application
from kith.recruitment.presenters.marks import Mark
from kith.recruitment.presenters.reader import address_of
from kith.recruitment.states import ON_THE_WAY, OVER, Status
from kith.recruitment.vetting.checklist import ChecklistItem, State
from kith.recruitment.vetting.requirements import LAPSING_DAYS

SAID_OUTRIGHT = 2  # more that is missing than this is folded into one line
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
    to_gather: tuple[str, list[str]] | None
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
        is_open = _is_open(application)
        missing = _missing(application, items)
        folded, notes = len(missing) > SAID_OUTRIGHT, _notes(application, items, on)
        if not folded:
            notes += [("plain", _not_yet(item)) for item in missing]
        shown.append(
            Row(
                name=application.volunteer.name,
                url=address_of(application),
                scheme=application.scheme.name,
                status=_status(application),
                tag="govuk-tag--grey" if application.left_on else STATUS_TAGS.get(application.status, ""),
                is_suspended=application.is_suspended,
                since=_since(application, on),
                progress=f"{sum(item.is_met for item in items)} of {len(items)}" if is_open else "",
                notes=[*filter(None, [marked.get(application.pk)]), *notes],
                to_gather=_to_gather(items, missing) if folded else None,
                recruiter=application.recruiter.name if application.recruiter else "nobody yet",
            )
        )
    return shown


def _is_open(application: Any) -> bool:
    """Whether anything is asked of them: nothing is of who did not go on, or has left."""
    return application.status not in OVER and not application.left_on


def _status(application: Any) -> str:
    if application.left_on:
        return "Died" if application.volunteer.died_on else "Left"
    return str(application.get_status_display())


def _since(application: Any, on: date) -> str:
    """Waiting is counted in days, standing in years and months."""
    since = application.left_on or application.at_step_since
    if since >= on:
        return "since today"
    waits = application.status in ON_THE_WAY
    return f"for {count_words((on - since).days, 'day') if waits else length_words(since, on)}"


def _to_gather(items: Iterable[ChecklistItem], missing: Collection[ChecklistItem]) -> tuple[str, list[str]]:
    nothing = not any(item.have or item.is_met for item in items)
    words = f"Nothing yet: {len(missing)} to gather" if nothing else f"{len(missing)} still to gather"
    return words, [_so_far(item) or item.requirement.words for item in missing]


def _notes(application: Any, items: Iterable[ChecklistItem], on: date) -> list[tuple[str, str]]:
    """What needs an eye: what has failed, lapsed or soon will."""
    if not _is_open(application):
        return []
    notes, soon = _turn(application), on + timedelta(days=LAPSING_DAYS)
    for item in items:
        words, until = item.requirement.words, item.until
        if item.state == State.FAILED:
            notes.append(("coral", f"{words} {_verb(words, 'stand')} in the way"))
        elif item.state == State.LAPSED and until:
            notes.append(("coral", f"{words} lapsed {short_day(until)}"))
        elif item.state == State.LAPSING and until:
            notes.append(("sun", f"{words} {_verb(words, 'lapse')} {short_day(until)}"))
        elif item.state == State.EXEMPT and until and until <= soon:
            notes.append(("sun", f"Excused from {item.requirement.called} until {short_day(until)}"))
    return notes


def _verb(words: str, plural: str) -> str:
    """References lapse; training lapses."""
    return plural if words.endswith("s") else f"{plural}s"


def _missing(application: Any, items: Iterable[ChecklistItem]) -> list[ChecklistItem]:
    """Once checks run, what is still to come."""
    checks_run = application.status in (Status.CHECKING, Status.READY, Status.APPROVED)
    asks = checks_run and _is_open(application)
    return [item for item in items if asks and item.state == State.MISSING]


def _so_far(item: ChecklistItem) -> str:
    return f"{item.requirement.words}: {item.have} of {item.requirement.how_many}" if item.have else ""


def _not_yet(item: ChecklistItem) -> str:
    return _so_far(item) or f"No {item.requirement.called} yet"


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
            _status(application),
            since := application.left_on or application.at_step_since,
            (on - since).days,
            application.received_on,
            application.get_heard_display() if application.heard else "",
            application.recruiter.name if application.recruiter else "",
            sum(item.is_met for item in items),
            len(items),
            ", ".join(
                [
                    *(words for _, words in _notes(application, items, on)),
                    *map(_not_yet, _missing(application, items)),
                ]
            ),
            min((item.until for item in items if item.until and _is_open(application)), default=None),
        ]
