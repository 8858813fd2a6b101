"""The desk: what needs somebody today, this week, and their matches; for each role what is theirs."""

from collections import Counter
from datetime import date, datetime
from typing import Any

from django.db.models import Case, Count, QuerySet, When

from kith.access.models import User
from kith.access.policy import Permission
from kith.casefile.presenters import MatchLine, match_lines
from kith.foundation.charts import Chart, bars, legend
from kith.foundation.dates import count_words
from kith.matching.models import Match
from kith.people.models import Involvement
from kith.recruitment.models import Application
from kith.recruitment.states import ON_THE_WAY, Status
from kith.safeguarding.models import Concern
from kith.safeguarding.presenters import ConcernLine, line
from kith.safeguarding.states import Status as ConcernStatus
from kith.web.desk import AtHand, groups, sections
from kith.web.homes.page import Page
from kith.web.week import week

MATCHES_SHOWN = 12
CONCERNS_SHOWN = 8


def desk(user: User, *, at: datetime, on: date, unfolded: str = "") -> Page:
    """What needs this person first; beside it what is quietly going on."""
    found = AtHand(user, at=at, on=on)
    values = {
        "sections": sections(groups(found, unfolded)),
        "on": on,
        "summary": _summary(found),
        "is_wide": found.is_wide,
        **_matches(found),
        **_volunteers(found),
        **_load(found),
        "shows_concerns": found.may(Permission.SEE_CONCERN),
        "concerns": _open_concerns(found),
    }
    return Page("web/desk.html", values, Permission.SEE_DESK)


def _summary(found: AtHand) -> list[str]:
    """31 matches, 6 children waiting: what this person's desk is about, as far as it is about it."""
    said = []
    if found.may(Permission.BEGIN_MATCH):
        said.append(count_words(found.how_many, "match", "matches"))
    if found.may(Permission.LOOK_FOR_SOMEBODY):
        said.append(f"{count_words(len(found.awaiting), 'child', 'children')} waiting")
    if found.may(Permission.RECORD_VETTING):
        schemes = found.schemes(Permission.RECORD_VETTING)
        count = Application.objects.filter(scheme__in=schemes, status=Status.CHECKING).count()
        said.append(f"{count_words(count, 'volunteer')} being checked")
    if found.may(Permission.SEE_CONCERN):
        raised = Concern.objects.reachable_by(found.user, Permission.SEE_CONCERN, found.on)
        said.append(count_words(raised.exclude(status=ConcernStatus.CLOSED).count(), "open concern"))
    return said


def _matches(found: AtHand) -> dict[str, Any]:
    """This week, and the strips of the matches: those that are in trouble first, then by name."""
    if not found.may(Permission.BEGIN_MATCH):
        return {}
    lines: list[MatchLine] = match_lines(_first_matches(found), on=found.on, at=found.at)
    return {
        "shows_matches": True,
        "week": week(found),
        "lines": lines,
        "more": found.how_many - len(lines),
        "legend": legend(),
    }


def _first_matches(found: AtHand) -> list[Match]:
    """A few to show: those that are in trouble first, then by name."""
    trouble, matches = found.in_trouble, found.matches
    if isinstance(matches, QuerySet):
        calm_last = Case(When(pk__in=trouble, then=0), default=1)
        first = matches.order_by(calm_last, *matches.query.order_by)
        return list(first.select_related("child", "volunteer", "scheme")[:MATCHES_SHOWN])
    return sorted(matches, key=lambda match: match.pk not in trouble)[:MATCHES_SHOWN]


def _volunteers(found: AtHand) -> dict[str, Any]:
    """How many volunteers stand at which step, for those who bring them through it."""
    vets = found.may(Permission.RECORD_VETTING)
    if not (vets or found.is_wide):
        return {}
    right = Permission.RECORD_VETTING if vets else Permission.RECORD_CHECK
    schemes = found.schemes(right)
    files = Application.objects.filter(scheme__in=schemes, status__in=ON_THE_WAY).order_by()
    counted = dict(files.values_list("status").annotate(Count("pk")))
    rows = [(str(status.label), counted.get(status, 0)) for status in ON_THE_WAY]
    chart: Chart = bars(rows, title="Volunteers on their way")
    return {"on_the_way": chart if any(count for _, count in rows) else None, "shows_volunteers": True}


def _load(found: AtHand) -> dict[str, Any]:
    """Who looks after how many, for a manager."""
    if not found.is_wide or not found.how_many:
        return {}
    near = Involvement.objects.open_on(found.on).of(Involvement.Part.COORDINATOR)
    matches_of = Counter(found.children)
    counted: Counter[int | None] = Counter()
    for user, child in near.filter(child__in=found.of_matches("child")).values_list("user", "child"):
        counted[user] += matches_of[child]
    names = User.objects.in_bulk([user for user in counted if user is not None])
    load = [(str(names[user]) if user else "", count) for user, count in counted.items()]
    return {"load": sorted(load, key=lambda pair: (-pair[1], pair[0]))}


def _open_concerns(found: AtHand) -> list[ConcernLine]:
    """Concerns that are decided and not closed: they go on, without standing among what is urgent."""
    if not found.may(Permission.SEE_CONCERN):
        return []
    rows = Concern.objects.reachable_by(found.user, Permission.SEE_CONCERN, found.on)
    decided = rows.filter(status=ConcernStatus.DECIDED).with_people()
    return [line(concern, found.at) for concern in decided.order_by("raised_at")[:CONCERNS_SHOWN]]
