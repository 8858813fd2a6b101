"""The command, run on a text."""

import json

import pytest
from click.testing import CliRunner

from kith.cli import main


@pytest.fixture
def kith(tmp_path):
    """Run the command on a text; gives back its exit code, its object if it printed one, and what it complained of."""

    def run(text, *words):
        path = tmp_path / "day.json"
        path.write_text(text, encoding="utf-8")
        done = CliRunner().invoke(main, ["match", str(path), *words])
        return done.exit_code, json.loads(done.stdout) if done.stdout else None, done.stderr

    return run
