"""What must hold, still, before a proposal goes one step further."""

from datetime import date

from kith.foundation.errors import Cannot
from kith.matching import queries
from kith.matching.models import Proposal
from kith.recruitment.models import Approval
from kith.recruitment.queries import approvals_open
from kith.referral.states import Status


def what_stands_against(proposal: Proposal) -> str:
    """Why this proposal may not go on, as far as the child and the referral are concerned; empty when it may."""
    name = proposal.child.name
    if not proposal.is_open:
        return (
            f"This proposal is closed. If {name} would like to go on, show cards again and let {name} choose."
        )
    if proposal.referral.status not in (Status.ACCEPTED, Status.WAITING):
        return f"{name}’s referral is not waiting any more, so nobody is asked for it."
    if proposal.card is None:
        return ""
    return queries.childs_no(proposal.card.shortlist)


def check_goes_on(proposal: Proposal, refusal: type[Cannot]) -> None:
    """The child's newest choice still stands, and the referral still waits."""
    if against := what_stands_against(proposal):
        raise refusal(against)


def check_age(proposal: Proposal, refusal: type[Cannot], on: date) -> None:
    """A child may have grown out of the scheme on the way."""
    if against := queries.too_old(proposal.child, proposal.scheme, on):
        raise refusal(against)


def check_volunteer(proposal: Proposal, refusal: type[Cannot], on: date) -> None:
    """The volunteer may meet a child today, everything in date; the first thing missing is said."""
    if missing := queries.in_the_way(proposal, on):
        raise refusal(" ".join(missing))


def hold_place(proposal: Proposal, refusal: type[Cannot], on: date) -> Approval:
    """The volunteer's approval, held until the deed is done, with room and for a child of this age.

    Live matches and approved proposals together never exceed the places: whoever counts them holds this row.
    """
    name, child = proposal.volunteer.first_name, proposal.child
    approval = (
        approvals_open(proposal.scheme, on).filter(volunteer=proposal.volunteer).select_for_update().first()
    )
    if approval is None:
        raise refusal(f"{name} is not approved for {proposal.scheme}.")
    age = child.age_on(on)
    if age is not None and not approval.age_from <= age <= approval.age_to:
        raise refusal(
            f"{name} is approved for ages {approval.age_from} to {approval.age_to}, and {child.name} is {age}."
        )
    return approval


def check_room(proposal: Proposal, refusal: type[Cannot], on: date) -> None:
    """Holds the place, then counts; a proposal that already holds a place does not count against itself."""
    approval = hold_place(proposal, refusal, on)
    taken = queries.places_taken([proposal.volunteer], proposal.scheme)[proposal.volunteer_id]
    if taken - proposal.names_are_open >= approval.places:
        name = proposal.volunteer.first_name
        raise refusal(f"{name} has no place left at the moment. Ask the next choice, or look again.")
