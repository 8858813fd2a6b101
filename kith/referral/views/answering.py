"""The deeds of the desk, one page each: which child it is, accept, decline, ask, answer, withdraw, close."""

from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render

from kith.access.doors import Request, opens
from kith.access.policy import Permission
from kith.access.reach import schemes_for
from kith.foundation.dates import today
from kith.foundation.forms import Form
from kith.referral import actions, presenters, queries
from kith.referral.forms import Accept, Answer, Ask, Close, Decline, FindChild, Withdraw, WriteDownChild
from kith.referral.models import Referral
from kith.referral.states import Status
from kith.schemes.models import Contract, Organisation, Scheme

ANSWER = Permission.ANSWER_REFERRAL
SEE = Permission.SEE_REFERRAL


def _page(request: Request, name: str, row: Referral, form: Form, **more: Any) -> HttpResponse:
    shown = {
        "form": form,
        "referral": row,
        "back_url": presenters.page_of(row),
        "back_text": row.name,
        **more,
    }
    return render(request, f"referral/{name}.html", shown)


def _authorities(request: Request, row: Referral) -> Any:
    """The authorities that pay the schemes in which this person answers, and the one the referral names."""
    paying = Contract.objects.open_on(today()).filter(scheme__in=schemes_for(request.user, ANSWER))
    authorities = Organisation.objects.filter(pk__in=paying.values("commissioner"))
    named = Organisation.objects.filter(pk=row.authority_id or 0)
    return (authorities | named).distinct().order_by("name")


@opens(Referral, ANSWER)
def link(request: Request, row: Referral) -> HttpResponse:
    """Find the child on the register. A wrong number, a wrong birthday and a sealed child look the same."""
    authorities = _authorities(request, row)
    known = {"authority": row.authority_id, "authority_ref": row.authority_ref, "born": row.born}
    form = (
        FindChild(request.POST, authorities=authorities)
        if request.method == "POST"
        else FindChild(initial=known, authorities=authorities)
    )
    if request.method == "POST" and form.is_valid():
        child = queries.child_on_register(**form.cleaned_data)
        if child is None:
            form.add_error(
                None,
                f"There is no child with this number and date of birth in {form.cleaned_data['authority']}. "
                "Check both with the referrer, or write the young person down.",
            )
        else:
            with form.refusals():
                actions.link_child(referral=row, child=child, by=request.user, on=today())
                messages.success(request, f"This referral is about {child.name}.")
                return redirect(presenters.page_of(row))
    return _page(request, "link", row, form)


@opens(Referral, ANSWER)
def write_down(request: Request, row: Referral) -> HttpResponse:
    """Write down a young person whom no register shows."""
    authorities = _authorities(request, row)
    known = {name: getattr(row, name) for name in ("first_name", "last_name", "born", "authority_ref")} | {
        "authority": row.authority_id
    }
    form = (
        WriteDownChild(request.POST, authorities=authorities)
        if request.method == "POST"
        else WriteDownChild(initial=known, authorities=authorities)
    )
    if request.method == "POST" and form.is_valid():
        with form.refusals():
            child = actions.write_down_child(referral=row, by=request.user, on=today(), **form.cleaned_data)
            messages.success(request, f"{child.name} has been written down.")
            return redirect(presenters.page_of(row))
    return _page(request, "write_down", row, form)


@opens(Referral, ANSWER)
def accept(request: Request, row: Referral) -> HttpResponse:
    """Take the child on. Where their no stands in the way, there is nothing to press."""
    schemes = schemes_for(request.user, ANSWER).open_on(today()).order_by("name")  # type: ignore[attr-defined]
    coordinators = queries.coordinators_of(schemes, today())
    told = {"schemes": schemes, "coordinators": coordinators}
    form = (
        Accept(request.POST, **told)
        if request.method == "POST"
        else Accept(initial=_likely(request, row, schemes), **told)
    )
    if request.method == "POST" and form.is_valid():
        with form.refusals():
            actions.accept(referral=row, by=request.user, on=today(), **form.cleaned_data)
            messages.success(request, f"{row.name} has been accepted. The referrer has been told.")
            return redirect(presenters.page_of(row))
    more = {
        "childs_no": queries.childs_no(row, today()),
        "cautions": presenters.cautions(row, today()),
        "twins": presenters.twins(row, Referral.objects.reachable_by(request.user, SEE)),
    }
    return _page(request, "accept", row, form, **more)


def _likely(request: Request, row: Referral, schemes: Any) -> dict[str, Any]:
    """The scheme that was asked for, or the only one; and the coordinator who is answering."""
    given: list[Scheme] = list(schemes)
    only = given[0].pk if len(given) == 1 else None
    return {"scheme": row.scheme_id or only, "coordinator": request.user.pk}


@opens(Referral, ANSWER)
def decline(request: Request, row: Referral) -> HttpResponse:
    form = (
        Decline(request.POST)
        if request.method == "POST"
        else Decline(initial={"reason": request.GET.get("reason", "")})
    )
    if request.method == "POST" and form.is_valid():
        with form.refusals():
            actions.decline(referral=row, by=request.user, on=today(), **form.cleaned_data)
            messages.success(request, "The referral has been declined, and the referrer has been told.")
            return redirect(presenters.page_of(row))
    return _page(request, "decline", row, form)


@opens(Referral, ANSWER)
def ask(request: Request, row: Referral) -> HttpResponse:
    form = Ask(request.POST) if request.method == "POST" else Ask()
    if request.method == "POST" and form.is_valid():
        with form.refusals():
            actions.question(referral=row, by=request.user, on=today(), **form.cleaned_data)
            messages.success(request, "Your question has been asked.")
            return redirect(presenters.page_of(row))
    return _page(request, "ask", row, form)


@opens(Referral, SEE)
def answer(request: Request, row: Referral) -> HttpResponse:
    """The referrer answers, or whoever heard the answer from them writes it down."""
    question = row.questions.filter(answered_on=None).first()
    if question is None:
        return redirect(presenters.page_of(row))
    form = Answer(request.POST) if request.method == "POST" else Answer()
    if request.method == "POST" and form.is_valid():
        with form.refusals():
            actions.answer(question=question, by=request.user, on=today(), **form.cleaned_data)
            messages.success(request, "The answer has been written down.")
            return redirect(presenters.page_of(row))
    return _page(request, "answer", row, form, question=question)


@opens(Referral, SEE)
def withdraw(request: Request, row: Referral) -> HttpResponse:
    form = Withdraw(request.POST) if request.method == "POST" else Withdraw()
    if request.method == "POST" and form.is_valid():
        with form.refusals():
            actions.withdraw(referral=row, by=request.user, on=today(), **form.cleaned_data)
            messages.success(request, "The referral has been withdrawn.")
            return redirect("referral:list")
    return _page(request, "withdraw", row, form)


@opens(Referral, ANSWER)
def close(request: Request, row: Referral) -> HttpResponse:
    form = Close(request.POST) if request.method == "POST" else Close()
    if request.method == "POST" and row.status == Status.MATCHED:
        form.add_error(
            None, f"{row.name} has somebody. Plan the ending of the match, and this closes with it."
        )
    if request.method == "POST" and form.is_valid():
        with form.refusals():
            actions.close(referral=row, by=request.user, on=today(), **form.cleaned_data)
            messages.success(request, "The referral has been closed, and the referrer has been told.")
            return redirect("referral:list")
    return _page(request, "close", row, form)
