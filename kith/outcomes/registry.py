"""The measures a scheme may choose from, read once from `data/measures.toml`: numbers and rules, no wording."""

import tomllib
from dataclasses import dataclass
from decimal import Decimal
from functools import cache
from pathlib import Path
from typing import Any

FILE = Path(__file__).with_name("data") / "measures.toml"
WHO = {
    "carer": "carer",
    "parent": "parent",
    "teacher": "teacher",
    "self": "young person",
    "volunteer": "volunteer",
    "coordinator": "coordinator",
}
OF_THE_CHILD = frozenset({"self"})
"""Who of these is the child; everybody else is an adult."""


@dataclass(frozen=True)
class Part:
    """One number of a measure, and its ends. `made`: worked out from the others, never typed."""

    key: str
    name: str
    least: float
    most: float
    better: str
    step: float = 1
    head: bool = False
    made: bool = False

    @property
    def lower_is_better(self) -> bool:
        return self.better == "lower"

    @property
    def is_whole(self) -> bool:
        return float(self.step).is_integer()

    @property
    def ends(self) -> str:
        return f"{self.least:g} to {self.most:g}"

    def takes(self, value: float) -> bool:
        """Whether a value is on this scale and on one of its steps."""
        steps = Decimal(repr(float(value))) / Decimal(repr(float(self.step)))
        return self.least <= value <= self.most and steps == steps.to_integral_value()


@dataclass(frozen=True)
class Measure:
    """A measure by its key. `informants`: who may answer, each with the least age of the child.

    `turned`: the least and the most items that are turned round before they are added, where each scheme's form says
    which. `apart`: the part that some items make by themselves, where the form says which; the others make the head.
    """

    key: str
    name: str
    short: str
    about: str
    version: str
    licence: str
    owner: str
    licence_words: str
    minutes: int
    items: int
    waves: tuple[str, ...]
    parts: tuple[Part, ...]
    informants: dict[str, int]
    item_least: int = 0
    item_most: int = 2
    turned: tuple[int, int] | None = None
    apart: str = ""
    needs_reference: bool = False
    retold: bool = False
    kept_as: str = ""
    times_a_year: int = 0

    @property
    def head(self) -> Part:
        return next(part for part in self.parts if part.head)

    @property
    def typed(self) -> tuple[Part, ...]:
        return tuple(part for part in self.parts if not part.made)

    @property
    def may_be_keyed(self) -> bool:
        """Whether single answers can be typed at all, once their owners have said so."""
        return self.items > 0

    @property
    def comes_in_waves(self) -> bool:
        return bool(self.waves)

    def part(self, key: str) -> Part:
        return next(part for part in self.parts if part.key == key)


def _measure(key: str, given: dict[str, Any]) -> Measure:
    parts = tuple(Part(**part) for part in given.pop("parts"))
    turned = tuple(given.pop("turned", ())) or None
    return Measure(key=key, parts=parts, waves=tuple(given.pop("waves")), turned=turned, **given)


@cache
def measures() -> dict[str, Measure]:
    """All of them by key, in the order of the file."""
    return {key: _measure(key, dict(given)) for key, given in tomllib.loads(FILE.read_text("utf-8")).items()}


def measure(key: str) -> Measure:
    return measures()[key]


def who_words(informant: str) -> str:
    return WHO.get(informant, informant)
