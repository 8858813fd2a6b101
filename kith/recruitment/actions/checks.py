"""Writing down what somebody has looked at, and taking back what was written by mistake."""

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

from django.db import transaction

from kith.access.models import User
from kith.audit import actions as audit
from kith.audit.events import Kind
from kith.people.models import Volunteer
from kith.recruitment.actions.common import not_about_themself
from kith.recruitment.models import Check, Evidence
from kith.recruitment.refusals import CannotRecord
from kith.recruitment.vetting.documents import Seen
from kith.recruitment.vetting.evidence import examine
from kith.schemes.models import Scheme


@transaction.atomic
def record_check(
    *, volunteer: Volunteer, scheme: Scheme, kind: str, by: User, on: date, **told: Any
) -> Check:
    """Write down that somebody has looked at one thing a volunteer needs: `told` is what `write_down` takes.

    An interview is not written down by one person: it comes from the views of the two who held it.
    """
    if kind == "interview":
        raise CannotRecord(
            "Two people who are trained interview, and each writes a view of their own. Plan the interview first."
        )
    return write_down(volunteer=volunteer, scheme=scheme, kind=kind, by=by, on=on, **told)


@transaction.atomic
def write_down(
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
    documents: Sequence[Seen] = (),
    vetting_words: str = "",
    complete: bool = True,
) -> Check:
    """The end of every road to a check: when it was done, how it came out, what was seen for it.

    `evidence` says what each kind asks for: a DBS certificate its `number` and the details `level`, `issued_on` and, on
    the Update Service, `update_service` and `result`; a reference `given_by`, `relation` and `worry`; independence an
    answer to each of its questions. `until` is worked out from the policy in force unless it is sooner by itself. What is
    not `complete` counts for nothing yet: what shows something waits for a decision about the risk.
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
    examine(check, on, documents)
    check.save()
    Evidence.objects.bulk_create(
        Evidence(
            for_check=check,
            kind=one.kind,
            number=one.number.strip(),
            runs_out_on=one.runs_out_on,
            seen_on=check.on,
            created_by=by,
        )
        for one in documents
    )
    audit.record(Kind.CHECK_RECORDED, about=check, by=by, on=on, requirement=kind)
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
