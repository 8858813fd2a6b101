"""Whom to ask and what was said, ready to print."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from django.urls import reverse

from kith.foundation.dates import day_words, near_words
from kith.matching.models import Match
from kith.support.models import CheckIn, Who
from kith.support.queries.checkins import ToAsk

AS = {Who.CHILD: "young person", Who.CARER: "carer", Who.WORKER: "worker"}


@dataclass(frozen=True)
class AskLine:
    """One person to ask how it goes."""

    name: str
    part: str
    about: str
    match: str
    scheme: str
    day: str
    why: str
    said: str
    url: str
    late: bool

    @property
    def ask(self) -> str:
        return f"Ask {self.name}"


def ask_lines(found: Iterable[ToAsk], on: date) -> list[AskLine]:
    return [
        AskLine(
            name=one.name,
            part=AS[Who(one.who)],
            about=one.match.public_id_text,
            match=one.match.name,
            scheme=one.match.scheme.name,
            day=day_words(one.due_on),
            why=one.why,
            said=_said(one, on),
            url=reverse("support:check_in", args=[one.match.public_id, one.who]),
            late=one.is_due(on),
        )
        for one in found
    ]


def _said(one: ToAsk, on: date) -> str:
    """Why, after the day where one was agreed by what went before: a first question that is late has no day to keep."""
    if one.is_first and one.is_due(on):
        return one.why
    return f"{'Due' if one.is_due(on) else 'Next'} {near_words(one.due_on, on)}. {one.why}"


def by_match(lines: Iterable[AskLine]) -> list[tuple[str, list[AskLine]]]:
    """The lines of one match together, in the order of the longest wait."""
    together: dict[str, list[AskLine]] = {}
    for line in lines:
        together.setdefault(line.about, []).append(line)
    return [(theirs[0].match, theirs) for theirs in together.values()]


def told_words(check_in: CheckIn) -> str:
    """Said it was good; would rather not say; asked, no answer yet."""
    if check_in.is_open:
        return "Asked, no answer yet"
    if check_in.outcome != CheckIn.Outcome.ANSWERED:
        return check_in.get_outcome_display()
    return check_in.get_feeling_display() or "Said a few words"


def readers_words(match: Match, who: str) -> str:
    """Who reads it, said before anything is written."""
    child, volunteer = match.child.name, match.volunteer.first_name
    if who == Who.CHILD:
        return f"{child} and the coordinators near {child} can read this. {volunteer}, the carer and the worker cannot."
    return f"The coordinators near {child} can read this. {child} and {volunteer} cannot."
