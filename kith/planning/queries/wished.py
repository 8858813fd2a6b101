"""What is asked for, value by value, beside how many volunteers have it: the tables under the sentences."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import asdict, dataclass, field
from typing import Any, Self

from kith.planning.queries.needed import SchemeNeeds
from kith.science.fit import Pool
from kith.science.recruiting import Side
from kith.science.vocabulary import ATTRIBUTES, DAYS, label_of, slots_of


@dataclass
class Wished:
    """One thing asked for: how many children must have it, would like it, or said no to it; how many people have it.

    `not_said`: of those ready and on the way, how many have not told, so that it cannot be said of them.
    """

    attribute: str
    value: str
    label: str
    must: int = 0
    like: int = 0
    no: int = 0
    ready: int = 0
    coming: int = 0
    not_said: int = 0

    @property
    def children(self) -> int:
        return self.must + self.like


@dataclass
class Where:
    """A day on which, or a part of the area in which, children, ready volunteers and those on the way are."""

    label: str
    children: int = 0
    ready: int = 0
    coming: int = 0


@dataclass
class Picture:
    """What the children of a scheme, or of several, ask for."""

    wished: dict[str, list[Wished]] = field(default_factory=dict)
    days: list[Where] = field(default_factory=list)
    places: list[Where] = field(default_factory=list)

    def as_plain(self) -> dict[str, Any]:
        return asdict(self)

    @classmethod
    def from_plain(cls, plain: dict[str, Any]) -> Self:
        wished = {title: [Wished(**row) for row in rows] for title, rows in plain["wished"].items()}
        return cls(wished, [Where(**row) for row in plain["days"]], [Where(**row) for row in plain["places"]])


def picture_of(one: SchemeNeeds) -> Picture:
    """What one scheme's children ask for, beside how many of its own volunteers have it. Musts come before likes."""
    rows: dict[tuple[str, str], Wished] = {}
    for kind, attribute, value in _asked(one):
        row = rows.setdefault((attribute, value), Wished(attribute, value, label_of(attribute, value)))
        setattr(row, kind, getattr(row, kind) + 1)
    for row in rows.values():
        row.ready, row.coming = _having(one.ready, row), _having(one.coming, row)
        row.not_said = sum(
            pool.not_knowing(row.attribute, [row.value]).bit_count() for pool in (one.ready, one.coming)
        )
    return Picture(_by_attribute(rows.values()), _days(one), _places(one))


def added(pictures: Iterable[Picture]) -> Picture:
    """Several schemes' pictures added up; a volunteer of two of them stands in both."""
    listed = list(pictures)
    rows: dict[tuple[str, str], Wished] = {}
    for each in (row for one in listed for rows_of in one.wished.values() for row in rows_of):
        _add(
            rows.setdefault((each.attribute, each.value), Wished(each.attribute, each.value, each.label)),
            each,
        )
    days, places = _added(one.days for one in listed), _added(one.places for one in listed)
    order = [_place_words(side) for side in Side]
    return Picture(
        _by_attribute(rows.values()),
        days if any(row.children for row in days) else [],
        sorted((row for row in places if _anybody(row)), key=lambda row: order.index(row.label)),
    )


def _by_attribute(rows: Iterable[Wished]) -> dict[str, list[Wished]]:
    listed, found = list(rows), {}
    for attribute in ATTRIBUTES:
        theirs = [row for row in listed if row.attribute == attribute]
        if theirs:
            order = sorted(theirs, key=lambda row: (-row.must, -row.like, -row.no, row.label))
            found[ATTRIBUTES[attribute].label] = order
    return found


def _add(total: Wished | Where, more: Wished | Where) -> None:
    for name, value in asdict(more).items():
        if isinstance(value, int):
            setattr(total, name, getattr(total, name) + value)


def _added(tables: Iterable[list[Where]]) -> list[Where]:
    rows: dict[str, Where] = {}
    for row in (row for table in tables for row in table):
        _add(rows.setdefault(row.label, Where(row.label)), row)
    return list(rows.values())


def _anybody(row: Where) -> int:
    return row.children or row.ready or row.coming


def _asked(one: SchemeNeeds) -> Iterable[tuple[str, str, str]]:
    for each in one.asked:
        child = each.child
        for kind, wishes in (("must", child.musts), ("like", child.likes), ("no", child.nos)):
            for attribute, value in {(wish.attribute, value) for wish in wishes for value in wish.values}:
                yield kind, attribute, value


def _having(pool: Pool, row: Wished) -> int:
    return pool.holding(row.attribute, [row.value]).bit_count()


def _days(one: SchemeNeeds) -> list[Where]:
    found = []
    for day in DAYS:
        free = slots_of([day])
        children = sum(bool(free & slots_of(each.child.free or ())) for each in one.asked)
        found.append(Where(f"{day.capitalize()}s", children, _free(one.ready, free), _free(one.coming, free)))
    return found


def _free(pool: Pool, slots: frozenset[str]) -> int:
    return pool.holding("time", slots).bit_count()


def _places(one: SchemeNeeds) -> list[Where]:
    children = Counter(map(one.side_of, one.asked))
    with_room = Counter(one.compass.side(person.point) for person in one.ready.volunteers)
    coming = Counter(one.compass.side(person.point) for person in one.coming.volunteers)
    return [Where(_place_words(side), children[side], with_room[side], coming[side]) for side in Side]


def _place_words(side: Side) -> str:
    return f"{side.value[:1].upper()}{side.value[1:]}"
