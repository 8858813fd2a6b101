"""Programme presets: what a scheme starts from, read once from `presets.toml`."""

import tomllib
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from typing import Any, Literal

FILE = Path(__file__).with_name("presets.toml")
FOR_EVER = 1200  # months


@dataclass(frozen=True)
class RhythmRow:
    """How often to meet, for whom and when in the match. Ages in whole years and both ends count;
    months of the match from (counts) to (does not)."""

    every: int
    unit: Literal["week", "month"]
    ages: tuple[int, int] = (0, 99)
    months: tuple[int, int] = (0, FOR_EVER)

    def fits(self, *, age: int, months_in: int) -> bool:
        return self.ages[0] <= age <= self.ages[1] and self.months[0] <= months_in < self.months[1]

    @property
    def words(self) -> str:
        if self.every == 1:
            return f"every {self.unit}"
        return (
            "every other week"
            if (self.every, self.unit) == (2, "week")
            else f"every {self.every} {self.unit}s"
        )


@dataclass(frozen=True)
class StageRow:
    """A named part of a match: months from (counts) to (does not)."""

    name: str
    months: tuple[int, int]


@dataclass(frozen=True)
class Preset:
    """One programme model. `months` is empty for open-ended programmes; `at_least` makes it a minimum."""

    key: str
    name: str
    summary: str
    word: str
    mode: str
    ages: tuple[int, int]
    volunteer_ages: tuple[int, int]
    goals: Literal["off", "optional", "expected"]
    check_level: str
    check_reason: str
    budget_pounds: int
    rhythm: tuple[RhythmRow, ...]
    quiet_after: int
    winding_down: int
    months: int | None = None
    at_least: bool = False
    open_ended: bool = False
    independence: bool = False
    ends_when_care_ends: bool = False
    goes_on_informally: bool = False
    graduation: bool = False
    paid: bool = False
    places: int = 1
    entry: str = ""
    supervision_days: int = 42
    stages: tuple[StageRow, ...] = field(default=())

    @property
    def length_words(self) -> str:
        if self.open_ended or self.months is None:
            return "for as long as the child wants"
        return f"at least {self.months} months" if self.at_least else f"{self.months} months"

    @property
    def age_words(self) -> str:
        return f"{self.ages[0]} to {self.ages[1]}"


def _preset(key: str, given: dict[str, Any]) -> Preset:
    def pair(row: dict[str, Any]) -> dict[str, Any]:
        return {name: tuple(value) if isinstance(value, list) else value for name, value in row.items()}

    return Preset(
        key=key,
        rhythm=tuple(RhythmRow(**pair(row)) for row in given.pop("rhythm")),
        stages=tuple(StageRow(**pair(row)) for row in given.pop("stages", [])),
        **pair(given),
    )


@cache
def presets() -> dict[str, Preset]:
    """All presets by key, in the order of the file."""
    return {key: _preset(key, dict(given)) for key, given in tomllib.loads(FILE.read_text()).items()}
