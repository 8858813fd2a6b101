"""The tables that a return fills: by which key a row is known within its child, and what is told of it.

Two rows are the same when their columns are. Which return told a row, and which run wrote it, are no part of that.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db import models

from kith.register.facts import Stay
from kith.register.models import Absence, Episode, LeaverSnapshot, Review, YearMeasure
from kith.register.reading import ChildRecords, EpisodeRow, MeasureRow, Row
from kith.register.reading.annex_a import FROM_ANNEX
from kith.register.reading.years import return_year
from kith.science.places import outcode_of


@dataclass(frozen=True, slots=True)
class Told:
    """One row as told: its columns (a `Stay` for an episode, else a tuple), and the year of the return."""

    values: Any
    year: int


@dataclass(frozen=True, slots=True)
class Table:
    """One kind of row: its name in reports, its model, its key within a child, the columns that a return tells."""

    name: str
    model: type[models.Model]
    key: str
    columns: tuple[str, ...]
    told: Callable[[ChildRecords, date], Mapping[Any, Told]]

    @property
    def beside(self) -> tuple[str, ...]:
        """The columns without the key, which an episode's row holds first."""
        return tuple(name for name in self.columns if name != self.key)

    def beside_key(self, values: Any) -> Any:
        return values[len(self.columns) - len(self.beside) :]


def year_of(row: Row, on: date) -> int:
    """The return a row belongs to; one without a year is of today."""
    return row.year if row.year is not None else return_year(on)


def area_of(postcode: str) -> str:
    """No more of a postcode than its first half."""
    return (outcode_of(postcode) or "")[:4] if postcode else ""


def stay_of(row: EpisodeRow) -> Stay:
    return Stay(
        start=row.began,
        end=row.ended,
        reason_new=row.reason_begun,
        legal_status=row.legal_status,
        need=row.need,
        placement=row.placement,
        provider=row.provider,
        reason_ended=row.reason_ended,
        reason_changed=row.reason_moved,
        urn=row.urn,
        home_area=area_of(row.home_postcode),
        placement_area=area_of(row.placement_postcode),
        from_annex_a=FROM_ANNEX in row.flags,
        set_aside=False,
    )


def _episodes(records: ChildRecords, on: date) -> Mapping[Any, Told]:
    return {row.began: Told(stay_of(row), year_of(row, on)) for row in records.episodes}


def _reviews(records: ChildRecords, on: date) -> Mapping[Any, Told]:
    return {row.day: Told((row.part, False), year_of(row, on)) for row in records.reviews}


HEALTH = (
    "convicted",
    "health_check",
    "immunisations",
    "teeth_check",
    "health_assessment",
    "substance_misuse",
    "intervention_received",
    "intervention_offered",
)


def _health(row: MeasureRow) -> dict[str, bool]:
    """The yes-or-no columns that say something, by their code in the return."""
    said = {name.upper(): getattr(row, name) for name in HEALTH}
    return {name: value for name, value in said.items() if value is not None}


def _measures(records: ChildRecords, on: date) -> Mapping[Any, Told]:
    return {
        row.year: Told((row.sdq_score, row.sdq_reason, _health(row)), year_of(row, on))
        for row in records.measures
    }


def _leavers(records: ChildRecords, on: date) -> Mapping[Any, Told]:
    return {
        row.year: Told((row.in_touch, row.activity, row.accommodation), year_of(row, on))
        for row in records.leavers
    }


def _absences(records: ChildRecords, on: date) -> Mapping[Any, Told]:
    return {row.began: Told((row.kind, row.ended), year_of(row, on)) for row in records.missing}


EPISODES = Table("episodes", Episode, "start", Stay._fields, _episodes)
REVIEWS = Table("reviews", Review, "on", ("participation", "set_aside"), _reviews)
MEASURES = Table("measures", YearMeasure, "year", ("sdq_total", "sdq_reason", "details"), _measures)
LEAVERS = Table("leavers", LeaverSnapshot, "year", ("in_touch", "activity", "accommodation"), _leavers)
ABSENCES = Table("absences", Absence, "start", ("kind", "end"), _absences)
TABLES = (EPISODES, REVIEWS, MEASURES, LEAVERS, ABSENCES)
