"""The front doors of people near a child who are not of the scheme: their worker, their carer."""

from datetime import date, datetime
from itertools import groupby

from kith.access.models import User
from kith.access.policy import Permission
from kith.casefile.presenters import coming_words
from kith.matching.models import ChildGuest, Match
from kith.matching.presenters.open_days.days import when_words
from kith.matching.states import EXPECTED, OpenDayStatus
from kith.meetings import queries as meetings
from kith.meetings.models import Meeting
from kith.outcomes.queries.asking import forms_for
from kith.people.models import Involvement
from kith.referral.models import Referral
from kith.register.models import PathwayPoint
from kith.support import queries as support
from kith.web.homes.page import Page

POINTS_SHOWN = 8
MEETINGS_SHOWN = 20


def worker(user: User, *, at: datetime, on: date) -> Page:
    """The children a worker is near: whom to ask next, who has somebody, what waits for an answer."""
    points = PathwayPoint.objects.reachable_by(user, Permission.RECORD_OFFER, on).to_ask(on)
    asked_next = list(points.select_related("child").order_by("on", "pk"))
    matches = list(
        Match.objects.reachable_by(user, Permission.SEE_MATCH, on)
        .live()
        .with_people()
        .order_by("child__first_name", "pk")
    )
    referrals = Referral.objects.reachable_by(user, Permission.SEE_REFERRAL, on).open()
    coming = meetings.next_meetings(matches, at=at)
    values = {
        "points": asked_next[:POINTS_SHOWN],
        "more_points": max(0, len(asked_next) - POINTS_SHOWN),
        "matches": [(match, coming_words(coming.get(match.pk))) for match in matches],
        "referrals": list(referrals.select_related("child", "scheme").order_by("received_on", "pk")),
        "asked_how": support.asked_of(user, on),
        "forms_asked": forms_for(user, on),
        "invited": _invited(user, at, on),
        "on": on,
    }
    return Page("web/worker.html", values, Permission.RECORD_OFFER)


def carer(user: User, *, at: datetime, on: date) -> Page:
    """The plan of meetings for the children in a carer's home; never what was said at them."""
    rows = Meeting.objects.reachable_by(user, Permission.SEE_MEETINGS, on).ahead(at)
    found = list(rows.with_people().order_by("at", "pk")[:MEETINGS_SHOWN])
    matches = {meeting.match_id: meeting.match for meeting in found}
    values = {
        "days": [(day, list(of_day)) for day, of_day in groupby(found, key=lambda meeting: meeting.on())],
        "asked_how": support.asked_of(user, on),
        "forms_asked": forms_for(user, on),
        "invited": _invited(user, at, on),
        "coordinators": _coordinators({match.child_id for match in matches.values()}, on),
    }
    return Page("web/carer.html", values, Permission.SEE_MEETINGS)


def _coordinators(children: set[int], on: date) -> list[User]:
    """Whom to ring when a day does not suit."""
    near = Involvement.objects.open_on(on).of(Involvement.Part.COORDINATOR).filter(child__in=children)
    return list(User.objects.filter(pk__in=near.values("user")).order_by("first_name", "pk"))


def _invited(user: User, at: datetime, on: date) -> list[tuple[ChildGuest, str]]:
    """The open days to which children near them are invited, and when."""
    rows = ChildGuest.objects.reachable_by(user, Permission.SEE_INVITATION, on)
    ahead = rows.filter(
        status__in=EXPECTED, open_day__status=OpenDayStatus.PLANNED, open_day__ends_at__gt=at
    ).with_people()
    return [(guest, when_words(guest.open_day)) for guest in ahead.order_by("open_day__begins_at", "pk")]
