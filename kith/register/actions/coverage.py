"""Keeping coverage for those outside the caseload, so that whoever looks in a quarter reads the same."""

from datetime import datetime, timedelta

from django.db import IntegrityError, transaction

from kith.audit import actions as audit
from kith.audit.events import Kind
from kith.foundation.dates import LONDON, last_quarter_end, months_after
from kith.register import coverage
from kith.register.models import CoverageSheet, PathwayPoint
from kith.register.queries import coverage as counted
from kith.register.queries import last_import, points_in
from kith.schemes.models import Organisation

COVERAGE_MONTHS = 12


def coverage_sheet(*, authority: Organisation, at: datetime) -> CoverageSheet:
    """The twelve months up to the end of the last quarter: made for the first who looks, then the same for everybody."""
    on, told_by = last_quarter_end(at.astimezone(LONDON).date()), last_import(authority)
    made = CoverageSheet.objects.filter(authority=authority, on=on, told_by=told_by)
    if already := made.first():
        return already
    try:
        with transaction.atomic():
            points = PathwayPoint.objects.filter(child__authority=authority, child__sealed=False)
            covered = counted(points_in(points, months_after(on + timedelta(days=1), -COVERAGE_MONTHS), on))
            lines = coverage.as_plain(coverage.outside(covered))
            sheet = CoverageSheet.objects.create(
                authority=authority, on=on, told_by=told_by, lines=lines, made_at=at
            )
            audit.record(Kind.REPORT_MADE, about=sheet, by=None, on=at.astimezone(LONDON).date())
            return sheet
    except IntegrityError:  # somebody else looked at the same moment
        return made.get()
