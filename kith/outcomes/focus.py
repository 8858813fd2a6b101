"""The outcome map as data: stages, what may come of a scheme at each, and what could stand as evidence behind it."""

import tomllib
from dataclasses import dataclass
from functools import cache
from pathlib import Path

FILE = Path(__file__).with_name("data") / "map.toml"


@dataclass(frozen=True)
class Outcome:
    """One thing a scheme may work towards."""

    key: str
    name: str
    evidence: tuple[str, ...]


@dataclass(frozen=True)
class Stage:
    """When it may be noticed."""

    key: str
    name: str
    says: str
    outcomes: tuple[Outcome, ...]


@cache
def stages() -> tuple[Stage, ...]:
    given = tomllib.loads(FILE.read_text("utf-8"))["stage"]
    return tuple(
        Stage(
            stage["key"],
            stage["name"],
            stage["says"],
            tuple(Outcome(one["key"], one["name"], tuple(one["evidence"])) for one in stage["outcomes"]),
        )
        for stage in given
    )


@cache
def outcomes() -> dict[str, Outcome]:
    return {one.key: one for stage in stages() for one in stage.outcomes}
