"""Erasing applicants whose time is over: everything that says who they were goes, codes to count by stay."""

from collections.abc import Iterable
from datetime import date, datetime
from typing import Any

from django.db import models, transaction

from kith.access.models import User
from kith.audit import actions as audit
from kith.audit.events import Kind
from kith.foundation.dates import LONDON
from kith.foundation.errors import Cannot
from kith.foundation.models import Record
from kith.messages.actions import forget_all
from kith.recruitment.erasure import Belongings, belongings_of, in_parts, over_long_enough
from kith.recruitment.models import Application, ApplicationChange, Erased, KeepingRules
from kith.schemes.models import Scheme

A_BATCH = 100
MOST_AT_A_TIME = 2_000


class CannotKeep(Cannot):
    """Applications cannot be kept, or waited for, as long as asked."""


@transaction.atomic
def change_keeping(
    *,
    scheme: Scheme,
    lapse_days: int,
    warning_days: int,
    declined_months: int,
    gone_months: int,
    by: User,
    on: date,
) -> KeepingRules:
    """From today another version of how long the scheme waits for answers and keeps what is over."""
    if not 1 <= warning_days < lapse_days:
        raise CannotKeep("The warning must come before the end of waiting.", "warning_days")
    rules, _ = KeepingRules.objects.update_or_create(
        scheme=scheme,
        from_day=on,
        defaults={
            "lapse_days": lapse_days,
            "warning_days": warning_days,
            "declined_months": declined_months,
            "gone_months": gone_months,
            "created_by": by,
        },
    )
    audit.record(Kind.KEEPING_CHANGED, about=scheme, by=by, on=on)
    return rules


def erase_due(*, at: datetime, most: int = MOST_AT_A_TIME, schemes: Iterable[Scheme] | None = None) -> int:
    """Erase whoever is due that day, a hundred at a time, each hundred one transaction.

    No more than `most` in one go: the night comes round every few minutes until nobody is left, so that nothing else
    waits long for the database. Whoever cannot go yet holds up nobody behind them.
    """
    on, erased = at.astimezone(LONDON).date(), 0
    schemes = list(Scheme.objects.select_related("provider") if schemes is None else schemes)
    after: tuple[date, int] | None = None
    while erased < most:
        some = _next(over_long_enough(on, schemes), after, min(A_BATCH, most - erased))
        if not some:
            break
        after = (some[-1].at_step_since, some[-1].pk)
        one_of_each = {row.volunteer_id: row for row in reversed(some)}
        rest = [row for row in some if one_of_each[row.volunteer_id] is not row]
        erased += erase(applications=one_of_each.values(), on=on)
        for row in rest:  # another of the same person: what goes with it depends on the first being gone
            erased += erase(applications=[row], on=on)
    return erased


def _next(
    rows: "models.QuerySet[Application]", after: tuple[date, int] | None, number: int
) -> list[Application]:
    """The next so many in their order, behind those that were looked at."""
    if after:
        day, pk = after
        rows = rows.filter(
            models.Q(at_step_since__gt=day) | models.Q(at_step_since=day, pk__gt=pk),
        )
    return list(rows[:number])


@transaction.atomic
def erase(*, applications: Iterable[Application], on: date) -> int:
    """Erase applications, and each person of whom nothing else is here. What stays are codes; how many went is told."""
    listed = list(applications)
    belongings = belongings_of(listed)
    stays = belongings.stays
    going = [row for row in listed if row.pk not in stays]
    if not going:
        return 0
    _leave_the_codes(going, on)
    _forget_messages(going, belongings)
    for model in belongings.in_order():
        _delete(model, belongings.going(model))
    audit.record_all(
        Kind.APPLICANT_ERASED,
        by=None,
        on=on,
        about=[(row, {"outcome": row.status, "person": row.pk in belongings.people}) for row in going],
    )
    return len(going)


def _leave_the_codes(applications: list[Application], on: date) -> None:
    changes = ApplicationChange.objects.filter(of__in=applications).defer("words").order_by("pk")
    last = {change.of_id: change for change in changes}
    Erased.objects.bulk_create(_codes(row, last.get(row.pk), on) for row in applications)


def _codes(application: Application, last: ApplicationChange | None, on: date) -> Erased:
    return Erased(
        scheme=application.scheme,
        received_in=application.received_on.replace(day=1),
        heard=application.heard,
        furthest=last.from_status if last else application.status,
        outcome=application.status,
        reason=last.reason if last else "",
        weeks=(application.at_step_since - application.received_on).days // 7,
        erased_on=on,
    )


def _forget_messages(applications: list[Application], belongings: Belongings) -> None:
    """Those about anything that goes, such as a letter to a referee, and those to an address of whoever goes."""
    about = [row.public_id for row in applications]
    for model in belongings.rows:
        if issubclass(model, Record):
            for part in in_parts(belongings.going(model)):
                about += model._base_manager.filter(pk__in=part).values_list("public_id", flat=True)
    people = [row.volunteer.email for row in applications if row.pk in belongings.people]
    forget_all(about=about, addresses=[address for address in people if address])


def _delete(model: type[models.Model], keys: list[Any]) -> None:
    """What points at these went before; the database refuses otherwise, and then nothing goes at all."""
    for part in in_parts(keys):
        rows: Any = model._base_manager.filter(pk__in=part)
        rows._raw_delete(rows.db)
