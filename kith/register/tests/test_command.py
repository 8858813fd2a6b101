"""`kith import-register`: what it saves, what it refuses, what it prints, and how it ends."""

import json
import zipfile
from pathlib import Path

import pytest
from click.testing import CliRunner

from kith.audit.events import Kind
from kith.audit.models import Event
from kith.cli import main
from kith.people.models import Child
from kith.register.command import run_import
from kith.register.models import (
    CareSummary,
    Episode,
    ImportFinding,
    ImportRun,
    PathwayPoint,
    Review,
    YearMeasure,
)
from kith.register.reading.tests.files import ANNEX_A, FULL_RETURN, a_return, table, write
from kith.register.tests.factories import an_import, episode, header, names, review
from kith.schemes.models import Organisation
from kith.schemes.tests.factories import an_authority

pytestmark = pytest.mark.django_db
HELD = (
    Organisation,
    Child,
    CareSummary,
    Episode,
    Review,
    YearMeasure,
    PathwayPoint,
    ImportRun,
    ImportFinding,
    Event,
)


def held() -> dict[str, int]:
    return {model.__name__: model._default_manager.count() for model in HELD}


def imported(
    capsys, *paths: Path, dry_run: bool = False, authority: str = "Northbridge", names: Path | None = None
):
    """The exit code and the printed object."""
    code = run_import(paths=paths, authority=authority, names=names, dry_run=dry_run, to_json=True)
    return code, json.loads(capsys.readouterr().out)


def good(folder: Path, **tables):
    return a_return(
        folder, **({"header": [header()], "episodes": [episode()], "reviews": [review()]} | tables)
    )


def test_the_whole_sample_is_saved_and_again_changes_nothing(capsys):
    code, report = imported(capsys, FULL_RETURN)
    assert code == 1  # the sample is full of faults, and each is told
    assert report["state"] == "saved"
    assert report["children"]["new"] == report["children"]["total"] == 2675
    assert report["tables"]["reviews"]["new"] == 12568
    assert report["tables"]["episodes"]["new"] == Episode.objects.count() == 5050
    assert {file["table"]: file["rows"] for file in report["files"]}["Reviews"] == 12582
    assert len(report["findings"]["error"]) == 12
    one = report["findings"]["warning"][0]
    assert all(one[name] for name in ("file", "line", "code", "said", "done", "remedy"))
    before = held()
    code, again = imported(capsys, FULL_RETURN)
    assert again["children"] | {"seen": 0} == again["children"] | {
        "new": 0,
        "changed": 0,
        "unchanged": 2675,
        "absent": 0,
        "seen": 0,
    }
    assert all(
        table["new"] == table["changed"] == table["mended"] == 0
        for name, table in again["tables"].items()
        if name != "points"
    )
    assert again["tables"]["points"] == {"new": 0, "withdrawn": 0}
    after = held()
    kept = ("Organisation", "Child", "CareSummary", "Episode", "Review", "YearMeasure", "PathwayPoint")
    assert {name: after[name] for name in kept} == {name: before[name] for name in kept}


def test_a_clean_return_ends_with_0_and_makes_its_authority(capsys, tmp_path):
    code, report = imported(capsys, good(tmp_path))
    assert code == 0
    assert report["authority_is_new"] is True
    assert Organisation.objects.get().kind == Organisation.Kind.AUTHORITY
    run = ImportRun.objects.get()
    assert str(run.public_id) == report["run"]
    assert run.status == "saved"
    code, report = imported(capsys, tmp_path, authority="northbridge")
    assert report["authority_is_new"] is False
    assert report["authority"] == "Northbridge"


def test_one_import_leaves_one_event_with_counts_and_no_names(capsys, tmp_path):
    imported(
        capsys,
        good(tmp_path),
        names=write(tmp_path / "n", "names.csv", table("names", names(worker="Nia Rowe"))),
    )
    event = Event.objects.get()
    assert event.kind == Kind.REGISTER_IMPORTED
    assert event.details["tables"]["children"]["new"] == 1
    assert "Nia" not in str(event.details)


