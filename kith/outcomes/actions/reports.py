"""Making a scheme's outcome report, at once or later by the worker; and letting it out."""

from datetime import date, datetime
from typing import Any

from django.db import transaction

from kith.access.models import User
from kith.audit import actions as audit
from kith.audit.events import Kind
from kith.foundation.dates import LONDON
from kith.foundation.errors import Cannot
from kith.matching.models import Match
from kith.outcomes.models import OutcomeReport
from kith.schemes.models import Scheme

AT_ONCE = 600
"""Matches of a provider up to which a page waits for its report; a larger one is worked out by the worker."""


class CannotTellYet(Cannot):
    """The report is not there to be let out."""


def is_large(scheme: Scheme) -> bool:
    return Match.objects.filter(scheme__provider=scheme.provider_id).count() > AT_ONCE


@transaction.atomic
def begin_report(*, scheme: Scheme, by: User | None, at: datetime) -> OutcomeReport:
    """An empty report, to be filled by the worker or at once."""
    on = at.astimezone(LONDON).date()
    return OutcomeReport.objects.create(scheme=scheme, on=on, created_by=by)


@transaction.atomic
def fill_report(*, report: OutcomeReport, by: User | None, at: datetime) -> OutcomeReport:
    """Work the figures out for outsiders and freeze them."""
    from kith.outcomes.report import digest_of, make
    from kith.science.results import Audience

    if report.is_ready:
        return report
    figures: dict[str, Any] = make(report.scheme, report.on, Audience.OUTSIDE)
    report.figures, report.digest, report.made_at = figures, digest_of(figures), at
    report.save(update_fields=["figures", "digest", "made_at"])
    audit.record(Kind.OUTCOMES_MADE, about=report, by=by, on=_day(at), sections=len(figures["sections"]))
    return report


@transaction.atomic
def fail_report(*, report: OutcomeReport, fault: str) -> OutcomeReport:
    """The kind of fault that stopped it, for the page to say."""
    report.fault = fault[:200]
    report.save(update_fields=["fault"])
    return report


@transaction.atomic
def release_report(*, report: OutcomeReport, by: User, at: datetime) -> OutcomeReport:
    """Let those who pay read it."""
    from kith.outcomes.report import digest_of

    if not report.is_ready:
        raise CannotTellYet("The report is still being worked out. Look again in a minute.")
    if digest_of(report.figures) != report.digest:
        raise CannotTellYet("The figures are not those that were made. Make the report again.")
    if report.released_at:
        raise CannotTellYet("It was let out already.")
    report.released_at, report.released_by = at, by
    report.save(update_fields=["released_at", "released_by"])
    audit.record(Kind.OUTCOMES_RELEASED, about=report, by=by, on=_day(at))
    return report


@transaction.atomic
def note_download(*, report: OutcomeReport, as_what: str, by: User, on: date) -> None:
    audit.record(Kind.REPORT_DOWNLOADED, about=report, by=by, on=on, format=as_what)


def _day(at: datetime) -> date:
    return at.astimezone(LONDON).date()
