"""One person at a time: a row is read anew and held until the deed is done.

Deeds hold rows in the order of the rooms they live in, so that two of them never wait for each other.
"""

from typing import TypeVar

from django.db import models

Row = TypeVar("Row", bound=models.Model)


def hold(row: Row) -> Row:
    """The row as it is now, with nobody else changing it before this transaction ends."""
    row.refresh_from_db(from_queryset=type(row)._base_manager.select_for_update())
    return row
