"""One cell at a time. What cannot be read is said in words, with what to write instead; nothing is guessed."""

import re
from collections.abc import Callable
from datetime import date
from typing import Any

from django.core.exceptions import ValidationError
from django.core.validators import validate_email

from kith.foundation.dates import age_on, day_words
from kith.people.models import Volunteer
from kith.recruitment.vetting import certificates
from kith.register.reading.dates import is_day_in_part, looks_month_first, read_day
from kith.register.reading.values import plain
from kith.science.places import outcode_of
from kith.science.vocabulary import LANGUAGES

AS_A_DAY = "Write it like 21/11/2026."
APPROVED, ON_THE_WAY, GONE = "approved", "on the way", "gone"
NOTHING = frozenset({"", "-", "–", "n/a", "na", "none", "null", "nan", "not known", "unknown", "tbc"})
SHOWN = 40
_MANGLED = re.compile(r"\d(\.\d+)?[Ee]\+\d+")

_YES = frozenset({"yes", "y", "true", "1", "x", "✓"})
_NO = frozenset({"no", "n", "false", "0"})
_STATUS = {
    APPROVED: {"approved", "active", "matched", "current", "live", "available", "yes", "ready", "volunteering"},
    ON_THE_WAY: {"applied", "applicant", "applying", "pending", "checking", "inprogress", "new", "interviewed", "vetting", "training", "prospective"},
    GONE: {"left", "inactive", "withdrawn", "declined", "ended", "resigned", "rejected", "closed", "archived", "no", "leaver", "former"},
}  # fmt: skip
_GENDERS = {
    Volunteer.Gender.WOMAN: {"f", "female", "woman", "w", "girl", "she"},
    Volunteer.Gender.MAN: {"m", "male", "man", "boy", "he"},
    Volunteer.Gender.OTHER: {"x", "other", "nonbinary", "another", "nb"},
    Volunteer.Gender.UNKNOWN: {"u", "prefernottosay", "notsaid"},
}
_RELATIONS = {
    "work": {"work", "employer", "professional", "manager", "colleague", "lineManager".casefold(), "business"},
    "study": {"study", "school", "college", "university", "teacher", "tutor", "academic"},
    "volunteering": {"volunteering", "charity", "volunteer"},
    "friend": {"friend", "neighbour", "personal", "character", "faithleader"},
    "relative": {"relative", "family", "brother", "sister", "mother", "father", "partner", "spouse", "cousin", "aunt", "uncle", "son", "daughter", "wife", "husband"},
}  # fmt: skip


class Unreadable(Exception):
    """A cell that does not say what its column should. `remedy`: what to write there."""

    def __init__(self, said: str, remedy: str) -> None:
        super().__init__(said)
        self.said, self.remedy = said, remedy


def is_blank(cell: str) -> bool:
    return plain(cell).casefold() in NOTHING


def _shown(cell: str) -> str:
    bare = plain(cell)
    return f"“{bare[:SHOWN]}…”" if len(bare) > SHOWN else f"“{bare}”"


def line(cell: str, on: date) -> str:
    text = plain(cell)
    if len(text) > 300:
        raise Unreadable("This is longer than 300 characters.", "Shorten it.")
    return text


def name(cell: str, on: date) -> str:
    text = plain(cell)
    if len(text) > 80:
        raise Unreadable("This is too long for a name.", "Shorten it to 80 characters.")
    if not any(letter.isalpha() for letter in text):
        raise Unreadable(f"{_shown(cell)} is no name.", "Write the name in letters.")
    return text


def whole_name(cell: str, on: date) -> tuple[str, str]:
    """Ben Ashworth, or Ashworth, Ben."""
    text = name(cell, on)
    last, comma, first = text.partition(",")
    if not comma:
        first, _, last = text.rpartition(" ")
    if not first.strip() or not last.strip():
        raise Unreadable(f"{_shown(cell)} is only one name.", "Write the first and the last name.")
    return first.strip(), last.strip()


def day(cell: str, on: date) -> date:
    text = plain(cell)
    if found := read_day(text, this_year=on.year):
        return found[0]
    if looks_month_first(text):
        raise Unreadable(f"{_shown(cell)} has the month first.", AS_A_DAY)
    if "z" in text.casefold() and is_day_in_part(text):
        raise Unreadable(f"{_shown(cell)} leaves out a part of the day.", AS_A_DAY)
    raise Unreadable(f"{_shown(cell)} is not a day there is.", AS_A_DAY)


def past_day(cell: str, on: date) -> date:
    found = day(cell, on)
    if found > on:
        raise Unreadable(f"{day_words(found)} has not come yet.", "Write the day on which it was done.")
    return found


