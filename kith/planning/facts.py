"""Rows into the plain people of `kith.science`: who waits, who is ready with room, who is on the way."""

from collections.abc import Iterable
from dataclasses import replace
from datetime import date

from django.db.models import Count, Exists, F, IntegerField, OuterRef, Q, QuerySet, Subquery
from django.db.models.functions import Coalesce

from kith.matching.facts import Standing, child_facts, volunteer_facts
from kith.matching.models import Match, Proposal, WishList
from kith.matching.queries import left_out_of
from kith.matching.states import LIVE_MATCH, OPEN_PROPOSAL
from kith.people.models import Child, Volunteer
from kith.recruitment.models import Application, Approval, Suspension
from kith.recruitment.queries import cleared_volunteers
from kith.schemes.models import Scheme
from kith.science import fit
from kith.science.recruiting import Waiting

Barred = dict[int, frozenset[str]]
"""Child id → public ids of the volunteers who will not be proposed to this child again."""


def waiting_facts(child: Child, wishes: WishList, days: int, barred: Barred, on: date) -> Waiting:
    facts = child_facts(child, wishes, on)
    return Waiting(child=replace(facts, barred=barred.get(child.pk, frozenset())), days=days)


def said_no(children: Iterable[Child]) -> Barred:
    """Whom these children set aside or passed over, and who said no to them, by the one question that short lists ask."""
    left_out = left_out_of(child.pk for child in children)
    everybody = {volunteer for theirs in left_out.values() for volunteer in theirs}
    keys = dict(Volunteer.objects.filter(pk__in=everybody).values_list("pk", "public_id"))
    return {
        child: frozenset(str(keys[volunteer]) for volunteer in theirs) for child, theirs in left_out.items()
    }


def ready(schemes: Iterable[Scheme], on: date) -> dict[int, list[fit.Volunteer]]:
    """Scheme id → who may meet a child there that day and has a place that nobody is being asked to take."""
    found: dict[int, list[fit.Volunteer]] = {scheme.pk: [] for scheme in schemes}
    for approval in _with_room(list(schemes), on):
        standing = Standing(approval, approval.places - approval.taken)  # type: ignore[attr-defined]
        found[approval.scheme_id].append(volunteer_facts(approval.volunteer, standing, on))
    return found


def _with_room(schemes: list[Scheme], on: date) -> "QuerySet[Approval]":
    cleared = Q(pk__in=[])
    for scheme in schemes:
        cleared |= Q(scheme=scheme, volunteer__in=cleared_volunteers(scheme, on).values("pk"))
    return (
        Approval.objects.open_on(on)
        .filter(cleared)
        .annotate(taken=_how_many(Match, LIVE_MATCH) + _how_many(Proposal, OPEN_PROPOSAL))
        .filter(places__gt=F("taken"))
        .select_related("volunteer")
        .order_by("pk")
    )


def _how_many(model: type[Match] | type[Proposal], statuses: Iterable[str]) -> Coalesce:
    """Rows of the approval's volunteer in its scheme, in these statuses."""
    rows = model._base_manager.filter(
        volunteer=OuterRef("volunteer"), scheme=OuterRef("scheme"), status__in=list(statuses)
    )
    number = rows.order_by().values("volunteer").annotate(number=Count("pk")).values("number")
    return Coalesce(Subquery(number, output_field=IntegerField()), 0)


def on_the_way(schemes: Iterable[Scheme], on: date) -> dict[int, list[fit.Volunteer]]:
    """Scheme id → who has offered themself and is not through, as they would be if approved for the scheme's ages.

    Left out: whoever is approved there already, and whoever is suspended.
    """
    by_pk = {scheme.pk: scheme for scheme in schemes}
    same = Approval.objects.open_on(on).filter(volunteer=OuterRef("volunteer"), scheme=OuterRef("scheme"))
    suspended = Suspension.objects.open_on(on).filter(volunteer=OuterRef("volunteer"))
    rows = (
        Application.objects.on_the_way()
        .filter(~Q(Exists(same)), ~Q(Exists(suspended)), scheme__in=list(by_pk))
        .select_related("volunteer")
        .order_by("pk")
    )
    found: dict[int, list[fit.Volunteer]] = {pk: [] for pk in by_pk}
    for application in rows:
        scheme = by_pk[application.scheme_id]
        found[scheme.pk].append(
            replace(
                volunteer_facts(application.volunteer, Standing(None), on),
                approved=True,
                ages_from=scheme.child_age_from,
                ages_to=scheme.child_age_to,
                places_left=max(1, min(application.volunteer.places, scheme.places_per_volunteer)),
            )
        )
    return found
