"""The list of volunteers: which applications are wanted, in which order, a page of them or all."""

from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from django.db.models import Count, DateField, Exists, F, OuterRef, Q, QuerySet, Subquery
from django.db.models.functions import Coalesce

from kith.access.models import User
from kith.access.policy import Permission
from kith.access.reach import schemes_for
from kith.recruitment.models import Application, ApplicationChange, Check, Suspension
from kith.recruitment.states import ON_THE_WAY, OVER, Status
from kith.recruitment.vetting.checklist import met
from kith.recruitment.vetting.requirements import BY_SLUG, LAPSING_DAYS
from kith.schemes.models import Scheme

LAPSING, LAPSED = "lapsing", "lapsed"
GROUPS = {
    "way": "On the way",
    "approved": "Approved",
    "suspended": "Suspended",
    "over": "Did not go on",
    "all": "Everybody",
}
SORTS = {"longest": "Longest at their step", "newest": "Newest first", "name": "Name"}


@dataclass(frozen=True)
class Wanted:
    """What somebody asks of the list. Values that mean nothing are left out by the form, not here."""

    group: str = "way"
    scheme: str = ""
    lacks: str = ""
    words: str = ""
    sort: str = "longest"


def staff_schemes(user: Any) -> "QuerySet[Scheme]":
    """The schemes somebody works for as one who sees its volunteers."""
    named = schemes_for(user, Permission.RECORD_CHECK) | schemes_for(user, Permission.SEE_VETTING)
    return named.order_by("name")


def everybody_for(user: User) -> "QuerySet[Application]":
    """All applications this person's work lets them see, but their own."""
    rows: QuerySet[Application] = Application.objects.reachable_by(user, Permission.SEE_VOLUNTEER)
    return rows.filter(scheme__in=staff_schemes(user)).exclude(volunteer__user=user)


def narrowed(rows: "QuerySet[Application]", wanted: Wanted, on: date) -> "QuerySet[Application]":
    """By everything but the group, whose numbers stand beside their names."""
    if wanted.scheme:
        rows = rows.filter(scheme__public_id=wanted.scheme)
    for word in wanted.words.split():
        rows = rows.filter(Q(volunteer__first_name__icontains=word) | Q(volunteer__last_name__icontains=word))
    if wanted.lacks:
        rows = rows.filter(_lacking(wanted.lacks, on))
    return rows


def _lacking(lacks: str, on: date) -> Q:
    theirs = Check.objects.filter(volunteer=OuterRef("volunteer"), scheme=OuterRef("scheme"))
    if lacks == LAPSED:
        return Q(Exists(theirs.latest_on(on).filter(passed=True, until__lt=on)))
    if lacks == LAPSING:
        soon = on + timedelta(days=LAPSING_DAYS)
        return Q(Exists(theirs.latest_on(on).filter(passed=True, until__gte=on, until__lte=soon)))
    requirement = BY_SLUG[lacks]
    asking = [scheme.pk for scheme in Scheme.objects.all() if requirement.wanted(scheme)]
    return Q(scheme__in=asking) & ~met(requirement, theirs, on)


def grouped(rows: "QuerySet[Application]", group: str, on: date) -> "QuerySet[Application]":
    return rows.filter(_in_group(on)[group])


def _in_group(on: date) -> dict[str, Q]:
    return {
        "way": Q(status__in=ON_THE_WAY),
        "approved": Q(status=Status.APPROVED),
        "suspended": Q(_suspended(on), status=Status.APPROVED),
        "over": Q(status__in=OVER),
        "all": Q(),
    }


def _suspended(on: date) -> Exists:
    return Exists(Suspension.objects.open_on(on).filter(volunteer=OuterRef("volunteer")))


def numbers(rows: "QuerySet[Application]", on: date) -> dict[str, int]:
    """How many are in each group, in one question."""
    conditions = _in_group(on)
    counts = {name: Count("pk", filter=condition) for name, condition in conditions.items() if condition}
    return rows.aggregate(all=Count("pk"), **counts)


def ordered(rows: "QuerySet[Application]", sort: str, on: date) -> "QuerySet[Application]":
    """With the day since when each is at its step, and whether the volunteer is suspended."""
    last = ApplicationChange.objects.filter(of=OuterRef("pk")).order_by("-pk").values("on")[:1]
    rows = rows.annotate(
        since=Coalesce(Subquery(last, output_field=DateField()), F("received_on")),
        is_suspended=_suspended(on),
    )
    by = {
        "longest": ("since", "pk"),
        "newest": ("-received_on", "-pk"),
        "name": ("volunteer__first_name", "volunteer__last_name", "pk"),
    }
    return rows.select_related("volunteer", "scheme", "recruiter").order_by(*by[sort])
