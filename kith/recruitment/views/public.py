"""The public page of a scheme: what it asks, what it gives, and a form that takes a minute."""

from datetime import timedelta

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render

from kith.access.doors import public
from kith.access.limits import Limit
from kith.foundation.dates import now, today
from kith.recruitment import actions
from kith.recruitment.forms import Enquiry
from kith.recruitment.presenters.front import asks, gives
from kith.recruitment.refusals import AlreadyApplied
from kith.schemes.models import Scheme

ENQUIRIES = Limit("enquiries-sent", per_session=5, per_address=30, window=timedelta(hours=1))
TOO_MANY = (
    "Too many people have written from here in the last hour, so this was not sent. "
    "What you typed is still here: try again in an hour."
)


def _open_scheme(public_id: str) -> Scheme:
    scheme = Scheme.objects.open_on(today()).select_related("provider").filter(public_id=public_id).first()
    if scheme is None:
        raise Http404
    return scheme


@public
def enquire(request: HttpRequest, public_id: str) -> HttpResponse:
    """Say that I might like to volunteer."""
    scheme = _open_scheme(public_id)
    form = Enquiry(request.POST) if request.method == "POST" else Enquiry()
    status = 200
    if request.method == "POST" and form.is_valid():
        if ENQUIRIES.is_reached(request, at=now()):
            form.add_error(None, TOO_MANY)
            status = 429
        else:
            ENQUIRIES.count(request, at=now())
            return _received(form, scheme)
    told = {
        "form": form,
        "scheme": scheme,
        "asks": asks(scheme, today()),
        "gives": gives(scheme, today()),
        "service_name": scheme.provider.name,
    }
    return render(request, "recruitment/enquire.html", told, status=status)


def _received(form: Enquiry, scheme: Scheme) -> HttpResponse:
    try:
        actions.receive_application(scheme=scheme, by=None, on=today(), **form.cleaned_data)
    except AlreadyApplied:
        pass  # nobody learns from this page who has applied before
    return redirect("recruitment:thanks", scheme.public_id)


@public
def thanks(request: HttpRequest, public_id: str) -> HttpResponse:
    """What happens next."""
    scheme = _open_scheme(public_id)
    return render(
        request, "recruitment/thanks.html", {"scheme": scheme, "service_name": scheme.provider.name}
    )
