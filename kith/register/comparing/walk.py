"""Goes through a reading a few hundred children at a time, so that time and memory grow no faster than the return."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from itertools import islice
from typing import Any

from kith.people.models import Child
from kith.register.comparing.child import ChildChanges, compare
from kith.register.comparing.known import Known, known_by_ref
from kith.register.comparing.near import NearChanges, People
from kith.register.comparing.scope import Scope, scope_of
from kith.register.comparing.tally import ChildrenTally, TableTally
from kith.register.models import CareSummary, ImportRun
from kith.register.reading import ChildRecords, Reading
from kith.register.tells import Seen, Telling
from kith.schemes.models import Organisation

AT_A_TIME = 400
OnProgress = Callable[[int, int], None]
"""Told how many children of how many have been gone through."""

Compared = tuple[ChildChanges, NearChanges]


@dataclass(slots=True)
class Outcome:
    """What a reading changes in the register, and what it tells: counts only."""

    scope: Scope
    children: ChildrenTally = field(default_factory=ChildrenTally)
    tables: dict[str, TableTally] = field(default_factory=dict)
    points: dict[str, int] = field(default_factory=lambda: {"new": 0, "withdrawn": 0})
    newly_absent: list[int] = field(default_factory=list)
    telling: Telling = field(default_factory=Telling)

    def add(self, changes: ChildChanges, near: NearChanges) -> None:
        changes.people_changed = bool(near.opened or near.closed or near.linked)
        self.children.new += changes.is_new
        self.children.changed += changes.is_changed
        self.children.unchanged += not (changes.is_new or changes.is_changed)
        for name, tally in changes.tallies.items():
            self.tables.setdefault(name, TableTally()).plus(tally)
        self.tables.setdefault("people", TableTally()).plus(near.tally)
        self.points["new"] += len(changes.points.new)
        self.points["withdrawn"] += changes.points.withdrawn
        if changes.summary is not None:
            self.telling.add(Seen(changes.child, changes.summary, changes.had_somebody, self.scope.on))

    def as_dict(self) -> dict[str, Any]:
        """For the run's row: children and tables."""
        tables = {name: tally.as_dict() for name, tally in self.tables.items()}
        return {"children": self.children.as_dict(), **tables, "points": self.points}


def newest_saved(authority: Organisation | None) -> int:
    """The newest return of the authority that has been saved; 0 before any."""
    if authority is None:
        return 0
    saved = ImportRun.objects.saved().filter(authority=authority)
    return max((year for year in saved.values_list("year", flat=True) if year), default=0)


def walk(
    reading: Reading,
    authority: Organisation | None,
    *,
    write: Callable[[list[Compared]], None] | None = None,
    on_progress: OnProgress | None = None,
) -> Outcome:
    """Compare every child of a reading with the register; `write` is given each few hundred as they come.

    The authority may be None, or not saved yet, when it is new: then nobody is known.
    """
    outcome = Outcome(scope_of(reading))
    saved_before = newest_saved(authority)
    before = _standing_before(authority)
    people = People(authority, reading.today)
    present: set[int] = set()
    done = 0
    for records in _at_a_time(iter(reading.children.values())):
        known = known_by_ref(authority, [entry.child for entry in records])
        compared = list(_compared(records, known, people, outcome, authority, saved_before))
        if write is not None:
            write(compared)
        present.update(changes.child.pk for changes, _ in compared if changes.child.in_latest_import)
        done += len(records)
        if on_progress is not None:
            on_progress(done, len(reading.children))
    if outcome.scope.everybody and outcome.scope.newest >= saved_before:
        _count_absent(outcome, {pk: was for pk, was in before.items() if pk not in present})
    refused = {finding.child for finding in reading.findings if finding.child}
    outcome.children.seen = len(refused | reading.children.keys())
    return outcome


def _standing_before(authority: Organisation | None) -> dict[int, tuple[bool, bool]]:
    """Every child on the register: were they in the latest return, were they looked after."""
    if authority is None:
        return {}
    rows = CareSummary.objects.filter(child__authority=authority).values_list(
        "child_id", "child__in_latest_import", "child__looked_after"
    )
    return {pk: (in_latest, looked_after) for pk, in_latest, looked_after in rows.iterator()}


def _count_absent(outcome: Outcome, missing: dict[int, tuple[bool, bool]]) -> None:
    """Children on the register whom the newest return does not name. An older return makes nobody absent."""
    outcome.children.absent = len(missing)
    outcome.newly_absent = [pk for pk, (was_in_latest, _) in missing.items() if was_in_latest]
    outcome.children.newly_absent = len(outcome.newly_absent)
    outcome.children.absent_in_care = sum(looked_after for _, looked_after in missing.values())


def _at_a_time(records: Iterator[ChildRecords]) -> Iterator[list[ChildRecords]]:
    while some := list(islice(records, AT_A_TIME)):
        yield some


def _compared(
    records: list[ChildRecords],
    known: dict[str, Known],
    people: People,
    outcome: Outcome,
    authority: Organisation | None,
    saved_before: int,
) -> Iterator[Compared]:
    for entry in records:
        held = known.get(entry.child)
        if held is None and entry.header is None:
            outcome.children.left_out += 1
            continue
        held = held or Known(Child(authority=authority, authority_ref=entry.child))
        changes = compare(entry, held, scope=outcome.scope, newest_saved=saved_before)
        near = people.compare(entry.names, held) if entry.names is not None else NearChanges()
        outcome.add(changes, near)
        yield changes, near
