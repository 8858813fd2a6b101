"""An agreement in plain words, for a page and for a sheet of paper."""

from typing import Any

from kith.foundation.dates import day_words, time_words
from kith.matching.drafts import pounds
from kith.matching.models import Agreement, Match
from kith.schemes.presets import RhythmRow
from kith.science.vocabulary import DAYS


def rhythm(agreement: Agreement) -> str:
    """“Every week until month 3, then every other week, on Saturdays, 2pm”."""
    turns = [f"{_often(row['every'], row['unit'])} until month {row['until']}" for row in agreement.stages]
    words = ", then ".join([*turns, _often(agreement.every, agreement.unit)])
    day = (
        f"on {DAYS[agreement.weekday].capitalize()}s"
        if agreement.weekday is not None
        else "on days that suit both"
    )
    at = time_words(agreement.usual_time) if agreement.usual_time else ""
    parts = [words[:1].upper() + words[1:], day, at]
    return ", ".join(part for part in parts if part)


def _often(every: int, unit: str) -> str:
    return RhythmRow(every, unit).words  # type: ignore[arg-type]


def holidays(agreement: Agreement) -> str:
    """Not on bank holidays, not in school holidays; nothing where they meet all the same."""
    off = [
        "on bank holidays" if agreement.not_on_bank_holidays else "",
        "in school holidays" if agreement.not_in_school_holidays else "",
    ]
    said = " or ".join(part for part in off if part)
    return f"They do not meet {said}" if said else ""


def lines(agreement: Agreement) -> list[tuple[str, str]]:
    """What was agreed, each with its name, in the order in which people ask."""
    told = [
        ("How often", rhythm(agreement)),
        ("Holidays", holidays(agreement)),
        ("Where", agreement.where),
        ("Money for things to do", f"{pounds(agreement.budget_per_month)} a month"),
        ("In between", agreement.contact),
        ("What stays between us", agreement.confidentiality),
        ("How it will end", agreement.how_it_will_end),
    ]
    return [(name, words) for name, words in told if words]


def signed(agreement: Agreement, match: Match) -> list[tuple[str, str]]:
    told = [
        (match.child.name, day_words(agreement.child_agreed_on)),
        (match.volunteer.first_name, day_words(agreement.volunteer_agreed_on)),
    ]
    if agreement.carer_told_on:
        told.append(("Carer told", day_words(agreement.carer_told_on)))
    return told


def versions(match: Match) -> list[dict[str, Any]]:
    """Earlier versions, newest first."""
    return [
        {"version": each.version, "on": day_words(each.on), "lines": lines(each)}
        for each in match.agreements.all()[1:]
    ]
