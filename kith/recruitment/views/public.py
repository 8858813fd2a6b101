"""What strangers see: the schemes that look for volunteers, a page for each, and an enquiry that takes a minute."""

from datetime import timedelta

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render

from kith.access.doors import public
from kith.access.limits import Limit
from kith.foundation.dates import now, today
from kith.recruitment import actions
from kith.recruitment.forms import Enquiry
from kith.recruitment.models import Appeal, Application, Front
from kith.recruitment.presenters.front import asks, gives, open_doors
from kith.recruitment.refusals import AlreadyApplied
from kith.schemes.models import Scheme

ENQUIRIES = Limit("enquiries-sent", per_session=5, per_address=30, window=timedelta(hours=1))
TOO_MANY = (
    "Too many people have written from here in the last hour, so this was not sent. "
    "What you typed is still here: try again in an hour."
)


def open_scheme(public_id: str) -> Scheme:
    scheme = Scheme.objects.open_on(today()).select_related("provider").filter(public_id=public_id).first()
    if scheme is None:
        raise Http404
    return scheme


@public
def schemes(request: HttpRequest) -> HttpResponse:
    """Who looks for volunteers here."""
    told = {"doors": open_doors(today()), "service_name": "Volunteer with a young person"}
    return render(request, "recruitment/schemes.html", told)


@public
def by_address(request: HttpRequest, address: str) -> HttpResponse:
    """The short address on a poster leads to the page, and keeps what the poster says of itself."""
    front = Front.objects.filter(address=address, scheme__in=Scheme.objects.open_on(today())).first()
    if front is None:
        raise Http404
    where = redirect("recruitment:enquire", front.scheme.public_id)
    if heard := request.GET.get("from"):
        where["Location"] += f"?from={heard}" if heard in Application.Heard.values else ""
    return where


@public
def enquire(request: HttpRequest, public_id: str) -> HttpResponse:
    """Say that I might like to volunteer."""
    scheme = open_scheme(public_id)
    front = Front.objects.filter(scheme=scheme).first()
    is_looking = front is None or front.is_looking
    heard = request.GET.get("from", "")
    form = Enquiry(request.POST) if request.method == "POST" else Enquiry(initial={"heard": heard})
    status = 200
    if request.method == "POST" and is_looking and form.is_valid():
        if ENQUIRIES.is_reached(request, at=now()):
            form.add_error(None, TOO_MANY)
            status = 429
        else:
            ENQUIRIES.count(request, at=now())
            return _received(form, scheme)
    told = {
        "form": form,
        "scheme": scheme,
        "front": front,
        "is_looking": is_looking,
        "appeals": Appeal.objects.filter(scheme=scheme).shown_on(today()),
        "asks": asks(scheme, today()),
        "gives": gives(scheme, today()),
        "service_name": scheme.provider.name,
    }
    return render(request, "recruitment/enquire.html", told, status=status)


def _received(form: Enquiry, scheme: Scheme) -> HttpResponse:
    try:
        actions.receive_application(scheme=scheme, by=None, on=today(), **form.cleaned_data)
    except AlreadyApplied:  # nobody learns from this page who has applied before; they themself get a letter
        actions.send_form_again(scheme=scheme, email=form.cleaned_data["email"], on=today())
    return redirect("recruitment:thanks", scheme.public_id)


@public
def thanks(request: HttpRequest, public_id: str) -> HttpResponse:
    """What happens next."""
    scheme = open_scheme(public_id)
    return render(
        request, "recruitment/thanks.html", {"scheme": scheme, "service_name": scheme.provider.name}
    )
