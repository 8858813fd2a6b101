"""How many children could have somebody at all: the greatest matching, and who stands in whose way where it falls short.

Augmenting paths (Berge 1957) from the children, whole paths at a time. Where it falls short, a set of children shares
too few places between them (Hall 1935); those sets are what a scheme would have to recruit for.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

Lists = Sequence[Sequence[int]]


@dataclass(frozen=True, slots=True)
class Shortage:
    """`children` who share no more than the places of `volunteers`; `short` of them must go without, whatever is done."""

    children: tuple[int, ...]
    volunteers: tuple[int, ...]
    short: int


class Greatest:
    """A greatest matching of the children in `among`, each with their list, and the places of the volunteers."""

    def __init__(self, lists: Lists, places: Sequence[int], among: Iterable[int] | None = None) -> None:
        self._lists = lists
        self._places = places
        self._children: list[list[int]] = [[] for _ in places]
        self._mine: dict[int, int] = {}
        self._closed: set[int] = set()  # no way leads on from them to a free place, now or ever after
        self._among = sorted(range(len(lists)) if among is None else among)
        for child in self._among:
            self._place(child)

    @property
    def size(self) -> int:
        return len(self._mine)

    def _place(self, start: int) -> None:
        """Find a path to a free place, breadth first, and move everybody on it by one."""
        came: dict[int, int] = {}
        queue = [start]
        for child in queue:
            for volunteer in self._lists[child]:
                if volunteer in came or volunteer in self._closed:
                    continue
                came[volunteer] = child
                if len(self._children[volunteer]) < self._places[volunteer]:
                    self._move(volunteer, came)
                    return
                queue.extend(self._children[volunteer])
        self._closed.update(came)

    def _move(self, volunteer: int | None, came: dict[int, int]) -> None:
        while volunteer is not None:
            child = came[volunteer]
            before = self._mine.get(child)
            if before is not None:
                self._children[before].remove(child)
            self._children[volunteer].append(child)
            self._mine[child] = volunteer
            volunteer = before

    def shortages(self) -> list[Shortage]:
        """Sets of children who share too few places, each set by itself, in the order of its first child."""
        stuck = self._stuck()
        wanting: dict[int, list[int]] = {}
        for child in stuck:
            for volunteer in self._lists[child]:
                wanting.setdefault(volunteer, []).append(child)
        found: list[Shortage] = []
        done: set[int] = set()
        for start in sorted(stuck):
            if start not in done:
                together, volunteers = [start], set[int]()
                done.add(start)
                for child in together:
                    for volunteer in set(self._lists[child]) - volunteers:
                        volunteers.add(volunteer)
                        fresh = [other for other in wanting[volunteer] if other not in done]
                        done.update(fresh)
                        together.extend(fresh)
                short = sum(1 for child in together if child not in self._mine)
                found.append(Shortage(tuple(sorted(together)), tuple(sorted(volunteers)), short))
        return found

    def _stuck(self) -> set[int]:
        """Those who go without, and all whose places they could have: met by following lists there and places back."""
        queue = [child for child in self._among if child not in self._mine]
        stuck, seen = set(queue), set[int]()
        for child in queue:
            for volunteer in self._lists[child]:
                if volunteer not in seen:
                    seen.add(volunteer)
                    fresh = [other for other in self._children[volunteer] if other not in stuck]
                    stuck.update(fresh)
                    queue.extend(fresh)
        return stuck
