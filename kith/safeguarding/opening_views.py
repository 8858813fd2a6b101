"""Opening a file in an emergency, the list of those that were opened, and their review."""

from allauth.account.decorators import reauthentication_required
from django.contrib import messages
from django.core.paginator import Paginator
from django.db.models import QuerySet
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse

from kith.access.doors import Request, may, opens
from kith.access.policy import Permission
from kith.access.reach import schemes_for
from kith.audit.models import Look
from kith.foundation.dates import now, today
from kith.people.models import Child, Opening
from kith.safeguarding import opening as deeds
from kith.safeguarding.clock import moment_words
from kith.safeguarding.guard_forms import OpenFile, ReviewOpening
from kith.safeguarding.ringing import numbers_now

P = Permission


@may(P.BREAK_GLASS)
def emergency(request: Request) -> HttpResponse:
    """What opening a file means, and those that are open to me now."""
    mine = Opening.objects.filter(created_by=request.user).in_force(now()).select_related("child")
    return render(
        request,
        "safeguarding/emergency.html",
        {
            "mine": mine.order_by("at"),
            "ring": numbers_now(schemes_for(request.user, P.BREAK_GLASS).select_related("provider")),
        },
    )


@may(P.BREAK_GLASS)
@reauthentication_required
def open_file(request: Request) -> HttpResponse:
    """A file out of reach, in a minute: who, why, and it is open for an hour."""
    form = OpenFile(request.POST) if request.method == "POST" else OpenFile()
    if request.method == "POST" and form.is_valid():
        with form.refusals():
            opened = deeds.open_file(by=request.user, at=now(), **form.cleaned_data)
            if opened:
                return redirect("casefile:opened", opened.public_id)
            form.add_error(
                None,
                "No file that you may open has this name and birthday. Check both with whoever called you. This try is kept.",
            )
    back = {"back_url": reverse("safeguarding:emergency"), "back_text": "In an emergency"}
    return render(request, "safeguarding/open_file.html", {"form": form, **back})


@may(P.REVIEW_OPENING)
def openings(request: Request) -> HttpResponse:
    """Files that somebody opened in an emergency: those to review on top."""
    shown = request.GET.get("show", "open")
    rows = Opening.objects.reachable_by(request.user, P.REVIEW_OPENING)
    rows = rows.exclude(reviewed_on=None) if shown == "reviewed" else rows.unreviewed()
    page = Paginator(rows.select_related("created_by", "scheme", "child").order_by("-at"), 50)
    known = _known(request, rows)
    lines = [
        (
            each,
            each.child.name if each.child_id in known else "A child",
            moment_words(each.at),
            each.review_by < today(),
        )
        for each in page.get_page(request.GET.get("page"))
    ]
    told = {
        "page": page.get_page(request.GET.get("page")),
        "lines": lines,
        "shown": shown,
        "filters": [
            ("To review", "?show=open", shown != "reviewed"),
            ("Reviewed", "?show=reviewed", shown == "reviewed"),
        ],
    }
    return render(request, "safeguarding/openings.html", told)


def _known(request: Request, rows: "QuerySet[Opening]") -> set[int]:
    """The children among them whom the reader may know by name."""
    within = Child.objects.reachable_by(request.user, P.SEE_CHILD).filter(pk__in=rows.values("child"))
    return set(within.values_list("pk", flat=True))


@opens(Opening, P.REVIEW_OPENING)
def opening(request: Request, opening: Opening) -> HttpResponse:
    """One file that was opened: by whom, why, what they looked at; and whether it was right."""
    form = ReviewOpening(request.POST) if request.method == "POST" else ReviewOpening()
    if request.method == "POST" and form.is_valid():
        with form.refusals():
            deeds.review(opening=opening, by=request.user, on=today(), **form.cleaned_data)
            messages.success(request, "Reviewed.")
            return redirect("safeguarding:openings")
    by = opening.created_by
    looks = Look.objects.filter(
        by=by.public_id if by else None, about=opening.public_id, at__gte=opening.at, at__lt=opening.until_at
    )
    known = Child.objects.reachable_by(request.user, P.SEE_CHILD).filter(pk=opening.child_id).exists()
    told = {
        "opening": opening,
        "who": opening.child.name if known else "A child",
        "when": moment_words(opening.at),
        "until": moment_words(opening.until_at),
        "looks": [moment_words(look.at) for look in looks.order_by("pk")],
        "late": not opening.reviewed_on and opening.review_by < today(),
        "form": form,
        "back_url": reverse("safeguarding:openings"),
        "back_text": "Opened in an emergency",
    }
    return render(request, "safeguarding/opening.html", told)