def birthday(cell: str, on: date) -> date:
    found = read_day(plain(cell), this_year=on.year - 20)  # a year of two figures: nobody is born in 2041
    born = found[0] if found else day(cell, on)
    if not 10 <= age_on(born, on) <= 110:
        raise Unreadable(
            f"Born on {day_words(born)}, they would be {age_on(born, on)}.", "Put the date of birth right."
        )
    return born


def number(least: int, most: int) -> Callable[[str, date], int]:
    def read(cell: str, on: date) -> int:
        text = plain(cell)
        if not re.fullmatch(r"\d{1,4}(\.0+)?", text) or not least <= int(float(text)) <= most:
            raise Unreadable(
                f"{_shown(cell)} is not a number from {least} to {most}.", "Write it in figures."
            )
        return int(float(text))

    return read


def email(cell: str, on: date) -> str:
    text = plain(cell).lower()
    try:
        validate_email(text)
    except ValidationError as wrong:
        raise Unreadable(
            f"{_shown(cell)} is not an e-mail address.", "Write one like name@example.org."
        ) from wrong
    return text


def phone(cell: str, on: date) -> str:
    text = plain(cell).lstrip("'")
    if _MANGLED.fullmatch(text):
        raise Unreadable(
            "The spreadsheet has shortened this number.", "Format the column as text and type it again."
        )
    figures = sum(sign.isdigit() for sign in text)
    if figures == 10 and text.isdigit():
        text, figures = f"0{text}", 11  # a spreadsheet takes the first nought away
    if figures < 10 or len(text) > 30:
        raise Unreadable(
            f"{_shown(cell)} is not a phone number.", "Write it with its area code, like 0113 496 0123."
        )
    return text


def postcode(cell: str, on: date) -> str:
    tight = "".join(plain(cell).upper().split())
    code = outcode_of(plain(cell))
    if code is None:
        raise Unreadable(f"{_shown(cell)} is not a postcode.", "Write it like LS6 2AA, or its first half.")
    return f"{tight[:-3]} {tight[-3:]}" if code != tight else tight


def languages(cell: str, on: date) -> list[str]:
    known = {term.label.casefold(): key for key, term in LANGUAGES.items()} | {key: key for key in LANGUAGES}
    said = [part.strip() for part in re.split(r"[,;/]| and ", plain(cell)) if part.strip()]
    unknown = [part for part in said if part.casefold() not in known]
    if unknown:
        raise Unreadable(
            f"{_shown(unknown[0])} is not a language Kith knows.", "Check its spelling, or leave it out."
        )
    return sorted({known[part.casefold()] for part in said})


def _one_of(cell: str, words: dict[Any, set[str]], what: str, like: str) -> Any:
    tight = "".join(letter for letter in plain(cell).casefold() if letter.isalnum())
    found = next((key for key, said in words.items() if tight in said), None)
    if found is None:
        raise Unreadable(f"{_shown(cell)} is not {what}.", f"Write {like}.")
    return found


def gender(cell: str, on: date) -> str:
    return str(_one_of(cell, _GENDERS, "one of the words for a gender", "woman, man, or another way").value)


def status(cell: str, on: date) -> str:
    return str(
        _one_of(cell, _STATUS, "one of the words for where somebody stands", "approved, applied or left")
    )


def relation(cell: str, on: date) -> str:
    return str(
        _one_of(cell, _RELATIONS, "a way to know somebody", "work, study, volunteering, friend or relative")
    )


def yes_or_no(cell: str, on: date) -> bool:
    text = plain(cell).casefold()
    if text not in _YES | _NO:
        raise Unreadable(f"{_shown(cell)} is neither yes nor no.", "Write yes or no.")
    return text in _YES


def certificate(cell: str, on: date) -> str:
    """Twelve figures; the number itself is never repeated in what is said about it."""
    text = certificates.plain_number(plain(cell).lstrip("'"))
    if _MANGLED.fullmatch(text):
        raise Unreadable(
            "The spreadsheet has shortened this number.", "Format the column as text and type it again."
        )
    text = re.sub(r"\.0+$", "", text)
    if text.isdigit() and 8 <= len(text) < 12:
        text = text.zfill(12)  # a spreadsheet takes the first noughts away
    if not certificates.NUMBER.fullmatch(text):
        raise Unreadable(
            "A certificate number has 12 figures.",
            "Copy it from the top right of the certificate, or leave it out.",
        )
    return text


def level(cell: str, on: date) -> str:
    text = plain(cell).casefold()
    if "barred" in text and "without" not in text and "no barred" not in text:
        return certificates.BARRED_LIST
    if "enhanced" in text:
        return certificates.ENHANCED
    if "basic" in text:
        return certificates.BASIC
    raise Unreadable(
        f"{_shown(cell)} is not a level of a DBS check.",
        "Write basic, enhanced, or enhanced with barred list.",
    )
