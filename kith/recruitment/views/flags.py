"""Flags, for those who vet: somebody may have applied before, or may be somebody a child must be kept from."""

from typing import Any

from django.contrib import messages
from django.db.models import QuerySet
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse

from kith.access.doors import Request, may, opens
from kith.access.policy import Permission
from kith.access.reach import schemes_for
from kith.foundation.dates import today
from kith.recruitment import actions
from kith.recruitment.letter_forms import SettleFlag
from kith.recruitment.models import Application, Flag
from kith.recruitment.presenters.pipeline import flag_line
from kith.recruitment.presenters.reader import address_of, named
from kith.recruitment.queries import who_may
from kith.recruitment.views.common import refuse_about_themself
from kith.safeguarding.models import BarredContact

P = Permission
MOST = 100


@may(P.SEE_VETTING)
def flags(request: Request) -> HttpResponse:
    """Everything that nobody has looked at yet, conflicts first."""
    rows: QuerySet[Flag] = Flag.objects.reachable_by(request.user, P.SEE_VETTING).unsettled()
    found = rows.select_related("application__volunteer", "application__scheme", "earlier__scheme")
    lines = [
        {
            **flag_line(flag),
            "name": flag.application.volunteer.name,
            "scheme": flag.application.scheme.name,
            "since": flag.raised_on,
        }
        for flag in found.prefetch_related("earlier__changes").order_by("kind", "-closeness", "pk")[:MOST]
    ]
    return render(request, "recruitment/flags.html", {"lines": lines})


@opens(Flag, P.SEE_VETTING)
def flag(request: Request, flag: Flag) -> HttpResponse:
    """One flag, and what was found. With whom somebody conflicts is named only to whoever may see that list."""
    application = flag.application
    refuse_about_themself(request, application.volunteer)
    is_conflict = flag.kind == Flag.Kind.CONFLICT
    right = P.DECIDE_CONCERN if is_conflict else P.SEE_VETTING
    here = schemes_for(request.user, right).filter(pk=application.scheme_id).exists()
    may_settle = here and not flag.settled_on and application.recruiter_id != request.user.pk
    form = SettleFlag(request.POST) if request.method == "POST" else SettleFlag()
    if request.method == "POST" and form.is_valid():
        with form.refusals():
            actions.settle_flag(flag=flag, by=request.user, on=today(), **form.cleaned_data)
            messages.success(request, "Settled.")
            return redirect(address_of(application))
    told: dict[str, Any] = {
        "flag": flag,
        "line": flag_line(flag),
        "application": application,
        "volunteer": application.volunteer,
        "form": form,
        "may_settle": may_settle,
        "who_settles": named(who_may(right, application.scheme, today()), "a safeguarding lead"),
        "contact_url": _contact_url(request, flag),
        "earlier_url": _earlier_url(request, flag),
        "back_url": address_of(application),
        "back_text": application.volunteer.name,
    }
    return render(request, "recruitment/flag.html", told)


def _contact_url(request: Request, flag: Flag) -> str:
    rows = BarredContact.objects.reachable_by(request.user, P.BAR_CONTACT).filter(pk=flag.contact_id)
    contact = rows.first()
    return reverse("safeguarding:barred_contact", args=[contact.public_id]) if contact else ""


def _earlier_url(request: Request, flag: Flag) -> str:
    rows = Application.objects.reachable_by(request.user, P.SEE_VETTING).filter(pk=flag.earlier_id)
    earlier = rows.first()
    return address_of(earlier) if earlier else ""
