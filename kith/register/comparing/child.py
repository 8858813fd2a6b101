"""One child: what the return tells, what the register holds, and what would change. Nothing is written here."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from kith.people.models import Child, PlacementAddress
from kith.register.comparing import merging, tables
from kith.register.comparing.known import Known
from kith.register.comparing.points import PointChanges, compare_points
from kith.register.comparing.scope import Scope, newest_of
from kith.register.comparing.tables import TABLES, Told
from kith.register.comparing.tally import TableTally
from kith.register.facts import CareFacts, Derived, Stay, derive, offer_columns
from kith.register.models import CareSummary
from kith.register.reading import ChildRecords
from kith.register.reading.years import return_year, year_end
from kith.science import vocabulary

KEYS_OF_LANGUAGES = {term.label.lower(): key for key, term in vocabulary.LANGUAGES.items()}


@dataclass(slots=True)
class ChildChanges:
    """What would change of one child. `columns` are the child's own that differ; `rows` those to write, by table."""

    child: Child
    is_new: bool
    derived: Derived
    had_somebody: bool = False
    columns: set[str] = field(default_factory=set)
    rows: dict[str, dict[Any, Told]] = field(default_factory=dict)
    tallies: dict[str, TableTally] = field(default_factory=dict)
    summary: CareSummary | None = None
    summary_changed: bool = False
    points: PointChanges = field(default_factory=PointChanges)
    addresses: list[PlacementAddress] = field(default_factory=list)
    people_changed: bool = False

    @property
    def is_changed(self) -> bool:
        """Does the return tell anything new of a child who was known before?"""
        told = any(tally.differs for tally in self.tallies.values())
        return not self.is_new and bool(told or self.columns or self.addresses or self.people_changed)


def compare(records: ChildRecords, known: Known, *, scope: Scope, newest_saved: int) -> ChildChanges:
    """Lay a child's told rows beside the held ones. `newest_saved` is the newest return saved before."""
    child = known.child
    before = {name: getattr(child, name) for name in COLUMNS}
    told = {table.name: table.told(records, scope.on) for table in TABLES}
    merged = _merged(records, known, told, scope)
    newest = newest_of(records, scope.on)
    told_in = max(newest, known.told_in)
    _tell_who(child, records, known, is_newest=newest >= known.told_in)
    derived = derive(facts_of(known, merged, on=scope.on, told_in=told_in, records=records))
    is_latest = scope.everybody and newest >= max(scope.newest, newest_saved)
    _tell_where(child, records, derived, scope, is_latest=is_latest)
    if scope.everybody and scope.newest >= newest_saved:
        child.in_latest_import = is_latest
    changes = ChildChanges(child, child.pk is None, derived, known.had_somebody)
    changes.columns = {name for name in COLUMNS if getattr(child, name) != before[name]}
    for table in TABLES:
        _count(changes, table.name, known.held[table.name], merged[table.name], told[table.name])
    _summarise(changes, known, told_in, scope.on, records)
    changes.points = compare_points(derived.points, known, scope.on)
    changes.addresses = list(_addresses(records, known, derived))
    return changes


COLUMNS = (
    "first_name",
    "last_name",
    "known_as",
    "languages",
    "born",
    "gender",
    "ethnicity",
    "area",
    "looked_after",
    "seeking_asylum_alone",
    "in_latest_import",
)
"""What a return and its file of names may say of a child; what people typed is left as they typed it."""


Rows = Mapping[str, Mapping[Any, Told]]
"""Table → key → row."""


def _merged(records: ChildRecords, known: Known, told: Rows, scope: Scope) -> Rows:
    merged: dict[str, Mapping[Any, Told]] = {}
    for name, rows in told.items():
        held = known.held[name]
        if name == tables.EPISODES.name:
            merged[name] = merging.merged_episodes(held, rows, scope.covered(name, records))
        elif name == tables.REVIEWS.name:
            merged[name] = merging.merged_reviews(held, rows, scope.covered(name, records))
        else:
            merged[name] = merging.merged_rows(held, rows)
    return merged


def facts_of(
    known: Known, rows: Rows, *, on: date, told_in: int, records: ChildRecords | None = None
) -> CareFacts:
    """What the science is asked about the child."""
    reviews = rows[tables.REVIEWS.name]
    annex = records.annex_child if records else None
    out_of_area = known.summary.out_of_area if known.summary else None
    if annex is not None and annex.placed_out_of_area is not None:
        out_of_area = annex.placed_out_of_area
    return CareFacts(
        born=known.child.born,
        stays=tuple(row.values for _, row in sorted(rows[tables.EPISODES.name].items())),
        reviews=tuple(day for day, row in reviews.items() if not row.values[1]),
        sdq={year: row.values[0] for year, row in rows[tables.MEASURES.name].items()},
        on=on,
        told_until=min(on, year_end(told_in or return_year(on))),
        nation=known.child.authority.nation if known.child.authority else "ENG",
        out_of_area=out_of_area,
    )


