"""Who is needed: inside a scheme everything, outside what points at no child."""

from typing import Any

from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import render

from kith.access.doors import Request, may
from kith.access.downloads import download
from kith.access.policy import Permission
from kith.access.reach import organisations_for
from kith.foundation.dates import today
from kith.planning.forms import NeedsSought
from kith.planning.presenters import needed as presenters
from kith.planning.queries import SchemeNeeds, picture, who_is_needed
from kith.planning.reach import inside, paid_for
from kith.planning.views.common import address, ways
from kith.recruitment.models import Appeal
from kith.referral.models import Referral, ReferralQuerySet
from kith.science.places import credit

SEE = Permission.SEE_WHO_IS_NEEDED
PER_PAGE = 40


class Finding:
    """What somebody asked for, within their reach."""

    def __init__(self, request: Request) -> None:
        user, self.on = request.user, today()
        self.reachable: ReferralQuerySet = Referral.objects.reachable_by(user, SEE, self.on)
        self.form = NeedsSought(request.GET, schemes=inside(user, SEE, self.on))
        self.schemes = who_is_needed(self.form.chosen, self.on, among=self.reachable)
        self.days: int | None = self.form.asked.get("days")

    def of_commissioner(self, request: Request) -> list[SchemeNeeds]:
        """The children of the authorities somebody commissions for, in the schemes those pay for."""
        authorities = organisations_for(request.user, SEE, self.on)
        if not authorities:
            return []
        theirs = self.reachable.filter(child__authority__in=authorities)
        return who_is_needed(paid_for(request.user, SEE, self.on), self.on, among=theirs)


@may(SEE)
def needed(request: Request) -> HttpResponse:
    """Sentences, the hardest to serve first, with the numbers they rest on."""
    finding = Finding(request)
    found = presenters.in_order(finding.schemes, finding.days)
    page = Paginator(found, PER_PAGE).get_page(request.GET.get("page"))
    seen = picture(finding.schemes)
    publishing = list(inside(request.user, Permission.KEEP_FRONT, finding.on))
    shown: dict[str, Any] = {
        "works_here": bool(finding.form.schemes),
        "ways": ways(request.user, "planning:needed", finding.on, finding.form.asked),
        "filter": finding.form,
        "numbers": presenters.numbers(finding.schemes),
        "beside": presenters.beside(finding.schemes),
        "rows": presenters.rows(page.object_list, publishing),
        "publishes": bool(publishing),
        "on_the_page": Appeal.objects.filter(scheme__in=finding.form.chosen)
        .shown_on(finding.on)
        .select_related("scheme"),
        "page": page,
        "any_wait": any(one.waiting for one in finding.schemes),
        "any_asked": any(one.asked for one in finding.schemes),
        "picture": seen,
        "chart": presenters.asked_most(seen),
        "outside": presenters.outside(finding.of_commissioner(request)),
        "caveats": presenters.CAVEATS,
        "credit": credit(),
        "address": address(finding.form.asked),
        "on": finding.on,
    }
    return render(request, "planning/needed.html", shown)


@may(SEE)
def export(request: Request) -> HttpResponse:
    """The same sentences as a spreadsheet; for a commissioner only theirs."""
    finding = Finding(request)
    if finding.form.schemes:
        sheet = presenters.sheet(presenters.in_order(finding.schemes, finding.days))
    else:
        sheet = presenters.outside_sheet(finding.of_commissioner(request))
    return download(request, name="who-is-needed", sheet=sheet, filters=finding.form.told())
