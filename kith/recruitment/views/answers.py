"""The application form for whoever fills it in: back by a code, a section at a time, check, send; and their letters."""

from collections.abc import Callable
from datetime import datetime, timedelta
from functools import wraps
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse

from kith.access.doors import public
from kith.access.limits import Limit
from kith.foundation.dates import now, today
from kith.foundation.forms import Confirmation
from kith.recruitment import actions
from kith.recruitment.alike import answers_of
from kith.recruitment.applying import sections
from kith.recruitment.applying.forms import Home
from kith.recruitment.applying.sections import BY_SLUG, HOMES, Section
from kith.recruitment.forms import AskForCode, Code
from kith.recruitment.models import Answers, Application, Letter
from kith.recruitment.presenters.answers import home_lines, read_over, standing_words, tasks
from kith.recruitment.states import ON_THE_WAY
from kith.recruitment.views.public import open_scheme

KEY, TYPED = "applicant", "applicant-email"
STAYS_OPEN = timedelta(hours=2)
LETTER_OPEN = timedelta(days=92)
MOST_HOMES = 20
CODES = Limit("applicant-codes", per_session=5, per_address=20, window=timedelta(hours=1))
TRIES = Limit("applicant-tries", per_session=15, per_address=60, window=timedelta(hours=1))
TOO_MANY = "This was tried too often from here in the last hour. Try again in an hour."


@public
def come_back(request: HttpRequest, public_id: str) -> HttpResponse:
    """Ask for a code by e-mail. Whether anybody has applied with the address is told to nobody."""
    scheme = open_scheme(public_id)
    form = AskForCode(request.POST) if request.method == "POST" else AskForCode()
    if request.method == "POST" and form.is_valid():
        if CODES.is_reached(request, at=now()):
            form.add_error(None, TOO_MANY)
        else:
            CODES.count(request, at=now())
            email = form.cleaned_data["email"]
            request.session[TYPED] = email
            actions.send_way_back(scheme=scheme, email=email, at=now())
            return redirect("recruitment:code", scheme.public_id)
    told = {"form": form, "scheme": scheme, "service_name": scheme.provider.name}
    return render(request, "recruitment/come_back.html", told)


@public
def code(request: HttpRequest, public_id: str) -> HttpResponse:
    """Type the code; it opens the form in this browser for as long as it is used."""
    scheme = open_scheme(public_id)
    if TYPED not in request.session:
        return redirect("recruitment:come_back", scheme.public_id)
    form = Code(request.POST) if request.method == "POST" else Code()
    if request.method == "POST" and form.is_valid():
        if TRIES.is_reached(request, at=now()):
            form.add_error(None, TOO_MANY)
        else:
            TRIES.count(request, at=now())
            with form.refusals():
                application = _come_in(request, scheme, form.cleaned_data["code"])
                _let_in(request, application)
                return redirect("recruitment:form")
    back = {
        "back_url": reverse("recruitment:come_back", args=[scheme.public_id]),
        "back_text": "Another address",
    }
    told = {
        "form": form,
        "scheme": scheme,
        "email": request.session[TYPED],
        "service_name": scheme.provider.name,
    }
    return render(request, "recruitment/code.html", told | back)


def _come_in(request: HttpRequest, scheme: Any, typed: str) -> Application:
    return actions.come_back(scheme=scheme, email=request.session[TYPED], code=typed, at=now())


def _let_in(request: HttpRequest, application: Application) -> None:
    request.session.cycle_key()
    request.session.pop(TYPED, None)
    request.session[KEY] = [str(application.public_id), now().isoformat()]


View = Callable[..., HttpResponse]


