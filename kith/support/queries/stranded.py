"""Whom nobody looks after: their coordinator is gone, or is away and so is whoever should be there instead."""

from collections.abc import Iterable
from datetime import date
from typing import Any, NamedTuple

from django.db.models import Exists, OuterRef, Q, QuerySet

from kith.access.models import Membership, User
from kith.access.policy import Permission
from kith.access.roles import Role
from kith.matching.models import Match
from kith.people.models import Child, Involvement
from kith.referral.models import Referral
from kith.support.models import Cover


def stranded(rows: Any, on: date) -> Any:
    """Of these matches or referrals, those that no coordinator holds: none is near the child, or those who are hold no
    role in the scheme any more."""
    in_the_scheme = Q(user__memberships__scheme=OuterRef("scheme"))
    of_its_provider = Q(user__memberships__organisation=OuterRef("scheme__provider"))
    not_over = Q(user__memberships__until_day=None) | Q(user__memberships__until_day__gt=on)
    near = Involvement.objects.open_on(on).of(Involvement.Part.COORDINATOR)
    holding = near.filter(
        in_the_scheme | of_its_provider,
        not_over,
        child=OuterRef("child"),
        user__is_active=True,
        user__memberships__role=Role.COORDINATOR,
        user__memberships__from_day__lte=on,
    )
    return rows.filter(~Exists(holding)).order_by("pk")


def stranded_children(user: User, on: date) -> "QuerySet[Child]":
    """Within reach: children who are together with somebody, wait for somebody, or have an ending to be seen through."""
    matches = Match.objects.reachable_by(user, Permission.SEE_MATCH, on).live()
    told_of = Match.objects.live().filter(child=OuterRef("child"), scheme=OuterRef("scheme"))
    referrals = Referral.objects.reachable_by(user, Permission.LOOK_FOR_SOMEBODY, on).taken_on()
    referrals = referrals.filter(~Exists(told_of))
    nobody = [stranded(rows, on).order_by().values("child") for rows in (matches, referrals)]
    return Child.objects.filter(pk__in=nobody[0].union(nobody[1])).order_by("first_name", "pk")


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
