"""The list of who lacks what: which volunteers are wanted, a page of them or all, in a fixed number of questions."""

from dataclasses import dataclass
from datetime import datetime
from hashlib import sha256
from typing import Any

from django.core.cache import cache
from django.core.paginator import Page, Paginator
from django.db.models import BooleanField, Count, ExpressionWrapper, OuterRef, Q, QuerySet

from kith.access.models import User
from kith.foundation.dates import months_after
from kith.foundation.models import ScheduleRun
from kith.people.models import Enlistment
from kith.training.judging import Ground
from kith.training.models import Course, CourseVersion, Tally
from kith.training.queries import done_in
from kith.training.queries.lacking import A_YEAR, has_the_role

Need = CourseVersion.Need
GROUPS = {
    "lacking": "Lack something",
    "soon": "Something runs out soon",
    "fine": "Have everything",
    "all": "All volunteers",
    "new": "Not approved yet",
}
A_MINUTE = 60
BY_NIGHT = "count what volunteers lack"
AT_ONCE = 2_000
"""More volunteers than this are sorted by what was counted last: at once for whom a deed touched, else by night."""

IN_NAME_ORDER = ("volunteer__first_name", "volunteer__last_name", "pk")


@dataclass(frozen=True)
class Wanted:
    """What somebody asks of the list."""

    group: str = "lacking"
    scheme: str = ""
    course: str = ""
    words: str = ""


def everybody(ground: Ground, user: User) -> "QuerySet[Enlistment]":
    """One row for each volunteer and scheme, but oneself."""
    rows = Enlistment.objects.serving_on(ground.on).filter(scheme__in=[each.pk for each in ground.schemes])
    return rows.exclude(volunteer__user=user)


def narrowed(rows: "QuerySet[Enlistment]", wanted: Wanted, ground: Ground) -> "QuerySet[Enlistment]":
    """By everything but the group, whose numbers stand beside their names."""
    if wanted.scheme:
        rows = rows.filter(scheme__public_id=wanted.scheme)
    for word in wanted.words.split():
        rows = rows.filter(Q(volunteer__first_name__icontains=word) | Q(volunteer__last_name__icontains=word))
    if wanted.course:
        chosen = [each for each in ground.asked if str(each.course.public_id) == wanted.course]
        rows = rows.filter(_any(_lacks(each, ground) for each in chosen))
    return rows


def _any(conditions: Any) -> Q:
    found = Q(pk__in=[])
    for condition in conditions:
        found |= condition
    return found


def _is_asked(version: CourseVersion, ground: Ground) -> Q:
    """The condition, for an enlistment, that the course is asked of its volunteer: `is_asked` for the database."""
    course: Course = version.course
    here = Q(scheme=course.scheme_id)
    if course.provider_id:
        here = Q(scheme__in=[each.pk for each in ground.schemes if each.provider_id == course.provider_id])
    if version.need == Need.YEARLY:
        here &= Q(from_day__lte=months_after(ground.on, -A_YEAR))
    return here


def _lacks(version: CourseVersion, ground: Ground) -> Q:
    done = done_in(ground.good.get(version.course_id, []), OuterRef("volunteer"), ground.on)
    return _is_asked(version, ground) & ~Q(done)


def _ends_soon(version: CourseVersion, ground: Ground) -> Q:
    done = done_in(ground.good.get(version.course_id, []), OuterRef("volunteer"), ground.on)
    longer = done_in(
        ground.good_soon.get(version.course_id, []), OuterRef("volunteer"), ground.on, ground.soon
    )
    return _is_asked(version, ground) & ~Q(longer) & Q(done)


def grouped(rows: "QuerySet[Enlistment]", group: str, ground: Ground) -> "QuerySet[Enlistment]":
    there, lacking, soon = _conditions(ground)
    conditions = {
        "lacking": there & lacking,
        "soon": there & soon,
        "fine": there & ~lacking,
        "all": there,
        "new": ~there,
    }
    return rows.filter(conditions[group])


def _conditions(ground: Ground) -> tuple[Q, Q, Q]:
    """Volunteers there by their role; lacks something; something of theirs runs out soon."""
    return (
        has_the_role(ground.on),
        _any(_lacks(version, ground) for version in ground.asked),
        _any(_ends_soon(version, ground) for version in ground.asked if version.months),
    )


