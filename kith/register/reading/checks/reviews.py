"""One child's reviews, against their birth, their age and their time in care."""

from datetime import date

from kith.register.reading.checks.desk import Desk
from kith.register.reading.checks.records import ChildRecords
from kith.register.reading.rows import EpisodeRow, ReviewRow
from kith.science.care import age_on
from kith.science.care.periods import SHORT_BREAKS, STARTED

UNDER_FOUR = "PN0"
FOUR = 4


def check_reviews(records: ChildRecords, desk: Desk) -> list[ReviewRow]:
    """The reviews in order of day, marked; those before birth refused."""
    dob = records.header.dob if records.header else None
    kept: list[ReviewRow] = []
    for row in sorted(records.reviews, key=lambda row: row.day):
        born = dob or row.dob
        if born and row.day < born:
            desk.note("review_before_birth", row, column="REVIEW")
            desk.refuse(row)
            continue
        if born:
            row = _part_for_age(row, born, desk)
        kept.append(_within_care(row, records.episodes, desk))
    return _not_for_short_breaks(kept, records.episodes, desk)


def _part_for_age(row: ReviewRow, dob: date, desk: Desk) -> ReviewRow:
    under_four = age_on(dob, row.day) < FOUR
    if row.part == UNDER_FOUR and not under_four:
        return desk.flag(row, "review_code_for_under_fours", column="REVIEW_CODE")
    if under_four and row.part not in ("", UNDER_FOUR):
        desk.note("review_code_not_for_under_fours", row, column="REVIEW_CODE", shown=row.part)
    return row


def _within_care(row: ReviewRow, episodes: tuple[EpisodeRow, ...], desk: Desk) -> ReviewRow:
    if row.day > desk.today:
        return desk.flag(row, "review_in_future", column="REVIEW", today=f"{desk.today:%d/%m/%Y}")
    if not episodes:
        return row
    first, last = episodes[0], episodes[-1]
    if row.day < first.began:
        code = "review_before_care" if first.reason_begun == STARTED else "review_before_first_episode"
        return desk.flag(row, code, column="REVIEW")
    if last.ended is not None and row.day > last.ended:
        return desk.flag(row, "review_after_care", column="REVIEW")
    return row


def _not_for_short_breaks(
    rows: list[ReviewRow], episodes: tuple[EpisodeRow, ...], desk: Desk
) -> list[ReviewRow]:
    """One note for a child who only ever had short breaks, on the first of the reviews."""
    if rows and episodes and all(episode.legal_status in SHORT_BREAKS for episode in episodes):
        rows[0] = desk.flag(rows[0], "review_in_short_breaks")
    return rows
