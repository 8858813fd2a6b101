"""What other waiting children should be thought of before this child's list is settled. Said, never acted upon."""

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from functools import reduce
from operator import and_

from kith.science.fit.people import Asked, Kind, Referral, Volunteer
from kith.science.fit.pool import Bits, Pool
from kith.science.fit.rules import Rules, checks, passing
from kith.science.fit.words import counted, listed, said

WHO_SOMEBODY_IS = ("gender", "ethnicity", "faith", "language", "experience")
"""A like for one of these is worth a note when only one volunteer has it; a like for trains is not."""

Thing = tuple[tuple[str, tuple[str, ...]], ...]
"""What somebody may be alone in: one attribute with its values, or several together."""


def scarcity(
    suggested: Sequence[Volunteer], referral: Referral, pool: Pool, rules: Rules, others: Iterable[Referral]
) -> tuple[str, ...]:
    """Is somebody suggested here the only one for another child, or the only one who has what others asked for?

    Counts only: no other child is named. The child in question is left out of `others` if they are among them.
    """
    waiting = [other for other in others if other.key != referral.key]
    if not waiting:
        return ()
    return (
        *_only_choice(suggested, pool, rules, waiting),
        *_only_one_with(suggested, referral, pool, rules, waiting),
    )


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


def _only_one_with(
    suggested: Sequence[Volunteer], referral: Referral, pool: Pool, rules: Rules, waiting: Sequence[Referral]
) -> Iterator[str]:
    """Alone in what several must have together, then in one thing; in the whole scheme, or else near this child."""
    may_come = [pool.where(name, bool) for name in ("cleared", "trained", "approved")]
    has_room = pool.where("places_left", lambda places: places > 0)
    with_room = reduce(and_, may_come, has_room) & ~pool.named(referral.barred)
    near = pool.seen_from(referral.point).within(rules.far_miles) if referral.point else pool.everyone
    needed, liked = _asked_by(waiting)
    together = {key for key in needed if len(key) > 1}
    keys = [*sorted(together), *sorted((needed.keys() | liked.keys()) - together)]
    only = {key: _alone(key, pool, with_room, near, rules) for key in keys}
    for volunteer in suggested:
        for key, (having, where) in only.items():
            if having == (volunteer,):
                has = listed(said(Asked(Kind.LIKE, attribute, values)) for attribute, values in key)
                told = _others(needed[key], liked[key])
                yield f"{volunteer.first_name} is the only volunteer with room{where} who {has}; {told}"


def _asked_by(waiting: Sequence[Referral]) -> tuple[Counter[Thing], Counter[Thing]]:
    """How many children must have something, alone or with all else they must have, and how many would like it."""
    needed: Counter[Thing] = Counter()
    liked: Counter[Thing] = Counter()
    for other in waiting:
        musts = tuple((must.attribute, must.values) for must in other.musts)
        needed.update((must,) for must in musts)
        if len(musts) > 1:
            needed[musts] += 1
        liked.update(
            ((like.attribute, like.values),) for like in other.likes if like.attribute in WHO_SOMEBODY_IS
        )
    return needed, liked


def _alone(
    key: Thing, pool: Pool, with_room: Bits, near: Bits, rules: Rules
) -> tuple[tuple[Volunteer, ...], str]:
    """Whoever has all of it, where that is one person; and the words that say where."""
    having = with_room
    for attribute, values in key:
        having &= pool.holding(attribute, values)
    if having.bit_count() != 1 and (having & near).bit_count() == 1:
        return pool.these(having & near), f" within {counted(rules.far_miles, 'mile')}"
    return pool.these(having), ""


def _others(needing: int, wishing: int) -> str:
    if not wishing:
        return f"{counted(needing, 'other waiting child', 'other waiting children')} must have that"
    if not needing:
        return f"{counted(wishing, 'other waiting child', 'other waiting children')} would like that"
    children = counted(needing + wishing, "other waiting child", "other waiting children")
    return f"{children} asked for that, {needing} as a must"
