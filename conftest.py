"""Gives every test an environment of its own, before Django reads it, and a database that behaves as in life."""

import os
import tempfile
from collections.abc import Iterator
from datetime import date
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
    os.environ["DJANGO_SETTINGS_MODULE"] = "kith.config.settings"
    # The browser's driver keeps an event loop in the thread that the tests run in.
    os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "1"
    return place


def live_in(folder: Path) -> None:
    os.environ["KITH_DATA_DIR"] = str(folder)
    (folder / "static").mkdir(parents=True)


DATABASES = {"db", "transactional_db", "live_server", "django_db_setup"}
WORKER = os.environ.get("PYTEST_XDIST_WORKER", "")
if WORKER:  # it has inherited its environment, but one that tidies its files must not tidy those of another
    live_in(Path(os.environ["KITH_DATA_DIR"], WORKER))
else:  # the folder goes when the first process ends
    OURS = use_an_environment_of_our_own()

django.setup()

hypothesis.settings.register_profile("kith", deadline=None)
hypothesis.settings.register_profile("ci", deadline=None, derandomize=True, print_blob=True)
hypothesis.settings.load_profile("ci" if os.environ.get("CI") else "kith")


@pytest.hookimpl(tryfirst=True)
def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Whatever opens a browser is a journey; whatever asks for no database need not be tried on a second one.

    The long ones come first, so that no process sits with one of them when the others have ended.
    """
    for item in items:
        asked = set(getattr(item, "fixturenames", ()))
        if "browser" in asked:
            item.add_marker("journey")
            item.add_marker(pytest.mark.flaky(reruns=1))  # ADR 35
        if not (asked & DATABASES or item.get_closest_marker("django_db")):
            item.add_marker("without_database")
    items.sort(key=lambda item: item.get_closest_marker("journey") is None)


@pytest.fixture
def day() -> date:
    """The day on which tests take place: a Tuesday in term time."""
    return date(2026, 11, 24)


@pytest.fixture(scope="session")
def django_db_modify_db_settings(django_db_modify_db_settings_parallel_suffix: None) -> None:
    """SQLite in a file, as in life: each of a browser's requests then comes on a connection of its own."""
    from django.db import connection

    if connection.vendor == "sqlite":
        connection.settings_dict["TEST"]["NAME"] = Path(os.environ["KITH_DATA_DIR"], "test.sqlite3")


@pytest.fixture(scope="session")
def django_db_setup(django_db_setup: None, django_db_blocker: Any) -> None:
    """The tables as the models say, which is much quicker than by migrations and proven to be the same; triggers beside."""
    from django.db import connection

    from kith.audit import triggers

    with django_db_blocker.unblock():
        triggers.lay(connection)


@pytest.fixture(scope="session", autouse=True)
def only_the_emptying_after_a_test_may_delete_from_the_audit() -> Iterator[None]:
    """Tests that commit are followed by a flush, which the triggers on the audit tables would refuse."""
    from django.db import connections
    from django.test import TransactionTestCase

    from kith.audit import triggers

    committing: Any = TransactionTestCase  # what is patched is not in its public face
    empty = committing._fixture_teardown

    def lift_empty_and_lay(case: Any) -> None:
        databases = [connections[alias] for alias in case._databases_names(include_mirrors=False)]
        for database in databases:
            triggers.lift(database)
        try:
            empty(case)
        finally:
            for database in databases:
                triggers.lay(database)

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(committing, "_fixture_teardown", lift_empty_and_lay)
        yield
