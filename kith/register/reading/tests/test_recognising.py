"""A table is told by its columns; its year by what the file, its name and its neighbours say."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kith.register.reading import Severity
from kith.register.reading.recognise import nearest, recognise
from kith.register.reading.tables import all_tables
from kith.register.reading.tests.files import (
    CHILD,
    COLUMNS,
    EPISODE,
    TODAY,
    a_return,
    codes,
    read,
    table,
    the,
    write,
)
from kith.register.reading.years import possible_years, return_year, year_end, year_in_name

TABLES = all_tables(2026)
NAMES_OF_TABLES = {
    "header": "Header",
    "episodes": "Episodes",
    "reviews": "Reviews",
    "uasc": "UASC",
    "oc2": "OC2",
    "oc3": "OC3",
    "missing": "Missing",
    "sw_episodes": "SWEpisodes",
    "names": "Names",
}


@pytest.mark.parametrize(("kind", "name"), NAMES_OF_TABLES.items())
def test_each_table_is_recognised_by_its_columns(kind, name):
    layout = recognise(COLUMNS[kind].split(","), TABLES)
    assert layout is not None
    assert layout.table.name == name
    assert layout.extra == ()


@pytest.mark.parametrize(
    ("columns", "name"),
    [
        ("CHILD,DOB,DATE_INT,DATE_MATCH,FOSTER_CARE,NB_ADOPTR,SEX_ADOPTR,LS_ADOPTR", "AD1"),
        ("CHILD,DOB,DATE_PLACED,DATE_PLACED_CEASED,REASON_PLACED_CEASED", "PlacedAdoption"),
        ("CHILD,DOB,PREV_PERM,LA_PERM,DATE_PERM", "PrevPerm"),
        ("CHILD,DOB,DOLO_START,DOLO_END", "DoLo"),
        ("LA,YEAR,CHILD,SEX,DOB,ETHNIC,UPN,MOTHER,MC_DOB,EXTRA", "Header"),
        ("CHILD,SEX,DOB,ETHNIC", "Header"),
        ("CHILDID,DECOM,RNE,LS,PL,DEC,REC", "Episodes"),
    ],
)
def test_tables_with_fewer_more_and_older_columns(columns, name):
    layout = recognise(columns.split(","), TABLES)
    assert layout is not None
    assert layout.table.name == name


@given(st.permutations(COLUMNS["episodes"].split(",")))
def test_the_order_of_the_columns_does_not_matter(columns):
    layout = recognise(columns, TABLES)
    assert layout is not None
    assert layout.table.name == "Episodes"
    assert all(columns[place] == name for name, place in layout.places.items())


@given(st.lists(st.text(max_size=20), max_size=15))
def test_any_titles_have_a_nearest_table(titles):
    near = nearest(titles, TABLES)
    assert near.table in TABLES
    if recognise(titles, TABLES) is None:
        assert near.missing


@pytest.mark.parametrize("kind", ["header", "episodes", "reviews", "oc2", "oc3", "missing"])
def test_a_table_without_one_needed_column_is_still_told_and_the_column_named(kind):
    columns = COLUMNS[kind].split(",")
    needed = next(entry for entry in TABLES if entry.name == NAMES_OF_TABLES[kind]).needed
    for name in needed:
        near = nearest([column for column in columns if column != name], TABLES)
        assert near.table.name == NAMES_OF_TABLES[kind]
        assert near.missing == (name,)
        assert near.close


def test_tables_that_kith_has_no_use_for_are_checked_and_not_kept(tmp_path):
    folder = a_return(tmp_path / "return")
    write(
        folder,
        "previous_permanence_2026.csv",
        table(
            "",
            "1001,15/06/2012,P1,,zz/05/2020",
            "1001,15/06/2012,Q9,,never",
            columns="CHILD,DOB,PREV_PERM,LA_PERM,DATE_PERM",
        ),
    )
    reading = read(folder)
    assert the(reading, "table_not_kept").severity == Severity.NOTE
    assert {"code_unknown", "date_left_blank"} <= codes(reading)
    assert len(reading.children["1001"].rows()) == 3


def test_a_table_of_the_return_in_a_workbook_is_read_with_its_real_dates(tmp_path):
    import xlsxwriter

    path = tmp_path / "header_2026.xlsx"
    book = xlsxwriter.Workbook(str(path))
    sheet = book.add_worksheet("Header")
    day = book.add_format({"num_format": "dd/mm/yyyy"})
    sheet.write_row(0, 0, COLUMNS["header"].split(","))
    sheet.write_row(1, 0, [1001, "F"])
    sheet.write_datetime(1, 2, date(2012, 6, 15), day)
    sheet.write_row(1, 3, ["WBRI", "", 0])
    sheet.write_row(2, 0, [1002, 2, 41075, "WBRI"])
    book.close()
    reading = read(path)
    assert [(row.child, row.sex, row.dob, row.mother) for row in reading.headers] == [
        ("1001", "F", date(2012, 6, 15), False),
        ("1002", "F", date(2012, 6, 15), None),
    ]
    assert reading.files[0].name == "header_2026.xlsx, sheet Header"
    assert reading.findings == ()


# ---------------------------------------------------------------------------------------------------------- years


@pytest.mark.parametrize(
    ("name", "year"),
    [
        ("header_2026.csv", 2026),
        ("SSDA903_2020_header.csv", 2020),
        ("header 2024-25.csv", 2025),
        ("header_2024_25.csv", 2025),
        ("2024-2025/header.csv", 2025),
        ("returns/2023/header.csv", 2023),
        ("2023/header_2024.csv", 2024),
        ("header_20260331.csv", 2026),
        ("extract 2026-04-01.csv", 2027),
        ("header.csv", None),
        ("SSDA903_header.csv", None),
        ("header_2035.csv", None),
        ("header_1234567.csv", None),
        ("Annex_A_2024_Jan.xlsx", 2024),
        ("header_2024-11.csv", 2024),
    ],
)
def test_the_year_in_a_name(name, year):
    assert year_in_name(name, TODAY) == year


@given(st.dates(min_value=date(1992, 4, 1), max_value=date(2026, 11, 21)))
def test_every_day_lies_in_the_return_it_is_said_to_lie_in(day):
    year = return_year(day)
    assert year_end(year - 1) < day <= year_end(year)
    assert year in possible_years(TODAY)


def test_the_year_of_a_folder_is_that_of_its_latest_start_of_an_episode(tmp_path):
    folder = tmp_path / "return"
    write(
        folder,
        "e.csv",
        table("episodes", EPISODE, EPISODE.replace("04/02/2019", "02/04/2025").replace("1001", "2")),
    )
    write(folder, "h.csv", table("header", CHILD))
    assert {entry.year for entry in read(folder).files} == {2026}


def test_starts_in_the_future_say_nothing_about_the_year(tmp_path):
    path = write(tmp_path, "e.csv", table("episodes", EPISODE, EPISODE.replace("04/02/2019", "02/04/2031")))
    assert read(path).files[0].year == 2019


def test_a_column_of_years_goes_before_the_name(tmp_path):
    content = table("", f"{CHILD},2024", f"{CHILD},what", columns=COLUMNS["header"] + ",YEAR")
    path = write(tmp_path, "header_2026.csv", content)
    reading = read(path)
    assert [row.year for row in reading.headers] == [2026]
    assert reading.files[0].rows_left_out == 1
