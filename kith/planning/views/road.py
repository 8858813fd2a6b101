"""How people come through, and where they come from."""

from django.http import HttpResponse
from django.shortcuts import render

from kith.access.doors import Request, may
from kith.access.downloads import download
from kith.access.policy import Permission
from kith.foundation.dates import now, today
from kith.planning.answers import cohort_of
from kith.planning.forms import RoadSought
from kith.planning.periods import period
from kith.planning.presenters import road as road_presenters
from kith.planning.presenters import sources as source_presenters
from kith.planning.queries import sources as sources_of
from kith.planning.reach import inside
from kith.planning.views.common import address, ways

SEE = Permission.SEE_RECRUITMENT


class Finding:
    """The applications somebody asked for, within their reach."""

    def __init__(self, request: Request) -> None:
        self.user, self.on = request.user, today()
        self.form = RoadSought(request.GET, schemes=inside(request.user, SEE, self.on))
        self.chosen = self.form.chosen
        asked = period(self.form.key, self.on)
        self.cohort, self.freshness = cohort_of(self.chosen, asked, self.on, now())

    @property
    def vets(self) -> bool:
        """Whether this person vets in every scheme that is counted: only then are reasons for a no told."""
        vetted = set(inside(self.user, Permission.SEE_VETTING, self.on).values_list("pk", flat=True))
        return all(scheme.pk in vetted for scheme in self.chosen)

    def shown(self, here: str) -> dict[str, object]:
        """What both pages say."""
        return {
            "ways": ways(self.user, here, self.on, self.form.asked),
            "filter": self.form,
            "people": self.cohort.people,
            "period": self.cohort.period,
            "brought_in": self.cohort.brought_in(),
            "freshness": self.freshness,
            "address": address(self.form.asked),
        }


@may(SEE)
def road(request: Request) -> HttpResponse:
    """Step by step, by group, how long, and why people went."""
    finding = Finding(request)
    cohort = finding.cohort
    shown = finding.shown("planning:road") | {
        "numbers": road_presenters.numbers(cohort),
        "sentence": road_presenters.sentence(cohort),
        "steps": road_presenters.step_rows(cohort),
        "chart": road_presenters.chart(cohort),
        "groups": road_presenters.group_tables(cohort.groups()),
        "reasons": road_presenters.reasons(cohort, vets=finding.vets),
        "caveats": road_presenters.CAVEATS,
    }
    return render(request, "planning/road.html", shown)


@may(SEE)
def road_export(request: Request) -> HttpResponse:
    finding = Finding(request)
    return download(
        request,
        name="from-enquiry-to-approval",
        sheet=road_presenters.sheet(finding.cohort),
        filters=finding.form.told(),
    )


@may(SEE)
def sources(request: Request) -> HttpResponse:
    """Source by source: what came of it, and how long people stayed."""
    finding = Finding(request)
    found = sources_of(finding.cohort)
    shown = finding.shown("planning:sources") | {
        "rows": source_presenters.rows(found),
        "chart": source_presenters.chart(found),
        "caveats": source_presenters.CAVEATS,
    }
    return render(request, "planning/sources.html", shown)


@may(SEE)
def sources_export(request: Request) -> HttpResponse:
    finding = Finding(request)
    return download(
        request,
        name="where-people-come-from",
        sheet=source_presenters.sheet(sources_of(finding.cohort)),
        filters=finding.form.told(),
    )
