"""When two people may be one: how names, phone numbers, e-mail addresses and addresses are made comparable.

People who live together share a postcode, often a phone, and twins their birthday as well; in a home or a block of
flats strangers do. So what they share is weighed with what tells them apart: another first name, another birthday.

A name is compared as it is written (letters only, without accents, its parts in any order) and as it sounds, so that a
slip of the pen, a spelling from another language or a married name beside the same birthday is still noticed. Nothing
here decides: it says what is alike, and somebody looks.
"""

import re
import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

import jellyfish

NEAR = 0.88  # of 1: above it two names are near in writing
FULL_POSTCODE = re.compile(r"\b([A-Z]{1,2}\d[A-Z\d]?)\s*(\d[A-Z]{2})\b")
FIRST_NUMBER = re.compile(r"\d+[A-Z]?")
SEEN_DIGITS = 10  # of a phone number, from its end: with or without a country in front

SURE, LIKELY, POSSIBLE = 95, 80, 60
WORDS = {
    "name": "name",
    "near name": "name, nearly",
    "sound": "name, as it sounds",
    "other name": "another name",
    "born": "date of birth",
    "email": "e-mail address",
    "phone": "phone number",
    "postcode": "postcode",
    "address": "address",
}


@dataclass(frozen=True)
class Known:
    """What is known of one person, as far as it helps to tell whether another is the same."""

    name: str
    born: date | None = None
    email: str = ""
    phone: str = ""
    postcode: str = ""
    other_names: tuple[str, ...] = ()


@dataclass(frozen=True)
class Likeness:
    """What two people have alike, and how close that makes them, 0 to 100."""

    alike: tuple[str, ...]
    closeness: int


def letters(name: str) -> list[str]:
    """The parts of a name, small, without accents, hyphens and marks, in the order of the alphabet."""
    return sorted(part for part in _plain(name).split() if len(part) > 1)


def _plain(name: str) -> str:
    spelt = unicodedata.normalize("NFKD", name.casefold())
    return "".join(sign if sign.isalpha() else " " for sign in spelt if not unicodedata.combining(sign))


def name_key(name: str) -> str:
    """The same for Ann-Marie O'Neil and Oneil Ann Marie."""
    return "".join(letters(name.replace("'", "").replace("’", "")))


def sound_key(name: str) -> str:
    """The same for names that sound alike in English, such as Katherine and Catherine. Empty for a single name."""
    parts = letters(name.replace("'", "").replace("’", ""))
    sounds = sorted(jellyfish.metaphone(part) for part in parts)
    return " ".join(sounds) if len(parts) > 1 else ""


def phone_key(phone: str) -> str:
    """The last ten figures: 0113 and +44 113 are one. Empty for less."""
    figures = "".join(sign for sign in phone if sign.isdigit())
    return figures[-SEEN_DIGITS:] if len(figures) >= SEEN_DIGITS else ""


def email_key(email: str) -> str:
    """Without what some providers ignore: a +tag, and dots before the @ at Google."""
    box, at, place = email.strip().casefold().partition("@")
    if not at or not box:
        return ""
    box = box.partition("+")[0]
    if place in ("gmail.com", "googlemail.com"):
        box, place = box.replace(".", ""), "gmail.com"
    return f"{box}@{place}"


def postcode_key(postcode: str) -> str:
    """A whole postcode without its space. Empty for half of one: too many people live there."""
    found = FULL_POSTCODE.search(postcode.upper())
    return found[1] + found[2] if found else ""


def address_key(address: str, postcode: str = "") -> str:
    """The number of the house and its postcode: the street may be spelt in many ways."""
    whole = f"{address} {postcode}".upper()
    code = FULL_POSTCODE.search(whole)
    if not code:
        return ""
    number = FIRST_NUMBER.search(whole[: code.start()])
    return f"{number[0]} {code[1]}{code[2]}" if number else ""


