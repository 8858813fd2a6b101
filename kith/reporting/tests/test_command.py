"""`kith report` on the terminal, as one object, and as files."""

import json
from datetime import date

import pytest
from python_calamine import CalamineWorkbook

from kith.foundation.dates import today
from kith.reporting.command import run_report
from kith.reporting.models import Run
from kith.reporting.quarters import last_whole_quarter
from kith.reporting.tests.factories import AUTUMN, a_paid_scheme, together
from kith.schemes.tests.factories import a_contract, a_scheme, an_authority

pytestmark = pytest.mark.django_db
NOTHING = (None, None)


def test_a_report_is_made_for_the_last_whole_quarter_and_printed_to_read(capsys):
    a_paid_scheme()
    assert run_report(scheme="northbridge VISITORS ", span=NOTHING, out=None, to_json=False) == 0
    told = capsys.readouterr().out
    assert f"Northbridge visitors, {last_whole_quarter(today()).words}, for Northbridge" in told
    assert "Matched on the last day" in told
    assert Run.objects.get().created_by is None


def test_one_object_holds_the_figures_and_their_seal(capsys):
    contract = a_paid_scheme()
    for _ in range(11):
        together(contract)
    span = (AUTUMN.from_day, AUTUMN.until_day)
    assert run_report(scheme="Northbridge visitors", span=span, out=None, to_json=True) == 0
    told = json.loads(capsys.readouterr().out)
    [report] = told["reports"]
    run = Run.objects.get()
    assert report["digest"] == run.digest
    assert report["sections"] == run.figures["sections"]
    assert (report["from"], report["until"]) == ("2026-07-01", "2026-09-30")


def test_the_files_are_a_spreadsheet_and_an_accessible_pdf(tmp_path, capsys):
    contract = a_paid_scheme()
    for _ in range(11):
        together(contract)
    out = tmp_path / "new" / "folder"
    assert run_report(scheme="Northbridge visitors", span=NOTHING, out=out, to_json=False) == 0
    assert sorted(path.name for path in out.iterdir()) == ["report.pdf", "report.xlsx"]
    paper = (out / "report.pdf").read_bytes()
    assert paper.startswith(b"%PDF-")
    assert b"pdfuaid:part" in paper
    assert b"/Lang" in paper
    book = CalamineWorkbook.from_path(str(out / "report.xlsx"))
    assert ["Matched on the last day", 10.0, ""] in book.get_sheet_by_name("Reach").to_python()


def test_a_scheme_that_several_pay_for_has_a_report_for_each(tmp_path, capsys):
    contract = a_paid_scheme()
    a_contract(contract.scheme, an_authority("South Moor"))
    assert run_report(scheme="Northbridge visitors", span=NOTHING, out=tmp_path, to_json=True) == 0
    assert [one["of"]["commissioner"] for one in json.loads(capsys.readouterr().out)["reports"]] == [
        "Northbridge",
        "South Moor",
    ]
    assert sorted(path.name for path in tmp_path.iterdir()) == ["northbridge", "south-moor"]


def test_a_name_nobody_knows_is_answered_with_the_names_there_are(capsys):
    a_paid_scheme("Peer mentors")
    a_paid_scheme("Bright goals")
    assert run_report(scheme="Visitors", span=NOTHING, out=None, to_json=False) == 1
    assert "The schemes are: “Bright goals”, “Peer mentors”." in capsys.readouterr().err
    assert run_report(scheme="Visitors", span=NOTHING, out=None, to_json=True) == 1
    assert "There is no scheme called" in json.loads(capsys.readouterr().out)["refused"]


@pytest.mark.parametrize(
    ("span", "sentence"),
    [
        ((date(2026, 9, 1), date(2026, 8, 1)), "The last day comes after the first"),
        ((date(2020, 1, 1), date(2020, 3, 31)), "Nobody pays for Northbridge visitors"),
        ((date(2090, 1, 1), date(2090, 3, 31)), "has not come yet"),
    ],
)
def test_days_that_cannot_be_reported_on_are_refused_in_words(span, sentence, capsys):
    a_paid_scheme()
    assert run_report(scheme="Northbridge visitors", span=span, out=None, to_json=False) == 1
    assert sentence in capsys.readouterr().err
    assert not Run.objects.exists()


def test_a_scheme_nobody_pays_for_has_nobody_to_report_to(capsys):
    a_scheme("Alone")
    assert run_report(scheme="Alone", span=NOTHING, out=None, to_json=False) == 1
    assert "nobody to report to" in capsys.readouterr().err
