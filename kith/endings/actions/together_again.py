"""A child is back, and somebody was with them before: the two are asked first, before anybody else is looked for."""

from datetime import date

from django.db import transaction

from kith.access.models import User
from kith.audit import actions as audit
from kith.audit.events import Kind
from kith.endings.crossroads import why_not_again
from kith.foundation.errors import Cannot
from kith.matching.actions import make_shortlist
from kith.matching.models import Match, Shortlist
from kith.referral.models import Referral


class CannotOfferAgain(Cannot):
    """The two cannot be brought together again like this."""


@transaction.atomic
def offer_first(
    *, referral: Referral, match: Match, child_wishes: bool, volunteer_wishes: bool, by: User, on: date
) -> Shortlist:
    """Both were asked and both would like it: the short list has one card on it, and from there the usual way."""
    child, volunteer = match.child.name, match.volunteer
    if not child_wishes:
        raise CannotOfferAgain(f"Ask {child} first. Without {child}’s wish nobody is offered.")
    if not volunteer_wishes:
        raise CannotOfferAgain(
            f"Ask {volunteer.first_name} first, without saying what has happened to {child}."
        )
    if why_not := why_not_again(referral, match, on):
        raise CannotOfferAgain(why_not)
    shortlist = make_shortlist(referral=referral, by=by, on=on, only=[volunteer], again=[volunteer])
    audit.record(Kind.OFFERED_FIRST, about=shortlist, by=by, on=on)
    return shortlist
