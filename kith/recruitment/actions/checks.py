"""Writing down what somebody has looked at, and taking back what was written by mistake."""

from collections.abc import Mapping
from datetime import date
from typing import Any

from django.db import transaction

from kith.access.models import User
from kith.audit import actions as audit
from kith.audit.events import Kind
from kith.people.models import Volunteer
from kith.recruitment.actions.applications import take_step
from kith.recruitment.actions.common import not_about_themself
from kith.recruitment.models import Application, Check
from kith.recruitment.refusals import CannotRecord
from kith.recruitment.vetting.evidence import examine
from kith.schemes.models import Scheme


@transaction.atomic
def record_check(
    *,
    volunteer: Volunteer,
    scheme: Scheme,
    kind: str,
    by: User,
    on: date,
    done_on: date | None = None,
    passed: bool = True,
    until: date | None = None,
    details: Mapping[str, Any] | None = None,
    number: str = "",
    given_by: str = "",
    seen: str = "",
    vetting_words: str = "",
    complete: bool = True,
) -> Check:
    """Write down that somebody has looked at one thing a volunteer needs: when it was done and how it came out.

    `evidence` says what each kind asks for: a DBS certificate its `number` and the details `level`, `issued_on` and, on
    the Update Service, `update_service` and `result`; a reference `given_by`, `relation` and `worry`; independence an
    answer to each of its questions. `until` is worked out from the policy in force unless it is sooner by itself. What is
    not `complete` counts for nothing yet: a certificate that says something waits for a decision about the risk.
    """
    not_about_themself(volunteer, by, CannotRecord)
    check = Check(
        volunteer=volunteer,
        scheme=scheme,
        kind=kind,
        on=done_on or on,
        until=until,
        passed=passed,
        details=dict(details or {}),
        number=number,
        given_by=given_by.strip(),
        seen=seen.strip(),
        vetting_words=vetting_words.strip(),
        complete=complete,
        created_by=by,
    )
    examine(check, on)
    check.save()
    audit.record(Kind.CHECK_RECORDED, about=check, by=by, on=on, requirement=kind)
    return check


@transaction.atomic
def record_interview(*, application: Application, by: User, on: date, **recorded: Any) -> Check:
    """Write down the interview; one that went well takes the application its step on as well."""
    check = record_check(
        volunteer=application.volunteer, scheme=application.scheme, kind="interview", by=by, on=on, **recorded
    )
    if check.passed and application.may("interview"):
        take_step(application=application, step="interview", by=by, on=on)
    return check


@transaction.atomic
def withdraw_check(*, check: Check, by: User, on: date) -> Check:
    """Take back a check that was recorded by mistake. It stays in the file, and counts no more."""
    not_about_themself(check.volunteer, by, CannotRecord)
    if check.withdrawn_on:
        raise CannotRecord("This check has already been taken back.")
    check.withdrawn_on, check.withdrawn_by = on, by
    check.save(update_fields=["withdrawn_on", "withdrawn_by"])
    audit.record(Kind.CHECK_WITHDRAWN, about=check, by=by, on=on, requirement=check.kind)
    return check
