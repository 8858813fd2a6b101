"""One cell at a time: what it says, in what form it was written, and what is wrong with it.

A reader of cells takes the text and the return's year and gives an `Outcome`. It never guesses where a guess could
harm: a blank end of an episode means "still there", so an end that cannot be read refuses the row.
"""

import re
from collections.abc import Callable
from typing import Any, NamedTuple

from kith.register.codes import code_list
from kith.register.reading.dates import is_day_in_part, read_day
from kith.science.places import outcode_of

BLANKS = frozenset({"", "-", "nan", "nat", "null", "none", "n/a", "#n/a"})
"""Ways in which systems write nothing."""

CHILD_ID_LENGTH = 20

_WORDS_FOR_YES = frozenset({"1", "1.0", "y", "yes", "true", "a) yes"})
_WORDS_FOR_NO = frozenset({"0", "0.0", "n", "no", "false", "b) no"})
_POSTCODE = re.compile(r"([A-Z]{1,2}[0-9][0-9A-Z]?)([0-9][A-Z]{2})")
_URN = re.compile(r"SC[0-9]{6}|[0-9]{7}|X{7}")
_UPN = re.compile(r"[A-Z][0-9]{11}[0-9A-Z]|UN[1-5]")
_EMAIL = re.compile(r"[^@\s,;<>()\[\]\"]+@[^@\s,;<>()\[\]\"]+\.[^@\s,;<>()\[\]\".]{2,}")
_MANGLED = re.compile(r"[0-9](\.[0-9]+)?[Ee]\+[0-9]+")
_DECIMALS = re.compile(r"([0-9]+)\.0+")
_CONTROL = re.compile(r"[\x00-\x1f\x7f\u200b-\u200f\u2028-\u202e\u2066-\u2069\ufeff]+")
_LETTER_OF_A_LIST = re.compile(r"^[a-z]{1,2}\)\s*")


class Outcome(NamedTuple):
    """What a cell says. `fault` is the code of a finding, with `words` for its sentences."""

    value: Any = None
    form: str = ""
    fault: str = ""
    words: tuple[tuple[str, str], ...] = ()


Reader = Callable[[str, int | None], Outcome]


def value_class(text: str) -> str:
    """What kind of value it is, in words that give nothing of it away."""
    bare = text.strip()
    size = len(bare)
    if not bare:
        return "nothing"
    if size > 1000:
        return "more than 1,000 characters"
    if bare.isdecimal():
        return f"a number of {size} digit{'s' * (size > 1)}"
    if re.fullmatch(r"-?[0-9]+\.[0-9]+", bare):
        return "a number with decimals"
    if re.fullmatch(r"[0-9]{1,4}[/.\-][0-9]{1,2}[/.\-][0-9]{1,4}.*", bare):
        return "something like a date"
    if bare.isalpha():
        return f"{size} letter{'s' * (size > 1)}"
    if bare.isalnum():
        return f"{size} letters and digits"
    return f"a text of {size} characters"


def plain(text: str) -> str:
    """The text without characters that cannot be seen, and with single spaces."""
    return " ".join(_CONTROL.sub(" ", text).split())


def child_id(text: str) -> Outcome:
    """The authority's identifier: up to 20 characters, no spaces; 123.0 is 123."""
    bare = plain(text)
    if not bare:
        return Outcome(fault="child_id_missing")
    if _MANGLED.fullmatch(bare):
        return Outcome(fault="child_id_mangled")
    form = ""
    if decimals := _DECIMALS.fullmatch(bare):
        bare, form = decimals[1], "1.0 for 1"
    if len(bare) > CHILD_ID_LENGTH or " " in bare or bare.lower() in BLANKS:
        return Outcome(fault="child_id_unusable")
    return Outcome(bare, form)


def day(*, this_year: int, needed: bool = False, vital: bool = False) -> Reader:
    """A date. `needed`: the row means nothing without it. `vital`: blank means something, unreadable must not."""

    def read(text: str, year: int | None) -> Outcome:
        if text.strip().lower() in BLANKS:
            return Outcome(fault="date_missing" if needed else "")
        if found := read_day(text, this_year=this_year):
            return Outcome(*found)
        return Outcome(fault="date_unreadable" if needed or vital else "date_left_blank")

    return read


def day_in_part() -> Reader:
    """A date of which day, month or year may be unknown; checked, never kept."""

    def read(text: str, year: int | None) -> Outcome:
        fine = text.strip().lower() in BLANKS or is_day_in_part(text) or read_day(text, this_year=2000)
        return Outcome() if fine else Outcome(fault="date_left_blank")

    return read


def code(name: str, *, needed: bool = True, blank: str = "", in_words: bool = False) -> Reader:
    """A code of a list. With `in_words` the cell may go on, as in Annex A: "f) U6: Foster placement"."""
    codes = code_list(name)

    def read(text: str, year: int | None) -> Outcome:
        bare = text.strip()
        if bare.lower() in BLANKS:
            return Outcome(blank, fault="code_missing" if needed else "")
        bare = _LETTER_OF_A_LIST.sub("", bare).upper() if in_words else bare.upper()
        found, form = bare, ""
        if decimals := _DECIMALS.fullmatch(bare):
            found, form = decimals[1], "1.0 for 1"
        if in_words and found not in codes.codes and found not in codes.same_as:
            found = re.split(r"[\s:\-\u2013]", found, maxsplit=1)[0]
        if found in codes.same_as:
            form = form or ("" if name == "SEX" else f"{found} for {codes.same_as[found]}")
            return Outcome(codes.same_as[found], form)
        if entry := codes.codes.get(found):
            if not entry.label_known:
                return Outcome(found, form, "code_without_label", (("shown", found),))
            if not entry.in_use(year):
                words = (("shown", found), ("year", str(year)))
                return Outcome(found, form, "code_of_another_year", words)
            return Outcome(found, form)
        if codes.looks_plausible(found):
            return Outcome(found, form, "code_without_label", (("shown", found),))
        return Outcome(blank, fault="code_unknown")

    return read


