"""The list of volunteers: which applications are wanted, in which order, a page of them or all."""

from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from django.db.models import Count, Exists, OuterRef, Q, QuerySet

from kith.access.models import User
from kith.access.policy import Permission
from kith.access.reach import schemes_for
from kith.recruitment.models import Application, Check, Exemption, Suspension
from kith.recruitment.states import ON_THE_WAY, OVER, Status
from kith.recruitment.vetting.checklist import met
from kith.recruitment.vetting.policies import lists_of
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
    rows: QuerySet[Application] = Application.objects.reachable_by(user, Permission.SEE_VOLUNTEER)
    return rows.filter(scheme__in=staff_schemes(user)).exclude(volunteer__user=user)


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
    if wanted.lacks:
        rows = rows.filter(_lacking(wanted.lacks, user, on))
    return rows


def _lacking(lacks: str, user: User, on: date) -> Q:
    theirs = Check.objects.filter(volunteer=OuterRef("volunteer"), scheme=OuterRef("scheme"))
    if lacks == LAPSED:
        return Q(Exists(theirs.latest_on(on).filter(passed=True, until__lt=on)))
    if lacks == LAPSING:
        soon = on + timedelta(days=LAPSING_DAYS)
        return Q(Exists(theirs.latest_on(on).filter(passed=True, until__gte=on, until__lte=soon)))
    exemptions = Exemption.objects.filter(volunteer=OuterRef("volunteer"), scheme=OuterRef("scheme"))
    lacking = Q(pk__in=[])
    for scheme, asked in lists_of(list(staff_schemes(user)), on).items():
        for requirement in asked:
            if requirement.key == BY_SLUG[lacks].key:
                lacking |= Q(scheme=scheme) & ~met(requirement, theirs, exemptions, on, "volunteer")
    return lacking


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
    """With whether the volunteer is suspended."""
    by = {
        "longest": ("at_step_since", "pk"),
        "newest": ("-received_on", "-pk"),
        "name": ("volunteer__first_name", "volunteer__last_name", "pk"),
    }
    shown = rows.annotate(is_suspended=_suspended(on)).select_related("volunteer", "scheme", "recruiter")
    return shown.order_by(*by[sort])


A_COLUMN = 12


def board(rows: "QuerySet[Application]") -> dict[str, tuple[int, list[Application]]]:
    """Step → how many are there, and those who have waited longest. As many questions however many they are."""
    counts = dict(rows.filter(status__in=ON_THE_WAY).order_by().values_list("status").annotate(Count("pk")))
    longest = rows.select_related("volunteer", "scheme", "recruiter").order_by("at_step_since", "pk")
    return {
        str(status): (counts.get(status, 0), list(longest.filter(status=status)[:A_COLUMN]))
        for status in ON_THE_WAY
    }
