"""The volunteers of a scheme, laid out so that one question can be asked of all of them at once.

Each answer is a whole number read as a row of bits: bit i is 1 when it is true of volunteer i. "Men who speak
Tigrinya and are cleared" is then three numbers joined by `&`, at the same small cost for a hundred volunteers or for
thirty thousand.
"""

from collections.abc import Callable, Iterable
from functools import cached_property
from itertools import chain
from math import hypot

from kith.science.fit.lots import number_of
from kith.science.fit.people import Volunteer, fingerprint
from kith.science.places import METRES_IN_A_MILE, Point
from kith.science.vocabulary import ATTRIBUTES

Bits = int


class Pool:
    """The volunteers in the order of their keys, whatever order they came in, and their columns of bits."""

    def __init__(self, volunteers: Iterable[Volunteer]) -> None:
        self.volunteers = tuple(sorted(volunteers, key=lambda volunteer: volunteer.key))
        self.everyone: Bits = (1 << len(self.volunteers)) - 1
        self._place = {volunteer.key: i for i, volunteer in enumerate(self.volunteers)}
        if len(self._place) < len(self.volunteers):
            raise ValueError("Two volunteers have the same key.")
        holding: dict[tuple[str, str], list[int]] = {}
        knowing: dict[str, list[int]] = {attribute: [] for attribute in ATTRIBUTES}
        for i, volunteer in enumerate(self.volunteers):
            for attribute, values in volunteer.told.items():
                knowing[attribute].append(i)
                for value in values:
                    holding.setdefault((attribute, value), []).append(i)
        self._holding = {key: self.bits(places) for key, places in holding.items()}
        self._knowing = {attribute: self.bits(places) for attribute, places in knowing.items()}
        self._asked: dict[tuple[str, object], Bits] = {}
        self._numbers: dict[int, tuple[int, ...]] = {}
        self._view: View | None = None

    def __len__(self) -> int:
        return len(self.volunteers)

    def bits(self, places: Iterable[int]) -> Bits:
        row = bytearray(b"0" * len(self.volunteers))
        for i in places:
            row[-1 - i] = 49  # the sign "1"
        return int(bytes(row) or b"0", 2)

    def places(self, bits: Bits) -> list[int]:
        row = f"{bits:b}"[::-1]
        found: list[int] = []
        i = row.find("1")
        while i >= 0:
            found.append(i)
            i = row.find("1", i + 1)
        return found

    def these(self, bits: Bits) -> tuple[Volunteer, ...]:
        return tuple(self.volunteers[i] for i in self.places(bits))

    def named(self, keys: Iterable[str]) -> Bits:
        return self.bits(self._place[key] for key in keys if key in self._place)

    def where(self, question: str, answer: object, true_of: Callable[[Volunteer], bool]) -> Bits:
        """The volunteers of whom something is true. Asked once, remembered by the question and its answer."""
        if (question, answer) not in self._asked:
            yes = (i for i, volunteer in enumerate(self.volunteers) if true_of(volunteer))
            self._asked[question, answer] = self.bits(yes)
        return self._asked[question, answer]

    def holding(self, attribute: str, values: Iterable[str]) -> Bits:
        """Those of whom any of the values is known to be true."""
        found = 0
        for value in values:
            found |= self._holding.get((attribute, value), 0)
        return found

    def not_knowing(self, attribute: str, values: Iterable[str]) -> Bits:
        """Those of whom it cannot be said, as `Volunteer.meets` says it for one."""
        values = tuple(values)
        if not values:
            return self.everyone
        if attribute == "experience":
            return self.everyone & ~self.holding(attribute, values)
        return self.everyone & ~self._knowing[attribute]

    def miles_from(self, point: Point | None) -> list[int | None]:
        """Whole miles to each volunteer, as `places.miles_between` counts them; None where either end is not known."""
        return self.seen_from(point).miles

    def seen_from(self, point: Point | None) -> "View":
        """The pool from one place. Only the last view is kept: ask for children of one place one after another."""
        if self._view is None or self._view.point != point:
            self._view = View(self, point)
        return self._view

    def numbers(self, seed: int) -> tuple[int, ...]:
        """The numbers the volunteers draw with this seed."""
        if seed not in self._numbers:
            self._numbers[seed] = tuple(number_of(seed, "volunteer", v.key) for v in self.volunteers)
        return self._numbers[seed]

    @cached_property
    def points(self) -> dict[Point | None, int]:
        """The different points where volunteers live, each with its number."""
        found: dict[Point | None, int] = {}
        for volunteer in self.volunteers:
            found.setdefault(volunteer.point, len(found))
        return found

    @cached_property
    def point_of(self) -> list[int]:
        return [self.points[volunteer.point] for volunteer in self.volunteers]

    @cached_property
    def spots(self) -> dict[tuple[int, int | None], list[int]]:
        """Those who live at one point and travel equally far: many volunteers share a postcode area."""
        found: dict[tuple[int, int | None], list[int]] = {}
        for i, volunteer in enumerate(self.volunteers):
            found.setdefault((self.point_of[i], volunteer.travel_miles), []).append(i)
        return found

    @cached_property
    def fingerprint(self) -> str:
        return fingerprint(self.volunteers)


class View:
    """How far the volunteers of a pool are from one place, which is None where it is not known."""

    def __init__(self, pool: Pool, point: Point | None) -> None:
        self.point = point
        self._pool = pool
        self._within: dict[int, Bits] = {}

    @cached_property
    def _far(self) -> list[int | None]:
        """Whole miles to each point of the pool."""
        if self.point is None:
            return [None] * len(self._pool.points)
        east, north = self.point
        return [
            None if there is None else int(hypot(there[0] - east, there[1] - north) / METRES_IN_A_MILE + 0.5)
            for there in self._pool.points
        ]

    @cached_property
    def miles(self) -> list[int | None]:
        far = self._far
        return [far[point] for point in self._pool.point_of]

    def within(self, limit: int) -> Bits:
        """Those at most so many miles away, and those of whom it is not known."""
        if limit not in self._within:
            self._within[limit] = self._those(lambda far, _: far is None or far <= limit)
        return self._within[limit]

    @cached_property
    def willing(self) -> Bits:
        """Those whose own limit lets them come here."""
        homebound = self._those(lambda far, own: far is not None and own is not None and far > own)
        return self._pool.everyone & ~homebound

    def _those(self, true_of: Callable[[int | None, int | None], bool]) -> Bits:
        """Those of whose miles from here, and own limit, something is true."""
        far = self._far
        spots = (those for (point, own), those in self._pool.spots.items() if true_of(far[point], own))
        return self._pool.bits(chain.from_iterable(spots))
