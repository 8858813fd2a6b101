"""Planning ahead for many matches: too long for a page, so that it is done beside it and can be watched."""

from datetime import datetime

from django.db import transaction
from django_tasks import task

from kith.access.policy import Permission
from kith.foundation.dates import now
from kith.matching.models import Match
from kith.meetings import actions, facts
from kith.meetings.models import PlanningRun
from kith.meetings.queries.reminding import REMINDER, to_remind
from kith.messages.actions import send_all


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


def remind(due: datetime) -> None:
    """In the afternoon before, while it is still that day: a machine that slept past midnight says nothing."""
    on = facts.day_of(due)
    if facts.day_of(now()) == on:
        send_all(to=to_remind(on), event=REMINDER, link="/", at=due)


def tidy(due: datetime) -> None:
    """Pictures whose form was never sent."""
    actions.tidy_waiting_receipts(at=due)


def begin(run: PlanningRun) -> None:
    transaction.on_commit(lambda: work.enqueue(str(run.public_id)))
