"""The words of a scheme's letters: which are its own, how each reads, what they were before."""

from datetime import timedelta
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse

from kith.access.doors import Request, may
from kith.access.policy import Permission
from kith.access.reach import schemes_for
from kith.foundation.dates import day_words, today
from kith.recruitment import actions, letters
from kith.recruitment.actions.letter_words import refuse_unfit_words
from kith.recruitment.letter_forms import LetterWordsForm
from kith.recruitment.models import Letter, LetterWords
from kith.recruitment.presenters import letter_words as told
from kith.schemes.models import Scheme

P = Permission
EXAMPLE, A_FORTNIGHT = "Ruth", timedelta(days=14)


@may(P.SET_UP_SCHEME)
def letter_words(request: Request) -> HttpResponse:
    """Every letter of every scheme of mine: in its own words, or the usual."""
    schemes = list(schemes_for(request.user, P.SET_UP_SCHEME).open_on(today()).order_by("name"))  # type: ignore[attr-defined]
    rows = LetterWords.objects.filter(scheme__in=schemes).select_related("created_by").order_by("version")
    shown = {
        "schemes": told.by_scheme(schemes, rows),
        "back_url": reverse("recruitment:volunteers"),
        "back_text": "Volunteers",
    }
    return render(request, "recruitment/letter_words.html", shown)


@may(P.SET_UP_SCHEME)
def one_letter_s_words(request: Request, public_id: str, kind: str) -> HttpResponse:
    """Change the words, see how they read, go back to earlier or to the usual ones."""
    scheme = schemes_for(request.user, P.SET_UP_SCHEME).filter(public_id=public_id).first()
    if scheme is None or kind not in letters.USUAL:
        raise Http404
    versions = list(LetterWords.objects.filter(scheme=scheme, kind=kind).select_related("created_by"))
    given: dict[str, Any] = {"places": letters.places_in(kind)}
    now_used = letters.words_of(kind, scheme)
    begin = _asked_for(request, versions) or now_used
    does = request.POST.get("do", "") if request.method == "POST" else ""
    if does == "usual":
        return _back_to_usual(request, scheme, kind)
    form = (
        LetterWordsForm(request.POST, **given) if does else LetterWordsForm(initial={"words": begin}, **given)
    )
    shown_words = begin
    if does and form.is_valid():
        words = form.cleaned_data["words"]
        with form.refusals():
            refuse_unfit_words(kind, words)
            shown_words = words
            if does == "save":
                actions.change_letter_words(
                    scheme=scheme, kind=kind, words=words, by=request.user, on=today()
                )
                messages.success(request, f"{Letter.Kind(kind).label}: these words are used from now on.")
                return redirect("recruitment:letter_words")
    return render(
        request,
        "recruitment/one_letter_s_words.html",
        {
            "form": form,
            "scheme": scheme,
            "kind_words": Letter.Kind(kind).label,
            "places": [(f"{{{place}}}", letters.PLACES[place]) for place in given["places"]],
            "preview": _as_it_reads(request, scheme, shown_words),
            "is_own": bool(versions and versions[0].words),
            "versions": told.versions(versions),
            "back_url": reverse("recruitment:letter_words"),
            "back_text": "Letters",
        },
    )


def _asked_for(request: Request, versions: list[LetterWords]) -> str:
    """The words of an earlier version, to begin with them again."""
    wanted = request.GET.get("version", "")
    return next((each.words for each in versions if str(each.version) == wanted), "")


def _back_to_usual(request: Request, scheme: Scheme, kind: str) -> HttpResponse:
    form = LetterWordsForm(request.POST, places=letters.places_in(kind))
    form.is_valid()
    with form.refusals():
        actions.change_letter_words(scheme=scheme, kind=kind, words="", by=request.user, on=today())
        messages.success(request, f"{Letter.Kind(kind).label}: the usual words are used again.")
    return redirect("recruitment:letter_words")


def _as_it_reads(request: Request, scheme: Scheme, words: str) -> str:
    example = {
        "first_name": EXAMPLE,
        "scheme": scheme.name,
        "provider": scheme.provider.name,
        "sender": request.user.name,
        "until": day_words(today() + A_FORTNIGHT),
    }
    return letters.fill_in(words, example)
