"""What became of the meetings of many matches, asked in the same few queries however many there are."""

from collections.abc import Iterable, Sequence
from datetime import date, datetime, time

from django.db.models import Exists, F, OuterRef, QuerySet, Subquery, Window
from django.db.models.functions import RowNumber

from kith.foundation.charts import Week
from kith.foundation.dates import moment
from kith.matching.models import Match
from kith.meetings import facts
from kith.meetings.models import Meeting
from kith.meetings.states import Status
from kith.science.rhythm import week_starts, weeks_strip

Matches = QuerySet[Match] | Sequence[Match]


def day_begins(day: date) -> datetime:
    return moment(day, time())


def strips(matches: Matches, until: date, weeks: int = 12) -> dict[int, list[Week]]:
    """Match id → how each of the last weeks went, oldest first, the last being the week of `until`."""
    first = day_begins(week_starts(until, weeks)[0])
    said: dict[int, list[tuple[date, str]]] = {match.pk: [] for match in matches}
    rows = Meeting.objects.filter(match__in=list(said), at__gte=first, status__in=list(facts.STATES))
    for match_id, at, status in rows.values_list("match_id", "at", "status"):
        said[match_id].append((facts.day_of(at), facts.STATES[Status(status)]))
    return {
        match_id: [facts.WEEKS[state] for state in weeks_strip(meetings, until, weeks)]
        for match_id, meetings in said.items()
    }


def next_meetings(matches: Matches, at: datetime) -> dict[int, Meeting]:
    """Match id → its next planned meeting; a match that is paused or over has none."""
    ahead = Meeting.objects.ahead(at).filter(match__in=ids_of(matches))
    in_line = ahead.annotate(
        place_in_line=Window(RowNumber(), partition_by=F("match"), order_by=[F("at").asc(), F("pk").asc()])
    )
    return {meeting.match_id: meeting for meeting in in_line.filter(place_in_line=1)}


def last_kept(matches: Matches) -> dict[int, Meeting]:
    """Match id → the latest meeting that was kept."""
    latest = Meeting.objects.kept().filter(match=OuterRef("pk")).order_by("-at").values("pk")[:1]
    found = rows_of(matches).annotate(latest=Subquery(latest)).values("latest")
    return {meeting.match_id: meeting for meeting in Meeting.objects.filter(pk__in=found)}


def not_met_since(matches: Matches, day: date) -> dict[int, date | None]:
    """Match id → the day of the latest meeting that was kept, for those that have not met from a day on."""
    kept = Meeting.objects.kept().filter(match=OuterRef("pk"))
    latest = Subquery(kept.order_by("-at").values("at")[:1])
    apart = rows_of(matches).filter(~Exists(kept.filter(at__gte=day_begins(day))))
    found = apart.annotate(latest=latest).values_list("pk", "latest")
    return {pk: at and facts.day_of(at) for pk, at in found}


def awaiting_word(matches: Matches, at: datetime) -> list[Meeting]:
    """Planned meetings whose time has come and of which nobody has said anything, oldest first."""
    rows = Meeting.objects.awaiting_word(at).filter(match__in=ids_of(matches))
    return list(rows.with_people().order_by("at"))


def rows_of(matches: Matches) -> "QuerySet[Match]":
    """For a question about them, in no order."""
    if isinstance(matches, QuerySet) and not matches.query.is_sliced:
        return matches.order_by()
    return Match.objects.filter(pk__in=[match.pk for match in matches])


def those(matches: Matches, ids: Iterable[int], field: str = "pk") -> list[Match]:
    """Those of the matches that are named, or whose child or volunteer is, in their order: no others are fetched."""
    wanted = set(ids)
    if not wanted:
        return []
    if isinstance(matches, QuerySet):
        return list(matches.filter(**{f"{field}__in": wanted}))
    return [match for match in matches if getattr(match, field) in wanted]


def ids_of(matches: Matches) -> "list[int] | QuerySet[Match, int]":
    """For a filter: a QuerySet as a subquery, a list or a page by its ids."""
    if isinstance(matches, QuerySet) and not matches.query.is_sliced:
        return matches.order_by().values_list("pk", flat=True)
    return [match.pk for match in matches]
