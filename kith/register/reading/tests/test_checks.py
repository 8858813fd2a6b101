"""What is only wrong when rows are seen side by side, within a file, between files, and between years."""

from datetime import date
from random import Random

import pytest

from kith.register.reading import Severity
from kith.register.reading.checks import Unchecked
from kith.register.reading.checks.records import TABLE_LISTS
from kith.register.reading.tests.files import (
    CHILD,
    EPISODE,
    REVIEW,
    a_return,
    codes,
    found,
    read,
    table,
    the,
    write,
)

BOY = "1001,M,15/06/2012,WBRI,A012345678901,,"


def episode(
    began: str, ended: str = "", new: str = "P", reason: str = "", child: str = "1001", status: str = "C2"
) -> str:
    return f"{child},{began},{new},{status},N1,U6,PR1,{ended},{reason},,LS1 4DY,LS11 5AB,SC123456"


def test_a_clean_return_has_nothing_to_say(tmp_path):
    reading = read(a_return(tmp_path / "return"))
    assert reading.findings == ()
    assert reading.counts() == {
        "children": 1,
        "with_header": 1,
        "episodes": 1,
        "reviews": 1,
        "measures": 0,
        "leavers": 0,
        "missing": 0,
        "named": 0,
    }


ERRORS = {
    "unreadable birth": ({"header": ["1001,F,31/02/2012,WBRI,,,"]}, "date_unreadable", "DOB"),
    "no birth": ({"header": ["1001,F,,WBRI,,,"]}, "date_missing", "DOB"),
    "no child": ({"header": [CHILD, ",F,15/06/2012,WBRI,,,"]}, "child_id_missing", "CHILD"),
    "a child's name for an identifier": ({"header": [CHILD, "Ann Lee,F,15/06/2012,WBRI,,,"]}, "child_id_unusable", "CHILD"),
    "a spoilt identifier": ({"header": [CHILD, "1.5E+11,F,15/06/2012,WBRI,,,"]}, "child_id_mangled", "CHILD"),
    "born tomorrow": ({"header": ["1001,F,22/11/2026,WBRI,,,"]}, "dob_in_future", "DOB"),
    "born after the first placement": ({"header": ["1001,F,15/06/2019,WBRI,,,"]}, "dob_after_first_episode", "DOB"),
    "two different children of one identifier": ({"header": [CHILD, BOY]}, "child_twice_in_header", None),
    "an end before the beginning": ({"episodes": [episode("04/02/2019", "03/02/2019")]}, "ended_before_it_began", "DEC"),
    "an end that cannot be read": ({"episodes": [episode("04/02/2019", "soon")]}, "date_unreadable", "DEC"),
    "two different episodes of one day": ({"episodes": [EPISODE, episode("04/02/2019")]}, "row_contradicted", None),
    "two different reviews of one day": ({"reviews": [REVIEW, REVIEW.replace("PN1", "PN2")]}, "row_contradicted", None),
    "a review before birth": ({"reviews": ["1001,15/06/2012,14/06/2012,PN0"]}, "review_before_birth", "REVIEW"),
    "a spell missing that ends first": ({"missing": ["1001,15/06/2012,M,02/05/2025,01/05/2025"]}, "ended_before_it_began", "MIS_END"),
}  # fmt: skip


@pytest.mark.parametrize(("tables", "code", "column"), ERRORS.values(), ids=ERRORS)
def test_a_row_that_cannot_be_right_is_left_out(tmp_path, tables, code, column):
    reading = read(a_return(tmp_path / "return", **tables))
    finding = the(reading, code)
    assert finding.severity == Severity.ERROR
    assert finding.column == column
    assert finding.line is not None
    assert not reading.refused
    for entry in reading.files:
        assert entry.rows_read == entry.rows_kept + entry.rows_refused + entry.rows_left_out
    assert sum(entry.rows_refused for entry in reading.files) >= 1


OC2 = "1001,15/06/2012,{score},{reason},0,1,1,1,1,0,,"

