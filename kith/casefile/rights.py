"""What a reader may do with the very row they look at, so that a page offers no step that leads nowhere."""

from collections.abc import Iterable
from typing import Any

from kith.access.models import User
from kith.access.policy import Permission
from kith.access.reach import grounds
from kith.foundation.dates import today


def rights_on(row: Any, reader: User, wanted: Iterable[Permission]) -> set[Permission]:
    """Those of the wanted rights whose reach has this row in it. Nothing is asked for a right that nobody gave."""
    rows = type(row)._default_manager
    return {
        right
        for right in wanted
        if grounds(reader, right, today()) and rows.reachable_by(reader, right).filter(pk=row.pk).exists()
    }
