"""Telling those near a volunteer that something runs out: the volunteer, whoever coordinates them, the manager."""

from collections import defaultdict
from collections.abc import Iterable
from datetime import date, datetime

from django.db import transaction
from django.urls import reverse

from kith.access.models import Membership, User
from kith.access.roles import Role
from kith.foundation.dates import LONDON
from kith.matching.models import Match
from kith.messages.actions import send_all
from kith.people.models import Involvement, Volunteer
from kith.recruitment.actions.lapses import FURTHEST, LATEST, distance_of, notice_lapses
from kith.recruitment.models import Application
from kith.recruitment.queries import courses_in
from kith.recruitment.vetting.lapses import Lapse
from kith.recruitment.vetting.policies import lists_of
from kith.schemes.models import Scheme
from kith.training.actions import notice_ends
from kith.training.queries import Ends

MANY = 500


@transaction.atomic
def tell_of_lapses(*, at: datetime) -> int:
    """Every morning: one letter to each who should know of anything that has come within 60, 30 or 7 days, or run out.

    A letter says only that there is something to read. Returns how many checks, exemptions and courses it was about.
    """
    on = at.astimezone(LONDON).date()
    checks = notice_lapses(on=on)
    named = courses_in(lists_of(Scheme.objects.open_on(on).order_by("pk"), on).values())
    courses = notice_ends(first=on - LATEST, last=on + FURTHEST, distance_of=distance_of, on=on, also=named)
    lapses: list[Lapse | Ends] = [*checks, *courses]
    if lapses:
        theirs, ours = _volunteers(lapses), _staff(lapses, on)
        by_checks = _volunteers(checks) if checks else set()
        send_all(to=by_checks, event="check lapsing", link=reverse("recruitment:my_checks"), at=at)
        send_all(to=theirs - by_checks, event="check lapsing", link=reverse("training:mine"), at=at)
        send_all(to=[user for user in ours if user not in theirs], event="papers lapsing", link="/", at=at)
    return len(lapses)


def _volunteers(lapses: Iterable[Lapse | Ends]) -> set[User]:
    wanted = {lapse.volunteer_id for lapse in lapses}
    rows = Volunteer.objects.filter(user__isnull=False).select_related("user")
    if len(wanted) <= MANY:
        rows = rows.filter(pk__in=wanted)
    return {row.user for row in rows if row.pk in wanted and row.user}


def _staff(lapses: Iterable[Lapse | Ends], on: date) -> set[User]:
    """Of each scheme the managers; of each volunteer whoever coordinates their matches, or else recruited them."""
    pairs = {(lapse.volunteer_id, lapse.scheme_id) for lapse in lapses}
    schemes = {scheme for _, scheme in pairs}
    near = _coordinators(pairs, schemes, on)
    unseen = {pair for pair in pairs if not near[pair]}
    recruiters = _recruiters(unseen, schemes)
    return {user for users in near.values() for user in users} | recruiters | _managers(schemes, on)


def _coordinators(
    pairs: set[tuple[int, int]], schemes: set[int], on: date
) -> dict[tuple[int, int], set[User]]:
    live = Match.objects.live().filter(scheme__in=schemes).values_list("volunteer", "scheme", "child")
    around = defaultdict(set)
    rows = Involvement.objects.open_on(on).of(Involvement.Part.COORDINATOR).filter(user__isnull=False)
    for held in rows.filter(
        child__in=Match.objects.live().filter(scheme__in=schemes).values("child")
    ).select_related("user"):
        if held.user:
            around[held.child_id].add(held.user)
    found: dict[tuple[int, int], set[User]] = defaultdict(set)
    for volunteer, scheme, child in live:
        if (volunteer, scheme) in pairs:
            found[volunteer, scheme] |= around[child]
    return found


def _recruiters(pairs: set[tuple[int, int]], schemes: set[int]) -> set[User]:
    rows = Application.objects.filter(scheme__in=schemes, recruiter__isnull=False).select_related("recruiter")
    wanted = {volunteer for volunteer, _ in pairs}
    if len(wanted) <= MANY:
        rows = rows.filter(volunteer__in=wanted)
    rows = rows.only("volunteer_id", "scheme_id", "recruiter").order_by("pk")
    return {row.recruiter for row in rows if (row.volunteer_id, row.scheme_id) in pairs and row.recruiter}


def _managers(schemes: set[int], on: date) -> set[User]:
    providers = Scheme.objects.filter(pk__in=schemes).values("provider")
    held = (
        Membership.objects.open_on(on).filter(role=Role.MANAGER, user__is_active=True).select_related("user")
    )
    return {row.user for row in held.filter(scheme__in=schemes) | held.filter(organisation__in=providers)}
