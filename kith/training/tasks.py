"""Work that is too long for a page: counting what everybody lacks, when what is asked of them has changed."""

from datetime import datetime

from django_tasks import task

from kith.foundation.dates import today
from kith.training import actions


@task()
def count_everybody() -> None:
    actions.count_everybody(on=today())


def count_by_night(due: datetime) -> None:
    """One task, so that whatever else is due does not wait for it."""
    count_everybody.enqueue()
