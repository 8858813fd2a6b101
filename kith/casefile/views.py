"""The stories and the lists that lead to them."""

from django.core.paginator import Paginator
from django.db.models import Q, QuerySet
from django.http import HttpResponse
from django.shortcuts import render

from kith.access.doors import Request, may, opens
from kith.access.downloads import download
from kith.access.policy import Permission
from kith.access.reach import may as has
from kith.casefile import child_story, match_story, presenters, queries, volunteer_story
from kith.casefile.entries import chips, told
from kith.foundation.charts import legend
from kith.foundation.dates import now, today
from kith.foundation.sheets import Sheet
from kith.matching.models import Match, WishList
from kith.matching.states import LIVE_MATCH
from kith.people.models import Child, Volunteer
from kith.recruitment.models import Application
from kith.referral.models import Referral
from kith.referral.states import OPEN
from kith.schemes.models import Scheme

PAGE = 50


@may(Permission.SEE_CHILD)
def children(request: Request) -> HttpResponse:
    """Children within reach: everybody, those who wait, those who have somebody."""
    rows = Child.objects.reachable_by(request.user, Permission.SEE_CHILD)
    shown = request.GET.get("show", "scheme")
    rows = _filtered_children(rows, shown)
    words = request.GET.get("q", "").strip()
    if words:
        rows = rows.filter(
            Q(first_name__icontains=words)
            | Q(known_as__icontains=words)
            | Q(last_name__icontains=words)
            | Q(authority_ref=words)
        )
    page = Paginator(rows.order_by("first_name", "pk"), PAGE).get_page(request.GET.get("page"))
    filters = [
        (text, f"?show={key}", shown == key)
        for key, text in (
            ("scheme", "With us"),
            ("waiting", "Waiting"),
            ("matched", "With somebody"),
            ("all", "Everybody within reach"),
        )
    ]
    lines = queries.child_lines(list(page), reader=request.user, on=today())
    context = {
        "page": page,
        "filters": filters,
        "words": words,
        "shown": shown,
        "lines": [(line, line.standing(today())) for line in lines],
    }
    return render(request, "casefile/children.html", context)


def _filtered_children(rows: "QuerySet[Child]", shown: str) -> "QuerySet[Child]":
    live = Match.objects.filter(status__in=LIVE_MATCH).values("child")
    waiting = Referral.objects.filter(status__in=OPEN, child__isnull=False).values("child")
    if shown == "waiting":
        return rows.filter(pk__in=waiting)
    if shown == "matched":
        return rows.filter(pk__in=live)
    if shown == "all":
        return rows
    return rows.filter(Q(pk__in=waiting) | Q(pk__in=live))


@opens(Child, Permission.SEE_CHILD)
def child(request: Request, child: Child) -> HttpResponse:
    """The story of one child."""
    strand = request.GET.get("strand", "")
    entries = child_story.story_of(child, reader=request.user, at=now(), on=today())
    matches = Match.objects.reachable_by(request.user, Permission.SEE_MATCH).filter(child=child).with_people()
    referral = (
        Referral.objects.reachable_by(request.user, Permission.SEE_REFERRAL)
        .filter(child=child, status__in=OPEN)
        .select_related("scheme")
        .first()
    )
    wishes = WishList.objects.reachable_by(request.user, Permission.RECORD_WISHES).filter(child=child).first()
    context = {
        "child": child,
        "age": child.age_on(today()),
        "story": told(entries, strand=strand, today=today()),
        "chips": chips(entries, path=request.path, strand=strand),
        "matches": [match for match in matches if match.is_live],
        "referral": referral,
        "wishes": wishes,
        "around": child_story.around(child, today()),
        "may": {
            "wish": has(request.user, Permission.RECORD_WISHES),
            "refer": has(request.user, Permission.REFER),
            "address": has(request.user, Permission.SEE_ADDRESS),
        },
    }
    return render(request, "casefile/child.html", context)


