"""Whether a volunteer may still be asked, and what is said when they may not.

Whoever may be somebody a child must be kept from, is suspended for whatever reason, or has enough to answer already is spoken of in the same
sentence, so that none of these can be told from another.
"""

from collections.abc import Iterable
from datetime import date

from kith.foundation.dates import day_words
from kith.matching.models import CardShown, Proposal
from kith.matching.queries.capacity import standings
from kith.matching.queries.kept_away import kept_away
from kith.people.models import Child, Volunteer
from kith.recruitment.queries import is_suspended, obstacles
from kith.schemes.models import Scheme


def not_at_the_moment(volunteer: Volunteer) -> str:
    return f"{volunteer.first_name} cannot be proposed at the moment."


def in_the_way(proposal: Proposal, on: date) -> list[str]:
    """Why these two may not go a step on, as far as the volunteer is concerned, a sentence each."""
    volunteer = proposal.volunteer
    if is_suspended(volunteer, on) or kept_away([volunteer], on):
        return [not_at_the_moment(volunteer)]
    return obstacles(volunteer, proposal.scheme, on)


def cannot_be_asked(cards: Iterable[CardShown], on: date) -> set[int]:
    """Of the volunteers on cards of one list, the ids of those who may not be asked now, whatever the reason.

    The same questions for one card and for five.
    """
    listed = list(cards)
    if not listed:
        return set()
    shortlist, volunteers = listed[0].shortlist, [card.volunteer for card in listed]
    standing = standings(volunteers, shortlist.scheme, on, besides=shortlist.child)
    return {
        volunteer.pk
        for volunteer in volunteers
        if not (standing[volunteer.pk].cleared and standing[volunteer.pk].places_left > 0)
    }


def pause_of(child: Child, on: date) -> str:
    """A child who would like nobody new for now, in a sentence; empty when there is no pause."""
    if child.rests_until is None or not child.rests_on(on):
        return ""
    return f"{child.name} has a pause until {day_words(child.rests_until)}. Look then, or once {child.name} has lifted it."


def too_old(child: Child, scheme: Scheme, on: date) -> str:
    """A child who has grown out of the scheme, in a sentence that says what then; empty while they have not."""
    age = child.age_on(on)
    if age is None or age <= scheme.child_age_to:
        return ""
    return (
        f"{child.name} is {age} now, and {scheme} is for young people up to {scheme.child_age_to}. "
        f"Talk with {child.name} about which scheme could follow, and refer them there."
    )