def test_a_dry_run_saves_nothing_at_all_not_even_the_authority(capsys, tmp_path):
    code, report = imported(capsys, good(tmp_path), dry_run=True)
    assert (code, report["state"], report["run"]) == (0, "previewed", None)
    assert report["children"]["new"] == 1
    assert set(held().values()) == {0}


def test_a_dry_run_on_a_known_authority_says_what_would_change(capsys, tmp_path):
    an_import(tmp_path, header=[header(), header("1002")])
    before = held()
    changed = good(tmp_path / "later", header=[header(ethnicity="MWBC"), header("1003")], reviews=[])
    _, report = imported(capsys, changed, dry_run=True)
    children = report["children"]
    assert (children["new"], children["changed"], children["absent"]) == (1, 1, 1)
    assert held() == before


def test_it_tells_each_count_with_the_number_it_is_out_of(capsys, tmp_path):
    _, report = imported(capsys, good(tmp_path))
    assert report["tells"]["could_be_offered"] == {"count": 1, "of": 1}
    assert report["tells"]["never_asked"] == {"count": 1, "of": 1}
    assert report["tells"]["out_of_area"] == {"count": 0, "of": 0}


# ------------------------------------------------------------------------------------- refused whole


def _spoilt(name: str, content: bytes):
    def spoil(folder: Path) -> Path:
        good(folder)
        write(folder, name, content)
        return folder

    return spoil


EPISODES = table("episodes", episode()).encode()


def _damaged_zip(folder: Path) -> Path:
    good(folder / "inside")
    path = folder / "return.zip"
    with zipfile.ZipFile(path, "w") as packed:
        for file in (folder / "inside").iterdir():
            packed.write(file, file.name)
    path.write_bytes(path.read_bytes()[:-60])
    return path


REFUSED = {
    "an empty file": (_spoilt("episodes_2026.csv", b""), "file_empty"),
    "wrong columns": (
        _spoilt("episodes_2026.csv", EPISODES.replace(b",DEC,", b",DCE,")),
        "columns_missing",
    ),
    "no table at all": (_spoilt("header_2026.csv", b"a,b,c\n1,2,3\n"), "file_not_recognised"),
    "bytes that are no letters": (
        _spoilt("episodes_2026.csv", EPISODES.replace(b"U6", b"\x81\x8d")),
        "encoding_unknown",
    ),
    "zero bytes": (_spoilt("episodes_2026.csv", EPISODES.replace(b"U6", b"\x00\x00")), "nul_bytes"),
    "a quotation mark left open": (
        _spoilt("episodes_2026.csv", EPISODES.replace(b"U6", b'"U6')),
        "quote_left_open",
    ),
    "a file cut in the middle": (_spoilt("episodes_2026.csv", EPISODES[:-30]), None),
    "a line without end": (_spoilt("episodes_2026.csv", EPISODES + b"x" * 1_100_000), "line_too_long"),
    "American dates": (
        _spoilt(
            "reviews_2026.csv",
            table("reviews", "1001,06/15/2012,03/31/2025,PN1", "1001,06/15/2012,09/30/2025,PN1").encode(),
        ),
        "dates_month_first",
    ),
    "a damaged zip file": (_damaged_zip, "zip_unreadable"),
    "a workbook that is none": (_spoilt("Annex A.xlsx", b"PK\x03\x04 nothing"), None),
    "a path that is not there": (lambda folder: folder / "nowhere", "path_missing"),
    "an empty folder": (lambda folder: folder, "nothing_to_read"),
}


@pytest.mark.parametrize(("spoil", "code"), REFUSED.values(), ids=REFUSED)
def test_one_refused_file_leaves_nothing_half_imported(capsys, tmp_path, spoil, code):
    folder = tmp_path / "return"
    folder.mkdir()
    exit_code, report = imported(capsys, spoil(folder))
    assert exit_code == 1
    assert report["state"] == "refused"
    refused = report["findings"]["refused file"]
    assert refused
    assert code is None or refused[0]["code"] == code
    assert refused[0]["remedy"]
    assert set(held().values()) == {0}


