"""Deferred acceptance: children ask in their own order, volunteers keep those who stand first with them.

Gale and Shapley (1962), with places. Nobody then prefers somebody who would rather have them (stability); no child
could do better in any stable matching, nor by saying anything but the truth; and which places stay empty is the same
in every stable matching. O(E log q) for E pairs and q places.
"""

from heapq import heappush, heappushpop

from kith.science.matching.market import Market, Matching


def deferred_acceptance(market: Market) -> Matching:
    """The stable matching that is best for every child at once."""
    matching: Matching = [None] * len(market.lists)
    asked = [0] * len(market.lists)
    held: list[list[tuple[int, int]]] = [[] for _ in market.places]  # heaps; on top whoever stands last
    for child in range(len(market.lists)):
        asking: int | None = child
        while asking is not None:
            asking = _ask(market, matching, asked, held, asking)
    return matching


def _ask(
    market: Market, matching: Matching, asked: list[int], held: list[list[tuple[int, int]]], child: int
) -> int | None:
    """Let a child ask until somebody keeps them; whoever had to go for that asks next."""
    listed, standings = market.lists[child], market.standings[child]
    for place in range(asked[child], len(listed)):
        volunteer = listed[place]
        entry = (-standings[place], child)
        heap = held[volunteer]
        if len(heap) < market.places[volunteer]:
            heappush(heap, entry)
            asked[child], matching[child] = place + 1, volunteer
            return None
        if heap and entry > heap[0]:
            _, sent_away = heappushpop(heap, entry)
            asked[child], matching[child], matching[sent_away] = place + 1, volunteer, None
            return sent_away
    asked[child] = len(listed)
    return None
