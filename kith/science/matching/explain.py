"""Why this one, why not that one: one kind sentence each, for the coordinator to say in their own words.

No other child is ever named. A volunteer's no and the exclusion list share the words of an unfinished check.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import NamedTuple

from kith.science.fit.openings import Opening, openings
from kith.science.fit.reasons import cautions, reasons
from kith.science.fit.suggest import why_not as ruled_out
from kith.science.fit.words import counted
from kith.science.matching.errors import CannotMatch
from kith.science.matching.outcome import Outcome
from kith.science.matching.rounds import Mode
from kith.science.matching.standing import step_between
from kith.science.places import miles_between


class WhyNot(NamedTuple):
    """`reason` is a stable name, `words` one sentence."""

    child: str
    volunteer: str
    reason: str
    words: str


@dataclass(frozen=True, slots=True)
class Why:
    """What a child got and why. `choice`: 1 for the first, out of `choices`; 0 when fixed or unmatched.

    `openings`: for a child who goes without, what would bring more people into view, to be talked about.
    """

    child: str
    volunteer: str | None
    choice: int
    choices: int
    words: str
    reasons: tuple[str, ...] = ()
    cautions: tuple[str, ...] = ()
    openings: tuple[Opening, ...] = ()


TAKEN = {
    "own": "{whom} {name} had hoped for",
    "band": "{whom} who {have} waited much longer",
    "options": "{whom} for whom fewer people fit",
    "days": "{whom} who {have} waited longer",
    "lot": "{whom} with the same claim: it was decided by lot",
}


def why(outcome: Outcome, child: str) -> Why:
    """What a child got, with reasons and cautions; or why they go without. Raises CannotMatch for an unknown key."""
    setting, c = outcome.setting, _child(outcome, child)
    referral = setting.referrals[c]
    name, mine = referral.first_name, outcome.matches.get(child)
    if mine is None:
        options = setting.fitting[c].bit_count()
        found = openings(
            referral, setting.pool, setting.rules, setting.checks[c], setting.pool.miles_from(referral.point)
        )
        return Why(child, None, 0, 0, _without(outcome, c, options), openings=found)
    volunteer = setting.volunteers[setting.volunteer_at[mine]]
    miles = miles_between(referral.point, volunteer.point)
    speaks_for = reasons(referral, volunteer, miles, setting.rules)
    bear_in_mind = cautions(referral, volunteer, miles, setting.rules)
    if (choice := outcome.choice_of(child)) is None:
        words = f"{name} and {volunteer.first_name} were put together by the coordinator."
        return Why(child, mine, 0, 0, words, speaks_for, bear_in_mind)
    if _chose(outcome, child, mine):
        words = f"{volunteer.first_name} is {name}’s {_ordinal(choice[0])} choice of {choice[1]}."
    else:
        how_well = "best" if choice[0] == 1 else f"{_ordinal(choice[0])} best"
        words = f"Of all who fit, {volunteer.first_name} fits {how_well} what {name} would like."
    return Why(child, mine, *choice, words, speaks_for, bear_in_mind)


def why_not(outcome: Outcome, child: str, volunteer: str) -> WhyNot | None:
    """The one reason why these two are not proposed to each other; None when they are."""
    setting, c = outcome.setting, _child(outcome, child)
    if volunteer not in setting.volunteer_at:
        raise CannotMatch(f"nobody has the key {volunteer}.", "volunteers")
    if outcome.matches.get(child) == volunteer:
        return None
    reason, words = _why_not(outcome, c, setting.volunteer_at[volunteer])
    return WhyNot(child, volunteer, reason, words)


def disappointments(outcome: Outcome, most: int | None = None) -> Iterator[WhyNot]:
    """Every pair where the child would rather have had the volunteer than what they got, with its reason.

    `most`: of each child only the first so many, which are those they wished for most.
    """
    keys, taken = [volunteer.key for volunteer in outcome.setting.volunteers], _Taken(outcome)
    for c, listed in enumerate(outcome.market.lists):
        child = outcome.setting.referrals[c].key
        mine = outcome.matching[c]
        missed = listed if mine is None else listed[: listed.index(mine)]
        for v in missed[:most]:
            reason, words = taken(c, v)
            yield WhyNot(child, keys[v], reason, words)


def _why_not(outcome: Outcome, c: int, v: int) -> tuple[str, str]:
    setting, round_ = outcome.setting, outcome.round
    referral, person = setting.referrals[c], setting.volunteers[v]
    child, name = referral.first_name, person.first_name
    if refusal := ruled_out(referral, person, setting.rules):
        return refusal.rule, refusal.words
    if (referral.key, person.key) in round_.could_not:
        return "cannot_be_proposed", f"{name} cannot be proposed at the moment."
    if (referral.key, person.key) in round_.forbidden:
        return "kept_apart", f"{child} and {name} were kept apart by the coordinator."
    if c in setting.by_hand:
        return (
            "by_hand",
            f"{child} and the brothers and sisters who want to share are placed by the coordinator.",
        )
    if c in setting.fixed:
        return "fixed", f"{child} was given a place by the coordinator before the round."
    listed, mine = outcome.market.lists[c], outcome.matching[c]
    if v not in listed:
        return "not_chosen", f"{name} is not among those {child} chose."
    if mine is not None and listed.index(mine) < listed.index(v):
        got = setting.volunteers[mine].first_name
        tiers = outcome.market.tiers[c]
        how = "as much as" if tiers[listed.index(mine)] == tiers[listed.index(v)] else "more than"
        return (
            "has_better",
            f"{child} is proposed to {got}, who fits what {child} wished for {how} {name} does.",
        )
    return _Taken(outcome)(c, v)


class _Taken:
    """Why the places of somebody a child would rather have had went elsewhere; each sentence is made once."""

    def __init__(self, outcome: Outcome) -> None:
        self._outcome = outcome
        self._by_total = outcome.round.mode is Mode.TOTAL_FIT
        self._last, self._stands = outcome.last_kept, outcome.standings.of
        self._said: dict[tuple[int, str], tuple[str, str]] = {}

    def __call__(self, c: int, v: int) -> tuple[str, str]:
        reason = self._reason(c, v)
        said = self._said.get((v, reason))
        if said is None:
            said = self._said[v, reason] = reason, self._words(v, reason)
        return said

    def _reason(self, c: int, v: int) -> str:
        last = self._last.get(v)
        if last is None:
            return "fixed"
        if self._by_total:
            return "total"
        mine = self._stands(c, v)
        return "exchange" if mine < last else step_between(last, mine)

    def _words(self, v: int, reason: str) -> str:
        person, theirs = self._outcome.setting.volunteers[v], self._outcome.children_of.get(v, [])
        one = person.places_left == 1
        place = f"{person.first_name}’s " + ("place" if one else f"{person.places_left} places")
        were = "was" if one else "were"
        match reason:
            case "fixed":
                return f"{place} {were} given by the coordinator before the round."
            case "total":
                return f"{place} went elsewhere: in this round all the fits together counted, not one child’s choice."
            case "exchange":
                return (
                    f"{place} {were} part of an exchange that made children better off and nobody worse off."
                )
        whom, have = ("a child", "has") if len(theirs) == 1 else ("children", "have")
        went = TAKEN[reason].format(whom=whom, have=have, name=person.first_name)
        return f"{place} went to {went}."


def _without(outcome: Outcome, c: int, options: int) -> str:
    setting = outcome.setting
    name = setting.referrals[c].first_name
    if c in setting.by_hand:
        return f"{name} wants to share one volunteer with brothers and sisters: place them first, by hand."
    if not setting.volunteers:
        return f"{name} goes without for now: there are no volunteers in this round."
    if not options:
        return f"{name} goes without for now: nobody in this round fits."
    if not outcome.market.lists[c]:
        return f"{name} goes without for now: none of those {name} chose can be proposed; {counted(options, 'other person fits', 'other people fit')}."
    listed = len(outcome.market.lists[c])
    whose = "the only person" if listed == 1 else f"all {listed} people"
    return f"{name} goes without for now: the places of {whose} on the list went to others."


def _chose(outcome: Outcome, child: str, volunteer: str) -> bool:
    """Whether the child ranked them, rather than leaving it to who fits."""
    said = outcome.round.choices.get(child)
    return said is not None and any(volunteer in tier for tier in said.ranked)


def _child(outcome: Outcome, child: str) -> int:
    if child not in outcome.setting.child_at:
        raise CannotMatch(f"nobody has the key {child}.", "children")
    return outcome.setting.child_at[child]


def _ordinal(number: int) -> str:
    words = ("first", "second", "third", "fourth", "fifth", "sixth", "seventh", "eighth", "ninth", "tenth")
    if number <= len(words):
        return words[number - 1]
    ending = "th" if number % 100 in (11, 12, 13) else {1: "st", 2: "nd", 3: "rd"}.get(number % 10, "th")
    return f"{number}{ending}"
