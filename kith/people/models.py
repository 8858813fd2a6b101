"""All of this room's nouns; each lives in the module of its person."""

from kith.people.addresses import PlacementAddress, PlacementAddressLook
from kith.people.children import (
    AboutChildQuerySet,
    Child,
    Involvement,
    children_within,
    kept_from,
    open_to,
)
from kith.people.guards import Opening, Restriction, Seal, SealEntry, kept_from_of, named_of
from kith.people.volunteers import Card, Enlistment, Volunteer
from kith.people.workers import WORKERS, Carer, Worker, near_in

__all__ = [
    "AboutChildQuerySet",
    "Card",
    "Carer",
    "Child",
    "Enlistment",
    "Involvement",
    "Opening",
    "PlacementAddress",
    "PlacementAddressLook",
    "Restriction",
    "Seal",
    "SealEntry",
    "Volunteer",
    "WORKERS",
    "Worker",
    "children_within",
    "kept_from",
    "kept_from_of",
    "named_of",
    "near_in",
    "open_to",
]
