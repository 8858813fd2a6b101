"""What comes once a year (OC2, OC3), and spells with a beginning and an end (missing, social workers)."""

from collections.abc import Iterable
from dataclasses import replace
from datetime import date
from typing import TypeVar

from kith.register.reading.checks.desk import Desk, one_for_each
from kith.register.reading.checks.records import ChildRecords
from kith.register.reading.facts import episode_of
from kith.register.reading.rows import LeaverRow, MeasureRow, MissingRow, WorkerEpisodeRow
from kith.register.reading.years import year_end
from kith.science.care import age_on, periods_of_care

SDQ_FROM, SDQ_TO = 4, 16
LEAVERS_FROM, LEAVERS_TO = 17, 25
TOO_YOUNG_OR_OLD = "SDQ1"

Spell = TypeVar("Spell", MissingRow, WorkerEpisodeRow)


def check_measures(records: ChildRecords, desk: Desk) -> list[MeasureRow]:
    """One a year, in order, the SDQ measured against age and time in care."""
    dob = records.header.dob if records.header else None
    rows = sorted(records.measures, key=lambda row: row.year or 0)
    return [_sdq(row, dob or row.dob, records, desk) for row in rows]


def _sdq(row: MeasureRow, dob: date | None, records: ChildRecords, desk: Desk) -> MeasureRow:
    if row.sdq_score is not None and row.sdq_reason:
        row = desk.flag(replace(row, sdq_reason=""), "sdq_score_and_reason", column="SDQ_REASON")
    ages = _ages(dob, row.year)
    if ages is None:
        return row
    of_age = ages[0] >= SDQ_FROM and ages[1] <= SDQ_TO
    if row.sdq_score is not None:
        if ages[1] < SDQ_FROM or ages[0] > SDQ_TO:
            row = desk.flag(row, "sdq_outside_ages", column="SDQ_SCORE")
        if not _all_year(records, row.year or 0, desk):
            row = desk.flag(row, "sdq_without_12_months", column="SDQ_SCORE")
    elif of_age and not row.sdq_reason and not row.flags:
        desk.note("sdq_neither", row, column="SDQ_SCORE")
    elif of_age and row.sdq_reason == TOO_YOUNG_OR_OLD:
        desk.note("sdq_reason_not_for_age", row, column="SDQ_REASON")
    return row


def _ages(dob: date | None, year: int | None) -> tuple[int, int] | None:
    """The child's age when the return's year began (at least 0) and when it ended."""
    if dob is None or year is None or dob > year_end(year):
        return None
    return age_on(dob, max(dob, date(year - 1, 4, 1))), age_on(dob, year_end(year))


def _all_year(records: ChildRecords, year: int, desk: Desk) -> bool:
    """Do the episodes leave room for twelve months of care up to the end of the return?"""
    if not desk.has_episodes:
        return True
    end = year_end(year)
    for period in periods_of_care(map(episode_of, records.episodes)):
        if period.contains(end):
            return not period.beginning_known or period.began <= end.replace(year=year - 1)
    return False


def check_leavers(records: ChildRecords, desk: Desk) -> list[LeaverRow]:
    """One a year, in order, marked where age and table do not go together."""
    dob = records.header.dob if records.header else None
    return [
        _leaver(row, dob or row.dob, desk) for row in sorted(records.leavers, key=lambda row: row.year or 0)
    ]


def _leaver(row: LeaverRow, dob: date | None, desk: Desk) -> LeaverRow:
    ages = _ages(dob, row.year)
    if ages is not None and (ages[1] < LEAVERS_FROM or ages[0] > LEAVERS_TO):
        return desk.flag(row, "leaver_outside_ages", column="DOB")
    return row


def check_spells(rows: Iterable[Spell], begins: str, ends: str, desk: Desk) -> list[Spell]:
    """Spells in order, each beginning once; those that end before they begin refused."""
    possible: list[Spell] = []
    for row in rows:
        if row.ended is not None and row.ended < row.began:
            desk.note("ended_before_it_began", row, column=ends)
            desk.refuse(row)
        else:
            possible.append(row)
    told_once = one_for_each(possible, lambda row: row.began, desk)
    return [_future(row, begins, desk) for row in sorted(told_once, key=lambda row: row.began)]


def _future(row: Spell, begins: str, desk: Desk) -> Spell:
    if row.began <= desk.today:
        return row
    return desk.flag(row, "begins_in_future", column=begins, today=f"{desk.today:%d/%m/%Y}")
