"""A volunteer as staff see them: a few facts, and what they said about themself in the vocabulary's words."""

from datetime import date
from typing import Any

from django.urls import reverse

from kith.foundation.dates import day_words
from kith.people.models import Volunteer
from kith.recruitment.vetting.checklist import ChecklistItem, State
from kith.science.vocabulary import (
    BACKGROUNDS,
    DAYS,
    EXPERIENCE,
    FAITHS,
    INTERESTS,
    LANGUAGES,
    NO_PETS,
    PETS,
    TIMES,
    Terms,
)


def about(volunteer: Volunteer, on: date) -> list[dict[str, Any]]:
    """Rows of a summary list; what is not known is left out, but for what approval needs."""
    age = volunteer.age_on(on)
    born = f"{age}, born {day_words(volunteer.born)}" if volunteer.born else "Date of birth not known yet"
    background = BACKGROUNDS.get(volunteer.ethnicity)
    faith = FAITHS.get(volunteer.faith)
    facts = [
        ("Age", born),
        ("Gender", volunteer.get_gender_display() if volunteer.gender != Volunteer.Gender.UNKNOWN else ""),
        ("Background", background.label if background else ""),
        ("Faith", faith.label if faith else ""),
        ("E-mail", volunteer.email or "Not known: no account without one"),
        ("Phone", volunteer.phone),
        ("Lives near", volunteer.postcode),
        ("Free", ", ".join(free_words(volunteer))),
        ("Would travel", f"{volunteer.travel_miles} miles"),
        ("Pets", "None" if NO_PETS in volunteer.pets else ", ".join(labels(volunteer.pets, PETS))),
        ("Smokes", {True: "Yes", False: "No"}.get(volunteer.smokes, "")),  # type: ignore[arg-type]
    ]
    return [{"key": {"text": key}, "value": {"text": value}} for key, value in facts if value]


def labels(keys: list[str], terms: Terms) -> list[str]:
    return [terms[key].label for key in keys if key in terms]


def free_words(volunteer: Volunteer) -> list[str]:
    """Mondays, Saturday mornings: in the order of the week."""
    known = [time for time in volunteer.free_days if time in TIMES]
    return [TIMES[time].label for time in sorted(known, key=lambda time: DAYS.index(time.split("_")[0]))]


def choices(volunteer: Volunteer) -> list[tuple[str, list[str]]]:
    """What they chose from the vocabulary, under its headings; only those with something in them."""
    told = [
        ("Likes", labels(volunteer.interests, INTERESTS)),
        ("Speaks", labels(volunteer.languages, LANGUAGES)),
        ("Somebody who", labels(volunteer.experience, EXPERIENCE)),
    ]
    return [(heading, words) for heading, words in told if words]


def profile_address(volunteer: Volunteer) -> str:
    return reverse("recruitment:profile", args=[volunteer.public_id])


def item_words(item: ChecklistItem, first_name: str) -> str:
    """One line of the checklist before a decision."""
    if item.state == State.LAPSING and item.until:
        return f"{item.requirement.words}, until {day_words(item.until)}"
    return item.obstacle(first_name) or item.requirement.words
