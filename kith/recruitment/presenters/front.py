"""What a scheme asks of a volunteer and what it gives, from the scheme's own rules."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from django.db.models import Q
from django.urls import reverse

from kith.foundation.dates import count_words
from kith.recruitment.models import Appeal, Front
from kith.recruitment.vetting.certificates import FOR_THE_PERSON
from kith.schemes.models import Scheme


@dataclass(frozen=True)
class Door:
    """One scheme in the list of those that look for volunteers."""

    name: str
    provider: str
    summary: str
    url: str
    appeals: list[str]


def open_doors(on: date) -> list[Door]:
    """Every scheme that looks for volunteers, by provider and name, in three questions to the database."""
    quiet = Front.objects.filter(is_looking=False).values("scheme")
    schemes = (
        Scheme.objects.open_on(on).filter(~Q(pk__in=quiet), opened_on__lte=on).select_related("provider")
    )
    appeals: dict[int, list[str]] = {}
    for appeal in Appeal.objects.shown_on(on):
        appeals.setdefault(appeal.scheme_id, []).append(appeal.words)
    return [
        Door(
            name=scheme.name,
            provider=scheme.provider.name,
            summary=scheme.programme.summary,
            url=reverse("recruitment:enquire", args=[scheme.public_id]),
            appeals=appeals.get(scheme.pk, []),
        )
        for scheme in schemes.order_by("provider__name", "name")
    ]


def asks(scheme: Scheme, on: date) -> list[str]:
    return list(_asks(scheme, on))


def gives(scheme: Scheme, on: date) -> list[str]:
    return list(_gives(scheme, on))


def _asks(scheme: Scheme, on: date) -> Iterator[str]:
    yield f"Time: {_rhythms(scheme, on)}, {_how_long(scheme)}."
    oldest = f" to {scheme.volunteer_age_to}" if scheme.volunteer_age_to < 99 else " or over"
    yield f"You are {scheme.volunteer_age_from}{oldest}."
    yield "Two people who know you and are not family write a few lines about you."
    yield f"A DBS check ({scheme.check_level})." if scheme.check_level != FOR_THE_PERSON else "A DBS check."
    yield "First training, and somebody who talks with you regularly afterwards."
    if scheme.independence:
        yield "Nobody in your home or family works for the council that looks after the children, or sits on it."


def _rhythms(scheme: Scheme, on: date) -> str:
    """Every week to every month: the closest and the widest rhythm of the rules in force."""
    found = scheme.rules_on(on).rhythm_rows()
    words = [
        row.words for row in sorted(found, key=lambda row: row.every * (7 if row.unit == "week" else 30))
    ]
    closest, widest = words[0], words[-1]
    return closest if closest == widest else f"{closest} to {widest}, depending on the young person’s age"


def _how_long(scheme: Scheme) -> str:
    length = (
        scheme.programme.length_words
        if scheme.months == scheme.programme.months
        else f"{scheme.months} months"
    )
    return f"for {length}" if scheme.months and not length.startswith("for") else length


def _gives(scheme: Scheme, on: date) -> Iterator[str]:
    yield f"A young person between {scheme.child_age_from} and {scheme.child_age_to} who has somebody of their own."
    yield "A coordinator whom you know by name and can ring."
    weeks = round(scheme.rules_on(on).supervision_days / 7)
    yield f"A talk about how it is going at least every {count_words(weeks, 'week') if weeks > 1 else 'week'}."
    if scheme.budget_per_month:
        yield f"Up to £{scheme.budget_per_month:.0f} a month for what you do together."
    yield "Training before you meet anybody."