def _tell_who(child: Child, records: ChildRecords, known: Known, *, is_newest: bool) -> None:
    header, names = records.header, records.names
    if header is not None and (is_newest or child.born is None):
        child.born = header.dob
        child.ethnicity = header.ethnicity or child.ethnicity
        described_otherwise = known.summary is not None and child.gender != known.summary.told_gender
        if not described_otherwise or child.gender == Child.Gender.UNKNOWN:
            child.gender = header.sex
    if names is not None:
        child.first_name = names.first_names[:80] or child.first_name
        child.last_name = names.surname[:80] or child.last_name
        child.known_as = child.known_as or names.known_as[:80]
        child.languages = child.languages or _languages(names.languages)


def _languages(spoken: Iterable[str]) -> list[str]:
    """Those that Kith has a word for; a child's own page can say more."""
    found = (KEYS_OF_LANGUAGES.get(words.strip().lower()) for words in spoken)
    return [key for key in found if key]


def _tell_where(
    child: Child, records: ChildRecords, derived: Derived, scope: Scope, *, is_latest: bool
) -> None:
    named = records.names.postcode if records.names else ""
    area = derived.present.placement_area if derived.present else ""
    child.area = area or tables.area_of(named) or child.area
    if derived.summary["period_began"] is not None or child.pk is None:
        child.looked_after = derived.looked_after
    if records.uasc is not None:
        ceased = records.uasc.ceased
        child.seeking_asylum_alone = ceased is None or ceased > scope.on
    elif records.annex_child is not None and records.annex_child.uasc is not None:
        child.seeking_asylum_alone = records.annex_child.uasc
    elif scope.tells_asylum and is_latest:
        child.seeking_asylum_alone = False


def _count(
    changes: ChildChanges,
    name: str,
    held: Mapping[Any, Told],
    merged: Mapping[Any, Told],
    told: Mapping[Any, Told],
) -> None:
    tally = changes.tallies[name] = TableTally()
    rows = changes.rows[name] = {}
    for key, row in merged.items():
        before = held.get(key)
        differs = before is None or before.values != row.values
        tally.add(is_told=key in told, is_new=before is None, differs=differs)
        if differs or (before is not None and before.year != row.year):
            rows[key] = row


def _summarise(
    changes: ChildChanges, known: Known, told_in: int, on: date, records: ChildRecords | None = None
) -> None:
    """The summary with what follows now; it is written only where something came out otherwise."""
    summary = changes.summary = known.summary or CareSummary(child=known.child)
    columns = {**changes.derived.summary, **offer_columns(known.offers), "told_in": told_in or None}
    if records is not None and records.header is not None:
        columns["told_gender"] = records.header.sex
    differing = {name: value for name, value in columns.items() if getattr(summary, name) != value}
    changes.summary_changed = bool(differing) or known.summary is None
    if changes.summary_changed:
        differing["worked_out_on"] = on
    for name, value in differing.items():
        setattr(summary, name, value)


def rework(known: Known, *, on: date) -> ChildChanges:
    """What follows on another day from rows that have not changed: birthdays, ends, what is due and what is past."""
    child = known.child
    derived = derive(facts_of(known, known.held, on=on, told_in=known.told_in))
    changes = ChildChanges(child, False, derived, known.had_somebody)
    if derived.summary["period_began"] is not None and child.looked_after != derived.looked_after:
        child.looked_after = derived.looked_after
        changes.columns = {"looked_after"}
    _summarise(changes, known, known.told_in, on)
    changes.points = compare_points(derived.points, known, on)
    changes.addresses = list(_left_behind(known, derived))
    return changes


def _addresses(records: ChildRecords, known: Known, derived: Derived) -> Iterable[PlacementAddress]:
    """Only where the child lives now is kept, as a postcode; it is closed when they move or leave care."""
    if derived.present is None:
        yield from _left_behind(known, derived)
        return
    since = derived.summary["placement_since"]
    postcode = _postcode(records, derived.present)
    from_day = since if isinstance(since, date) else derived.present.start
    newer = [one for one in known.addresses if one.until_day is None and one.from_day > from_day]
    if postcode and not newer:
        yield from _moved_to(postcode, from_day, known)


def _left_behind(known: Known, derived: Derived) -> Iterable[PlacementAddress]:
    ended = derived.summary["period_ended"]
    for address in known.addresses:
        if isinstance(ended, date) and address.until_day is None:
            address.until_day = max(ended, address.from_day)
            yield address


def _moved_to(postcode: str, from_day: date, known: Known) -> Iterable[PlacementAddress]:
    here = next((address for address in known.addresses if address.from_day == from_day), None)
    for address in known.addresses:
        if address.until_day is None and address.from_day < from_day:
            address.until_day = from_day
            yield address
    if here is None:
        yield PlacementAddress(child=known.child, from_day=from_day, postcode=postcode)
    elif (here.postcode, here.until_day) != (postcode, None):
        here.postcode, here.until_day = postcode, None
        yield here


def _postcode(records: ChildRecords, stay: Stay) -> str:
    """The whole postcode of the present placement, from the return or the file of names; else nothing."""
    told = next((row.placement_postcode for row in records.episodes if row.began == stay.start), "")
    named = records.names.postcode if records.names else ""
    return next((code for code in (told, named) if " " in code), "")
