"""The list of volunteers: which applications are wanted, in which order, a page of them or all."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from django.core.paginator import Page, Paginator
from django.db.models import Count, Exists, OuterRef, Q, QuerySet

from kith.access.models import User
from kith.access.policy import Permission
from kith.access.reach import schemes_for
from kith.people.models import Volunteer
from kith.recruitment.models import Application, Approval, Suspension
from kith.recruitment.queries import left_on
from kith.recruitment.states import ON_THE_WAY, OVER, Status
from kith.recruitment.vetting.lapses import something_ending
from kith.recruitment.vetting.many import asked_of, met_among_many
from kith.recruitment.vetting.policies import lists_of
from kith.recruitment.vetting.requirements import BY_SLUG, LAPSING_DAYS, Requirement
from kith.schemes.models import Scheme

AT_A_TIME = 500
LAPSING, LAPSED = "lapsing", "lapsed"
GROUPS = {
    "way": "On the way",
    "approved": "Approved",
    "suspended": "Suspended",
    "left": "Left",
    "over": "Did not go on",
    "all": "Everybody",
}
MINE, NOBODYS, THEIRS = "mine", "nobody", "theirs"
WHOSE = {
    MINE: "I am their recruiter",
    NOBODYS: "Nobody is their recruiter",
    THEIRS: "We wait for their answer",
}
SORTS = {"longest": "Longest at their step", "newest": "Newest first", "name": "Name"}


@dataclass(frozen=True)
class Wanted:
    """What somebody asks of the list. Values that mean nothing are left out by the form, not here."""

    group: str = "way"
    scheme: str = ""
    lacks: str = ""
    step: str = ""
    whose: str = ""
    words: str = ""
    sort: str = "longest"


def staff_schemes(user: Any) -> "QuerySet[Scheme]":
    """The schemes somebody works for as one who sees its volunteers."""
    named = schemes_for(user, Permission.RECORD_CHECK) | schemes_for(user, Permission.SEE_VETTING)
    return named.order_by("name")


def everybody_for(user: User) -> "QuerySet[Application]":
    """All applications this person's work lets them see, but their own."""
    seen = set(schemes_for(user, Permission.SEE_VOLUNTEER).values_list("pk", flat=True))
    mine = [pk for pk in staff_schemes(user).values_list("pk", flat=True) if pk in seen]
    rows = Application.objects.filter(scheme__in=mine)
    myself = list(Volunteer.objects.filter(user=user).values_list("pk", flat=True))
    return rows.exclude(volunteer__in=myself) if myself else rows


def narrowed(rows: "QuerySet[Application]", wanted: Wanted, user: User, on: date) -> "QuerySet[Application]":
    """By everything but the group, whose numbers stand beside their names."""
    if wanted.scheme:
        rows = rows.filter(scheme__public_id=wanted.scheme)
    for word in wanted.words.split():
        rows = rows.filter(Q(volunteer__first_name__icontains=word) | Q(volunteer__last_name__icontains=word))
    if wanted.step:
        rows = rows.filter(status=wanted.step)
    if wanted.whose == MINE:
        rows = rows.filter(recruiter=user)
    elif wanted.whose == NOBODYS:
        rows = rows.filter(recruiter=None)
    elif wanted.whose == THEIRS:
        rows = rows.filter(asked_on__isnull=False)
    if wanted.lacks in BY_SLUG:
        rows = rows.filter(_lacking(wanted.lacks, user, on))
    elif wanted.lacks == LAPSED:
        rows = rows.filter(something_ending(staff_schemes(user), on, date.min, on - timedelta(days=1)))
    elif wanted.lacks == LAPSING:
        soon = on + timedelta(days=LAPSING_DAYS)
        rows = rows.filter(something_ending(staff_schemes(user), on, on, soon))
    return rows


def _lacking(lacks: str, user: User, on: date) -> Q:
    lacking = Q(pk__in=[])
    for requirement, schemes in _asking(BY_SLUG[lacks].key, user, on):
        lacking |= Q(scheme__in=schemes) & asked_of(requirement, on) & ~met_among_many(requirement, on)
    return lacking


def _asking(key: str, user: User, on: date) -> list[tuple[Requirement, list[int]]]:
    """The ways in which schemes ask for something, each with the schemes that ask for it so: mostly there is one."""
    ways: list[tuple[Requirement, list[int]]] = []
    for scheme, asked in lists_of(list(staff_schemes(user)), on).items():
        for requirement in asked:
            if requirement.key == key:
                same = next((schemes for way, schemes in ways if way == requirement), None)
                if same is None:
                    ways.append((requirement, [scheme]))
                else:
                    same.append(scheme)
    return ways


