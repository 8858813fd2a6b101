"""A canary: a world full of threes, and not one three in anything that leaves the scheme."""

import json
import re
import shutil
import subprocess
from datetime import date, timedelta
from io import BytesIO

import pytest
from django.test import Client
from django.urls import reverse
from python_calamine import CalamineWorkbook

from kith.access.roles import Role
from kith.access.tests.factories import a_member
from kith.people.models import Volunteer
from kith.recruitment.models import Application
from kith.referral.states import Status
from kith.reporting.actions import release
from kith.reporting.command import run_report
from kith.reporting.tests.factories import (
    AFTERWARDS,
    AUTUMN,
    BEFORE,
    a_paid_scheme,
    a_run,
    approved,
    ended,
    met,
    moved,
    referred,
    saturdays,
    supervised,
    together,
    waits,
)

pytestmark = pytest.mark.django_db
AUGUST = date(2026, 8, 10)
CANARY = re.compile(r"(?<![\w.,-])3(?![\w.,%])")
KEPT_BACK = (
    "referred", "accepted", "declined", "waiting", "any_time", "missed", "moved", "unplanned_kept",
    "ended", "unplanned_ending", "on_the_way", "left",
)  # fmt: skip


def a_world_of_threes():
    """Twenty children with somebody; of everything else three."""
    contract = a_paid_scheme()
    for place in range(20):
        match = together(
            contract, gender="F" if place < 17 else "M", ethnicity="WBRI" if place < 17 else "BAFR"
        )
        met(match, *saturdays(4))
        supervised(match, AUTUMN.until_day - timedelta(days=5 if place < 17 else 200))
        if place < 3:
            met(match, saturdays(5)[4], status="missed", who="child", reason="ill")
            moved(match, saturdays(6)[5], saturdays(6)[5] + timedelta(days=1))
            met(match, saturdays(7)[6], off_plan=True)
    for _ in range(3):
        ended(contract, "volunteer left", planned=False)
        waits(contract, since=BEFORE)
        referred(contract, AUGUST, (Status.ACCEPTED, AUGUST), (Status.WITHDRAWN, AUGUST))
        referred(contract, BEFORE, (Status.DECLINED, AUGUST))
        approved(contract.scheme, until_day=AUGUST)
        newcomer = Volunteer.objects.create(first_name="New", last_name="Face")
        Application.objects.create(
            volunteer=newcomer, scheme=contract.scheme, received_on=AUGUST, at_step_since=AUGUST
        )
    return contract


@pytest.fixture
def run():
    contract = a_world_of_threes()
    run = a_run(contract)
    return release(run=run, by=a_member(Role.MANAGER, contract.scheme), at=AFTERWARDS)


def read_by(role, place):
    client = Client()
    client.force_login(a_member(role, place))
    return client


def words_of(page):
    """What a reader sees: no markup, no numbers inside it."""
    return re.sub(r"<[^>]*>", " ", re.sub(r"<(script|style)\b.*?</\1>", " ", page.decode(), flags=re.DOTALL))


def test_the_canary_sings_inside(run):
    """Or the tests below could not fail."""
    inside = read_by(Role.MANAGER, run.contract.scheme).get(reverse("reporting:inside", args=[run.public_id]))
    assert len(CANARY.findall(words_of(inside.content))) > 12


def test_no_three_is_in_the_frozen_figures(run):
    assert [key for key in KEPT_BACK if run.report.figure(key).shown.text != "c"] == []
    assert run.report.figure("supervision").shown.text == "at least 75%"
    values = [
        cell.value
        for grid in run.report.section("equity").grids
        for line in grid.lines
        for cell in line.cells
    ]
    assert 3 not in values
    assert not CANARY.search(json.dumps(run.figures).replace(":", " "))


def test_no_three_is_on_the_commissioner_s_page(run):
    page = read_by(Role.COMMISSIONER, run.contract.commissioner).get(
        reverse("reporting:run", args=[run.public_id])
    )
    assert page.status_code == 200
    assert "Matched on the last day" in words_of(page.content)
    assert not CANARY.search(words_of(page.content))


def test_no_three_is_in_the_spreadsheet(run):
    client = read_by(Role.COMMISSIONER, run.contract.commissioner)
    answer = client.get(reverse("reporting:spreadsheet", args=[run.public_id]))
    book = CalamineWorkbook.from_filelike(BytesIO(answer.content))
    assert {"Reach", "Waiting", "Meetings", "Endings", "About these figures"} <= set(book.sheet_names)
    cells = [
        cell for name in book.sheet_names for row in book.get_sheet_by_name(name).to_python() for cell in row
    ]
    assert 20.0 in cells
    assert 3.0 not in cells
    assert not [cell for cell in cells if CANARY.search(str(cell))]


@pytest.mark.skipif(not shutil.which("pdftotext"), reason="pdftotext reads what stands on the paper")
def test_no_three_is_on_paper(run, tmp_path):
    client = read_by(Role.COMMISSIONER, run.contract.commissioner)
    answer = client.get(reverse("reporting:paper", args=[run.public_id]))
    path = tmp_path / "report.pdf"
    path.write_bytes(answer.content)
    told = subprocess.run(
        ["pdftotext", "-layout", path, "-"], capture_output=True, text=True, check=True
    ).stdout
    assert "Matched on the last day" in told
    assert not CANARY.search(re.sub(r"Page \d+ of \d+", "", told))


def test_no_three_is_told_by_the_command(run, capsys):
    for to_json in (True, False):
        code = run_report(
            scheme="Northbridge visitors",
            span=(AUTUMN.from_day, AUTUMN.until_day),
            out=None,
            to_json=to_json,
        )
        told = capsys.readouterr().out
        assert code == 0
        assert "Matched on the last day" in told
        assert not CANARY.search(told)


def test_no_child_s_name_is_in_the_frozen_figures(run):
    assert "Tariq" not in json.dumps(run.figures)
