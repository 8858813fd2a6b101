"""Rounds that are too long for a page, and those that come by themselves every week."""

from datetime import date, datetime

from django_tasks import task

from kith.access.models import User
from kith.foundation.dates import LONDON
from kith.matching import actions
from kith.matching.models import Round, RoundPlan
from kith.matching.states import RoundStatus
from kith.schemes.models import Scheme

STEP = 5  # percent


def work_out(
    asked: Round, by: User | None, on: date, on_step: actions.Progress = actions.nobody_watches
) -> Round:
    """Work a round out; a fault is written on it, so that the page can say so, and raised, so that the log does."""
    try:
        return actions.work_out(asked=asked, by=by, on=on, on_step=on_step)
    except Exception as fault:
        asked.refresh_from_db()
        if asked.is_at_work:
            actions.fail(asked=asked, fault=type(fault).__name__, by=None, on=on)
        raise


@task()
def work_out_round(asked: str, on: str, by: str = "") -> None:
    """The same beside the page, which reads how far it has come."""
    found = Round.objects.select_related("scheme").get(public_id=asked)
    if not found.is_at_work:
        return
    user = User.objects.get(public_id=by) if by else None
    said = 0

    def on_step(percent: int) -> None:
        nonlocal said
        if percent >= said + STEP:
            said = percent
            actions.note_progress(asked=found, percent=percent)

    work_out(found, user, date.fromisoformat(on), on_step)


def ask_for_weekly_rounds(due: datetime) -> None:
    """One task for each scheme whose day it is; a scheme where somebody has just asked for one waits a week."""
    on = due.astimezone(LONDON).date()
    at_work = Round.objects.filter(status=RoundStatus.ASKED, on=on).values("scheme")
    asked_today = Round.objects.filter(weekly=True, on=on).values("scheme")
    todays = RoundPlan.objects.filter(weekday=on.weekday())
    schemes = Scheme.objects.open_on(on).filter(pk__in=todays.values("scheme"))
    for scheme in schemes.exclude(pk__in=at_work).exclude(pk__in=asked_today).order_by("pk"):
        asked = actions.ask_for_round(scheme=scheme, by=None, on=on, weekly=True)
        work_out_round.enqueue(str(asked.public_id), on.isoformat())
