"""The generated pages of docs/: printed from the code, so that they cannot say something else."""

from collections.abc import Callable, Iterator

import click
from django.apps import apps
from django.conf import settings
from django.db import models

from kith.access.policy import POLICY, Permission, Reach
from kith.access.roles import Role
from kith.foundation.lifecycle import HasLifecycle

HEAD = "<!-- Printed by `make docs`; do not edit. -->\n"
MEANING = {
    Reach.OWN: "what is about them, or made by them",
    Reach.CASELOAD: "of the children they are involved with today",
    Reach.SCHEME: "of their schemes",
    Reach.AUTHORITY: "of their authority’s children",
}


def permissions() -> str:
    """Who may do what, a table a permission a row, a role a column."""
    roles = [role for role in Role if any(role in held for held in POLICY.values())]
    lines = [HEAD, "# Who may do what", ""]
    lines += [
        "From `kith/access/policy.py`. An empty cell is nobody. A child who is sealed is seen only by people who "
        "are involved by name.",
        "",
    ]
    lines += [f"* **{reach.name.lower()}**: {words}" for reach, words in MEANING.items()]
    lines += [
        "",
        "| may | " + " | ".join(role.label for role in roles) + " |",
        "|---" * (len(roles) + 1) + "|",
    ]
    for permission in Permission:
        held = POLICY[permission]
        cells = [held[role].name.lower() if role in held else "" for role in roles]
        lines.append(f"| {permission.sentence} | " + " | ".join(cells) + " |")
    return "\n".join(lines) + "\n"


def _rooms_models() -> Iterator[type[models.Model]]:
    for config in apps.get_app_configs():
        if config.name.startswith("kith."):
            yield from config.get_models()


def lifecycles() -> str:
    """Every lifecycle: its steps as a table and as a diagram."""
    lines = [HEAD, "# Lifecycles", "", "From the `states.py` of each room.", ""]
    for model in _rooms_models():
        if not issubclass(model, HasLifecycle):
            continue
        life = model.lifecycle
        lines += [f"## {life.noun.capitalize()}", "", "| step | from | to |", "|---|---|---|"]
        for name, step in life.steps.items():
            sources = ", ".join(str(life.status(source).label) for source in step.sources)
            lines.append(f"| {name} | {sources} | {life.status(step.target).label} |")
        lines += ["", "```mermaid", "stateDiagram-v2", f"    [*] --> {_state(life.first)}"]
        for name, step in life.steps.items():
            lines += [f"    {_state(source)} --> {_state(step.target)}: {name}" for source in step.sources]
        lines += ["```", ""]
    return "\n".join(lines)


def _state(status: str) -> str:
    return str(status).replace(" ", "_")


def data_dictionary() -> str:
    """Every table, column and sentence the database enforces."""
    lines = [HEAD, "# Data dictionary", "", "Every room’s nouns, and the sentences the database keeps true."]
    for model in _rooms_models():
        meta = model._meta
        lines += ["", f"## {meta.app_config.name.removeprefix('kith.')}: {meta.object_name}", ""]
        lines += [(model.__doc__ or "").strip().splitlines()[0], ""]
        lines += ["| column | kind | about |", "|---|---|---|"]
        for field in meta.concrete_fields:
            target = f" → {field.related_model._meta.object_name}" if field.is_relation else ""  # type: ignore[union-attr]
            empty = ", may be empty" if field.null else ""
            about = field.help_text or _choices(field)
            lines.append(f"| {field.name} | {type(field).__name__}{target}{empty} | {about} |")
        lines += [f"\n* {constraint.name.replace('_', ' ')}" for constraint in meta.constraints]
    return "\n".join(lines) + "\n"


def _choices(field: "models.Field[object, object]") -> str:
    return ", ".join(str(value) for value, _ in field.flatchoices) if field.choices else ""


def kith_command() -> str:
    """What the command says under `--help`, each of its commands once."""
    from kith.cli import main

    lines = [
        HEAD,
        "# The `kith` command",
        "",
        "What `kith … --help` says. Names, options and exit codes are kept stable.",
    ]
    first = click.Context(main, info_name="kith", terminal_width=100, help_option_names=["-h", "--help"])
    for name, command, context in _commands(main, first):
        lines += ["", f"## `{name}`", "", "```text", command.get_help(context), "```"]
    return "\n".join(lines) + "\n"


def _commands(
    command: click.Command, context: click.Context
) -> Iterator[tuple[str, click.Command, click.Context]]:
    """A command and those below it, each with the name it is called by."""
    yield context.command_path, command, context
    for name, below in sorted(command.commands.items()) if isinstance(command, click.Group) else ():
        yield from _commands(below, click.Context(below, info_name=name, parent=context))


def volunteers_list() -> str:
    """The columns of a list of volunteers, and by which names they are known."""
    from kith.recruitment.bringing.fields import CHECKS, FIELDS, STANDING, WHO
    from kith.recruitment.bringing.table import MOST_COLUMNS, MOST_ROWS

    lines = [HEAD, "# A scheme’s list of volunteers", ""]
    lines += [
        "Brought in under Volunteers, “Bring in a list”, or with `kith import-volunteers`: .csv in any usual encoding and separator, or",
        f".xlsx, at most {MOST_ROWS:,} rows and {MOST_COLUMNS} columns. The titles of the columns stand in one of the first lines; the columns may",
        "come in any order. Titles are compared without capitals, spaces and signs; others can be pointed to on the page, or with",
        "`--mapping`, a JSON object of the names on the left and your own titles. Columns that are not known are passed over.",
    ]
    for group in (WHO, STANDING, CHECKS):
        lines += ["", f"## {group}", "", "| name | what it is | titles that are known |", "|---|---|---|"]
        for field in FIELDS:
            if field.group == group:
                lines.append(f"| `{field.key}` | {field.label} | {', '.join(field.titles)} |")
    return "\n".join(lines) + "\n"


PAGES: dict[str, Callable[[], str]] = {
    "formats/volunteers-list.md": volunteers_list,
    "kith-command.md": kith_command,
    "permissions.md": permissions,
    "lifecycles.md": lifecycles,
    "data-dictionary.md": data_dictionary,
}


def stale_pages() -> list[str]:
    """The pages whose file differs from what the code says."""
    folder = settings.PROJECT / "docs"
    return [
        name
        for name, printed in PAGES.items()
        if not (folder / name).exists() or (folder / name).read_text() != printed()
    ]


def write_pages() -> list[str]:
    """Write the pages that differ; returns their names."""
    stale = stale_pages()
    for name in stale:
        (settings.PROJECT / "docs" / name).write_text(PAGES[name]())
    return stale
