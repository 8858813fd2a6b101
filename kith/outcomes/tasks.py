"""Work that a page leaves behind or the clock brings: reusing the register, and large reports."""

from datetime import datetime

from django_tasks import task

from kith.access.models import User
from kith.foundation.dates import LONDON, now
from kith.matching.models import Match
from kith.outcomes import actions
from kith.outcomes.actions.asking import ask_once_more
from kith.outcomes.actions.reports import fail_report, fill_report, note_progress
from kith.outcomes.models import MeasureUse, OutcomeReport
from kith.outcomes.queries.reuse import reusable_totals
from kith.schemes.models import Scheme

STEP = 5  # percent


def reuse_register(due: datetime) -> None:
    """Each night: totals that the authority's return holds fill the waves they count for. One transaction a scheme."""
    on = due.astimezone(LONDON).date()
    using = MeasureUse.objects.open().filter(measure="sdq").values("scheme")
    for scheme in Scheme.objects.filter(pk__in=using):
        matches = Match.objects.filter(scheme=scheme, child__sealed=False).with_people()
        actions.reuse_totals(found=reusable_totals(matches, on), by=None, on=on)


def ask_again(due: datetime) -> None:
    """Each morning: one more letter to those who were asked for a form and have not answered."""
    ask_once_more(on=due.astimezone(LONDON).date())


@task()
def fill(report: str, by: str) -> None:
    """A large report, by the worker. A fault is written on it, and raised for the worker's log."""
    found = OutcomeReport.objects.select_related("scheme__provider").get(public_id=report)
    said = 0

    def on_step(percent: int) -> None:
        nonlocal said
        if percent >= said + STEP:
            said = percent
            note_progress(report=found, percent=percent)

    try:
        fill_report(report=found, by=User.objects.get(public_id=by), at=now(), on_step=on_step)
    except Exception as fault:
        fail_report(report=found, fault=type(fault).__name__)
        raise
