"""A file of scores: every fault by line and column and nothing half stored, or all of it at once."""

import json
from datetime import date, timedelta

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from kith.audit.models import Event
from kith.foundation.dates import today
from kith.outcomes.actions.bringing import bring_scores
from kith.outcomes.bringing import read_file
from kith.outcomes.command import run_import
from kith.outcomes.models import NoMoreAsking, SchoolTerm, Score
from kith.outcomes.school_files import read_terms
from kith.outcomes.tests.factories import (
    a_coordinator,
    a_pair,
    a_use,
    days_ago,
    go,
    manager_of,
    send,
    text,
    told,
)
from kith.people.tests.factories import a_child_served_by

pytestmark = pytest.mark.django_db
HEAD = "child,measure,who,wave,day,total"


def a_file(*lines, head=HEAD, encoding="utf-8"):
    return "\n".join((head, *lines)).encode(encoding)


@pytest.fixture
def ana():
    a_use()
    priya = a_coordinator()
    match = a_pair(days_ago(200), coordinator=priya)
    match.child.authority_ref = "NB1"
    match.child.save()
    return match


def read(match, *lines, **said):
    return read_file(a_file(*lines, **said), match.scheme, [match], today())


def faults(match, *lines, **said):
    brought = read(match, *lines, **said)
    assert not brought.sheets
    return [str(fault) for fault in brought.faults]


def test_a_good_file_is_saved_whole(ana):
    start, later = days_ago(200), days_ago(18)
    brought = read(ana, f"NB1,sdq,carer,baseline,{start},19", f"NB1,SDQ,carer,,{later:%d/%m/%Y},15")
    assert brought.is_well, brought.faults
    assert bring_scores(brought=brought, scheme=ana.scheme, by=manager_of(ana.scheme), on=today()) == 2
    assert list(Score.objects.values_list("wave", "source")) == [("baseline", "file"), ("6 months", "file")]


def test_each_fault_is_named_by_line_and_column(ana):
    start = days_ago(200)
    found = faults(
        ana,
        f"NB1,sdq,carer,baseline,{start},47",
        f"NB9,sdq,carer,baseline,{start},12",
        f"NB1,mood,carer,baseline,{start},12",
        f"NB1,sdq,teacher,baseline,{start},12",
        "NB1,sdq,carer,baseline,soon,12",
        f"NB1,sdq,carer,some day,{start},12",
        f"NB1,sdq,carer,baseline,{today() + timedelta(days=3)},12",
    )
    assert [fault.split(":")[0] for fault in found] == [
        "line 2, column total",
        "line 3, column child",
        "line 4, column measure",
        "line 5, column who",
        "line 6, column day",
        "line 7, column wave",
        "line 8, column day",
    ]
    assert "47 cannot be: total difficulties goes from 0 to 40" in found[0]
    assert "is still to come" in found[-1]


def test_a_wave_that_is_there_twice_names_the_earlier_line(ana):
    (found,) = faults(
        ana, f"NB1,sdq,carer,baseline,{days_ago(200)},19", f"NB1,sdq,carer,baseline,{days_ago(199)},18"
    )
    assert found.startswith("line 3, column")
    assert "has SDQ at the start already" in found
    assert "see line 2" in found


def test_a_follow_up_before_the_start_is_named(ana):
    (found,) = faults(ana, f"NB1,sdq,carer,6 months,{days_ago(230)},15")
    assert "line 2, column day" in found
    assert "does not count for after six months" in found


def test_a_teachers_first_form_followed_by_a_parents_is_named(ana):
    a_use(informant="teacher")
    a_use(informant="parent")
    (found,) = faults(
        ana, f"NB1,sdq,parent,6 months,{days_ago(18)},15", f"NB1,sdq,teacher,baseline,{days_ago(200)},15"
    )
    assert "line 2, column who" in found
    assert "At the start a teacher answered, and this form is a parent’s" in found


def test_item_3_for_an_item_that_goes_to_2_is_named_at_its_column(ana):
    a_use(entry="items", licence_reference="YIM-1")
    head = "child,measure,who,wave,day," + ",".join(f"q{item}" for item in range(1, 26))
    codes = ["1"] * 25
    codes[6] = "3"
    (found,) = faults(ana, f"NB1,sdq,carer,baseline,{days_ago(200)}," + ",".join(codes), head=head)
    assert (
        found == "line 2, column q7: 3 for item 7 cannot be: answers go from 0 to 2. Look at the form again."
    )


@pytest.mark.parametrize("encoding", ["utf-8-sig", "cp1252", "utf-16"])
def test_a_file_in_another_encoding_is_read_all_the_same(ana, encoding):
    head = HEAD + ",größe"
    assert read(ana, f"NB1,sdq,carer,baseline,{days_ago(200)},19,–", head=head, encoding=encoding).is_well