IN_GROUP: dict[str, tuple[str, ...]] = {
    "way": tuple(ON_THE_WAY),
    "approved": (Status.APPROVED,),
    "suspended": (Status.APPROVED,),
    "over": tuple(OVER),
    "left": (),
    "all": tuple(Status),
}
GROUPS_OF = {
    str(status): [group for group, statuses in IN_GROUP.items() if status in statuses] for status in Status
}
BY = {
    "longest": ("at_step_since", "pk"),
    "newest": ("-received_on", "-pk"),
    "name": ("volunteer__first_name", "volunteer__last_name", "pk"),
}


@dataclass(frozen=True)
class Found:
    """What a question found: how many in each group, and the ids of one group in their order, asked for or at hand."""

    numbers: dict[str, int]
    ids: "QuerySet[Application, int] | list[int]"

    def page(self, number: str | None, size: int, group: str) -> "Page[int]":
        pages = Paginator(self.ids, size)
        pages.__dict__["count"] = self.numbers[group]  # counted already
        return pages.get_page(number)


def find(rows: "QuerySet[Application]", wanted: Wanted, user: User, on: date) -> Found:
    """Only ids are sorted; whoever stands on the page is fetched afterwards. What is dear to ask is asked once."""
    suspended = list(Suspension.objects.open_on(on).values_list("volunteer", flat=True))
    if wanted.lacks or wanted.words:
        return _find_at_once(rows, wanted, set(suspended), on)
    counted = dict(rows.order_by().values_list("status").annotate(Count("pk")))
    numbers = {group: sum(counted.get(status, 0) for status in IN_GROUP[group]) for group in GROUPS}
    gone = _gone(on)
    left, approved = rows.filter(gone), rows.filter(~gone, status=Status.APPROVED)
    stopped = approved.filter(volunteer__in=suspended)
    numbers["left"], numbers["suspended"] = left.count(), stopped.count()
    numbers["approved"] -= numbers["left"]
    shown = {"left": left, "approved": approved, "suspended": stopped, "all": rows}.get(wanted.group)
    if shown is None:
        shown = rows.filter(status__in=IN_GROUP[wanted.group])
    return Found(numbers, shown.order_by(*BY[wanted.sort]).values_list("pk", flat=True))


def _gone(on: date) -> Q:
    """The condition that an application led to an approval, and none of it holds any more."""
    ended = Approval.objects.filter(until_day__lte=on).values("application")
    holds = Approval.objects.open_on(on).filter(application=OuterRef("pk"))
    return Q(Q(pk__in=ended), ~Q(Exists(holds)), status=Status.APPROVED)


def _find_at_once(rows: "QuerySet[Application]", wanted: Wanted, suspended: set[int], on: date) -> Found:
    # Found first and ordered then: a database that is led by the order comes upon people scheme by scheme, and is slow.
    found = Application.objects.filter(pk__in=rows.order_by().values("pk")).order_by(*BY[wanted.sort])
    inside: dict[str, list[int]] = {group: [] for group in GROUPS}
    told = found.annotate(gone=_gone(on)).values_list("pk", "status", "volunteer", "gone")
    for pk, status, volunteer, gone in told.iterator(chunk_size=5_000):
        for group in ("left", "all") if gone else GROUPS_OF[status]:
            if group != "suspended" or volunteer in suspended:
                inside[group].append(pk)
    return Found({group: len(ids) for group, ids in inside.items()}, inside[wanted.group])


def fetched(ids: Iterable[int], on: date) -> list[Application]:
    """The applications of these ids, in their order, with whether the volunteer is suspended, and since when gone."""
    wanted = list(ids)
    found: dict[int, Application] = {}
    for place in range(0, len(wanted), AT_A_TIME):
        rows = Application.objects.filter(pk__in=wanted[place : place + AT_A_TIME])
        rows = rows.annotate(is_suspended=_suspended(on))
        rows = rows.select_related("volunteer", "scheme", "recruiter")
        left = left_on(wanted[place : place + AT_A_TIME], on)
        for row in rows:
            row.left_on = left.get(row.pk)
            found[row.pk] = row
    return [found[pk] for pk in wanted]


def _suspended(on: date) -> Exists:
    return Exists(Suspension.objects.open_on(on).filter(volunteer=OuterRef("volunteer")))


A_COLUMN = 12


def board(rows: "QuerySet[Application]") -> dict[str, tuple[int, list[Application]]]:
    """Step → how many are there, and those who have waited longest. As many questions however many they are."""
    counts = dict(rows.filter(status__in=ON_THE_WAY).order_by().values_list("status").annotate(Count("pk")))
    longest = rows.select_related("volunteer", "scheme", "recruiter").order_by("at_step_since", "pk")
    return {
        str(status): (counts.get(status, 0), list(longest.filter(status=status)[:A_COLUMN]))
        for status in ON_THE_WAY
    }
