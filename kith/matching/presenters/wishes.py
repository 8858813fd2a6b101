"""What a child would like, as short words on a page."""

from itertools import zip_longest
from typing import Any

from kith.foundation.dates import day_words
from kith.matching.models import WishList
from kith.science.fit import Kind
from kith.science.fit.people import Asked
from kith.science.fit.words import free_words, listed, wanted
from kith.science.vocabulary import ATTRIBUTES, INTERESTS, TIMES

ORDER = list(TIMES)
INTO_WORDS = {key: term.label for key, term in TIMES.items()}
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
    """Musts, likes and noes; what they would like to do, and the days, stand among the likes.

    Of several days that will do, one tag says so.
    """
    said: dict[str, list[str]] = {"must": [], "like": [], "not": []}
    spoken_of = {wish.value for wish in wish_list.wishes.all() if wish.attribute == "interest"}
    said["like"] += [
        INTERESTS[key].label for key in wish_list.to_do if key in INTERESTS and key not in spoken_of
    ]
    for wish in wish_list.wishes.all():
        if wish.attribute != "time":
            said[wish.kind].append(tag(wish.kind, wish.attribute, wish.value))
    needed = [
        wish.value for wish in wish_list.wishes.all() if wish.attribute == "time" and wish.kind == "must"
    ]
    if needed:
        said["must"].append(listed([INTO_WORDS[time] for time in sorted(needed, key=ORDER.index)], "or"))
    elif wish_list.free_days:
        said["like"].append(free_words(wish_list.free_days))
    return said


def labels(values: list[str], choices: Any) -> list[str]:
    known = dict(choices)
    return [str(known[value]) for value in values if value in known]


def more(wish_list: WishList) -> list[tuple[str, str]]:
    """What is no wish for a person: what for, how often, how long, where, what may be told."""
    shared = labels(wish_list.share, WishList.Share.choices)
    told = [
        (
            "What for",
            listed([_lower(words) for words in labels(wish_list.what_for, WishList.WhatFor.choices)]),
        ),
        ("How often", wish_list.get_how_often_display()),
        ("For how long", wish_list.get_how_long_display()),
        ("Where", wish_list.where),
        ("They may hear", listed([_lower(words) for words in shared]) if shared else "nothing before a name"),
        ("Nobody tells them", wish_list.keep_back),
    ]
    return [(name, words) for name, words in told if words]


def _lower(words: str) -> str:
    """Inside a sentence; “I” stays as it is."""
    return words if words.startswith(("I ", "I’")) else words[:1].lower() + words[1:]


def panel(wish_list: WishList) -> dict[str, Any]:
    """The left-hand card: their words first, then must, would like, not."""
    return {
        "words": wish_list.words,
        **{f"{kind}s": words for kind, words in tags(wish_list).items()},
        "miles": wish_list.travel_miles,
        "more": more(wish_list),
        "learnt": wish_list.get_learnt_display(),
        "on": day_words(wish_list.on),
        "version": wish_list.version,
    }


def history(versions: list[WishList]) -> list[dict[str, Any]]:
    """Earlier versions, newest first, each with who wrote it down."""
    return [
        panel(version)
        | {
            "by": str(version.created_by or "Kith"),
            "changed": changes(version, before) if before else [],
        }
        for version, before in zip_longest(versions, versions[1:])
    ]


HEADINGS = {"must": "Must", "like": "Would like", "not": "Not"}


def changes(version: WishList, before: WishList) -> list[str]:
    """What is new in a version and what is gone, a line each; nothing where all is as it was."""
    now, then = tags(version), tags(before)
    found = []
    for kind, heading in HEADINGS.items():
        found += [f"{heading}, new: {words}" for words in now[kind] if words not in then[kind]]
        found += [f"{heading}, gone: {words}" for words in then[kind] if words not in now[kind]]
    told, was = dict(more(version)), dict(more(before))
    for name in dict.fromkeys([*told, *was]):
        if told.get(name) != was.get(name):
            found.append(f"{name}: {told.get(name) or 'not said any more'}")
    if version.travel_miles != before.travel_miles:
        found.append(f"How far: {version.travel_miles} miles, before {before.travel_miles}")
    if version.words != before.words:
        found.append("In their own words: said anew")
    return found


# ------------------------------------------------------------------------------------- My space


MY_HEADINGS = {"must": "It has to be", "like": "It would be nice", "not": "Please not"}


def mine(versions: list[WishList]) -> list[dict[str, Any]]:
    """What a young person has said, newest first, as they would read it themself."""
    return [
        {
            "on": day_words(version.on),
            "words": version.words,
            "by": version.created_by.first_name if version.created_by else "",
            "said": [(MY_HEADINGS[kind], words) for kind, words in tags(version).items() if words],
            "more": more(version),
            "miles": version.travel_miles,
            "changed": _my_changes(version, before) if before else [],
        }
        for version, before in zip_longest(versions, versions[1:])
    ]


def _my_changes(version: WishList, before: WishList) -> list[str]:
    """The same, in words for somebody of nine."""
    told = []
    for line in changes(version, before):
        heading, comma, rest = line.partition(", ")
        kind = next((kind for kind, words in HEADINGS.items() if comma and words == heading), "")
        told.append(f"{MY_HEADINGS[kind]}, {rest}" if kind else line)
    return [line.replace("In their own words: said anew", "What you said is new") for line in told]
