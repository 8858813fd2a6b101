"""One child's episodes: put in order, told once, and mended where an end is missing or comes too late."""

from collections.abc import Iterable
from dataclasses import replace
from datetime import date, timedelta

from kith.register.reading.checks.desk import Desk, one_for_each
from kith.register.reading.rows import EpisodeRow
from kith.register.reading.years import year_end
from kith.science.care import birthday

GOES_ON = "X1"
STARTED = "S"


def check_episodes(rows: Iterable[EpisodeRow], dob: date | None, desk: Desk) -> list[EpisodeRow]:
    """The child's episodes in order, none of them overlapping the next."""
    possible = [row for row in rows if _ends_after_it_begins(row, desk)]
    told_once = one_for_each(
        possible, lambda row: row.began, desk, contradiction="row_contradicted", overtaken=_told_anew
    )
    in_order = sorted(told_once, key=lambda row: row.began)
    mended = _mended(_without_overtaken(in_order, desk), desk)
    return [_marked_for_its_dates(_with_its_reason(row, desk), dob, desk) for row in mended]


def _ends_after_it_begins(row: EpisodeRow, desk: Desk) -> bool:
    if row.ended is None or row.began <= row.ended:
        return True
    desk.note("ended_before_it_began", row, column="DEC")
    desk.refuse(row)
    return False


def _told_anew(earlier: EpisodeRow, later: EpisodeRow) -> str:
    closed = earlier.ended is None and later.ended is not None
    return "closed_in_later_file" if closed else "replaced_by_later_file"


def _without_overtaken(rows: list[EpisodeRow], desk: Desk) -> list[EpisodeRow]:
    """Leave out an open episode of an early return that lies within one that a later return tells."""
    kept: list[EpisodeRow] = []
    for row in rows:
        before = kept[-1] if kept else None
        if before and row.ended is None and _later_return(before, row) and _covers(before, row.began):
            desk.note("replaced_by_later_file", row, other=before.file)
            desk.leave_out(row)
        else:
            kept.append(row)
    return kept


def _later_return(one: EpisodeRow, other: EpisodeRow) -> bool:
    return one.year is not None and other.year is not None and one.year > other.year


def _covers(row: EpisodeRow, day: date) -> bool:
    return row.began <= day and (row.ended is None or day < row.ended)


def _mended(rows: list[EpisodeRow], desk: Desk) -> list[EpisodeRow]:
    """Each episode but the last ends, and not after the next begins."""
    mended = [_before(row, following, desk) for row, following in zip(rows, rows[1:], strict=False)]
    return mended + rows[-1:]


def _before(row: EpisodeRow, following: EpisodeRow, desk: Desk) -> EpisodeRow:
    if row.ended is None and following.reason_begun == STARTED:
        left = replace(row, ended=_left(row, following), reason_ended="")
        return desk.flag(left, "left_with_no_end_date", column="DEC")
    if row.ended is None:
        return desk.flag(replace(row, ended=following.began, reason_ended=""), "open_twice", column="DEC")
    if row.ended > following.began:
        return desk.flag(replace(row, ended=following.began), "episodes_overlap", column="DEC")
    if row.ended < following.began and row.reason_ended == GOES_ON:
        return desk.flag(row, "gap_after_move", column="DEC")
    return row


def _left(row: EpisodeRow, following: EpisodeRow) -> date:
    """The child was back later: gone with the return's year at the latest, and the day before the new start."""
    latest = following.began - timedelta(days=1)
    if row.year is not None and year_end(row.year) >= row.began:
        latest = min(latest, year_end(row.year))
    return latest


def _with_its_reason(row: EpisodeRow, desk: Desk) -> EpisodeRow:
    if row.ended is None and row.reason_ended:
        desk.note("open_with_reason", row, column="REC")
        return replace(row, reason_ended="")
    unexplained = row.ended is not None and not row.reason_ended and not row.flags
    return desk.flag(row, "ended_without_reason", column="REC") if unexplained else row


def _marked_for_its_dates(row: EpisodeRow, dob: date | None, desk: Desk) -> EpisodeRow:
    if row.began > desk.today:
        row = desk.flag(row, "begins_in_future", column="DECOM", today=f"{desk.today:%d/%m/%Y}")
    if row.ended is not None and row.ended > desk.today:
        row = desk.flag(row, "ends_in_future", column="DEC", today=f"{desk.today:%d/%m/%Y}")
    if row.ended is None and row.year is not None:
        if dob and birthday(dob, 18) <= min(year_end(row.year), desk.today):
            row = desk.flag(row, "open_past_18", column="DEC")
        if desk.last_whole_year and desk.last_year_of[row.child] < desk.last_whole_year:
            row = desk.flag(row, "open_but_absent_later", column="DEC", year=row.year)
    return row
