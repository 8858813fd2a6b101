"""Making a scheme's outcome report, at once or later by the worker; and letting it out."""

from collections.abc import Callable
from datetime import date, datetime
from itertools import groupby
from typing import TYPE_CHECKING

from django.db import transaction

from kith.access.models import User
from kith.audit import actions as audit
from kith.audit.events import Kind
from kith.foundation.dates import LONDON
from kith.foundation.errors import Cannot
from kith.matching.models import Match
from kith.outcomes.models import OutcomeReport
from kith.outcomes.wording import may_be_told
from kith.schemes.models import Scheme

if TYPE_CHECKING:
    from kith.outcomes.report import Made

AT_ONCE = 600
"""Matches of a provider up to which a page waits for its report; a larger one is worked out by the worker."""


class CannotTellYet(Cannot):
    """The report is not there to be let out."""


def is_large(scheme: Scheme) -> bool:
    return Match.objects.filter(scheme__provider=scheme.provider_id).count() > AT_ONCE


@transaction.atomic
def begin_report(*, scheme: Scheme, by: User | None, at: datetime, inside: bool = False) -> OutcomeReport:
    """An empty report, to be filled by the worker or at once."""
    on = at.astimezone(LONDON).date()
    return OutcomeReport.objects.create(scheme=scheme, on=on, inside=inside, created_by=by)


def fill_report(
    *,
    report: OutcomeReport,
    by: User | None,
    at: datetime,
    on_step: Callable[[int], object] = lambda percent: None,
) -> OutcomeReport:
    """Work the figures out and freeze them. Nothing is held up meanwhile: only the freezing writes."""
    from kith.outcomes.report import made
    from kith.science.results import Audience

    if report.is_ready:
        return report
    audience = Audience.INSIDE if report.inside else Audience.OUTSIDE
    return freeze(report=report, made=made(report.scheme, report.on, audience, on_step), by=by, at=at)


@transaction.atomic
def freeze(*, report: OutcomeReport, made: "Made", by: User | None, at: datetime) -> OutcomeReport:
    """The figures as they were made, under their seal."""
    from kith.outcomes.report import digest_of

    report.figures, report.counts, report.digest = made.figures, made.counts, digest_of(made.figures)
    report.made_at, report.progress = at, 100
    report.save(update_fields=["figures", "counts", "digest", "made_at", "progress"])
    audit.record(Kind.OUTCOMES_MADE, about=report, by=by, on=_day(at), sections=len(made.figures["sections"]))
    return report


@transaction.atomic
def note_progress(*, report: OutcomeReport, percent: int) -> None:
    """How far it is, for the page that waits."""
    report.progress = percent
    report.save(update_fields=["progress"])


def report_of_each(
    *, by: User | None, at: datetime, on_made: Callable[[OutcomeReport], object] = lambda report: None
) -> int:
    """A report for outsiders of every scheme that goes on; a provider's records are read once. Gives how many."""
    from kith.outcomes.facts import gather
    from kith.outcomes.report import made_from
    from kith.science.results import Audience

    on, count = _day(at), 0
    schemes = list(Scheme.objects.open_on(on).select_related("provider").order_by("provider__name", "name"))
    for _, its in groupby(schemes, key=lambda scheme: scheme.provider_id):
        everybody = gather(list(its), on)
        for facts in everybody.values():
            report = begin_report(scheme=facts.scheme, by=by, at=at)
            made = made_from(everybody, facts.scheme.pk, Audience.OUTSIDE)
            on_made(freeze(report=report, made=made, by=by, at=at))
            count += 1
    return count


@transaction.atomic
def fail_report(*, report: OutcomeReport, fault: str) -> OutcomeReport:
    """The kind of fault that stopped it, for the page to say."""
    report.fault = fault[:200]
    report.save(update_fields=["fault"])
    return report


@transaction.atomic
def release_report(*, report: OutcomeReport, by: User, at: datetime, note: str = "") -> OutcomeReport:
    """Let those who pay read it, perhaps with a few words, which may say no more than the figures can."""
    from kith.outcomes.report import digest_of

    if not report.is_ready:
        raise CannotTellYet("The report is still being worked out. Look again in a minute.")
    if digest_of(report.figures) != report.digest:
        raise CannotTellYet("The figures are not those that were made. Make the report again.")
    if report.released_at:
        raise CannotTellYet("It was let out already.")
    if report.inside:
        raise CannotTellYet(
            "This copy holds every number and stays in the scheme. Make a report for those who pay."
        )
    report.note = may_be_told(note, report.figures)
    report.released_at, report.released_by = at, by
    report.save(update_fields=["released_at", "released_by", "note"])
    audit.record(Kind.OUTCOMES_RELEASED, about=report, by=by, on=_day(at))
    return report


@transaction.atomic
def note_download(*, report: OutcomeReport, as_what: str, by: User, on: date) -> None:
    audit.record(Kind.REPORT_DOWNLOADED, about=report, by=by, on=on, format=as_what)


def _day(at: datetime) -> date:
    return at.astimezone(LONDON).date()
