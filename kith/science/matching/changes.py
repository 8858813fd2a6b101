"""What would change if a pair were fixed or forbidden: worked out beside the round, never in it."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace

from kith.science.matching.outcome import Outcome
from kith.science.matching.rounds import Pair, Round
from kith.science.matching.settle import settle


@dataclass(frozen=True, slots=True)
class Change:
    """One child for whom it makes a difference. None where there is nobody."""

    child: str
    before: str | None
    after: str | None
    words: str


def what_if(
    outcome: Outcome, *, fix: Mapping[str, str] | None = None, forbid: Iterable[Pair] = ()
) -> tuple[Outcome, tuple[Change, ...]]:
    """The round once more with pairs fixed or forbidden, and what is different for whom. Raises CannotMatch as `settle`."""
    forbidden = outcome.round.forbidden | frozenset(forbid)
    asked: Round = replace(outcome.round, fixed={**outcome.round.fixed, **(fix or {})}, forbidden=forbidden)
    after = settle(asked)
    return after, changes(outcome, after)


def changes(before: Outcome, after: Outcome) -> tuple[Change, ...]:
    """For whom two outcomes differ, in the order of the children's keys."""
    names = {
        volunteer.key: volunteer.first_name
        for volunteer in before.setting.volunteers + after.setting.volunteers
    }
    found: list[Change] = []
    for referral in after.setting.referrals:
        had, has = before.matches.get(referral.key), after.matches.get(referral.key)
        if had != has:
            was = f"instead of {names[had]}" if had else "instead of nobody"
            words = f"{referral.first_name} would have {names[has] if has else 'nobody'} {was}."
            found.append(Change(referral.key, had, has, words))
    return tuple(found)
