"""The `kith` command as somebody types it, in a place of its own: a process each, nothing shared with the tests."""

import gc
import json
import os
import stat
import subprocess
import sys
from pathlib import Path

import pytest

from kith.config.serving import settle

PROJECT = Path(__file__).resolve().parents[3]


def kith(*words, place, **environment):
    return python("-m", "kith.cli", *words, place=place, **environment)


def python(*words, place, **environment):
    """Run it with a data folder and nothing else of ours in the environment."""
    clean = {name: value for name, value in os.environ.items() if not name.startswith(("KITH_", "DJANGO_"))}
    clean |= {"KITH_DATA_DIR": str(place), **environment}
    return subprocess.run(
        [sys.executable, *words],
        capture_output=True,
        text=True,
        env=clean,
        cwd=PROJECT,
        timeout=400,
        check=False,
    )


def test_an_migrated_place_becomes_ready_and_stays_so(migrated_place):
    assert (migrated_place / "kith.sqlite3").exists()
    again = kith("migrate", place=migrated_place)
    assert again.returncode == 0
    assert "ready" in again.stdout


def test_secrets_are_made_once_and_readable_by_their_owner_only(migrated_place):
    kept = {path.name: path.read_text() for path in (migrated_place / "secrets").iterdir()}
    assert {"secret_key", "audit_key", "field_key"} <= set(kept)
    assert all(len(secret) >= 40 for secret in kept.values())
    for path in (migrated_place / "secrets").iterdir():
        assert not path.stat().st_mode & (stat.S_IRWXG | stat.S_IRWXO)
    kith("check", place=migrated_place)
    assert {path.name: path.read_text() for path in (migrated_place / "secrets").iterdir()} == kept


def test_an_installation_that_is_not_safe_says_what_is_wrong_and_does_not_serve(migrated_place):
    told = kith("check", "--json", place=migrated_place)
    findings = {found["name"]: found for found in json.loads(told.stdout)}
    assert told.returncode == 1
    assert findings["The audit refuses changes"]["well"]
    assert findings["What was saved survives a power cut"]["well"]
    assert not findings["The site's address is https"]["well"]
    refused = kith("serve", place=migrated_place)
    assert refused.returncode == 1
    assert "KITH_SITE_URL" in refused.stderr


def test_a_safe_installation_has_nothing_to_stop_it(migrated_place):
    told = kith(
        "check",
        "--json",
        place=migrated_place,
        KITH_ALLOWED_HOSTS="kith.example",
        KITH_SITE_URL="https://kith.example",
        KITH_EMAIL_HOST="mail.example",
    )
    assert [found["name"] for found in json.loads(told.stdout) if not found["well"]] == []
    assert told.returncode == 0


@pytest.mark.parametrize(
    ("name", "value", "said"),
    [
        ("KITH_SECRET_KEY", "short", "Secrets are long enough"),
        ("KITH_ALLOWED_HOSTS", "*", "The site's names are set"),
    ],
)
def test_each_unsafe_setting_is_found(migrated_place, name, value, said):
    told = kith("check", "--json", place=migrated_place, **{name: value})
    assert said in [found["name"] for found in json.loads(told.stdout) if not found["well"]]


def test_a_place_without_tables_is_found(tmp_path):
    told = kith("check", "--json", place=tmp_path)
    assert "The database has this version's tables" in [
        found["name"] for found in json.loads(told.stdout) if not found["well"]
    ]


def test_the_audit_of_a_new_place_holds(migrated_place):
    told = kith("verify-audit", "--json", place=migrated_place)
    assert told.returncode == 0
    assert all(chain["holds"] for chain in json.loads(told.stdout))


@pytest.mark.parametrize(
    "words",
    [
        ("no-such-command",),
        ("import-register",),
        ("import-register", "/no/such/place", "--authority", "X"),
        ("report",),
    ],
)
def test_a_command_typed_wrong_says_so_and_ends_with_two(migrated_place, words):
    told = kith(*words, place=migrated_place)
    assert told.returncode == 2
    assert "Usage" in told.stderr


def test_help_teaches_without_waking_anything(tmp_path):
    told = kith("--help", place=tmp_path / "nowhere")
    assert told.returncode == 0
    for command in (
        "demo",
        "serve",
        "worker",
        "import-register",
        "report",
        "verify-audit",
        "check",
        "migrate",
    ):
        assert command in told.stdout
    assert not (tmp_path / "nowhere").exists()


def test_a_mode_that_does_not_exist_is_refused_in_words(tmp_path):
    told = kith("check", place=tmp_path, KITH_MODE="casual")
    assert told.returncode != 0
    assert "KITH_MODE" in told.stderr


def test_what_is_loaded_before_the_first_page_is_left_out_of_later_collections():
    gc.unfreeze()
    settle()
    assert gc.get_freeze_count() > 0


def test_where_paper_was_set_before_no_pages_are_served(migrated_place):
    """Typst keeps threads that a fork has not: every paper would be waited for without end."""
    words = "import typst; from kith.config.serving import serve_pages; serve_pages(host='127.0.0.1', port=1)"
    told = python("-c", words, place=migrated_place)
    assert told.returncode != 0
    assert "Serve from a process of its own" in told.stderr
