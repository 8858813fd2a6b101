"""Saying what was spent, approving it, sending it back, paying it. Nobody approves or pays what is their own."""

from collections.abc import Sequence
from datetime import date, datetime, time, timedelta
from decimal import Decimal

from django.db import IntegrityError, transaction
from django.urls import reverse

from kith.access.models import User
from kith.audit import actions as audit
from kith.audit.events import Kind
from kith.foundation.dates import count_words, day_words, moment
from kith.foundation.errors import Cannot
from kith.foundation.holding import hold
from kith.matching.models import Match
from kith.meetings.actions.receipts import CannotClaim, add_receipt, drop_waiting_receipt
from kith.meetings.facts import day_of
from kith.meetings.models import Expense, Meeting, Payment
from kith.meetings.money.mileage import rate_on, reckon, tax_year_begins
from kith.meetings.queries.money import miles_driven
from kith.meetings.states import ExpenseStatus
from kith.messages.actions import send
from kith.schemes.models import Scheme

CLAIM_WITHIN = timedelta(days=365)
NO_RECEIPT_NEEDED = Decimal("5.00")


class CannotApprove(Cannot):
    """This cannot be approved, sent back or paid by this person now."""


@transaction.atomic
def claim(
    *,
    match: Match,
    kind: str,
    day: date,
    words: str,
    amount: Decimal | None = None,
    miles: Decimal | None = None,
    vehicle: str = "",
    meeting: Meeting | None = None,
    receipts: Sequence[bytes] = (),
    why_no_receipt: str = "",
    by: User,
    at: datetime,
) -> Expense:
    """A volunteer says what they spent. Miles are reckoned by the rate of the day on which they were driven."""
    on = day_of(at)
    _refuse_stranger_or_day(match, by, day, on)
    hold(match)
    by_rate = ""
    if kind == Expense.Kind.MILES:
        amount, by_rate = _for_miles(match, vehicle, miles, day)
    elif not receipts and not why_no_receipt.strip() and (amount or 0) > NO_RECEIPT_NEEDED:
        raise CannotClaim("Add a picture of the receipt, or say why there is none.")
    if amount is None or amount <= 0:
        raise CannotClaim("Say how much it was.")
    expense = Expense.objects.create(
        match=match,
        scheme=match.scheme_on(day),
        meeting=meeting,
        kind=kind,
        on=day,
        words=words.strip(),
        vehicle=vehicle if kind == Expense.Kind.MILES else "",
        miles=miles if kind == Expense.Kind.MILES else None,
        pence_a_mile=by_rate,
        amount=amount,
        sent_on=on,
        why_no_receipt=why_no_receipt.strip(),
        created_by=by,
    )
    for sent in receipts:
        add_receipt(expense=expense, sent=sent, by=by, at=at)
    drop_waiting_receipt(match=match, by=by)
    audit.record(Kind.EXPENSE_SENT, about=expense, by=by, on=on, what=kind, receipts=len(receipts))
    return expense


def _refuse_stranger_or_day(match: Match, by: User, day: date, on: date) -> None:
    if match.volunteer.user != by:
        raise CannotClaim("Only the volunteer of a match can say what they spent for it.")
    if day > on:
        raise CannotClaim("That day has not come yet.")
    if day < match.begun_on or (match.ended_on and day > match.ended_on):
        raise CannotClaim(
            f"That day is not within the time of {match.name}, which began {day_words(match.begun_on)}."
        )
    if on - day > CLAIM_WITHIN:
        raise CannotClaim("That is more than a year ago. Talk with your coordinator.")


def _for_miles(match: Match, vehicle: str, miles: Decimal | None, day: date) -> tuple[Decimal, str]:
    if not miles or miles <= 0:
        raise CannotClaim("Say how many miles it was.")
    rate = rate_on(vehicle, day)
    if rate is None:
        raise CannotClaim("No rate is known for that vehicle on that day. Talk with your coordinator.")
    begins = tax_year_begins(day)
    already = miles_driven(match.volunteer, vehicle, begins, date(begins.year + 1, 4, 5))
    reckoned = reckon(miles, rate, already)
    return reckoned.amount, reckoned.by


