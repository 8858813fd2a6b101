"""What other waiting children should be thought of before this child's list is settled. Said, never acted upon."""

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence

from kith.science.fit.people import Asked, Kind, Referral, Volunteer
from kith.science.fit.pool import Pool
from kith.science.fit.rules import Rules, checks, passing
from kith.science.fit.words import counted, said

WHO_SOMEBODY_IS = ("gender", "ethnicity", "faith", "language", "experience")
"""A like for one of these is worth a note when only one volunteer has it; a like for trains is not."""


def scarcity(
    suggested: Sequence[Volunteer], referral: Referral, pool: Pool, rules: Rules, others: Iterable[Referral]
) -> tuple[str, ...]:
    """Is somebody suggested here the only one for another child, or the only one who has what others asked for?

    Counts only: no other child is named. The child in question is left out of `others` if they are among them.
    """
    waiting = [other for other in others if other.key != referral.key]
    if not waiting:
        return ()
    return (*_only_choice(suggested, pool, rules, waiting), *_only_one_with(suggested, pool, waiting))


def _only_choice(
    suggested: Sequence[Volunteer], pool: Pool, rules: Rules, waiting: Sequence[Referral]
) -> Iterator[str]:
    alone: Counter[str] = Counter()
    for other in waiting:
        fitting = passing(checks(other, pool, rules), pool.everyone)
        if fitting.bit_count() == 1:
            alone[pool.these(fitting)[0].key] += 1
    for volunteer in suggested:
        if number := alone[volunteer.key]:
            children = counted(number, "other waiting child", "other waiting children")
            yield f"{volunteer.first_name} is the only one who fits {children}"


def _only_one_with(suggested: Sequence[Volunteer], pool: Pool, waiting: Sequence[Referral]) -> Iterator[str]:
    with_room = pool.where(
        "room", True, lambda v: v.cleared and v.trained and v.approved and v.places_left > 0
    )
    needed: Counter[tuple[str, tuple[str, ...]]] = Counter()
    liked: Counter[tuple[str, tuple[str, ...]]] = Counter()
    for other in waiting:
        needed.update((asked.attribute, asked.values) for asked in other.musts)
        liked.update(
            (asked.attribute, asked.values) for asked in other.likes if asked.attribute in WHO_SOMEBODY_IS
        )
    only = {
        (attribute, values): pool.these(with_room & pool.holding(attribute, values))
        for attribute, values in sorted(needed.keys() | liked.keys())
    }
    for volunteer in suggested:
        for (attribute, values), having in only.items():
            if having == (volunteer,):
                has = said(Asked(Kind.LIKE, attribute, values))
                told = _others(needed[attribute, values], liked[attribute, values])
                yield f"{volunteer.first_name} is the only volunteer with room who {has}; {told}"


def _others(needing: int, wishing: int) -> str:
    if not wishing:
        return f"{counted(needing, 'other waiting child', 'other waiting children')} must have that"
    if not needing:
        return f"{counted(wishing, 'other waiting child', 'other waiting children')} would like that"
    children = counted(needing + wishing, "other waiting child", "other waiting children")
    return f"{children} asked for that, {needing} as a must"
