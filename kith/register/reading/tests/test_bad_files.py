"""Files that cannot be read, or not whole: each is refused with what is wrong and what to do, and nothing half read."""

import io
import zipfile
from pathlib import Path

import pytest

from kith.register.reading import Severity, read_return, rowmaker, sources, text, workbook
from kith.register.reading.tests.files import (
    ANNEX_A,
    CHILD,
    COLUMNS,
    EPISODE,
    REVIEW,
    TODAY,
    a_return,
    codes,
    found,
    read,
    table,
    the,
    write,
)

MANY = [f"{number},F,15/06/2012,WBRI,A012345678901,," for number in range(1000, 1100)]


def spoilt(tmp_path: Path, content: bytes) -> Path:
    """A return whose Header table is replaced."""
    folder = a_return(tmp_path / "return")
    write(folder, "header_2026.csv", content)
    return folder


def header_bytes(*rows: str) -> bytes:
    return table("header", *rows).encode()


REFUSED = {
    "empty": (b"", "file_empty", None),
    "only blank lines": (b"\r\n  \r\n", "file_empty", None),
    "zero bytes": (header_bytes(*MANY).replace(b"1050,F", b"1050\x00F"), "nul_bytes", 52),
    "UTF-16 without saying so": (header_bytes(*MANY).decode().encode("utf-16-le"), "nul_bytes", 1),
    "letters of nothing known": (
        header_bytes(*MANY).replace(b"1050,F", b"1050,\x81"),
        "encoding_unknown",
        52,
    ),
    "half a UTF-16 letter": (header_bytes(CHILD).decode().encode("utf-16") + b"\x00", "file_cut_short", 3),
    "open quotation mark": (header_bytes(*MANY).replace(b"1050,F", b'1050,"F'), "quote_left_open", 52),
    "open quotation mark on the last line": (header_bytes(CHILD, '1002,"F'), "quote_left_open", 3),
    "cut in the middle of a line": (header_bytes(*MANY)[:-20], "file_cut_short", 101),
    "cut in the middle of a letter": (header_bytes(CHILD) + "é".encode()[:1], "file_cut_short", 3),
    "a field of a million letters": (header_bytes(CHILD, f"1002,{'F' * 1_000_000},,,,,"), "line_too_long", 3),
    "a million letters and no line break": (b"C" * 1_000_000, "line_too_long", 1),
    "one column missing": (header_bytes(CHILD).replace(b"DOB,", b"BORN,"), "columns_missing", 1),
    "no column names": ("\n".join(MANY).encode() + b"\n", "file_not_recognised", 1),
    "other columns": (b"A,B,C\n1,2,3\n", "file_not_recognised", 1),
    "a column twice": (header_bytes(CHILD).replace(b"MC_DOB", b"SEX"), "column_twice", 1),
    "American dates": (
        table("header", *(f"{n},F,06/{n - 980}/2012,WBRI,,," for n in range(1000, 1005))).encode(),
        "dates_month_first",
        2,
    ),
    "a workbook that is none": (b"PK\x03\x04 and then nothing", "workbook_unreadable", None),
    "an old workbook": (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\x00" * 600, "workbook_unreadable", None),
    "a picture": (b"\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR", "nul_bytes", 3),
}


@pytest.mark.parametrize(("content", "code", "line"), REFUSED.values(), ids=REFUSED)
def test_a_file_that_cannot_be_used_refuses_the_whole_return(tmp_path, content, code, line):
    reading = read(spoilt(tmp_path, content))
    finding = the(reading, code)
    assert finding.severity == Severity.REFUSED_FILE
    assert finding.file == "header_2026.csv"
    assert finding.line == line
    assert finding.said
    assert finding.remedy
    assert reading.refused
    assert not reading.children
    assert reading.counts()["episodes"] == 0


@pytest.mark.parametrize("content", [content for content, _, _ in REFUSED.values()], ids=list(REFUSED))
def test_a_refused_file_is_named_in_the_summary(tmp_path, content):
    summary = read(spoilt(tmp_path, content)).summary()
    assert summary["refused"] is True
    assert "header_2026.csv" in {entry["name"] for entry in summary["files"]}


def test_all_faulty_files_are_told_at_once(tmp_path):
    folder = spoilt(tmp_path, b"")
    write(folder, "reviews_2026.csv", b"CHILD,DOB,WHEN\n1,2,3\n")
    assert {"file_empty", "file_not_recognised"} <= codes(read(folder))


def test_a_missing_column_is_named_with_the_table_it_belongs_to(tmp_path):
    content = table("episodes", EPISODE).replace("DECOM,", "")
    finding = the(read(write(tmp_path, "x.csv", content)), "columns_missing")
    assert "the Episodes table" in finding.said
    assert "DECOM" in finding.said


def test_windows_letters_are_read_and_said(tmp_path):
    content = table("names", "1001,Zoë,Müller,,,,,,,,,,,").encode("cp1252")
    folder = a_return(tmp_path / "return")
    write(folder, "names.csv", content)
    reading = read(folder)
    names = reading.children["1001"].names
    assert names is not None
    assert (names.first_names, names.surname) == ("Zoë", "Müller")
    finding = the(reading, "encoding_cp1252")
    assert (finding.severity, finding.line) == (Severity.WARNING, 2)


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16"])
@pytest.mark.parametrize("separator", [",", ";", "\t", "|"])
@pytest.mark.parametrize("ending", ["\n", "\r\n", "\r"])
def test_every_encoding_separator_and_line_end_reads_the_same(tmp_path, encoding, separator, ending):
    folder = a_return(tmp_path / "return")
    content = table("header", CHILD).replace(",", separator).replace("\n", ending)
    write(folder, "header_2026.csv", content, encoding)
    reading = read(folder)
    assert not reading.refused
    header = reading.children["1001"].header
    assert header is not None
    assert header.ethnicity == "WBRI"
    assert ("encoding_utf16" in codes(reading)) == (encoding == "utf-16")


def test_the_last_line_may_lack_its_line_break(tmp_path):
    folder = a_return(tmp_path / "return")
    write(folder, "header_2026.csv", table("header", CHILD).rstrip("\n"))
    assert not read(folder).refused


def test_a_lone_carriage_return_in_a_row_costs_that_row_only(tmp_path):
    rows = [CHILD, "1002,F,15/06/\r2012,WBRI,,,", "1003,F,15/06/2012,WBRI,,,"]
    reading = read(write(tmp_path, "header_2026.csv", table("header", *rows)))
    assert set(reading.children) == {"1001", "1003"}
    assert [finding.line for finding in reading.findings if finding.severity == Severity.ERROR] == [3, 4]


def test_a_quotation_mark_too_many_costs_its_row_only(tmp_path):
    rows = [CHILD, '1002,"F"emale,15/06/2012,WBRI,,,', "1003,F,15/06/2012,WBRI,,,"]
    reading = read(write(tmp_path, "header_2026.csv", table("header", *rows)))
    assert set(reading.children) == {"1001", "1003"}
    assert the(reading, "row_unreadable").line == 3


def test_an_unquoted_comma_costs_its_row_only(tmp_path):
    rows = [CHILD, "1002,F,15/06/2012,WB,RI,A012345678901,,", "1003,F,15/06/2012,WB,RI,,,"]
    reading = read(write(tmp_path, "header_2026.csv", table("header", *rows)))
    assert set(reading.children) == {"1001"}
    assert [finding.line for finding in found(reading, "fields_too_many")] == [3, 4]


def test_blank_columns_at_the_end_of_a_line_are_no_columns(tmp_path):
    rows = [f"{CHILD},,,", "1002,F,15/06/2012,WBRI,,,"]
    reading = read(write(tmp_path, "header_2026.csv", table("header", *rows)))
    assert set(reading.children) == {"1001", "1002"}
    assert "fields_too_many" not in codes(reading)


def test_blank_columns_that_a_spreadsheet_left_off_are_blank(tmp_path):
    reading = read(write(tmp_path, "header_2026.csv", table("header", "1001,F,15/06/2012,WBRI", CHILD)))
    header = reading.children["1001"].header
    assert header is not None
    assert header.flags == ("fields_cut",)


def test_an_episode_is_never_read_as_open_because_its_line_was_cut(tmp_path):
    folder = a_return(tmp_path / "return", episodes=["1001,04/02/2019,S,C2,N1,U6,PR1", EPISODE])
    reading = read(folder)
    assert the(reading, "fields_missing").line == 2
    assert [row.line for row in reading.episodes] == [3]


def test_the_column_names_again_in_the_middle_are_no_row(tmp_path):
    reading = read(write(tmp_path, "header_2026.csv", table("header", CHILD, COLUMNS["header"], MANY[0])))
    assert the(reading, "header_repeated").line == 3
    assert set(reading.children) == {"1001", "1000"}


def test_lines_above_the_column_names_are_passed_over(tmp_path):
    content = "Return of Northbridge Council\n\n" + table("header", CHILD)
    reading = read(write(tmp_path, "header_2026.csv", content))
    assert the(reading, "lines_before_header").line == 3
    assert next(reading.headers).line == 4


def test_column_names_may_be_small_spaced_quoted_and_in_any_order(tmp_path):
    content = ' ethnic ,"Dob",  child,SEX ,\n WBRI ,15/06/2012, 1001 , f ,\n'
    reading = read(write(tmp_path, "header_2026.csv", content))
    header = reading.children["1001"].header
    assert header is not None
    assert (header.sex, header.ethnicity) == ("F", "WBRI")


def test_a_neighbour_that_is_no_table_is_left_alone(tmp_path):
    folder = a_return(tmp_path / "return")
    write(folder, "LICENCE.txt", "Permission is hereby granted")
    write(folder, "broken.txt", b"\x00\x01\x02")
    write(folder, "lookup.csv", "POSTCODE,WARD\nLS1 4DY,City\n")
    write(folder, "notes.xml", "<notes/>")
    write(folder, "picture.png", b"\x89PNG\x00")
    write(folder, ".hidden.csv", b"\x00")
    reading = read(folder)
    assert not reading.refused
    assert {finding.file for finding in found(reading, "file_left_alone")} == {
        "LICENCE.txt",
        "broken.txt",
        "lookup.csv",
        "notes.xml",
    }


def test_the_same_neighbour_is_refused_when_it_is_chosen_by_name(tmp_path):
    path = write(tmp_path, "lookup.csv", "POSTCODE,WARD\nLS1 4DY,City\n")
    assert the(read(path), "file_not_recognised").severity == Severity.REFUSED_FILE


def test_a_table_of_a_return_to_come_is_left_alone(tmp_path):
    folder = a_return(tmp_path / "return")
    write(folder, "new_table.csv", "CHILD,DOB,SIBLINGS_FROM,SIBLINGS_TO\n1001,15/06/2012,,\n")
    reading = read(folder)
    assert not reading.refused
    assert the(reading, "file_left_alone").file == "new_table.csv"


def test_nothing_there_is_said(tmp_path):
    assert "path_missing" in codes(read(tmp_path / "nowhere"))
    assert read(tmp_path / "nowhere").refused
    empty = tmp_path / "empty"
    empty.mkdir()
    assert codes(read(empty)) == {"nothing_to_read"}
    assert codes(read_return([], today=TODAY)) == {"nothing_to_read"}


def test_a_file_that_may_not_be_opened_is_said(tmp_path, monkeypatch):
    path = write(tmp_path, "header_2026.csv", table("header", CHILD))
    monkeypatch.setattr(Path, "open", lambda *args, **kwargs: (_ for _ in ()).throw(PermissionError("no")))
    assert codes(read(path)) == {"file_unreadable"}


def test_a_file_larger_than_any_return_is_not_read(tmp_path, monkeypatch):
    monkeypatch.setattr(sources, "FILE_LIMIT", 10)
    assert codes(read(write(tmp_path, "header_2026.csv", table("header", CHILD)))) == {"file_too_large"}


def test_a_file_that_is_wrong_nearly_everywhere_is_not_read_to_its_end(tmp_path, monkeypatch):
    monkeypatch.setattr(rowmaker, "FAULTS_LIMIT", 50)
    reading = read(spoilt(tmp_path, header_bytes(*(["1001,F,soon,WBRI,,,"] * 100))))
    assert the(reading, "too_many_faults").line == 52
    assert reading.refused


def test_a_workbook_that_would_unpack_to_too_much_is_refused_unread(tmp_path, monkeypatch):
    monkeypatch.setattr(workbook, "WORKBOOK_LIMIT", 1000)
    assert codes(read(ANNEX_A)) == {"zip_too_large"}


def test_a_link_out_of_the_folder_is_not_followed(tmp_path):
    outside = write(tmp_path / "outside", "reviews_2026.csv", table("reviews", REVIEW))
    folder = a_return(tmp_path / "return", reviews=[])
    (folder / "more_reviews_2026.csv").symlink_to(outside)
    assert read(folder).counts()["reviews"] == 0


def test_too_many_files_are_refused(tmp_path, monkeypatch):
    monkeypatch.setattr(sources, "FILES_LIMIT", 2)
    assert "too_many_files" in codes(read(a_return(tmp_path / "return")))


# ------------------------------------------------------------------------------------------------------ zip files


def packed(path: Path, entries: dict[str, str | bytes], method: int = zipfile.ZIP_DEFLATED) -> Path:
    with zipfile.ZipFile(path, "w", method) as archive:
        for name, content in entries.items():
            archive.writestr(name, content)
    return path


def test_a_zip_file_reads_like_the_folder_in_it(tmp_path):
    folder = a_return(tmp_path / "return")
    entries: dict[str, str | bytes] = {f"2025-26/{path.name}": path.read_bytes() for path in folder.iterdir()}
    entries |= {"__MACOSX/._header.csv": b"\x00", "notes/readme.md": "hello"}
    reading = read(packed(tmp_path / "return.zip", entries))
    assert reading.counts() == read(folder).counts()
    assert {entry.name for entry in reading.files} == {
        f"return.zip/2025-26/{kind}_2026.csv" for kind in ("header", "episodes", "reviews")
    }


def test_a_zip_file_in_a_folder_is_read_too(tmp_path):
    folder = a_return(tmp_path / "return")
    packed(
        folder / "more.zip", {"missing_2026.csv": table("missing", "1001,15/06/2012,M,01/05/2025,02/05/2025")}
    )
    assert read(folder).counts()["missing"] == 1


@pytest.mark.parametrize(
    "name", ["../header.csv", "/etc/header.csv", "a/../../header.csv", "C:/header.csv", "..\\h.csv"]
)
def test_a_zip_file_with_names_that_point_outside_is_refused(tmp_path, name):
    assert codes(read(packed(tmp_path / "return.zip", {name: table("header", CHILD)}))) == {"zip_unsafe"}


def test_a_zip_file_that_would_unpack_to_too_much_is_refused_unread(tmp_path, monkeypatch):
    path = packed(tmp_path / "return.zip", {f"{number}.csv": b"0" * 1000 for number in range(10)})
    monkeypatch.setattr(sources, "UNPACKED_LIMIT", 5000)
    assert codes(read(path)) == {"zip_too_large"}


def test_a_zip_file_that_lies_about_its_sizes_gives_no_more_than_it_says(tmp_path):
    path = packed(tmp_path / "return.zip", {"header_2026.csv": table("header", CHILD) + " " * 100_000})
    raw = bytearray(path.read_bytes())
    for signature, offset in ((b"PK\x01\x02", 24), (b"PK\x03\x04", 22)):
        place = raw.index(signature) + offset
        raw[place : place + 4] = (40).to_bytes(4, "little")
    path.write_bytes(bytes(raw))
    assert codes(read(path)) == {"zip_unreadable"}


def test_a_damaged_zip_file_is_refused(tmp_path):
    path = packed(tmp_path / "return.zip", {"header_2026.csv": table("header", *MANY)})
    whole = path.read_bytes()
    path.write_bytes(whole[:-30])
    assert codes(read(path)) == {"zip_unreadable"}
    spoilt_inside = bytearray(whole)
    spoilt_inside[80] ^= 0xFF
    path.write_bytes(bytes(spoilt_inside))
    assert codes(read(path)) == {"zip_unreadable"}
    path.write_bytes(b"no zip at all")
    assert codes(read(path)) == {"zip_unreadable"}


def test_a_zip_file_with_a_password_is_refused(tmp_path):
    path = packed(tmp_path / "return.zip", {"header_2026.csv": table("header", CHILD)}, zipfile.ZIP_STORED)
    raw = bytearray(path.read_bytes())
    raw[6] |= 1
    raw[raw.index(b"PK\x01\x02") + 8] |= 1
    path.write_bytes(bytes(raw))
    assert codes(read(path)) == {"zip_locked"}


# --------------------------------------------------------------------------------------------------- never a crash


def test_no_bytes_whatever_make_it_raise(tmp_path):
    """Every prefix of a good file, and the file with any byte spoilt, gives a reading and not an error."""
    good = header_bytes(CHILD, MANY[0])
    path = tmp_path / "header_2026.csv"
    for place in range(len(good)):
        for content in (
            good[:place],
            good[:place] + b'"' + good[place + 1 :],
            good[:place] + b"\xff" + good[place:],
        ):
            path.write_bytes(content)
            reading = read(path)
            assert reading.files or reading.findings


def test_no_prefix_of_a_workbook_or_an_xml_makes_it_raise(tmp_path):
    xml = (
        b"<EXPSSDA903><CHILD><HEADER><CHILDID>1</CHILDID><DOB>15/06/2012</DOB></HEADER></CHILD></EXPSSDA903>"
    )
    for place in range(1, len(xml)):
        assert read(write(tmp_path, "return.xml", xml[:place])).refused
    content = io.BytesIO()
    with zipfile.ZipFile(content, "w") as archive:
        archive.writestr("xl/workbook.xml", "<workbook/>")
    for place in range(5, len(content.getvalue()), 7):
        assert read(write(tmp_path, "book.xlsx", content.getvalue()[:place])).refused
    assert read(write(tmp_path, "book.xlsx", content.getvalue())).refused


def test_a_line_of_the_longest_allowed_is_still_read(tmp_path):
    room = text.LINE_LIMIT - len("1002,,15/06/2012,WBRI,,,\n")
    reading = read(
        write(tmp_path, "header_2026.csv", table("header", CHILD, f"1002,{'F' * room},15/06/2012,WBRI,,,"))
    )
    assert not reading.refused
    assert the(reading, "code_unknown").value_class == "more than 1,000 characters"
