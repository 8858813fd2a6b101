"""What belongs to an applicant, wherever it is kept, and whose time is over.

Nothing is listed by hand: whatever points at the application or the person is found by its foreign keys, so that a new
table cannot be forgotten. A row outside the rooms below says that somebody is more than an applicant; then only the
application goes.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from datetime import date
from graphlib import TopologicalSorter
from itertools import islice
from typing import Any

from django.apps import apps
from django.db import models
from django.db.models import Q, QuerySet

from kith.foundation.dates import last_day_over
from kith.people.models import Volunteer
from kith.recruitment.keeping import keeping_of
from kith.recruitment.models import Application, Approval, Erased
from kith.recruitment.states import OVER, Status
from kith.schemes.models import Scheme

GOES = ("recruitment", "people", "training")
AT_ONCE = 5_000  # keys in one question: databases bear only so many
Key = Any  # a foreign key that points at somebody


@dataclass(frozen=True)
class Due:
    """An application that is over, and the day until which it was to be kept."""

    application: Application
    kept_until: date


def over_long_enough(on: date, schemes: Iterable[Scheme]) -> "QuerySet[Application]":
    """Applications whose last day of being kept lies before a day, the longest over first.

    The schemes’ providers are fetched already.
    """
    over = Q(pk__in=[])
    for scheme, keeping in keeping_of(schemes, on).items():
        declined = Q(status=Status.DECLINED, at_step_since__lte=last_day_over(on, keeping.declined_months))
        gone = Q(
            status__in=[status for status in OVER if status != Status.DECLINED],
            at_step_since__lte=last_day_over(on, keeping.gone_months),
        )
        over |= Q(scheme=scheme) & (declined | gone)
    rows = Application.objects.filter(over).select_related("volunteer", "scheme")
    return rows.order_by("at_step_since", "pk")


@dataclass(frozen=True)
class HowFar:
    """How far erasing has come that day: how many went, and how many are due still."""

    gone: int
    left: int

    @property
    def percent(self) -> int:
        return 100 * self.gone // (self.gone + self.left) if self.gone + self.left else 100


def how_far(on: date, schemes: Iterable[Scheme]) -> HowFar:
    """Counted from the rows themselves, so that it is true whoever erases, and after a stop."""
    listed = list(schemes)
    left = over_long_enough(on, listed).order_by().count() if listed else 0
    return HowFar(Erased.objects.filter(scheme__in=listed, erased_on=on).count(), left)


def due(on: date, schemes: Iterable[Scheme] | None = None) -> list[Due]:
    """Whose time has come by a day, and until when each was to be kept."""
    wanted = list(Scheme.objects.select_related("provider") if schemes is None else schemes)
    rules = keeping_of(wanted, on)
    return [
        Due(row, rules[row.scheme_id].kept_until(row.status, row.at_step_since))
        for row in over_long_enough(on, wanted)
    ]


Owned = dict[type[models.Model], dict[Any, set[int]]]  # model → key of a row → the applications it goes with


@dataclass
class Belongings:
    """Every row that goes with some applications, found in a few questions a table, however many they are.

    `stays`: applications that cannot go, since another room still needs something of theirs. `people`: those with whom
    the person goes as well.
    """

    rows: Owned = field(default_factory=dict)
    elsewhere: dict[int, set[str]] = field(default_factory=dict)
    people: set[int] = field(default_factory=set)

    @property
    def stays(self) -> set[int]:
        approved = {owner for owners in self.rows.get(Approval, {}).values() for owner in owners}
        return approved | set(self.elsewhere)

    def going(self, model: type[models.Model]) -> list[Any]:
        """Keys of the rows of a model that go with at least one application that may."""
        stays = self.stays
        return [key for key, owners in self.rows.get(model, {}).items() if owners - stays]

    def in_order(self) -> Iterator[type[models.Model]]:
        """Models so that what points at another comes before it."""
        points_at = {
            model: {
                key.related_model
                for key in model._meta.get_fields()
                if isinstance(key, models.ForeignKey)
                and key.related_model in self.rows
                and key.related_model != model
            }
            for model in self.rows
        }
        return iter(reversed(list(TopologicalSorter(points_at).static_order())))

    def join(self, other: "Belongings") -> None:
        for model, rows in other.rows.items():
            mine = self.rows.setdefault(model, {})
            for key, owners in rows.items():
                mine.setdefault(key, set()).update(owners)
        for owner, words in other.elsewhere.items():
            self.elsewhere.setdefault(owner, set()).update(words)


def belongings_of(applications: Iterable[Application]) -> Belongings:
    """What goes with each: the person too if this is all that we have of them, else what is this application's alone.

    At most one application of a person at a time: whether the person goes depends on what else is left.
    """
    listed = list(applications)
    mine = [row.pk for row in listed]
    others = Application.objects.filter(volunteer__in=[row.volunteer_id for row in listed]).exclude(
        pk__in=mine
    )
    elsewhere = set(others.values_list("volunteer", "scheme"))
    several = {volunteer for volunteer, _ in elsewhere}
    alone = [row for row in listed if row.volunteer.user_id is None and row.volunteer_id not in several]
    found = _walk(
        {
            Application: {row.pk: {row.pk} for row in alone},
            Volunteer: {row.volunteer_id: {row.pk} for row in alone},
        }
    )
    stays = found.stays
    found.people = {row.pk for row in alone} - stays
    _leave_out(found, stays)
    rest = [row for row in listed if row.pk not in found.people]
    begin: Owned = {Application: {row.pk: {row.pk} for row in rest}}
    last = [row for row in rest if (row.volunteer_id, row.scheme_id) not in elsewhere]
    begin |= _in_their_schemes(last)
    found.join(_walk(begin))
    return found


def _leave_out(found: Belongings, owners: set[int]) -> None:
    """Forget what was found of these: they are looked at again without the person."""
    for model, rows in found.rows.items():
        found.rows[model] = {key: left for key, held in rows.items() if (left := held - owners)}
    found.elsewhere = {owner: words for owner, words in found.elsewhere.items() if owner not in owners}


def forecast(applications: Iterable[Application]) -> dict[int, set[str] | None]:
    """For many applications, in a few questions: why the person stays though the application goes; None if nothing stays.

    An empty set says that the person has another application or an account.
    """
    listed = list(applications)
    people = {row.volunteer_id for row in listed}
    several = Application.objects.filter(volunteer__in=people).values("volunteer")
    shared = set(several.annotate(n=models.Count("pk")).filter(n__gt=1).values_list("volunteer", flat=True))
    needed: dict[int, set[str]] = {}
    for key in pointing_at(Volunteer):
        if key.model._meta.app_label in GOES:
            continue
        holders = key.model._base_manager.filter(**{f"{key.name}__in": people}).order_by()
        for person in set(holders.values_list(key.attname, flat=True)):
            needed.setdefault(person, set()).add(str(key.model._meta.verbose_name))
    return {
        row.pk: needed.get(row.volunteer_id, set())
        if row.volunteer_id in needed or row.volunteer_id in shared or row.volunteer.user_id
        else None
        for row in listed
    }


def _walk(begin: Owned) -> Belongings:
    found = Belongings(
        rows={model: {key: set(owners) for key, owners in rows.items()} for model, rows in begin.items()}
    )
    queue = [(model, dict(rows)) for model, rows in begin.items() if rows]
    while queue:
        model, held = queue.pop()
        for key in pointing_at(model):
            holders = _holders(key, held)
            if key.model._meta.app_label not in GOES:
                for at in holders.values():
                    for owner in set().union(*(held[each] for each in at)):
                        found.elsewhere.setdefault(owner, set()).add(str(key.model._meta.verbose_name))
                continue
            if fresh := _add(found.rows.setdefault(key.model, {}), holders, held):
                queue.append((key.model, fresh))
    return found


def _holders(key: Key, held: dict[Any, set[int]]) -> dict[Any, set[Any]]:
    """Rows that point at what is held, each with what it points at."""
    found: dict[Any, set[Any]] = {}
    for some in in_parts(held):
        rows = key.model._base_manager.filter(**{f"{key.name}__in": some}).order_by()
        for pk, at in rows.values_list("pk", key.attname):
            found.setdefault(pk, set()).add(at)
    return found


def in_parts(keys: Iterable[Any]) -> Iterator[list[Any]]:
    rest = iter(keys)
    while part := list(islice(rest, AT_ONCE)):
        yield part


def _add(
    known: dict[Any, set[int]], holders: dict[Any, set[Any]], held: dict[Any, set[int]]
) -> dict[Any, set[int]]:
    """Note whose the holders are; what was not known before is returned, to be followed further."""
    fresh: dict[Any, set[int]] = {}
    for pk, at in holders.items():
        new = set().union(*(held[each] for each in at)) - known.get(pk, set())
        if new:
            known.setdefault(pk, set()).update(new)
            fresh[pk] = new
    return fresh


def pointing_at(model: type[models.Model]) -> list[Key]:
    """Every foreign key in the house that points at a model, hidden or not."""
    return [
        relation.field
        for relation in model._meta.get_fields(include_hidden=True)
        if isinstance(relation, models.ManyToOneRel) and isinstance(relation.field, models.ForeignKey)
    ]


def _in_their_schemes(applications: list[Application]) -> Owned:
    """What was written about each person for the scheme of the application, such as checks and references."""
    owner = {(row.volunteer_id, row.scheme_id): row.pk for row in applications}
    found: Owned = {}
    for model in apps.get_models() if owner else ():
        if model._meta.app_label not in GOES or model is Application:
            continue
        names = {key.name for key in model._meta.get_fields() if isinstance(key, models.ForeignKey)}
        if {"volunteer", "scheme"} <= names:
            rows = model._base_manager.filter(volunteer__in={pair[0] for pair in owner}).order_by()
            for pk, volunteer, scheme in rows.values_list("pk", "volunteer", "scheme"):
                if (volunteer, scheme) in owner:
                    found.setdefault(model, {})[pk] = {owner[volunteer, scheme]}
    return found
