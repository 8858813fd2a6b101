"""The volunteers of a scheme, laid out so that one question can be asked of all of them at once.

Each answer is a whole number read as a row of bits: bit i is 1 when it is true of volunteer i. "Men who speak
Tigrinya and are cleared" is then three numbers joined by `&`, at the same small cost for a hundred volunteers or for
thirty thousand.
"""

from collections.abc import Callable, Iterable
from functools import cached_property
from itertools import chain, compress
from math import hypot
from typing import Any

from kith.science.fit.lots import number_of
from kith.science.fit.people import Volunteer, fingerprint
from kith.science.places import METRES_IN_A_MILE, Point
from kith.science.vocabulary import ATTRIBUTES

Bits = int

MANY = 12
"""From one in so many on, it is quicker to go through a row of bits than to search it."""

AS_TRUTH = bytes.maketrans(b"01", b"\0\1")

OFFER_BITS = 5
MOST_OFFERS = (1 << OFFER_BITS) - 1


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
        self._by: dict[str, dict[Any, Bits]] = {}
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
        if bits.bit_count() * MANY > len(row):
            return list(compress(range(len(row)), row.encode().translate(AS_TRUTH)))
        found: list[int] = []
        i = row.find("1")
        while i >= 0:
            found.append(i)
            i = row.find("1", i + 1)
        return found

    def these(self, bits: Bits) -> tuple[Volunteer, ...]:
        return tuple(self.volunteers[i] for i in self.places(bits))

    def named(self, keys: Iterable[str]) -> Bits:
        places = [self._place[key] for key in keys if key in self._place]
        return self.bits(places) if places else 0

    def where(self, name: str, true_of: Callable[[Any], bool]) -> Bits:
        """The volunteers of whose field of this name something is true."""
        found = 0
        for value, those in self.by(name).items():
            if true_of(value):
                found |= those
        return found

    def by(self, name: str) -> dict[Any, Bits]:
        """The volunteers by what stands in a field, which a few thousand answer in a few ways. Sorted out once."""
        if name not in self._by:
            places: dict[Any, list[int]] = {}
            for i, volunteer in enumerate(self.volunteers):
                places.setdefault(getattr(volunteer, name), []).append(i)
            self._by[name] = {value: self.bits(those) for value, those in places.items()}
        return self._by[name]

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
    def living_at(self) -> list[dict[int | None, list[int]]]:
        """Those who live at each point, by how far they travel: many volunteers share a postcode area."""
        found: list[dict[int | None, list[int]]] = [{} for _ in self.points]
        for i, (point, volunteer) in enumerate(zip(self.point_of, self.volunteers, strict=True)):
            found[point].setdefault(volunteer.travel_miles, []).append(i)
        return found

    @cached_property
    def offers(self) -> list[int]:
        """How many cards of each are out now; more than `MOST_OFFERS` count as so many."""
        return [min(volunteer.live_offers, MOST_OFFERS) for volunteer in self.volunteers]

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
            near: list[int] = []
            for far, living in zip(self._far, self._pool.living_at, strict=True):
                if far is None or far <= limit:
                    near.extend(chain.from_iterable(living.values()))
            self._within[limit] = self._pool.bits(near)
        return self._within[limit]

    @cached_property
    def willing(self) -> Bits:
        """Those whose own limit lets them come here."""
        near: list[int] = []
        for far, living in zip(self._far, self._pool.living_at, strict=True):
            for limit, those in living.items():
                if far is None or limit is not None and far <= limit:
                    near.extend(those)
        return self._pool.bits(near) | self._pool.by("travel_miles").get(None, 0)
