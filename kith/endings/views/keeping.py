"""What a child keeps: memories, the certificate, letters on paper, and everything together as one file."""

from datetime import date
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse

from kith.access.doors import Request, may, opens
from kith.access.downloads import attached
from kith.access.models import User
from kith.access.policy import Permission
from kith.endings import actions, paper
from kith.endings.after_forms import CertificateForm, MemoryForm
from kith.endings.erasure import is_near
from kith.endings.models import Certificate, Ending, GoesOnTo, Keepsake, KeptLonger, Letter
from kith.endings.queries import standing_ending
from kith.endings.views.common import frame, onwards, posted
from kith.foundation.dates import today
from kith.foundation.forms import Confirmation
from kith.foundation.paper import PDF
from kith.matching.models import Match
from kith.meetings.views.common import safe_url

DESK, PHONE, SPACE = "layouts/base.html", "layouts/phone.html", "layouts/my_space.html"
KEEP, PLAN, SPACE_RIGHT = Permission.KEEP_MEMORIES, Permission.PLAN_ENDING, Permission.SEE_MY_SPACE
PRIVATE = {"Cache-Control": "private, no-store", "X-Content-Type-Options": "nosniff"}


def _of(match: Match, user: User) -> dict[str, Any]:
    """The page as the child, the volunteer or the coordinator reads it."""
    is_child, is_volunteer = match.child.user_id == user.pk, match.volunteer.user_id == user.pk
    layout = SPACE if is_child else PHONE if is_volunteer else DESK
    back = "/" if is_volunteer else reverse("casefile:match", args=[match.public_id])
    return {
        "match": match,
        "child": match.child.name,
        "volunteer": match.volunteer.first_name,
        "is_child": is_child,
        "is_volunteer": is_volunteer,
        "layout": layout,
        "back_url": reverse("endings:my_keeping") if is_child else back,
        "back_text": "What I keep" if is_child else "Home" if is_volunteer else match.name,
        "safe_url": safe_url(match, "memories"),
    }


@opens(Match, KEEP)
def memories(request: Request, match: Match) -> HttpResponse:
    """Put something there, and see what is there: all of it for the child, their own for the volunteer."""
    form = (
        MemoryForm(request.POST, request.FILES)
        if request.method == "POST"
        else MemoryForm(initial={"kind": "words"})
    )
    if request.method == "POST" and form.is_valid():
        with form.refusals():
            actions.keep_memory(match=match, by=request.user, on=today(), **form.told())
            messages.success(request, "It is kept.")
            return redirect("endings:memories", match.public_id)
    kept = Keepsake.objects.reachable_by(request.user, KEEP).filter(match=match).without_pictures()
    page = _of(match, request.user) | {"form": form, "kept": list(kept), "me": request.user.pk}
    return render(request, "endings/memories.html", page)


@opens(Keepsake, KEEP)
def memory_picture(request: Request, keepsake: Keepsake) -> HttpResponse:
    """One picture, as it was drawn anew."""
    if keepsake.kind != Keepsake.Kind.PICTURE:
        raise Http404
    return HttpResponse(paper.picture(keepsake), content_type="image/png", headers=PRIVATE)


@opens(Keepsake, KEEP)
def take_out(request: Request, keepsake: Keepsake) -> HttpResponse:
    """Take one memory out again; what it is stands on the page that asks."""
    match, form = keepsake.match, Confirmation(posted(request))
    if request.method == "POST" and form.is_valid():
        with form.refusals():
            actions.take_out_memory(keepsake=keepsake, by=request.user, on=today())
            messages.success(request, "It is taken out.")
            return redirect("endings:memories", match.public_id)
    return render(
        request, "endings/take_out.html", _of(match, request.user) | {"form": form, "one": keepsake}
    )


@opens(Match, KEEP)
def take_away(request: Request, match: Match) -> HttpResponse:
    """Everything as one file: for the child, and for whoever puts it into the child's hands."""
    if match.volunteer.user_id == request.user.pk:
        raise Http404
    actions.take_away(match=match, by=request.user, on=today())
    return attached(paper.everything(match, today()), paper.ZIP, "what-i-keep.zip")


