"""Reviews of approved volunteers, and how one leaves."""

from datetime import date
from typing import Any

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse

from kith.access.doors import Request, may, opens
from kith.access.policy import Permission
from kith.access.reach import schemes_for
from kith.foundation.dates import count_words, day_words, near_words, today
from kith.recruitment.actions import reviews as deeds
from kith.recruitment.models import Application, Approval, Leaving, Letter, Review
from kith.recruitment.presenters.reader import Reader, address_of
from kith.recruitment.review_forms import HoldReview, RecordLeaving
from kith.recruitment.reviews import AHEAD_DAYS, due, which
from kith.recruitment.views.common import refuse_about_themself

P = Permission
A_PAGE = 25
SHOWN = {"due": 0, "soon": AHEAD_DAYS}


@may(P.RECORD_CHECK)
def reviews(request: Request) -> HttpResponse:
    """Whose review is due, or will be within a month."""
    shown = request.GET.get("shown", "soon")
    shown = shown if shown in SHOWN else "soon"
    schemes = schemes_for(request.user, P.RECORD_CHECK)
    rows = due(schemes, today(), SHOWN[shown]).exclude(volunteer__user=request.user)
    page = Paginator(rows, A_PAGE).get_page(request.GET.get("page"))
    return render(
        request,
        "recruitment/reviews.html",
        {
            "lines": [_line(row, today()) for row in page.object_list],
            "page": page,
            "found": page.paginator.count,
            "chips": [
                ("Due now", "?shown=due", shown == "due"),
                (f"Within {AHEAD_DAYS} days", "?shown=soon", shown == "soon"),
            ],
            "keep": f"&shown={shown}",
            "back_url": reverse("recruitment:volunteers"),
            "back_text": "Volunteers",
        },
    )


def _line(row: Any, on: date) -> dict[str, Any]:
    return {
        "name": row.volunteer.name,
        "url": reverse("recruitment:review", args=[row.application.public_id]),
        "scheme": row.scheme.name,
        "kind": which(row).label,
        "due": day_words(row.review_on),
        "near": near_words(row.review_on, on),
        "late": row.review_on < on,
        "terms": f"Ages {row.age_from} to {row.age_to}, {count_words(row.places, 'child', 'children')}",
    }


def _open_approval(application: Application) -> Approval:
    """The one in force: that of the application, or what has followed it."""
    rows = Approval.objects.filter(
        volunteer=application.volunteer, scheme=application.scheme, until_day=None, from_day__lte=today()
    )
    found = rows.select_related("volunteer", "scheme", "application").first()
    if found is None:
        raise Http404
    return found


@opens(Application, P.RECORD_CHECK)
def review(request: Request, application: Application) -> HttpResponse:
    """Hold a review; below, those that were held."""
    refuse_about_themself(request, application.volunteer)
    approval = _open_approval(application)
    reader = Reader(request.user, approval.application, today())
    asked: dict[str, Any] = {"approval": approval, "decides": reader.may_approve}
    form = HoldReview(request.POST, **asked) if request.method == "POST" else HoldReview(**asked)
    if request.method == "POST" and form.is_valid():
        said = form.cleaned_data
        with form.refusals():
            deeds.hold_review(
                approval=approval,
                outcome=said["outcome"],
                held_on=said["held_on"],
                agreed=said["agreed"],
                vetting_words=said["vetting_words"],
                terms=form.terms(),
                by=request.user,
                on=today(),
            )
            messages.success(request, f"{approval.volunteer.first_name}’s review is written down.")
            if said["outcome"] == Review.Outcome.ENDS:
                return redirect(
                    "recruitment:write_letter", approval.application.public_id, Letter.Kind.ENDED.value
                )
            return redirect("recruitment:application", application.public_id)
    rows = Review.objects.filter(volunteer=application.volunteer, scheme=application.scheme)
    rows = (
        rows.select_related("created_by")
        if reader.vets
        else rows.select_related("created_by").defer("vetting_words")
    )
    return render(
        request,
        "recruitment/review.html",
        _told(application, form)
        | {
            "approval": approval,
            "kind": Review.Kind(deeds.kind_of(approval)).label,
            "held": list(rows),
            "reader": reader,
            "may_leave": True,
        },
    )


@opens(Application, P.RECORD_CHECK)
def leave(request: Request, application: Application) -> HttpResponse:
    """A volunteer leaves; what becomes of their matches is said, and left to people."""
    refuse_about_themself(request, application.volunteer)
    approval = _open_approval(application)
    form = RecordLeaving(request.POST) if request.method == "POST" else RecordLeaving()
    if request.method == "POST" and form.is_valid():
        with form.refusals():
            deeds.record_leaving(approval=approval, by=request.user, on=today(), **form.told())
            messages.success(
                request,
                f"{approval.volunteer.first_name} has left {approval.scheme}. Matches that go on are on the desk of whoever looks after them.",
            )
            return redirect(
                "recruitment:write_letter", approval.application.public_id, Letter.Kind.LEFT.value
            )
    return render(request, "recruitment/leave.html", _told(application, form) | {"approval": approval})


def _told(application: Application, form: Any) -> dict[str, Any]:
    return {
        "form": form,
        "application": application,
        "volunteer": application.volunteer,
        "back_url": address_of(application),
        "back_text": application.volunteer.name,
    }


@opens(Leaving, P.SEE_VETTING)
def leaving(request: Request, leaving: Leaving) -> HttpResponse:
    """How somebody left, and what they said; read by those who vet."""
    refuse_about_themself(request, leaving.volunteer)
    application = leaving.approval.application
    return render(request, "recruitment/leaving.html", _told(application, None) | {"leaving": leaving})
