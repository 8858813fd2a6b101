"""The application form as its writer sees it, and as staff read it."""

from collections.abc import Iterator
from datetime import date
from typing import Any

from django.urls import reverse

from kith.recruitment.applying import sections
from kith.recruitment.applying.sections import HOMES, SECTIONS, Section
from kith.recruitment.models import Answers, Application
from kith.recruitment.states import Status

STANDS = {
    Status.ENQUIRED: "We have your enquiry.",
    Status.APPLIED: "We have your application, and read it. We get in touch about meeting you.",
    Status.INTERVIEWED: "We have met. We get in touch about what comes next.",
    Status.CHECKING: "We are doing the checks now. They do not all come at once.",
    Status.READY: "Everything is in. The panel decides next.",
    Status.APPROVED: "You are approved. You have an account of your own now: sign in with your e-mail address.",
    Status.DECLINED: "Your application is closed.",
    Status.WITHDRAWN: "Your application is closed. Write to us if you would like to take it up again.",
    Status.LAPSED: "Your application is closed. Write to us if you would like to take it up again.",
}


def standing_words(application: Application) -> str:
    """Where it stands, as the applicant may know it: never why."""
    return STANDS[Status(application.status)]


def tasks(answers: Answers | None, on: date) -> list[dict[str, Any]]:
    """The sections for the task-list component."""
    return [_task(answers, section, on) for section in SECTIONS]


def _task(answers: Answers | None, section: Section, on: date) -> dict[str, Any]:
    done = sections.is_done(answers, section, on)
    task: dict[str, Any] = {
        "title": {"text": section.title},
        "href": reverse("recruitment:section", args=[section.slug]),
        "status": _status(answers, section, done),
    }
    return task | {"hint": {"text": section.hint}} if section.hint else task


def _status(answers: Answers | None, section: Section, done: bool) -> dict[str, Any]:
    if done:
        return {"text": "Completed"}
    if section.slug == HOMES and answers and answers.sections.get(HOMES, {}).get("homes"):
        return {"tag": {"text": "In progress", "classes": "govuk-tag--light-blue kith-nowrap"}}
    if section.may_be_left_out:
        return {"tag": {"text": "Optional", "classes": "govuk-tag--grey kith-nowrap"}}
    return {"tag": {"text": "Not yet started", "classes": "govuk-tag--blue kith-nowrap"}}


def read_over(answers: Answers) -> list[dict[str, Any]]:
    """Every section with what was said, and the way back to change it."""
    return [
        {
            "title": section.title,
            "url": reverse("recruitment:section", args=[section.slug]),
            "rows": _rows(answers, section),
        }
        for section in SECTIONS
    ]


def read_by_staff(answers: Answers, *, sealed: bool = False) -> Iterator[dict[str, Any]]:
    """What staff read: everything but what is sealed; or that alone."""
    for section in SECTIONS:
        if section.sealed == sealed and (rows := _rows(answers, section)):
            yield {"title": section.title, "rows": rows}


def _rows(answers: Answers, section: Section) -> list[dict[str, Any]]:
    return [
        {"key": {"text": question}, "value": {"text": said}}
        for question, said in sections.lines_of(answers, section)
    ]


def home_lines(homes: list[dict[str, Any]]) -> list[dict[str, Any]]:
    return [
        {
            "where": sections.home_where(home),
            "when": sections.home_when(home),
            "remove_url": reverse("recruitment:remove_home", args=[place]),
        }
        for place, home in enumerate(sections.by_time(homes))
    ]
