"""The list of referrals, and one referral as the scheme and its own referrer read it."""

from collections.abc import Mapping
from typing import Any
from urllib.parse import urlencode

from django.core.paginator import Paginator
from django.db.models import Count, Q
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse

from kith.access.doors import may, opens
from kith.access.downloads import download
from kith.access.policy import Permission
from kith.access.reach import may as has
from kith.foundation.dates import today
from kith.referral import presenters, queries
from kith.referral.forms import Sought
from kith.referral.models import Referral, ReferralQuerySet
from kith.schemes.models import Scheme

PER_PAGE = 50
SEE = Permission.SEE_REFERRAL


class Finding:
    """The list as somebody asked for it: the rows within their reach, the filter, and its words."""

    def __init__(self, request: HttpRequest) -> None:
        self.reachable: ReferralQuerySet = Referral.objects.reachable_by(request.user, SEE)
        schemes = Scheme.objects.filter(pk__in=self.reachable.order_by().values("scheme"))
        self.form = Sought(request.GET, schemes=schemes)
        self.sought: Mapping[str, Any] = self.form.cleaned_data if self.form.is_valid() else {}
        self.part = self._part(request)

    def _part(self, request: HttpRequest) -> str:
        """The group that was chosen. Somebody who looks for a name looks in all of them."""
        chosen = request.GET.get("status", "")
        if chosen in presenters.PARTS:
            return chosen
        if self.sought.get("q"):
            return "all"
        stayed = request.GET.get("stay", "")
        if stayed in presenters.PARTS:
            return stayed
        return "answer" if has(request.user, Permission.ANSWER_REFERRAL) else "all"

    @property
    def asked(self) -> str:
        """The filter without the status, for the addresses of the chips."""
        kept = {name: str(getattr(value, "public_id", value)) for name, value in self.sought.items() if value}
        return urlencode(kept)

    @property
    def address(self) -> str:
        """The whole filter, to stand behind a ? or a &."""
        return f"status={self.part}&{self.asked}".rstrip("&")

    @property
    def found(self) -> ReferralQuerySet:
        rows = self.reachable
        if scheme := self.sought.get("scheme"):
            rows = rows.filter(scheme=scheme)
        if source := self.sought.get("source"):
            rows = rows.filter(source=source)
        if words := self.sought.get("q", "").strip():
            named = Q(child__first_name__icontains=words) | Q(child__known_as__icontains=words)
            unlinked = Q(child=None, first_name__icontains=words)
            rows = rows.filter(named | unlinked | Q(reference=queries.as_reference(words)))
        return rows

    def counts(self) -> dict[str, int]:
        counted = self.found.order_by().values("status").annotate(count=Count("pk"))
        return {row["status"]: row["count"] for row in counted}

    def rows(self) -> ReferralQuerySet:
        statuses = presenters.PARTS[self.part][1]
        rows = self.found.filter(status__in=statuses).timed()
        return rows.select_related("child", "scheme__provider", "coordinator").order_by("received_on", "id")


@may(SEE)
def listing(request: HttpRequest) -> HttpResponse:
    """Oldest first: whoever has waited longest stands at the top."""
    finding = Finding(request)
    page = Paginator(finding.rows(), PER_PAGE).get_page(request.GET.get("page"))
    counts = finding.counts()
    shown = {
        "find": finding.form,
        "part": finding.part,
        "chips": presenters.chips(counts, finding.part, finding.asked),
        "page": page,
        "rows": presenters.rows(list(page.object_list), today()),
        "is_narrowed": bool(finding.asked),
        "none_at_all": not counts and not finding.asked,
        "filter": finding.address,
    }
    return render(request, "referral/list.html", shown)


@may(SEE)
def export(request: HttpRequest) -> HttpResponse:
    """The list as it was filtered, as a spreadsheet."""
    finding = Finding(request)
    filters = [("Status", presenters.PARTS[finding.part][0])]
    filters += [
        (str(finding.form.fields[name].label), str(value)) for name, value in finding.sought.items() if value
    ]
    return download(
        request, name="referrals", sheet=presenters.sheet(list(finding.rows()), today()), filters=filters
    )


@opens(Referral, SEE)
def referral(request: HttpRequest, row: Referral) -> HttpResponse:
    """What was said, the child's words first; what happened; and the step to take next."""
    day = today()
    among = Referral.objects.reachable_by(request.user, SEE)
    answering = Referral.objects.reachable_by(request.user, Permission.ANSWER_REFERRAL)
    asked = list(row.questions.all())
    turn = queries.turn_of(row, day)
    shown = {
        "referral": row,
        "back_url": reverse("referral:list"),
        "back_text": "Referrals",
        "subtitle": presenters.subtitle(row, day),
        "answer_words": presenters.asked_words(row),
        "facts": presenters.facts(row),
        "may_answer": answering.filter(pk=row.pk).exists(),
        "may_withdraw": row.may("withdraw"),
        "childs_no": queries.childs_no(row, day) if row.may("accept") else "",
        "cautions": presenters.cautions(row, day) if row.may("accept") else [],
        "twins": presenters.twins(row, among),
        "question": next((question for question in asked if question.answered_on is None), None),
        "turn": turn,
        "turn_words": presenters.turn_words(turn, day) if turn else "",
        "story": presenters.story(row, asked),
    }
    return render(request, "referral/referral.html", shown)