def number(least: int, most: int) -> Reader:
    """A whole number within bounds; 12.0 is 12."""

    def read(text: str, year: int | None) -> Outcome:
        bare = text.strip()
        if bare.lower() in BLANKS:
            return Outcome()
        decimals = _DECIMALS.fullmatch(bare)
        whole = decimals[1] if decimals else bare
        if whole.isdecimal() and len(whole) < 6 and least <= int(whole) <= most:
            return Outcome(int(whole), "1.0 for 1" if decimals else "")
        return Outcome(fault="number_left_blank", words=(("least", str(least)), ("most", str(most))))

    return read


def flag() -> Reader:
    """Yes or no: 1 or 0, or the words."""

    def read(text: str, year: int | None) -> Outcome:
        bare = text.strip().lower()
        if bare in BLANKS or bare.endswith(("not known", "unknown")):
            return Outcome()
        form = "1.0 for 1" if bare.endswith(".0") else ""
        if bare in _WORDS_FOR_YES:
            return Outcome(True, form)
        return Outcome(False, form) if bare in _WORDS_FOR_NO else Outcome(fault="flag_left_blank")

    return read


def choice(*words: tuple[str, Any]) -> Reader:
    """One of a few answers in words, told by a word they contain; the first that fits counts."""

    def read(text: str, year: int | None) -> Outcome:
        bare = text.strip().lower()
        if bare in BLANKS:
            return Outcome(None if isinstance(words[0][1], bool) else "")
        for word, meaning in words:
            if re.search(rf"\b{word}", bare):
                return Outcome(meaning)
        return Outcome(None if isinstance(words[0][1], bool) else "", fault="code_unknown")

    return read


def sex_in_words() -> Reader:
    """M, F or U from words; whatever is neither is U and no fault."""
    told = choice(("female", "F"), ("male", "M"), ("[f2]$", "F"), ("[m1]$", "M"))

    def read(text: str, year: int | None) -> Outcome:
        return Outcome(told(_LETTER_OF_A_LIST.sub("", text.strip()), year).value or "U")

    return read


def first_letter(name: str) -> Reader:
    """The letter of a code whose figure stands in another column: "Y: Other accommodation" is Y."""
    letters = {code[0] for code in code_list(name).codes}

    def read(text: str, year: int | None) -> Outcome:
        bare = _LETTER_OF_A_LIST.sub("", text.strip()).upper()
        if bare.lower() in BLANKS:
            return Outcome("")
        return Outcome(bare[0]) if bare[0] in letters else Outcome("", fault="code_unknown")

    return read


def postcode() -> Reader:
    """A postcode with its space, or its first half where the rest was cut off; anything else is left blank."""

    def read(text: str, year: int | None) -> Outcome:
        tight = "".join(text.upper().split())
        if tight.lower() in BLANKS:
            return Outcome("")
        if whole := _POSTCODE.fullmatch(tight):
            return Outcome(f"{whole[1]} {whole[2]}")
        return Outcome(outcode_of(text) or "", fault="postcode_not_whole")

    return read


def _pattern(pattern: re.Pattern[str], fault: str) -> Reader:
    def read(text: str, year: int | None) -> Outcome:
        bare = text.strip().upper()
        if bare.lower() in BLANKS:
            return Outcome("")
        if decimals := _DECIMALS.fullmatch(bare):
            bare = decimals[1]
        return Outcome(bare) if pattern.fullmatch(bare) else Outcome("", fault=fault)

    return read


def urn() -> Reader:
    """Ofsted's number of a provider."""
    return _pattern(_URN, "urn_not_right")


def upn() -> Reader:
    """The pupil number: looked at, never kept."""
    return _pattern(_UPN, "upn_not_right")


def words(limit: int = 100) -> Reader:
    """A short text, such as a name."""

    def read(text: str, year: int | None) -> Outcome:
        bare = plain(text)
        if len(bare) > limit:
            return Outcome("", fault="text_too_long", words=(("limit", str(limit)),))
        return Outcome(bare)

    return read


def email() -> Reader:
    """An e-mail address, in the form people type."""

    def read(text: str, year: int | None) -> Outcome:
        bare = plain(text)
        if not bare:
            return Outcome("")
        fits = len(bare) <= 254 and _EMAIL.fullmatch(bare)
        return Outcome(bare) if fits else Outcome("", fault="email_left_blank")

    return read


def several() -> Reader:
    """A few words in one cell, such as languages: "Tigrinya; English"."""

    def read(text: str, year: int | None) -> Outcome:
        bare = plain(text)
        if len(bare) > 200:
            return Outcome((), fault="text_too_long", words=(("limit", "200"),))
        parts = (part.strip() for part in re.split(r"[;,/|]| and ", bare))
        return Outcome(tuple(dict.fromkeys(part for part in parts if part)))

    return read