def test_a_refusal_leaves_a_register_as_it_was_and_is_remembered(capsys, tmp_path):
    an_import(tmp_path)
    before = held()
    spoilt = REFUSED["a quotation mark left open"][0](tmp_path / "spoilt")
    _, report = imported(capsys, spoilt)
    after = held()
    assert report["run"] == str(ImportRun.objects.get(status="refused").public_id)
    remembered = ("ImportRun", "ImportFinding", "Event")
    assert {name: after[name] for name in after if name not in remembered} == {
        name: before[name] for name in before if name not in remembered
    }


# ------------------------------------------------------------------------------- refused or kept by the row

ROWS = {
    "a bad date": ({"episodes": [episode(), episode("1001", "31/02/2024")]}, "date_unreadable", "error", 1),
    "an unknown code": ({"episodes": [episode(home="ZZ9")]}, "code_unknown", "warning", 1),
    "the header row twice": (
        {"reviews": ["CHILD,DOB,REVIEW,REVIEW_CODE", review()]},
        "header_repeated",
        "warning",
        1,
    ),
    "a child twice, differently": (
        {"header": [header(), header(sex="M")]},
        "child_twice_in_header",
        "error",
        1,
    ),
    "an end before the beginning": (
        {"episodes": [episode(), episode("1001", "04/02/2020", "P", "01/01/2020", "X1")]},
        "ended_before_it_began",
        "error",
        1,
    ),
    "a birth after the first placement": (
        {"header": [header(), header("1002", born="01/01/2024")], "episodes": [episode(), episode("1002")]},
        "dob_after_first_episode",
        "error",
        1,
    ),
}


@pytest.mark.parametrize(("tables", "code", "severity", "children"), ROWS.values(), ids=ROWS)
def test_a_bad_row_is_told_with_its_place_and_the_rest_is_saved(
    capsys, tmp_path, tables, code, severity, children
):
    exit_code, report = imported(capsys, good(tmp_path, **tables))
    assert exit_code == 1
    assert report["state"] == "saved"
    found = [finding for finding in report["findings"][severity] if finding["code"] == code]
    assert found
    assert all(found[0][name] for name in ("file", "line", "said", "done", "remedy"))
    assert Child.objects.count() == children


def test_windows_letters_are_read_and_a_name_keeps_its_accent(capsys, tmp_path):
    good(tmp_path / "return")
    file = write(tmp_path, "names.csv", table("names", names(first="Zoë")).encode("cp1252"))
    code, report = imported(capsys, tmp_path / "return", names=file)
    assert code == 1
    assert {finding["code"] for finding in report["findings"]["warning"]} == {"encoding_cp1252"}
    assert Child.objects.get().first_name == "Zoë"


def test_annex_a_begins_a_register_by_itself(capsys):
    _, report = imported(capsys, ANNEX_A)
    assert report["state"] == "saved"
    assert {file["table"] for file in report["files"]} >= {"List 8", "List 9"}
    assert report["children"]["new"] == Child.objects.count() > 0


# ------------------------------------------------------------------------------------------- in words


def test_the_report_in_words_says_what_to_do_next(capsys, tmp_path):
    good(tmp_path)
    run_import(paths=[tmp_path], authority="Northbridge", names=None, dry_run=True, to_json=False)
    said = capsys.readouterr().out
    assert "1 of 1 child would be saved" in said
    assert "run the same command without --dry-run" in said
    assert "could be offered somebody" in said


def test_a_refusal_in_words_names_the_file(capsys, tmp_path):
    good(tmp_path)
    write(tmp_path, "oc2_2026.csv", b"")
    run_import(paths=[tmp_path], authority="Northbridge", names=None, dry_run=False, to_json=False)
    said = capsys.readouterr().out
    assert "refused" in said
    assert "oc2_2026.csv" in said


def test_wrong_usage_ends_with_2(tmp_path):
    assert CliRunner().invoke(main, ["import-register", str(tmp_path)]).exit_code == 2
    assert CliRunner().invoke(main, ["import-register", "--authority", "X"]).exit_code == 2


def test_an_authority_is_found_whatever_its_letters(capsys, tmp_path):
    an_authority("Northbridge")
    imported(capsys, good(tmp_path), authority=" NORTHBRIDGE ")
    assert Organisation.objects.count() == 1
