"""The first meeting: planned with the coordinator there, and afterwards everybody is asked again."""

from datetime import date, datetime

from django.db import transaction

from kith.access.models import User
from kith.audit import actions as audit
from kith.audit.events import Kind
from kith.foundation.dates import LONDON, weekday_words
from kith.foundation.errors import Cannot
from kith.foundation.holding import hold
from kith.matching import queries
from kith.matching.actions.closing import close
from kith.matching.actions.proposals import tell_volunteer
from kith.matching.actions.standing import check_age, check_goes_on, check_volunteer
from kith.matching.models import FirstMeetingAnswer, Proposal
from kith.matching.states import ProposalStatus
from kith.safeguarding.safety_plans import lacks_plan


class CannotIntroduce(Cannot):
    """The first meeting cannot be planned or answered as asked."""


@transaction.atomic
def plan_first_meeting(
    *,
    proposal: Proposal,
    moment: datetime,
    place: str,
    by: User,
    on: date,
    carer_heard: str = "",
    worker_heard: str = "",
    accompanied_by: User | None = None,
) -> Proposal:
    """Plan when and where they meet for the first time, or plan it anew. Carer and worker have been heard.

    Somebody who looks after the child is there, too: `accompanied_by`, or else whoever plans it.
    """
    hold(proposal)
    check_goes_on(proposal, CannotIntroduce)
    if not proposal.may("plan first meeting"):
        raise CannotIntroduce("Two people approve first; then the first meeting can be planned.")
    if moment.astimezone(LONDON).date() < on:
        raise CannotIntroduce("Choose a day that is still to come.")
    if not place.strip():
        raise CannotIntroduce("Say where they meet: somewhere out and about, never a home address.")
    with_them = accompanied_by or by
    if with_them not in queries.who_can_accompany(proposal, on):
        raise CannotIntroduce(
            f"{with_them.first_name} does not look after {proposal.child.name}. Choose who of the scheme is there."
        )
    check_age(proposal, CannotIntroduce, on)
    check_volunteer(proposal, CannotIntroduce, on)
    if lacks_plan(proposal.child, proposal.volunteer, proposal.scheme, "meeting", on):
        raise CannotIntroduce(
            f"{proposal.scheme} asks for a safety plan before two people meet. Write it with everybody first."
        )
    proposal.first_meeting_with = with_them
    proposal.first_meeting_at, proposal.first_meeting_place = moment, place.strip()
    proposal.carer_heard, proposal.worker_heard = carer_heard.strip(), worker_heard.strip()
    proposal.save(
        update_fields=[
            "first_meeting_at",
            "first_meeting_place",
            "first_meeting_with",
            "carer_heard",
            "worker_heard",
        ]
    )
    proposal.move("plan first meeting", by=by, on=on)
    audit.record(Kind.FIRST_MEETING_PLANNED, about=proposal, by=by, on=on)
    tell_volunteer(proposal, "meeting changed", on)
    return proposal


@transaction.atomic
def answer_first_meeting(
    *, proposal: Proposal, who: str, yes: bool, by: User, on: date, words: str = ""
) -> Proposal:
    """Somebody says whether they would like to go on. One no closes it; when all have said yes, it can begin."""
    hold(proposal)
    if who not in FirstMeetingAnswer.Who.values:
        raise CannotIntroduce("Say who answered.")
    if not yes:
        return _ended_by(who, proposal, by, on, words)
    check_goes_on(proposal, CannotIntroduce)
    check_age(proposal, CannotIntroduce, on)
    if proposal.status != ProposalStatus.MEETING or proposal.first_meeting_at is None:
        raise CannotIntroduce("The first meeting has to be planned before anybody is asked how it was.")
    held_on = proposal.first_meeting_at.astimezone(LONDON).date()
    if on < held_on:
        raise CannotIntroduce(f"They meet on {weekday_words(held_on)}. Ask everybody afterwards.")
    if proposal.answers.filter(who=who).exists():
        raise CannotIntroduce("This yes is written down already. If it has become a no, say no.")
    _keep_answer(who, proposal, by, on, words, yes=True)
    if not queries.still_to_answer(proposal, on):
        proposal.move("agree", by=by, on=on)
    return proposal


def _keep_answer(who: str, proposal: Proposal, by: User, on: date, words: str, *, yes: bool) -> None:
    FirstMeetingAnswer.objects.create(
        proposal=proposal, who=who, yes=yes, words=words.strip(), on=on, created_by=by
    )
    audit.record(Kind.FIRST_MEETING_ANSWERED, about=proposal, by=by, on=on, who=who)


def _ended_by(who: str, proposal: Proposal, by: User, on: date, words: str) -> Proposal:
    """A no is heard whenever it is said, also before the meeting and also after a yes."""
    if not proposal.is_open:
        raise CannotIntroduce("This proposal is over already. Nothing more needs to be done here.")
    if not proposal.answers.filter(who=who).exists():
        _keep_answer(who, proposal, by, on, words, yes=False)
    reason = Proposal.CloseReason.AFTER_MEETING
    return close(proposal=proposal, closed_by=who, reason=reason, by=by, on=on, words=words)
