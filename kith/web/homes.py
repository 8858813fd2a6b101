"""What each role finds first. One function a front door; each returns a template and its values."""

from datetime import date, datetime, timedelta
from typing import Any

from django.urls import reverse

from kith.access.models import User
from kith.access.policy import Permission
from kith.access.reach import may
from kith.access.roles import Role
from kith.casefile.presenters import coming_words, match_lines
from kith.endings.models import Ending
from kith.foundation.charts import legend
from kith.foundation.dates import count_words, near_words, short_day, time_words
from kith.matching.models import Match, Proposal, Shortlist, WishList
from kith.meetings import queries as meetings
from kith.meetings.models import Meeting
from kith.referral.models import Referral
from kith.register.models import PathwayPoint
from kith.web.desk import Desk

Page = tuple[str, dict[str, Any]]
MATCHES_ON_DESK = 12


def home_of(user: User, *, at: datetime, on: date) -> Page | str:
    """The home page of this person, or the address of the page that serves as one."""
    roles = user.roles_on(on)
    if Role.YOUNG_PERSON in roles:
        return my_space(user, at=at, on=on)
    if may(user, Permission.SEE_DESK, on):
        return desk(user, at=at, on=on)
    for role, home in HOMES.items():
        if role in roles:
            return home(user, at=at, on=on) if callable(home) else reverse(home)
    return "web/nothing_yet.html", {}


def desk(user: User, *, at: datetime, on: date) -> Page:
    """The coordinator's morning: what needs them, this week, their matches."""
    found = Desk(user, at=at, on=on)
    shown = found.matches[:MATCHES_ON_DESK]
    waiting = Referral.objects.reachable_by(user, Permission.LOOK_FOR_SOMEBODY, on).awaiting_match().count()
    needs = found.needs()
    return "web/desk.html", {
        "needs": needs,
        "on": on,
        "summary": f"{count_words(len(found.matches), 'match', 'matches')}, "
        f"{count_words(waiting, 'child', 'children')} waiting",
        "week": week(user, at=at, on=on),
        "lines": match_lines(shown, on=on, at=at),
        "more": len(found.matches) - len(shown),
        "legend": legend(),
    }


def week(user: User, *, at: datetime, on: date) -> list[tuple[str, list[dict[str, str]]]]:
    """The next seven days with what is planned on each."""
    rows = Meeting.objects.reachable_by(user, Permission.PLAN_MEETING, on).ahead(at)
    days: dict[date, list[Meeting]] = {}
    for meeting in (
        rows.filter(at__lt=at + timedelta(days=7))
        .select_related("match__child", "match__volunteer")
        .order_by("at")
    ):
        days.setdefault(meeting.on(), []).append(meeting)
    firsts = Proposal.objects.reachable_by(user, Permission.SEE_PROPOSAL, on).filter(status="meeting")
    printed = {day: _day_lines(found) for day, found in days.items()}
    for proposal in firsts.select_related("child").filter(
        first_meeting_at__gte=at, first_meeting_at__lt=at + timedelta(days=7)
    ):
        day = proposal.first_meeting_at.date()
        url = reverse("matching:proposal", args=[proposal.public_id])
        text = f"{time_words(proposal.first_meeting_at)} first meeting, {proposal.child.name}. You are there."
        printed.setdefault(day, []).insert(0, {"text": text, "url": url})
    return [(f"{day:%a} {day.day}", lines) for day, lines in sorted(printed.items())]


def _day_lines(found: list[Meeting]) -> list[dict[str, str]]:
    if len(found) > 3:
        return [{"text": f"{len(found)} meetings", "url": reverse("meetings:calendar")}]
    return [
        {
            "text": f"{time_words(meeting.at)} {meeting.match.name}",
            "url": reverse("meetings:meeting", args=[meeting.public_id]),
        }
        for meeting in found
    ]


def volunteer(user: User, *, at: datetime, on: date) -> Page:
    """The volunteer's phone: the next meeting first, then what waits for a word."""
    matches = list(Match.objects.reachable_by(user, Permission.RECORD_MEETING, on).with_people())
    coming = meetings.next_meetings(matches, at=at)
    proposals = Proposal.objects.reachable_by(user, Permission.ANSWER_PROPOSAL, on).filter(status="chosen")
    return "web/volunteer.html", {
        "cards": [(match, coming.get(match.pk)) for match in matches],
        "unsaid": meetings.awaiting_word(matches, at),
        "proposals": list(proposals),
        "endings": list(
            Ending.objects.reachable_by(user, Permission.WRITE_LETTER, on).filter(match__in=matches)
        ),
    }


def my_space(user: User, *, at: datetime, on: date) -> Page:
    """Who is coming and when, first; then what they may choose, say and ask."""
    child = user.child
    matches = list(Match.objects.filter(child=child).live().with_people())
    coming = meetings.next_meetings(matches, at=at)
    wishes = WishList.objects.filter(child=child).first()
    return "web/my_space.html", {
        "child": child,
        "cards": [(match, coming.get(match.pk), _coming(coming.get(match.pk), on)) for match in matches],
        "to_ask": meetings.to_ask_about(child, on),
        "choice": Shortlist.objects.filter(child=child, answered_on=None).exclude(shown_on=None).first(),
        "wishes": wishes,
    }


def _coming(meeting: Meeting | None, on: date) -> dict[str, str]:
    if meeting is None:
        return {}
    day = meeting.on()
    return {
        "near": near_words(day, on).capitalize(),
        "when": f"{day:%A} {day.day} {day:%B}, {time_words(meeting.at)}",
    }


def worker(user: User, *, at: datetime, on: date) -> Page:
    """The children a worker is involved with: who has somebody, who was asked, what waits for an answer."""
    points = PathwayPoint.objects.reachable_by(user, Permission.RECORD_OFFER, on).unanswered()
    matches = Match.objects.reachable_by(user, Permission.SEE_MATCH, on).live().with_people()
    referrals = Referral.objects.reachable_by(user, Permission.SEE_REFERRAL, on).open()
    coming = meetings.next_meetings(list(matches), at=at)
    return "web/worker.html", {
        "points": list(points.filter(on__lte=on).select_related("child").order_by("-on")[:10]),
        "matches": [(match, coming_words(coming.get(match.pk))) for match in matches],
        "referrals": list(referrals.select_related("child", "scheme").order_by("received_on")),
        "on": on,
    }


def carer(user: User, *, at: datetime, on: date) -> Page:
    """The plan of meetings for the children in a carer's home; never what was said at them."""
    rows = Meeting.objects.reachable_by(user, Permission.SEE_MEETINGS, on).ahead(at)
    found = rows.select_related("match__child", "match__volunteer").order_by("at")[:20]
    return "web/carer.html", {
        "lines": [
            (f"{short_day(meeting.on())}, {time_words(meeting.at)}", meeting.match.name, meeting.place)
            for meeting in found
        ]
    }


HOMES: dict[Role, Any] = {
    Role.AUTHORITY_COORDINATOR: "register:home",
    Role.WORKER: worker,
    Role.VOLUNTEER: volunteer,
    Role.CARER: carer,
    Role.COMMISSIONER: "reporting:reports",
    Role.ELECTED_MEMBER: "reporting:members",
    Role.DATA_OFFICER: "register:import",
    Role.ADMINISTRATOR: "administration:schemes",
    Role.AUDITOR: "administration:audit",
}