def test_a_file_that_is_no_list_or_lacks_a_column_says_so(ana):
    assert "column all" in str(read_file(b"\x00\x01\x02" * 50, ana.scheme, [ana], today()).faults[0])
    found = read(ana, "NB1,sdq", head="child,measure")
    assert [fault.column for fault in found.faults] == ["day", "wave", "who"] or "missing" in str(
        found.faults[0]
    )


def test_what_is_stored_already_is_not_stored_again(ana):
    told(a_use(), ana, on=days_ago(200))
    (found,) = faults(ana, f"NB1,sdq,carer,baseline,{days_ago(200)},19")
    assert "already" in found


def test_with_one_fault_nothing_is_saved_and_the_page_names_it(client, ana):
    priya = ana.child.involvements.get(part="coordinator").user
    lines = (f"NB1,sdq,carer,baseline,{days_ago(200)},19", f"NB1,sdq,carer,6 months,{days_ago(18)},99")
    sent = SimpleUploadedFile("scores.csv", a_file(*lines), content_type="text/csv")
    page = send(client, priya, "bring", what="scores", sent=sent)
    assert "1 fault in the file. Nothing was saved" in text(page)
    assert "99 cannot be" in text(page)
    assert not Score.objects.exists()
    good = SimpleUploadedFile("scores.csv", a_file(lines[0]), content_type="text/csv")
    assert send(client, priya, "bring", what="scores", sent=good).status_code == 302
    assert Score.objects.count() == 1
    assert Event.objects.filter(kind="scores brought").count() == 1


def test_a_child_out_of_reach_is_nobody(client, ana):
    other = a_coordinator(first_name="Farah")
    sent = SimpleUploadedFile("scores.csv", a_file(f"NB1,sdq,carer,baseline,{days_ago(200)},19"))
    assert "is nobody in this scheme whom you may see" in text(
        send(client, other, "bring", what="scores", sent=sent)
    )
    assert go(client, manager_of(ana.scheme), "bring").status_code == 200


def test_school_sessions_come_from_the_authoritys_file():
    head = "child,year,term,possible,missed"
    child = a_child_served_by(a_use().scheme)
    known = {child.authority_ref: child.pk}
    good = read_terms(a_file(f"{child.authority_ref},2025,Autumn,140,12", head=head), known, today())
    assert [(term.term, term.missed) for term in good.terms] == [("autumn", 12)]
    wrong = read_terms(
        a_file(
            f"{child.authority_ref},2025,autumn,140,150",
            f"{child.authority_ref},2025,winter,140,1",
            f"{child.authority_ref},2025,spring,many,1",
            "NOBODY,2025,spring,140,1",
            head=head,
        ),
        known,
        today(),
    )
    assert [str(fault).split(":")[0] for fault in wrong.faults] == [
        "line 2, column missed",
        "line 3, column term",
        "line 4, column possible",
        "line 5, column child",
    ]
    assert not wrong.terms
    assert not SchoolTerm.objects.exists()


@pytest.mark.parametrize(
    ("cells", "column"),
    [
        ("202,autumn,140,12", "year"),
        ("20256,autumn,140,12", "year"),
        ("2025/27,autumn,140,12", "year"),
        ("9999,autumn,140,12", "year"),
        ("{next},autumn,140,12", "year"),
        ("2025,autumn,99999999999999999999,12", "possible"),
        ("2025,autumn,0,0", "missed"),
        ("2025,autumn,²,1", "possible"),
    ],
)
def test_a_number_of_sessions_or_a_year_that_cannot_be_is_named(cells, column):
    child = a_child_served_by(a_use().scheme)
    line = f"{child.authority_ref},{cells.format(next=today().year + 1)}"
    head = "child,year,term,possible,missed"
    found = read_terms(a_file(line, head=head), {child.authority_ref: child.pk}, today())
    assert [(fault.line, fault.column) for fault in found.faults] == [(2, column)]
    assert not found.terms


def test_a_term_still_to_come_is_named_and_a_year_may_be_written_as_schools_do():
    child = a_child_served_by(a_use().scheme)
    head, known = "child,year,term,possible,missed", {child.authority_ref: child.pk}
    line, on = f"{child.authority_ref},2025/26,summer,140,12", date(2026, 3, 31)
    (fault,) = read_terms(a_file(line, head=head), known, on).faults
    assert str(fault) == "line 2, column term: summer of the school year from 2025 is still to come."
    assert [term.year for term in read_terms(a_file(line, head=head), known, date(2026, 4, 1)).terms] == [
        2025
    ]


