"""Planning ahead for many matches: too long for a page, so that it is done beside it and can be watched."""

from datetime import datetime

from django.db import transaction
from django_tasks import task

from kith.access.policy import Permission
from kith.foundation.dates import now
from kith.matching.models import Match
from kith.meetings import actions
from kith.meetings.models import PlanningRun


@task()
def work(run: str) -> None:
    """Plan ahead for the matches of whoever asked, or for everybody’s where the night did."""
    found = PlanningRun.objects.get(public_id=run)
    among = None
    if found.created_by:
        among = Match.objects.reachable_by(found.created_by, Permission.PLAN_MEETING)
    actions.plan_everything_ahead(at=found.began_at, run=found, among=among, clock=now)


def every_night(due: datetime) -> None:
    """Begun by the clock; the work itself is a task, so that it holds nothing up."""
    begin(actions.begin_planning(by=None, at=due))


def begin(run: PlanningRun) -> None:
    transaction.on_commit(lambda: work.enqueue(str(run.public_id)))
