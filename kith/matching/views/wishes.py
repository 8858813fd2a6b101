"""The conversation guide: on a screen or a phone while talking, and on paper; and what a young person reads of it."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render

from kith.access.doors import Request, may, opens
from kith.access.policy import Permission
from kith.foundation.dates import now, today
from kith.foundation.forms import Confirmation
from kith.matching import queries
from kith.matching.actions import keep_draft, record_wishes, throw_draft_away
from kith.matching.forms import WishForm
from kith.matching.models import WishList
from kith.matching.presenters import guide
from kith.matching.presenters import wishes as presenters
from kith.people.models import Child
from kith.referral.models import Referral
from kith.referral.states import TAKEN_ON

RECORD = Permission.RECORD_WISHES
LATER, QUIETLY = "later", "quietly"


def _whose(referral: Referral) -> Child | None:
    """The child, once a scheme has said yes to the referral."""
    taken_on = referral.scheme is not None and referral.status in TAKEN_ON
    return referral.child if taken_on else None


@opens(Referral, RECORD)
def wishes(request: Request, referral: Referral) -> HttpResponse:
    """One page to talk along; a new version starts from the last, and what is half typed waits for whoever typed it."""
    child = _whose(referral)
    if child is None or referral.scheme is None:
        messages.warning(request, "Accept the referral first; then write down what the child would like.")
        return redirect("referral:referral", referral.public_id)
    versions = queries.wish_versions(child, referral.scheme.provider)
    before = versions[0] if versions else None
    draft = queries.draft_of(referral, request.user)
    if request.method == "POST":
        form = WishForm(request.POST, child=child, before=before)
        if request.POST.get("then") in (LATER, QUIETLY):
            return _put_by(request, referral, form, before)
        if form.is_valid():
            with form.refusals():
                record_wishes(referral=referral, by=request.user, on=today(), **form.told())
                messages.success(request, f"Written down. Here is who could be there for {child.name}.")
            if not form.errors:
                return redirect("matching:look", referral.public_id)
            form.starts_from(queries.latest_wishes(referral))
            versions = queries.wish_versions(child, referral.scheme.provider)
    else:
        form = WishForm(child=child, before=before, typed=queries.typed_in(draft) if draft else None)
    shown = {
        "form": form,
        "child": child,
        "referral": referral,
        "history": presenters.history(versions),
        "draft": draft if request.method != "POST" else None,
        "draft_is_older": draft is not None and before is not None and draft.started_from < before.version,
    }
    return render(request, "matching/wishes.html", shown)


def _put_by(request: Request, referral: Referral, form: WishForm, before: WishList | None) -> HttpResponse:
    """What is typed, complete or not, so that a talk can go on another day."""
    quietly = request.POST.get("then") == QUIETLY
    started_from = form.started_from_version()
    late = before is not None and before.created_by == request.user and before.version > started_from
    if not (quietly and late):  # what arrives after it was kept is not a new draft
        keep_draft(
            referral=referral, typed=form.typed(), started_from=started_from, by=request.user, at=now()
        )
    if quietly:
        return HttpResponse(status=204)
    messages.success(request, "Put by. It is here when you come back; nothing is decided by it.")
    return redirect("matching:wishes", referral.public_id)


@opens(Referral, RECORD)
def drop_draft(request: Request, referral: Referral) -> HttpResponse:
    """Start again from what was kept last."""
    form = Confirmation(request.POST) if request.method == "POST" else Confirmation()
    if request.method == "POST" and form.is_valid():
        throw_draft_away(referral=referral, by=request.user)
        messages.success(request, "Thrown away. The guide starts from what was kept last.")
        return redirect("matching:wishes", referral.public_id)
    return render(request, "matching/drop_draft.html", {"form": form, "referral": referral})


@opens(Referral, RECORD)
def guide_print(request: Request, referral: Referral) -> HttpResponse:
    """The same guide on paper, to take along where a screen would be in the way."""
    child = _whose(referral)
    if child is None:
        return redirect("referral:referral", referral.public_id)
    shown = {"child": child, "referral": referral, "parts": guide.on_paper()}
    return render(request, "matching/guide_print.html", shown)


@may(Permission.SEE_MY_SPACE)
def my_wishes(request: Request) -> HttpResponse:
    """What a young person has said they would like, each time, and what changed."""
    mine = WishList.objects.reachable_by(request.user, Permission.SEE_MY_SPACE)
    versions = list(mine.select_related("created_by").prefetch_related("wishes").order_by("-version"))
    return render(request, "matching/my_wishes.html", {"versions": presenters.mine(versions)})
