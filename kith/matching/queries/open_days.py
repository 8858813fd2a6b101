"""Who may come to an open day, who met whom, and between whom something stands."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from kith.matching.models import ChildGuest, CouldNot, OpenDay, Proposal, VolunteerGuest
from kith.matching.queries.capacity import places_left
from kith.matching.queries.kept_away import kept_away
from kith.matching.states import ASKED, MARKED
from kith.people.models import Volunteer
from kith.recruitment.models import Approval
from kith.recruitment.queries import cleared_volunteers
from kith.referral.models import Referral, ReferralQuerySet
from kith.referral.states import Status
from kith.schemes.models import Scheme

THERE = (*ASKED, *MARKED)


def may_come(volunteers: Iterable[Volunteer], open_day: OpenDay, on: date) -> set[int]:
    """Ids of those who may stand among children that day: cleared in a scheme of the day, and nobody’s conflict.

    The two are never told apart to whoever runs the day.
    """
    listed = list(volunteers)
    asked = {volunteer.pk for volunteer in listed}
    cleared: set[int] = set()
    for scheme in open_day.schemes.all():
        cleared |= set(cleared_volunteers(scheme, on).filter(pk__in=asked).values_list("pk", flat=True))
    return cleared - kept_away(listed, on)


def room_at(open_day: OpenDay, volunteers: Iterable[Volunteer], on: date) -> dict[int, int]:
    """Volunteer id → for how many more children they are approved, in whichever scheme of the day has most."""
    asked = list(volunteers)
    room = {volunteer.pk: 0 for volunteer in asked}
    for scheme in open_day.schemes.all():
        for pk, left in places_left(asked, scheme, on).items():
            room[pk] = max(room[pk], left)
    return room


def children_to_invite(open_day: OpenDay, among: ReferralQuerySet) -> "ReferralQuerySet":
    """Those who wait in the schemes of the day, longest first.

    Not whoever is invited, on their way to somebody, sealed, or has a pause that day.
    """
    invited = open_day.children.filter(status__in=THERE).values("child")
    on_their_way = Proposal.objects.open().values("referral")
    schemes = Scheme.objects.open_on(open_day.day).filter(pk__in=open_day.schemes.all())
    rows = among.awaiting_match().filter(scheme__in=schemes, child__isnull=False, child__sealed=False)
    rows = rows.exclude(child__in=invited).exclude(pk__in=on_their_way)
    rows = rows.exclude(child__rests_until__gt=open_day.day)
    return rows.select_related("child", "scheme").order_by("received_on", "pk")


def volunteers_to_invite(open_day: OpenDay, on: date) -> list[Volunteer]:
    """Those who may come, have room and are not invited, by name. A few queries, however many there are."""
    invited = open_day.volunteers.filter(status__in=THERE).values("volunteer")
    approved = Approval.objects.open_on(on).filter(scheme__in=open_day.schemes.all()).values("volunteer")
    rows = list(
        Volunteer.objects.filter(pk__in=approved)
        .exclude(pk__in=invited)
        .order_by("first_name", "last_name", "pk")
    )
    may, room = may_come(rows, open_day, on), room_at(open_day, rows, on)
    return [volunteer for volunteer in rows if volunteer.pk in may and room[volunteer.pk]]


def met_by(guest: ChildGuest) -> list[VolunteerGuest]:
    """The volunteers who were there when the child was, by first name."""
    came = VolunteerGuest.objects.filter(open_day=guest.open_day_id).came().with_people()
    return list(came.order_by("volunteer__first_name", "pk"))


class Against(StrEnum):
    """Why two who met are not proposed to each other, as far as whoever runs the day may know."""

    NOT_NOW = "not now"
    AGES = "ages"
    SCHEME = "scheme"


@dataclass(frozen=True)
class Standing:
    """What stands between children and volunteers of a day, worked out once for all of them."""

    between: dict[tuple[int, int], Against]
    places: dict[int, int]
    ages: dict[tuple[int, int], tuple[int, int]]


def standing_at(
    open_day: OpenDay, children: list[ChildGuest], volunteers: list[VolunteerGuest], on: date
) -> Standing:
    """For every child and volunteer who met. As many queries as the day has schemes, and a few."""
    people = [guest.volunteer for guest in volunteers]
    cleared = {
        scheme.pk: set(
            cleared_volunteers(scheme, on)
            .filter(pk__in=[each.pk for each in people])
            .values_list("pk", flat=True)
        )
        for scheme in open_day.schemes.all()
    }
    approvals = Approval.objects.open_on(on).filter(volunteer__in=people, scheme__in=cleared)
    ages = {(row.volunteer_id, row.scheme_id): (row.age_from, row.age_to) for row in approvals}
    kept = kept_away(people, on)
    noes = set(CouldNot.objects.filter(volunteer__in=volunteers).values_list("guest", "volunteer"))
    room = room_at(open_day, people, on)
    between = {}
    for child in children:
        for guest in volunteers:
            if against := _against(child, guest, cleared, ages, kept, noes, on):
                between[child.pk, guest.pk] = against
    places = {
        guest.pk: min(
            room[guest.volunteer_id], room[guest.volunteer_id] if guest.places is None else guest.places
        )
        for guest in volunteers
    }
    return Standing(between, places, ages)


def _against(
    child: ChildGuest,
    guest: VolunteerGuest,
    cleared: dict[int, set[int]],
    ages: dict[tuple[int, int], tuple[int, int]],
    kept: set[int],
    noes: set[tuple[int, int]],
    on: date,
) -> Against | None:
    """A volunteer’s no, a lapsed check and a conflict are one and the same here."""
    approved = ages.get((guest.volunteer_id, child.scheme_id))
    if approved is None:
        return Against.SCHEME
    if (child.pk, guest.pk) in noes or guest.volunteer_id in kept:
        return Against.NOT_NOW
    if guest.volunteer_id not in cleared.get(child.scheme_id, set()):
        return Against.NOT_NOW
    age = child.child.age_on(on)
    return Against.AGES if age is not None and not approved[0] <= age <= approved[1] else None


def still_wait(children: Iterable[ChildGuest], on: date) -> set[int]:
    """Ids of the guests whose referral still waits in a scheme that is open, and who have nobody on the way."""
    listed = list(children)
    waiting = Referral.objects.filter(
        pk__in=[guest.referral_id for guest in listed],
        status__in=[Status.ACCEPTED, Status.WAITING],
        scheme__in=Scheme.objects.open_on(on),
    )
    free = set(
        waiting.exclude(pk__in=Proposal.objects.open().values("referral")).values_list("pk", flat=True)
    )
    return {guest.pk for guest in listed if guest.referral_id in free}
