"""Coming near a child's story and leaving it."""

from datetime import date
from typing import Any

from django.db import transaction

from kith.access.models import User
from kith.access.policy import Permission
from kith.access.reach import schemes_for
from kith.audit import actions as audit
from kith.audit.events import Kind
from kith.people.models import Carer, Child, Involvement, Worker
from kith.schemes.models import Scheme

Part = Involvement.Part


def _who(person: User | Worker | Carer | Scheme) -> dict[str, Any]:
    """The columns that say who: a worker or carer with an account is known by that account too."""
    if isinstance(person, Scheme):
        return {"scheme": person}
    if isinstance(person, Worker):
        return {"worker": person, "user": person.user}
    if isinstance(person, Carer):
        return {"carer": person, "user": person.user}
    return {"user": person}


@transaction.atomic
def involve(
    *, child: Child, person: User | Worker | Carer | Scheme, part: Part, by: User | None, on: date, act: str
) -> Involvement:
    """Open an involvement from a day; already open in the same part, it stays as it is."""
    who = _who(person)
    same = {name: value for name, value in who.items() if value is not None}
    already = Involvement.objects.filter(child=child, part=part, until_day=None, **same).first()
    if already:
        return already
    involvement = Involvement.objects.create(
        child=child, part=part, from_day=on, opened_by_act=act, created_by=by, **who
    )
    audit.record(Kind.INVOLVEMENT_BEGAN, about=involvement, by=by, on=on, part=part.value)
    return involvement


@transaction.atomic
def leave(*, involvement: Involvement, by: User | None, on: date, act: str) -> Involvement:
    """Close an involvement: from that day on it gives no right at all. One that has a later end ends sooner."""
    if involvement.until_day is not None and involvement.until_day <= on:
        return involvement
    involvement.until_day = max(on, involvement.from_day)
    involvement.closed_by_act = act
    involvement.save(update_fields=["until_day", "closed_by_act"])
    audit.record(Kind.INVOLVEMENT_ENDED, about=involvement, by=by, on=on, part=involvement.part)
    return involvement


@transaction.atomic
def scheme_leaves(*, child: Child, scheme: Scheme, by: User | None, on: date, act: str) -> None:
    """A scheme has no more to do with a child: it goes, and with it every coordinator, and whoever stands in for one,
    who works in no other scheme that serves the child."""
    near = child.involvements.not_over(on)
    for involvement in near.of(Part.SCHEME).filter(scheme=scheme):
        leave(involvement=involvement, by=by, on=on, act=act)
    serving = near.of(Part.SCHEME).values_list("scheme", flat=True)
    for involvement in near.of(Part.COORDINATOR).select_related("user"):
        if not schemes_for(involvement.user, Permission.PLAN_ENDING, on).filter(pk__in=serving).exists():
            leave(involvement=involvement, by=by, on=on, act=act)
