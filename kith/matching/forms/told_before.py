"""What was said before, or typed and not kept, as the guide asks for it."""

from collections.abc import Mapping
from typing import Any

from django import forms

from kith.matching.forms.guide import (
    DAY_PARTS,
    MOST_PLACES,
    MUST_BE_THEN,
    PICK_FROM,
    SECTIONS,
    SPARE,
    TO_DO,
    field_name,
)
from kith.matching.models import WishList
from kith.matching.wishes import told_from_the_start
from kith.science.vocabulary import DAYS

AS_THEY_WERE = (
    "words",
    "travel_miles",
    "what_for",
    "how_often",
    "how_long",
    "where",
    "share",
    "keep_back",
)


def typed_before(typed: Mapping[str, list[str]], fields: Mapping[str, forms.Field]) -> dict[str, Any]:
    """A draft as the form starts from it: what was left empty stays empty."""
    return {
        name: typed.get(name, [])
        if isinstance(field, forms.MultipleChoiceField)
        else next(iter(typed.get(name, [])), "")
        for name, field in fields.items()
    }


def picked_before(attribute: str, before: WishList | None) -> list[tuple[str, str]]:
    """Value and how of the wishes that are picked from a list, not asked one by one."""
    if before is None:
        return []
    rated = {pair for section in SECTIONS for pair in section.rated}
    return [
        (wish.value, wish.kind)
        for wish in before.wishes.all()
        if wish.attribute == attribute and (wish.attribute, wish.value) not in rated
    ]


def places(attribute: str, before: WishList | None, typed: Mapping[str, Any]) -> int:
    """As many as were picked before or have been typed, and a few more."""
    told = len(picked_before(attribute, before))
    beginning = f"{attribute}_"
    typed_in = [
        int(name.removeprefix(beginning))
        for name, value in typed.items()
        if value and name.startswith(beginning) and name.removeprefix(beginning).isdecimal()
    ]
    return min(max([told, *typed_in]) + SPARE, MOST_PLACES)


def told_before(before: WishList | None) -> dict[str, Any]:
    """The last version, as the form asks for it; how it was learnt is asked anew each time."""
    if before is None:
        return {"travel_miles": 10, "share": told_from_the_start()}
    told: dict[str, Any] = {name: getattr(before, name) for name in AS_THEY_WERE}
    for wish in before.wishes.all():
        told[field_name(wish.attribute, wish.value)] = wish.kind
        if wish.attribute == "time" and wish.kind == "must":
            told["days_matter"] = MUST_BE_THEN
    for attribute in PICK_FROM:
        for place, (value, how) in enumerate(picked_before(attribute, before), start=1):
            told |= {f"{attribute}_{place}": value, f"{attribute}_{place}_how": how}
    for name, (_, choices) in TO_DO.items():
        told[name] = [key for key, _ in choices if key in before.to_do]
    told["free_days"] = sorted({time.split("_")[0] for time in before.free_days}, key=DAYS.index)
    for day, name in DAY_PARTS.items():
        told[name] = [time for time in before.free_days if time.startswith(f"{day}_")]
    return told