WARNINGS = {
    "a code of no list": ({"header": ["1001,F,15/06/2012,UNKN,,,"]}, "code_unknown"),
    "a code left out": ({"header": ["1001,F,15/06/2012,,,,"]}, "code_missing"),
    "an end without a reason": ({"episodes": [episode("04/02/2019", "04/02/2020", "S")]}, "ended_without_reason"),
    "two open at once": ({"episodes": [EPISODE, episode("04/02/2020")]}, "open_twice"),
    "back in care": ({"episodes": [EPISODE, episode("04/02/2020", new="S")]}, "left_with_no_end_date"),
    "an overlap": ({"episodes": [episode("04/02/2019", "05/02/2020", "S", "X1"), episode("04/02/2020")]}, "episodes_overlap"),
    "days in between": ({"episodes": [episode("04/02/2019", "03/02/2020", "S", "X1"), episode("04/02/2020")]}, "gap_after_move"),
    "a beginning ahead": ({"episodes": [episode("22/11/2026", new="S")]}, "begins_in_future"),
    "an end ahead": ({"episodes": [episode("04/02/2019", "22/11/2026", "S", "E4A")]}, "ends_in_future"),
    "a review ahead": ({"reviews": ["1001,15/06/2012,22/11/2026,PN1"]}, "review_in_future"),
    "a review before care": ({"reviews": ["1001,15/06/2012,03/02/2019,PN1"]}, "review_before_care"),
    "a review after care": (
        {"episodes": [episode("04/02/2019", "04/02/2020", "S", "E4A")], "reviews": ["1001,15/06/2012,05/02/2020,PN1"]},
        "review_after_care",
    ),
    "a baby's code": ({"reviews": ["1001,15/06/2012,01/03/2019,PN0"]}, "review_code_for_under_fours"),
    "another birth": ({"reviews": ["1001,15/06/2011,01/03/2019,PN1"]}, "dob_mismatch"),
    "no header": ({"reviews": [REVIEW, "1002,15/06/2012,01/03/2019,PN1"]}, "child_without_header"),
    "a boy and a mother": ({"header": ["1001,M,15/06/2012,WBRI,,1,"]}, "mother_is_male"),
    "over twenty-five": ({"header": ["1001,F,15/06/1995,WBRI,,,"], "reviews": []}, "over_25"),
    "eighteen and open": ({"header": ["1001,F,15/06/2007,WBRI,,,"], "reviews": []}, "open_past_18"),
    "score and reason": ({"oc2": [OC2.format(score=12, reason="SDQ2")]}, "sdq_score_and_reason"),
    "a score too high": ({"oc2": [OC2.format(score=41, reason="")]}, "number_left_blank"),
    "a score for a baby": (
        {"header": ["1001,F,15/06/2022,WBRI,,,"], "episodes": [episode("04/02/2023", new="S")], "reviews": [], "oc2": ["1001,15/06/2022,12,,,,,,,,,"]},
        "sdq_outside_ages",
    ),
    "a score in the first year": ({"episodes": [episode("04/02/2026", new="S")], "reviews": [], "oc2": [OC2.format(score=12, reason="")]}, "sdq_without_12_months"),
    "a leaver of thirteen": ({"oc3": ["1001,15/06/2012,YES,F1,U1"]}, "leaver_outside_ages"),
    "a date nobody needs": ({"uasc": ["1001,F,15/06/2012,31/02/2028"]}, "date_left_blank"),
}  # fmt: skip


@pytest.mark.parametrize(("tables", "code"), WARNINGS.values(), ids=WARNINGS)
def test_a_row_that_is_odd_is_kept_and_marked(tmp_path, tables, code):
    reading = read(a_return(tmp_path / "return", **tables))
    finding = the(reading, code)
    assert finding.severity == Severity.WARNING
    assert finding.child
    assert not [entry for entry in reading.files if entry.rows_refused]
    if code not in ("child_without_header",):
        rows = reading.children["1001"].rows()
        assert code in {flag for row in rows for flag in row.flags}


NOTES = {
    "a reason on an open episode": ({"episodes": [episode("04/02/2019", new="S", reason="E4A")]}, "open_with_reason"),
    "the same row twice": ({"reviews": [REVIEW, REVIEW]}, "row_repeated"),
    "a child without episodes": ({"header": [CHILD, CHILD.replace("1001", "1002")]}, "header_without_episode"),
    "a code of another year": ({"episodes": [EPISODE.replace(",U6,", ",H5,")]}, "code_of_another_year"),
    "a code still to come": ({"episodes": [EPISODE.replace(",U6,", ",Z15,")]}, "code_without_label"),
    "half a postcode": ({"episodes": [EPISODE.replace("LS1 4DY", "LS1 4")]}, "postcode_not_whole"),
    "a provider's number": ({"episodes": [EPISODE.replace("SC123456", "12")]}, "urn_not_right"),
    "a pupil's number": ({"header": ["1001,F,15/06/2012,WBRI,123,,"]}, "upn_not_right"),
    "a year-first date": ({"header": ["1001,F,2012-06-15,WBRI,,,"]}, "written_otherwise"),
    "decimals": ({"header": ["1001,F,15/06/2012,WBRI,,0.0,"]}, "written_otherwise"),
    "older than the episodes": (
        {"episodes": [episode("04/02/2019")], "reviews": ["1001,15/06/2012,03/02/2019,PN1"]},
        "review_before_first_episode",
    ),
    "reviews of short breaks": ({"episodes": [episode("04/02/2019", new="S", status="V4")]}, "review_in_short_breaks"),
    "under four and speaking": (
        {"header": ["1001,F,15/06/2018,WBRI,,,"], "reviews": ["1001,15/06/2018,01/03/2019,PN1"]},
        "review_code_not_for_under_fours",
    ),
    "neither score nor reason": ({"oc2": [OC2.format(score="", reason="")]}, "sdq_neither"),
    "said to be too young": ({"oc2": [OC2.format(score="", reason="SDQ1")]}, "sdq_reason_not_for_age"),
}  # fmt: skip


