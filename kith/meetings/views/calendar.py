"""The calendar: a week of meetings within reach, a month to step through."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import date, timedelta
from typing import Any
from urllib.parse import urlencode
from uuid import UUID

from django.core.paginator import Paginator
from django.db.models import Exists, OuterRef
from django.http import HttpResponse
from django.shortcuts import render

from kith.access.doors import Request, may
from kith.access.downloads import download
from kith.access.policy import Permission
from kith.access.reach import may as may_they
from kith.foundation.dates import day_words, months_after, now, time_words, today
from kith.foundation.sheets import Sheet
from kith.meetings import presenters
from kith.meetings.models import Meeting, MeetingQuerySet
from kith.meetings.queries.over_matches import day_begins
from kith.meetings.states import Status
from kith.schemes.models import Scheme

PAGE = 100
UNSAID = "unsaid"
SHOW = {
    "all": ("Everything", ()),
    "planned": ("Planned", (Status.PLANNED,)),
    UNSAID: ("Not said yet", (Status.PLANNED,)),
    "kept": ("Met", (Status.KEPT,)),
    "not-kept": (
        "Not kept",
        (Status.MOVED, Status.MISSED, Status.WITHHELD, Status.CALLED_OFF),
    ),
}
ORDER = ("at", "match_id", "pk")
TO_THURSDAY = timedelta(days=3)


@dataclass(frozen=True)
class Asked:
    """What the address asks for: a week by its Monday, some states, one scheme."""

    monday: date
    show: str
    scheme: UUID | None

    @property
    def url(self) -> str:
        named = {"week": self.monday, "show": self.show, "scheme": self.scheme}
        return "?" + urlencode({name: value for name, value in named.items() if value})

    @property
    def is_narrowed(self) -> bool:
        return self.show != "all" or self.scheme is not None

    @property
    def month(self) -> date:
        """The first day of the month that has most of the week."""
        return (self.monday + TO_THURSDAY).replace(day=1)


def _asked(request: Request) -> Asked:
    try:
        day = date.fromisoformat(request.GET.get("week", ""))
    except ValueError:
        day = today()
    try:
        scheme = UUID(request.GET.get("scheme", ""))
    except ValueError:
        scheme = None
    show = request.GET.get("show", "all")
    return Asked(day - timedelta(days=day.weekday()), show if show in SHOW else "all", scheme)


@may(Permission.SEE_MEETINGS)
def calendar(request: Request) -> HttpResponse:
    """Who, when, where, and what became of it."""
    asked = _asked(request)
    week = _of_the_week(request, asked)
    rows = week.order_by(*ORDER)
    if wanted := SHOW[asked.show][1]:
        rows = rows.filter(status__in=wanted)
    if asked.scheme:
        rows = rows.filter(match__scheme__public_id=asked.scheme)
    if request.GET.get("as") == "xlsx":
        filters = [("Week of", day_words(asked.monday)), ("Show", SHOW[asked.show][0])]
        return download(request, name="meetings", sheet=_sheet(rows.with_people()), filters=filters)
    page = Paginator(rows.values_list("pk", flat=True), PAGE).get_page(request.GET.get("page"))
    context = {
        "asked": asked,
        "unsaid": asked.show == UNSAID,
        "days": presenters.by_day(_read(page), now()),
        "page": page,
        "keep": "&" + asked.url[1:],
        "shows": [
            (words, replace(asked, show=key).url, key == asked.show) for key, (words, _) in SHOW.items()
        ],
        "schemes": _schemes(week, asked) if page.paginator.count or asked.is_narrowed else [],
        "plans": may_they(request.user, Permission.PLAN_MEETING),
        "keeps_own": may_they(request.user, Permission.KEEP_OWN_CALENDAR),
        **_month(asked),
    }
    return render(request, "meetings/calendar.html", context)


def _read(keys: Iterable[int]) -> MeetingQuerySet:
    """The meetings of one page: which they are is found in an index, and only they are fetched with their people."""
    rows = Meeting.objects.filter(pk__in=list(keys)).order_by(*ORDER)
    return rows.select_related("match__child", "match__volunteer")


def _of_the_week(request: Request, asked: Asked) -> MeetingQuerySet:
    """The meetings of one week; those of which nobody has said anything, of whatever week."""
    rows: MeetingQuerySet = Meeting.objects.reachable_by(request.user, Permission.SEE_MEETINGS)
    if asked.show == UNSAID:
        return rows.awaiting_word(now())
    return rows.filter(at__gte=day_begins(asked.monday), at__lt=day_begins(asked.monday + timedelta(days=7)))


def _schemes(week: MeetingQuerySet, asked: Asked) -> list[tuple[str, str, bool]]:
    """The schemes that meet this week, to choose from where there are several."""
    met = week.order_by().filter(match__scheme=OuterRef("pk"))
    found = Scheme.objects.filter(Exists(met)).order_by("name", "pk")
    schemes = list(found.values_list("public_id", "name"))
    if len(schemes) < 2 and not asked.scheme:
        return []
    one_by_one = [(name, replace(asked, scheme=key).url, key == asked.scheme) for key, name in schemes]
    return [("All schemes", replace(asked, scheme=None).url, asked.scheme is None), *one_by_one]


def _month(asked: Asked) -> dict[str, Any]:
    """The weeks of the month at hand, and the months beside it."""
    before, after = months_after(asked.month, -1), months_after(asked.month, 1)
    return {
        "month": f"{asked.month:%B %Y}",
        "weeks": [
            (_short_week(monday), replace(asked, monday=monday).url, monday == asked.monday)
            for monday in _mondays(asked.month)
        ],
        "before": (f"{before:%B}", replace(asked, monday=next(_mondays(before))).url),
        "after": (f"{after:%B}", replace(asked, monday=next(_mondays(after))).url),
        "week_words": _week_words(asked.monday),
    }


def _mondays(month: date) -> Iterator[date]:
    """The Mondays of the weeks whose Thursday lies in the month."""
    thursday = month + timedelta(days=(3 - month.weekday()) % 7)
    while thursday.month == month.month:
        yield thursday - TO_THURSDAY
        thursday += timedelta(days=7)


def _week_words(monday: date) -> str:
    """23 to 29 November, 30 November to 6 December."""
    sunday = monday + timedelta(days=6)
    first = f"{monday.day}" if monday.month == sunday.month else f"{monday.day} {monday:%B}"
    return f"{first} to {sunday.day} {sunday:%B}"


def _short_week(monday: date) -> str:
    """23 to 29, 30 to 6 Dec: within a month that is named beside it."""
    sunday = monday + timedelta(days=6)
    return f"{monday.day} to {sunday.day}" + (f" {sunday:%b}" if sunday.month != monday.month else "")


def _sheet(rows: MeetingQuerySet) -> Sheet:
    columns = ("Day", "Time", "Who", "Scheme", "Where", "What became of it")
    lines = [
        (
            meeting.on(),
            time_words(meeting.at),
            meeting.match.name,
            meeting.match.scheme.name,
            meeting.place,
            meeting.get_status_display(),
        )
        for meeting in rows
    ]
    return Sheet("Meetings", columns, lines)
