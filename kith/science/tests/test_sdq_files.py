"""Files of questionnaires: scored whole, or refused by line and column with nothing written."""

import csv
import io
import json
from dataclasses import astuple
from datetime import date

import pytest
from click.testing import CliRunner
from hypothesis import given, settings
from hypothesis import strategies as st

from kith.cli import main
from kith.science.sdq import band, department_band, score
from kith.science.sdq.files import ANSWERS, score_file
from kith.science.sdq.waves import rank_of

HEADINGS = ["child", "wave", "date", "informant", *ANSWERS, "difficulties", "distress", "home"]


def row(child="A", wave="baseline", date="2026-01-10", informant="carer", answers="1" * 25, impact="123"):
    return [child, wave, date, informant, *answers, *impact]


def file_of(*rows, headings=HEADINGS, encoding="utf-8"):
    out = io.StringIO()
    csv.writer(out).writerows([headings, *rows])
    return out.getvalue().encode(encoding)


def findings(*rows, **how):
    return [str(finding) for finding in score_file(file_of(*rows, **how)).findings]


def written(scored):
    return list(csv.DictReader(io.StringIO(scored.written())))


def test_a_questionnaire_gets_its_scores_and_bands():
    [scores] = written(score_file(file_of(row())))
    assert scores["child"] == "A"
    assert scores["total"] == "20"
    assert scores["impact"] == "3"  # distress quite a lot, home a great deal
    assert scores["total band"] == "very high"
    assert scores["total for the department"] == "cause for concern"
    assert "q1" not in scores


codes = st.lists(st.sampled_from(["", "0", "1", "2", " 1 "]), min_size=25, max_size=25)
impacts = st.lists(st.sampled_from(["", "0", "1", "2", "3"]), min_size=3, max_size=3)


@settings(max_examples=50)
@given(
    st.lists(st.tuples(codes, impacts, st.sampled_from(["parent", "carer", "self", "teacher"])), max_size=4)
)
def test_a_file_scores_as_its_questionnaires_do_one_by_one(sheets):
    rows = [
        row(child=str(n), informant=who, answers=answers, impact=impact)
        for n, (answers, impact, who) in enumerate(sheets)
    ]
    as_number = lambda text: int(text) if text.strip() else None  # noqa: E731
    made = written(score_file(file_of(*rows)))
    for line, (answers, impact, who) in zip(made, sheets, strict=True):
        overall, *supplement = [as_number(text) for text in impact]
        if who == "teacher":  # a teacher is not asked about home
            supplement = supplement[:1]
        scores = score([as_number(text) for text in answers], difficulties=overall, impact=supplement)
        names = (
            "emotional",
            "conduct",
            "hyperactivity",
            "peer",
            "prosocial",
            "total",
            "internalising",
            "externalising",
            "impact",
        )
        assert [line[name] for name in names] == [
            "" if each is None else str(each) for each in astuple(scores)
        ]
        assert line["total band"] == band("total", scores.total, who)
        if who in ("parent", "carer"):
            assert line["total for the department"] == department_band(scores.total)


def test_item_3_for_an_item_that_goes_to_2_is_named_by_line_and_column():
    assert findings(row(), row(child="B", answers="11" + "3" + "1" * 22)) == [
        "line 3, column q3: “3” is not an answer; answers are 0, 1, 2 or nothing."
    ]


def test_the_same_mistake_is_named_each_time():
    wrong = "4" + "1" * 24
    assert len(findings(row(child="A", answers=wrong), row(child="B", answers=wrong))) == 2


def test_a_teacher_s_baseline_cannot_be_followed_by_a_parent_s_form():
    assert findings(
        row(informant="teacher"), row(wave="6 months", date="2026-07-10", informant="parent")
    ) == [
        "line 3, column informant: child A had no such form at baseline (line 2): the two cannot be compared."
    ]
    assert not findings(row(informant="parent"), row(wave="6 months", date="2026-07-10", informant="carer"))


def test_a_follow_up_before_its_baseline_is_named():
    assert findings(row(date="2026-05-01"), row(wave="6 months", date="2026-04-30")) == [
        "line 3, column date: 6 months of child A is before baseline in line 2."
    ]


def test_a_wave_asked_twice_is_named():
    assert findings(row(), row()) == [
        "line 3, column wave: child A has baseline already, in line 2. Keep one."
    ]
    assert not findings(row(), row(informant="teacher")), "a teacher may answer beside a carer"


