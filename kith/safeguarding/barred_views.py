"""The safeguarding lead's list of people whom children must be kept from."""

from django.contrib import messages
from django.core.paginator import Paginator
from django.db.models import Q
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse

from kith.access.doors import Request, may, opens
from kith.access.policy import Permission
from kith.foundation.dates import now, today
from kith.people.models import Child
from kith.safeguarding import accounts, barring
from kith.safeguarding.barred_forms import BarContact, EndBar
from kith.safeguarding.marks import described
from kith.safeguarding.models import BarredContact

BAR = Permission.BAR_CONTACT
MOST_CHILDREN = 20


@may(BAR)
def kept_away(request: Request) -> HttpResponse:
    """Whom the children within my reach must be kept from; and the way to write down another."""
    words = request.GET.get("child", "").strip()
    ended = request.GET.get("show") == "ended"
    rows = BarredContact.objects.reachable_by(request.user, BAR).select_related("child", "created_by")
    rows = rows.exclude(until_day=None) if ended else rows.open_on(today())
    page = Paginator(rows.order_by("child__first_name", "pk"), 50).get_page(request.GET.get("page"))
    children = Child.objects.reachable_by(request.user, BAR)
    named = Q()
    for word in words.split():
        named &= Q(first_name__icontains=word) | Q(last_name__icontains=word) | Q(known_as__icontains=word)
    told = {
        "page": page,
        "filters": [("In force", "?", not ended), ("Ended", "?show=ended", ended)],
        "ended": ended,
        "words": words,
        "children": children.filter(named).order_by("first_name", "pk")[:MOST_CHILDREN] if words else [],
    }
    return render(request, "safeguarding/kept_away.html", told)


@opens(Child, BAR)
def bar_contact(request: Request, child: Child) -> HttpResponse:
    """Write down somebody this child must be kept from."""
    form = BarContact(request.POST) if request.method == "POST" else BarContact(initial={"from_day": today()})
    if request.method == "POST" and form.is_valid():
        with form.refusals():
            barring.bar_contact(child=child, by=request.user, on=today(), **form.cleaned_data)
            found = accounts.look_at_everybody(at=now())
            messages.success(
                request,
                "Written down. Everybody who works or offers to volunteer here is compared with them."
                + (" Somebody who works here is alike: look at it now." if found else ""),
            )
            return redirect("safeguarding:kept_away")
    back = {"back_url": reverse("safeguarding:kept_away"), "back_text": "Kept away"}
    return render(request, "safeguarding/bar_contact.html", {"form": form, "child": child, **back})


@opens(BarredContact, BAR)
def barred_contact(request: Request, contact: BarredContact) -> HttpResponse:
    """One of them: what is known, and the end of it."""
    form = EndBar(request.POST) if request.method == "POST" else EndBar()
    if request.method == "POST" and form.is_valid():
        with form.refusals():
            barring.end_bar(contact=contact, by=request.user, on=today(), **form.cleaned_data)
            messages.success(request, "Ended. Nobody is compared with them any more.")
            return redirect("safeguarding:kept_away")
    known = described(contact)
    facts = [
        ("Also called", known.names[1:]),
        ("Addresses", known.addresses),
        ("Phone", known.phones),
        ("E-mail", known.emails),
    ]
    told = {
        "contact": contact,
        "child": contact.child,
        "facts": [(label, found) for label, found in facts if found],
        "form": form,
        "back_url": reverse("safeguarding:kept_away"),
        "back_text": "Kept away",
    }
    return render(request, "safeguarding/barred_contact.html", told)
