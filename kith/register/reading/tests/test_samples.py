"""The public synthetic returns are read whole, and what is wrong with them is counted."""

from collections import Counter
from dataclasses import astuple
from datetime import date

import pytest

from kith.register.reading import Reading, Severity
from kith.register.reading.tests.files import ANNEX_A, DIRTY, FULL_RETURN, codes, found, read, the


@pytest.fixture(scope="module")
def full() -> Reading:
    return read(FULL_RETURN)


def test_every_row_of_the_full_return_is_recognised(full: Reading):
    rows = {entry.table: entry.rows_read for entry in full.files if entry.table}
    assert rows == {
        "AD1": 29,
        "Episodes": 5050,
        "Header": 2675,
        "Missing": 43,
        "OC2": 2675,
        "OC3": 53,
        "PlacedAdoption": 29,
        "PrevPerm": 2675,
        "Reviews": 12582,
        "UASC": 132,
    }
    assert not full.refused


def test_every_child_of_the_full_return_is_there(full: Reading):
    assert len(full.children) == 2675
    assert all(records.header for records in full.children.values())
    assert full.counts()["episodes"] == 5050
    assert full.counts()["reviews"] == 12582 - 12 - 2


def test_the_year_of_the_full_return_is_told_by_its_episodes(full: Reading):
    assert {entry.year for entry in full.files if entry.table} == {2018}


def test_rows_kept_refused_and_left_out_add_up_to_rows_read(full: Reading):
    for entry in (*full.files, *read(DIRTY).files, *read(ANNEX_A).files):
        assert entry.rows_read == entry.rows_kept + entry.rows_refused + entry.rows_left_out


def test_what_is_wrong_with_the_full_return_is_counted(full: Reading):
    counts = Counter(finding.code for finding in full.findings)
    assert {code: counts[code] for code in EXPECTED} == EXPECTED


EXPECTED = {
    "row_contradicted": 12,
    "row_repeated": 2,
    "open_with_reason": 1403,
    "open_twice": 4,
    "left_with_no_end_date": 6,
    "episodes_overlap": 62,
    "header_without_episode": 552,
    "review_in_future": 68,
    "code_unknown": 29,
}


def test_the_xml_beside_the_tables_is_left_alone_and_said(full: Reading):
    assert the(full, "xml_beside_csv").file == "fake_903.xml"


def test_the_xml_by_itself_is_read_as_the_same_tables():
    reading = read(FULL_RETURN / "fake_903.xml")
    assert reading.counts() == {
        "children": 253,
        "with_header": 253,
        "episodes": 459,
        "reviews": 1206,
        "measures": 253,
        "leavers": 6,
        "missing": 6,
        "named": 0,
    }
    assert {entry.year for entry in reading.files} == {2018}
    assert all(records.uasc is None or records.uasc.ceased for records in reading.children.values())


def test_episodes_never_overlap_once_they_are_mended(full: Reading):
    for records in full.children.values():
        for earlier, later in zip(records.episodes, records.episodes[1:], strict=False):
            assert earlier.ended is not None
            assert earlier.ended <= later.began


def test_only_the_last_episode_of_a_child_is_open_and_it_gives_no_reason(full: Reading):
    for records in full.children.values():
        for row in records.episodes[:-1]:
            assert row.ended
        for row in records.episodes[-1:]:
            assert row.ended or not row.reason_ended


def test_one_row_of_the_full_return_says_what_the_file_says(full: Reading):
    records = full.children["384923"]
    assert records.header is not None
    assert (records.header.sex, records.header.dob, records.header.ethnicity) == (
        "F",
        date(2011, 9, 9),
        "REFU",
    )
    second = records.episodes[1]
    assert (second.file, second.line, second.year) == ("episodes.csv", 5, 2018)
    assert (second.began, second.reason_begun, second.legal_status) == (date(2017, 5, 9), "L", "C2")
    assert (second.home_postcode, second.placement_postcode, second.urn) == (
        "EH14 8EC",
        "WD10 6ZQ",
        "1157828",
    )


def test_reading_twice_gives_the_same(full: Reading):
    again = read(FULL_RETURN)
    assert again.findings == full.findings
    assert again.children == full.children


def test_a_copy_of_the_whole_folder_beside_it_changes_nothing(full: Reading):
    both = read(FULL_RETURN, FULL_RETURN)
    assert both.counts() == full.counts()
    assert len(found(both, "same_file_twice")) >= 10