SHOW_MATCHES = {
    "live": ("Together", LIVE_MATCH),
    "ending": ("Winding down", ("ending",)),
    "paused": ("Paused", ("paused",)),
    "ended": ("Ended", ("ended",)),
}


@may(Permission.SEE_MATCH)
def matches(request: Request) -> HttpResponse:
    """Matches within reach, each with its last twelve weeks."""
    shown = request.GET.get("show", "live")
    shown = shown if shown in SHOW_MATCHES else "live"
    statuses = SHOW_MATCHES[shown][1]
    rows = Match.objects.reachable_by(request.user, Permission.SEE_MATCH).filter(status__in=statuses)
    scheme = request.GET.get("scheme", "")
    schemes = Scheme.objects.filter(pk__in=rows.values("scheme"))
    if scheme:
        rows = rows.filter(scheme__public_id=scheme)
    page = Paginator(rows.with_people().order_by("child__first_name", "pk"), PAGE).get_page(
        request.GET.get("page")
    )
    lines = presenters.match_lines(list(page), on=today(), at=now())
    if request.GET.get("as") == "xlsx":
        return download(
            request, name="matches", sheet=_sheet(lines), filters=[("Show", SHOW_MATCHES[shown][0])]
        )
    context = {
        "page": page,
        "lines": lines,
        "shown": shown,
        "filters": [(words, f"?show={key}", key == shown) for key, (words, _) in SHOW_MATCHES.items()],
        "schemes": schemes,
        "scheme": scheme,
        "legend": legend(),
    }
    return render(request, "casefile/matches.html", context)


def _sheet(lines: list[presenters.MatchLine]) -> Sheet:
    columns = ("Match", "Scheme", "Together", "Status", "Next meeting")
    rows = [
        (line.match.name, line.match.scheme.name, line.together, line.status, line.coming) for line in lines
    ]
    return Sheet("Matches", columns, rows)


@opens(Match, Permission.SEE_MATCH)
def match(request: Request, match: Match) -> HttpResponse:
    """The story of one match."""
    strand = request.GET.get("strand", "")
    entries = match_story.story_of(match, reader=request.user, at=now(), on=today())
    ending = presenters.ending_card(match)
    context = {
        "match": match,
        "headline": match_story.headline(
            match,
            on=today(),
            rhythm=presenters.rhythm_words(match.agreement),
            steps_left=ending["left"] if ending and match.is_live else "",
        ),
        "line": presenters.match_lines([match], on=today(), at=now())[0],
        "legend": legend(),
        "story": told(entries, strand=strand, today=today()),
        "chips": chips(entries, path=request.path, strand=strand),
        "ending": ending,
        "around": child_story.around(match.child, today()),
        "may": {
            "plan": has(request.user, Permission.PLAN_MEETING),
            "record": has(request.user, Permission.RECORD_MEETING),
            "supervise": has(request.user, Permission.RECORD_SUPERVISION),
            "agree": has(request.user, Permission.BEGIN_MATCH),
            "end": has(request.user, Permission.PLAN_ENDING),
        },
    }
    return render(request, "casefile/match.html", context)


@opens(Volunteer, Permission.SEE_VOLUNTEER)
def volunteer(request: Request, volunteer: Volunteer) -> HttpResponse:
    """The story of one volunteer."""
    strand = request.GET.get("strand", "")
    entries = volunteer_story.story_of(volunteer, reader=request.user, on=today())
    rows = Match.objects.reachable_by(request.user, Permission.SEE_MATCH).filter(volunteer=volunteer).live()
    application = (
        Application.objects.reachable_by(request.user, Permission.SEE_VOLUNTEER)
        .filter(volunteer=volunteer)
        .order_by("-received_on", "-pk")
        .first()
    )
    context = {
        "volunteer": volunteer,
        "age": volunteer.age_on(today()),
        "card": volunteer.cards.exclude(approved_on=None).first(),
        "story": told(entries, strand=strand, today=today()),
        "chips": chips(entries, path=request.path, strand=strand),
        "matches": list(rows.with_people()),
        "application": application,
    }
    return render(request, "casefile/volunteer.html", context)