def same_name(one: str, other: str) -> str:
    """How two names are alike: `name`, `sound`, `near name`, or not at all."""
    a, b = name_key(one), name_key(other)
    if not a or not b:
        return ""
    if a == b:
        return "name"
    if sound_key(one) and sound_key(one) == sound_key(other):
        return "sound"
    return "near name" if _near(letters(one), letters(other)) else ""


def _near(one: list[str], other: list[str]) -> bool:
    """Each part of the shorter name has its like in the longer: Ben Ashwort, Benjamin Ashworth."""
    shorter, longer = sorted((one, other), key=len)
    if len(shorter) < 2:
        return False
    return all(any(_alike(part, each) for each in longer) for part in shorter)


def _alike(one: str, other: str) -> bool:
    """One begins as the other, one slip of the pen apart, or near in writing."""
    if jellyfish.jaro_winkler_similarity(one, other) >= NEAR:
        return True
    if min(len(one), len(other)) < 3:
        return one == other
    begins = one.startswith(other) or other.startswith(one)
    return begins or jellyfish.damerau_levenshtein_distance(one, other) <= 1


def likeness(one: Known, other: Known) -> Likeness | None:
    """What is alike in two people, if it is enough for somebody to look; a name or a birthday alone is not."""
    alike = list(_names_alike(one, other))
    if one.born and one.born == other.born:
        alike.append("born")
    for what, key in (("email", email_key), ("phone", phone_key), ("postcode", postcode_key)):
        mine, theirs = key(getattr(one, what)), key(getattr(other, what))
        if mine and mine == theirs:
            alike.append(what)
    closeness = _closeness(set(alike), _apart(one, other))
    return Likeness(tuple(alike), closeness) if closeness else None


def _names_alike(one: Known, other: Known) -> Iterable[str]:
    if how := same_name(one.name, other.name):
        yield how
        return
    mine, theirs = (one.name, *one.other_names), (other.name, *other.other_names)
    if any(same_name(a, b) in ("name", "sound") for a in mine for b in theirs):
        yield "other name"


@dataclass(frozen=True)
class _Apart:
    """What speaks for two people."""

    born_differently: bool  # both birthdays are known, and they are two
    called_differently: bool  # no part of one name is like a part of the other that could be the first name


def _apart(one: Known, other: Known) -> _Apart:
    both_known = one.born is not None and other.born is not None
    return _Apart(
        born_differently=both_known and one.born != other.born,
        called_differently=not _share_a_first_name(one, other),
    )


def _share_a_first_name(one: Known, other: Known) -> bool:
    """Called alike by a name that stands first: who marries changes the last. Sisters share only the last."""
    return any(
        mine[0] == theirs[0] if 1 in (len(mine), len(theirs)) else _alike(mine, theirs)
        for mine in _first_names(one)
        for theirs in _first_names(other)
    )


def _first_names(person: Known) -> set[str]:
    """Small and without accents; an initial stays one letter."""
    firsts = {name.split()[0] for name in (person.name, *person.other_names) if name.split()}
    return {plain for first in firsts if (plain := _plain(first).replace(" ", ""))}


def _closeness(alike: set[str], apart: _Apart) -> int:
    named = alike & {"name", "sound", "near name", "other name"}
    if named:
        return _closeness_named(alike, named, apart)
    if alike >= {"email", "born"}:
        return LIKELY
    if "email" in alike:
        return POSSIBLE
    if alike >= {"phone", "born"}:  # twins on one phone are called differently, and so is who hides
        return POSSIBLE if apart.called_differently else LIKELY
    if "phone" in alike:  # who shares a home shares a phone
        return 0 if apart.born_differently and apart.called_differently else POSSIBLE
    lives_alike = alike >= {"postcode", "born"}
    return POSSIBLE if lives_alike and not apart.called_differently else 0


def _closeness_named(alike: set[str], named: set[str], apart: _Apart) -> int:
    wholly = bool(named & {"name", "other name"})
    if alike & {"email", "phone", "born"}:
        return SURE if wholly else LIKELY
    if "postcode" in alike and (wholly or not apart.born_differently):
        return POSSIBLE  # a name nearly the same, another birthday and the same postcode: a family, or a block of flats
    return 0
