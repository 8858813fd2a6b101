"""A small demo world for the tests that read it."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date

from django.db import connection, transaction

from kith.demo.cast import World
from kith.demo.world import make


@contextmanager
def a_small_world(day: date) -> Iterator[World]:
    """The stories with a small crowd around them, taken away afterwards.

    The database is told what there is: while nothing is committed it does not find out by itself, and PostgreSQL then
    takes minutes for what takes a moment.
    """
    with transaction.atomic():
        world = make(today=day, say=lambda words: None, share=0.05)
        with connection.cursor() as cursor:
            cursor.execute("ANALYZE")
        yield world
        transaction.set_rollback(True)
