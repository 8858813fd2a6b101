"""On SQLite the tests run on tables made straight from the models: a place that was migrated must have the same."""

import sqlite3
from pathlib import Path
from typing import Any

import pytest
from django.core.checks import run_checks
from django.db import connection

NAMES = "SELECT type, name, tbl_name FROM sqlite_master WHERE name NOT LIKE 'sqlite_%' AND name <> 'django_migrations'"
Named = tuple[str, str, str]


@pytest.mark.django_db
@pytest.mark.skipif(connection.vendor != "sqlite", reason="On PostgreSQL the tests run on migrated tables.")
def test_a_migrated_place_has_the_tables_indexes_and_triggers_that_the_tests_run_on(migrated_place: Path):
    with connection.cursor() as cursor:
        cursor.execute(NAMES)
        ours: set[Named] = set(cursor.fetchall())
        columns_of_ours = {table: _columns(cursor, table) for kind, table, _ in ours if kind == "table"}
    migrated = sqlite3.connect(migrated_place / "kith.sqlite3")
    theirs: set[Named] = set(migrated.execute(NAMES))
    assert theirs == ours
    assert any(kind == "trigger" for kind, _, _ in theirs)
    assert {table: _columns(migrated.cursor(), table) for table in columns_of_ours} == columns_of_ours


def _columns(cursor: Any, table: str) -> set[tuple[object, ...]]:
    """Each column's name, type, whether it must be there, and whether it is the key; not its place."""
    cursor.execute(f'PRAGMA table_info("{table}")')
    return {(*row[1:4], row[5]) for row in cursor.fetchall()}


@pytest.mark.django_db
def test_django_finds_nothing_to_warn_of():
    assert run_checks(databases=["default"]) == []
