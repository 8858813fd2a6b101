"""A volunteer has died. Their matches end gently, nothing more is sent to them, and each child hears it from a person."""

from datetime import date, time

from django.db import transaction
from django.urls import reverse

from kith.access.models import User
from kith.endings.actions.closing import close, end_unplanned
from kith.endings.courses import Course
from kith.endings.models import Ending, EndingStep
from kith.endings.queries import rhythm_now, standing_ending, who_hears
from kith.endings.steps import Plan
from kith.foundation.dates import day_words, moment
from kith.foundation.errors import Cannot
from kith.foundation.holding import hold
from kith.matching.actions import close as close_proposal
from kith.matching.models import Match, Proposal
from kith.messages.actions import keep_back, send
from kith.people.actions import mark_died
from kith.people.models import Volunteer
from kith.recruitment.actions.closing import close_what_is_open
from kith.recruitment.models import Approval

By, Reason = Proposal.ClosedBy, Proposal.CloseReason


class CannotBe(Cannot):
    """It cannot be written down like this that somebody has died."""


@transaction.atomic
def volunteer_died(*, volunteer: Volunteer, died_on: date, by: User, on: date) -> list[Ending]:
    """In one act: account and letters closed, proposals and approvals too, every match ended with the steps that are left."""
    hold(volunteer)
    if volunteer.died_on:
        raise CannotBe(
            f"It is written down already: {volunteer.first_name} died on {day_words(volunteer.died_on)}."
        )
    if died_on > on:
        raise CannotBe("The day cannot be one to come.")
    mark_died(volunteer=volunteer, died_on=died_on, by=by, on=on)
    addresses = [volunteer.email] if volunteer.email else []
    keep_back(to=volunteer.user, addresses=addresses)
    for proposal in Proposal.objects.open().filter(volunteer=volunteer).order_by("pk"):
        close_proposal(proposal=proposal, closed_by=By.COORDINATOR, reason=Reason.CANNOT, by=by, on=on)
    for approval in Approval.objects.filter(volunteer=volunteer, until_day=None):
        approval.until_day, approval.review_on = max(on, approval.from_day), None
        approval.save(update_fields=["until_day", "review_on"])
    close_what_is_open(volunteer=volunteer, by=by, on=on)
    live = Match.objects.live().filter(volunteer=volunteer).with_people().order_by("pk")
    return [_end(match, by=by, on=on) for match in live]


def _end(match: Match, *, by: User, on: date) -> Ending:
    """A goodbye that was on its way is not finished: the steps that are left take the place of the open ones."""
    already = standing_ending(match)
    if already is None:
        ending = end_unplanned(match=match, kind=Ending.Kind.DIED, by=by, on=on)
    else:
        ending = hold(already)
        ending.kind = Ending.Kind.DIED
        ending.save(update_fields=["kind"])
        _other_steps(ending, by=by, on=on)
        close(ending, words="", by=by, on=on)
    link = reverse("endings:ending", args=[ending.public_id])
    for coordinator in who_hears(match, on):
        if coordinator != by:
            send(to=coordinator, event="something new", about=ending, link=link, at=moment(on, time()))
    return ending


def _other_steps(ending: Ending, *, by: User, on: date) -> None:
    match = ending.match
    plan = Plan(Course.DIED, ending.kind, match, match.scheme.rules_on(on), on, on, rhythm_now(match, on))
    wanted = {line.key: line for line in plan.lines()}
    for step in ending.steps.open():
        if line := wanted.get(step.key):
            step.words, step.due_on = line.words, line.due_on
            step.save(update_fields=["words", "due_on"])
        else:
            step.skipped_on, step.skipped_why, step.done_by = on, f"{match.volunteer.first_name} has died", by
            step.save(update_fields=["skipped_on", "skipped_why", "done_by"])
    there = dict(ending.steps.values_list("key", "place"))
    after = max(there.values(), default=0)
    for place, line in enumerate((line for key, line in wanted.items() if key not in there), start=after + 1):
        EndingStep.objects.create(
            ending=ending, key=line.key, words=line.words, due_on=line.due_on, place=place, created_by=by
        )
