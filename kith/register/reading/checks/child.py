"""One child, all tables: who they are first, since the rest is measured against it."""

from dataclasses import replace
from datetime import date
from typing import TypeVar

from kith.register.reading.checks.annex import episodes_from, header_from, names_from, with_annex
from kith.register.reading.checks.desk import Desk, marked, one_for_each
from kith.register.reading.checks.episodes import check_episodes
from kith.register.reading.checks.records import ChildRecords, Unchecked
from kith.register.reading.checks.reviews import check_reviews
from kith.register.reading.checks.yearly import check_leavers, check_measures, check_spells
from kith.register.reading.rows import HeaderRow, NamesRow, Row
from kith.register.reading.years import year_end
from kith.science.care import age_on

OLDEST = 25
"""A return is about children, and care leavers up to 25."""

R = TypeVar("R", bound=Row)


def check_child(child: str, unchecked: Unchecked, desk: Desk) -> ChildRecords | None:
    """What the register should hold of the child; None where nothing of them can be used."""
    records = with_annex(_merged(child, unchecked, desk))
    header = records.header
    if header and _impossible(header, records, desk):
        return None
    if header:
        records = _same_birth(replace(records, header=_plausible(header, desk)), header, desk)
    records = replace(
        records,
        reviews=tuple(check_reviews(records, desk)),
        measures=tuple(check_measures(records, desk)),
        leavers=tuple(check_leavers(records, desk)),
    )
    _alone(records, unchecked, desk)
    return records


def _merged(child: str, unchecked: Unchecked, desk: Desk) -> ChildRecords:
    """One row for each thing, out of every file and year."""
    annex_child = _one(unchecked.annex_children, desk)
    annex_leaver = _one(unchecked.annex_leavers, desk)
    header = _header(unchecked.headers, desk) or header_from(annex_child or annex_leaver)
    episodes = unchecked.episodes or episodes_from(annex_child)
    return ChildRecords(
        child=child,
        header=header,
        episodes=tuple(check_episodes(episodes, header.dob if header else None, desk)),
        reviews=tuple(one_for_each(unchecked.reviews, lambda row: row.day, desk)),
        measures=tuple(one_for_each(unchecked.measures, lambda row: row.year, desk)),
        leavers=tuple(one_for_each(unchecked.leavers, lambda row: row.year, desk)),
        uasc=_one(unchecked.uasc, desk),
        missing=tuple(check_spells(unchecked.missing, "MIS_START", "MIS_END", desk)),
        workers=tuple(check_spells(unchecked.workers, "SW_DECOM", "SW_DEC", desk)),
        names=_names(unchecked.names, desk) or names_from(annex_child, annex_leaver),
        annex_child=annex_child,
        annex_leaver=annex_leaver,
    )


def _one(rows: list[R], desk: Desk) -> R | None:
    """The row that counts of a table that has one for each child."""
    kept = one_for_each(rows, lambda row: row.child, desk)
    return kept[-1] if kept else None


def _header(rows: list[HeaderRow], desk: Desk) -> HeaderRow | None:
    kept = one_for_each(rows, lambda row: row.child, desk, contradiction="child_twice_in_header")
    if not kept:
        return None
    header = kept[-1]
    for row in rows:
        if row.dob != header.dob and (row.file, row.year) != (header.file, header.year):
            header = desk.flag(header, "dob_differs_between_years", column="DOB", other=row.file)
            break
    return header


def _names(rows: list[NamesRow], desk: Desk) -> NamesRow | None:
    row = _one(rows, desk)
    nameless = row is not None and not (row.flags or row.first_names or row.surname or row.known_as)
    return desk.flag(row, "name_missing") if row is not None and nameless and desk.has_names else row


def _impossible(header: HeaderRow, records: ChildRecords, desk: Desk) -> bool:
    """Was the child born too late for anything here to be true? Then no row of theirs may stand."""
    first = min((row.began for row in records.episodes), default=header.dob)
    if header.dob > desk.today:
        code = "dob_in_future"
    elif first < header.dob:
        code = "dob_after_first_episode"
    else:
        return False
    rows = records.rows()
    desk.note(code, header, column="DOB", rows=len(rows))
    for row in rows:
        desk.refuse(row)
    return True


def _plausible(header: HeaderRow, desk: Desk) -> HeaderRow:
    if (year := header.year) is not None:
        begins = date(year - 1, 4, 1)
        if header.dob <= begins and age_on(header.dob, begins) > OLDEST:
            header = desk.flag(header, "over_25", column="DOB")
        elif header.dob > year_end(year):
            header = desk.flag(header, "born_after_year", column="DOB", year=year)
    if header.mother and header.sex == "M":
        header = desk.flag(header, "mother_is_male", column="MOTHER")
    return header


def _same_birth(records: ChildRecords, header: HeaderRow, desk: Desk) -> ChildRecords:
    """Mark every row whose date of birth differs; say so once for each table."""
    changed: dict[str, object] = {}
    for name in (
        "reviews",
        "measures",
        "leavers",
        "missing",
        "workers",
        "uasc",
        "annex_child",
        "annex_leaver",
    ):
        held = getattr(records, name)
        rows = held if isinstance(held, tuple) else (held,) if held is not None else ()
        differs = [row.dob is not None and row.dob != header.dob for row in rows]
        if any(differs):
            desk.note("dob_mismatch", rows[differs.index(True)], column="DOB")
            fixed = tuple(
                marked(row, "dob_mismatch") if other else row
                for row, other in zip(rows, differs, strict=True)
            )
            changed[name] = fixed if isinstance(held, tuple) else fixed[0]
    return replace(records, **changed) if changed else records  # type: ignore[arg-type]


def _alone(records: ChildRecords, unchecked: Unchecked, desk: Desk) -> None:
    if records.header is None and desk.has_headers and records.rows():
        desk.note("child_without_header", unchecked.first_row())
    if records.header and not records.episodes and desk.has_episodes:
        desk.note("header_without_episode", records.header)
