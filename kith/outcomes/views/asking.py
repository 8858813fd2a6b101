"""Asking somebody for a form, and the page on which they answer it themselves: their own, or opened by a letter's link."""

from datetime import timedelta
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST

from kith.access.doors import Request, opens, public
from kith.access.limits import Limit
from kith.access.models import User
from kith.access.policy import Permission
from kith.foundation.dates import now, today
from kith.matching.models import Match
from kith.meetings.views.common import safe_url
from kith.outcomes import links
from kith.outcomes.actions import asking as deeds
from kith.outcomes.actions.scores import WrongNumbers
from kith.outcomes.forms.asking import AnswerForm, WhomForm
from kith.outcomes.models import FormAsked
from kith.outcomes.queries.asking import takes_answer, whom_to_ask
from kith.outcomes.registry import who_words
from kith.outcomes.views.due import use_and_window
from kith.outcomes.views.press import pressed
from kith.outcomes.waves import wave_words
from kith.safeguarding.pointing import worry_from

P = Permission
GUESSES = Limit("form-links-guessed", per_session=20, per_address=60, window=timedelta(hours=1))


@opens(Match, P.RECORD_MEASURE)
def ask(request: Request, match: Match, use: UUID, wave: str) -> HttpResponse:
    """Whom to write to; or one press for somebody with a page of their own."""
    asked, window = use_and_window(match, use, wave)
    person = whom_to_ask(match, asked, today())
    given = {"name": person.name, "email": person.email}
    typed = given if person.user else request.POST
    form = WhomForm(typed) if request.method == "POST" else WhomForm(initial=given)
    back = reverse("outcomes:record", args=[match.public_id, asked.public_id, wave])
    if request.method == "POST" and (person.user or form.is_valid()):
        said = {} if person.user else form.cleaned_data
        form.is_valid()
        with form.refusals():
            deeds.ask_for_form(match=match, use=asked, wave=wave, by=request.user, on=today(), **said)
            messages.success(request, "Asked. What they say stands here once they have answered.")
            return redirect(back)
    context = {
        "match": match,
        "use": asked,
        "person": person,
        "who": who_words(asked.informant),
        "wave": wave_words(wave),
        "window": window,
        "form": form,
        "back_url": back,
    }
    return render(request, "outcomes/ask.html", context)


@require_POST
@opens(FormAsked, P.RECORD_MEASURE)
def not_asked(request: Request, asked: FormAsked) -> HttpResponse:
    """Not asked after all."""
    with pressed(request, "Taken back. The link opens nothing any more."):
        deeds.take_back_asking(asked=asked, by=request.user, on=today())
    return redirect("outcomes:record", asked.match.public_id, asked.use.public_id, asked.wave)


@opens(FormAsked, P.ANSWER_FORM)
def own_form(request: Request, asked: FormAsked) -> HttpResponse:
    """Somebody with an account answers on their own page."""
    return _answered(request, asked, by=request.user, back="/")


@public
@never_cache
def form(request: HttpRequest, public_id: UUID, key: str) -> HttpResponse:
    """The same for somebody without an account. A wrong key is as good as no form, and only so many may be tried."""
    asked = FormAsked.objects.with_match().filter(public_id=public_id, user=None).first()
    if asked is None or not links.fits(asked, key) or GUESSES.is_reached(request, at=now()):
        GUESSES.count(request, at=now())
        raise Http404
    return _answered(request, asked, by=None, back="")


def _answered(request: HttpRequest, asked: FormAsked, *, by: User | None, back: str) -> HttpResponse:
    """The form while it is waited for; thanks once it is answered; else that the link is over."""
    context = _told(asked, back)
    if not takes_answer(asked, today()):
        status = 200 if asked.came == FormAsked.Came.ANSWERED else 410
        return render(request, "outcomes/form_over.html", context, status=status)
    filled = (
        AnswerForm(request.POST, use=asked.use) if request.method == "POST" else AnswerForm(use=asked.use)
    )
    if request.method == "POST" and filled.is_valid() and _heard(filled, asked, by):
        return redirect(request.path)
    return render(request, "outcomes/form.html", context | {"form": filled})


def _heard(form: AnswerForm, asked: FormAsked, by: User | None) -> bool:
    with form.refusals():
        try:
            outcome = form.cleaned_data["outcome"]
            deeds.answer_form(asked=asked, outcome=outcome, typed=form.typed, by=by, on=today())
            return True
        except WrongNumbers as wrong:
            for name, words in wrong.wrong.items():
                form.add_error(name if name in form.fields else None, words)
    return False


def _told(asked: FormAsked, back: str) -> dict[str, Any]:
    """To somebody without an account the child is only a letter, as in every letter we write."""
    child, young = asked.match.child, asked.use.informant == "self"
    return {
        "asked": asked,
        "use": asked.use,
        "young": young,
        "about": "you" if young else child.name if asked.user_id else f"{child.name[:1]}.",
        "provider": asked.match.scheme.provider.name,
        "service_name": "A few questions",
        "safe_url": safe_url(asked.match, "a form")
        if asked.user_id
        else worry_from("a form by a link", child=asked.match.child, scheme=asked.match.scheme),
        "back_url": back,
    }
