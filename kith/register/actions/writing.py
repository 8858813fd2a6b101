"""Writes what a comparison found, a few hundred children at a time and a table at a time.

No child costs a query of its own. The audit has one event for the whole import, with the counts.
"""

from collections.abc import Iterable, Sequence
from typing import Any

from kith.people.models import Carer, Child, Involvement, PlacementAddress, Worker
from kith.register.actions.pouring import pour
from kith.register.comparing.child import COLUMNS, ChildChanges
from kith.register.comparing.near import ACT
from kith.register.comparing.tables import TABLES, Table
from kith.register.comparing.walk import Compared
from kith.register.models import CareSummary, ImportRun, PathwayPoint

SUMMARY = [
    field.name
    for field in CareSummary._meta.concrete_fields
    if field.name not in ("id", "public_id", "created_at", "child")
]
POINT = ["key", "kind", "on", "expected", "withdrawn_on"]


def write_changes(compared: Sequence[Compared], run: ImportRun) -> None:
    """Everything that a few hundred children bring."""
    changes = [entry for entry, _ in compared]
    _write_children(changes, run)
    for table in TABLES:
        _write_rows(table, changes, run)
    write_derived(changes)
    _write_addresses([address for entry in changes for address in entry.addresses])
    _write_people(compared, run)


def _write_children(changes: Sequence[ChildChanges], run: ImportRun) -> None:
    new = [entry.child for entry in changes if entry.is_new]
    for child in new:
        child.authority, child.created_by = run.authority, run.created_by
    Child.objects.bulk_create(new)
    changed = [entry for entry in changes if entry.columns and not entry.is_new]
    columns = [name for name in COLUMNS if any(name in entry.columns for entry in changed)]
    if changed:
        Child.objects.bulk_update([entry.child for entry in changed], columns, batch_size=100)


def _write_rows(table: Table, changes: Sequence[ChildChanges], run: ImportRun) -> None:
    rows = [
        (entry.child.pk, run.pk, row.year or None, key, *table.beside_key(row.values))
        for entry in changes
        for key, row in entry.rows.get(table.name, {}).items()
    ]
    columns = ("child", "run", "told_in", table.key, *table.beside)
    pour(table.model, columns, rows, key=("child", table.key))


def write_derived(changes: Sequence[ChildChanges]) -> None:
    """Summaries and points that follow from the rows."""
    told = [entry.summary for entry in changes if entry.summary and entry.summary_changed]
    rows = [(summary.child.pk, *(getattr(summary, name) for name in SUMMARY)) for summary in told]
    pour(CareSummary, ("child", *SUMMARY), rows, key=("child",))
    points = [
        (entry.child.pk, point.key, point.kind, point.on, point.expected)
        for entry in changes
        for point in entry.points.new
    ]
    pour(PathwayPoint, ("child", "key", "kind", "on", "expected"), points)
    changed = [point for entry in changes for point in entry.points.changed]
    if changed:
        PathwayPoint.objects.bulk_update(changed, POINT, batch_size=100)


def _write_addresses(addresses: list[PlacementAddress]) -> None:
    new = [address for address in addresses if address.pk is None]
    PlacementAddress.objects.bulk_create(new)
    changed = [address for address in addresses if address not in new]
    if changed:
        PlacementAddress.objects.bulk_update(changed, ["postcode", "until_day"], batch_size=100)


def _write_people(compared: Sequence[Compared], run: ImportRun) -> None:
    near = [entry for _, entry in compared]
    _write_persons(
        [worker for entry in near for worker in entry.workers], run, ["name", "email", "team", "user"]
    )
    _write_persons([carer for entry in near for carer in entry.carers], run, ["name", "email", "phone"])
    closed = [involvement for entry in near for involvement in entry.closed]
    for involvement in closed:
        involvement.until_day = max(run.on, involvement.from_day)
        involvement.closed_by_act = ACT
    if closed:
        Involvement.objects.bulk_update(closed, ["until_day", "closed_by_act"], batch_size=100)
    opened = [involvement for entry in near for involvement in entry.opened]
    for involvement in opened:
        involvement.created_by = run.created_by
    Involvement.objects.bulk_create(opened)
    linked = [involvement for entry in near for involvement in entry.linked]
    if linked:
        Involvement.objects.bulk_update(linked, ["user"], batch_size=100)


def _write_persons(people: Iterable[Worker | Carer], run: ImportRun, columns: list[str]) -> None:
    """Each once, though several children name them."""
    met = list({id(person): person for person in people}.values())
    new: list[Any] = [person for person in met if person.pk is None]
    changed: list[Any] = [person for person in met if person.pk is not None]
    for person in new:
        if isinstance(person, Worker):
            person.organisation = run.authority
    if new:
        type(new[0])._default_manager.bulk_create(new)
    if changed:
        type(changed[0])._default_manager.bulk_update(changed, columns, batch_size=100)
