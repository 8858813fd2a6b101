"""Many rows of one table at once. An import writes tens of thousands, and making a model of each would take half of its
time; so these are written as plain rows, by SQL that SQLite and PostgreSQL both speak."""

import uuid
from collections.abc import Callable, Iterable, Iterator, Sequence
from functools import cache, partial
from typing import Any

from django.db import connection, models

from kith.foundation.dates import now

Prepare = Callable[[Any], Any]
AS_IT_IS = (models.CharField, models.IntegerField, models.BooleanField, models.ForeignKey)


def pour(
    model: type[models.Model],
    columns: Sequence[str],
    rows: Iterable[Sequence[Any]],
    *,
    key: Sequence[str] = (),
) -> None:
    """Add rows, each with a value for every column. Where one with the same key is there, its other columns change.

    Columns are named as the model names them, a foreign key's value is an id. What every `Record` has is added here.
    """
    made = _made(model)
    fields: dict[str, Any] = {name: model._meta.get_field(name) for name in (*columns, *made)}
    with connection.cursor() as cursor:
        cursor.executemany(
            _insert(model, fields, changed=[name for name in columns if name not in key], key=key),
            list(_prepared(rows, [_preparing(field) for field in fields.values()], list(made.values()))),
        )


def _made(model: type[models.Model]) -> dict[str, Callable[[], Any]]:
    """What a model has that no row brings: a public id, and the moment it was made."""
    at = now()
    makers: dict[str, Callable[[], Any]] = {"public_id": uuid.uuid4, "created_at": lambda: at}
    names = {field.name for field in model._meta.concrete_fields}
    return {name: make for name, make in makers.items() if name in names}


def _preparing(field: Any) -> Prepare | None:
    """How a value goes into the database; None where it goes as it is. Days and moments come again and again."""
    if isinstance(field, AS_IT_IS):
        return None
    prepare = partial(field.get_db_prep_save, connection=connection)
    return cache(prepare) if isinstance(field, models.DateField) else prepare


def _prepared(
    rows: Iterable[Sequence[Any]], prepares: list[Prepare | None], makers: list[Callable[[], Any]]
) -> Iterator[list[Any]]:
    for row in rows:
        whole = (*row, *(make() for make in makers))
        yield [
            prepare(value) if prepare is not None and value is not None else value
            for prepare, value in zip(prepares, whole, strict=True)
        ]


def _insert(
    model: type[models.Model], fields: dict[str, Any], *, changed: Sequence[str], key: Sequence[str]
) -> str:
    """Every name in it comes from the models; values are never part of it."""
    column = {name: connection.ops.quote_name(field.column) for name, field in fields.items()}
    parts = [
        "INSERT INTO",
        connection.ops.quote_name(model._meta.db_table),
        f"({', '.join(column.values())})",
        f"VALUES ({', '.join(['%s'] * len(column))})",
    ]
    if key:
        sets = (f"{column[name]} = EXCLUDED.{column[name]}" for name in changed)
        keys = ", ".join(column[name] for name in key)
        parts += ["ON CONFLICT", f"({keys})", "DO UPDATE SET", ", ".join(sets)]
    return " ".join(parts)
