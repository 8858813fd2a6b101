"""Looking through and saving a file: too long for a page where it holds thousands."""

from typing import Any

from django_tasks import task

from kith.access.models import User
from kith.foundation.dates import today
from kith.recruitment.actions import bringing as deeds
from kith.recruitment.models import Bringing


@task()
def look_through(bringing: str, by: str) -> None:
    _or_give_back(deeds.look_through, bringing, by)


@task()
def save(bringing: str, by: str) -> None:
    _or_give_back(deeds.save, bringing, by)


def _or_give_back(deed: Any, public_id: str, by: str) -> None:
    """A fault is written on the file, so that the page can say so, and raised, so that the worker’s log does."""
    found = Bringing.objects.select_related("scheme").get(public_id=public_id)
    try:
        deed(bringing=found, by=User.objects.get(public_id=by), on=today())
    except Exception as fault:
        found.refresh_from_db()
        if found.is_at_work:
            deeds.give_back(bringing=found, fault=type(fault).__name__, on=today())
        raise
