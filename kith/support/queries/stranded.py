"""Whom nobody looks after: their coordinator is gone, or is away and so is whoever should be there instead."""

from collections.abc import Iterable
from datetime import date
from typing import Any, NamedTuple

from django.db.models import Exists, OuterRef, Q, QuerySet

from kith.access.models import Membership, User
from kith.access.policy import Permission, Reach
from kith.access.reach import any_of, grounds
from kith.access.roles import Role
from kith.matching.models import Match
from kith.people.models import Child, Involvement
from kith.referral.models import Referral
from kith.support.models import Cover

LOOK = Permission.LOOK_FOR_SOMEBODY
PLACE = ("child", "scheme", "scheme__provider")
NAMED_ONE_BY_ONE = 500
Place = tuple[int, int, int]  # a child in a scheme, and whose scheme it is


def stranded(rows: Any, on: date) -> Any:
    """Of these matches or referrals, those that no coordinator holds: none is near the child, or those who are hold no
    role in the scheme any more."""
    nobody = _held_by_nobody(set(rows.order_by().values_list(*PLACE)), on)
    children = {child for child, _, _ in nobody}
    places = rows.filter(child__in=children).values_list("pk", *PLACE)
    return rows.filter(pk__in=[pk for pk, *place in places if tuple(place) in nobody]).order_by("pk")


def stranded_children(user: User, on: date) -> "QuerySet[Child]":
    """Within reach: children who are together with somebody, wait for somebody, or have an ending to be seen through.

    Put together here: a database would ask it of each of thousands, and mostly there is nobody.
    """
    matches = Match.objects.reachable_by(user, Permission.SEE_MATCH, on).live()
    together: set[Place] = set(matches.order_by().values_list(*PLACE))
    apart = _referred(user, on) - together
    nobody = _held_by_nobody(together | apart, on)
    children = {child for child, _, _ in nobody & together} | _within_reach(nobody & apart, user, on)
    return Child.objects.filter(pk__in=children).order_by("first_name", "pk")


def _referred(user: User, on: date) -> set[Place]:
    """Referrals that have had a yes: all of a whole scheme’s, for whether one lies within reach is then asked of few."""
    rows = Referral.objects.taken_on().filter(child__isnull=False)
    here = any_of(
        Q(scheme__in=ground.schemes()) if ground.reach == Reach.SCHEME else rows.within(ground)
        for ground in grounds(user, LOOK, on)
    )
    return set(rows.filter(here).order_by().values_list(*PLACE))


def _within_reach(places: set[Place], user: User, on: date) -> set[int]:
    """The children of these referrals that this person may see, unless somebody of another's reach is with them."""
    if not places:
        return set()
    told_of = Match.objects.live().filter(child=OuterRef("child"), scheme=OuterRef("scheme"))
    rows = Referral.objects.reachable_by(user, LOOK, on).taken_on().filter(~Exists(told_of))
    return set(rows.filter(child__in={child for child, _, _ in places}).values_list("child", flat=True))


def _held_by_nobody(places: set[Place], on: date) -> set[Place]:
    if not places:
        return set()
    in_scheme = Q(user__memberships__scheme__in={scheme for _, scheme, _ in places})
    of_provider = Q(user__memberships__organisation__in={provider for *_, provider in places})
    not_over = Q(user__memberships__until_day=None) | Q(user__memberships__until_day__gt=on)
    near = Involvement.objects.open_on(on).of(Involvement.Part.COORDINATOR)
    if len(places) <= NAMED_ONE_BY_ONE:
        near = near.filter(child__in={child for child, _, _ in places})
    holding = near.filter(
        in_scheme | of_provider,
        not_over,
        user__is_active=True,
        user__memberships__role=Role.COORDINATOR,
        user__memberships__from_day__lte=on,
    )
    held = holding.values_list("child", "user__memberships__scheme", "user__memberships__organisation")
    by_scheme, by_provider = set(), set()
    for child, scheme, provider in held:
        by_scheme.add((child, scheme))
        by_provider.add((child, provider))
    return {
        (child, scheme, provider)
        for child, scheme, provider in places
        if (child, scheme) not in by_scheme and (child, provider) not in by_provider
    }


class Uncovered(NamedTuple):
    """A cover of today that nobody gives, and why."""

    cover: Cover
    why: str


def uncovered(covers: Iterable[Cover], on: date) -> list[Uncovered]:
    """Of these covers that are on, those whose stand-in is a coordinator no longer, or is away too. Two questions."""
    rows = list(covers)
    people = [cover.covered_by_id for cover in rows]
    held = Membership.objects.open_on(on).filter(role=Role.COORDINATOR, user__in=people, user__is_active=True)
    there = set(held.values_list("user", flat=True))
    away = set(Cover.objects.open_on(on).filter(coordinator__in=people).values_list("coordinator", flat=True))
    found = []
    for cover in rows:
        name = cover.covered_by.first_name
        if cover.covered_by_id not in there:
            found.append(Uncovered(cover, f"{name} was to be there, and is a coordinator no longer."))
        elif cover.covered_by_id in away:
            found.append(Uncovered(cover, f"{name} was to be there, and is away too."))
    return found