def test_a_comma_in_a_number_is_named_and_nothing_of_it_taken(ana):
    """“19,5” in a file parted by commas would be 19, and something beyond the last column."""
    (found,) = faults(ana, f"NB1,sdq,carer,baseline,{days_ago(200)},19,5")
    assert found.startswith("line 2, column all: more stands here than there are columns")
    assert read(ana, f"NB1,sdq,carer,baseline,{days_ago(200)},19,,").is_well, "empty cells are nothing"


def test_single_answers_where_the_scheme_keys_none_are_named(ana):
    (found,) = faults(ana, f"NB1,sdq,carer,baseline,{days_ago(200)},19,1", head=f"{HEAD},q1")
    assert found.startswith("line 2, column q1: this scheme does not key single answers")


@pytest.mark.parametrize(
    ("line", "words"),
    [
        (",sdq,carer,baseline,2026-01-10,19", "column child: nothing stands here"),
        ("NB1,sdq,carer,baseline,1026-01-10,19", "column day: 10 January 1026 is before this child was born"),
        ("NB1,sdq,carer,² months,{day},19", "column wave: “² months” is not a wave"),
        ("NB1,sdq,carer,9999 months,{day},19", "column wave: “9999 months” is not a wave"),
    ],
)
def test_slips_of_a_line_are_named_where_they_stand(ana, line, words):
    (found,) = faults(ana, line.format(day=days_ago(200)))
    assert found.startswith(f"line 2, {words}")


def test_two_slips_of_a_line_are_both_named(ana):
    found = faults(ana, ",sdq,carer,baseline,soon,19")
    assert [fault.split(":")[0] for fault in found] == ["line 2, column child", "line 2, column day"]


def test_a_quotation_mark_left_open_is_named_by_its_line(ana):
    (found,) = faults(ana, f'NB1,sdq,carer,baseline,{days_ago(200)},"19')
    assert found.startswith("line 2, column all: The quotation mark")


WITH_ANSWERS = f"{HEAD},answer"


def test_numbers_beside_an_answer_are_not_thrown_away_in_silence(ana):
    (found,) = faults(ana, f"NB1,sdq,carer,baseline,{days_ago(200)},19,refused", head=WITH_ANSWERS)
    assert found == "line 2, column answer: it says “refused”, and total has a number. Keep one."


def test_a_no_is_an_answer_in_a_file_too(ana):
    start, later = days_ago(200), days_ago(18)
    lines = (f"NB1,sdq,carer,baseline,{start},19,", f"NB1,sdq,carer,6 months,{later},,refused")
    brought = read(ana, *lines, head=WITH_ANSWERS)
    assert brought.is_well, brought.faults
    assert bring_scores(brought=brought, scheme=ana.scheme, by=manager_of(ana.scheme), on=today()) == 2
    assert list(Score.objects.order_by("pk").values_list("outcome", flat=True)) == ["scored", "refused"]
    assert NoMoreAsking.objects.get().informant == "carer"


def test_an_answer_that_is_none_and_one_too_many_are_named(ana):
    start = days_ago(200)
    no = f"NB1,sdq,carer,baseline,{start},,not back"
    assert (
        "answer: “maybe” is not an answer"
        in faults(ana, f"NB1,sdq,carer,baseline,{start},,maybe", head=WITH_ANSWERS)[0]
    )
    assert "Keep one" in faults(ana, no, no, head=WITH_ANSWERS)[0]
    assert "Keep one" in faults(ana, no, f"NB1,sdq,carer,baseline,{start},12,", head=WITH_ANSWERS)[0]


def test_the_command_names_faults_looks_first_and_saves_whole(ana, tmp_path, capsys):
    file, name = tmp_path / "scores.csv", ana.scheme.name

    def run(*lines, sessions=False, dry_run=False, scheme=name, head=HEAD):
        file.write_bytes(a_file(*lines, head=head))
        code = run_import(file=file, scheme=scheme, sessions=sessions, dry_run=dry_run, to_json=True)
        return code, json.loads(capsys.readouterr().out)

    good = f"NB1,sdq,carer,baseline,{days_ago(200)},19"
    code, told = run(good, f"NB1,sdq,carer,6 months,{days_ago(18)},47")
    assert (code, told["saved"]) == (1, False)
    assert [(fault["line"], fault["column"]) for fault in told["faults"]] == [(3, "total")]
    assert run(good, dry_run=True)[1]["saved"] is False
    assert not Score.objects.exists()
    code, told = run(good)
    assert (code, told["rows"], told["saved"]) == (0, 1, True)
    assert Score.objects.get().source == "file"
    code, told = run("NB1,2025,autumn,140,12", sessions=True, head="child,year,term,possible,missed")
    assert (code, told["saved"], SchoolTerm.objects.get().missed) == (0, True, 12)
    assert "There is no scheme called “nowhere”" in run(good, scheme="nowhere")[1]["refused"]
