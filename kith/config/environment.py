"""Reads the environment once, for the settings: where Kith writes, which database, which secrets."""

import os
import secrets
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from urllib.parse import parse_qs, unquote, urlsplit

PROJECT = Path(__file__).resolve().parents[2]
MODES = ("production", "demo", "test")


class Misconfigured(SystemExit):
    """Kith does not start with an environment it cannot trust; the text says what to change."""


def mode() -> str:
    """production unless somebody asks for less: an installation is safe before it is comfortable."""
    chosen = os.environ.get("KITH_MODE", "production")
    if chosen not in MODES:
        raise Misconfigured(f"KITH_MODE is {chosen!r}; choose one of {', '.join(MODES)}.")
    return chosen


def data_dir() -> Path:
    """The one folder that Kith writes to: database, secrets, uploads, outgoing mail of the demo."""
    place = Path(os.environ.get("KITH_DATA_DIR", PROJECT / "var")).resolve()
    place.mkdir(parents=True, exist_ok=True)
    return place


def names(variable: str) -> list[str]:
    """A comma-separated variable as a list; unset is empty."""
    return [part.strip() for part in os.environ.get(variable, "").split(",") if part.strip()]


@dataclass(frozen=True)
class Secret:
    """A secret from KITH_<NAME>, or made once and kept in the data folder, readable by its owner only."""

    name: str

    def value(self) -> str:
        if given := os.environ.get(f"KITH_{self.name.upper()}"):
            return given
        place = data_dir() / "secrets" / self.name
        if not place.exists():
            place.parent.mkdir(mode=0o700, exist_ok=True)
            draft = place.with_name(f"{self.name}.{os.getpid()}")
            draft.touch(mode=0o600)
            draft.write_text(secrets.token_urlsafe(48))
            try:
                os.link(draft, place)  # two processes may start at once: the first to link wins
            except FileExistsError:
                pass
            draft.unlink()
        return place.read_text().strip()


def database() -> dict[str, Any]:
    """SQLite in the data folder, made as durable as it can be, unless KITH_DATABASE_URL names another."""
    url = os.environ.get("KITH_DATABASE_URL")
    if not url:
        return sqlite(data_dir() / "kith.sqlite3")
    parts = urlsplit(url)
    if parts.scheme == "sqlite":
        return sqlite(Path(unquote(parts.path)))
    if parts.scheme not in ("postgres", "postgresql"):
        raise Misconfigured(
            f"KITH_DATABASE_URL begins with {parts.scheme!r}; use sqlite:/// or postgresql://."
        )
    query = parse_qs(parts.query)
    return {
        "ENGINE": "django.db.backends.postgresql",
        "NAME": unquote(parts.path.lstrip("/")),
        "USER": unquote(parts.username or ""),
        "PASSWORD": unquote(parts.password or ""),
        "HOST": query.get("host", [parts.hostname or ""])[0],
        "PORT": query.get("port", [str(parts.port or "")])[0],
        "CONN_MAX_AGE": 60,
        "CONN_HEALTH_CHECKS": True,
        # A page asks small things in long sentences: compiling one takes longer than answering it.
        "OPTIONS": {"options": "-c jit=off"},
    }


def sqlite(path: Path) -> dict[str, Any]:
    """Safe before quick. A connection lives a minute and remembers 64 MB, so that no page reads ten years from the disk."""
    return {
        "ENGINE": "django.db.backends.sqlite3",
        "NAME": path,
        "CONN_MAX_AGE": 60,
        "OPTIONS": {
            "transaction_mode": "IMMEDIATE",
            "timeout": 20,
            "init_command": (
                "PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL; PRAGMA foreign_keys=ON;"
                "PRAGMA secure_delete=ON; PRAGMA cache_size=-64000;"
            ),
        },
    }
