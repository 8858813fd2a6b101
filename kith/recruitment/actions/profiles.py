"""What a volunteer tells about themself."""

from collections.abc import Mapping
from datetime import date
from typing import Any

from django.db import transaction

from kith.access.models import User
from kith.audit import actions as audit
from kith.audit.events import Kind
from kith.people.models import Volunteer
from kith.recruitment.actions.flags import compare_again

PROFILE = frozenset(
    {
        "born",
        "gender",
        "ethnicity",
        "faith",
        "languages",
        "email",
        "phone",
        "postcode",
        "interests",
        "experience",
        "pets",
        "smokes",
        "free_days",
        "travel_miles",
        "places",
        "hopes_age_from",
        "hopes_age_to",
    }
)
KNOWN_BY = frozenset({"email", "phone", "postcode", "born"})
NAMES = frozenset({"first_name", "last_name"})


@transaction.atomic
def change_profile(*, volunteer: Volunteer, by: User, on: date, **changed: Any) -> Volunteer:
    """Put down what somebody tells about themself; only what has changed is written."""
    new = {name: value for name, value in plain(changed).items() if getattr(volunteer, name) != value}
    for name, value in new.items():
        setattr(volunteer, name, value)
    if new:
        volunteer.save(update_fields=list(new))
        audit.record(Kind.PROFILE_CHANGED, about=volunteer, by=by, on=on, changed=sorted(new))
    if KNOWN_BY & set(new):
        compare_again(volunteer=volunteer, on=on)
    return volunteer


def plain(about: Mapping[str, Any]) -> dict[str, Any]:
    """What was given about somebody, as it is stored. A name that a profile does not have is a mistake of ours."""
    unknown = set(about) - PROFILE - NAMES
    if unknown:
        raise TypeError(f"A volunteer’s profile has no {', '.join(sorted(unknown))}.")
    kept = {name: value.strip() if isinstance(value, str) else value for name, value in about.items()}
    if "email" in kept:
        kept["email"] = kept["email"].lower()
    return kept


def fill_in(volunteer: Volunteer, about: Mapping[str, Any]) -> None:
    """Add what was not known; what they told us before stays theirs to change."""
    new = {name: value for name, value in about.items() if value and not getattr(volunteer, name)}
    for name, value in new.items():
        setattr(volunteer, name, value)
    if new:
        volunteer.save(update_fields=list(new))
