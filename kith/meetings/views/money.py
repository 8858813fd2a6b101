"""What was spent: the volunteer says it on a phone; somebody else approves it; a manager says that it was paid."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.core.paginator import Paginator
from django.db.models import QuerySet
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse

from kith.access.doors import Request, may, opens
from kith.access.policy import Permission
from kith.foundation.dates import now, today
from kith.foundation.encryption import cipher
from kith.foundation.errors import Cannot
from kith.foundation.forms import Confirmation
from kith.matching.drafts import pounds
from kith.matching.models import Match
from kith.meetings import actions, queries
from kith.meetings.forms import ClaimForm, SendAgainForm, SendBackForm
from kith.meetings.forms.money import ReceiptForm
from kith.meetings.models import Expense, Receipt, WaitingReceipt
from kith.meetings.money import mileage, receipts
from kith.meetings.presenters import money as presenters
from kith.meetings.queries.money import alike, ended_lately
from kith.meetings.states import ExpenseStatus
from kith.meetings.views.common import frame

SEE, APPROVE, CLAIM = Permission.SEE_EXPENSES, Permission.APPROVE_EXPENSE, Permission.CLAIM_EXPENSE
PAGE = 50


@opens(Match, Permission.PLAN_MEETING)
def money(request: Request, match: Match) -> HttpResponse:
    """What is left this month, what was spent, and saying what was spent."""
    on = today()
    page = frame(request, match, "" if match.volunteer.user == request.user else _match_url(match))
    rows = Expense.objects.reachable_by(request.user, SEE).filter(match=match).select_related("payment")
    shown = {
        "months": queries.months_of(match, on),
        "lines": presenters.lines(rows[:PAGE]),
        "rates": mileage.source_words(),
    }
    return render(request, "meetings/money.html", page | shown)


def _match_url(match: Match) -> str:
    return reverse("meetings:plan", args=[match.public_id])


@opens(Match, CLAIM)
def claim(request: Request, match: Match) -> HttpResponse:
    """One thing that was paid for, from the phone, with a picture of the receipt."""
    return _claim(request, match, reverse("meetings:money", args=[match.public_id]))


@may(CLAIM)
def claim_after(request: Request, public_id: UUID) -> HttpResponse:
    """What was spent until the last day of a match that has ended since: its other pages are closed."""
    match = ended_lately(request.user, today()).filter(public_id=public_id).first()
    if match is None:
        raise Http404
    return _claim(request, match, reverse("meetings:my_spending"))


@may(CLAIM)
def my_spending(request: Request) -> HttpResponse:
    """All that a volunteer ever spent and what became of it, also when the match is over."""
    rows = Expense.objects.reachable_by(request.user, SEE).filter(match__volunteer__user=request.user)
    shown = Paginator(rows.with_people().order_by("-on", "-pk"), PAGE).get_page(request.GET.get("page"))
    context = {
        "page": shown,
        "lines": presenters.lines(shown.object_list),
        "ended": list(ended_lately(request.user, today())),
        "back_url": reverse("meetings:my_meetings"),
    }
    return render(request, "meetings/my_spending.html", context)


def _claim(request: Request, match: Match, there: str) -> HttpResponse:
    page, on = frame(request, match, there), today()
    if not page["is_volunteer"]:
        raise Http404
    sent = (request.POST, request.FILES) if request.method == "POST" else (None, None)
    form = ClaimForm(*sent, match=match, on=on, among=_waiting(request, match))
    if request.method == "POST" and form.is_valid():
        said = form.cleaned_data
        with form.refusals():
            expense = actions.claim(
                match=match,
                kind=said["kind"],
                day=said["day"],
                words=said["words"],
                amount=said["amount"],
                miles=said["miles"] if said["kind"] == Expense.Kind.MILES else None,
                vehicle=said["vehicle"],
                receipts=form.receipts(),
                why_no_receipt=said["why_no_receipt"],
                by=request.user,
                at=now(),
            )
            left = queries.budget_of(match, expense.on).words
            messages.success(request, f"{pounds(expense.amount)} sent. {left[:1].upper()}{left[1:]}.")
            return redirect(there)
    _let_receipt_wait(request, match, form)
    budget = queries.budget_of(match, on).words
    return render(request, "meetings/claim.html", page | {"form": form, "budget": budget})


def _waiting(request: Request, match: Match) -> "QuerySet[WaitingReceipt]":
    return WaitingReceipt.objects.reachable_by(request.user, CLAIM).filter(match=match)


def _let_receipt_wait(request: Request, match: Match, form: ReceiptForm) -> None:
    """The form comes back because of something else: its picture stays with it."""
    if not form.is_bound or "receipt" in form.errors or not (sent := form.sent()):
        return
    try:
        waiting = actions.let_receipt_wait(
            match=match, sent=form.receipts()[0], name=sent.name or "", by=request.user, at=now()
        )
    except Cannot as refusal:
        form.add_error("receipt", str(refusal))
    else:
        form.let_wait(waiting)


@opens(Expense, SEE)
def expense(request: Request, expense: Expense) -> HttpResponse:
    """One expense with its receipts, and what may be done with it next."""
    match = expense.match
    spent = (
        reverse("meetings:money", args=[match.public_id])
        if match.is_live
        else reverse("meetings:my_spending")
    )
    page = frame(request, match, spent)
    approves = (
        Expense.objects.reachable_by(request.user, APPROVE).filter(pk=expense.pk).exists()
        and not page["is_volunteer"]
        and expense.created_by_id != request.user.pk
    )
    if approves:
        page["back_url"] = reverse("meetings:expenses")
    mine = expense.created_by_id == request.user.pk
    status = expense.status
    shown = {
        "expense": expense,
        "facts": presenters.facts(expense),
        "receipts": list(expense.receipts.defer("picture")),
        "story": presenters.story(expense),
        "warnings": alike(expense) if approves and status == ExpenseStatus.SENT else [],
        "budget": queries.budget_of(match, expense.on).words,
        "may": {
            "approve": approves and status == ExpenseStatus.SENT,
            "take_back": approves and status == ExpenseStatus.APPROVED,
            "send_again": mine and status == ExpenseStatus.SENT_BACK,
            "withdraw": mine and status in (ExpenseStatus.SENT, ExpenseStatus.SENT_BACK),
        },
        "asked": presenters.asked(expense),
    }
    return render(request, "meetings/expense.html", page | shown)


@opens(Receipt, SEE)
def receipt(request: Request, receipt: Receipt) -> HttpResponse:
    """The picture itself, as it was drawn anew."""
    picture = cipher().decrypt(bytes(receipt.picture))
    kept = {"Cache-Control": "private, no-store", "X-Content-Type-Options": "nosniff"}
    return HttpResponse(picture, content_type=receipts.PNG, headers=kept)


def _one_press(request: Request, expense: Expense, deed: Any, said: str, back: str = "") -> HttpResponse:
    """A deed that a press on a page does, with its refusal shown where one comes back to."""
    if request.method == "POST":
        try:
            deed(expense=expense, by=request.user, on=today())
        except Cannot as refusal:
            messages.error(request, str(refusal))
        else:
            messages.success(request, said)
            return redirect(back or reverse("meetings:expense", args=[expense.public_id]))
    return redirect("meetings:expense", expense.public_id)


@opens(Expense, APPROVE)
def approve(request: Request, expense: Expense) -> HttpResponse:
    """Yes to what somebody else spent; it can be taken back until it is paid."""
    back = reverse("meetings:expenses")
    return _one_press(request, expense, actions.approve_expense, "Approved.", back)


@opens(Expense, APPROVE)
def take_back(request: Request, expense: Expense) -> HttpResponse:
    """Not yet, after all."""
    return _one_press(request, expense, actions.take_approval_back, "It waits for a yes again.")


@opens(Expense, CLAIM)
def withdraw(request: Request, expense: Expense) -> HttpResponse:
    """Never mind, after a page that asks."""
    page = frame(request, expense.match, reverse("meetings:expense", args=[expense.public_id]))
    form = Confirmation(request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        with form.refusals():
            actions.withdraw_expense(expense=expense, by=request.user, on=today())
            messages.success(request, "Withdrawn. It counts no more.")
            return redirect("meetings:money", expense.match.public_id)
    shown = {"expense": expense, "amount": pounds(expense.amount), "form": form}
    return render(request, "meetings/withdraw_expense.html", page | shown)


@opens(Expense, APPROVE)
def send_back(request: Request, expense: Expense) -> HttpResponse:
    """Ask for something to be put right."""
    page = frame(request, expense.match, reverse("meetings:expense", args=[expense.public_id]))
    form = SendBackForm(request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        with form.refusals():
            actions.send_back(expense=expense, words=form.cleaned_data["words"], by=request.user, on=today())
            messages.success(request, "Sent back. The volunteer reads what you wrote.")
            return redirect("meetings:expenses")
    shown = {"expense": expense, "amount": pounds(expense.amount), "form": form}
    return render(request, "meetings/send_back.html", page | shown)


@opens(Expense, CLAIM)
def send_again(request: Request, expense: Expense) -> HttpResponse:
    """What came back, put right by whoever claimed it."""
    page = frame(request, expense.match, reverse("meetings:expense", args=[expense.public_id]))
    sent = (request.POST, request.FILES) if request.method == "POST" else (None, None)
    form = SendAgainForm(*sent, expense=expense, among=_waiting(request, expense.match))
    if request.method == "POST" and form.is_valid():
        said = form.cleaned_data
        with form.refusals():
            actions.send_again(
                expense=expense,
                words=said["words"],
                amount=said.get("amount"),
                receipts=form.receipts(),
                why_no_receipt=said["why_no_receipt"],
                by=request.user,
                at=now(),
            )
            messages.success(request, "Sent again.")
            return redirect("meetings:money", expense.match.public_id)
    _let_receipt_wait(request, expense.match, form)
    shown = {"expense": expense, "asked": presenters.asked(expense), "form": form}
    return render(request, "meetings/send_again.html", page | shown)
