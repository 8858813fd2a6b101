"""What is asked for, value by value, beside how many volunteers have it: the tables under the sentences."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field

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
    """What the children of some schemes ask for, all together."""

    wished: dict[str, list[Wished]] = field(default_factory=dict)
    days: list[Where] = field(default_factory=list)
    places: list[Where] = field(default_factory=list)


def picture(schemes: Iterable[SchemeNeeds]) -> Picture:
    """Counted scheme by scheme and added up; a volunteer of two schemes stands in both. Musts come before likes."""
    listed = list(schemes)
    rows: dict[tuple[str, str], Wished] = {}
    for one in listed:
        for kind, attribute, value in _asked(one):
            row = rows.setdefault((attribute, value), Wished(attribute, value, label_of(attribute, value)))
            setattr(row, kind, getattr(row, kind) + 1)
    for row in rows.values():
        for one in listed:
            row.ready += _having(one.ready, row)
            row.coming += _having(one.coming, row)
            row.not_said += sum(
                pool.not_knowing(row.attribute, [row.value]).bit_count() for pool in (one.ready, one.coming)
            )
    by_attribute: dict[str, list[Wished]] = {}
    for attribute in ATTRIBUTES:
        found = [row for row in rows.values() if row.attribute == attribute]
        if found:
            order = sorted(found, key=lambda row: (-row.must, -row.like, -row.no, row.label))
            by_attribute[ATTRIBUTES[attribute].label] = order
    return Picture(by_attribute, _days(listed), _places(listed))


def _asked(one: SchemeNeeds) -> Iterable[tuple[str, str, str]]:
    for each in one.asked:
        child = each.child
        for kind, wishes in (("must", child.musts), ("like", child.likes), ("no", child.nos)):
            for attribute, value in {(wish.attribute, value) for wish in wishes for value in wish.values}:
                yield kind, attribute, value


def _having(pool: Pool, row: Wished) -> int:
    return pool.holding(row.attribute, [row.value]).bit_count()


def _days(listed: list[SchemeNeeds]) -> list[Where]:
    found = []
    for day in DAYS:
        free = slots_of([day])
        found.append(
            Where(
                f"{day.capitalize()}s",
                sum(bool(free & slots_of(each.child.free or ())) for one in listed for each in one.asked),
                sum(_free(one.ready, free) for one in listed),
                sum(_free(one.coming, free) for one in listed),
            )
        )
    return found if any(row.children for row in found) else []


def _free(pool: Pool, slots: frozenset[str]) -> int:
    return pool.holding("time", slots).bit_count()


def _places(listed: list[SchemeNeeds]) -> list[Where]:
    children: Counter[Side] = Counter()
    with_room: Counter[Side] = Counter()
    coming: Counter[Side] = Counter()
    for one in listed:
        children.update(map(one.side_of, one.asked))
        with_room.update(one.compass.side(person.point) for person in one.ready.volunteers)
        coming.update(one.compass.side(person.point) for person in one.coming.volunteers)
    return [
        Where(f"{side.value[:1].upper()}{side.value[1:]}", children[side], with_room[side], coming[side])
        for side in Side
        if children[side] or with_room[side] or coming[side]
    ]
