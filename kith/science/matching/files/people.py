"""Children and volunteers of a file as the people whom `kith.science.fit` compares."""

from collections.abc import Callable, Mapping
from typing import Any

from kith.science.fit.people import Kind, Referral, Volunteer, Wish
from kith.science.matching.files.values import Value
from kith.science.places import Point, outcode_of, point_of
from kith.science.vocabulary import (
    BACKGROUNDS,
    CHILD_GENDERS,
    ETHNICITY_NOT_KNOWN,
    EXPERIENCE,
    FAITHS,
    GENDERS,
    INTERESTS,
    LANGUAGES,
    PETS,
    TIMES,
)

GREATEST_AGE = 120


def _several(known: Mapping[str, object], what: str) -> Callable[[Value], frozenset[str]]:
    return lambda value: frozenset(item.one_of(known, what) for item in value.items())


def _one(known: Mapping[str, object], what: str) -> Callable[[Value], str]:
    return lambda value: value.one_of(known, what)


def _ethnicity(value: Value) -> str | None:
    content = value.one_of({**BACKGROUNDS, **dict.fromkeys(ETHNICITY_NOT_KNOWN)}, "a background")
    return None if content in ETHNICITY_NOT_KNOWN else content


def _postcode(value: Value) -> Point | None:
    """A postcode that is written like one but not in the list is a place that is not known, which is said."""
    if outcode_of(value.text()) is None:
        raise value.wrong(f"“{value.content}” is not written like a British postcode.")
    return point_of(value.content)


def _point(value: Value) -> Point:
    both = [item.whole(-(10**7), 10**7) for item in value.items()]
    if len(both) != 2:
        raise value.wrong("a point is two numbers: metres east and metres north on the National Grid.")
    return both[0], both[1]


def _wishes(value: Value) -> tuple[Wish, ...]:
    wishes: list[Wish] = []
    for item in value.items():
        fields = item.fields(dict.fromkeys(("kind", "attribute", "value")), "a wish")
        if len(fields) < 3:
            raise item.wrong("a wish has a kind (must, like or not), an attribute and a value.")
        kind = fields["kind"].one_of({kind.value: kind for kind in Kind}, "a kind of wish")
        try:
            wishes.append(Wish(Kind(kind), fields["attribute"].text(), fields["value"].text()))
        except ValueError as error:
            raise item.wrong(str(error)) from None
    return tuple(wishes)


def _keys(value: Value) -> frozenset[str]:
    return frozenset(item.text() for item in value.items())


def _limit(value: Value) -> int:
    return value.whole(0, 10_000)


def _age(value: Value) -> int:
    return value.whole(0, GREATEST_AGE)


Readers = Mapping[str, Callable[[Value], Any]]
"""By field of the file: how to read it. The names are those of the dataclasses, but for those in RENAMED."""

OF_BOTH: Readers = {
    "age": _age,
    "gender": _one(GENDERS, "a gender"),
    "ethnicity": _ethnicity,
    "faith": _one(FAITHS, "a faith"),
    "languages": _several(LANGUAGES, "a language"),
    "postcode": _postcode,
    "point": _point,
    "free": _several(TIMES, "a day or part of a day"),
    "travel_miles": _limit,
}
OF_A_CHILD: Readers = {
    **OF_BOTH,
    "days_waited": Value.whole,
    "wishes": _wishes,
    "barred": _keys,
    "siblings": lambda value: value.whole(0, 20),
}
OF_A_VOLUNTEER: Readers = {
    **OF_BOTH,
    "places": lambda value: value.whole(0, 10_000),
    "interests": _several(INTERESTS, "an interest"),
    "experience": _several(EXPERIENCE, "something lived through"),
    "pets": _several(PETS, "a pet"),
    "smokes": Value.truth,
    "ages": lambda value: value.span(GREATEST_AGE),
    "wanted_ages": lambda value: value.span(GREATEST_AGE),
    "child_genders": _several(CHILD_GENDERS, "a child’s gender"),
    "live_matches": lambda value: value.whole(0, 10_000),
    "live_offers": lambda value: value.whole(0, 10_000),
    "cleared": Value.truth,
    "trained": Value.truth,
    "approved": Value.truth,
}
RENAMED = {"postcode": "point", "places": "places_left"}


def child(fields: Mapping[str, Value], key: str, name: str) -> Referral:
    return Referral(key=key, first_name=name, **_read(fields, OF_A_CHILD))


def volunteer(fields: Mapping[str, Value], key: str, name: str) -> Volunteer:
    known = _read(fields, OF_A_VOLUNTEER)
    if "ages" in known:
        known["ages_from"], known["ages_to"] = known.pop("ages")
    return Volunteer(key=key, first_name=name, **known)


def _read(fields: Mapping[str, Value], readers: Readers) -> dict[str, Any]:
    """What is given; null is the same as not given: not known."""
    if "point" in fields and "postcode" in fields:
        raise fields["point"].wrong("give a postcode or a point, not both.")
    return {
        RENAMED.get(name, name): reader(fields[name])
        for name, reader in readers.items()
        if name in fields and fields[name].content is not None
    }
