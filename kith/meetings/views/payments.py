"""Expenses of many: what waits for a yes, what was paid together, and the same as a spreadsheet for finance."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse

from kith.access.doors import Request, may, opens
from kith.access.downloads import download
from kith.access.policy import Permission
from kith.access.reach import may as may_they
from kith.access.reach import schemes_for
from kith.foundation.dates import today
from kith.meetings import actions
from kith.meetings.forms import PayForm
from kith.meetings.models import Expense, Payment
from kith.meetings.presenters import money as presenters
from kith.meetings.states import ExpenseStatus

APPROVE, PAY = Permission.APPROVE_EXPENSE, Permission.PAY_EXPENSE
PAGE = 50
SHOW = {
    "waiting": ("Waits for a yes", (ExpenseStatus.SENT,)),
    "approved": ("Approved, not paid", (ExpenseStatus.APPROVED,)),
    "paid": ("Paid", (ExpenseStatus.PAID,)),
    "back": ("Sent back", (ExpenseStatus.SENT_BACK,)),
    "all": ("Everything", tuple(ExpenseStatus)),
}


@may(APPROVE)
def expenses(request: Request) -> HttpResponse:
    """What waits for a yes, what waits to be paid, what was paid; as a spreadsheet for finance."""
    show = request.GET.get("show", "waiting")
    show = show if show in SHOW else "waiting"
    every = Expense.objects.reachable_by(request.user, APPROVE).exclude(match__volunteer__user=request.user)
    rows = every.filter(status__in=SHOW[show][1]).with_people().select_related("payment")
    if scheme := _uuid(request.GET.get("scheme", "")):
        rows = rows.filter(scheme__public_id=scheme)
    rows = rows.order_by("sent_on", "pk") if show == "waiting" else rows.order_by("-on", "-pk")
    if kind := request.GET.get("as"):
        filters = [("Show", SHOW[show][0])]
        return download(request, name="expenses", sheet=presenters.sheet(rows), filters=filters, **_as(kind))
    page = Paginator(rows, PAGE).get_page(request.GET.get("page"))
    context = {
        "show": show,
        "shows": [(words, f"?show={key}", key == show) for key, (words, _) in SHOW.items()],
        "page": page,
        "keep": f"&show={show}",
        "lines": presenters.lines(page.object_list),
        "total": presenters.total(rows),
        "payable": _payable(request) if show == "approved" and may_they(request.user, PAY) else [],
    }
    return render(request, "meetings/expenses.html", context)


def _as(kind: str) -> dict[str, Any]:
    return {"as_csv": True} if kind == "csv" else {}


def _uuid(typed: str) -> UUID | None:
    try:
        return UUID(typed)
    except ValueError:
        return None


def _payable(request: Request) -> list[tuple[str, str]]:
    """The schemes in which this person pays and something is approved."""
    rows = Expense.objects.reachable_by(request.user, PAY).filter(status=ExpenseStatus.APPROVED)
    found = rows.order_by("scheme__name").values_list("scheme__public_id", "scheme__name")
    return [(name, reverse("meetings:pay", args=[key])) for key, name in found.distinct()]


@may(PAY)
def pay(request: Request, public_id: UUID) -> HttpResponse:
    """Everything of a scheme that is approved, to be written down as paid under one reference."""
    scheme = schemes_for(request.user, PAY).filter(public_id=public_id).first()
    if scheme is None:
        raise Http404
    rows = Expense.objects.reachable_by(request.user, PAY).filter(
        status=ExpenseStatus.APPROVED, scheme=scheme
    )
    rows = rows.exclude(match__volunteer__user=request.user).with_people().order_by("on", "pk")
    form = PayForm(request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        chosen = set(request.POST.getlist("expense"))
        with form.refusals():
            payment = actions.pay(
                scheme=scheme,
                expenses=[row for row in rows if str(row.public_id) in chosen],
                reference=form.cleaned_data["reference"],
                by=request.user,
                on=today(),
            )
            messages.success(request, f"{payment.reference}: written down as paid.")
            return redirect("meetings:payment", payment.public_id)
    ticked = set(request.POST.getlist("expense")) if request.method == "POST" else None
    context = {
        "scheme": scheme,
        "form": form,
        "lines": presenters.lines(rows, ticked=ticked),
        "total": presenters.total(rows),
    }
    return render(request, "meetings/pay.html", context)


@opens(Payment, PAY)
def payment(request: Request, payment: Payment) -> HttpResponse:
    """What was paid together, to be taken out for finance."""
    rows = Expense.objects.reachable_by(request.user, PAY).filter(payment=payment).with_people()
    rows = rows.order_by("match__volunteer__last_name", "on", "pk")
    if kind := request.GET.get("as"):
        filters = [("Payment", payment.reference)]
        return download(request, name="payment", sheet=presenters.sheet(rows), filters=filters, **_as(kind))
    context = {"payment": payment, "lines": presenters.lines(rows), "total": presenters.total(rows)}
    return render(request, "meetings/payment.html", context)
