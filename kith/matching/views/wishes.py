"""The conversation guide."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render

from kith.access.doors import Request, opens
from kith.access.policy import Permission
from kith.foundation.dates import today
from kith.matching.actions import record_wishes
from kith.matching.forms import WishForm
from kith.matching.presenters import wishes as presenters
from kith.matching.queries import wish_versions
from kith.referral.models import Referral
from kith.referral.states import TAKEN_ON


@opens(Referral, Permission.RECORD_WISHES)
def wishes(request: Request, referral: Referral) -> HttpResponse:
    """One page to talk along; a new version starts from the last."""
    child, scheme = referral.child, referral.scheme
    if child is None or scheme is None or referral.status not in TAKEN_ON:
        messages.warning(request, "Accept the referral first; then write down what the child would like.")
        return redirect("referral:referral", referral.public_id)
    versions = wish_versions(child, scheme.provider)
    before = versions[0] if versions else None
    form = WishForm(request.POST, child=child, before=before) if request.method == "POST" else WishForm(child=child, before=before)  # fmt: skip
    if request.method == "POST" and form.is_valid():
        with form.refusals():
            record_wishes(referral=referral, by=request.user, on=today(), **form.told())
            messages.success(request, f"Written down. Here is who could be there for {child.name}.")
            return redirect("matching:look", referral.public_id)
    shown = {"form": form, "child": child, "referral": referral, "history": presenters.history(versions)}
    return render(request, "matching/wishes.html", shown)