def test_another_encoding_is_named_at_its_first_strange_byte():
    assert findings(row(), row(child="Zoé"), encoding="latin-1") == [
        "line 3, column character 3: the byte E9 is not UTF-8. Save the file as “CSV UTF-8” and try again."
    ]
    assert "UTF-16" in findings(row(), encoding="utf-16")[0]
    assert not findings(row(child="Zoé"), encoding="utf-8-sig")


@pytest.mark.parametrize(
    ("change", "words"),
    [
        ({"date": "10/01/2026"}, "column date: “10/01/2026” is not a day. Write it as 2026-11-21."),
        ({"informant": "aunt"}, "column informant: “aunt” is not one of parent, carer, self, teacher."),
        (
            {"wave": "sometime"},
            "column wave: “sometime” is not a wave: write baseline, follow-up, a number of months, or ending.",
        ),
        ({"impact": "14 "}, "column distress: “4” is not an answer; answers are 0 to 3 or nothing."),
    ],
)
def test_other_mistakes_are_named(change, words):
    assert findings(row(**change)) == [f"line 2, {words}"]


def test_a_missing_column_a_doubled_one_and_a_short_row_are_named():
    assert findings(headings=HEADINGS[:-4]) == [
        "line 1, column q25: is missing. The answers stand in columns q1 to q25."
    ]
    assert findings(headings=[*HEADINGS, "q1"]) == [
        "line 1, column q1: stands twice among the headings. Keep one."
    ]
    assert findings(row()[:-1]) == [
        f"line 2, column all: has {len(HEADINGS) - 1} cells; the headings are {len(HEADINGS)}."
    ]


def test_a_file_that_is_no_csv_is_named():
    assert "cannot be read as CSV" in findings(row(child="x" * 200_000))[0]


@pytest.mark.parametrize(
    ("content", "words"),
    [
        (b"", "line 1, column all: the file is empty."),
        (b"\xef\xbb\xbf\r\n", "line 1, column all: the file is empty."),
        (b"PK\x03\x04....", "line 1, column all: the file is an .xlsx workbook, not CSV."),
        (b"\xd0\xcf\x11\xe0\xa1", "line 1, column all: the file is an .xls workbook, not CSV."),
        (b"name;age\n1;2\n", "line 1, column all: there are no headings q1 to q25."),
        ("child\n".encode("utf-16-le"), "line 1, column character 2: the byte 00 is in no text"),
        ("child\n".encode("utf-32"), "line 1, column 1: the file is UTF-32."),
    ],
)
def test_what_people_take_for_csv_is_named_for_what_it_is(content, words):
    [finding] = score_file(content).findings
    assert str(finding).startswith(words)


@pytest.mark.parametrize(
    "saved",
    [
        lambda text: b"sep=,\r\n" + text,
        lambda text: b"\r\n\r\n" + text,
        lambda text: text.replace(b"\n", b",,\n"),
        lambda text: text.replace(b"\n", b"\r"),
        lambda text: text.replace(b",", b"\t"),
    ],
    ids=["Excel’s own first line", "empty lines", "empty columns at the end", "old Macintosh", "tabs"],
)
def test_what_spreadsheets_do_to_a_file_does_no_harm(saved):
    assert [line["total"] for line in written(score_file(saved(file_of(row(), row(child="B")))))] == [
        "20"
    ] * 2


@pytest.mark.parametrize("answer", ["1,0", "1.0", "-1", "NA", "true", "１"])
def test_an_answer_is_a_digit_and_nothing_else(answer):
    cells = [*row()[:-1], answer]
    content = f"{';'.join(HEADINGS)}\n{';'.join(cells)}\n".encode()
    assert [(each.line, each.column) for each in score_file(content).findings] == [(2, HEADINGS[-1])]


def test_a_mistake_below_a_cell_of_several_lines_is_named_where_the_line_begins():
    assert findings(row(child="Two\nlines", answers="9" + "1" * 24))[0].startswith("line 2, column q1")
    assert "A quotation mark is opened" in findings_of_text(file_of(row()) + b'"A,baseline\nB,baseline\n')


def findings_of_text(content):
    return " ".join(map(str, score_file(content).findings))


def test_later_waves_stand_in_order_too():
    months = {"6 months": "2026-07-01", "12 months": "2026-03-01"}
    assert findings(row(), *(row(wave=wave, date=day) for wave, day in months.items())) == [
        "line 4, column date: 12 months of child A is before 6 months in line 3."
    ]


def test_two_forms_of_a_child_without_a_wave_are_named():
    assert findings(row(wave=""), row(wave="")) == [
        "line 3, column wave: child A has a form without a wave in line 2 too. Say which is the baseline."
    ]
    assert not findings(row(wave=""), row(wave="", informant="teacher"))


