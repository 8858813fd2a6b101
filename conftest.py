"""Gives every test an environment of its own, before Django reads it, and a database that behaves as in life."""

import fcntl
import gc
import os
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date
from itertools import groupby
from pathlib import Path
from typing import Any

import django
import hypothesis
import pytest

pytest_plugins = ["tests.browser", "tests.clock"]

MEANT_FOR_TESTS = ("KITH_DATABASE_URL", "KITH_CHROMIUM")


def use_an_environment_of_our_own() -> "tempfile.TemporaryDirectory[str]":
    """Nothing that a developer has set for a real installation may reach the tests, nor the tests it."""
    for name in [name for name in os.environ if name.startswith("KITH_") and name not in MEANT_FOR_TESTS]:
        del os.environ[name]
    place = tempfile.TemporaryDirectory(prefix="kith-tests-")
    os.environ["KITH_MODE"] = "test"
    live_in(Path(place.name))
    # The browser's driver keeps an event loop in the thread that the tests run in.
    os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "1"
    return place


def live_in(folder: Path) -> None:
    os.environ["KITH_DATA_DIR"] = str(folder)
    (folder / "static").mkdir(parents=True)


@pytest.hookimpl(optionalhook=True)
def pytest_xdist_setupnodes() -> None:
    """Whoever inherits this would read the settings at once, before it has a folder of its own."""
    del os.environ["DJANGO_SETTINGS_MODULE"]


DATABASES = {"db", "transactional_db", "live_server", "django_db_setup"}
WORKER = os.environ.get("PYTEST_XDIST_WORKER", "")
if WORKER:  # it has inherited its environment, but one that tidies its files must not tidy those of another
    live_in(Path(os.environ["KITH_DATA_DIR"], WORKER))
else:  # the folder goes when the first process ends
    OURS = use_an_environment_of_our_own()

os.environ["DJANGO_SETTINGS_MODULE"] = "kith.config.settings"
django.setup()

hypothesis.settings.register_profile("kith", deadline=None)
hypothesis.settings.register_profile("ci", deadline=None, derandomize=True, print_blob=True)
hypothesis.settings.load_profile("ci" if os.environ.get("CI") else "kith")


@pytest.hookimpl(wrapper=True)
def pytest_collection_modifyitems(items: list[pytest.Item]) -> Iterator[None]:
    """Whatever opens a browser is a journey; whatever asks for no database need not be tried on a second one.

    Nor need most journeys: what they do there, the tests of the rooms do (ADR 50).

    The long ones come first, so that no process sits with one of them when the others have ended.
    """
    for item in items:
        asked = set(getattr(item, "fixturenames", ()))
        if "browser" in asked:
            item.add_marker("journey")
            item.add_marker(pytest.mark.flaky(reruns=1))  # ADR 35
            if not item.get_closest_marker("on_both"):
                item.add_marker("walked_once")
        if not (asked & DATABASES or item.get_closest_marker("django_db")):
            item.add_marker("without_database")
    yield  # others have an order of their own
    items.sort(key=lambda item: item.get_closest_marker("journey") is None)
    files = [list(tests) for _, tests in groupby(items, key=lambda item: item.path)]
    items[:] = [item for tests in files for item in sorted(tests, key=asks_for_rows_that_last)]


def asks_for_rows_that_last(item: pytest.Item) -> bool:
    """Whoever does not should not meet them: they are laid when the first asks, and stay for the rest of the file."""
    return "rows_that_last" in getattr(item, "fixturenames", ())


def pytest_collection_finish() -> None:
    """Whatever is loaded by now stays to the end: Python's collector need not look through it again and again."""
    gc.collect()
    gc.freeze()


