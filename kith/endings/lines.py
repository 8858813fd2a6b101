"""Values ready to print in lists: endings, and what young people asked."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from django.urls import reverse

from kith.endings.models import Ask, Ending, EndingStep
from kith.endings.presenters import kind_words
from kith.endings.queries import next_steps
from kith.endings.states import Status
from kith.foundation.dates import day_words, near_words, short_day
from kith.foundation.sheets import Sheet


@dataclass(frozen=True)
class EndingLine:
    """An ending in the list."""

    ending: Ending
    name: str
    url: str
    kind: str
    when: str
    next: str
    due: str
    is_late: bool


def ending_lines(endings: Sequence[Ending], on: date) -> list[EndingLine]:
    """Lines for endings fetched `with_people`: one query more, however many there are."""
    steps = next_steps(endings)
    return [_ending_line(ending, steps.get(ending.pk), on) for ending in endings]


def _ending_line(ending: Ending, step: EndingStep | None, on: date) -> EndingLine:
    match = ending.match
    if ending.status == Status.CALLED_OFF:
        step = None
    return EndingLine(
        ending=ending,
        name=match.name,
        url=reverse("endings:ending", args=[ending.public_id]),
        kind=kind_words(ending.kind, match),
        when=_when(ending, on),
        next=step.words if step else "",
        due=near_words(step.due_on, on) if step else "",
        is_late=bool(step and step.due_on < on),
    )


def _when(ending: Ending, on: date) -> str:
    if ending.status == Status.ENDED and ending.ended_on:
        return f"Ended {day_words(ending.ended_on)}"
    if ending.status == Status.CALLED_OFF:
        return "Called off"
    if ending.last_day is None:
        return "Winding down"
    over = ending.last_day < on
    return f"{'Last day was' if over else 'Winding down to'} {short_day(ending.last_day)}"


def sheet(endings: Sequence[Ending]) -> Sheet:
    """The list as a spreadsheet."""
    columns = (
        "Young person",
        "Volunteer",
        "Scheme",
        "Kind",
        "Planned",
        "Begun",
        "Last day",
        "Ended",
        "Contact",
    )
    rows = [
        (
            ending.match.child.name,
            ending.match.volunteer.first_name,
            str(ending.match.scheme),
            ending.get_kind_display(),
            ending.planned,
            ending.begun_on,
            ending.last_day,
            ending.ended_on,
            ending.get_contact_afterwards_display(),
        )
        for ending in endings
    ]
    return Sheet("Endings", columns, rows)


# ------------------------------------------------------------------------------------- asked


@dataclass(frozen=True)
class AskLine:
    """What a child asked, for whoever answers."""

    ask: Ask
    what: str
    why: str
    how_soon: str
    action: str
    url: str
    plan_url: str = ""


ASKED = {
    Ask.Kind.STOP: "{child} asked to stop seeing {volunteer}",
    Ask.Kind.BREAK: "{child} asked for a break from {volunteer}",
    Ask.Kind.CHANGE: "{child} asked to change something with {volunteer}",
}
DONE_AT_ONCE = {
    Ask.Kind.STOP: "The meetings are called off.",
    Ask.Kind.BREAK: "The meetings are called off and the match rests.",
    Ask.Kind.CHANGE: "Nothing has changed yet.",
}


def ask_line(ask: Ask, on: date, plans: dict[int, Ending]) -> AskLine:
    match = ask.match
    names = {"child": ask.child.name, "volunteer": match.volunteer.first_name}
    what = ASKED[Ask.Kind(ask.kind)].format(**names)
    asked = f"Asked {near_words(ask.on, on)}."
    plan = plans.get(match.pk)
    plan_url = reverse("endings:ending", args=[plan.public_id]) if plan and ask.kind == Ask.Kind.STOP else ""
    if ask.answered_on:
        by = ask.answered_by.first_name if ask.answered_by else "Kith"
        return AskLine(
            ask, what, f"{asked} Answered by {by} on {day_words(ask.answered_on)}.", "calm", "", "", plan_url
        )
    how_soon = "now" if ask.kind == Ask.Kind.STOP else "soon"
    url = reverse("endings:answer", args=[ask.public_id])
    return AskLine(
        ask, what, f"{asked} {DONE_AT_ONCE[Ask.Kind(ask.kind)]}", how_soon, "Answer", url, plan_url
    )
