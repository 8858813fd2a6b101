"""The PDF and the spreadsheet print what was frozen, and nothing typed becomes markup or a formula."""

import shutil
import subprocess
from io import BytesIO

import pytest
from python_calamine import CalamineWorkbook

from kith.access.roles import Role
from kith.access.tests.factories import a_member
from kith.reporting.actions import release
from kith.reporting.paper import paper
from kith.reporting.report import from_plain
from kith.reporting.spreadsheet import spreadsheet
from kith.reporting.tests.factories import AFTERWARDS, a_fair_scheme, a_run

pytestmark = pytest.mark.django_db
NASTY = '=#sys *b* $x$ <script> "quoted" \\ @ref [c]'
needs_pdftotext = pytest.mark.skipif(not shutil.which("pdftotext"), reason="pdftotext reads the paper")


@pytest.fixture
def run():
    return a_run(a_fair_scheme(NASTY))


def read(pdf, tmp_path):
    path = tmp_path / "report.pdf"
    path.write_bytes(pdf)
    return subprocess.run(
        ["pdftotext", "-layout", path, "-"], capture_output=True, text=True, check=True
    ).stdout


@needs_pdftotext
def test_the_paper_says_what_the_page_says_and_takes_names_as_they_are(run, tmp_path):
    told = read(paper(run), tmp_path)
    assert NASTY in told
    assert "Not released" in told
    for figure in run.report.figures():
        assert figure.name.split(",")[0] in told
    for words in ("About these figures", "What each figure counts", "Page 1 of", run.digest[:16]):
        assert words in told


@needs_pdftotext
def test_a_released_report_does_not_call_itself_a_draft(run, tmp_path):
    release(run=run, by=a_member(Role.MANAGER, run.contract.scheme), at=AFTERWARDS)
    assert "Not released" not in read(paper(run), tmp_path)


def test_the_paper_calls_itself_accessible_and_is_the_same_each_time(run):
    """Typst refuses to write PDF/UA-1 that breaks its rules: headings in order, pictures with words, table heads."""
    one, other = paper(run), paper(run)
    assert b"pdfuaid:part" in one
    assert one == other


@needs_pdftotext
def test_the_paper_is_upright_a4(run, tmp_path):
    read(paper(run), tmp_path)
    told = subprocess.run(
        ["pdfinfo", tmp_path / "report.pdf"], capture_output=True, text=True, check=True
    ).stdout
    assert "(A4)" in told
    assert "Tagged:          yes" in told


def test_the_spreadsheet_holds_numbers_as_numbers_and_a_name_as_text(run):
    book = CalamineWorkbook.from_filelike(BytesIO(spreadsheet(run)))
    assert book.sheet_names == [
        "Reach",
        "Waiting",
        "Meetings",
        "Endings",
        "Endings by kind",
        "Volunteers",
        "Girls and boys",
        "Age on the last day",
        "Background",
        "About these figures",
        "What each figure counts",
        "About this file",
    ]
    reach = {row[0]: row[1] for row in book.get_sheet_by_name("Reach").to_python()}
    assert reach["Matched on the last day"] == 25.0
    assert reach["Places used"] == "60%"
    about = dict(row[:2] for row in book.get_sheet_by_name("About these figures").to_python())
    assert about["Scheme"].startswith(NASTY)


def test_what_an_earlier_kith_froze_can_still_be_read(run):
    plain = dict(run.figures)
    plain["sections"][0]["figures"][0]["something"] = "that nobody knows any more"
    del plain["questions"]
    assert from_plain(plain).figure("together").shown.text == "25"
