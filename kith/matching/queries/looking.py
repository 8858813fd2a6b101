"""Who could be there for a child today: rows gathered, judged by kith.science.fit, and given back with people's rows."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any

from kith.foundation.dates import day_words
from kith.matching.facts import Standing, child_facts, volunteer_facts
from kith.matching.models import WishList
from kith.matching.queries.capacity import enlisted, standings
from kith.matching.queries.choices import LeftOut, Why, latest_wishes, left_out
from kith.matching.queries.waiting import others_waiting
from kith.people.models import Child, Volunteer
from kith.referral.models import Referral
from kith.schemes.models import Scheme
from kith.science import fit

MOST_SHOWN = 5
MOST_FOUND = 5
RULES = fit.Rules()

IN_TOTALS = {
    Why.SET_ASIDE: "set aside by {child}",
    Why.ASKED_BEFORE: "asked before",
    Why.ASKED_NOW: "being asked now",
    Why.SEEN: "seen already",
}


@dataclass(frozen=True)
class Suggested:
    """A volunteer with what speaks for them and what to bear in mind. `by_name`: added by whoever searched."""

    volunteer: Volunteer
    suggestion: fit.Suggestion
    by_name: bool = False


@dataclass(frozen=True)
class Look:
    """One look at a scheme's volunteers for one child, on one day."""

    child: Child
    scheme: Scheme
    wish_list: WishList
    facts: fit.Referral
    answer: fit.Shortlist
    people: list[Suggested]
    considered: int
    ruled_out: list[dict[str, Any]]
    candidates: dict[int, fit.Volunteer]
    standing: dict[int, Standing]
    out: dict[int, LeftOut]
    rules_against: dict[str, str]

    def why_not(self, volunteer: Volunteer) -> str:
        """The one reason why this volunteer is not suggested, as a sentence; empty when they fit."""
        name, child = volunteer.first_name, self.child.name
        if left := self.out.get(volunteer.pk):
            return _left_out_words(left, name, child)
        candidate = self.candidates.get(volunteer.pk)
        if candidate is None:
            return f"{name} has not offered themself to {self.scheme}."
        refusal = fit.why_not(self.facts, candidate, RULES)
        return refusal.words if refusal else ""

    def may_come_back(self, volunteer: Volunteer) -> bool:
        """Left off only because of what the child did before, so the child may ask for them again."""
        left = self.out.get(volunteer.pk)
        return left is not None and left.why != Why.ASKED_NOW


def _left_out_words(left: LeftOut, name: str, child: str) -> str:
    when = f" on {day_words(left.on)}" if left.on else ""
    match left.why:
        case Why.SET_ASIDE:
            return f"{child} said no to {name}{when}. Only {child} can ask to see the card again."
        case Why.ASKED_BEFORE:
            return f"{name} was asked for {child} before, and it did not come about."
        case Why.ASKED_NOW:
            return f"{child} has chosen {name} already, and that is on its way."
        case Why.SEEN:
            return f"{child} saw this card{when} and asked for others."


def look_for(
    referral: Referral, on: date, again: Iterable[Volunteer] = (), with_these: Iterable[Volunteer] = ()
) -> Look | None:
    """Suggestions for a child who has said what they would like; None while they have not.

    `again`: people the child wants to see again. `with_these`: shown too, if they fit, though others fit better.
    """
    wish_list = latest_wishes(referral)
    child, scheme = referral.child, referral.scheme
    if wish_list is None or child is None or scheme is None:
        return None
    back = {volunteer.pk for volunteer in again}
    out = {
        volunteer: left
        for volunteer, left in left_out(child).items()
        if volunteer not in back or left.why == Why.ASKED_NOW
    }
    volunteers = enlisted(scheme, on)
    standing = standings(volunteers, scheme, on, besides=child)
    candidates = {
        volunteer.pk: volunteer_facts(volunteer, standing[volunteer.pk], on) for volunteer in volunteers
    }
    pool = fit.Pool(candidate for pk, candidate in candidates.items() if pk not in out)
    facts = child_facts(child, wish_list, on, since=referral.received_on)
    others = others_waiting(referral, on)
    answer = fit.shortlist(facts, pool, RULES, size=MOST_SHOWN, others=others)
    rows = {str(volunteer.public_id): volunteer for volunteer in volunteers}
    people = [Suggested(rows[suggestion.key], suggestion) for suggestion in answer.suggestions]
    people += _also_fitting([*with_these, *again], people, facts, candidates, out)
    return Look(
        child, scheme, wish_list, facts, answer, people, len(volunteers),
        [*_ruled_out(answer), *_left_off(out, candidates, child)], candidates, standing, out,
        fit.first_reasons(facts, pool, RULES) | {candidates[pk].key: left.why.value for pk, left in out.items() if pk in candidates},
    )  # fmt: skip


def _also_fitting(
    wanted: Iterable[Volunteer],
    people: list[Suggested],
    facts: fit.Referral,
    candidates: dict[int, fit.Volunteer],
    out: dict[int, LeftOut],
) -> list[Suggested]:
    shown = {person.volunteer.pk for person in people}
    others = {
        volunteer.pk: volunteer
        for volunteer in wanted
        if volunteer.pk in candidates and volunteer.pk not in shown and volunteer.pk not in out
    }
    looked_at = ((volunteer, fit.look_at(facts, candidates[pk], RULES)) for pk, volunteer in others.items())
    return [
        Suggested(volunteer, found, by_name=True)
        for volunteer, found in looked_at
        if isinstance(found, fit.Suggestion)
    ]


def _ruled_out(answer: fit.Shortlist) -> list[dict[str, Any]]:
    counted = [(rule, number) for rule, number in answer.ruled_out.items() if number]
    return [
        {"rule": rule, "words": words, "number": number}
        for (rule, number), words in zip(counted, answer.ruled_out_words, strict=True)
    ]


def _left_off(
    out: dict[int, LeftOut], candidates: dict[int, fit.Volunteer], child: Child
) -> list[dict[str, Any]]:
    numbers = Counter(left.why for volunteer, left in out.items() if volunteer in candidates)
    return [
        {"rule": why.value, "words": f"{number} {IN_TOTALS[why].format(child=child.name)}", "number": number}
        for why, number in numbers.items()
    ]


def named(scheme: Scheme, words: str, on: date) -> list[Volunteer]:
    """Volunteers of the scheme whose first or last name begins with what was typed, a few at most."""
    typed = words.casefold().split()
    if not typed:
        return []
    found = [
        volunteer
        for volunteer in enlisted(scheme, on)
        if all(any(name.casefold().startswith(part) for name in volunteer.name.split()) for part in typed)
    ]
    return sorted(found, key=lambda volunteer: volunteer.name)[:MOST_FOUND]
