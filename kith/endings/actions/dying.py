"""Somebody has died: every match it touches ends by one deed, nothing is sent, and people hear it from a person."""

from datetime import date, time

from django.db import transaction
from django.db.models import Q
from django.urls import reverse

from kith.access.actions import close_account
from kith.access.models import User
from kith.endings.actions.closing import close, end_today, let_go_when_done, pause
from kith.endings.courses import AT_ONCE
from kith.endings.deaths import ASKED_OF_THE_CHILD, asked_for, touched, waiting_for, within_reach
from kith.endings.models import Ending, EndingStep
from kith.endings.queries import rhythm_now, standing_ending, who_hears, who_looks_after
from kith.endings.steps import Plan
from kith.foundation.dates import day_words, moment
from kith.foundation.errors import Cannot
from kith.foundation.holding import hold
from kith.matching.actions import close as close_proposal
from kith.matching.models import Match, Proposal
from kith.messages.actions import keep_back, send
from kith.people.actions import mark_died
from kith.people.models import Child, Volunteer
from kith.recruitment.actions.closing import close_what_is_open
from kith.recruitment.models import Approval
from kith.referral import actions as referrals

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
    endings = [_end(match, Ending.Kind.DIED, by=by, on=on) for match in live]
    for ending in endings:
        _tell_coordinators(ending, by=by, on=on)
    return endings


@transaction.atomic
def child_died(
    *, match: Match, by: User, on: date, reason_words: str = "", child_words: str = ""
) -> list[Ending]:
    """Written down once: every match within reach ends, and whoever looks after the others is told to open theirs."""
    child = hold(match.child)
    if not match.is_live:
        raise CannotBe(f"{match.name} have ended already. Leave out the steps that are not needed any more.")
    _nobody_new(child, by=by, on=on)
    mine = list(touched(child).filter(Q(pk=match.pk) | Q(pk__in=within_reach(child, by).values("pk"))))
    endings = [
        _end(each, Ending.Kind.CHILD_DIED, by=by, on=on, reason_words=reason_words, child_words=child_words)
        for each in mine
        if each.is_live
    ]
    for ending in endings:
        _tell_coordinators(ending, by=by, on=on)
    _ask_nothing_more(
        [each for each in mine if each.pk not in {one.match_id for one in endings}], by=by, on=on
    )
    if child.user:
        keep_back(to=child.user)
        close_account(user=child.user, on=on)
    _tell_the_others(child, but=mine, by=by, on=on)
    return endings


def _nobody_new(child: Child, *, by: User, on: date) -> None:
    """Nobody looks for a volunteer any more, and whoever was asked is asked no more."""
    circumstances = Proposal.CloseReason.CIRCUMSTANCES
    for proposal in list(asked_for(child, by)):
        close_proposal(proposal=proposal, closed_by=By.COORDINATOR, reason=circumstances, by=by, on=on)
    for referral in list(waiting_for(child, by)):
        referrals.withdraw(referral=referral, words=f"{child.name} has died.", by=by, on=on)


def _ask_nothing_more(over: list[Match], *, by: User, on: date) -> None:
    """After an earlier ending: what was still to be asked of the young person is left out."""
    for ending in Ending.objects.standing().filter(match__in=over).with_people():
        steps = ending.steps.open().filter(key__in=ASKED_OF_THE_CHILD)
        for step in steps:
            _leave_out(step, f"{ending.child.name} has died", by=by, on=on)
        ending.look_backs.open().delete()
        let_go_when_done(ending, by=by, on=on)


def _tell_the_others(child: Child, *, but: list[Match], by: User, on: date) -> None:
    """Matches that the writer may not know of: their own people are led to the page where it is written down."""
    for match in touched(child).exclude(pk__in=[each.pk for each in but]):
        link = reverse("endings:child_died", args=[match.public_id])
        for user in who_looks_after(match, on):
            if user != by:
                send(to=user, event="something new", about=match, link=link, at=moment(on, time()))


# ------------------------------------------------------------------------------------- one match of those it ends


def _end(
    match: Match, kind: Ending.Kind, *, by: User, on: date, reason_words: str = "", child_words: str = ""
) -> Ending:
    """A goodbye that was on its way is not finished: the steps that are left take the place of the open ones."""
    already = standing_ending(match)
    if already is None:
        return end_today(
            match=match, kind=kind, by=by, on=on, reason_words=reason_words, child_words=child_words
        )
    ending = hold(already)
    ending.kind = kind
    ending.save(update_fields=["kind"])
    _other_steps(ending, by=by, on=on)
    closed = close(ending, words=reason_words, by=by, on=on)
    pause(closed, by=by, on=on)
    return closed


def _tell_coordinators(ending: Ending, *, by: User, on: date) -> None:
    link = reverse("endings:ending", args=[ending.public_id])
    for coordinator in who_hears(ending.match, on):
        if coordinator != by:
            send(to=coordinator, event="something new", about=ending, link=link, at=moment(on, time()))


def _other_steps(ending: Ending, *, by: User, on: date) -> None:
    match = ending.match
    who = match.child.name if ending.kind == Ending.Kind.CHILD_DIED else match.volunteer.first_name
    course = AT_ONCE[Ending.Kind(ending.kind)]
    plan = Plan(course, ending.kind, match, match.scheme.rules_on(on), on, on, rhythm_now(match, on))
    wanted = {line.key: line for line in plan.lines()}
    for step in ending.steps.open():
        if line := wanted.get(step.key):
            step.words, step.due_on = line.words, line.due_on
            step.save(update_fields=["words", "due_on"])
        else:
            _leave_out(step, f"{who} has died", by=by, on=on)
    there = dict(ending.steps.values_list("key", "place"))
    after = max(there.values(), default=0)
    for place, line in enumerate((line for key, line in wanted.items() if key not in there), start=after + 1):
        EndingStep.objects.create(
            ending=ending, key=line.key, words=line.words, due_on=line.due_on, place=place, created_by=by
        )


def _leave_out(step: EndingStep, why: str, *, by: User, on: date) -> None:
    step.skipped_on, step.skipped_why, step.done_by = on, why, by
    step.save(update_fields=["skipped_on", "skipped_why", "done_by"])
