"""First words to start from: the sketch a volunteer is told of a child, and an agreement by the scheme's rules.

Somebody always reads and changes them; nothing here is sent or kept by itself.
"""

import re
import unicodedata
from datetime import date
from decimal import Decimal
from typing import Any

from kith.foundation.dates import count_words
from kith.matching.models import Match, Proposal, WishList
from kith.people.models import Child
from kith.referral.models import Referral
from kith.schemes.models import Scheme
from kith.science.fit.words import free_words, listed
from kith.science.vocabulary import DAYS, INTERESTS, slots_of

Share, For = WishList.Share, WishList.WhatFor
LONGEST_SKETCH = 600
FOR_OTHERS = {
    For.TALK.value: "somebody to talk to",
    For.FUN.value: "to have fun and try new things",
    For.OUT.value: "to get out and about",
    For.MINE.value: "somebody of their own",
    For.FRIENDS.value: "to get better at making friends",
    For.SCHOOL.value: "help with school or college",
    For.GOALS.value: "help with something they want to reach",
    For.GROWING_UP.value: "to practise living on their own",
    For.ROOTS.value: "to keep up their language, faith or culture",
}
AGE_BANDS = ((0, 7), (8, 10), (11, 13), (14, 15), (16, 17), (18, 25))
GROWING_UP = 16
MOST_INTERESTS = 4
SHORTEST_NAME = 3  # parts of a surname shorter than this are words of many languages


# ------------------------------------------------------------------------------------- the sketch


def sketch(child: Child, wish_list: WishList | None, on: date) -> str:
    """“A boy aged 11 to 13 who likes cars and cooking.” No name, no place, no reason; only what the child lets be told."""
    share = set(wish_list.share) if wish_list else set(Share.values)
    age = child.age_on(on) if Share.AGE in share else None
    words = f"A {_noun(child, age)}{_aged(age)}"
    if Share.LIKES in share and (interests := _interests(wish_list)):
        words += f" who likes {listed(interests)}"
    words += "."
    if wish_list and wish_list.free_days and Share.DAYS in share:
        words += f" {_capital(free_words(wish_list.free_days))} would suit."
    if wish_list and wish_list.what_for and Share.FOR in share:
        wanted = [FOR_OTHERS[key] for key in wish_list.what_for if key in FOR_OTHERS]
        words += f" Would like {listed(wanted)}."
    if wish_list and wish_list.words and Share.WORDS in share:
        words += f" In their own words: “{' '.join(wish_list.words.split())}”"
    return words[:LONGEST_SKETCH]


def _noun(child: Child, age: int | None) -> str:
    grown = age is not None and age >= GROWING_UP
    if child.gender == Child.Gender.GIRL:
        return "young woman" if grown else "girl"
    if child.gender == Child.Gender.BOY:
        return "young man" if grown else "boy"
    return "young person"


def _aged(age: int | None) -> str:
    band = next(((low, high) for low, high in AGE_BANDS if age is not None and low <= age <= high), None)
    if band is None:
        return ""
    if band[0] == 0:
        return f" under {band[1] + 1}"
    return f" aged {band[0]} or over" if band[0] == 18 else f" aged {band[0]} to {band[1]}"


def _interests(wish_list: WishList | None) -> list[str]:
    if wish_list is None:
        return []
    liked = [
        wish.value for wish in wish_list.wishes.all() if wish.attribute == "interest" and wish.kind != "not"
    ]
    keys = dict.fromkeys([*wish_list.to_do, *liked])
    return [INTERESTS[key].label for key in keys if key in INTERESTS][:MOST_INTERESTS]


def _capital(words: str) -> str:
    return words[:1].upper() + words[1:]


def _plain(words: str) -> str:
    """Without accents and capitals, so that José, JOSE and jose are one name."""
    apart = unicodedata.normalize("NFKD", words)
    return "".join(letter for letter in apart if not unicodedata.combining(letter)).casefold()


def names_in(words: str, child: Child, referral: Referral | None = None) -> list[str]:
    """The names and numbers of the child that stand in a text as words of their own."""
    given = [child.first_name, child.known_as, child.last_name, child.authority_ref, child.area]
    if referral is not None:
        given += [referral.first_name, referral.last_name]
    parts = {part for name in given for part in re.split(r"[\s\-’']+", name) if len(part) >= SHORTEST_NAME}
    names = {name for name in given if name} | parts
    read = _plain(words)
    return sorted(name for name in names if re.search(rf"(?<!\w){re.escape(_plain(name))}(?!\w)", read))


# ------------------------------------------------------------------------------------- the agreement


def first_agreement(proposal: Proposal, on: date) -> dict[str, Any]:
    """What the scheme's rules and programme suggest for this child; every line is theirs to change."""
    scheme, child, volunteer = proposal.scheme, proposal.child.name, proposal.volunteer.first_name
    *early, rhythm = scheme.rules_on(on).rhythms_for(proposal.child.age_on(on) or scheme.child_age_from)
    return {
        "stages": [{"until": row.months[1], "every": row.every, "unit": row.unit} for row in early],
        "every": rhythm.every,
        "unit": rhythm.unit,
        "weekday": _common_day(proposal),
        "child_agreed_on": on,
        "volunteer_agreed_on": on,
        "budget_per_month": scheme.budget_per_month,
        "contact": f"Through {scheme}. Phone numbers and social media are not shared.",
        "where": _where(proposal),
        "confidentiality": (
            f"What {child} says stays between {child} and {volunteer}. If somebody is not safe, {volunteer} must "
            f"tell {scheme}, and says so to {child} first."
        ),
        "how_it_will_end": _how_it_ends(scheme, child, volunteer, on),
    }


def _where(proposal: Proposal) -> str:
    """What the child said about it; to be talked about, not to be taken as agreed."""
    return proposal.card.shortlist.wish_list.where if proposal.card else ""


def _common_day(proposal: Proposal) -> int | None:
    """The one day on which both are free, if there is just one."""
    if proposal.card is None:
        return None
    wished = slots_of(proposal.card.shortlist.wish_list.free_days)
    common = {slot.split("_")[0] for slot in wished & slots_of(proposal.volunteer.free_days)}
    return DAYS.index(common.pop()) if len(common) == 1 else None


def _how_it_ends(scheme: Scheme, child: str, volunteer: str, on: date) -> str:
    meetings = count_words(scheme.rules_on(on).winding_down, "more time", "more times")
    length = scheme.programme.length_words.replace("the child", child)
    letter = f"If there is no last meeting, {volunteer} writes a letter."
    return (
        f"It lasts {length}. Nobody just stops coming: whoever wants to end it says so, they meet {meetings} first, "
        f"and the last time is something {child} chooses. {letter}"
    )


def current_agreement(match: Match) -> dict[str, Any]:
    """The version in force, to start the next one from."""
    agreement = match.agreement
    if agreement is None:
        return {}
    names = (
        "stages", "every", "unit", "weekday", "usual_time", "not_on_bank_holidays", "not_in_school_holidays",
        "where", "budget_per_month", "contact", "confidentiality", "how_it_will_end", "carer_told_on",
    )  # fmt: skip
    return {name: getattr(agreement, name) for name in names}


def pounds(amount: Decimal) -> str:
    return f"£{amount:,.0f}" if amount == amount.to_integral_value() else f"£{amount:,.2f}"
