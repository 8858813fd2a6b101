"""A figure as it may leave the scheme: counts to the nearest five, and no other number finer than it is printed.

A count in fives leaves open whether one child more or less is in it. An interval, a share or a mean told to many places
would give the exact count away again, so those are worked out from the fives, or cut to what is printed.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, fields, is_dataclass, replace
from typing import Any, Generic, TypeVar

from kith.science.disclosure import FIVES, to_nearest
from kith.science.results.basis import Basis
from kith.science.results.caveats import Caveat
from kith.science.results.minimums import Audience
from kith.science.results.result import Method, Result, plain
from kith.science.results.words import rounded

F = TypeVar("F")
PLACES = 2
"""Enough for a share that is printed as a whole percentage."""
NOT_COUNTS = frozenset({"by", "until", "at", "version", "signals"})
"""Parts of a figure that are months or places, and count nobody."""
WITHIN = (
    ("whole", "part"),
    ("eligible", "with_baseline"),
    ("eligible", "followed_up"),
    ("with_baseline", "followed_up"),
)
"""Counts of which the second are some of the first."""


def in_fives(value: Any, places: int = PLACES) -> Any:
    """Whole numbers to the nearest five and others to so many places, all the way down.

    Something that must be worked out anew from its rounded counts has a method of this name, which is asked instead.
    """
    if isinstance(value, bool):
        return value
    if isinstance(value, int):
        return to_nearest(value, FIVES)
    if isinstance(value, float):
        return rounded(value, places)
    if hasattr(value, "in_fives"):
        return value.in_fives()
    if is_dataclass(value) and not isinstance(value, type):
        parts = {each.name: getattr(value, each.name) for each in fields(value)}
        return replace(
            value,
            **{name: part if name in NOT_COUNTS else in_fives(part, places) for name, part in parts.items()},
        )
    if isinstance(value, Mapping):
        return {key: in_fives(each, places) for key, each in value.items()}
    return tuple(in_fives(each, places) for each in value) if isinstance(value, tuple) else value


@dataclass(frozen=True)
class Seen(Generic[F]):
    """A figure and whom it counts, as an audience may see them; and the exact counts behind, which are printed nowhere."""

    figure: F
    basis: Basis
    counts: Mapping[str, int] = field(default_factory=dict)

    def result(
        self, *, sentence: str, method: Method, caveats: tuple[Caveat, ...], names: tuple[str, ...] = ()
    ) -> Result[F]:
        return Result(
            figure=self.figure,
            sentence=sentence,
            basis=self.basis,
            method=method,
            caveats=caveats,
            names=names,
            counts=self.counts,
        )


def seen_by(audience: Audience, figure: F, basis: Basis) -> Seen[F]:
    """Everything as it is inside; outside in fives, with the exact counts kept aside for the next report to be held against."""
    if audience is Audience.INSIDE:
        return Seen(figure, basis)
    counts = dict(counts_of({"figure": plain(figure), "basis": plain(basis)}))
    return Seen(in_fives(figure), replace(in_fives(basis), rounded=True), counts)


def counts_of(section: Mapping[str, Any]) -> Iterator[tuple[str, int]]:
    """Every whole number of a figure and its basis, by where it stands; and those who are left of a whole."""
    for part in ("figure", "basis"):
        yield from _counts(section.get(part), part)


def _counts(value: Any, path: str) -> Iterator[tuple[str, int]]:
    if isinstance(value, Mapping):
        for name, each in value.items():
            if name not in NOT_COUNTS:
                yield from _counts(each, f"{path}/{name}")
        yield from _left_over(value, path)
    elif isinstance(value, (list, tuple)):
        for place, each in enumerate(value):
            yield from _counts(each, f"{path}/{_name_of(each, place)}")
    elif isinstance(value, int) and not isinstance(value, bool):
        yield path, value


def _left_over(value: Mapping[str, Any], path: str) -> Iterator[tuple[str, int]]:
    """“41 of 60” and “46 of 68” tell of three who did not, though neither number moved by so few."""
    for whole, part in WITHIN:
        if isinstance(value.get(whole), int) and isinstance(value.get(part), int):
            yield f"{path}/{whole} without {part}", value[whole] - value[part]


def _name_of(each: Any, place: int) -> str:
    """A row by its name where it has one, so that a new row beside it moves no other."""
    if isinstance(each, Mapping):
        scheme = each.get("scheme")
        named = each.get("name") or (scheme.get("name") if isinstance(scheme, Mapping) else None)
        return str(named or place)
    return str(place)