def test_the_dirty_header_keeps_the_first_row_of_each_child():
    reading = read(DIRTY / "SSDA903_2020_header.csv")
    assert {records.header.dob for records in reading.children.values() if records.header} == {
        date(2015, 7, 11),
        date(2013, 1, 7),
    }
    assert [finding.line for finding in found(reading, "child_twice_in_header")] == [3, 4, 6]
    assert "code_unknown" in codes(reading)


def test_the_dirty_episodes_are_kept_with_their_faults_marked():
    reading = read(DIRTY / "SSDA903_2020_episodes.csv")
    assert the(reading, "code_missing").column == "LS"
    assert the(reading, "code_unknown").line == 6
    assert the(reading, "columns_ignored").said.endswith("TEST_COLUMN.")
    assert reading.counts()["episodes"] == 5
    flagged = [row for row in reading.episodes if "code_unknown" in row.flags]
    assert [(row.line, row.reason_begun) for row in flagged] == [(6, "")]
    assert next(row for row in reading.episodes if row.line == 3).placement_postcode == "C25 1YT"


def test_episodes_of_several_years_in_one_file_are_told_once():
    reading = read(DIRTY / "SSDA903_episodes_for_testing_fixes_INPUT.csv")
    spells = {
        child: [(row.began, row.ended) for row in records.episodes]
        for child, records in reading.children.items()
    }
    day = date.fromisoformat
    assert spells["RULE1_BAD"][0] == (day("2016-01-13"), day("2017-08-20"))
    assert spells["RULE1A_BAD"][1] == (day("2016-10-24"), day("2017-03-31"))
    assert spells["RULE2_BAD"] == [(day("2019-05-10"), None)]
    assert spells["RULE3_BAD"] == [(day("2016-09-23"), day("2017-05-30"))]
    assert [begun for begun, _ in spells["RULE3A_BAD"]] == [day("2017-11-25"), day("2018-01-25")]
    assert (day("2018-11-23"), day("2018-12-20")) in spells["RULE4_BAD"]
    assert {row.year for row in reading.episodes} == {2017, 2018, 2019, 2020, 2022, 2023}


def test_annex_a_gives_children_leavers_and_the_people_around_them():
    reading = read(ANNEX_A)
    assert {entry.table: entry.rows_read for entry in reading.files} == {"List 8": 5, "List 9": 6}
    child = reading.children["1761444"]
    assert child.annex_child is not None
    assert child.header is not None
    assert child.names is not None
    assert (child.header.sex, child.header.dob, child.header.ethnicity) == ("F", date(2002, 2, 13), "NOBT")
    assert child.names.worker_name == "Eugene Swift"
    assert child.names.worker_team == "Children in Care Team 1"
    assert (child.annex_child.legal_status, child.annex_child.placement, child.annex_child.provider) == (
        "E1",
        "U6",
        "PR4",
    )
    leaver = reading.children["7961370"].annex_leaver
    assert leaver is not None
    assert (leaver.category, leaver.in_touch, leaver.accommodation, leaver.suitable) == (
        "FORMER",
        True,
        "Y",
        True,
    )


def test_annex_a_is_told_in_the_returns_words():
    child = read(ANNEX_A).children["3623204"]
    assert [(row.began, row.ended, row.reason_begun) for row in child.episodes] == [
        (date(2008, 10, 22), date(2009, 7, 27), "S"),
        (date(2009, 7, 27), date(2020, 9, 22), "P"),
    ]
    assert child.episodes[1].reason_ended == "E47"
    assert all("from_annex_a" in row.flags for row in (*child.episodes, *child.reviews))
    assert [row.day for row in child.reviews] == [date(2020, 8, 12)]


def test_a_child_of_annex_a_born_after_care_began_is_left_out():
    reading = read(ANNEX_A)
    assert "2529037" not in reading.children
    finding = the(reading, "dob_after_first_episode")
    assert (finding.severity, finding.line, finding.column) == (Severity.ERROR, 5, "Date of Birth")


def test_no_finding_tells_what_stood_in_a_personal_field(full: Reading):
    header = next(full.headers)
    told = " ".join(f"{finding.said} {finding.done} {finding.value_class}" for finding in full.findings)
    assert f"{header.dob:%d/%m/%Y}" not in told
    assert "Swift" not in " ".join(finding.said for finding in read(ANNEX_A).findings)


def test_a_row_prints_its_place_and_nothing_it_holds(full: Reading):
    row = next(full.episodes)
    assert repr(row) == "<EpisodeRow episodes.csv line 2>"
    assert not any(
        isinstance(value, str) and len(value) > 6 and value in repr(row) for value in astuple(row)[5:]
    )
