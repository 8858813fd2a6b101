"""The pages of somebody who was asked for a reference: no account, one question a page, everything seen before it is sent."""

from datetime import timedelta
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.cache import never_cache

from kith.access.doors import public
from kith.access.limits import Limit
from kith.foundation.dates import now, today
from kith.foundation.forms import Confirmation
from kith.foundation.journey import Journey, Page
from kith.recruitment import actions
from kith.recruitment.models import Reference
from kith.recruitment.presenters.references import rows
from kith.recruitment.vetting.evidence import RELATIVE
from kith.recruitment.vetting.links import fits
from kith.recruitment.vetting.reference_forms import PAGES

GUESSES = Limit("reference-links-guessed", per_session=20, per_address=60, window=timedelta(hours=1))
SENT = "recruitment:reference_sent"


class Answering(Journey):
    """The answers to one reference as far as they have come, in the session of whoever opened the link."""

    def __init__(self, request: HttpRequest, reference: Reference, key: str) -> None:
        super().__init__(request, f"reference:{reference.public_id}", PAGES)
        self.reference, self.link = reference, [reference.public_id, key]
        self.about = reference.volunteer.first_name

    @property
    def is_family(self) -> bool:
        return bool(self.answers.get("how", {}).get("relation") == RELATIVE)

    def address(self, name: str, *more: str) -> str:
        return reverse(f"recruitment:{name}", args=[*self.link, *more])


def _opened(request: HttpRequest, public_id: str, key: str) -> Reference:
    """The reference of a link. A wrong key is as good as no reference, and only so many may be tried."""
    rows = Reference.objects.select_related("volunteer", "scheme__provider")
    reference = rows.filter(public_id=public_id).first()
    if reference is None or not fits(reference, key) or GUESSES.is_reached(request, at=now()):
        GUESSES.count(request, at=now())
        raise Http404
    return reference


def _show(request: HttpRequest, name: str, journey: Answering, shown: dict[str, Any]) -> HttpResponse:
    shown |= {
        "reference": journey.reference,
        "volunteer": journey.reference.volunteer,
        "scheme": journey.reference.scheme,
        "service_name": journey.reference.scheme.provider.name,
        "no_url": journey.address("reference_no"),
    }
    return render(request, f"recruitment/reference/{name}.html", shown)


def _closed(request: HttpRequest, journey: Answering) -> HttpResponse:
    """The link is over: answered, taken back, or too late. It says no more to whoever holds it."""
    return render(
        request,
        "recruitment/reference/closed.html",
        {"service_name": journey.reference.scheme.provider.name},
        status=410,
    )


@public
@never_cache
def start(request: HttpRequest, public_id: str, key: str) -> HttpResponse:
    """Whom it is about, who reads it, and how long it takes."""
    journey = Answering(request, _opened(request, public_id, key), key)
    if request.session.get(SENT) == str(public_id):
        return _show(request, "thanks", journey, {})
    if not journey.reference.is_open_on(today()):
        return _closed(request, journey)
    carry_on = journey.first_open() if journey.answers else None
    shown = {
        "first": journey.address("reference_question", PAGES[0].slug),
        "carry_on": journey.address("reference_question", carry_on.slug) if carry_on else "",
    }
    return _show(request, "start", journey, shown)


@public
@never_cache
def question(request: HttpRequest, public_id: str, key: str, slug: str) -> HttpResponse:
    """One question. The last open one leads to “check your answers”; family goes no further."""
    journey = Answering(request, _opened(request, public_id, key), key)
    if not journey.reference.is_open_on(today()):
        return _closed(request, journey)
    page = journey.page(slug)
    if page is None:
        return redirect(journey.address("reference"))
    form = _form(request, journey, page)
    if request.method == "POST" and form.is_valid():
        journey.keep(page, form)
        if journey.is_family:
            return redirect(journey.address("reference_no"))
        following = journey.after(page)
        to = ("reference_question", following.slug) if following else ("reference_check",)
        return redirect(journey.address(*to))
    before = journey.before(page)
    shown = {
        "form": form,
        "page": page,
        "place": f"Question {PAGES.index(page) + 1} of {len(PAGES)}",
        "back_url": journey.address("reference_question", before.slug)
        if before
        else journey.address("reference"),
    }
    return _show(request, "question", journey, shown)


def _form(request: HttpRequest, journey: Answering, page: Page) -> Any:
    asked: Any = page.form
    posted = request.POST if request.method == "POST" else None
    return asked(posted, initial=journey.answers.get(page.slug), about=journey.about, on=today())


@public
@never_cache
def check(request: HttpRequest, public_id: str, key: str) -> HttpResponse:
    """Everything that was said, each with its way to change it. Sending is the only thing that writes."""
    journey = Answering(request, _opened(request, public_id, key), key)
    if not journey.reference.is_open_on(today()):
        return _closed(request, journey)
    if unanswered := journey.first_open():
        return redirect(journey.address("reference_question", unanswered.slug))
    form = Confirmation(request.POST) if request.method == "POST" else Confirmation()
    if request.method == "POST" and form.is_valid():
        with form.refusals():
            actions.answer_reference(reference=journey.reference, answer=journey.everything(), on=today())
            return _sent(request, journey)
    shown = {
        "form": form,
        "rows": [_with_change(row, journey) for row in rows(journey.everything(), journey.about)],
        "back_url": journey.address("reference_question", PAGES[-1].slug),
    }
    return _show(request, "check", journey, shown)


def _sent(request: HttpRequest, journey: Answering) -> HttpResponse:
    journey.forget()
    request.session[SENT] = str(journey.reference.public_id)
    return redirect(journey.address("reference"))


def _with_change(row: dict[str, Any], journey: Answering) -> dict[str, Any]:
    change = {
        "href": journey.address("reference_question", row["slug"]),
        "text": "Change",
        "visually_hidden_text": f"the answer to “{row['key']['text']}”",
    }
    return {"key": row["key"], "value": row["value"], "actions": {"items": [change]}}


@public
@never_cache
def say_no(request: HttpRequest, public_id: str, key: str) -> HttpResponse:
    """I would rather not, or I am family: nothing else is kept."""
    journey = Answering(request, _opened(request, public_id, key), key)
    if not journey.reference.is_open_on(today()):
        return _closed(request, journey)
    form = Confirmation(request.POST) if request.method == "POST" else Confirmation()
    if request.method == "POST" and form.is_valid():
        with form.refusals():
            actions.refuse_reference(
                reference=journey.reference, reason=RELATIVE if journey.is_family else "", on=today()
            )
            return _sent(request, journey)
    shown = {
        "form": form,
        "is_family": journey.is_family,
        "back_url": journey.address("reference_question", PAGES[0].slug)
        if journey.is_family
        else journey.address("reference"),
    }
    return _show(request, "no", journey, shown)