def _theirs(view: View) -> View:
    """Whoever came in by a code, for two hours after the last page; everybody else is shown the way to a code."""

    @wraps(view)
    def door(request: HttpRequest, **kwargs: Any) -> HttpResponse:
        public_id, seen = request.session.get(KEY, ("", ""))
        if not public_id:
            return redirect("recruitment:schemes")
        rows = Application.objects.select_related("volunteer", "scheme__provider", "answers")
        application = rows.filter(public_id=public_id).first()
        if application is None or now() - datetime.fromisoformat(seen) > STAYS_OPEN:
            request.session.pop(KEY, None)
            if application is None:
                return redirect("recruitment:schemes")
            messages.info(request, "Your form is saved. Ask for another code to go on.")
            return redirect("recruitment:come_back", application.scheme.public_id)
        request.session[KEY] = [public_id, now().isoformat()]
        return view(request, application, **kwargs)

    return public(door)


def _told(application: Application, **more: Any) -> dict[str, Any]:
    return {
        "application": application,
        "volunteer": application.volunteer,
        "scheme": application.scheme,
        "service_name": application.scheme.provider.name,
        **more,
    }


def _to_the_list() -> dict[str, str]:
    return {"back_url": reverse("recruitment:form"), "back_text": "Your application"}


@_theirs
def form(request: HttpRequest, application: Application) -> HttpResponse:
    """The task list; once it is sent, where it stands."""
    answers = answers_of(application)
    is_open = application.status in ON_THE_WAY and not (answers and answers.sent_on)
    lacking = sections.lacking(answers) if answers else list(sections.SECTIONS)
    told = _told(
        application,
        is_open=is_open,
        may_stop=application.status in ON_THE_WAY,
        tasks=tasks(answers, today()) if is_open else [],
        is_complete=answers is not None and not lacking,
        done=sum(sections.is_done(answers, each, today()) for each in sections.SECTIONS),
        all=len(sections.SECTIONS),
        stands=standing_words(application),
        letters=[letter for letter in application.letters.all() if letter.words],
    )
    return render(request, "recruitment/form.html", told)


def _open_answers(application: Application) -> Answers | None:
    """Their answers, as long as they may change them."""
    answers = answers_of(application)
    if application.status not in ON_THE_WAY or (answers and answers.sent_on):
        raise Http404
    return answers


@_theirs
def section(request: HttpRequest, application: Application, slug: str) -> HttpResponse:
    """One section of the form."""
    if slug not in BY_SLUG:
        raise Http404
    one, answers = BY_SLUG[slug], _open_answers(application)
    if slug == HOMES:
        return _homes(request, application, answers)
    given: dict[str, Any] = {"scheme": application.scheme, "volunteer": application.volunteer}
    if request.method == "POST":
        form = one.form(request.POST, **given)
    else:
        form = one.form(initial=sections.told(answers, slug) or _known(application, one), **given)
    if request.method == "POST" and form.is_valid():
        with form.refusals():
            actions.keep_section(application=application, slug=slug, said=form.cleaned_data, on=today())
            return redirect("recruitment:form")
    told = _told(application, form=form, section=one, **_to_the_list())
    return render(request, "recruitment/section.html", told)


def _known(application: Application, one: Section) -> dict[str, Any]:
    """What the enquiry said already need not be typed again."""
    volunteer = application.volunteer
    if one.slug == "about-you":
        return {
            "first_name": volunteer.first_name,
            "last_name": volunteer.last_name,
            "phone": volunteer.phone,
        }
    return {"why": application.why} if one.slug == "why" else {}


# ------------------------------------------------------------------------------- where they have lived


def _homes_so_far(answers: Answers | None) -> list[dict[str, Any]]:
    return list(answers.sections.get(HOMES, {}).get("homes", [])) if answers else []


def _homes(request: HttpRequest, application: Application, answers: Answers | None) -> HttpResponse:
    """The addresses so far, what is still missing, and one more."""
    homes = _homes_so_far(answers)
    if not homes and request.method == "GET":
        return redirect("recruitment:home")
    told = _told(
        application,
        form=Confirmation(),
        homes=home_lines(homes),
        gap=sections.gap_in(homes, today()),
        **_to_the_list(),
    )
    return render(request, "recruitment/homes.html", told)


