"""Work that is too long for a page: working out who is needed and how people came through, scheme by scheme."""

from datetime import datetime

from django_tasks import task

from kith.foundation.dates import LONDON, now
from kith.foundation.errors import Cannot
from kith.planning import actions
from kith.planning.models import Reckoning
from kith.schemes.models import Scheme


@task()
def reckon(public_id: str) -> None:
    """Each scheme by itself, so that no one transaction holds up everybody; a fault is written down, and raised."""
    reckoning = Reckoning.objects.get(public_id=public_id)
    schemes = Scheme.objects.filter(pk__in=reckoning.schemes).select_related("provider").order_by("pk")
    try:
        for done, scheme in enumerate(schemes, start=1):
            actions.work_out(scheme=scheme, at=now())
            actions.go_on(reckoning=reckoning, done=done)
    except Exception as fault:
        actions.end(reckoning=reckoning, at=now(), fault=type(fault).__name__)
        raise
    actions.end(reckoning=reckoning, at=now())


def reckon_by_night(due: datetime) -> None:
    """All open schemes, in one go."""
    schemes = Scheme.objects.open_on(due.astimezone(LONDON).date())
    try:
        asked = actions.ask_anew(schemes=schemes, by=None, at=due)
    except Cannot:
        return  # no scheme yet, or somebody has just asked for all of them
    reckon.enqueue(str(asked.public_id))
