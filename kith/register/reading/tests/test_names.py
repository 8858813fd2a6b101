"""The second file: names, workers and carers, keyed on the child, under whatever titles people use."""

import pytest

from kith.register.reading.names import names_table
from kith.register.reading.recognise import recognise, tidy
from kith.register.reading.tests.files import ANNEX_A, a_return, codes, read, table, the, write

FULL = (
    "1001,Ada Mary,Lovelace,Ada,English; French,Sam Worker,sam@example.org,Team 1,"
    "Ros Officer,Pat Adviser,Cal Carer,07700 900123,cal@example.org,ls14dy"
)


def test_every_column_finds_its_field(tmp_path):
    folder = a_return(tmp_path / "return")
    write(folder, "who.csv", table("names", FULL))
    names = read(folder).children["1001"].names
    assert names is not None
    assert (names.first_names, names.surname, names.known_as) == ("Ada Mary", "Lovelace", "Ada")
    assert names.languages == ("English", "French")
    assert (names.worker_name, names.worker_email, names.worker_team) == (
        "Sam Worker",
        "sam@example.org",
        "Team 1",
    )
    assert (names.reviewing_officer_name, names.reviewing_officer_email) == ("Ros Officer", "")
    assert names.adviser_name == "Pat Adviser"
    assert (names.carer_name, names.carer_phone, names.carer_email) == (
        "Cal Carer",
        "07700 900123",
        "cal@example.org",
    )
    assert names.postcode == "LS1 4DY"


def test_no_title_means_two_columns():
    titles = [tidy(title) for column in names_table().columns for title in (column.name, *column.titles)]
    repeated = {title for title in titles if titles.count(title) > 1}
    own = {tidy(column.name) for column in names_table().columns}
    assert repeated <= own


@pytest.mark.parametrize(
    "titles",
    [
        "Child ID,Forename,Last name",
        "child_unique_id,GIVEN NAMES,Family name",
        "CHILD,Preferred name",
        "Person ID,first-name,surname,Allocated worker,allocated worker email address,Personal Advisor name",
    ],
)
def test_titles_that_people_use(titles):
    layout = recognise(titles.split(","), [names_table()])
    assert layout is not None
    assert layout.extra == ()


def test_a_workbook_of_names_is_read(tmp_path):
    import xlsxwriter

    folder = a_return(tmp_path / "return")
    book = xlsxwriter.Workbook(str(folder / "who.xlsx"))
    book.add_worksheet("Notes").write(0, 0, "for the import")
    sheet = book.add_worksheet("Children")
    sheet.write_row(0, 0, ["Child ID", "First name", "Surname", "Carer mobile"])
    sheet.write_row(1, 0, [1001, "Ada", "Lovelace", "07700 900123"])
    book.close()
    names = read(folder).children["1001"].names
    assert names is not None
    assert (names.first_names, names.carer_phone, names.line) == ("Ada", "07700 900123", 2)


def test_a_file_named_as_the_file_of_names_may_hold_workers_alone(tmp_path):
    folder = a_return(tmp_path / "return")
    people = write(tmp_path, "workers.csv", "CHILD,Social worker\n1001,Sam Worker\n")
    names = read(folder, names=[people]).children["1001"].names
    assert names is not None
    assert names.worker_name == "Sam Worker"


def test_a_file_named_as_the_file_of_names_that_is_none_refuses_the_reading(tmp_path):
    folder = a_return(tmp_path / "return")
    reading = read(folder, names=[write(tmp_path, "x.csv", "A,B\n1,2\n")])
    assert reading.refused
    assert the(reading, "file_not_recognised").file == "x.csv"


def test_names_of_a_child_who_is_nowhere_else_are_kept_and_said(tmp_path):
    folder = a_return(tmp_path / "return")
    write(folder, "who.csv", table("names", FULL, FULL.replace("1001", "9009")))
    reading = read(folder)
    assert the(reading, "child_without_header").child == "9009"
    assert reading.children["9009"].header is None


def test_what_is_wrong_with_a_name_or_address_is_said_without_it(tmp_path):
    folder = a_return(tmp_path / "return")
    spoilt = FULL.replace("sam@example.org", "sam at work").replace("Lovelace", "L" * 101)
    write(folder, "who.csv", table("names", spoilt, "1002,,,,,,,,,,,,,"))
    reading = read(folder)
    assert {"email_left_blank", "text_too_long", "name_missing"} <= codes(reading)
    told = " ".join(finding.said for finding in reading.findings)
    assert "Ada" not in told
    assert "sam" not in told
    names = reading.children["1001"].names
    assert names is not None
    assert (names.surname, names.worker_email, names.first_names) == ("", "", "Ada Mary")


def test_the_file_of_names_goes_before_annex_a(tmp_path):
    people = write(tmp_path, "who.csv", "CHILD,First name,Surname\n1761444,Ada,Lovelace\n")
    names = read(ANNEX_A, people).children["1761444"].names
    assert names is not None
    assert names.first_names == "Ada"


def test_a_cell_may_go_over_several_lines(tmp_path):
    folder = a_return(tmp_path / "return")
    write(folder, "who.csv", table("names", FULL.replace("Team 1", '"Team\n1"')))
    names = read(folder).children["1001"].names
    assert names is not None
    assert names.worker_team == "Team 1"
