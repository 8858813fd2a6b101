"""The house as the tests see it: rooms in their order, models, addresses, templates."""

import tomllib
from collections.abc import Iterator
from functools import cache
from pathlib import Path

from django.apps import apps
from django.db import models
from django.urls import URLPattern, URLResolver, get_resolver

PROJECT = Path(__file__).resolve().parents[2]
NOT_OURS = ("account", "mfa", "usersessions", "socialaccount")


@cache
def floors() -> dict[str, int]:
    """Room → floor, the highest being 0, from the list that import-linter reads too."""
    contracts = tomllib.loads((PROJECT / "pyproject.toml").read_text())["tool"]["importlinter"]["contracts"]
    (layers,) = [contract["layers"] for contract in contracts if contract["type"] == "layers"]
    return {
        room.strip(" ()"): floor
        for floor, layer in enumerate(layers)
        for room in layer.replace(":", "|").split("|")
    }


def room_of(model: type[models.Model]) -> str:
    return model._meta.app_config.name.removeprefix("kith.") if model._meta.app_config else ""


def our_models() -> list[type[models.Model]]:
    return [
        model
        for config in apps.get_app_configs()
        if config.name.startswith("kith.")
        for model in config.get_models()
    ]


def addresses(resolver: URLResolver | None = None, before: str = "") -> Iterator[tuple[str, URLPattern]]:
    """Every address of our own, with its full pattern."""
    for entry in (resolver or get_resolver()).url_patterns:
        where = before + str(entry.pattern)
        if isinstance(entry, URLResolver):
            if not where.startswith("account/"):
                yield from addresses(entry, where)
        else:
            yield where, entry


def templates() -> list[Path]:
    return sorted((PROJECT / "templates").rglob("*.html"))


def sources() -> list[Path]:
    """Whatever folder of that name the checkout itself stands below."""
    rooms = PROJECT / "kith"
    aside = {"migrations", "tests"}
    return sorted(path for path in rooms.rglob("*.py") if not aside & set(path.relative_to(rooms).parts))