@may(SPACE_RIGHT)
def my_keeping(request: Request) -> HttpResponse:
    """Everything that is the young person's own, match by match; it stays theirs after the end."""
    user = request.user
    matches = Match.objects.reachable_by(user, SPACE_RIGHT).filter(child__user=user).with_people()
    letters = list(Letter.objects.reachable_by(user, SPACE_RIGHT).select_related("ending"))
    given = list(Certificate.objects.reachable_by(user, SPACE_RIGHT).select_related("ending"))
    kept = list(Keepsake.objects.reachable_by(user, KEEP).filter(match__child__user=user).without_pictures())
    following = list(
        GoesOnTo.objects.filter(ending__match__child__user=user).select_related("follow_on", "ending")
    )
    endings = {one.match_id: one for one in Ending.objects.standing().filter(match__in=matches)}
    own = Certificate.objects.filter(ending__in=endings.values(), created_by=user).order_by("id")
    wished = set(
        KeptLonger.objects.standing()
        .filter(ending__in=endings.values(), reason=KeptLonger.Reason.CHILD)
        .values_list("ending__match", flat=True)
    )
    chosen = {one.ending.match_id: one.words for one in own.select_related("ending")}
    shelves = [
        {
            "match": match,
            "letters": [one for one in letters if one.ending.match_id == match.pk],
            "certificates": [one for one in given if one.ending.match_id == match.pk],
            "kept": [one for one in kept if one.match_id == match.pk],
            "following": [one for one in following if one.ending.match_id == match.pk],
            "may_choose": match.pk in endings,
            "kept_until": _goes_soon(endings.get(match.pk)),
            "asked_to_keep": match.pk in wished,
            "chosen": chosen.get(match.pk, ""),
        }
        for match in matches.order_by("-begun_on", "-pk")
    ]
    return render(
        request, "endings/my_keeping.html", {"shelves": shelves, "back_url": "/", "back_text": "My space"}
    )


def _goes_soon(ending: Ending | None) -> date | None:
    """The last day of what is kept, once it is near enough to ask what the young person would like."""
    return ending.kept_until if ending and is_near(ending, today()) else None


# ------------------------------------------------------------------------------------- certificate and letter


@opens(Ending, PLAN)
def certificate(request: Request, ending: Ending) -> HttpResponse:
    """Put it into the child's words, look at it, give it."""
    match, newest = ending.match, ending.certificates.first()
    shown = {
        "name": match.child.name,
        "signed": f"{match.volunteer.first_name} and {request.user.first_name}",
    }
    if newest:
        shown = {"name": newest.name, "words": newest.words, "signed": newest.signed or shown["signed"]}
    form = CertificateForm(posted(request), initial=shown, match=match)
    if request.method == "POST" and form.is_valid():
        with form.refusals():
            actions.make_certificate(ending=ending, by=request.user, on=today(), **form.cleaned_data)
            messages.success(request, "Kept. Look at it, and give it when the day has come.")
            return redirect("endings:certificate", ending.public_id)
    page = frame(ending) | {"form": form, "newest": newest, "by_child": _by_child(newest)}
    return render(request, "endings/certificate.html", page)


def _by_child(newest: Certificate | None) -> bool:
    return bool(newest and newest.created_by_id and newest.created_by_id == newest.child.user_id)


@opens(Certificate, PLAN)
def give_certificate(request: Request, certificate: Certificate) -> HttpResponse:
    """Given: on paper, and in My space from now on."""
    form = Confirmation(posted(request))
    if request.method == "POST" and form.is_valid():
        with form.refusals():
            actions.give_certificate(certificate=certificate, by=request.user, on=today())
            return onwards(request, certificate.ending, f"{certificate.child.name} has the certificate.")
    page = frame(certificate.ending) | {"form": form, "certificate": certificate}
    return render(request, "endings/give_certificate.html", page)


@opens(Match, SPACE_RIGHT)
def my_certificate(request: Request, match: Match) -> HttpResponse:
    """The young person says in their own words what stands on it."""
    ending = standing_ending(match)
    if ending is None or match.child.user_id != request.user.pk:
        raise Http404
    newest = ending.certificates.first()
    begun = {"name": newest.name, "words": newest.words} if newest else {"name": match.child.name}
    form = CertificateForm(posted(request), initial=begun, match=match, is_child=True)
    if request.method == "POST" and form.is_valid():
        with form.refusals():
            signed = newest.signed if newest else match.volunteer.first_name
            actions.make_certificate(
                ending=ending, by=request.user, on=today(), signed=signed, **form.cleaned_data
            )
            messages.success(request, "Thank you. These words go on it.")
            return redirect("endings:my_keeping")
    return render(request, "endings/my_certificate.html", _of(match, request.user) | {"form": form})


@opens(Certificate, PLAN)
def certificate_paper(request: Request, certificate: Certificate) -> HttpResponse:
    """The certificate as a PDF, for whoever prints it."""
    return attached(paper.certificate(certificate), PDF, "certificate.pdf")


@opens(Certificate, SPACE_RIGHT)
def my_certificate_paper(request: Request, certificate: Certificate) -> HttpResponse:
    """The certificate as a PDF, for the young person."""
    return attached(paper.certificate(certificate), PDF, "certificate.pdf")


@opens(Letter, PLAN)
def letter_paper(request: Request, letter: Letter) -> HttpResponse:
    """A letter as a PDF, for whoever prints and gives it."""
    return attached(paper.letter(letter), PDF, "letter.pdf")


@opens(Letter, SPACE_RIGHT)
def my_letter_paper(request: Request, letter: Letter) -> HttpResponse:
    """A letter as a PDF, for the young person."""
    return attached(paper.letter(letter), PDF, "letter.pdf")
