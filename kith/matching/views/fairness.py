"""How fairly places are given, scheme by scheme and for a provider's schemes together."""

from typing import Any
from urllib.parse import urlencode

from django import forms
from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse

from kith.access.doors import Request, may
from kith.access.downloads import download
from kith.access.reach import may as has
from kith.foundation.dates import today
from kith.foundation.forms import Form
from kith.matching.presenters import fairness as presenters
from kith.matching.presenters.figures import Section
from kith.matching.queries import fairness as queries
from kith.matching.views.rounds import RUN
from kith.schemes.models import Scheme
from kith.science.results import Audience


class FairnessSought(Form):
    """One scheme, or all of a provider together."""

    scheme = forms.ChoiceField(label="Scheme", required=False)
    says_optional = False

    def __init__(self, data: Any, *, schemes: tuple[Scheme, ...]) -> None:
        super().__init__(data)
        self.schemes = {str(scheme.public_id): scheme for scheme in schemes}
        self.providers = {str(scheme.provider.public_id): scheme.provider for scheme in schemes}
        one_by_one = [(key, str(scheme)) for key, scheme in self.schemes.items()]
        several = [
            (key, f"All schemes of {provider}")
            for key, provider in self.providers.items()
            if sum(scheme.provider == provider for scheme in schemes) > 1
        ]
        self.fields["scheme"].choices = [*several, *one_by_one]  # type: ignore[attr-defined]

    @property
    def chosen(self) -> tuple[Scheme, ...]:
        """The first that is offered, where nothing else is asked for."""
        offered: Any = self.fields["scheme"]
        key = self.cleaned_data.get("scheme") if self.is_valid() else ""
        key = key or next((key for key, _ in offered.choices), "")
        if key in self.providers:
            return tuple(s for s in self.schemes.values() if str(s.provider.public_id) == key)
        return (self.schemes[key],) if key in self.schemes else ()


class Finding:
    """The figures as somebody asked for them, within their reach."""

    def __init__(self, request: Request) -> None:
        self.on = today()
        self.whose = queries.whose(request.user, self.on)
        self.form = FairnessSought(request.GET or {}, schemes=self.whose.schemes)
        self.by = request.GET.get("by", "")
        if self.by not in queries.GROUPINGS:
            self.by = "gender"
        self.schemes = self.form.chosen
        self.found = queries.counted(self.schemes, self.whose.authorities)
        self.audience = Audience.OUTSIDE if self.whose.is_outside else Audience.INSIDE

    def sections(self) -> list[Section]:
        spells = queries.waits(self.schemes, self.whose.authorities, self.on)
        return presenters.sections(self.found, spells, self.by, self.audience)

    @property
    def keep(self) -> str:
        scheme = self.form.cleaned_data.get("scheme") if self.form.is_valid() else ""
        return urlencode({"scheme": scheme}) if scheme else ""


@may(queries.SEE)
def fairness(request: Request) -> HttpResponse:
    """Each number with what it says and what it does not."""
    finding = Finding(request)
    keep = f"&{finding.keep}" if finding.keep else ""
    shown = {
        "filter": finding.form,
        "schemes": finding.schemes,
        "any_round": bool(finding.found.rounds),
        "made_from": presenters.made_from(finding.found, finding.whose.is_outside),
        "parts": finding.sections() if finding.found.rounds else [],
        "chips": presenters.groupings(reverse("matching:fairness"), keep, finding.by),
        "address": f"by={finding.by}{keep}",
        "signs": presenters.SIGNS,
        "is_outside": finding.whose.is_outside,
        "may_run": has(request.user, RUN),
    }
    return render(request, "matching/fairness.html", shown)


@may(queries.SEE)
def export(request: Request) -> HttpResponse:
    """The same figures as a spreadsheet, each with its caveat."""
    finding = Finding(request)
    filters = [
        ("Schemes", ", ".join(map(str, finding.schemes))),
        ("Groups", presenters.GROUP_WORDS[finding.by]),
        ("Rounds", presenters.made_from(finding.found, finding.whose.is_outside)),
        ("Kept back", presenters.SIGNS),
    ]
    parts = finding.sections() if finding.found.rounds else []
    return download(request, name="fairness", sheet=presenters.sheet(parts), filters=filters)