@transaction.atomic
def approve_expense(*, expense: Expense, by: User, on: date) -> Expense:
    """Say yes to what somebody else spent."""
    hold(expense)
    _refuse_own(expense, by)
    return _step(expense, "approve", by, on)


@transaction.atomic
def take_approval_back(*, expense: Expense, by: User, on: date) -> Expense:
    """Not yet, after all: as long as it has not been paid."""
    hold(expense)
    _refuse_own(expense, by)
    if expense.status == ExpenseStatus.PAID:
        raise CannotApprove("This has been paid, so that the yes stands.")
    return _step(expense, "take approval back", by, on)


@transaction.atomic
def send_back(*, expense: Expense, words: str, by: User, on: date) -> Expense:
    """Ask for something to be put right, in words that the volunteer reads."""
    hold(expense)
    _refuse_own(expense, by)
    if not words.strip():
        raise CannotApprove("Say what should be put right.")
    _step(expense, "send back", by, on, words.strip())
    link = reverse("meetings:expense", args=[expense.public_id])
    if expense.created_by:
        send(to=expense.created_by, event="something new", about=expense, link=link, at=moment(on, time()))
    return expense


@transaction.atomic
def send_again(
    *,
    expense: Expense,
    amount: Decimal | None,
    words: str,
    receipts: Sequence[bytes] = (),
    why_no_receipt: str = "",
    by: User,
    at: datetime,
) -> Expense:
    """What came back was put right: words, amount, another picture."""
    hold(expense)
    if expense.created_by_id != by.pk:
        raise CannotClaim("Only whoever claimed it can send it again.")
    if amount is not None and expense.kind != Expense.Kind.MILES:
        if amount <= 0:
            raise CannotClaim("Say how much it was.")
        expense.amount = amount
    expense.words, expense.why_no_receipt = words.strip(), why_no_receipt.strip()
    expense.save(update_fields=["amount", "words", "why_no_receipt"])
    for sent in receipts:
        add_receipt(expense=expense, sent=sent, by=by, at=at)
    drop_waiting_receipt(match=expense.match, by=by)
    return _step(expense, "send again", by, day_of(at))


@transaction.atomic
def withdraw_expense(*, expense: Expense, by: User, on: date) -> Expense:
    """Never mind: it leaves the list and counts no more."""
    hold(expense)
    if expense.created_by_id != by.pk:
        raise CannotClaim("Only whoever claimed it can withdraw it.")
    return _step(expense, "withdraw", by, on)


@transaction.atomic
def pay(*, scheme: Scheme, expenses: Sequence[Expense], reference: str, by: User, on: date) -> Payment:
    """Write down that these were paid together, under the reference that finance gave."""
    if not expenses:
        raise CannotApprove("Choose what has been paid.")
    if not reference.strip():
        raise CannotApprove("Give the reference of the payment, so that finance finds it again.")
    try:
        with transaction.atomic():
            payment = Payment.objects.create(scheme=scheme, on=on, reference=reference.strip(), created_by=by)
    except IntegrityError as double:
        raise CannotApprove(f"There is a payment called {reference.strip()} already.") from double
    for expense in sorted(expenses, key=lambda row: row.pk):
        hold(expense)
        _refuse_own(expense, by)
        if expense.scheme_id != scheme.pk:
            raise CannotApprove("Pay the expenses of one scheme at a time.")
        if expense.status != ExpenseStatus.APPROVED:
            raise CannotApprove("Somebody has just changed one of these. Look at the list again.")
        expense.payment = payment
        expense.save(update_fields=["payment"])
        expense.move("pay", by=by, on=on)
    audit.record(
        Kind.EXPENSES_PAID, about=payment, by=by, on=on, expenses=count_words(len(expenses), "expense")
    )
    return payment


def _refuse_own(expense: Expense, by: User) -> None:
    if by.pk in (expense.created_by_id, expense.match.volunteer.user_id):
        raise CannotApprove("This is your own. Somebody else looks at it.")


def _step(expense: Expense, step: str, by: User, on: date, words: str = "") -> Expense:
    expense.move(step, by=by, on=on, words=words)
    audit.record(Kind.EXPENSE_MOVED, about=expense, by=by, on=on, step=step)
    return expense
