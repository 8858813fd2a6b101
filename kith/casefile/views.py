"""The stories, and the lists that lead to them."""

from typing import Any
from urllib.parse import urlencode

from django.core.paginator import Paginator
from django.db.models import QuerySet
from django.http import HttpResponse
from django.shortcuts import redirect, render

from kith.access.doors import Request, may, opens
from kith.access.downloads import download
from kith.access.policy import Permission
from kith.access.reach import may as has
from kith.casefile import (
    child_story,
    listing,
    match_story,
    presenters,
    queries,
    support_told,
    volunteer_story,
)
from kith.casefile.entries import Entry, chips, strand_of, told
from kith.casefile.forms import ChildrenSought, MatchesSought, Sought
from kith.casefile.rights import rights_on
from kith.endings.crossroads import must_choose, to_ask_first
from kith.endings.deaths import is_told_elsewhere
from kith.foundation.charts import legend
from kith.foundation.dates import count_words, now, today
from kith.matching.models import Match, WishList
from kith.meetings.queries.stopped import stopped_ahead
from kith.people.models import Child, Volunteer
from kith.recruitment.models import Application
from kith.referral.models import Referral
from kith.schemes.models import Scheme

PAGE = 50
P = Permission


# ------------------------------------------------------------------------------------- lists


class Finding:
    """A list as somebody asked for it: the group, the filter, and both as an address."""

    def __init__(self, request: Request, form: Sought, groups: dict[str, str]) -> None:
        self.form, self.asked = form, form.asked
        shown = request.GET.get("show", "")
        self.group = shown if shown in groups else next(iter(groups))
        kept = {name: str(getattr(value, "public_id", value)) for name, value in self.asked.items() if value}
        self.is_narrowed = bool(kept)
        self.address = urlencode({"show": self.group, **kept})
        self.chips = [
            (words, f"?{urlencode({'show': key, **kept})}", key == self.group)
            for key, words in groups.items()
        ]

    def told(self, groups: dict[str, str]) -> list[tuple[str, str]]:
        return [("Show", groups[self.group]), *self.form.told()]


def _schemes(rows: "QuerySet[Any]") -> "QuerySet[Scheme]":
    """The schemes of these rows, to choose from where there are several."""
    found = Scheme.objects.filter(pk__in=rows.order_by().values("scheme"))
    return found if found.count() > 1 else Scheme.objects.none()


@may(P.SEE_CHILD)
def children(request: Request) -> HttpResponse:
    """Children within reach: those with us, those on the way, those with somebody, everybody."""
    reader, on = request.user, today()
    schemes = _schemes(Referral.objects.reachable_by(reader, P.SEE_REFERRAL, on).exclude(scheme=None))
    finding = Finding(request, ChildrenSought(request.GET, schemes=schemes), listing.CHILD_GROUPS)
    rows = listing.children_wanted(reader, finding.group, finding.asked, on)
    if request.GET.get("as") == "xlsx":
        lines = queries.child_lines(list(rows), reader=reader, on=on)
        told_of = finding.told(listing.CHILD_GROUPS)
        return download(request, name="children", sheet=listing.children_sheet(lines, on), filters=told_of)
    page = Paginator(rows, PAGE).get_page(request.GET.get("page"))
    lines = queries.child_lines(list(page), reader=reader, on=on)
    context = {
        "page": page,
        "finding": finding,
        "lines": [(line, line.standing(on)) for line in lines],
        "may_look": has(request.user, P.LOOK_FOR_SOMEBODY),
        "anybody_at_all": bool(lines) or finding.is_narrowed or _any_child(request),
    }
    return render(request, "casefile/children.html", context)


def _any_child(request: Request) -> bool:
    return Child.objects.reachable_by(request.user, P.SEE_CHILD).exists()


@may(P.SEE_MATCH)
def matches(request: Request) -> HttpResponse:
    """Matches within reach, each with its last twelve weeks."""
    reader, on = request.user, today()
    groups = {key: words for key, (words, _) in listing.MATCH_GROUPS.items()}
    if not has(reader, P.PLAN_ENDING):
        del groups["eighteen"]
    schemes = _schemes(Match.objects.reachable_by(reader, P.SEE_MATCH, on))
    finding = Finding(request, MatchesSought(request.GET, schemes=schemes), groups)
    rows = listing.matches_wanted(reader, finding.group, finding.asked, on)
    if request.GET.get("as") == "xlsx":
        lines = presenters.match_lines(list(rows), on=on, at=now())
        sheet = listing.matches_sheet(lines)
        return download(request, name="matches", sheet=sheet, filters=finding.told(groups))
    page = Paginator(rows, PAGE).get_page(request.GET.get("page"))
    lines_of = presenters.lines_at_18 if finding.group == "eighteen" else presenters.match_lines
    context = {
        "page": page,
        "finding": finding,
        "lines": lines_of(list(page), on=on, at=now()),
        "some_schemes": "scheme" in finding.form.fields,
        "legend": legend(),
    }
    return render(request, "casefile/matches.html", context)


# ------------------------------------------------------------------------------------- stories


def _story(request: Request, entries: list[Entry]) -> dict[str, Any]:
    strand = strand_of(request.GET.get("strand", ""))
    return {
        "story": told(entries, strand=strand, today=today()),
        "chips": chips(entries, path=request.path, strand=strand),
    }


CHILD_RIGHTS = (
    P.SEAL_CHILD,
    P.RECORD_WISHES,
    P.REFER,
    P.SEE_ADDRESS,
    P.DESCRIBE_CHILD,
    P.SEE_REGISTER,
    P.LOOK_FOR_SOMEBODY,
)


