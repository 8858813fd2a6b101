"""What a child would like, as short words on a page."""

from typing import Any

from kith.foundation.dates import day_words
from kith.matching.models import WishList
from kith.science.fit import Kind
from kith.science.fit.people import Asked
from kith.science.fit.words import free_words, wanted
from kith.science.vocabulary import ATTRIBUTES, INTERESTS

SAID_PLAINLY = ("interest", "pets", "time", "smoking")


def tag(kind: str, attribute: str, value: str) -> str:
    """“a man”, “cars”, “someone who speaks Tigrinya”."""
    label = dict(ATTRIBUTES[attribute].choices()).get(value, value)
    if attribute in SAID_PLAINLY:
        return label
    if value not in ATTRIBUTES[attribute].terms:
        return f"{label} in “{ATTRIBUTES[attribute].label.lower()}”"
    return wanted(Asked(Kind(kind), attribute, (value,)))


def tags(wish_list: WishList) -> dict[str, list[str]]:
    """Musts, likes and noes; what they would like to do, and the days, stand among the likes."""
    said: dict[str, list[str]] = {"must": [], "like": [], "not": []}
    spoken_of = {wish.value for wish in wish_list.wishes.all() if wish.attribute == "interest"}
    said["like"] += [
        INTERESTS[key].label for key in wish_list.to_do if key in INTERESTS and key not in spoken_of
    ]
    for wish in wish_list.wishes.all():
        said[wish.kind].append(tag(wish.kind, wish.attribute, wish.value))
    if wish_list.free_days:
        said["like"].append(free_words(wish_list.free_days))
    return said


def panel(wish_list: WishList) -> dict[str, Any]:
    """The left-hand card: their words first, then must, would like, not."""
    return {
        "words": wish_list.words,
        **{f"{kind}s": words for kind, words in tags(wish_list).items()},
        "miles": wish_list.travel_miles,
        "learnt": wish_list.get_learnt_display(),
        "on": day_words(wish_list.on),
        "version": wish_list.version,
    }


def history(versions: list[WishList]) -> list[dict[str, Any]]:
    """Earlier versions, newest first, each with who wrote it down."""
    return [panel(version) | {"by": str(version.created_by or "Kith")} for version in versions]
