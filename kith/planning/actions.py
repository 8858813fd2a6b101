"""Working out what is kept: asked for by somebody or by the night, scheme by scheme, and how far it has come."""

from collections.abc import Iterable
from datetime import date, datetime
from typing import Any

from django.db import transaction

from kith.access.models import User
from kith.audit import actions as audit
from kith.audit.events import Kind
from kith.foundation.dates import LONDON
from kith.foundation.errors import Cannot
from kith.planning.models import Kept, Reckoning
from kith.planning.periods import PERIODS, period
from kith.planning.queries import Counting, who_is_needed
from kith.planning.told import tell
from kith.referral.models import Referral
from kith.schemes.models import Contract, Organisation, Scheme

What = Kept.What


class CannotReckon(Cannot):
    """It cannot be worked out anew as asked."""


@transaction.atomic
def ask_anew(*, schemes: Iterable[Scheme], by: User | None, at: datetime) -> Reckoning:
    """Have everything that is kept of these schemes worked out again; the work itself is done behind the page."""
    wanted = sorted(scheme.pk for scheme in schemes)
    if not wanted:
        raise CannotReckon("There is no scheme of yours to work anything out for.")
    if any(set(wanted) <= set(each.schemes) for each in Reckoning.objects.at_work(at)):
        raise CannotReckon("It is being worked out already. Look again in a minute.")
    reckoning = Reckoning.objects.create(schemes=wanted, begun_at=at, created_by=by)
    audit.record(
        Kind.RECKONING_ASKED, about=reckoning, by=by, on=at.astimezone(LONDON).date(), schemes=len(wanted)
    )
    return reckoning


@transaction.atomic
def work_out(*, scheme: Scheme, at: datetime) -> None:
    """Everything that is kept of one scheme, as it stands that day."""
    on = at.astimezone(LONDON).date()
    _keep(scheme, What.NEEDS, _needs(scheme, on), at)
    payers = Organisation.objects.filter(
        pk__in=Contract.objects.open_on(on).filter(scheme=scheme).values("commissioner")
    )
    Kept.objects.filter(scheme=scheme, authority__isnull=False).exclude(authority__in=payers).delete()
    for authority in payers.order_by("pk"):
        _keep(scheme, What.NEEDS, _needs(scheme, on, authority), at, authority=authority)
    for key in PERIODS:
        counted = Counting((scheme,), period(key, on), on)
        _keep(scheme, What.ROAD, counted.as_plain(), at, period=key)


def _needs(scheme: Scheme, on: date, authority: Organisation | None = None) -> dict[str, Any]:
    """What is told of the children who are not sealed: of all, or of one authority's."""
    among = Referral.objects.filter(child__sealed=False)
    if authority is not None:
        among = among.filter(child__authority=authority)
    (one,) = who_is_needed([scheme], on, among=among)
    return tell(one).as_plain()


def _keep(scheme: Scheme, what: str, told: dict[str, Any], at: datetime, **of: Any) -> None:
    Kept.objects.update_or_create(
        scheme=scheme,
        what=what,
        authority=of.get("authority"),
        period=of.get("period", ""),
        defaults={"told": told, "at": at},
    )


@transaction.atomic
def go_on(*, reckoning: Reckoning, done: int) -> None:
    """So many schemes are worked out."""
    reckoning.done = done
    reckoning.save(update_fields=["done"])


@transaction.atomic
def end(*, reckoning: Reckoning, at: datetime, fault: str = "") -> None:
    """It is done, or something stopped it."""
    reckoning.ended_at, reckoning.fault = max(at, reckoning.begun_at), fault
    reckoning.save(update_fields=["ended_at", "fault"])