@pytest.mark.parametrize(
    ("day", "words"), [("1026-01-10", "before there was"), ("2026-12-01", "still to come")]
)
def test_a_slip_of_the_year_is_named_each_time(day, words):
    found = score_file(file_of(row(date=day), row(child="B", date=day)), until=date(2026, 11, 22)).findings
    assert [each.line for each in found] == [2, 3]
    assert words in found[0].words


def test_a_column_that_is_worked_out_here_cannot_come_from_the_file():
    [finding] = findings([*row(), "12"], headings=[*HEADINGS, "total"])
    assert finding.startswith("line 1, column total: is what is worked out here")


def test_an_age_of_no_child_is_named():
    [finding] = findings([*row(), "150"], headings=[*HEADINGS, "age"])
    assert finding == "line 2, column age: “150” is not an age in whole years."


def test_semicolons_are_read_as_well():
    content = file_of(row()).replace(b",", b";")
    assert written(score_file(content))[0]["total"] == "20"


@pytest.mark.parametrize(
    ("age", "has_bands"), [("3", False), ("4", True), ("17", True), ("18", False), ("", True)]
)
def test_there_are_bands_from_4_to_17_years_only(age, has_bands):
    [scores] = written(score_file(file_of([*row(), age], headings=[*HEADINGS, "age"])))
    assert scores["total"] == "20"
    assert bool(scores["total band"]) == has_bands


def test_a_cell_that_a_spreadsheet_would_run_is_disarmed():
    [scores] = written(score_file(file_of(row(child="=1+1"))))
    assert scores["child"] == "'=1+1"


def test_nobody_writes_a_file_with_findings():
    with pytest.raises(ValueError, match="Nothing is written"):
        score_file(file_of(row(informant="aunt"))).written()


def test_waves_stand_in_order():
    waves = ["baseline", "t1", "3", "6 months", "12 months", "ending"]
    jumbled = [waves[place] for place in (5, 2, 0, 4, 1, 3)]
    assert sorted(jumbled, key=lambda wave: rank_of(wave) or 0) == waves
    assert 0 < rank_of("follow-up") < rank_of("ending")
    assert rank_of("sometime") is None


# ------------------------------------------------------------------------------------------- the command


def test_the_command_writes_scores_and_says_so(tmp_path):
    source, out = tmp_path / "answers.csv", tmp_path / "scores.csv"
    source.write_bytes(file_of(row(), row(child="B")))
    run = CliRunner().invoke(main, ["score", "sdq", str(source), "--out", str(out), "--json"])
    assert run.exit_code == 0, run.output
    assert json.loads(run.stdout)["questionnaires"] == 2
    assert [line["child"] for line in csv.DictReader(out.open())] == ["A", "B"]


def test_the_command_refuses_and_leaves_what_was_there(tmp_path):
    source, out = tmp_path / "answers.csv", tmp_path / "scores.csv"
    source.write_bytes(file_of(row(), row(child="B", answers="3" * 25)))
    out.write_text("older scores")
    run = CliRunner().invoke(main, ["score", "sdq", str(source), "--out", str(out)])
    assert run.exit_code == 1
    assert "line 3, column q3" in run.stderr
    assert out.read_text() == "older scores"
    assert sorted(path.name for path in tmp_path.iterdir()) == ["answers.csv", "scores.csv"]


def test_the_command_does_not_write_over_the_answers(tmp_path):
    source = tmp_path / "answers.csv"
    source.write_bytes(file_of(row()))
    run = CliRunner().invoke(main, ["score", "sdq", str(source), "--out", str(source)])
    assert run.exit_code == 1
    assert "written over the answers" in run.stderr
    assert source.read_bytes() == file_of(row())


def test_the_command_says_where_it_cannot_write(tmp_path):
    source = tmp_path / "answers.csv"
    source.write_bytes(file_of(row()))
    run = CliRunner().invoke(
        main, ["score", "sdq", str(source), "--out", str(tmp_path / "nowhere" / "scores.csv")]
    )
    assert run.exit_code == 1
    assert "choose another place" in run.stderr


def test_without_an_informant_there_are_scores_and_no_bands(tmp_path):
    source = tmp_path / "answers.csv"
    source.write_bytes(file_of(["1"] * 25, headings=ANSWERS))
    run = CliRunner().invoke(main, ["score", "sdq", str(source)])
    assert "1 do not say who answered" in run.stderr
    [scores] = csv.DictReader(io.StringIO(run.stdout))
    assert (scores["total"], scores["total band"]) == ("20", "")
    run = CliRunner().invoke(main, ["score", "sdq", str(source), "--informant", "carer"])
    assert next(csv.DictReader(io.StringIO(run.stdout)))["total band"] == "very high"
