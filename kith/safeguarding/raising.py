"""What a worry knows without being told: whom the page was about, whom somebody is near, and whose leads should hear."""

from collections.abc import Iterable
from dataclasses import dataclass
from uuid import UUID

from django.db.models import Count, Q, QuerySet
from django.http import HttpRequest

from kith.access.models import Membership, User
from kith.access.policy import Permission
from kith.access.reach import schemes_for
from kith.access.roles import Role
from kith.foundation.dates import today
from kith.people.models import Child, Volunteer
from kith.people.nearness import near_now
from kith.safeguarding.pointing import pointed_at
from kith.schemes.models import Contract, Scheme

LONGEST_PAGE = 120


@dataclass(frozen=True)
class Page:
    """Where a worry came from: whom it was about, as far as whoever raises it may know them."""

    child: Child | None
    volunteer: Volunteer | None
    scheme: Scheme | None  # as a link said it
    words: str
    is_pointed: bool  # by a link, to somebody without an account: it knows, and names nobody

    def schemes_of(self, user: User | None, child: Child | None = None) -> list[Scheme]:
        """Those whose leads may hear of it: the child's, else the volunteer's, else whoever's who raises it."""
        day, child = today(), child or self.child
        if self.scheme:
            return [self.scheme]
        if child:
            served = child.involvements.open_on(day).exclude(scheme=None)
            rows: QuerySet[Scheme] = Scheme.objects.filter(pk__in=served.values("scheme"))
        elif self.volunteer:
            rows = Scheme.objects.filter(pk__in=self.volunteer.enlistments.open_on(day).values("scheme"))
        else:
            rows = schemes_for(user, Permission.RAISE_CONCERN) if user else Scheme.objects.none()
        found = list(rows.select_related("provider").order_by("pk"))
        return found or _the_one_paid_by(user)


def page_of(request: HttpRequest, user: User | None) -> Page:
    words = request.GET.get("from", "")[:LONGEST_PAGE]
    if user is None:
        child, scheme = pointed_at(request.GET.get("at", ""))
        return Page(child, None, scheme, words, is_pointed=bool(child or scheme))
    own_child: Child | None = getattr(user, "child", None)
    child_id, volunteer_id = _uuid(request.GET.get("child", "")), _uuid(request.GET.get("volunteer", ""))
    seen = Child.objects.reachable_by(user, Permission.SEE_CHILD).values("pk")
    near = Child.objects.filter(Q(pk__in=near_now(user, today()).values("child")) | Q(pk__in=seen))
    known = Volunteer.objects.reachable_by(user, Permission.SEE_VOLUNTEER)
    return Page(
        near.filter(public_id=child_id).first() if child_id else own_child,
        known.filter(public_id=volunteer_id).first() if volunteer_id else None,
        None,
        words,
        is_pointed=False,
    )


def _the_one_paid_by(user: User | None) -> list[Scheme]:
    """Somebody of an authority that pays for one scheme means that one; of several nobody can tell which."""
    if user is None:
        return []
    day = today()
    theirs = [held.organisation_id for held in user.memberships_on(day) if held.organisation_id]
    paid = Contract.objects.open_on(day).filter(commissioner__in=theirs)
    rows = Scheme.objects.filter(pk__in=paid.values("scheme")).select_related("provider").order_by("pk")
    found = list(rows[:2])
    return found if len(found) == 1 else []


def _uuid(typed: str) -> UUID | None:
    try:
        return UUID(typed)
    except ValueError:
        return None


def near(user: User | None) -> list[Child]:
    """The children somebody meets, cares for or works with, by name."""
    if user is None:
        return []
    theirs = near_now(user, today()).values("child")
    return sorted(Child.objects.filter(pk__in=theirs), key=lambda child: child.name)


def one_of(schemes: Iterable[Scheme], user: User | None) -> Scheme | None:
    """Of several schemes one where whoever raises it is known, and of those the one with the most leads.

    A worry without a scheme is read by the leads of every organisation: that is for strangers alone.
    """
    found = {scheme.pk: scheme for scheme in schemes}
    if len(found) < 2:
        return next(iter(found.values()), None)
    mine = set(schemes_for(user, Permission.RAISE_CONCERN).values_list("pk", flat=True)) if user else set()
    among = (mine & found.keys()) or found.keys()
    return max((found[key] for key in sorted(among)), key=_leads)


def _leads(scheme: Scheme) -> int:
    held = Membership.objects.open_on(today()).filter(role=Role.SAFEGUARDING_LEAD, user__is_active=True)
    held = held.filter(Q(scheme=scheme) | Q(organisation=scheme.provider_id))
    count: int = held.aggregate(count=Count("user", distinct=True))["count"]
    return count
