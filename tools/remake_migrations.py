"""Makes the first migration of every room anew from its models, as long as there is no release to migrate from.

Run it after a model has changed: `.venv/bin/python tools/remake_migrations.py`. Django writes constraints and indexes as
steps of their own behind the tables, and each step makes it draw up all models once more: half the time that an empty
place took. So they are folded into the tables they belong to.
"""

import os
import shutil
import subprocess
import sys
import tempfile
from importlib import import_module
from pathlib import Path

PROJECT = Path(__file__).resolve().parents[1]
FIRST = "0001_initial"


def main() -> int:
    with tempfile.TemporaryDirectory() as place:
        os.environ |= {
            "KITH_MODE": "test",
            "KITH_DATA_DIR": place,
            "DJANGO_SETTINGS_MODULE": "kith.config.settings",
        }
        kept = put_aside(Path(place))
        made = django_admin("makemigrations", "--no-header", *labels())
        for file, copy in kept.items():
            if made.returncode or file.stem != FIRST:
                shutil.copy(copy, file)
        if made.returncode:
            print(made.stderr.strip().splitlines()[-1], "The old migrations are back.", sep="\n")
            return 1
        import django

        django.setup()
        for file in kept:
            if file.stem == FIRST:
                fold(file)
        return django_admin("makemigrations", "--check", "--dry-run").returncode


def put_aside(place: Path) -> dict[Path, Path]:
    """Takes the migrations out of their folders: file → its copy. Those written by hand come back afterwards."""
    kept = {}
    for number, file in enumerate(sorted(PROJECT.glob("kith/*/migrations/0*.py"))):
        kept[file] = place / f"{number}.py"
        shutil.move(file, kept[file])
    return kept


def labels() -> list[str]:
    import django
    from django.apps import apps

    django.setup()
    return [each.label for each in apps.get_app_configs() if each.name.startswith("kith.") and each.models]


def django_admin(*words: str) -> "subprocess.CompletedProcess[str]":
    return subprocess.run(
        [sys.executable, "manage.py", *words], cwd=PROJECT, capture_output=True, text=True, check=False
    )


def fold(file: Path) -> None:
    """Writes a migration again, with every constraint and index inside the table whose columns are all there."""
    from django.db.migrations import AddConstraint, AddIndex, CreateModel
    from django.db.migrations.writer import MigrationWriter

    migration = import_module(f"kith.{file.parts[-3]}.migrations.{FIRST}").Migration(FIRST, "")
    tables = {step.name_lower: step for step in migration.operations if isinstance(step, CreateModel)}
    late = {step.model_name_lower for step in migration.operations if hasattr(step, "field")}
    left = []
    for step in migration.operations:
        kind = {AddConstraint: "constraint", AddIndex: "index"}.get(type(step))
        if kind is None or step.model_name_lower in late or step.model_name_lower not in tables:
            left.append(step)
            continue
        options = tables[step.model_name_lower].options
        options.setdefault({"constraint": "constraints", "index": "indexes"}[kind], []).append(
            getattr(step, kind)
        )
    migration.operations = left
    file.write_text(MigrationWriter(migration, include_header=False).as_string())


if __name__ == "__main__":
    sys.path.insert(0, str(PROJECT))
    sys.exit(main())
