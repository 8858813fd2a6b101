"""What happens by the clock: every night birthdays, ends and due days are worked out anew, and what was left lying goes."""

from datetime import date, datetime, timedelta
from itertools import islice

from django.db import transaction

from kith.foundation.dates import LONDON
from kith.people.models import Child, Involvement, PlacementAddress
from kith.register.actions import keeping
from kith.register.actions.importing import fail, throw_away
from kith.register.actions.writing import write_derived
from kith.register.comparing.child import rework
from kith.register.comparing.known import load
from kith.register.comparing.near import accounts_at
from kith.register.comparing.walk import AT_A_TIME
from kith.register.models import CareSummary, ImportRun
from kith.register.states import AT_WORK, Status
from kith.schemes.models import Organisation

KEPT_FOR = timedelta(days=14)
"""A return that was read and neither saved nor thrown away is thrown away after this: it is full of children."""

STUCK_AFTER = timedelta(hours=1)


def refresh_register(*, authority: Organisation, on: date) -> int:
    """Work out anew what follows from the rows of every child. Returns how many came out otherwise than before."""
    children = CareSummary.objects.filter(child__authority=authority).order_by("child").values_list("child")
    pks = (pk for (pk,) in children.iterator())
    changed = 0
    while some := list(islice(pks, AT_A_TIME)):
        changed += _refresh(some, on)
    _link_accounts(authority, on)
    return changed


@transaction.atomic
def _refresh(pks: list[int], on: date) -> int:
    known = load(Child.objects.filter(pk__in=pks).select_related("authority"))
    changes = [rework(entry, on=on) for entry in known.values()]
    write_derived(changes)
    moved = [entry.child for entry in changes if entry.columns]
    if moved:
        Child.objects.bulk_update(moved, ["looked_after"], batch_size=100)
    closed = [address for entry in changes for address in entry.addresses]
    if closed:
        PlacementAddress.objects.bulk_update(closed, ["until_day"], batch_size=100)
    return sum(entry.summary_changed for entry in changes)


@transaction.atomic
def _link_accounts(authority: Organisation, on: date) -> None:
    """Workers who were given an account since the import are near their children from now on."""
    accounts = accounts_at(authority, on)
    waiting = Involvement.objects.filter(
        child__authority=authority, user=None, until_day=None, worker__isnull=False
    ).select_related("worker")
    linked = []
    for involvement in waiting.exclude(worker__email=""):
        worker = involvement.worker
        account = accounts.get(worker.email.lower()) if worker else None
        if account is None or _is_near(involvement, account.pk):
            continue
        involvement.user = account
        linked.append(involvement)
    Involvement.objects.bulk_update(linked, ["user"], batch_size=100)


def _is_near(involvement: Involvement, user: int) -> bool:
    """Already there in the same part, in their own name?"""
    same = Involvement.objects.filter(child=involvement.child_id, part=involvement.part, user=user)
    return same.filter(until_day=None).exists()


def tidy_up(*, at: datetime) -> None:
    """Throw away what nobody decided about, and give up what stopped in the middle."""
    on = at.astimezone(LONDON).date()
    for run in ImportRun.objects.filter(status=Status.READ, read_at__lt=at - KEPT_FOR):
        throw_away(run=run, by=None, on=on)
    for run in ImportRun.objects.filter(status__in=AT_WORK):
        if (run.read_at or run.created_at) < at - STUCK_AFTER and _stepped_before(run, at - STUCK_AFTER):
            fail(run=run, fault="the worker stopped", by=None, on=on)
    undecided = ImportRun.objects.filter(status__in=(*AT_WORK, Status.READ))
    keeping.sweep({str(run.public_id) for run in undecided}, at - STUCK_AFTER)


def _stepped_before(run: ImportRun, moment: datetime) -> bool:
    last = run.changes.order_by("-id").values_list("recorded_at", flat=True).first()
    return last is None or last < moment
