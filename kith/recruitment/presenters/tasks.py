"""The checklist as a task list: a link where the reader may record, else who can."""

from collections.abc import Iterable
from typing import Any

from django.urls import reverse

from kith.access.policy import Permission
from kith.foundation.dates import day_words
from kith.recruitment.presenters.reader import Reader, check_address, named
from kith.recruitment.vetting.checklist import ChecklistItem, State
from kith.recruitment.vetting.risks import waits_for_a_decision
from kith.science.fit.words import listed

TAGS = {
    State.MET: ("In place", "govuk-tag--green"),
    State.LAPSING: ("Lapses soon", "govuk-tag--yellow"),
    State.LAPSED: ("Lapsed", "govuk-tag--red"),
    State.FAILED: ("Stands in the way", "govuk-tag--red"),
    State.EXEMPT: ("Excused for now", "govuk-tag--blue"),
    State.MISSING: ("Still needed", "govuk-tag--grey"),
}


def tasks_done(reader: Reader, items: Iterable[ChecklistItem]) -> list[dict[str, Any]]:
    """What is in place and needs nobody’s eye, for the task-list component."""
    return [_task(reader, item) for item in items if item.state == State.MET]


def tasks_left(reader: Reader, items: Iterable[ChecklistItem]) -> list[dict[str, Any]]:
    """The rest of the checklist: a link where this reader may record, else who can."""
    return [_task(reader, item) for item in items if item.state != State.MET]


def _task(reader: Reader, item: ChecklistItem) -> dict[str, Any]:
    requirement = item.requirement
    text, classes = TAGS[item.state]
    if reader.vets and item.check and waits_for_a_decision(item.check):
        text, classes = "Waits for a decision", "govuk-tag--yellow"
    elif item.state == State.MISSING and item.have:
        text = f"{item.have} of {requirement.how_many}"
    if item.state == State.MET:
        status: dict[str, Any] = {"text": text, "classes": "kith-nowrap"}
    else:
        status = {"tag": {"text": text, "classes": f"{classes} kith-nowrap"}}
    task: dict[str, Any] = {
        "title": {"text": requirement.words},
        "hint": {"text": _hint(reader, item)},
        "status": status,
    }
    if requirement.key == "reference" and reader.may(Permission.RECORD_CHECK):
        task["href"] = reverse("recruitment:references", args=[reader.application.public_id])
    elif reader.may(requirement.recorded_by):
        task["href"] = check_address(reader.application, requirement.slug)
    return task


def _hint(reader: Reader, item: ChecklistItem) -> str:
    said = [_standing(item)] if item.state != State.MISSING else [asks(item)]
    if not item.is_met and not reader.may(item.requirement.recorded_by):
        who = named(reader.who(item.requirement.recorded_by), "a vetting officer")
        said.append(f"{who} records this.")
    return " ".join(said)


def asks(item: ChecklistItem) -> str:
    """What is asked for: the courses that lack by name, where it is asked for course by course."""
    return f"Still to do: {listed(item.courses)}." if item.courses else item.requirement.asks


def _standing(item: ChecklistItem) -> str:
    if item.state == State.FAILED:
        return "Those who vet know why."
    if item.state == State.EXEMPT and item.until:
        return f"Excused until {day_words(item.until)}."
    if item.state == State.LAPSED and item.until:
        return f"Ran out on {day_words(item.until)}."
    done = f"Done on {day_words(item.check.on)}" if item.check else ""
    return f"{done}, holds until {day_words(item.until)}." if item.until else f"{done}."
