"""A return sent by a page: read to look at, then saved or thrown away; nothing between."""

from datetime import timedelta
from pathlib import Path

import pytest
from django.conf import settings
from django.core.files.uploadedfile import SimpleUploadedFile

from kith.access.tests.factories import a_user
from kith.audit.events import Kind
from kith.audit.models import Event
from kith.foundation.dates import now
from kith.foundation.lifecycle import CannotMove
from kith.people.models import Child
from kith.register import actions, tasks
from kith.register.models import CareSummary, Episode, ImportFinding, ImportRun
from kith.register.reading.tests.files import table
from kith.register.tests.factories import DAY, episode, header, names, review
from kith.schemes.tests.factories import an_authority

pytestmark = pytest.mark.django_db


def sent(**tables) -> list[SimpleUploadedFile]:
    given = {"header": [header()], "episodes": [episode()], "reviews": [review()]} | tables
    return [
        SimpleUploadedFile(f"{kind}_2026.csv", table(kind, *rows).encode()) for kind, rows in given.items()
    ]


def received(**tables) -> ImportRun:
    return actions.receive(authority=an_authority(), files=sent(**tables), by=a_user(), on=DAY)


def folder(run: ImportRun) -> Path:
    return Path(settings.DATA_DIR) / "imports" / str(run.public_id)


def previewed(**tables) -> ImportRun:
    return actions.preview(run=received(**tables), by=a_user(), on=DAY)


def test_what_was_sent_is_kept_where_only_kith_reads_it():
    run = received()
    kept = sorted(folder(run).rglob("*.csv"))
    assert [path.name for path in kept] == ["episodes_2026.csv", "header_2026.csv", "reviews_2026.csv"]
    assert all(path.stat().st_mode & 0o077 == 0 for path in kept)


def test_a_look_saves_nothing_but_what_was_found():
    run = previewed(episodes=[episode(home="ZZ9")])
    assert run.status == "read"
    assert (run.children["new"], run.children["seen"]) == (1, 1)
    assert ImportFinding.objects.filter(run=run, code="code_unknown").count() == 1
    assert Child.objects.count() == Episode.objects.count() == CareSummary.objects.count() == 0
    assert Event.objects.get().kind == Kind.REGISTER_PREVIEWED


def test_saving_does_what_the_look_said_and_the_files_go(django_capture_on_commit_callbacks):
    run = previewed()
    looked = run.tables
    actions.start_saving(run=run, by=a_user(), on=DAY)
    with django_capture_on_commit_callbacks(execute=True):
        actions.save(run=run, by=a_user(), on=DAY)
    assert run.status == "saved"
    assert run.tables == looked
    assert Child.objects.count() == 1
    assert not folder(run).exists()


def test_of_two_clicks_on_save_one_gets_through():
    run = previewed()
    same = ImportRun.objects.get(pk=run.pk)
    actions.start_saving(run=run, by=a_user(), on=DAY)
    with pytest.raises(CannotMove, match="Somebody else"):
        actions.start_saving(run=same, by=a_user(), on=DAY)


def test_a_return_thrown_away_leaves_no_file_and_no_child(django_capture_on_commit_callbacks):
    run = previewed()
    with django_capture_on_commit_callbacks(execute=True):
        actions.throw_away(run=run, by=a_user(), on=DAY)
    assert run.status == "thrown away"
    assert not folder(run).exists()
    assert Child.objects.count() == 0
    with pytest.raises(CannotMove):
        actions.start_saving(run=run, by=a_user(), on=DAY)


def test_a_refused_return_is_refused_at_the_look(django_capture_on_commit_callbacks):
    run = actions.receive(
        authority=an_authority(),
        files=[*sent(), SimpleUploadedFile("other.csv", b"a,b\n1,2\n")],
        by=a_user(),
        on=DAY,
    )
    with django_capture_on_commit_callbacks(execute=True):
        actions.preview(run=run, by=a_user(), on=DAY)
    assert run.status == "refused"
    assert run.kinds[0]["severity"] == "refused file"
    assert not folder(run).exists()


