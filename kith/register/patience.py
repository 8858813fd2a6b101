"""While a return is read and saved, Python looks for garbage less often, and SQLite keeps more in memory."""

import gc
from collections.abc import Iterator
from contextlib import contextmanager

from django.db import connection

RARELY = 200_000
ROOM = 64 * 1024
"""Kibibytes. Public ids are random, so new rows fall all over their indexes; two megabytes, SQLite's own measure, are
soon too few and pages go to and fro."""


def make_room() -> None:
    """More of the database in memory on this connection, for one large transaction; other databases see to it themselves."""
    if connection.vendor == "sqlite":
        with connection.cursor() as cursor:
            cursor.execute(f"PRAGMA cache_size = -{ROOM}")


@contextmanager
def collecting_seldom() -> Iterator[None]:
    """A hundred thousand rows live through all of it and hardly any is garbage: looking at them again and again takes
    a quarter of the time. Also a decorator."""
    usual = gc.get_threshold()
    gc.set_threshold(RARELY, *usual[1:])
    try:
        yield
    finally:
        gc.set_threshold(*usual)
