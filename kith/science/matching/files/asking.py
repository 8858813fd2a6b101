"""From a round to the object that `kith match` reads: what `reading` makes of it again is the same round.

Nobody's name is in it. Whoever keeps a round keeps this, and can make it again on any machine.
"""

from collections.abc import Iterable, Mapping
from typing import Any

from kith.science.fit.people import Referral, Volunteer
from kith.science.matching.files.reading import FORMAT, Groups
from kith.science.matching.rounds import Pair, Round, Tiers
from kith.science.vocabulary import (
    BACKGROUNDS,
    CHILD_GENDERS,
    EXPERIENCE,
    FAITHS,
    GENDERS,
    INTERESTS,
    LANGUAGES,
    PETS,
    TIMES,
)

Known = Mapping[str, object]


def asking(round_: Round, groups: Groups | None = None) -> dict[str, Any]:
    """Words that the vocabulary does not know are left out: they could not be read again."""
    declined: dict[str, list[str]] = {}
    for child, volunteer in sorted(round_.could_not):
        declined.setdefault(volunteer, []).append(child)
    return {
        "format": FORMAT,
        "mode": round_.mode.value,
        "seed": round_.seed,
        "improve": round_.improve,
        "priority": {
            "wait_bands": list(round_.priority.wait_bands),
            "scarce_first": round_.priority.scarce_first,
        },
        "rules": {"travel_miles": round_.rules.travel_miles, "far_miles": round_.rules.far_miles},
        "children": [_child(round_, referral, groups or {}) for referral in _by_key(round_.referrals)],
        "volunteers": [_volunteer(round_, volunteer, declined) for volunteer in _by_key(round_.volunteers)],
        "fixed": _pairs(round_.fixed.items()),
        "forbidden": _pairs(round_.forbidden),
    }


def _by_key(people: Iterable[Any]) -> list[Any]:
    return sorted(people, key=lambda person: person.key)


def _pairs(pairs: Iterable[Pair]) -> list[dict[str, str]]:
    return [{"child": child, "volunteer": volunteer} for child, volunteer in sorted(pairs)]


def _child(round_: Round, referral: Referral, groups: Groups) -> dict[str, Any]:
    said = round_.choices.get(referral.key)
    told: dict[str, Any] = {
        **_of_both(referral),
        "days_waited": referral.days_waited,
        "wishes": [
            {"kind": wish.kind.value, "attribute": wish.attribute, "value": wish.value}
            for wish in referral.wishes
        ]
        or None,
        "barred": sorted(referral.barred) or None,
        "siblings": referral.siblings or None,
        "groups": {by: of_child[referral.key] for by, of_child in groups.items() if referral.key in of_child}
        or None,
    }
    if said is not None:
        told |= {
            "choices": _tiers(said.ranked),
            "set_aside": sorted(said.set_aside) or None,
            "anyone_else": said.anyone_else or None,
        }
    return _given(told)


def _volunteer(round_: Round, person: Volunteer, declined: Mapping[str, list[str]]) -> dict[str, Any]:
    order = round_.orders.get(person.key)
    return _given(
        {
            **_of_both(person),
            "interests": _listed(person.interests, INTERESTS),
            "experience": _listed(person.experience, EXPERIENCE),
            "pets": _listed(person.pets, PETS),
            "smokes": person.smokes,
            "places": person.places_left,
            "ages": [person.ages_from, person.ages_to],
            "wanted_ages": list(person.wanted_ages) if person.wanted_ages else None,
            "child_genders": _listed(person.child_genders, CHILD_GENDERS),
            "live_matches": person.live_matches or None,
            "live_offers": person.live_offers or None,
            "cleared": None if person.cleared else False,
            "trained": None if person.trained else False,
            "approved": None if person.approved else False,
            "could_not": declined.get(person.key),
            "order": None if order is None else _tiers(order),
        }
    )


def _of_both(person: Referral | Volunteer) -> dict[str, Any]:
    return {
        "key": person.key,
        "age": person.age,
        "gender": person.gender if person.gender in GENDERS else None,
        "ethnicity": person.ethnicity if person.ethnicity in BACKGROUNDS else None,
        "faith": person.faith if person.faith in FAITHS else None,
        "languages": _listed(person.languages, LANGUAGES),
        "point": list(person.point) if person.point else None,
        "free": _listed(person.free, TIMES),
        "travel_miles": person.travel_miles,
    }


def _listed(values: Iterable[str] | None, known: Known) -> list[str] | None:
    return None if values is None else sorted(value for value in values if value in known)


def _tiers(tiers: Tiers) -> list[Any]:
    return [tier[0] if len(tier) == 1 else list(tier) for tier in tiers if tier]


def _given(told: Mapping[str, Any]) -> dict[str, Any]:
    return {name: value for name, value in told.items() if value is not None}