def test_two_files_of_one_name_are_both_kept():
    run = actions.receive(authority=an_authority(), files=[sent()[0], sent()[0]], by=a_user(), on=DAY)
    assert {path.name for path in folder(run).rglob("*.csv")} == {"header_2026.csv", "header_2026 (2).csv"}


def test_a_name_that_points_elsewhere_stays_inside():
    escaping = SimpleUploadedFile("x.csv", b"a")
    escaping.__dict__["_name"] = "../../escaped.csv"
    run = actions.receive(authority=an_authority(), files=[escaping], by=a_user(), on=DAY)
    assert [path.name for path in folder(run).rglob("*.csv")] == ["escaped.csv"]


def test_a_second_return_waits_until_the_first_is_done():
    received()
    with pytest.raises(actions.CannotImport, match="is being read or saved"):
        received()


def test_the_file_of_names_is_read_with_it():
    run = actions.receive(
        authority=an_authority(),
        files=sent(),
        names=SimpleUploadedFile("people.csv", table("names", names(worker="Nia Rowe")).encode()),
        by=a_user(),
        on=DAY,
    )
    actions.preview(run=run, by=a_user(), on=DAY)
    assert run.tables["people"]["new"] == 1


def test_a_fault_while_saving_leaves_nothing_and_may_be_tried_again(monkeypatch):
    run = previewed()
    user = a_user()
    actions.start_saving(run=run, by=user, on=DAY)

    def full(*args, **kwargs):
        raise OSError("disk full")

    monkeypatch.setattr("kith.register.actions.importing._mark_absent", full)
    with pytest.raises(OSError, match="disk full"):
        tasks.save_import.call(str(run.public_id), str(user.public_id))
    run.refresh_from_db()
    assert (run.status, run.fault) == ("read", "OSError")
    assert Child.objects.count() == 0
    monkeypatch.undo()
    actions.start_saving(run=run, by=user, on=DAY)
    tasks.save_import.call(str(run.public_id), str(user.public_id))
    run.refresh_from_db()
    assert (run.status, run.fault) == ("saved", "")


def test_a_fault_while_reading_is_written_on_the_import(monkeypatch):
    run, user = received(), a_user()
    monkeypatch.setattr("kith.register.actions.importing.walk", lambda *args, **kwargs: 1 / 0)
    with pytest.raises(ZeroDivisionError):
        tasks.read_import.call(str(run.public_id), str(user.public_id))
    run.refresh_from_db()
    assert (run.status, run.fault) == ("failed", "ZeroDivisionError")


def test_a_return_nobody_decides_about_is_thrown_away_after_a_fortnight(django_capture_on_commit_callbacks):
    run = previewed()
    with django_capture_on_commit_callbacks(execute=True):
        actions.tidy_up(at=now() + timedelta(days=13))
        run.refresh_from_db()
        assert run.status == "read"
        actions.tidy_up(at=now() + timedelta(days=15))
    run.refresh_from_db()
    assert run.status == "thrown away"
    assert not folder(run).exists()


def test_a_reading_whose_worker_died_is_given_up_and_says_so():
    run = received()
    actions.tidy_up(at=now() + timedelta(minutes=30))
    run.refresh_from_db()
    assert run.status == "reading"
    actions.tidy_up(at=now() + timedelta(hours=2))
    run.refresh_from_db()
    assert (run.status, run.fault) == ("failed", "the worker stopped")


def test_files_of_a_page_that_was_never_finished_are_swept_away():
    run = received()
    left = folder(run).with_name("00000000-0000-0000-0000-000000000000")
    left.mkdir()
    actions.tidy_up(at=now() + timedelta(minutes=50))
    assert left.exists()
    actions.preview(run=run, by=a_user(), on=DAY)
    actions.tidy_up(at=now() + timedelta(hours=2))
    assert not left.exists()
    assert folder(run).exists()
