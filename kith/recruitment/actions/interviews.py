"""Two trained people talk with an applicant; each writes a view before reading the other's; then the check is made."""

from collections.abc import Mapping
from datetime import date

from django.db import transaction

from kith.access.models import User
from kith.access.policy import Permission
from kith.access.reach import schemes_for
from kith.audit import actions as audit
from kith.audit.events import Kind
from kith.foundation.dates import day_words
from kith.recruitment.actions.applications import take_step
from kith.recruitment.actions.checks import write_down
from kith.recruitment.actions.common import not_about_themself, tell
from kith.recruitment.models import Application, Interview, InterviewView
from kith.recruitment.refusals import CannotInterview
from kith.recruitment.states import OVER, Status
from kith.recruitment.vetting.interviewers import is_trained
from kith.schemes.models import Scheme

Leaning = InterviewView.Leaning


@transaction.atomic
def plan_interview(
    *, application: Application, first: User, second: User, place: str = "", held_on: date, by: User, on: date
) -> Interview:
    """Two colleagues talk with them on a day. Each is told, and finds a page to write on."""
    not_about_themself(application.volunteer, by, CannotInterview)
    if application.status in (Status.ENQUIRED, *OVER):
        raise CannotInterview("Somebody is interviewed once they have applied, and as long as they are here.")
    if first == second:
        raise CannotInterview("Two different people must be there.", "second")
    for box, person in (("first", first), ("second", second)):
        not_about_themself(application.volunteer, person, CannotInterview)
        if not schemes_for(person, Permission.RECORD_CHECK, on).filter(pk=application.scheme_id).exists():
            raise CannotInterview(f"{person.name} does not work with volunteers of this scheme.", box)
        _refuse_untrained(person, application.scheme, held_on, box)
    if application.interviews.filter(settled_on=None, called_off_on=None).exists():
        raise CannotInterview("There is an interview already. Call it off first.")
    interview = Interview.objects.create(
        application=application, on=held_on, place=place.strip(), created_by=by
    )
    for person in (first, second):
        InterviewView.objects.create(interview=interview, interviewer=person, created_by=by)
        if person != by:
            tell(person, "something new", application, on)
    application.asked_on = application.warned_on = None
    application.recruiter = application.recruiter or by  # who takes somebody up is their recruiter
    application.save(update_fields=["asked_on", "warned_on", "recruiter"])
    audit.record(Kind.INTERVIEW_PLANNED, about=application, by=by, on=on)
    return interview


def _refuse_untrained(person: User, scheme: Scheme, day: date, box: str) -> None:
    if not is_trained(person, scheme, day):
        raise CannotInterview(
            f"{person.name} is not written down as trained to interview on {day_words(day)}. Choose somebody who is, "
            "or ask a manager to write down their training.",
            box,
        )


@transaction.atomic
def call_off_interview(*, interview: Interview, by: User, on: date) -> Interview:
    """It does not take place; what was written of it stays with those who vet."""
    not_about_themself(interview.application.volunteer, by, CannotInterview)
    if interview.settled_on or interview.called_off_on:
        raise CannotInterview("This interview is over.")
    interview.called_off_on = on
    interview.save(update_fields=["called_off_on"])
    audit.record(Kind.INTERVIEW_CALLED_OFF, about=interview.application, by=by, on=on)
    return interview


@transaction.atomic
def write_view(
    *, interview: Interview, leaning: str, met: Mapping[str, int], words: str, by: User, on: date
) -> InterviewView:
    """One interviewer's own view. With the second view the check is recorded, and the application goes on."""
    view = interview.views.filter(interviewer=by).first()
    if view is None:
        raise CannotInterview("You were not one of the two. Ask them to write down what they think.")
    if view.written_on:
        raise CannotInterview("You have written your view already. It stays as it was.")
    if interview.called_off_on:
        raise CannotInterview("This interview was called off.")
    if interview.on > on:
        raise CannotInterview("The interview has not taken place yet.", "leaning")
    if not is_trained(by, interview.application.scheme, interview.on):
        raise CannotInterview(
            f"You are not written down as trained to interview on {day_words(interview.on)}, so your view cannot count. "
            "Ask a manager to write down your training, or call the interview off and plan it with somebody who is."
        )
    if leaning not in Leaning.values:
        raise CannotInterview("Say whether to go on.", "leaning")
    if leaning != Leaning.YES and not words.strip():
        raise CannotInterview("Say why, so that those who decide can weigh it.", "words")
    view.leaning, view.met, view.words, view.written_on = leaning, dict(met), words.strip(), on
    view.save(update_fields=["leaning", "met", "words", "written_on"])
    audit.record(Kind.INTERVIEW_VIEWED, about=interview.application, by=by, on=on)
    views = list(interview.views.select_related("interviewer"))
    if all(each.written_on for each in views):
        _settle(interview, views, by, on)
    return view


def _settle(interview: Interview, views: list[InterviewView], by: User, on: date) -> None:
    """Two times yes goes on. Anything else stands in the way until those who decide have talked about it."""
    application = interview.application
    interview.settled_on = on
    interview.save(update_fields=["settled_on"])
    first, second = (view.interviewer.name for view in views)
    passed = all(view.leaning == Leaning.YES for view in views)
    write_down(
        volunteer=application.volunteer,
        scheme=application.scheme,
        kind="interview",
        by=by,
        on=on,
        done_on=interview.on,
        passed=passed,
        details={"first": first, "second": second},
        vetting_words="" if passed else "The two did not both say yes. Their views stand with the interview.",
    )
    if passed and application.may("interview"):
        take_step(application=application, step="interview", by=by, on=on)
