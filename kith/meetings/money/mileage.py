"""What a mile is worth on a day, by the dated rates of `mileage.toml`."""

import tomllib
from dataclasses import dataclass
from datetime import date
from decimal import ROUND_HALF_UP, Decimal
from functools import cache
from pathlib import Path
from typing import Any

FILE = Path(__file__).with_name("mileage.toml")
PENNY = Decimal("0.01")


@dataclass(frozen=True)
class Rate:
    """From a day on: so many pence a mile; beyond `first` miles of a tax year, `then`."""

    from_day: date
    vehicle: str
    pence: int
    first: int | None = None
    then: int | None = None


@dataclass(frozen=True)
class Reckoned:
    """What miles come to, and the rates by which it was reckoned, as they are said."""

    amount: Decimal
    by: str


@cache
def _file() -> dict[str, Any]:
    return tomllib.loads(FILE.read_text(encoding="utf-8"))


def rates() -> tuple[Rate, ...]:
    return tuple(Rate(**row) for row in _file()["rates"])


def source_words() -> str:
    """Where the rates come from, and whether somebody has checked them."""
    checked = "" if _file()["checked"] else " These rates have not been checked against the source yet."
    return f"{_file()['source']}.{checked}"


def rate_on(vehicle: str, day: date) -> Rate | None:
    """The rate in force that day; none before the first that is known."""
    known = [rate for rate in rates() if rate.vehicle == vehicle and rate.from_day <= day]
    return max(known, key=lambda rate: rate.from_day, default=None)


def tax_year_begins(day: date) -> date:
    """6 April."""
    begins = date(day.year, 4, 6)
    return begins if day >= begins else date(day.year - 1, 4, 6)


def reckon(miles: Decimal, rate: Rate, driven_already: Decimal) -> Reckoned:
    """So many miles after those driven already in the same tax year, to the nearest penny."""
    left = max(Decimal(rate.first) - driven_already, Decimal(0)) if rate.first is not None else miles
    at_first, beyond = min(miles, left), max(miles - left, Decimal(0))
    pence = at_first * rate.pence + beyond * (rate.then or 0)
    parts = [f"{at_first.normalize():f} miles at {rate.pence}p"] if at_first else []
    parts += [f"{beyond.normalize():f} miles at {rate.then}p"] if beyond else []
    return Reckoned((pence / 100).quantize(PENNY, ROUND_HALF_UP), ", ".join(parts))
