"""Erasing applicants whose time is over: everything that says who they were goes, codes to count by stay."""

from datetime import date, datetime

from django.db import models, transaction

from kith.access.models import User
from kith.audit import actions as audit
from kith.audit.events import Kind
from kith.foundation.dates import LONDON
from kith.messages.actions import forget
from kith.recruitment.erasure import Belongings, Due, belongings_of, due
from kith.recruitment.models import Application, Erased, KeepingRules, Reference
from kith.recruitment.refusals import CannotAt
from kith.schemes.models import Scheme


class CannotKeep(CannotAt):
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


def erase_due(*, at: datetime) -> int:
    """Each night: erase whoever is due that day. One at a time, so that one that will not go holds up no other."""
    on = at.astimezone(LONDON).date()
    return sum(erase(one=one, on=on) for one in due(on))


@transaction.atomic
def erase(*, one: Due, on: date) -> bool:
    """Erase one application, and the person if nothing else of theirs is here. What stays are codes."""
    application, belongings = one.application, belongings_of(one.application)
    if belongings.is_needed:
        return False
    _leave_the_codes(application, on)
    address = application.volunteer.email if belongings.has_person else ""
    forget(about=application.public_id, address=address)
    asked = Reference.objects.filter(pk__in=belongings.rows.get(Reference, set()))
    for letter_about in asked.values_list("public_id", flat=True):
        forget(about=letter_about)  # a referee's address goes with the reference
    _delete(belongings)
    audit.record(
        Kind.APPLICANT_ERASED,
        about=application,
        by=None,
        on=on,
        outcome=application.status,
        person=belongings.has_person,
    )
    return True


def _leave_the_codes(application: Application, on: date) -> None:
    last = application.changes.order_by("-pk").first()
    Erased.objects.create(
        scheme=application.scheme,
        received_in=application.received_on.replace(day=1),
        heard=application.heard,
        furthest=last.from_status if last else application.status,
        outcome=application.status,
        reason=last.reason if last else "",
        weeks=(application.at_step_since - application.received_on).days // 7,
        erased_on=on,
    )


def _delete(belongings: Belongings) -> None:
    """Those that point at others go first."""
    for model in belongings.in_order():
        rows: models.QuerySet[models.Model] = model._base_manager.filter(pk__in=belongings.rows[model])
        rows.delete()
