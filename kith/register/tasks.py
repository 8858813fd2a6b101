"""Work that is too long for a page: reading and saving a return, and working the register out anew each night."""

from datetime import date, datetime
from typing import Any

from django_tasks import task

from kith.access.models import User
from kith.foundation.dates import LONDON, today
from kith.register import actions
from kith.register.models import CareSummary, ImportRun
from kith.schemes.models import Organisation

STEP = 5  # percent


@task()
def read_import(run: str, by: str) -> None:
    """Read what was sent, so that it can be looked at."""
    found = ImportRun.objects.select_related("authority").get(public_id=run)
    said = 0

    def on_step(percent: int) -> None:
        nonlocal said
        if percent >= said + STEP:
            said = percent
            actions.note_progress(run=found, percent=percent)

    _or_fail(actions.preview, found, by, on_step=on_step)


@task()
def save_import(run: str, by: str) -> None:
    """Save what was looked at."""
    _or_fail(actions.save, ImportRun.objects.select_related("authority").get(public_id=run), by)


def _or_fail(deed: Any, run: ImportRun, by: str, **more: Any) -> None:
    """A fault is written on the run, so that the page can say so, and raised, so that the worker's log does."""
    user = User.objects.get(public_id=by)
    try:
        deed(run=run, by=user, on=today(), **more)
    except Exception as fault:
        run.refresh_from_db()
        if run.is_at_work:
            actions.fail(run=run, fault=type(fault).__name__, by=None, on=today())
        raise


@task()
def refresh(authority: str, on: str) -> None:
    """Birthdays, ends and what is due, for one authority."""
    place = Organisation.objects.get(public_id=authority)
    actions.refresh_register(authority=place, on=date.fromisoformat(on))


def refresh_all(due: datetime) -> None:
    """One task for each authority that has a register, so that no one transaction holds up everybody."""
    on = due.astimezone(LONDON).date()
    with_register = Organisation.objects.filter(pk__in=CareSummary.objects.values("child__authority"))
    for authority in with_register:
        refresh.enqueue(str(authority.public_id), on.isoformat())
