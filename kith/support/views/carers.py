"""A carer's own page, given and closed."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render

from kith.access.doors import Request, opens
from kith.access.policy import Permission
from kith.foundation.dates import now, today
from kith.foundation.forms import Confirmation
from kith.people.models import Child, Involvement, near_in
from kith.support import actions


@opens(Child, Permission.RECORD_WISHES)
def carer_page(request: Request, child: Child) -> HttpResponse:
    """Before an account is made for a carer, or closed, what that means."""
    near = near_in(child, Involvement.Part.CARER, today())
    carer = near.carer if near else None
    has_one = bool(carer and carer.user_id)
    form = Confirmation(request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        with form.refusals():
            if request.POST.get("deed") == "close":
                closed = actions.close_carer_page(child=child, by=request.user, at=now())
                messages.success(request, f"{closed.name}’s page is closed.")
            else:
                given = actions.give_carer_page(child=child, by=request.user, at=now())
                messages.success(request, f"{given.name} gets a letter with the way in.")
            return redirect("people:carer", child.public_id)
    shown = {"child": child, "carer": carer, "has_one": has_one, "form": form}
    return render(request, "support/carer_page.html", shown)
