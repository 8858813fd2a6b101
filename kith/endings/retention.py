"""How long a scheme keeps its record of a match that has ended: its own periods, or its nation's usual ones."""

import tomllib
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any

from kith.endings.models import KeepingPeriod
from kith.foundation.dates import months_after
from kith.matching.models import Match
from kith.schemes.models import Scheme

FILE = Path(__file__).with_name("retention.toml")
OTHERWISE = "ENG"
KINDS = ("match", "money")


@dataclass(frozen=True)
class Period:
    """Some years after the end, and never before an age where one is named."""

    years: int
    age: int | None = None

    def until(self, born: date | None, ended_on: date) -> date:
        by_years = months_after(ended_on, 12 * self.years)
        return max(by_years, months_after(born, 12 * self.age)) if born and self.age else by_years

    def __str__(self) -> str:
        words = f"{self.years} years after the end"
        return f"{words}, and at least until the young person is {self.age}" if self.age else words


@cache
def usual() -> dict[str, Any]:
    return tomllib.loads(FILE.read_text())


def usual_period(kind: str, nation: str) -> Period:
    return Period(**usual()[kind].get(nation, usual()[kind][OTHERWISE]))


def limits(kind: str) -> tuple[Period, Period]:
    """The shortest and the longest that a scheme may say for itself."""
    return Period(**usual()[kind]["least"]), Period(**usual()[kind]["most"])


Own = dict[tuple[int, str], KeepingPeriod]


def own_periods(schemes: Iterable[Scheme]) -> Own:
    """What schemes have said for themselves and not taken back, by scheme and kind; the latest stands. One question."""
    rows = KeepingPeriod.objects.standing().filter(scheme__in=schemes).select_related("created_by")
    return {(said.scheme_id, said.kind): said for said in rows.order_by("id")}


def periods_of(scheme: Scheme, own: Own | None = None) -> dict[str, Period]:
    """For each kind of record what the scheme said, or else what is usual in its nation."""
    said = own_periods([scheme]) if own is None else own
    return {kind: _period(kind, scheme, said.get((scheme.pk, kind))) for kind in KINDS}


def _period(kind: str, scheme: Scheme, own: KeepingPeriod | None) -> Period:
    return Period(own.years, own.age) if own else usual_period(kind, scheme.provider.nation)


def kept_until(match: Match, ended_on: date, periods: dict[str, Period] | None = None) -> date:
    """The longest of what each kind of record asks; the periods are looked up unless they are at hand."""
    periods = periods_of(match.scheme) if periods is None else periods
    return max(period.until(match.child.born, ended_on) for period in periods.values())


def in_words(scheme: Scheme, own: Own) -> list[tuple[str, str, str]]:
    """Each kind of record, how long this scheme keeps it, and from where that is known."""
    periods = periods_of(scheme, own)
    said = {kind: own.get((scheme.pk, kind)) for kind in KINDS}
    return [
        (what_of(kind), str(periods[kind]), one.why if (one := said[kind]) else source_of(kind))
        for kind in KINDS
    ]


def what_of(kind: str) -> str:
    return str(usual()[kind]["what"])


def source_of(kind: str) -> str:
    return _without_mark(usual()[kind]["source"])


def limits_in_words(kind: str) -> str:
    return _without_mark(usual()[kind]["limits"])


def kept_apart() -> list[tuple[str, str]]:
    return [(one["what"], _without_mark(one["kept"])) for one in usual()["apart"]]


def _without_mark(words: str) -> str:
    return words.replace("[M]", "(To be confirmed in your contract.)")