@pytest.mark.parametrize(("tables", "code"), NOTES.values(), ids=NOTES)
def test_what_is_worth_knowing_is_only_noted(tmp_path, tables, code):
    reading = read(a_return(tmp_path / "return", **tables))
    assert the(reading, code).severity == Severity.NOTE
    assert not [entry for entry in reading.files if entry.rows_refused]


def test_open_episodes_are_mended_from_what_follows(tmp_path):
    rows = [EPISODE, episode("04/02/2020"), episode("04/05/2020", new="S")]
    mended = read(a_return(tmp_path / "return", episodes=rows)).children["1001"].episodes
    assert [(row.began, row.ended) for row in mended] == [
        (date(2019, 2, 4), date(2020, 2, 4)),
        (date(2020, 2, 4), date(2020, 5, 3)),
        (date(2020, 5, 4), None),
    ]


def test_a_return_read_in_mid_year_counts_birthdays_up_to_the_day_it_is_read(tmp_path):
    """Turning 18 later in the return's year is no fault: the placement is rightly open until then."""
    not_yet = read(a_return(tmp_path / "a", header=["1001,F,01/12/2008,WBRI,,,"], reviews=[], year=2027))
    today = read(a_return(tmp_path / "b", header=["1001,F,21/11/2008,WBRI,,,"], reviews=[], year=2027))
    assert "open_past_18" not in codes(not_yet)
    assert "open_past_18" in codes(today)


def test_a_child_who_cannot_be_read_takes_all_their_rows_along_and_nobody_elses(tmp_path):
    other = [row.replace("1001", "1002") for row in (CHILD, EPISODE, REVIEW)]
    folder = a_return(
        tmp_path / "return",
        header=["1001,F,15/06/2019,WBRI,,,", other[0]],
        episodes=[EPISODE, other[1]],
        reviews=[REVIEW.replace("2012", "2019"), other[2]],
    )
    reading = read(folder)
    assert set(reading.children) == {"1002"}
    assert the(reading, "dob_after_first_episode").done.startswith("The child and their rows (3)")
    assert [entry.rows_refused for entry in reading.files] == [1, 1, 1]


def test_rows_about_nobody_known_are_kept_without_a_header_table(tmp_path):
    reading = read(write(tmp_path, "reviews_2026.csv", table("reviews", REVIEW)))
    assert codes(reading) == {"no_header_file"}
    assert reading.children["1001"].header is None
    assert len(reading.children["1001"].reviews) == 1


def test_a_review_counts_once_and_reviews_come_in_order(tmp_path):
    rows = ["1001,15/06/2012,01/09/2019,PN2", REVIEW, "1001,15/06/2012,2019-03-01,PN1"]
    reviews = read(a_return(tmp_path / "return", reviews=rows)).children["1001"].reviews
    assert [(row.day, row.part) for row in reviews] == [(date(2019, 3, 1), "PN1"), (date(2019, 9, 1), "PN2")]


# ------------------------------------------------------------------------------------------------- several years


def two_years(tmp_path, earlier: dict, later: dict):
    return read(
        a_return(tmp_path / "earlier", year=2025, **earlier), a_return(tmp_path / "later", year=2026, **later)
    )


def test_an_episode_left_open_is_closed_by_a_later_return(tmp_path):
    closed = EPISODE.replace(",PR1,,", ",PR1,01/09/2025,E4A")
    reading = two_years(tmp_path, {"episodes": [EPISODE]}, {"episodes": [closed]})
    (row,) = reading.children["1001"].episodes
    assert (row.ended, row.year) == (date(2025, 9, 1), 2026)
    assert the(reading, "closed_in_later_file").file == "earlier/episodes_2025.csv"


