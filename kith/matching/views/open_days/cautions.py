"""For safeguarding leads alone: somebody at an open day may be somebody whom a child there must be kept from."""

from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse

from kith.access.doors import Request, may, opens
from kith.access.policy import Permission
from kith.foundation.dates import now, today
from kith.matching.actions import open_days as deeds
from kith.matching.forms.open_day_choices import CautionForm
from kith.matching.models import OpenDayCaution
from kith.matching.presenters.open_days.days import when_words
from kith.recruitment.models import Flag
from kith.safeguarding.models import BarredContact

DECIDE = Permission.DECIDE_CONCERN
MOST = 200


@may(DECIDE)
def listing(request: Request) -> HttpResponse:
    """Those that have to be looked at, of days to come first."""
    rows = OpenDayCaution.objects.reachable_by(request.user, DECIDE).select_related(
        "open_day", "volunteer__volunteer", "companion_of__child"
    )
    everything = request.GET.get("show") == "all"
    rows = rows if everything else rows.to_look_at(now())
    found = list(rows.order_by("-open_day__begins_at", "pk")[:MOST])
    unsettled = {
        (flag.contact_id, flag.application.volunteer_id): flag
        for flag in Flag.objects.reachable_by(request.user, DECIDE)
        .filter(kind=Flag.Kind.CONFLICT, contact__in=[each.contact_id for each in found])
        .select_related("application")
    }
    chips = [("To look at", "?", not everything), ("All", "?show=all", everything)]
    lines = [_line(each, unsettled) for each in found]
    return render(request, "matching/open_day_cautions.html", {"rows": lines, "chips": chips})


def _line(caution: OpenDayCaution, flags: dict[Any, Flag]) -> dict[str, Any]:
    alike = ", ".join(sorted(caution.alike))
    when = when_words(caution.open_day)
    if caution.volunteer is not None:
        flag = flags.get((caution.contact_id, caution.volunteer.volunteer_id))
        is_open = flag is None or flag.settled_on is None
        url = reverse("recruitment:flag", args=[flag.public_id]) if flag else ""
        who = caution.volunteer.volunteer.name
        return {
            "what": f"{who} was invited to an open day",
            "why": f"{when}. Alike: {alike}. Their invitation does not hold until you have looked.",
            "url": url, "action": "Look at it" if url else "", "is_open": is_open and caution.open_day.ends_at > now(),
        }  # fmt: skip
    return {
        "what": "Somebody who comes along to an open day",
        "why": f"{when}. Alike: {alike}. Nobody else has been told.",
        "url": reverse("matching:open_day_caution", args=[caution.public_id]),
        "action": "Look at it",
        "is_open": caution.settled_on is None and caution.open_day.ends_at > now(),
    }


@opens(OpenDayCaution, DECIDE)
def caution(request: Request, row: OpenDayCaution) -> HttpResponse:
    """One who comes along: somebody else, or to be kept apart."""
    form = CautionForm(request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        with form.refusals():
            deeds.settle_caution(
                caution=row, finding=form.cleaned_data["finding"], by=request.user, on=today()
            )
            messages.success(
                request, "Written down. If they must be kept apart, ring whoever brings the child."
            )
            return redirect("matching:open_day_cautions")
    within = BarredContact.objects.reachable_by(request.user, Permission.BAR_CONTACT)
    told = {
        "form": form,
        "row": row,
        "when": when_words(row.open_day),
        "along": row.companion_of.comes_with if row.companion_of else "",
        "with_child": row.companion_of.child.name if row.companion_of else "",
        "contact": within.filter(pk=row.contact_id).first(),
        "back_url": reverse("matching:open_day_cautions"),
        "back_text": "To look at",
    }
    return render(request, "matching/open_day_caution.html", told)
