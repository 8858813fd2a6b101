"""The groups of children by which fairness is looked at, in words."""

from collections.abc import Iterable, Mapping

from kith.people.models import Child
from kith.science import fit, matching
from kith.science.fit.words import listed
from kith.science.recruiting import around
from kith.science.vocabulary import ATTRIBUTES, BACKGROUNDS, BROAD_BACKGROUNDS

AGES = ((0, 7, "Under 8"), (8, 10, "8 to 10"), (11, 13, "11 to 13"), (14, 15, "14 and 15"), (16, 25, "16 and over"))  # fmt: skip
NOT_KNOWN = "Not known"

Groups = dict[str, dict[str, str]]


def groups_of(
    children: Mapping[str, Child],
    referrals: Mapping[str, fit.Referral],
    people: Iterable[fit.Volunteer],
    priority: matching.Priority,
) -> Groups:
    """By what fairness is looked at: for each, the group of each child."""
    compass = around([*(one.point for one in referrals.values()), *(one.point for one in people)])
    found: Groups = {name: {} for name in ("area", "gender", "background", "age", "must", "waiting")}
    for key, one in referrals.items():
        side = compass.side(one.point).value
        found["area"][key] = side[:1].upper() + side[1:]
        found["gender"][key] = str(Child.Gender(children[key].gender).label)
        found["background"][key] = background_words(one.ethnicity)
        found["age"][key] = age_words(one.age)
        found["must"][key] = must_words(one)
        found["waiting"][key] = band_words(priority, one.days_waited)
    return found


def background_words(code: str | None) -> str:
    known = BACKGROUNDS.get(code or "")
    words = BROAD_BACKGROUNDS[known.group].label if known else NOT_KNOWN
    return words[:1].upper() + words[1:]


def age_words(age: int | None) -> str:
    return next((words for low, high, words in AGES if age is not None and low <= age <= high), NOT_KNOWN)


def must_words(one: fit.Referral) -> str:
    """In what respects this child must have somebody, not whom."""
    asked = list(dict.fromkeys(must.attribute for must in one.musts))
    if not asked:
        return "No must"
    return listed(ATTRIBUTES[attribute].label.lower() for attribute in asked).capitalize()


def band_words(priority: matching.Priority, days: int) -> str:
    bands = priority.wait_bands
    place = priority.band(days)
    return f"{bands[place]} days or more" if place < len(bands) else f"Under {bands[-1]} days"
