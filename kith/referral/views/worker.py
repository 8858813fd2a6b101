"""A worker refers a child they are near to."""

from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render

from kith.access.doors import Request, opens
from kith.access.models import User
from kith.access.policy import Permission
from kith.foundation.dates import today
from kith.people.models import Child, Involvement, Worker
from kith.referral import actions, presenters, queries
from kith.referral.forms import ReferChild
from kith.referral.models import Referral
from kith.register.models import Offer

SOURCES: dict[str, str] = {
    Involvement.Part.SOCIAL_WORKER: Referral.Source.SOCIAL_WORKER,
    Involvement.Part.REVIEWING_OFFICER: Referral.Source.REVIEWING_OFFICER,
    Involvement.Part.PERSONAL_ADVISER: Referral.Source.PERSONAL_ADVISER,
    Involvement.Part.TEACHER: Referral.Source.SCHOOL,
    Involvement.Part.CARER: Referral.Source.CARER,
}


@opens(Child, Permission.REFER)
def refer_child(request: Request, child: Child) -> HttpResponse:
    """One page: who the child is and who refers is known. A yes in the register is not asked for again."""
    offer = queries.said_yes_to(child, today())
    schemes = queries.schemes_to_ask(child.authority, today())
    told: dict[str, Any] = {"child": child, "schemes": schemes, "offer": offer, "on": today()}
    form = (
        ReferChild(request.POST, **told)
        if request.method == "POST"
        else ReferChild(initial=_known(request.user, child), **told)
    )
    if request.method == "POST" and form.is_valid():
        with form.refusals():
            referral = actions.refer(child=child, offer=offer, by=request.user, on=today(), **form.told)
            messages.success(
                request, f"{child.name} has been referred. The reference is {referral.reference}."
            )
            return redirect(presenters.page_of(referral))
    last = queries.last_offer_answered(child, today())
    shown = {
        "form": form,
        "child": child,
        "age": child.age_on(today()),
        "offer": offer,
        "said_no": last if last and last.answer == Offer.Answer.DECLINED else None,
        "open": list(Referral.objects.open().filter(child=child).select_related("scheme")),
    }
    return render(request, "referral/refer_child.html", shown)


def _known(user: User, child: Child) -> dict[str, str]:
    """What need not be typed: which part the worker plays for this child, and what the child needs."""
    part = (
        Involvement.objects.open_on(today())
        .filter(child=child, user=user)
        .values_list("part", flat=True)
        .first()
        or Worker.objects.filter(user=user).values_list("kind", flat=True).first()
    )
    return {
        "source": SOURCES.get(part, Referral.Source.OTHER) if part else Referral.Source.OTHER,
        "practical_needs": child.practical_needs,
    }
