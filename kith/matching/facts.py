"""Rows into the plain people whom kith.science.fit compares: a child who waits, and volunteers of a scheme."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from kith.matching.models import WishList
from kith.people.models import Child, Volunteer
from kith.recruitment.models import Approval
from kith.science import fit
from kith.science.places import point_of
from kith.science.vocabulary import BACKGROUNDS, FAITHS, NO_PETS

GENDERS = {"F": "female", "M": "male", "X": "nonbinary"}
OLDEST = 25


@dataclass(frozen=True)
class Standing:
    """Where a volunteer stands in a scheme on a day, apart from who they are."""

    approval: Approval | None
    places_left: int = 0
    live_matches: int = 0
    cards_out: int = 0
    cleared: bool = True
    trained: bool = True


def _known(values: Iterable[str]) -> frozenset[str] | None:
    """An empty list in a row means that nobody has asked, which is not the same as “none”."""
    return frozenset(values) or None


def _pets(said: Iterable[str]) -> frozenset[str] | None:
    """Whoever says that they have none has none: a child who fears dogs may meet them."""
    known = _known(said)
    return None if known is None else known - {NO_PETS}


def _background(code: str) -> str | None:
    """Refused, not yet obtained and unknown codes say nothing about a person."""
    return code if code in BACKGROUNDS else None


def _faith(key: str) -> str | None:
    return key if key in FAITHS else None


def own_traits(child: Child) -> dict[str, str | None]:
    """What “the same as me” means for this child; None where it is not known."""
    return {
        "gender": GENDERS.get(child.gender),
        "ethnicity": _background(child.ethnicity),
        "faith": _faith(child.faith),
    }


def wishes_of(wish_list: WishList) -> tuple[fit.Wish, ...]:
    """What was said about who, and what they would like to do as something it is nice to share."""
    said = [fit.Wish(fit.Kind(wish.kind), wish.attribute, wish.value) for wish in wish_list.wishes.all()]
    spoken_of = {(wish.attribute, wish.value) for wish in said}
    shared = [
        fit.Wish(fit.Kind.LIKE, "interest", key)
        for key in wish_list.to_do
        if ("interest", key) not in spoken_of
    ]
    return (*said, *shared)


def child_facts(
    child: Child,
    wish_list: WishList,
    on: date,
    *,
    since: date | None = None,
) -> fit.Referral:
    """A child who waits. `since`: when the referral was received."""
    own = own_traits(child)
    return fit.Referral(
        key=str(child.public_id),
        first_name=child.name,
        age=child.age_on(on),
        gender=own["gender"],
        ethnicity=own["ethnicity"],
        faith=own["faith"],
        languages=_known(child.languages),
        point=point_of(child.area) if child.area else None,
        wishes=wishes_of(wish_list),
        free=_known(wish_list.free_days),
        travel_miles=wish_list.travel_miles,
        days_waited=max(0, (on - since).days) if since else 0,
    )


def _hoped_for(volunteer: Volunteer) -> tuple[int, int] | None:
    """The ages they hope for; half an answer is open at the other end."""
    low, high = volunteer.hopes_age_from, volunteer.hopes_age_to
    if low is None and high is None:
        return None
    return low or 0, OLDEST if high is None else high


def volunteer_facts(volunteer: Volunteer, standing: Standing, on: date) -> fit.Volunteer:
    approval = standing.approval
    return fit.Volunteer(
        key=str(volunteer.public_id),
        first_name=volunteer.first_name,
        age=volunteer.age_on(on),
        gender=GENDERS.get(volunteer.gender),
        ethnicity=_background(volunteer.ethnicity),
        faith=_faith(volunteer.faith),
        languages=_known(volunteer.languages),
        interests=_known(volunteer.interests),
        experience=_known(volunteer.experience),
        pets=_pets(volunteer.pets),
        smokes=volunteer.smokes,
        free=_known(volunteer.free_days),
        point=point_of(volunteer.postcode) if volunteer.postcode else None,
        travel_miles=volunteer.travel_miles,
        ages_from=approval.age_from if approval else 0,
        ages_to=approval.age_to if approval else 25,
        places_left=standing.places_left,
        live_matches=standing.live_matches,
        live_offers=standing.cards_out,
        cleared=standing.cleared,
        trained=standing.trained,
        approved=approval is not None,
        wanted_ages=_hoped_for(volunteer),
    )