@_theirs
def home(request: HttpRequest, application: Application) -> HttpResponse:
    """One more address."""
    answers = _open_answers(application)
    homes = _homes_so_far(answers)
    given: dict[str, Any] = {"scheme": application.scheme, "volunteer": application.volunteer}
    if request.method == "POST":
        form = Home(request.POST, **given)
    else:
        form = Home(initial={} if homes else {"postcode": application.volunteer.postcode}, **given)
    if request.method == "POST" and form.is_valid():
        if len(homes) >= MOST_HOMES:
            form.add_error(None, "These are enough. Remove one first, or ring us.")
        else:
            with form.refusals():
                _keep_homes(application, [*homes, sections.plain(form.cleaned_data)])
                return redirect("recruitment:section", HOMES)
    back = {"back_url": reverse("recruitment:section", args=[HOMES]), "back_text": "Where you have lived"}
    told = _told(application, form=form, first=not homes, **(back if homes else _to_the_list()))
    return render(request, "recruitment/home.html", told)


@_theirs
def remove_home(request: HttpRequest, application: Application, place: int) -> HttpResponse:
    """Take one address out again."""
    homes = sections.by_time(_homes_so_far(_open_answers(application)))
    if request.method != "POST" or not 0 <= place < len(homes):
        raise Http404
    _keep_homes(application, homes[:place] + homes[place + 1 :])
    return redirect("recruitment:section", HOMES)


def _keep_homes(application: Application, homes: list[dict[str, Any]]) -> None:
    said = {"homes": sections.by_time(homes)}
    actions.keep_section(application=application, slug=HOMES, said=said, on=today())


# ------------------------------------------------------------------------------- check and send


@_theirs
def check(request: HttpRequest, application: Application) -> HttpResponse:
    """Check your answers, and send them."""
    answers = _open_answers(application)
    if answers is None or sections.lacking(answers):
        return redirect("recruitment:form")
    form = Confirmation(request.POST) if request.method == "POST" else Confirmation()
    if request.method == "POST" and form.is_valid():
        with form.refusals():
            actions.send_answers(application=application, on=today())
            return redirect("recruitment:form")
    told = _told(application, form=form, parts=read_over(answers), **_to_the_list())
    return render(request, "recruitment/check_answers.html", told)


@_theirs
def stop(request: HttpRequest, application: Application) -> HttpResponse:
    """I would rather stop: asked once, and no reason."""
    if application.status not in ON_THE_WAY:
        return redirect("recruitment:form")
    form = Confirmation(request.POST) if request.method == "POST" else Confirmation()
    if request.method == "POST" and form.is_valid():
        with form.refusals():
            actions.stop(application=application, on=today())
            messages.success(request, "Your application is closed. Thank you for the time you gave it.")
            return redirect("recruitment:form")
    return render(request, "recruitment/stop.html", _told(application, form=form, **_to_the_list()))


@_theirs
def leave(request: HttpRequest, application: Application) -> HttpResponse:
    """Leave the form on this device; it stays saved."""
    if request.method != "POST":
        raise Http404
    request.session.flush()
    messages.success(request, "Saved, and closed on this device. Come back with a code whenever you like.")
    return redirect("recruitment:enquire", application.scheme.public_id)


@public
def letter(request: HttpRequest, public_id: str) -> HttpResponse:
    """A letter, for whoever holds its link; not for ever."""
    rows = Letter.objects.select_related("application__scheme__provider", "created_by")
    letter = rows.filter(public_id=public_id, how=Letter.How.EMAIL, on__gte=today() - LETTER_OPEN).first()
    if letter is None or not letter.words:
        raise Http404
    scheme = letter.application.scheme
    told = {"letter": letter, "scheme": scheme, "service_name": scheme.provider.name}
    return render(request, "recruitment/letter.html", told)
