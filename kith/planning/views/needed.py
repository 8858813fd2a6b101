"""Who is needed: inside a scheme everything, outside what points at no child."""

from functools import cached_property
from typing import Any

from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import render

from kith.access.doors import Request, may
from kith.access.downloads import download
from kith.access.policy import Permission
from kith.access.reach import organisations_for
from kith.foundation.dates import now, today
from kith.planning.answers import told_of
from kith.planning.forms import NeedsSought
from kith.planning.presenters import needed as presenters
from kith.planning.queries import added
from kith.planning.reach import inside, paid_for
from kith.planning.told import Told
from kith.planning.views.common import address, ways
from kith.recruitment.models import Appeal
from kith.referral.models import Referral, ReferralQuerySet
from kith.schemes.models import Organisation
from kith.science.places import credit

SEE = Permission.SEE_WHO_IS_NEEDED
PER_PAGE = 40


class Finding:
    """What somebody asked for, within their reach."""

    def __init__(self, request: Request) -> None:
        self.user, self.on, self.at = request.user, today(), now()
        self.reachable: ReferralQuerySet = Referral.objects.reachable_by(self.user, SEE, self.on)
        self.form = NeedsSought(request.GET, schemes=inside(self.user, SEE, self.on))
        self.schemes, self.freshness = told_of(self.form.chosen, self.on, self.at, among=self.reachable)
        self.days: int | None = self.form.asked.get("days")

    @cached_property
    def of_commissioner(self) -> list[Told]:
        """The children of the authorities somebody commissions for, in the schemes those pay for."""
        found: list[Told] = []
        theirs = Organisation.objects.filter(pk__in=organisations_for(self.user, SEE, self.on))
        for authority in theirs.order_by("name", "pk"):
            among = self.reachable.filter(child__authority=authority)
            paid = list(paid_for(authority, self.on))
            told, freshness = told_of(paid, self.on, self.at, among=among, authority=authority)
            self.freshness = freshness if freshness.is_kept else self.freshness
            found += told
        return found


@may(SEE)
def needed(request: Request) -> HttpResponse:
    """Sentences, the hardest to serve first, with the numbers they rest on."""
    finding = Finding(request)
    found = presenters.in_order(finding.schemes, finding.days)
    page = Paginator(found, PER_PAGE).get_page(request.GET.get("page"))
    seen = added(one.picture for one in finding.schemes)
    outside = presenters.outside(finding.of_commissioner)
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
        "outside": outside,
        "freshness": finding.freshness,
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
        sheet = presenters.outside_sheet(finding.of_commissioner)
    return download(request, name="who-is-needed", sheet=sheet, filters=finding.form.told())
