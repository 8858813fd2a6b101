"""The public page of a scheme: what it asks, what it gives, and a form that takes a minute."""

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render

from kith.access.doors import public
from kith.foundation.dates import today
from kith.recruitment import actions
from kith.recruitment.forms import Enquiry
from kith.recruitment.presenters.front import asks, gives
from kith.recruitment.refusals import AlreadyApplied
from kith.schemes.models import Scheme


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
    if request.method == "POST" and form.is_valid():
        with form.refusals():
            try:
                actions.receive_application(scheme=scheme, by=None, on=today(), **form.cleaned_data)
            except AlreadyApplied:
                pass  # nobody learns from this page who has applied before
            return redirect("recruitment:thanks", scheme.public_id)
    told = {
        "form": form,
        "scheme": scheme,
        "asks": asks(scheme, today()),
        "gives": gives(scheme, today()),
        "service_name": scheme.provider.name,
    }
    return render(request, "recruitment/enquire.html", told)


@public
def thanks(request: HttpRequest, public_id: str) -> HttpResponse:
    """What happens next."""
    scheme = _open_scheme(public_id)
    return render(
        request, "recruitment/thanks.html", {"scheme": scheme, "service_name": scheme.provider.name}
    )
