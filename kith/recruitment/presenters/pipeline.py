"""Where an application stands between us and the applicant: whose turn, letters, interviews, what was sent; and flags."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from django.urls import reverse

from kith.access.policy import Permission
from kith.foundation.dates import count_words, day_words, near_words
from kith.recruitment import letters
from kith.recruitment.alike import answers_of
from kith.recruitment.keeping import keeping_for
from kith.recruitment.models import Application, Flag, Interview, Letter
from kith.recruitment.presenters.answers import read_by_staff
from kith.recruitment.presenters.marks import Mark, who_looks
from kith.recruitment.presenters.reader import Reader
from kith.recruitment.states import ON_THE_WAY, Status, WhyDeclined, WhyWithdrawn
from kith.science.likeness import WORDS

MOST_FLAGS = 4
TELLS = {
    Letter.Kind.INVITATION: "Write the invitation to an interview",
    Letter.Kind.DECLINED: "Nobody has told {name} yet: write the letter",
    Letter.Kind.WITHDRAWN: "Thank {name} for the time they gave",
    Letter.Kind.LAPSED: "Tell {name} that the application is closed",
    Letter.Kind.APPROVED: "Welcome {name}",
    Letter.Kind.LEFT: "{name} has left: thank them with a letter",
    Letter.Kind.ENDED: "Nobody has told {name} yet that it ends: write the letter",
}


@dataclass
class Pipeline:
    """What the page of an application says beside the checklist."""

    turn: str = ""
    turn_deeds: list[tuple[str, str]] = field(default_factory=list)
    to_tell: str = ""
    tell_url: str = ""
    told: list[dict[str, str]] = field(default_factory=list)
    interviews: list[dict[str, str]] = field(default_factory=list)
    answers: list[dict[str, Any]] = field(default_factory=list)
    answers_sent: str = ""
    declaration_url: str = ""
    looked_at_by: str = ""
    flags: list[dict[str, str]] = field(default_factory=list)
    more_flags: int = 0


def pipeline(reader: Reader) -> Pipeline:
    """Everything but flags is for whoever sees the application; flags and the declaration for those who vet."""
    application = reader.application
    shown = Pipeline()
    written = list(application.letters.select_related("created_by"))
    _turn(shown, reader)
    _letters(shown, reader, written)
    _interviews(shown, reader)
    answers = answers_of(application)
    if answers and answers.sent_on:
        shown.answers = list(read_by_staff(answers))
        shown.answers_sent = day_words(answers.sent_on)
        if reader.vets:
            shown.declaration_url = reverse("recruitment:declaration", args=[application.public_id])
    if reader.vets:
        _flags(shown, application)
    else:
        shown.looked_at_by = who_looks(reader)
    return shown


def _flags(shown: Pipeline, application: Application) -> None:
    """Conflicts first, then what is closest; what nobody has looked at before what was settled."""
    rows = application.flags.select_related("earlier__scheme").prefetch_related("earlier__changes")
    found = sorted(
        rows,
        key=lambda flag: (
            flag.settled_on is not None,
            flag.kind != Flag.Kind.CONFLICT,
            -flag.closeness,
            flag.pk,
        ),
    )
    shown.flags = [flag_line(flag) for flag in found[:MOST_FLAGS]]
    shown.more_flags = len(found) - len(shown.flags)


def _turn(shown: Pipeline, reader: Reader) -> None:
    application, name = reader.application, reader.application.volunteer.first_name
    if application.status not in ON_THE_WAY:
        return
    may = reader.may(Permission.RECORD_CHECK)
    here = [application.public_id]
    if application.asked_on:
        keeping = keeping_for(application.scheme, reader.on)
        until = keeping.lapses_on(application.asked_on, application.warned_on)
        if application.warned_on:
            shown.turn = (
                f"We asked {name} again {near_words(application.warned_on, reader.on)}. Without an answer the "
                f"application lapses on {day_words(until)}."
            )
        else:
            warned = day_words(keeping.warned_on(application.asked_on))
            shown.turn = (
                f"We wait for {name}’s answer since {day_words(application.asked_on)}. Without one they are asked "
                f"again on {warned}, and the application lapses on {day_words(until)}."
            )
        if may:
            shown.turn_deeds.append((f"{name} has answered", reverse("recruitment:answered", args=here)))
        return
    shown.turn = f"It is our turn. {name} waits for us, and nothing lapses."
    if may and application.volunteer.email and application.status == Status.ENQUIRED:
        shown.turn_deeds.append(("Send the form", reverse("recruitment:send_form", args=here)))
    if may:
        shown.turn_deeds.append((f"We wait for {name}", reverse("recruitment:await_answer", args=here)))


def _letters(shown: Pipeline, reader: Reader, written: list[Letter]) -> None:
    application = reader.application
    shown.told = [
        {
            "what": letter.get_kind_display(),
            "how": f"{letter.get_how_display()}, {day_words(letter.on)}"
            + (f", by {letter.created_by}" if letter.created_by else ""),
            "url": reverse("recruitment:read_letter", args=[letter.public_id]) if letter.words else "",
        }
        for letter in reversed(written)
    ]
    kind = letters.letter_to_write(application, written)
    if kind and reader.may(right_to_write(kind)):
        shown.to_tell = TELLS[Letter.Kind(kind)].format(name=application.volunteer.first_name)
        shown.tell_url = reverse("recruitment:write_letter", args=[application.public_id, kind])


def right_to_write(kind: str) -> Permission:
    """Who says no, or yes, also writes it."""
    decides = kind in (Letter.Kind.DECLINED, Letter.Kind.APPROVED, Letter.Kind.ENDED)
    return Permission.APPROVE_VOLUNTEER if decides else Permission.RECORD_CHECK


def _interviews(shown: Pipeline, reader: Reader) -> None:
    application = reader.application
    found = list(application.interviews.prefetch_related("views__interviewer"))
    shown.interviews = [_interview(each) for each in found]


def _interview(interview: Interview) -> dict[str, str]:
    """Who and when, and whether both have written; never what."""
    views = list(interview.views.all())
    missing = [view.interviewer.name for view in views if view.written_on is None]
    if interview.called_off_on:
        stands = "called off"
    elif missing:
        stands = f"{' and '.join(missing)} still to write" if missing else ""
    else:
        stands = "both have written"
    who = " and ".join(view.interviewer.name for view in views)
    return {
        "what": f"{day_words(interview.on)}, {who}",
        "stands": stands,
        "url": reverse("recruitment:interview", args=[interview.public_id]),
    }


# ------------------------------------------------------------------------------- flags, for those who vet


def flag_line(flag: Flag) -> dict[str, str]:
    """One flag: what is alike and how it was settled. A conflict never says with whom, nor for which child."""
    alike = ", ".join(WORDS.get(code, code) for code in flag.alike)
    return {
        "what": flag.get_kind_display(),
        "alike": f"Alike: {alike}." if alike else "",
        "outcome": earlier_outcome(flag.earlier) if flag.earlier else "",
        "stands": flag.get_finding_display() if flag.settled_on else "Nobody has looked yet",
        "is_open": "" if flag.settled_on else "yes",
        "is_conflict": "yes" if flag.kind == Flag.Kind.CONFLICT else "",
        "url": reverse("recruitment:flag", args=[flag.public_id]),
    }


def earlier_outcome(earlier: Application) -> str:
    """What became of an earlier application, and why; only ever shown to those who vet."""
    said = f"{earlier.scheme.name}, {earlier.received_on:%B %Y}: {earlier.get_status_display().lower()}"
    changes = list(earlier.changes.all())
    if not changes or not changes[-1].reason:
        return f"{said}."
    last = changes[-1]
    names = dict(WhyDeclined.choices) | dict(WhyWithdrawn.choices)
    if earlier.status == Status.DECLINED:
        names = dict(WhyDeclined.choices)
    return f"{said}, {str(names.get(last.reason, last.reason)).lower()}."


# ------------------------------------------------------------------------------- the board

SLOW_DAYS = 28


@dataclass(frozen=True)
class Column:
    """One step of the board: how many are there, and those who have waited longest."""

    name: str
    count: int
    cards: list[dict[str, Any]]
    more: int
    url: str


def columns(
    found: dict[str, tuple[int, list[Application]]], marked: Mapping[int, Mark], on: date, address: str
) -> list[Column]:
    return [
        Column(
            name=Status(status).label,
            count=count,
            cards=[_card(application, marked.get(application.pk), on) for application in shown],
            more=count - len(shown),
            url=f"{address}&step={status}",
        )
        for status, (count, shown) in found.items()
    ]


def _card(application: Application, mark: Mark | None, on: date) -> dict[str, Any]:
    days = (on - application.at_step_since).days
    return {
        "name": application.volunteer.name,
        "url": reverse("recruitment:application", args=[application.public_id]),
        "scheme": application.scheme.name,
        "waits": "since today" if days < 1 else f"for {count_words(days, 'day')}",
        "is_slow": days > SLOW_DAYS and not application.asked_on,
        "theirs": bool(application.asked_on),
        "recruiter": application.recruiter.name if application.recruiter else "",
        "mark": mark,
    }
