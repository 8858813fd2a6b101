"""Values ready to print about one ending: how it stands, its steps one by one, who said what, its letters."""

from dataclasses import dataclass
from datetime import date
from typing import Any

from django.urls import reverse

from kith.endings.courses import Key
from kith.endings.models import ContactAnswer, Ending, EndingStep, Letter
from kith.endings.parties import parties
from kith.endings.queries import newest_letters, said_about_contact, wound_down
from kith.endings.states import Status
from kith.endings.steps import NEEDS_AN_ANSWER
from kith.foundation.dates import day_words, near_words, weekday_words
from kith.matching.models import Match
from kith.meetings.words import number_words

Kind, Who = Ending.Kind, ContactAnswer.Who


def kind_words(kind: str, match: Match) -> str:
    """Why it ends, with the names of the two: Ana’s choice, Ruth leaves, a placement move."""
    named = {
        Kind.CHILD: f"{match.child.name}’s choice",
        Kind.VOLUNTEER: f"{match.volunteer.first_name} leaves",
        Kind.LEFT_CARE: f"{match.child.name} leaves care",
        Kind.DIED: f"{match.volunteer.first_name} has died",
        Kind.CHILD_DIED: f"{match.child.name} has died",
    }
    return named.get(Kind(kind)) or str(Kind(kind).label)


def standing(ending: Ending, on: date) -> str:
    """Winding down · the last day is Saturday 9 January, in 46 days · Ana’s choice."""
    match = ending.match
    kind = kind_words(ending.kind, match)
    if ending.status == Status.ENDED:
        ended = f"Ended on {day_words(ending.ended_on)}" if ending.ended_on else "Ended"
        return f"{ended} · {match.length(on)} together · {kind}"
    if ending.status == Status.CALLED_OFF:
        return "Called off: they went on"
    if ending.last_day is None:
        return f"Winding down · {kind}"
    if ending.last_day < on:
        return f"Winding down · the last day was {weekday_words(ending.last_day)} · {kind}"
    return f"Winding down · the last day is {weekday_words(ending.last_day)}{_near(ending.last_day, on)} · {kind}"


def _near(day: date, on: date) -> str:
    near = near_words(day, on)
    return f" {day.year}" if near.startswith("on ") else f", {near}"


# ------------------------------------------------------------------------------------- steps


@dataclass(frozen=True)
class StepLine:
    """One step as a line of the plan: what, how it stands, and what can be done about it."""

    step: EndingStep
    words: str
    note: str
    state: str  # done, out, late, open, or off: not needed since the two go on
    action: str = ""
    url: str = ""

    @property
    def may_do(self) -> bool:
        """One click is enough: nothing has to be written down for it."""
        return self.is_open and self.step.key not in NEEDS_AN_ANSWER

    @property
    def is_open(self) -> bool:
        return self.state in ("open", "late")

    @property
    def said_first(self) -> str:
        return {"done": "Done", "out": "Left out", "late": "Late", "off": "Not needed"}.get(
            self.state, "To do"
        )


ELSEWHERE = {
    Key.TELL: ("Say how {child} was told", "endings:tell"),
    Key.CONTACT: ("Write down what they said", "endings:contact"),
    Key.AGAIN: ("Write down what {child} said", "endings:again"),
    Key.LETTER: ("Write or give a letter", "endings:letter"),
    Key.MEMORIES: ("Put something there", "endings:memories"),
    Key.CERTIFICATE: ("Put it into words", "endings:certificate"),
    Key.FOLLOW: ("Choose from the list", "endings:follow"),
    Key.LOOK_BACK: ("Write down what {child} said", "endings:welcome"),
}


def step_lines(ending: Ending, on: date, *, for_planner: bool = True) -> list[StepLine]:
    """The steps in their order, each with what is known of it; who answered what is for those who plan."""
    known = {
        Key.WIND_DOWN: _meetings_had(ending),
        Key.CONTACT: _contact_so_far(ending, on) if for_planner else "",
        Key.TELL: _telling_planned(ending),
    }
    return [_line(step, ending, known.get(Key(step.key), ""), on) for step in ending.steps.all()]


