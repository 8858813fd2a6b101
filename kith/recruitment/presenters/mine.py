"""A volunteer's own papers in one scheme, in plain words: where I am, what is in place, what is still to come."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.urls import reverse

from kith.foundation.dates import day_words
from kith.recruitment.models import Application, Approval
from kith.recruitment.presenters.tasks import TAGS, asks
from kith.recruitment.states import Status
from kith.recruitment.vetting.checklist import ChecklistItem, State
from kith.recruitment.vetting.requirements import DRIVING
from kith.science.fit.words import listed

WHERE = {
    Status.ENQUIRED: "You have asked about this. The next step is the application form.",
    Status.APPLIED: "We have your application. Next we would like to meet you.",
    Status.INTERVIEWED: "We have met. Next come the checks.",
    Status.CHECKING: "We are checking things now. They do not all come at once.",
    Status.READY: "Everything is in. The panel decides next.",
    Status.APPROVED: "You are approved.",
}


@dataclass(frozen=True)
class Paper:
    """One scheme's card on the page."""

    scheme: str
    where: str
    terms: list[str]
    tasks: list[dict[str, Any]]
    who: str


def paper(
    application: Application, items: Iterable[ChecklistItem], on: date, approval: Approval | None = None
) -> Paper:
    """`approval`: the last one they had in the scheme."""
    has_left = approval is not None and approval.until_day is not None and approval.until_day <= on
    is_approved = application.status == Status.APPROVED and approval is not None
    return Paper(
        scheme=application.scheme.name,
        where="Your time with us here has come to an end. Thank you."
        if is_approved and has_left
        else WHERE[Status(application.status)],
        terms=list(_terms(approval)) if is_approved and approval and not has_left else [],
        tasks=[_task(item, application) for item in items],
        who=application.recruiter.name if application.recruiter else "",
    )


def _terms(approval: Approval) -> Iterator[str]:
    """For whom, how many at a time, on which condition, and when we talk about it again."""
    yield f"Young people from {approval.age_from} to {approval.age_to}."
    many = approval.places
    yield f"{'One young person' if many == 1 else f'Up to {many} young people'} at a time."
    if approval.conditions:
        yield f"Please keep to this: {approval.conditions}"
    if approval.review_on:
        yield f"We look back on it together around {day_words(approval.review_on)}."


def _task(item: ChecklistItem, application: Application) -> dict[str, Any]:
    text, classes = TAGS[item.state]
    if item.state == State.FAILED:
        text = "Let’s talk"
    status: dict[str, Any] = {"text": text, "classes": "kith-nowrap"}
    if item.state != State.MET:
        status = {"tag": {"text": text, "classes": f"{classes} kith-nowrap"}}
    task: dict[str, Any] = {"title": {"text": item.requirement.words}, "status": status}
    if item.requirement.key == "independence" and item.state in (State.MISSING, State.LAPSING, State.LAPSED):
        task["href"] = reverse("recruitment:my_independence", args=[application.scheme.public_id])
    if item.requirement.modules and item.state in (State.MISSING, State.LAPSING, State.LAPSED):
        task["href"] = reverse("training:mine")
    hint = _hint(item)
    return task | {"hint": {"text": hint}} if hint else task


def _hint(item: ChecklistItem) -> str:
    if item.state == State.MISSING:
        so_far = f"{item.have} of {item.requirement.how_many} so far. " if item.have else ""
        return so_far + asks(item)
    if item.state == State.FAILED:
        return "Please ring your coordinator about this."
    if item.until is None:
        return ""
    when, which = day_words(item.until), f"{listed(item.courses)}. " if item.courses else ""
    return {
        State.LAPSED: f"{which}Ran out on {when}. You cannot {_stopped(item)} until it is renewed.",
        State.LAPSING: f"{which}Runs out on {when}. Your coordinator will help you renew it.",
    }.get(item.state, f"Until {when}.")


def _stopped(item: ChecklistItem) -> str:
    return "drive anybody" if item.requirement.before == DRIVING else "meet anybody"
