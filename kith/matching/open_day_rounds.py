"""An open day as a round of kith.science.matching: asked without a name, kept, and worked out again whenever it is looked at.

Keys are the public ids of places at the day. Wishes said before rule nobody out here: the child has met them. What does
are the rules that protect: checks, approval, ages, places, and whoever must not be proposed.
"""

import json
from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from kith.matching.models import ChildGuest, OpenDay, Pin, VolunteerGuest, WorkingOut
from kith.matching.queries.names import of_child, of_volunteer, told_apart
from kith.matching.queries.open_days import Standing, standing_at, still_wait
from kith.science.fit.words import listed
from kith.science.matching import CannotMatch, Outcome, Priority, Round, record, settle
from kith.science.matching.files import reading

Heard = ChildGuest.Heard


@dataclass(frozen=True)
class Gathered:
    """Whoever takes part, what stands between them, and who is left out with the reason."""

    children: list[ChildGuest]
    volunteers: list[VolunteerGuest]
    standing: Standing
    left_out: list[tuple[ChildGuest, str]]

    @property
    def names(self) -> dict[str, str]:
        """Key → first name; brothers and sisters who share are named together, and who is called alike told apart."""
        volunteers = {str(guest.public_id): of_volunteer(guest.volunteer) for guest in self.volunteers}
        return told_apart(volunteers) | told_apart(
            {str(guest.public_id): _names_of_unit(guest) for guest in self.children}
        )


def unit_of(guest: ChildGuest) -> list[ChildGuest]:
    """The child, and the brothers and sisters who share with them."""
    return [guest, *guest.sharing.all()]


def _names_of_unit(guest: ChildGuest) -> tuple[str, str]:
    if len(unit_of(guest)) > 1:
        return unit_name(guest), unit_name(guest)
    return of_child(guest.child, guest.open_day.day)


def unit_name(guest: ChildGuest) -> str:
    names = [each.child.name for each in unit_of(guest)]
    return " and ".join([", ".join(names[:-1]), names[-1]]) if len(names) > 1 else names[0]


def gather(open_day: OpenDay, on: date) -> Gathered:
    """Every child who came, once: those who chose take part; the others stay waiting, and it is said why."""
    came = list(
        open_day.children.came()
        .with_people()
        .prefetch_related("choices__volunteer", "sharing__child")
        .order_by("pk")
    )
    volunteers = list(open_day.volunteers.came().with_people().order_by("pk"))
    waiting = still_wait(came, on)
    part, left_out = [], []
    for guest in came:
        if guest.shares_with_id is not None:
            continue
        if why := _why_left_out(guest, waiting, on):
            left_out.append((guest, why))
        else:
            part.append(guest)
    everybody = [each for guest in part for each in unit_of(guest)]
    return Gathered(part, volunteers, standing_at(open_day, everybody, volunteers, on), left_out)


def _why_left_out(guest: ChildGuest, waiting: set[int], on: date) -> str:
    name = unit_name(guest)
    if any(each.pk not in waiting for each in unit_of(guest)):
        return f"{name}: somebody is on the way already, or the referral does not wait any more."
    if rests := [each.child.name for each in unit_of(guest) if each.child.rests_on(on)]:
        return f"{listed(rests)} would like a pause: nobody new is looked for before it is over."
    match guest.heard:
        case Heard.NOT_YET:
            return f"{name} has not said yet whom they liked."
        case Heard.NOT_SURE:
            return f"{name} is not sure yet."
        case Heard.NOBODY:
            return f"{name} said nobody, thank you."
        case _:
            return ""


def asked(open_day: OpenDay, gathered: Gathered, *, exchanges: bool) -> dict[str, Any]:
    """The round as a kith-match file: keys and what was said, and no name."""
    key = {guest.pk: str(guest.public_id) for guest in gathered.volunteers}
    child_key = {guest.pk: str(guest.public_id) for guest in gathered.children}
    priority = Priority()
    return {
        "format": reading.FORMAT,
        "mode": "child_choice",
        "seed": open_day.seed,
        "improve": exchanges,
        "priority": {"wait_bands": list(priority.wait_bands), "scarce_first": priority.scarce_first},
        "children": [_child(guest, open_day, key) for guest in gathered.children],
        "volunteers": [_volunteer(guest, gathered) for guest in gathered.volunteers],
        "fixed": _pins(open_day, Pin.Kind.TOGETHER, child_key, key),
        "forbidden": _pins(open_day, Pin.Kind.APART, child_key, key),
    }


def _child(guest: ChildGuest, open_day: OpenDay, key: Mapping[int, str]) -> dict[str, Any]:
    tiers: dict[int, list[str]] = {}
    for choice in guest.choices.all():
        if choice.tier is not None and choice.volunteer_id in key:
            tiers.setdefault(choice.tier, []).append(key[choice.volunteer_id])
    aside = [
        key[each.volunteer_id]
        for each in guest.choices.all()
        if each.tier is None and each.volunteer_id in key
    ]
    return {
        "key": str(guest.public_id),
        "choices": [sorted(tiers[tier]) for tier in sorted(tiers)],
        "set_aside": sorted(aside),
        "anyone_else": guest.anyone_else,
        "days_waited": max(each.referral.days_waiting(open_day.day) for each in unit_of(guest)),
        "siblings": len(unit_of(guest)) - 1,
    }


def _volunteer(guest: VolunteerGuest, gathered: Gathered) -> dict[str, Any]:
    between = gathered.standing.between
    could_not = [
        str(child.public_id)
        for child in gathered.children
        if any((each.pk, guest.pk) in between for each in unit_of(child))
    ]
    return {
        "key": str(guest.public_id), "places": gathered.standing.places[guest.pk], "could_not": sorted(could_not)
    }  # fmt: skip


def _pins(
    open_day: OpenDay, kind: Pin.Kind, children: Mapping[int, str], volunteers: Mapping[int, str]
) -> list[dict[str, str]]:
    pins = open_day.pins.filter(kind=kind, guest__in=children, volunteer__in=volunteers).order_by("pk")
    return [{"child": children[pin.guest_id], "volunteer": volunteers[pin.volunteer_id]} for pin in pins]


def round_of(said: dict[str, Any]) -> Round:
    """The round that a kept file asks for; CannotMatch if it contradicts itself."""
    return reading.read(json.dumps(said)).round


def named(round_: Round, names: Mapping[str, str]) -> Round:
    """The same round, for sentences: it comes out the same, for no name counts in it."""
    return replace(
        round_,
        referrals=tuple(
            replace(each, first_name=names.get(each.key, "a child")) for each in round_.referrals
        ),
        volunteers=tuple(
            replace(each, first_name=names.get(each.key, "a volunteer")) for each in round_.volunteers
        ),
    )


def in_words(error: CannotMatch, names: Mapping[str, str]) -> str:
    """What the engine refuses, with first names for keys."""
    words = str(error)
    for key, name in names.items():
        words = words.replace(key, name)
    return words[:1].upper() + words[1:]


def outcome_of(working: WorkingOut) -> Outcome:
    """The kept round worked out once more, without a name."""
    return settle(round_of(working.asked))


def is_the_same(working: WorkingOut, again: Outcome) -> bool:
    """What was kept of it and what comes out now agree, in what was asked and in what came of it."""
    now = record(again)
    return (now.inputs, now.result) == (working.inputs_hash, working.result_hash)
