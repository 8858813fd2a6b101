"""The sections of the form in their order, what is still to do in each, and what becomes of the answers."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from kith.foundation.dates import day_words
from kith.recruitment.applying import forms
from kith.recruitment.models import Answers
from kith.recruitment.profile_forms import (
    DAY_FIELDS,
    INTEREST_FIELDS,
    LANGUAGE_FIELDS,
    pets_and_smoking_told,
)
from kith.science.likeness import postcode_key
from kith.science.vocabulary import DAYS

HOMES = "homes"


@dataclass(frozen=True)
class Section:
    """One task of the list: its name in the address, its title, its questions."""

    slug: str
    title: str
    form: type[forms.Section]
    hint: str = ""
    sealed: bool = False
    may_be_left_out: bool = False


SECTIONS = (
    Section("about-you", "About you", forms.AboutYou),
    Section("why", "Why you would like to", forms.Why),
    Section("life", "Your life and experience", forms.Life),
    Section(
        "likes", "What you like doing", forms.Likes, "A child may choose you by it.", may_be_left_out=True
    ),
    Section("languages", "Languages you speak", forms.Languages),
    Section("at-home", "Pets and smoking", forms.AtHome, "Some children ask for it.", may_be_left_out=True),
    Section("availability", "When you are free, and how far you travel", forms.Availability),
    Section(HOMES, "Where you have lived", forms.Home, "Your addresses of the last five years."),
    Section("referees", "Two people who know you", forms.Referees, "Not family. We write to them later."),
    Section(
        "declaration",
        "Your declaration",
        forms.Declaration,
        "Read by those who vet, nobody else.",
        sealed=True,
    ),
    Section(
        "equality", "Background and faith", forms.Equality, "Only if you want to say.", may_be_left_out=True
    ),
)
BY_SLUG = {section.slug: section for section in SECTIONS}


def plain(said: Mapping[str, Any]) -> dict[str, Any]:
    """What was said, as JSON holds it."""
    return {name: _plain(value) for name, value in said.items()}


def _plain(value: Any) -> Any:
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, list):
        return [plain(each) if isinstance(each, Mapping) else each for each in value]
    return value


def told(answers: Answers | None, slug: str) -> dict[str, Any]:
    """What was said in one section, as its form begins with it."""
    if answers is None:
        return {}
    section = BY_SLUG[slug]
    kept = (answers.sealed_sections if section.sealed else answers.sections).get(slug, {})
    return {
        name: _day(value) if name in ("born", "from_day", "until_day") else value
        for name, value in kept.items()
    }


def _day(value: Any) -> date | None:
    return date.fromisoformat(value) if value else None


def is_done(answers: Answers | None, section: Section, on: date | None = None) -> bool:
    if answers is None:
        return False
    if section.slug == HOMES:
        homes = answers.sections.get(HOMES, {}).get("homes", [])
        return bool(homes) and not gap_in(homes, on or answers.begun_on)
    return section.slug in (answers.sealed_sections if section.sealed else answers.sections)


def lacking(answers: Answers) -> list[Section]:
    return [section for section in SECTIONS if not section.may_be_left_out and not is_done(answers, section)]


def gap_in(homes: list[dict[str, Any]], on: date) -> str:
    """The first time within five years for which no address is given, in words. A month between two is nothing."""
    reached = forms.since_when(on)
    for home in sorted(homes, key=lambda each: each["from_day"]):
        begins = date.fromisoformat(home["from_day"])
        if (begins - reached).days > 31:
            return f"from {day_words(reached)} to {day_words(begins)}"
        ends = _day(home.get("until_day")) or on
        reached = max(reached, ends)
    return f"since {day_words(reached)}" if (on - reached).days > 31 else ""


def by_time(homes: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """Where they live now first."""
    return sorted(homes, key=lambda home: (not home.get("until_day"), home["from_day"]), reverse=True)


# ------------------------------------------------------------------------------- what becomes of it


def why_of(answers: Answers) -> str:
    return str(answers.sections.get("why", {}).get("why", ""))


def profile_of(answers: Answers) -> dict[str, Any]:
    """What goes into the volunteer's profile."""
    said = answers.sections
    about, life, free = said["about-you"], said["life"], said["availability"]
    homes, equality = said[HOMES]["homes"], said.get("equality", {})
    found: dict[str, Any] = {
        "first_name": about["first_name"],
        "last_name": about["last_name"],
        "born": date.fromisoformat(about["born"]),
        "phone": about["phone"],
        "postcode": postcode_here(now_at(homes)),
        "experience": life.get("experience", []),
        "languages": _together(said["languages"], LANGUAGE_FIELDS),
        "travel_miles": free["travel_miles"],
        "free_days": [
            time for day in DAYS if day in free["free_days"] for time in free.get(DAY_FIELDS[day]) or [day]
        ],
    }
    if likes := said.get("likes"):
        found["interests"] = _together(likes, INTEREST_FIELDS)
    if at_home := said.get("at-home"):
        found |= pets_and_smoking_told(at_home)
    return found | {name: equality[name] for name in ("gender", "ethnicity", "faith") if equality.get(name)}


def now_at(homes: list[dict[str, Any]]) -> dict[str, Any]:
    """Where they live now: the address without an end, or the one left last."""
    return by_time(homes)[0] if homes else {}


def postcode_here(home: Mapping[str, Any]) -> str:
    """Its postcode, if it is one of this country."""
    typed = str(home.get("postcode", ""))
    return typed if postcode_key(typed) else ""


def _together(said: Mapping[str, Any], fields: Mapping[str, Any]) -> list[str]:
    return [key for name in fields for key in said.get(name, [])]


def referees_of(answers: Answers | None) -> list[dict[str, str]]:
    """Whom they named: name, how they know each other, years, e-mail, phone."""
    said = answers.sections.get("referees", {}) if answers else {}
    return [
        {
            what: str(said.get(f"{what}_{number}", ""))
            for what in ("name", "relation", "years", "email", "phone")
        }
        for number in (1, 2)
        if said.get(f"name_{number}")
    ]


# ------------------------------------------------------------------------------- as they are read


def lines_of(answers: Answers, section: Section) -> Iterator[tuple[str, str]]:
    """Question and answer, in the words of the form; what was left out is not printed."""
    said = told(answers, section.slug)
    if section.slug == HOMES:
        for home in said.get("homes", []):
            yield home_when(home), home_where(home)
        return
    form = section.form(scheme=answers.application.scheme, volunteer=answers.application.volunteer)
    for name, field in form.fields.items():
        if words := _in_words(field, said.get(name)):
            yield str(field.label), words


def home_where(home: Mapping[str, Any]) -> str:
    parts = [line.strip() for line in str(home["address"]).splitlines() if line.strip()]
    parts += [str(home[name]) for name in ("postcode", "country") if home.get(name)]
    return ", ".join(parts)


def home_when(home: Mapping[str, Any]) -> str:
    until = _day(home.get("until_day"))
    return f"{day_words(date.fromisoformat(home['from_day']))} to {day_words(until) if until else 'now'}"


def _in_words(field: Any, value: Any) -> str:
    if value in (None, "", []):
        return ""
    if isinstance(value, bool):
        return "Yes" if value else "No"
    if isinstance(value, date):
        return day_words(value)
    names = dict(getattr(field, "choices", []))
    if isinstance(value, list):
        return ", ".join(str(names.get(each, each)) for each in value)
    return str(names.get(value, value))
