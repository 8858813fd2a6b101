"""What belongs to an applicant, wherever it is kept, and whose time is over.

Nothing is listed by hand: whatever points at the application or the person is found by its foreign keys, so that a new
table cannot be forgotten. A row outside the rooms below says that somebody is more than an applicant; then only the
application goes.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from datetime import date
from graphlib import TopologicalSorter
from typing import Any

from django.apps import apps
from django.db import models
from django.db.models import Q

from kith.foundation.dates import months_after
from kith.people.models import Volunteer
from kith.recruitment.keeping import keeping_of
from kith.recruitment.models import Application, Approval
from kith.recruitment.states import OVER, Status
from kith.schemes.models import Scheme

GOES = ("recruitment", "people", "training")
Rows = dict[type[models.Model], set[Any]]
Key = Any  # a foreign key that points at somebody


@dataclass(frozen=True)
class Due:
    """An application that is over, and the day until which it was to be kept."""

    application: Application
    kept_until: date


def due(on: date, schemes: Iterable[Scheme] | None = None) -> list[Due]:
    """Whose time has come by a day, the longest over first."""
    wanted = list(Scheme.objects.select_related("provider") if schemes is None else schemes)
    rules, over = keeping_of(wanted, on), Q(pk__in=[])
    for scheme, keeping in rules.items():
        declined = Q(status=Status.DECLINED, at_step_since__lte=months_after(on, -keeping.declined_months))
        gone = Q(
            status__in=[status for status in OVER if status != Status.DECLINED],
            at_step_since__lte=months_after(on, -keeping.gone_months),
        )
        over |= Q(scheme=scheme) & (declined | gone)
    rows = Application.objects.filter(over).select_related("volunteer", "scheme")
    return [
        Due(row, rules[row.scheme_id].kept_until(row.status, row.at_step_since))
        for row in rows.order_by("at_step_since", "pk")
    ]


@dataclass
class Belongings:
    """Every row that goes with an application. `elsewhere`: rooms that still need it."""

    rows: Rows = field(default_factory=dict)
    elsewhere: set[str] = field(default_factory=set)
    has_person: bool = False

    @property
    def is_needed(self) -> bool:
        return bool(self.elsewhere) or Approval in self.rows

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


def belongings_of(application: Application) -> Belongings:
    """With the person if this is all that we have of them, else what belongs to this application alone."""
    volunteer = application.volunteer
    others = Application.objects.filter(volunteer=volunteer).exclude(pk=application.pk)
    if volunteer.user_id is None and not others.exists():
        everything = _walk({Application: {application.pk}, Volunteer: {volunteer.pk}})
        if not everything.is_needed:
            everything.has_person = True
            return everything
    begin: Rows = {Application: {application.pk}}
    if not others.filter(scheme=application.scheme_id).exists():
        begin |= _in_this_scheme(application)
    return _walk(begin)


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


def _walk(begin: Rows) -> Belongings:
    found, queue = Belongings(rows={model: set(pks) for model, pks in begin.items()}), list(begin.items())
    while queue:
        model, pks = queue.pop()
        for key in pointing_at(model):
            holder = key.model
            same = holder._base_manager.filter(**{f"{key.name}__in": pks}).values_list("pk", flat=True)
            new = set(same) - found.rows.get(holder, set())
            if not new:
                continue
            if holder._meta.app_label not in GOES:
                found.elsewhere.add(str(holder._meta.verbose_name))
                continue
            found.rows.setdefault(holder, set()).update(new)
            queue.append((holder, new))
    return found


def pointing_at(model: type[models.Model]) -> list[Key]:
    """Every foreign key in the house that points at a model, hidden or not."""
    return [
        relation.field
        for relation in model._meta.get_fields(include_hidden=True)
        if isinstance(relation, models.ManyToOneRel) and isinstance(relation.field, models.ForeignKey)
    ]


def _in_this_scheme(application: Application) -> Rows:
    """What was written about the person for this scheme, such as checks and references."""
    found: Rows = {}
    for model in apps.get_models():
        if model._meta.app_label not in GOES or model is Application:
            continue
        names = {key.name for key in model._meta.get_fields() if isinstance(key, models.ForeignKey)}
        if {"volunteer", "scheme"} <= names:
            rows = model._base_manager.filter(
                volunteer=application.volunteer_id, scheme=application.scheme_id
            )
            if pks := set(rows.values_list("pk", flat=True)):
                found[model] = pks
    return found