@dataclass(frozen=True)
class Found:
    """How many are in each group, and the ids of one group in name order, at hand or asked page by page.

    `counted_at`: when everybody was counted last, where the list is sorted by that.
    """

    numbers: dict[str, int]
    ids: "QuerySet[Enlistment, int] | list[int]"
    counted_at: datetime | None = None

    def page(self, number: str | None, size: int, group: str) -> "Page[int]":
        pages = Paginator(self.ids, size)
        pages.__dict__["count"] = self.numbers[group]  # counted already
        return pages.get_page(number)


def find(rows: "QuerySet[Enlistment]", group: str, ground: Ground) -> Found:
    """The whole list judged on the spot while it is short; by what was counted last where it is long."""
    if rows.order_by()[: AT_ONCE + 1].count() > AT_ONCE:
        return _found_by_tallies(rows, group, ground)
    ids = sorted_out(rows, ground)
    return Found({name: len(theirs) for name, theirs in ids.items()}, ids[group])


def _found_by_tallies(rows: "QuerySet[Enlistment]", group: str, ground: Ground) -> Found:
    """Whoever has not been counted yet has just come, and lacks whatever is asked."""
    there = ExpressionWrapper(has_the_role(ground.on), output_field=BooleanField())
    fine = Q(pk__in=Tally.objects.filter(lacks=0).order_by().values("enlistment"))
    ending = Tally.objects.filter(first_end__range=(ground.on, ground.soon)).order_by()
    soon = Q(pk__in=ending.values("enlistment"))
    flags = [ExpressionWrapper(each, output_field=BooleanField()) for each in (fine, soon)]
    marked = rows.annotate(is_there=there, is_fine=flags[0], ends_soon=flags[1])
    numbers = _numbers(marked)
    wanted = {"lacking": ~fine, "soon": soon, "fine": fine, "all": Q(), "new": Q()}[group]
    role = has_the_role(ground.on)
    shown = rows.filter(wanted, ~role if group == "new" else role)
    last = ScheduleRun.objects.filter(name=BY_NIGHT).order_by("-due").values_list("due", flat=True).first()
    return Found(numbers, shown.order_by(*IN_NAME_ORDER).values_list("pk", flat=True), last)


def _numbers(marked: "QuerySet[Any]") -> dict[str, int]:
    """How many are in each group; asked again after a minute at the earliest, since they stand beside every page."""
    counted = marked.order_by().values_list("is_there", "is_fine", "ends_soon").annotate(many=Count("pk"))
    key = f"training-groups-{sha256(str(counted.query).encode()).hexdigest()}"
    if (kept := cache.get(key)) is not None:
        return dict(kept)
    numbers = dict.fromkeys(GROUPS, 0)
    for is_there, is_fine, ends_soon, many in counted:
        if not is_there:
            numbers["new"] += many
            continue
        numbers["all"] += many
        numbers["fine" if is_fine else "lacking"] += many
        numbers["soon"] += many if ends_soon else 0
    cache.set(key, numbers, A_MINUTE)
    return numbers


def sorted_out(rows: "QuerySet[Enlistment]", ground: Ground) -> dict[str, list[int]]:
    """The ids in each group, in name order: the whole list is judged once, for its numbers and any of its pages."""
    flags = [ExpressionWrapper(each, output_field=BooleanField()) for each in _conditions(ground)]
    named = rows.annotate(is_there=flags[0], lacks=flags[1], ends_soon=flags[2])
    found: dict[str, list[int]] = {group: [] for group in GROUPS}
    for pk, is_there, lacks, ends_soon in named.order_by(*IN_NAME_ORDER).values_list(
        "pk", "is_there", "lacks", "ends_soon"
    ):
        if not is_there:
            found["new"].append(pk)
            continue
        found["all"].append(pk)
        found["lacking" if lacks else "fine"].append(pk)
        if ends_soon:
            found["soon"].append(pk)
    return found


def ordered(rows: "QuerySet[Enlistment]") -> "QuerySet[Enlistment]":
    return rows.select_related("volunteer__user", "scheme__provider").order_by(*IN_NAME_ORDER)
