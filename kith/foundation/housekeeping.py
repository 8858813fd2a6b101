"""What nobody needs any more is swept away at night: one-time keys, clock marks, sessions, tasks that were done."""

from datetime import datetime, timedelta

from django.core.management import call_command

from kith.foundation.models import ScheduleRun, Submission

KEYS_KEPT = timedelta(days=7)  # a page left open longer has lost its session many times over
MARKS_KEPT = timedelta(days=30)
TASKS_KEPT_DAYS = 14


def sweep(*, at: datetime) -> None:
    """Rows that only ever said “this was done already”. Nothing about anybody is among them."""
    Submission.objects.filter(at__lt=at - KEYS_KEPT).delete()
    ScheduleRun.objects.filter(due__lt=at - MARKS_KEPT).delete()
    call_command("clearsessions", verbosity=0)
    call_command("prune_db_task_results", min_age_days=TASKS_KEPT_DAYS, verbosity=0)
