"""Children who wait: who, since when, and what comes next."""

from urllib.parse import urlencode

from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import render

from kith.access.doors import Request, may
from kith.access.downloads import download
from kith.access.policy import Permission
from kith.foundation.dates import today
from kith.matching.forms import WaitingSought
from kith.matching.presenters import waiting as presenters
from kith.matching.queries import Waiting, waiting
from kith.referral.models import Referral, ReferralQuerySet
from kith.schemes.models import Scheme

PER_PAGE = 50
LOOK = Permission.LOOK_FOR_SOMEBODY


class Finding:
    """The list as somebody asked for it, within their reach."""

    def __init__(self, request: Request) -> None:
        self.reachable: ReferralQuerySet = Referral.objects.reachable_by(request.user, LOOK).awaiting_match()
        self.schemes = Scheme.objects.filter(pk__in=self.reachable.order_by().values("scheme"))
        self.form = WaitingSought(request.GET, schemes=self.schemes)
        self.asked = self.form.asked
        self.everybody = waiting(self.schemes, today(), among=self.reachable)

    def rows(self) -> list[Waiting]:
        asked = self.asked
        wanted = {"yes": True, "no": False}.get(asked.get("wishes", ""))
        found = [
            each
            for each in self.everybody
            if (not asked.get("scheme") or each.referral.scheme_id == asked["scheme"].pk)
            and each.days >= (asked.get("days") or 0)
            and (wanted is None or wanted == (each.wish_list is not None))
        ]
        _, key = presenters.SORTS[asked.get("sort") or ""]
        return sorted(found, key=key)

    @property
    def address(self) -> str:
        kept = {name: str(getattr(value, "public_id", value)) for name, value in self.asked.items() if value}
        return urlencode(kept)

    def filters(self) -> list[tuple[str, str]]:
        return [
            (str(self.form.fields[name].label), str(value)) for name, value in self.asked.items() if value
        ]


@may(LOOK)
def listing(request: Request) -> HttpResponse:
    """Longest first, unless another order is asked for."""
    finding = Finding(request)
    page = Paginator(finding.rows(), PER_PAGE).get_page(request.GET.get("page"))
    shown = {
        "rows": presenters.rows(page.object_list, today()),
        "page": page,
        "filter": finding.form,
        "found": page.paginator.count,
        "any_at_all": bool(finding.everybody),
        "address": finding.address,
    }
    return render(request, "matching/waiting.html", shown)


@may(LOOK)
def export(request: Request) -> HttpResponse:
    """The same list as a spreadsheet, filtered and in the same order."""
    finding = Finding(request)
    sheet = presenters.sheet(finding.rows(), today())
    return download(request, name="children-waiting", sheet=sheet, filters=finding.filters())
