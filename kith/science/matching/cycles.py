"""Stable improvement cycles: children exchange places where that makes them better off and passes nobody over.

Erdil and Ergin, What's the matter with tie-breaking? (American Economic Review 98, 2008). After deferred acceptance
with ties broken by days and lot, some of what children lost was lost to a tie-break only. A child may take part in an
exchange for a volunteer when nobody who wants that volunteer more than what they have belongs to an earlier class. After every
exchange each volunteer who is now wanted by fewer is looked at again, or the outcome may be unstable. With exchanges,
telling the truth is no longer always best in theory; so a scheme decides by policy whether to use them.
"""

from collections.abc import Iterator

from kith.science.matching.market import Market, Matching


def improve(market: Market, matching: Matching) -> tuple[Matching, int]:
    """The matching after all exchanges, and how many children are better off by them. Nobody is worse off."""
    now = list(matching)
    while circles := _circles(_who_may_take_from_whom(market, now)):
        for circle in circles:
            moved = [now[child] for child in circle]
            for child, volunteer in zip(circle, moved[1:] + moved[:1], strict=True):
                now[child] = volunteer
    return now, sum(1 for before, after in zip(matching, now, strict=True) if before != after)


def wishes_beyond(market: Market, matching: Matching) -> Iterator[tuple[int, int, int]]:
    """Every (child, volunteer, class) where the child would really rather have the volunteer than what they have."""
    for child, listed in enumerate(market.lists):
        tiers, classes = market.tiers[child], market.classes[child]
        mine = matching[child]
        enough = tiers[listed.index(mine)] if mine is not None else len(listed)
        for place, volunteer in enumerate(listed):
            if tiers[place] >= enough:
                break
            yield child, volunteer, classes[place]


def _who_may_take_from_whom(market: Market, matching: Matching) -> dict[int, list[int]]:
    """For each matched child those whose place they may take: they want it, and nobody of an earlier class does."""
    first: dict[int, int] = {}
    wanting: dict[int, list[int]] = {}
    for child, volunteer, level in wishes_beyond(market, matching):
        if level < first.get(volunteer, level + 1):
            first[volunteer], wanting[volunteer] = level, [child]
        elif level == first[volunteer]:
            wanting[volunteer].append(child)
    holders: dict[int, list[int]] = {}
    for child, mine in enumerate(matching):
        if mine is not None:
            holders.setdefault(mine, []).append(child)
    may_take: dict[int, list[int]] = {}
    for volunteer, children in sorted(wanting.items()):
        for child in children:
            if matching[child] is not None:
                may_take.setdefault(child, []).extend(holders.get(volunteer, ()))
    return may_take


def _circles(graph: dict[int, list[int]]) -> list[list[int]]:
    """Circles that share nobody: each child may take the place of the next in theirs, the last that of the first."""
    left = dict(graph)
    found: list[list[int]] = []
    while True:
        while ends := [child for child, nexts in left.items() if not any(n in left for n in nexts)]:
            for child in ends:
                del left[child]
        if not left:
            return found
        walk = [min(left)]
        while (step := next(n for n in left[walk[-1]] if n in left)) not in walk:
            walk.append(step)
        found.append(walk[walk.index(step) :])
        for child in found[-1]:
            del left[child]
