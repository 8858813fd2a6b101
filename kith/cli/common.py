"""What every command shares: starting Django, exit codes, printing an object."""

import json
import os
import sys
from typing import Any, NoReturn

import click

DONE, FOUND = 0, 1


def wake(mode: str | None = None) -> None:
    """Start Django; only commands that need it pay for it."""
    if mode:
        os.environ["KITH_MODE"] = mode
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "kith.config.settings")
    import django

    django.setup()


def start_anew(*words: str) -> NoReturn:
    """The same command in a process that has done nothing yet: pages are served by a fork of it."""
    sys.stdout.flush()
    os.execv(sys.executable, [sys.executable, "-m", "kith.cli", *words])


def end(code: int) -> NoReturn:
    sys.exit(code)


def as_json(value: Any) -> None:
    click.echo(json.dumps(value, indent=2, ensure_ascii=False, default=str))
