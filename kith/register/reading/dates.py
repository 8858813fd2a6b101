"""Days as they are written in returns: 31/03/2026 first, and the other ways that systems and spreadsheets have."""

import re
from datetime import date, timedelta

FIRST_YEAR, LAST_YEAR = 1900, 2100

_TIME = re.compile(r"[ T]\d{1,2}:\d{2}(:\d{2}(\.\d+)?)?( ?[AaPp][Mm])?Z?$")
_DAY_FIRST = re.compile(r"(\d{1,2})([/.\- ])(\d{1,2})\2(\d{4}|\d{2})")
_YEAR_FIRST = re.compile(r"(\d{4})([/.\-]?)(\d{2})\2(\d{2})")
_IN_WORDS = re.compile(r"(\d{1,2})[ \-]([A-Za-z]{3,9})[ \-]+(\d{4}|\d{2})")
_SERIAL = re.compile(r"([2-7]\d{4})(\.0+)?")
_IN_PART = re.compile(r"(zz|\d{1,2})/(zz|\d{1,2})/(zzzz|\d{4})", re.IGNORECASE)

_MONTHS = {
    name: number
    for number, name in enumerate(
        ["jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"], start=1
    )
}
_SERIALS_BEGIN = date(1899, 12, 30)


def read_day(text: str, *, this_year: int) -> tuple[date, str] | None:
    """The day, and in what other form than day/month/year it was written ('' if in that one); None if it is no day.

    A year of two figures is taken as 20xx unless that lies more than twenty years after `this_year`.
    """
    if usual := _usual(text):
        return usual, ""
    form = ""
    bare = _TIME.sub("", text.strip())
    if bare != text:
        form = "with a time or spaces"
    if found := _DAY_FIRST.fullmatch(bare):
        day, _, month, year = found.groups()
        form = "with a year of two figures" if len(year) == 2 else form
        return _made(_century(year, this_year), int(month), int(day), form)
    if found := _YEAR_FIRST.fullmatch(bare):
        year, _, month, day = found.groups()
        return _made(int(year), int(month), int(day), "year first")
    if found := _IN_WORDS.fullmatch(bare):
        day, word, year = found.groups()
        month_number = _MONTHS.get(word[:3].lower(), 0)
        return _made(_century(year, this_year), month_number, int(day), "month in words")
    if found := _SERIAL.fullmatch(bare):
        return _SERIALS_BEGIN + timedelta(days=int(found[1])), "as a spreadsheet's day number"
    return None


def is_day_in_part(text: str) -> bool:
    """Is it a day of which some is not known, as in zz/05/2020 or zz/zz/zzzz?"""
    return _IN_PART.fullmatch(text.strip()) is not None


def looks_month_first(text: str) -> bool:
    """Would it be a day if the month stood first, and none as it stands? (05/13/2020)"""
    found = _DAY_FIRST.fullmatch(_TIME.sub("", text.strip()))
    return found is not None and 1 <= int(found[1]) <= 12 < int(found[3]) <= 31


def proves_day_first(text: str) -> bool:
    """Is it a day as it stands, and none if the month stood first? (13/05/2020)"""
    found = _DAY_FIRST.fullmatch(_TIME.sub("", text.strip()))
    return found is not None and 1 <= int(found[3]) <= 12 < int(found[1]) <= 31


def _usual(text: str) -> date | None:
    """The form of nearly every cell, without a pattern's cost."""
    if len(text) != 10 or text[2] != "/" or text[5] != "/":
        return None
    day, month, year = text[:2], text[3:5], text[6:]
    if not (day.isdecimal() and month.isdecimal() and year.isdecimal()):
        return None
    made = _made(int(year), int(month), int(day), "")
    return made[0] if made else None


def _century(year: str, this_year: int) -> int:
    if len(year) == 4:
        return int(year)
    return 2000 + int(year) if 2000 + int(year) <= this_year + 20 else 1900 + int(year)


def _made(year: int, month: int, day: int, form: str) -> tuple[date, str] | None:
    if not FIRST_YEAR <= year <= LAST_YEAR:
        return None
    try:
        return date(year, month, day), form
    except ValueError:
        return None