@opens(Child, P.SEE_CHILD)
def child(request: Request, child: Child) -> HttpResponse:
    """The story of one child: their own words first."""
    reader, on = request.user, today()
    entries = child_story.story_of(child, reader=reader, at=now(), on=on)
    rights = rights_on(child, reader, CHILD_RIGHTS)
    line = queries.child_lines([child], reader=reader, on=on)[0]
    live = Match.objects.reachable_by(reader, P.SEE_MATCH, on).live().filter(child=child)
    wishes = WishList.objects.reachable_by(reader, P.RECORD_WISHES, on).filter(child=child)
    context = {
        "child": child,
        "age": line.age,
        "matches": presenters.match_lines(list(live.with_people()), on=on, at=now()),
        "referral": line.referral,
        "waits": line.standing(on),
        "before": _before(line.referral) if P.LOOK_FOR_SOMEBODY in rights else None,
        "wishes": wishes.order_by("-version").first(),
        "around": presenters.around(child, on, reachable=bool(rights & {P.RECORD_WISHES, P.SEAL_CHILD})),
        "may": {right.name.lower(): True for right in rights},
        "shares": support_told.shared_by(child, reader=reader, on=on),
        "safe_url": presenters.worry_url(page="a child’s story", child=child),
        "legend": legend(),
        **_story(request, entries),
    }
    return render(request, "casefile/child.html", context)


def _before(referral: Referral | None) -> Match | None:
    """Somebody was with them before, and is asked first."""
    return to_ask_first([referral]).get(referral.pk) if referral else None


MATCH_RIGHTS = (
    P.SEAL_CHILD,
    P.SEE_SAFETY_PLANS,
    P.PLAN_MEETING,
    P.RECORD_MEETING,
    P.RECORD_SUPERVISION,
    P.BEGIN_MATCH,
    P.PLAN_ENDING,
    P.KEEP_MEMORIES,
    P.SEE_MEASURES,
    P.SEE_CHILD,
)


@opens(Match, P.SEE_MATCH)
def match(request: Request, match: Match) -> HttpResponse:
    """The story of one match."""
    reader, on, at = request.user, today(), now()
    entries = match_story.story_of(match, reader=reader, at=at, on=on)
    rights = rights_on(match, reader, MATCH_RIGHTS)
    ending = presenters.ending_card(match, on)
    wishes = WishList.objects.reachable_by(reader, P.RECORD_WISHES, on).filter(child=match.child)
    volunteers = Volunteer.objects.reachable_by(reader, P.SEE_VOLUNTEER, on)
    context = {
        "match": match,
        "headline": match_story.headline(match, on=on, left=_left(ending)),
        "line": presenters.match_lines([match], on=on, at=at)[0],
        "legend": legend(),
        "ending": ending if P.PLAN_ENDING in rights else None,
        "stopped": stopped_ahead(match, at=at) if P.PLAN_MEETING in rights and match.is_live else None,
        "file": _file_of(match, request),
        "is_ending": ending is not None,
        "child_died": P.PLAN_ENDING in rights and is_told_elsewhere(match),
        "at_17": must_choose(match, on),
        "wishes": wishes.order_by("-version").first(),
        "around": presenters.around(match.child, on, reachable=bool(rights & {P.PLAN_MEETING, P.SEAL_CHILD})),
        "may": {right.name.lower(): True for right in rights}
        | {"see_volunteer": volunteers.filter(pk=match.volunteer_id).exists()},
        "safe_url": presenters.worry_url(
            page="the story of a match", child=match.child, volunteer=match.volunteer
        ),
        **_story(request, entries),
    }
    return render(request, "casefile/match.html", context)


def _file_of(match: Match, request: Request) -> Application | None:
    """Where what has lapsed is renewed: the volunteer's latest application to the scheme, if the reader may see it."""
    rows = Application.objects.reachable_by(request.user, P.SEE_VOLUNTEER)
    found: Application | None = (
        rows.filter(volunteer=match.volunteer, scheme=match.scheme).order_by("pk").last()
    )
    return found


def _left(ending: dict[str, Any] | None) -> str:
    if not ending or not ending["ending"].is_winding_down:
        return ""
    left = queries.meetings_left([ending["ending"]], now())
    return f"{count_words(sum(left.values()), 'meeting')} left"


@opens(Volunteer, P.SEE_VOLUNTEER)
def volunteer(request: Request, volunteer: Volunteer) -> HttpResponse:
    """The story of one volunteer, for the scheme's staff; a volunteer has pages of their own."""
    reader, on = request.user, today()
    if volunteer.user_id == reader.pk:
        return redirect("recruitment:my_checks")
    entries = volunteer_story.story_of(volunteer, reader=reader, on=on)
    live = Match.objects.reachable_by(reader, P.SEE_MATCH, on).live().filter(volunteer=volunteer)
    files = Application.objects.reachable_by(reader, P.SEE_VOLUNTEER, on).filter(volunteer=volunteer)
    context = {
        "volunteer": volunteer,
        "age": volunteer.age_on(on),
        "card": volunteer.cards.exclude(approved_on=None).first(),
        "matches": presenters.match_lines(list(live.with_people()), on=on, at=now()),
        "files": list(files.select_related("scheme").order_by("-received_on", "-pk")),
        "trains": Volunteer.objects.reachable_by(reader, P.RECORD_TRAINING, on)
        .filter(pk=volunteer.pk)
        .exists(),
        "may_end": Volunteer.objects.reachable_by(reader, P.PLAN_ENDING, on).filter(pk=volunteer.pk).exists(),
        "safe_url": presenters.worry_url(page="a volunteer’s story", volunteer=volunteer),
        "legend": legend(),
        **_story(request, entries),
    }
    return render(request, "casefile/volunteer.html", context)