@pytest.fixture(scope="session")
def migrated_place(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A place of its own that `kith migrate` made ready."""
    place = shared_by_all_processes(tmp_path_factory) / "migrated"
    with once_in_a_run(place) as first:
        if first:
            kith_migrate(place)
    return place


def shared_by_all_processes(places: pytest.TempPathFactory) -> Path:
    return places.getbasetemp().parent if WORKER else places.getbasetemp()


@contextmanager
def once_in_a_run(place: Path) -> Iterator[bool]:
    """Whether this process is the first to come here; the others wait until it is done."""
    place.mkdir(exist_ok=True)
    with (place / "being-made").open("a") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        yield not (place / "made").exists()
        (place / "made").touch()


def kith_migrate(place: Path, **environment: str) -> None:
    clean = {name: value for name, value in os.environ.items() if not name.startswith(("KITH_", "DJANGO_"))}
    subprocess.run(
        [sys.executable, "-m", "kith.cli", "migrate"],
        cwd=Path(__file__).parent,
        env={**clean, "KITH_DATA_DIR": str(place), **environment},
        check=True,
    )


@pytest.fixture
def day() -> date:
    """The day on which tests take place: a Tuesday in term time."""
    return date(2026, 11, 24)


@pytest.fixture(scope="session")
def django_db_modify_db_settings(
    django_db_modify_db_settings_parallel_suffix: None, tmp_path_factory: pytest.TempPathFactory
) -> None:
    """SQLite in a file, as in life: each of a browser's requests then comes on a connection of its own.

    On PostgreSQL each process has a copy of one database on which the migrations were run.
    """
    from django.db import connection

    if connection.vendor == "sqlite":
        connection.settings_dict["TEST"]["NAME"] = Path(os.environ["KITH_DATA_DIR"], "test.sqlite3")
    else:
        connection.settings_dict["TEST"]["TEMPLATE"] = migrated_database(tmp_path_factory)


def migrated_database(places: pytest.TempPathFactory) -> str:
    """Its name. It is the database beside which the test databases stand, and which nobody else uses."""
    from django.db import connection

    place = shared_by_all_processes(places) / "migrated-database"
    with once_in_a_run(place) as first:
        if first:
            kith_migrate(place, KITH_DATABASE_URL=os.environ["KITH_DATABASE_URL"])
    return str(connection.settings_dict["NAME"])


@pytest.fixture(scope="session")
def django_db_setup(django_db_setup: None, django_db_blocker: Any) -> None:
    """The tables as the models say, which is much quicker than by migrations and proven to be the same; triggers beside."""
    from django.db import connection

    from kith.audit import triggers

    with django_db_blocker.unblock():
        triggers.lay(connection)


@pytest.fixture(scope="module")
def rows_that_last(django_db_setup: None, django_db_blocker: Any) -> Iterator[None]:
    """What a fixture of the whole module lays on top of this stands before each of its tests, and goes with the last.

    Each test still takes back what it did itself. The objects are to be copied for each, or one would meet what another
    left on them.
    """
    from django.db import transaction

    with django_db_blocker.unblock(), transaction.atomic():
        yield
        transaction.set_rollback(True)


@pytest.fixture(scope="session", autouse=True)
def what_was_committed_is_taken_away_after_the_test() -> Iterator[None]:
    """Row by row where there is one; Django would empty every table there is, and write its own rows anew.

    The triggers on the audit tables, which would refuse it, are lifted for the moment.
    """
    from django.db import connections
    from django.test import TransactionTestCase

    from kith.audit import triggers

    def empty(case: Any) -> None:
        for database in (connections[alias] for alias in case._databases_names(include_mirrors=False)):
            triggers.lift(database)
            try:
                take_away_all_rows(database)
            finally:
                triggers.lay(database)

    committing: Any = TransactionTestCase  # what is patched is not in its public face
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(committing, "_fixture_teardown", empty)
        yield


LAID_WITH_THE_TABLES = {"django_migrations", "django_content_type", "auth_permission"}


def take_away_all_rows(database: Any) -> None:
    from django.db import transaction

    whole = transaction.atomic(using=database.alias)
    with database.constraint_checks_disabled(), whole, database.cursor() as cursor:
        tables = sorted(set(database.introspection.table_names(cursor)) - LAID_WITH_THE_TABLES)
        has_rows = "SELECT '{0}' WHERE EXISTS (SELECT 1 FROM {0})"
        cursor.execute(" UNION ALL ".join(has_rows.format(table) for table in tables))
        for (table,) in cursor.fetchall():
            cursor.execute(f"DELETE FROM {table}")