def _line(step: EndingStep, ending: Ending, known: str, on: date) -> StepLine:
    child = ending.match.child.name
    if ending.status == Status.CALLED_OFF and step.is_open:
        return StepLine(step, step.words, "", "off")
    if step.done_on:
        note = ", ".join(
            filter(None, [step.done_words, _said_of_telling(step, ending), day_words(step.done_on)])
        )
        words = f"{child} was told" if step.key == Key.TELL else step.words
        return StepLine(step, words, note, "done")
    if step.skipped_on:
        return StepLine(step, step.words, f"Left out: {step.skipped_why}", "out")
    late = step.due_on < on
    due = f"{'Was due' if late else 'Due'} {near_words(step.due_on, on)}"
    words, name = ELSEWHERE.get(Key(step.key), ("", ""))
    if step.key == Key.AGAIN and ending.status != Status.ENDED:
        name = ""
    of = ending.match.public_id if name == "endings:memories" else ending.public_id
    url = reverse(name, args=[of]) if name else ""
    return StepLine(
        step,
        step.words,
        " · ".join(filter(None, [known, due])),
        "late" if late else "open",
        words.format(child=child) if url else "",
        url,
    )


def _said_of_telling(step: EndingStep, ending: Ending) -> str:
    return ending.told_how if step.key == Key.TELL else ""


def _meetings_had(ending: Ending) -> str:
    if ending.status != Status.WINDING_DOWN:
        return ""
    had = wound_down(ending)
    return f"{number_words(had)} had so far" if had else "none had yet"


def _telling_planned(ending: Ending) -> str:
    """Who is to tell the child, and when, as it was agreed."""
    return f"{ending.tell_by} on {weekday_words(ending.tell_day)}" if ending.tell_day else ""


def _name_of(who: str, names: dict[str, str]) -> str:
    return names.get(who) or str(Who(who).label).lower()


def _contact_so_far(ending: Ending, on: date) -> str:
    said = said_about_contact(ending)
    names = parties(ending, on)
    told = [f"{_name_of(who, names)} says {'yes' if answer.yes else 'no'}" for who, answer in said.items()]
    unasked = [name for who, name in names.items() if who not in said]
    if told and unasked:
        told.append(f"ask {' and '.join(unasked)}")
    return "; ".join(told)


def contact_rows(ending: Ending, on: date) -> list[dict[str, Any]]:
    """Who said what about staying in touch, for the reasons list."""
    said, names = said_about_contact(ending), parties(ending, on)
    names |= {who: _name_of(who, names) for who in said}
    rows = []
    for who, name in names.items():
        answer = said.get(who)
        told = f"{name[:1].upper()}{name[1:]}"
        if answer is None:
            rows.append({"text": f"{told}: not asked yet", "fits": "open"})
        else:
            words = f", “{answer.words}”" if answer.words else ""
            rows.append(
                {
                    "text": f"{told}: {'yes' if answer.yes else 'no'}{words}",
                    "fits": "yes" if answer.yes else "no",
                }
            )
    return rows


# ------------------------------------------------------------------------------------- letters


@dataclass(frozen=True)
class LetterLine:
    """A letter as it is shown to whoever looks after it."""

    letter: Letter
    by: str
    when: str
    may_be_given: bool


def letter_lines(ending: Ending) -> list[LetterLine]:
    """The newest letter of each who signs, and whatever was given before it."""
    newest = newest_letters(ending)
    given = [letter for letter in ending.letters.exclude(given_on=None) if letter not in newest]
    may = ending.status != Status.CALLED_OFF
    return [_letter_line(letter, may) for letter in [*newest, *given]]


def _letter_line(letter: Letter, may_be_given: bool) -> LetterLine:
    when = (
        f"given on {day_words(letter.given_on)}"
        if letter.given_on
        else f"written on {day_words(letter.written_on)}, not given yet"
    )
    return LetterLine(letter, letter.signed, when, may_be_given and letter.given_on is None)