def test_the_later_return_counts_whatever_order_the_files_come_in(tmp_path):
    earlier = a_return(tmp_path / "b", year=2025)
    later = a_return(tmp_path / "a", year=2026, episodes=[EPISODE.replace(",U6,", ",K2,")])
    for paths in ([earlier, later], [later, earlier]):
        reading = read(*paths)
        assert [row.placement for row in reading.episodes] == ["K2"]
        assert the(reading, "replaced_by_later_file").file.startswith("b/")


def test_the_same_rows_in_two_years_are_nothing_to_speak_of(tmp_path):
    reading = two_years(tmp_path, {}, {})
    assert reading.findings == ()
    assert reading.counts() == read(tmp_path / "later").counts()
    assert {row.year for row in reading.episodes} == {2026}


def test_an_open_placement_of_a_child_whom_later_returns_do_not_name_is_marked(tmp_path):
    other = {
        "header": [CHILD.replace("1001", "2002")],
        "episodes": [EPISODE.replace("1001", "2002")],
        "reviews": [],
    }
    reading = two_years(tmp_path, {}, other)
    finding = the(reading, "open_but_absent_later")
    assert (finding.child, finding.severity) == ("1001", Severity.WARNING)
    assert reading.children["1001"].episodes[-1].ended is None
    assert set(reading.children) == {"1001", "2002"}


def test_a_date_of_birth_that_changed_is_said_and_the_later_counts(tmp_path):
    reading = two_years(tmp_path, {}, {"header": [CHILD.replace("15/06/2012", "16/06/2012")], "reviews": []})
    header = reading.children["1001"].header
    assert header is not None
    assert header.dob == date(2012, 6, 16)
    assert the(reading, "dob_differs_between_years").said.count("earlier/header_2025.csv") == 1
    assert "dob_mismatch" in codes(reading)


def test_yearly_tables_are_kept_year_by_year(tmp_path):
    reading = two_years(
        tmp_path, {"oc2": [OC2.format(score=18, reason="")]}, {"oc2": [OC2.format(score=12, reason="")]}
    )
    assert [(row.year, row.sdq_score) for row in reading.measures] == [(2025, 18), (2026, 12)]


def test_a_yearly_table_of_no_known_year_is_left_out_and_says_how_to_name_it(tmp_path):
    reading = read(write(tmp_path, "oc2.csv", table("oc2", OC2.format(score=18, reason=""))))
    finding = the(reading, "year_unknown")
    assert finding.severity == Severity.ERROR
    assert "oc2_2026.csv" in finding.remedy
    assert reading.files[0].rows_refused == 1


def test_an_old_return_is_said_to_be_old(tmp_path):
    reading = read(a_return(tmp_path / "return", year=2024))
    assert the(reading, "return_old").severity == Severity.NOTE
    assert "return_old" not in codes(read(a_return(tmp_path / "new", year=2026)))


def test_the_order_of_the_rows_of_a_file_does_not_matter(tmp_path):
    rows = [
        EPISODE,
        episode("04/02/2020", "04/05/2020", reason="X1"),
        episode("04/05/2020"),
        episode("01/01/2021", new="S"),
    ]
    reviews = [f"1001,15/06/2012,{day:02d}/03/2021,PN{day % 7 + 1}" for day in range(1, 9)]
    first = read(a_return(tmp_path / "first", episodes=rows, reviews=reviews)).children["1001"]
    Random(7).shuffle(rows)
    Random(7).shuffle(reviews)
    second = read(a_return(tmp_path / "second", episodes=rows, reviews=reviews)).children["1001"]
    assert [(row.began, row.ended, row.flags) for row in first.episodes] == [
        (row.began, row.ended, row.flags) for row in second.episodes
    ]
    assert [(row.day, row.part) for row in first.reviews] == [(row.day, row.part) for row in second.reviews]


def test_every_table_that_is_kept_has_a_place_with_its_child():
    assert set(TABLE_LISTS.values()) == set(Unchecked.__slots__)


def test_findings_of_one_kind_are_counted_and_place_their_lines(tmp_path):
    rows = [f"1001,15/06/2012,{day:02d}/12/2026,PN1" for day in range(1, 13)]
    reading = read(a_return(tmp_path / "return", reviews=rows))
    (kind,) = reading.summary()["kinds"]
    assert kind["headline"] == "12 reviews lie in the future"
    assert (kind["count"], kind["children"], len(kind["places"])) == (12, 1, 10)
    assert kind["places"][0] == {"file": "reviews_2026.csv", "line": 2, "column": "REVIEW"}
    assert len(found(reading, "review_in_future")) == 12
