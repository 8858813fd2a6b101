"""Reading a file: what people's systems write is read; what is no list, or means harm, is refused in words."""

import zipfile
from io import BytesIO

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kith.recruitment.bringing.mapping import guess, lacking, recognised, to_remember
from kith.recruitment.bringing.table import MOST_COLUMNS, MOST_ROWS, CannotRead, read_table
from kith.recruitment.bringing.tests.lists import TITLES, a_line, as_csv, as_xlsx

LINE = a_line(1, **{"First name": "Zoë", "Surname": "O’Brien-Müller"})


def read(content):
    return read_table(content, recognised)


@pytest.mark.parametrize("separator", [",", ";", "\t", "|"])
@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "cp1252"])
def test_any_usual_encoding_and_separator_is_read(encoding, separator):
    table = read(as_csv(LINE, separator=separator, encoding=encoding))
    assert table.titles == list(TITLES)
    assert table.rows[0][1][:2] == ["Zoë", "O’Brien-Müller"]


def test_a_workbook_is_read_like_the_same_text():
    assert read(as_xlsx(LINE)).rows[0][1] == read(as_csv(LINE)).rows[0][1]


def test_titles_may_stand_below_a_heading_and_blank_lines():
    table = read(b"Our volunteers\n\n" + as_csv(LINE))
    assert table.titles == list(TITLES)
    assert table.rows[0][0] == 4


def test_a_cell_with_a_line_break_keeps_the_line_it_begins_on():
    table = read(as_csv(a_line(1, **{"Favourite colour": "teal\nand blue"}), a_line(2)))
    assert [line for line, _ in table.rows] == [2, 4]


def _packed(size: int) -> bytes:
    made = BytesIO()
    with zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as packed:
        packed.writestr("xl/workbook.xml", b"0" * size)
    return made.getvalue()


HOSTILE = {
    "nothing": (b"", "holds nothing"),
    "blank lines": (b"\n\n  \n", "holds nothing"),
    "a picture": (b"\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR", "not a list"),
    "an old workbook": (b"\xd0\xcf\x11\xe0" + b"\0" * 100, "before 2007"),
    "a zip file that is no workbook": (_packed(10), "cannot be opened"),
    "a workbook that unpacks to too much": (_packed(60 * 1024 * 1024), "larger than 48 MB"),
    "a damaged workbook": (as_xlsx(LINE)[:900], "cannot be opened"),
    "a mark left open": (b'First name,Surname,DOB\n"Ben,Ash,1/1/1980\n' + b"x,y,z\n" * 40, "never closed"),
    "a line without end": (b"First name,Surname\n" + b"x" * 70_000, "far too long"),
    "one column twice": (b"First name,Surname,Surname\nBen,Ash,Worth\n", "both called “Surname”"),
    "only titles": (b"First name,Surname,DOB\n", "there is nothing"),
    "a letter": (b"Dear Sam\nhere is the list\n", "names of the columns"),
    "too many rows": (b"First name,Surname,DOB\n" + b"Ben,Ash,1/1/1980\n" * (MOST_ROWS + 1), "5,000 rows"),
    "too many columns": (b",".join(b"c%d" % n for n in range(MOST_COLUMNS + 1)) + b"\n1,2\n", "120 columns"),
    "too large": (b"x" * (8 * 1024 * 1024 + 1), "larger than 8 MB"),
}


@pytest.mark.parametrize(("content", "words"), HOSTILE.values(), ids=HOSTILE)
def test_what_is_no_list_is_refused_in_words(content, words):
    with pytest.raises(CannotRead) as refusal:
        read(content)
    assert words in str(refusal.value)


@given(st.binary(max_size=400))
def test_no_bytes_at_all_are_more_than_refused(content):
    try:
        table = read(content)
    except CannotRead:
        return
    assert all(len(cells) == len(table.titles) for _, cells in table.rows)


def test_columns_are_guessed_by_how_they_sound_and_never_twice():
    found = guess(["Forename", "SURNAME ", "D.O.B.", "Mobile", "Telephone"], {})
    assert found == {"first_name": "Forename", "last_name": "SURNAME ", "born": "D.O.B.", "phone": "Mobile"}


def test_what_was_said_last_time_counts_more_than_the_sound():
    said = to_remember(["Known as", "Name"], {"first_name": "Known as", "last_name": "Name"})
    assert guess(["Known as", "Name"], said) == {"first_name": "Known as", "last_name": "Name"}
    assert guess(["Name", "Colour"], to_remember(["Name", "Colour"], {})) == {}


def test_without_something_to_tell_people_apart_nothing_is_read():
    assert "first name" in lacking({"born": "DOB"})
    assert "cannot be told apart" in lacking({"name": "Name"})
    assert lacking({"name": "Name", "born": "DOB"}) == ""
