"""The lists of children and of matches: which rows are wanted, in which order, as a sheet."""

from collections.abc import Sequence
from datetime import date
from typing import Any

from django.db.models import BooleanField, Case, F, OrderBy, Q, QuerySet, Value, When
from django.db.models.functions import Coalesce, Lower, NullIf

from kith.access.models import User
from kith.access.policy import Permission
from kith.casefile.presenters import MatchLine
from kith.casefile.queries import ChildLine, children_named, named
from kith.endings.crossroads import at_the_crossroads
from kith.foundation.sheets import Sheet
from kith.matching.models import Match
from kith.matching.states import LIVE_MATCH, MatchStatus
from kith.meetings import queries as meetings
from kith.people.models import Child
from kith.referral.models import Referral
from kith.referral.states import OPEN
from kith.schemes.models import Scheme

Order = tuple[str | OrderBy, ...]
CHILD_SORTS: dict[str, tuple[str, Order]] = {
    "": ("First name", ("nameless", "shown", F("born").asc(nulls_last=True), "pk")),
    "youngest": ("Youngest first", (F("born").desc(nulls_last=True), "pk")),
    "oldest": ("Oldest first", (F("born").asc(nulls_last=True), "pk")),
}
CHILD_GROUPS = {
    "with-us": "With us",
    "waiting": "On the way",
    "matched": "With somebody",
    "all": "Everybody within reach",
}
MATCH_SORTS: dict[str, tuple[str, Order]] = {
    "": ("First name", ("shown", "pk")),
    "longest": ("Longest together", ("begun_on", "pk")),
    "newest": ("Newest first", ("-begun_on", "-pk")),
}
MATCH_GROUPS: dict[str, tuple[str, tuple[MatchStatus, ...]]] = {
    "live": ("Together", LIVE_MATCH),
    "quiet": ("Gone quiet", LIVE_MATCH),
    "eighteen": ("18, or soon", LIVE_MATCH),
    "ending": ("Winding down", (MatchStatus.ENDING,)),
    "paused": ("On a break", (MatchStatus.PAUSED,)),
    "ended": ("Ended", (MatchStatus.ENDED,)),
}


def _shown_name(prefix: str = "") -> Coalesce:
    known = NullIf(F(f"{prefix}known_as"), Value(""))
    return Coalesce(Lower(known), Lower(f"{prefix}first_name"))


# ------------------------------------------------------------------------------------- children


def children_wanted(reader: User, group: str, asked: dict[str, Any], on: date) -> "QuerySet[Child]":
    """Within reach, of the group and the filter. Children whose name is not known come after those with one."""
    rows: QuerySet[Child] = Child.objects.reachable_by(reader, Permission.SEE_CHILD, on)
    scheme = asked.get("scheme")
    rows = rows.filter(_in_group(group, scheme))
    if words := asked.get("q", "").strip():
        rows = children_named(rows, words)
    shown = _shown_name()
    nameless = Case(When(known_as="", first_name="", then=True), default=False, output_field=BooleanField())
    return rows.annotate(shown=shown, nameless=nameless).order_by(*CHILD_SORTS[asked.get("sort") or ""][1])


def _in_group(group: str, scheme: Scheme | None) -> Q:
    ours = {"scheme": scheme} if scheme else {}
    matched = Q(pk__in=Match.objects.live().filter(**ours).order_by().values("child"))
    open_now = Referral.objects.filter(status__in=OPEN, child__isnull=False, **ours)
    waiting = Q(pk__in=open_now.order_by().values("child"))
    if group == "all":
        return matched | waiting if scheme else Q()
    return {"waiting": waiting, "matched": matched}.get(group, matched | waiting)


def children_sheet(lines: Sequence[ChildLine], on: date) -> Sheet:
    """First names, as on the page; nothing that was said or written."""
    columns = ("First name", "Age", "Where they are on the way", "Scheme")
    rows = [
        (line.child.name, line.age, line.standing(on), str(line.scheme) if line.scheme else "")
        for line in lines
    ]
    return Sheet("Children", columns, rows)


# ------------------------------------------------------------------------------------- matches


def matches_wanted(reader: User, group: str, asked: dict[str, Any], on: date) -> "QuerySet[Match]":
    """Within reach, of the group and the filter."""
    rows: QuerySet[Match] = Match.objects.reachable_by(reader, Permission.SEE_MATCH, on)
    rows = rows.filter(status__in=MATCH_GROUPS[group][1])
    if scheme := asked.get("scheme"):
        rows = rows.filter(scheme=scheme)
    if words := asked.get("q", "").strip():
        rows = rows.filter(named(words, "child__first_name", "child__known_as", "volunteer__first_name"))
    if group == "quiet":
        live = rows.select_related("child", "volunteer", "scheme")
        rows = rows.filter(pk__in=[found.match.pk for found in meetings.quiet(live, on)])
    if group == "eighteen":
        live = rows.select_related("child", "volunteer", "scheme")
        rows = rows.filter(pk__in=[found.pk for found, _ in at_the_crossroads(list(live), on)])
    rows = rows.annotate(shown=_shown_name("child__"))
    return rows.select_related("child", "volunteer", "scheme").order_by(
        *MATCH_SORTS[asked.get("sort") or ""][1]
    )


def matches_sheet(lines: Sequence[MatchLine]) -> Sheet:
    columns = ("Match", "Scheme", "Began", "Ended", "Together", "Status", "Next meeting", "Last twelve weeks")
    rows = [
        (
            line.match.name,
            line.match.scheme.name,
            line.match.begun_on,
            line.match.ended_on,
            line.together,
            line.status,
            "" if line.match.ended_on else line.coming,
            line.strip.words,
        )
        for line in lines
    ]
    return Sheet("Matches", columns, rows)
