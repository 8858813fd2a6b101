"""What happens by the clock: a name, a cron line, a deed. Rooms add theirs in their AppConfig.ready."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

from cronsim import CronSim
from django.db import IntegrityError, transaction

from kith.foundation.dates import LONDON
from kith.foundation.models import ScheduleRun

LOOK_BACK = timedelta(hours=26)


@dataclass(frozen=True)
class Schedule:
    """`cron` is read in London time; `deed` is given the moment that was due and must bear being repeated."""

    name: str
    cron: str
    deed: Callable[[datetime], object]


SCHEDULES: dict[str, Schedule] = {}


def schedule(name: str, cron: str, deed: Callable[[datetime], object]) -> None:
    SCHEDULES[name] = Schedule(name, cron, deed)


def latest_due(plan: Schedule, at: datetime) -> datetime | None:
    """The last due moment not after `at`, if within a day or so: a machine that slept does not catch up a month.

    Compared by the world's time: of the hour that comes twice in October the clock on the wall says too little.
    """
    due, at = None, at.astimezone(UTC)
    for moment in CronSim(plan.cron, (at - LOOK_BACK).astimezone(LONDON)):
        if moment.astimezone(UTC) > at:
            break
        due = moment
    return due


def run_due(at: datetime) -> list[str]:
    """Do everything that is due and has not been done; safe to call from several machines at once."""
    done = []
    for plan in list(SCHEDULES.values()):
        due = latest_due(plan, at)
        if due is None or ScheduleRun.objects.filter(name=plan.name, due=due).exists():
            continue
        try:
            with transaction.atomic():
                ScheduleRun.objects.create(name=plan.name, due=due)
                plan.deed(due)
        except IntegrityError:
            if not ScheduleRun.objects.filter(name=plan.name, due=due).exists():
                raise
            continue
        done.append(plan.name)
    return done
