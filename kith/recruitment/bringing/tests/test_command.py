"""The command: one object for a program, words for a person, and an exit code that says whether to look."""

import json

import pytest

from kith.people.models import Volunteer
from kith.recruitment.bringing.command import run_bringing
from kith.recruitment.bringing.table import read_table
from kith.recruitment.bringing.tests.lists import a_line, as_csv
from kith.schemes.tests.factories import a_scheme

pytestmark = pytest.mark.django_db


@pytest.fixture
def run(tmp_path, capsys):
    a_scheme("Northbridge visitors")

    def running(content, **given):
        file = tmp_path / "list.csv"
        file.write_bytes(content)
        told = {"scheme": "northbridge visitors", "mapping": None, "failed": None, "dry_run": False} | given
        code = run_bringing(file=file, to_json=told.pop("to_json", True), **told)
        said = capsys.readouterr().out
        return code, said

    return running


def test_a_good_file_is_saved_and_ends_with_nought(run):
    code, said = run(as_csv(a_line(1), a_line(2)))
    report = json.loads(said)
    assert (code, report["state"], report["counts"]["new"]) == (0, "saved", 2)
    assert Volunteer.objects.count() == 2


def test_a_dry_run_says_the_same_and_saves_nothing(run):
    code, said = run(as_csv(a_line(1), a_line(2)), dry_run=True)
    assert (code, json.loads(said)["counts"]["new"]) == (0, 2)
    assert not Volunteer.objects.exists()


def test_the_rows_to_mend_are_a_file_that_can_be_sent_again(run, tmp_path):
    failed = tmp_path / "mend.xlsx"
    hostile = a_line(1, DOB="31/02/1980", **{"Favourite colour": '=HYPERLINK("http://x")'})
    code, said = run(as_csv(hostile, a_line(2)), failed=failed)
    assert code == 1
    assert json.loads(said)["failed_rows"] == str(failed)
    table = read_table(failed.read_bytes(), lambda titles: 9 * ("Surname" in titles))
    assert table.titles[-2:] == ["What is wrong", "What to do"]
    row = dict(zip(table.titles, table.rows[0][1], strict=True))
    assert row["What is wrong"] == "DOB: “31/02/1980” is not a day there is."
    assert row["Favourite colour"] == '=HYPERLINK("http://x")', "a text, not a formula that is gone"


def test_a_mapping_file_says_which_column_is_which(run, tmp_path):
    mapping = tmp_path / "columns.json"
    mapping.write_text(json.dumps({"name": "Who", "phone": "Ring them at"}))
    code, said = run(b"Who,Ring them at\nRuth Vance,0113 496 0123\n", mapping=mapping)
    assert (code, json.loads(said)["counts"]["new"]) == (0, 1), said


def test_a_mapping_that_names_nothing_we_know_is_refused_in_words(run, tmp_path):
    mapping = tmp_path / "columns.json"
    mapping.write_text(json.dumps({"shoe size": "Who"}))
    code, said = run(as_csv(a_line(1)), mapping=mapping)
    assert code == 1
    assert "“shoe size”, which is no field" in json.loads(said)["said"]


def test_a_scheme_nobody_knows_is_refused_with_those_there_are(run):
    code, said = run(as_csv(a_line(1)), scheme="Elsewhere", to_json=False)
    assert code == 1
    assert "Schemes: Northbridge visitors." in said


def test_words_for_a_person_name_line_and_column(run):
    _, said = run(as_csv(a_line(1, DOB="31/02/1980"), a_line(2)), to_json=False)
    assert "1 person of 2 were brought in" in said
    assert "line 2, DOB: “31/02/1980” is not a day there is. Write it like 21/11/2026." in said
