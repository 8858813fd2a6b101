"""What the register already holds of some children, in a fixed number of queries however many they are."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from typing import Any

from kith.people.models import Child, Involvement, PlacementAddress
from kith.register.comparing.tables import EPISODES, TABLES, Told
from kith.register.facts import Stay
from kith.register.models import CareSummary, Offer, PathwayPoint
from kith.schemes.models import Organisation

NEAR = (
    Involvement.Part.SOCIAL_WORKER,
    Involvement.Part.REVIEWING_OFFICER,
    Involvement.Part.PERSONAL_ADVISER,
    Involvement.Part.CARER,
)
"""The parts that a file of names tells of."""

Held = dict[str, dict[Any, Told]]


@dataclass(slots=True)
class Known:
    """One child as the register holds them. `held`: table → key → row. `near`: open involvements by part."""

    child: Child
    held: Held = field(default_factory=lambda: {table.name: {} for table in TABLES})
    points: dict[str, PathwayPoint] = field(default_factory=dict)
    answered: set[int] = field(default_factory=set)
    offers: list[Offer] = field(default_factory=list)
    summary: CareSummary | None = None
    addresses: list[PlacementAddress] = field(default_factory=list)
    near: dict[str, list[Involvement]] = field(default_factory=lambda: defaultdict(list))
    had_somebody: bool = False

    @property
    def told_in(self) -> int:
        """The newest return that tells of the child; 0 before any."""
        return (self.summary.told_in or 0) if self.summary else 0


def known_by_ref(authority: Organisation | None, refs: Sequence[str]) -> dict[str, Known]:
    """The children of an authority with these references."""
    if authority is None:
        return {}
    children = Child.objects.filter(authority=authority, authority_ref__in=refs).select_related("authority")
    return {known.child.authority_ref: known for known in load(children).values()}


def load(children: Iterable[Child]) -> dict[int, Known]:
    """Everything held of these children, by their key in the database."""
    known = {child.pk: Known(child) for child in children}
    if known:
        pks = list(known)
        _load_rows(known, pks)
        _load_points(known, pks)
        _load_people(known, pks)
    return known


def _load_rows(known: dict[int, Known], pks: list[int]) -> None:
    for table in TABLES:
        columns = ("child_id", table.key, "told_in", *table.columns)
        rows = table.model._default_manager.filter(child__in=pks).values_list(*columns)
        for child, key, told_in, *values in rows:
            kept = Stay(*values) if table is EPISODES else tuple(values)
            known[child].held[table.name][key] = Told(kept, told_in or 0)
    for summary in CareSummary.objects.filter(child__in=pks):
        known[summary.child_id].summary = summary


def _load_points(known: dict[int, Known], pks: list[int]) -> None:
    for point in PathwayPoint.objects.filter(child__in=pks).order_by("pk"):
        known[point.child_id].points[point.key] = point
    for offer in Offer.objects.filter(child__in=pks).order_by("on", "pk"):
        known[offer.child_id].answered.add(offer.point_id)
        if offer.corrected_by_id is None:
            known[offer.child_id].offers.append(offer)


def _load_people(known: dict[int, Known], pks: list[int]) -> None:
    for address in PlacementAddress.objects.filter(child__in=pks).order_by("from_day"):
        known[address.child_id].addresses.append(address)
    parts = (*NEAR, Involvement.Part.VOLUNTEER)
    for near in Involvement.objects.filter(child__in=pks, part__in=parts).order_by("pk"):
        if near.part == Involvement.Part.VOLUNTEER:
            known[near.child_id].had_somebody = True
        elif near.until_day is None:
            known[near.child_id].near[near.part].append(near)
