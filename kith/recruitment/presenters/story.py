"""Where an application stands and what happened to it, newest first."""

import sys
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from typing import Any

from kith.foundation.dates import day_words, length_words
from kith.recruitment.letters import leaving_of
from kith.recruitment.models import Application, Check, Leaving
from kith.recruitment.presenters.reader import Reader
from kith.recruitment.states import ON_THE_WAY, WhyDeclined, WhyWithdrawn
from kith.recruitment.vetting.requirements import words_of

HAPPENED = {
    "apply": "Applied",
    "interview": "Interviewed",
    "check": "Checks began",
    "put to panel": "Put to the panel",
    "approve": "Approved",
    "bring in": "Brought in, approved already",
    "decline": "Declined",
    "withdraw": "Did not go on",
    "lapse": "Lapsed: no answer",
    "reopen": "Opened again",
    "back to enquiry": "Back to enquiry",
    "back to application": "Back to application",
    "back to interview": "Back to interview",
    "back to checks": "Back to checks",
}
LAST_OF_THE_DAY = sys.maxsize
KINDS = {"approve": "turn", "decline": "care", "withdraw": "care", "lapse": "care"}


def where_it_stands(application: Application, since: date, on: date) -> str:
    """Ready for panel for 12 days."""
    days = (on - since).days
    label = application.get_status_display()
    if application.status not in ON_THE_WAY or days < 1:
        return f"{label} {'today' if days < 1 else 'on ' + day_words(since)}"
    return f"{label} for {length_words(since, on)}"


def since(application: Application) -> date:
    """The day on which it came to its step."""
    return application.at_step_since


@dataclass(frozen=True)
class Happening:
    """One entry of the story. `place` orders what happened on one day."""

    on: date
    place: int
    what: str
    more: str = ""
    kind: str = ""


def story(reader: Reader, checks: Iterable[Check]) -> list[dict[str, Any]]:
    """What happened, newest first. Why somebody was declined, or did not go on, is told to those who vet."""
    application = reader.application
    happened = [_beginning(application), *_steps(reader), *_recorded(checks), *_parting(application)]
    newest = sorted(happened, key=lambda entry: (entry.on, entry.place), reverse=True)
    return [
        {"day": _day(entry.on, reader.on), "what": entry.what, "more": entry.more, "kind": entry.kind}
        for entry in newest
    ]


def _day(day: date, on: date) -> str:
    """21 Nov; with its year when it is not this one."""
    return f"{day.day} {day:%b}" if day.year == on.year else f"{day.day} {day:%b %Y}"


def _beginning(application: Application) -> Happening:
    began = (
        f"Taken in by {application.created_by}."
        if application.created_by
        else "Offered themself on the public page."
    )
    heard = f" Heard of us: {application.get_heard_display().lower()}." if application.heard else ""
    return Happening(application.received_on, -1, "Offered to volunteer", began + heard, "turn")


def _steps(reader: Reader) -> Iterator[Happening]:
    before = reader.application.received_on
    for change in reader.application.changes.all():
        took = f"after {length_words(before, change.on)}" if (change.on - before).days > 1 else ""
        who_when = ", ".join(part for part in (f"by {change.by}" if change.by else "", took) if part)
        more = (
            f"{who_when[:1].upper()}{who_when[1:]}.{_why(reader, change)}"
            if who_when
            else _why(reader, change)
        )
        yield Happening(change.on, change.pk, HAPPENED[change.step], more, KINDS.get(change.step, ""))
        before = change.on


def _parting(application: Application) -> Iterator[Happening]:
    """That they left, or died; why they left stands with those who vet."""
    if died_on := application.volunteer.died_on:
        yield Happening(died_on, LAST_OF_THE_DAY, f"{application.volunteer.first_name} died", "", "care")
    elif leaving := leaving_of(application):
        ended = leaving.why == Leaving.Why.ENDED_BY_US
        yield Happening(
            leaving.on, LAST_OF_THE_DAY, "The approval was ended" if ended else "Left the scheme", "", "turn"
        )


def _recorded(checks: Iterable[Check]) -> Iterator[Happening]:
    """What one person recorded for one day is one entry."""
    together: dict[tuple[date, str], list[str]] = {}
    for check in checks:
        taken_back = ", later taken back" if check.withdrawn_on else ""
        who = f"By {check.created_by}." if check.created_by else ""
        together.setdefault((check.on, who), []).append(words_of(check.kind) + taken_back)
    for (day, who), made in together.items():
        if len(made) == 1:
            yield Happening(day, 0, f"{made[0]} recorded" if "," not in made[0] else made[0], who)
        else:
            yield Happening(day, 0, f"{len(made)} checks recorded", f"{'; '.join(made)}. {who}".strip())


def _why(reader: Reader, change: Any) -> str:
    """Why they were declined or did not go on, in a code and in words: read by those who vet, nobody else."""
    kinds = {"withdraw": WhyWithdrawn, "decline": WhyDeclined}
    if not reader.vets or change.step not in kinds or not change.reason:
        return ""
    why = f" {kinds[change.step](change.reason).label}."
    return f"{why}\n{change.words}" if change.words else why
