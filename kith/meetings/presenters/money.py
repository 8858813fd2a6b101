"""Money as it is read: a line in a list, one expense with its story, a sheet for finance."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any

from django.db.models import QuerySet, Sum
from django.urls import reverse

from kith.access.models import User
from kith.access.policy import Permission
from kith.foundation.dates import day_words, short_day
from kith.foundation.sheets import Sheet
from kith.matching.drafts import pounds
from kith.meetings.models import Expense
from kith.meetings.states import ExpenseStatus

TAGS = {
    ExpenseStatus.SENT: "govuk-tag--yellow",
    ExpenseStatus.APPROVED: "govuk-tag--blue",
    ExpenseStatus.PAID: "govuk-tag--green",
    ExpenseStatus.SENT_BACK: "govuk-tag--red",
    ExpenseStatus.WITHDRAWN: "govuk-tag--grey",
}
STEPS = {
    "approve": "Approved",
    "take approval back": "The yes was taken back",
    "send back": "Sent back",
    "send again": "Sent again",
    "withdraw": "Withdrawn",
    "pay": "Paid",
}


@dataclass(frozen=True)
class Line:
    """An expense in a list."""

    key: str
    day: str
    what: str
    kind: str
    amount: str
    who: str
    child: str
    status: str
    tag: str
    url: str
    ticked: bool


def lines(rows: Iterable[Expense], ticked: set[str] | None = None) -> list[Line]:
    return [
        Line(
            key=str(row.public_id),
            day=day_words(row.on),
            what=row.words,
            kind=row.get_kind_display(),
            amount=pounds(row.amount),
            who=row.match.volunteer.first_name,
            child=row.match.child.name,
            status=row.get_status_display(),
            tag=TAGS[ExpenseStatus(row.status)],
            url=reverse("meetings:expense", args=[row.public_id]),
            ticked=ticked is None or str(row.public_id) in ticked,
        )
        for row in rows
    ]


def total(rows: "QuerySet[Expense]") -> str:
    return pounds(rows.order_by().aggregate(all=Sum("amount"))["all"] or Decimal(0))


def facts(expense: Expense) -> list[dict[str, Any]]:
    """Rows of the summary."""
    drove = f"{expense.miles:f} miles by {expense.get_vehicle_display().lower()}" if expense.miles else ""
    rows = [
        ("What", expense.words),
        ("Kind", expense.get_kind_display()),
        ("Day", day_words(expense.on)),
        ("How far", f"{drove}, {expense.pence_a_mile}" if drove else ""),
        ("How much", pounds(expense.amount)),
        ("Receipt", f"None: {expense.why_no_receipt}" if expense.why_no_receipt else ""),
        ("Paid", f"{day_words(expense.payment.on)}, {expense.payment.reference}" if expense.payment else ""),
    ]
    return [{"key": {"text": name}, "value": {"text": value}} for name, value in rows if value]


def asked(expense: Expense) -> str:
    """What should be put right, while it is the volunteer's turn."""
    if expense.status != ExpenseStatus.SENT_BACK:
        return ""
    words = [change.words for change in expense.changes.all() if change.step == "send back"]
    return words[-1] if words else ""


def came_back(user: User, on: date) -> list[tuple[Expense, str, str]]:
    """What a volunteer is asked to put right: which expense, in words, and what was asked."""
    rows = Expense.objects.reachable_by(user, Permission.SEE_EXPENSES, on)
    mine = rows.filter(match__volunteer__user=user, status=ExpenseStatus.SENT_BACK)
    found = mine.prefetch_related("changes").order_by("pk")
    return [(each, f"{pounds(each.amount)}, {each.words}", asked(each)) for each in found]


def story(expense: Expense) -> list[dict[str, str]]:
    """What happened to it, newest first."""
    first = {"day": short_day(expense.sent_on), "what": f"Sent by {_name(expense.created_by)}"}
    changes = list(expense.changes.select_related("by"))
    return [
        *(
            {
                "day": short_day(change.on),
                "what": STEPS[change.step],
                "more": f"By {_name(change.by)}. {change.words}".strip(),
            }
            for change in reversed(changes)
        ),
        first,
    ]


def _name(user: Any) -> str:
    return user.first_name if user else "Kith"


def sheet(rows: "QuerySet[Expense]") -> Sheet:
    """For finance: whom to pay, what and when; never which child."""
    columns = (
        "Volunteer", "Scheme", "Day", "Kind", "What", "Miles", "Rate", "Amount in £", "Status", "Payment",
    )  # fmt: skip
    made = [
        (
            row.match.volunteer.name,
            row.scheme.name,
            row.on,
            row.get_kind_display(),
            row.words,
            float(row.miles) if row.miles is not None else "",
            row.pence_a_mile,
            float(row.amount),
            row.get_status_display(),
            row.payment.reference if row.payment else "",
        )
        for row in rows.select_related("payment")
    ]
    return Sheet("Expenses", columns, made)
