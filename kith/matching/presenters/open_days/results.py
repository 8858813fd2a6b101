"""What came of an open day: who got which choice, why not for everybody else, and what proves it. For the coordinator only."""

from dataclasses import dataclass
from typing import Any

from django.urls import reverse

from kith.foundation.dates import count_words
from kith.matching.models import OpenDayPair, WorkingOut
from kith.matching.open_day_rounds import (
    Gathered,
    is_the_same,
    named,
    outcome_of,
    round_of,
    unit_name,
    unit_of,
)
from kith.matching.queries.open_days import Against
from kith.science.matching import Outcome, settle, verify, why
from kith.science.matching.explain import disappointments

KINDLY = "It is nothing {name} did."


@dataclass(frozen=True)
class Answer:
    """A kept working out, worked out again just now with first names, for sentences."""

    working: WorkingOut
    outcome: Outcome
    same: bool
    gathered: Gathered

    @property
    def names(self) -> dict[str, str]:
        return self.gathered.names


def answer(working: WorkingOut, gathered: Gathered) -> Answer:
    again = outcome_of(working)
    outcome = settle(named(round_of(working.asked), gathered.names))
    return Answer(working, outcome, is_the_same(working, again), gathered)


def page(found: Answer) -> dict[str, Any]:
    """Everything the coordinator reads before agreeing."""
    missed = _missed(found)
    pairs = list(
        found.working.pairs.select_related(
            "guest__child", "guest__shares_with__child", "volunteer__volunteer", "proposal"
        )
        .prefetch_related("guest__sharing__child")
        .order_by("pk")
    )
    got = [_got(pair, found, missed) for pair in pairs if pair.volunteer is not None]
    without = [_without(pair, found, missed) for pair in pairs if pair.volunteer is None]
    return {
        "got": sorted(got, key=lambda row: (row["choice"] or 99, row["child"])),
        "without": sorted(without, key=lambda row: row["child"]),
        "sums": sums(pairs),
        "by_hand": [found.names[key] for key in found.outcome.by_hand],
        "left_out": [words for _, words in found.gathered.left_out],
        **certificate(found),
    }


def _missed(found: Answer) -> dict[str, list[str]]:
    """Child key → a sentence for each volunteer they would rather have had, the most wished for first."""
    told: dict[str, list[str]] = {}
    for each in disappointments(found.outcome):
        told.setdefault(each.child, []).append(each.words)
    for child in found.gathered.children:
        told.setdefault(str(child.public_id), [])[:0] = _could_not_be(found, str(child.public_id))
    return told


def _could_not_be(found: Answer, key: str) -> list[str]:
    """Those they chose who could not be proposed at all: only what whoever runs the day may know."""
    by_key = {str(guest.public_id): guest for guest in found.gathered.volunteers}
    child = next(guest for guest in found.gathered.children if str(guest.public_id) == key)
    chosen = {choice.volunteer_id for choice in child.choices.all() if choice.tier is not None}
    shut = {volunteer for each, volunteer in found.outcome.round.could_not if each == key}
    words = []
    for volunteer in sorted(shut, key=lambda each: found.names.get(each, "")):
        guest = by_key.get(volunteer)
        if guest is None or guest.pk not in chosen:
            continue
        name, between = guest.volunteer.first_name, found.gathered.standing.between
        against = next(
            (between[each.pk, guest.pk] for each in unit_of(child) if (each.pk, guest.pk) in between), None
        )
        if against == Against.AGES:
            low, high = found.gathered.standing.ages[guest.volunteer_id, child.scheme_id]
            words.append(f"{name} is approved for ages {low} to {high}.")
        elif against == Against.SCHEME:
            words.append(f"{name} is not approved for {child.scheme}.")
        else:
            words.append(f"{name} cannot be proposed at the moment.")
    return words


def _child(pair: OpenDayPair, found: Answer) -> str:
    """One of several who share is named alone."""
    alone = pair.guest.shares_with is None and len(unit_of(pair.guest)) == 1
    return (
        found.names.get(str(pair.guest.public_id), pair.guest.child.name) if alone else pair.guest.child.name
    )


def _got(pair: OpenDayPair, found: Answer, missed: dict[str, list[str]]) -> dict[str, Any]:
    assert pair.volunteer is not None
    head = pair.guest.shares_with or pair.guest
    told = why(found.outcome, str(head.public_id))
    return {
        "pair": pair,
        "key": str(pair.public_id),
        "child": _child(pair, found),
        "volunteer": found.names.get(str(pair.volunteer.public_id), pair.volunteer.volunteer.first_name),
        "choice": pair.choice,
        "choice_words": told.words,
        "tag": _tag(pair),
        "missed": missed.get(str(head.public_id), []),
        "proposal_url": reverse("matching:proposal", args=[pair.proposal.public_id]) if pair.proposal else "",
        "state": pair.proposal.get_status_display() if pair.proposal else "",
    }


def _tag(pair: OpenDayPair) -> str:
    if not pair.choice:
        return "By hand"
    return (
        ("First choice", "Second choice", "Third choice")[pair.choice - 1]
        if pair.choice <= 3
        else f"Choice {pair.choice}"
    )


def _without(pair: OpenDayPair, found: Answer, missed: dict[str, list[str]]) -> dict[str, Any]:
    head = pair.guest.shares_with or pair.guest
    key = str(head.public_id)
    return {
        "child": _child(pair, found),
        "words": why(found.outcome, key).words,
        "missed": missed.get(key, []),
        "kindly": KINDLY.format(name=pair.guest.child.name),
        "look_url": reverse("matching:look", args=[pair.guest.referral.public_id]),
        "by_hand": key in found.outcome.by_hand,
    }


def sums(pairs: list[OpenDayPair]) -> list[tuple[str, str]]:
    """How many got what, at a glance."""

    def of(number: int) -> int:
        return sum(pair.choice == number and pair.volunteer is not None for pair in pairs)

    lower = sum(pair.choice > 2 for pair in pairs if pair.volunteer)
    by_hand = sum(pair.choice == 0 for pair in pairs if pair.volunteer)
    found = [("First choice", of(1)), ("Second choice", of(2)), ("Lower", lower), ("By hand", by_hand),
             ("Nobody this time", sum(pair.volunteer is None for pair in pairs))]  # fmt: skip
    return [(words, str(number)) for words, number in found if number]


def certificate(found: Answer) -> dict[str, Any]:
    """What anybody may check: nobody was passed over, by which seed, and that it comes out the same again."""
    working, verdict = found.working, verify(found.outcome)
    return {
        "verdict": verdict.words,
        "holds": verdict.holds,
        "same": found.same,
        "pairs_looked_at": count_words(working.looked_at, "pair"),
        "exchanged": found.outcome.exchanged,
        "facts": [
            ("Seed of the lot", str(working.seed)),
            ("Method", f"{working.engine}, rules {working.rules_version}"),
            ("Children", str(working.children)),
            ("Volunteers", f"{working.volunteers}, with {count_words(working.places, 'place')}"),
            ("What was asked", working.inputs_hash[:16]),
            ("What came of it", working.result_hash[:16]),
        ],
    }


def names_of_pairs(found: list[dict[str, Any]]) -> dict[str, str]:
    """For the boxes to agree by: a pair in a few words."""
    return {row["key"]: f"{row['child']} and {row['volunteer']}" for row in found if not row["proposal_url"]}


def whole_name(guest: Any) -> str:
    return unit_name(guest)
