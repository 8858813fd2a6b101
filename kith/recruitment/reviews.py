"""Questions about reviews: which are due, which were held, who has left while matches of theirs go on."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta

from django.db.models import Exists, OuterRef, QuerySet

from kith.people.models import Volunteer
from kith.recruitment.models import Approval, Leaving, Review
from kith.schemes.models import Scheme

AHEAD_DAYS = 30


@dataclass(frozen=True)
class DueReview:
    """A review that is due: of whom, when, and which one it is."""

    approval: Approval
    due_on: date
    kind: Review.Kind

    @property
    def volunteer(self) -> Volunteer:
        return self.approval.volunteer


def due(
    schemes: "Iterable[Scheme | int] | QuerySet[Scheme]", on: date, days: int = 0
) -> "QuerySet[Approval]":
    """Open approvals whose review is due by so many days ahead, longest first; `was_reviewed` says whether ever."""
    held = Review.objects.filter(volunteer=OuterRef("volunteer"), scheme=OuterRef("scheme"))
    rows = Approval.objects.filter(
        scheme__in=schemes, until_day=None, review_on__lte=on + timedelta(days=days)
    )
    rows = rows.annotate(was_reviewed=Exists(held))
    return rows.select_related("volunteer", "scheme", "application").order_by("review_on", "pk")


def reviews_due(schemes: "Iterable[Scheme] | QuerySet[Scheme]", on: date, days: int = 0) -> list[DueReview]:
    """The same as a list with its words, in one question to the database."""
    return [DueReview(row, row.review_on, which(row)) for row in due(schemes, on, days) if row.review_on]


def which(approval: Approval) -> Review.Kind:
    """The one after three months, or a yearly one; the approval comes from `due`."""
    first = not getattr(approval, "was_reviewed", False)
    young = approval.review_on is not None and (approval.review_on - approval.from_day).days < 200
    return Review.Kind.PROBATION if first and young else Review.Kind.YEARLY


def leavings(schemes: "Iterable[Scheme | int] | QuerySet[Scheme]") -> "QuerySet[Leaving]":
    """Who has left these schemes, latest first, unless a panel has approved them anew since."""
    again = Approval.objects.filter(
        volunteer=OuterRef("volunteer"), scheme=OuterRef("scheme"), until_day=None
    )
    rows = Leaving.objects.filter(~Exists(again), scheme__in=schemes)
    return rows.select_related("volunteer", "scheme", "approval__application").order_by("-on", "-pk")
