"""The pictures by which a meeting is told: what they did, read once from `activities.toml`."""

import tomllib
from collections.abc import Collection, Iterable
from dataclasses import dataclass
from functools import cache
from pathlib import Path

FILE = Path(__file__).with_suffix(".toml")


@dataclass(frozen=True)
class Activity:
    """One picture: its key, the words under it, how a sentence says it, and the drawing.

    `plan`: the kind of safety plan that a scheme may ask for first; the picture is shown where it does.
    """

    key: str
    words: str
    said: str
    picture: str
    plan: str = ""


@cache
def activities() -> dict[str, Activity]:
    rows = tomllib.loads(FILE.read_text(encoding="utf-8"))
    return {key: Activity(key=key, **row) for key, row in rows.items()}


def choices(asked: Collection[str] = ()) -> list[tuple[str, str]]:
    """For a form: key and words; of what needs a safety plan only that for which a scheme asks for one."""
    every = activities().values()
    return [(each.key, each.words) for each in every if not each.plan or each.plan in asked]


def plans_asked(keys: Iterable[str], asked: Collection[str]) -> list[str]:
    """The kinds of safety plan that a scheme asks for before what these pictures tell of."""
    told = [activities()[key].plan for key in keys if key in activities()]
    return [kind for kind in dict.fromkeys(told) if kind and kind in asked]


def pictures() -> dict[str, str]:
    """For a form of tiles: key and drawing."""
    return {activity.key: activity.picture for activity in activities().values()}


def words_of(keys: Iterable[str]) -> str:
    """“Out and about, food.”; nothing for no activity, and a key that is no longer known is passed over."""
    said = ", ".join(activities()[key].said for key in keys if key in activities())
    return f"{said[:1].upper()}{said[1:]}." if said else ""
