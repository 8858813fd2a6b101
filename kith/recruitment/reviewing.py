"""When an approved volunteer is reviewed: after three months, then every year. The habit of the field, not law."""

from datetime import date

from kith.foundation.dates import months_after

PROBATION_MONTHS = 3
YEARLY_MONTHS = 12


def first_review(approved_on: date) -> date:
    return months_after(approved_on, PROBATION_MONTHS)


def next_review(held_on: date) -> date:
    return months_after(held_on, YEARLY_MONTHS)


def review_after(approved_on: date, reviewed_on: date | None, on: date) -> date:
    """For somebody approved before Kith: a year after the last review; where none is known, the next that is usual."""
    if reviewed_on:
        return next_review(reviewed_on)
    due, years = first_review(approved_on), 0
    while due < on:
        years += 1
        due = months_after(approved_on, YEARLY_MONTHS * years)
    return due
