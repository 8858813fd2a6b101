"""Matches with an agreement, and their meetings, for tests."""

import struct
import zlib
from datetime import date, datetime, time, timedelta
from itertools import count
from typing import Any

from kith.access.models import User
from kith.access.roles import Role
from kith.access.tests.factories import a_member
from kith.foundation.dates import moment
from kith.matching.models import Agreement, Match
from kith.meetings.models import Meeting
from kith.meetings.states import Status
from kith.people.actions import involve
from kith.people.models import Child, Involvement, Volunteer
from kith.people.tests.factories import a_child_served_by, a_volunteer
from kith.recruitment.tests.factories import an_approved_volunteer
from kith.referral.models import Referral
from kith.schemes.models import Scheme
from kith.schemes.tests.factories import a_scheme

NUMBER = count(1)
SEPTEMBER = date(2026, 9, 5)
SATURDAY = 5


def at(day: date, hour: int = 14, minute: int = 0) -> datetime:
    """A moment by the clock in London."""
    return moment(day, time(hour, minute))


def a_coordinator(scheme: Scheme | None = None, first_name: str = "Priya") -> User:
    return a_member(Role.COORDINATOR, scheme or a_scheme(), first_name=first_name)


def may_meet(first_name: str, scheme: Scheme, on: date) -> Volunteer:
    """A volunteer with an account, approved on a day with everything in date."""
    volunteer = an_approved_volunteer(first_name, scheme, on=on)
    volunteer.user = a_member(Role.VOLUNTEER, scheme, first_name=first_name)
    volunteer.save(update_fields=["user"])
    return volunteer


def a_match(
    child: Child | str = "Ana",
    volunteer: Volunteer | str = "Ruth",
    scheme: Scheme | None = None,
    coordinator: User | None = None,
    begun_on: date = SEPTEMBER,
    status: str = "active",
    agreed: dict[str, Any] | None = None,
    approved: bool = False,
    **fields: Any,
) -> Match:
    """Two people together, with an agreement of every other Saturday at 2pm; `agreed={}` changes it, None is that.

    The volunteer may meet a child only where `approved` says so: planning asks, telling does not.
    """
    scheme = scheme or a_scheme()
    if isinstance(child, str):
        child = a_child_served_by(scheme, coordinator, child, on=SEPTEMBER)
    if isinstance(volunteer, str):
        approved_on = begun_on - timedelta(days=4)
        volunteer = may_meet(volunteer, scheme, approved_on) if approved else a_volunteer(volunteer, scheme)
    if volunteer.user:
        part = Involvement.Part.VOLUNTEER
        involve(child=child, person=volunteer.user, part=part, by=None, on=begun_on, act="test")
    referral = Referral.objects.create(
        reference=f"TEST-{next(NUMBER):05d}",
        scheme=scheme,
        child=child,
        received_on=begun_on,
        source=Referral.Source.SOCIAL_WORKER,
        why="Somebody of her own.",
    )
    match = Match.objects.create(
        child=child,
        volunteer=volunteer,
        scheme=scheme,
        referral=referral,
        begun_on=begun_on,
        status=status,
        **fields,
    )
    an_agreement(match, **(agreed or {}))
    return match


def an_agreement(match: Match, **changed: Any) -> Agreement:
    given: dict[str, Any] = {
        "version": match.agreements.count() + 1,
        "on": match.begun_on,
        "every": 2,
        "unit": "week",
        "weekday": SATURDAY,
        "usual_time": time(14),
        "where": "outside the pool",
        "contact": "By text",
        "confidentiality": "It stays between us, unless somebody is not safe.",
        "how_it_will_end": "We say goodbye properly.",
        "child_agreed_on": match.begun_on,
        "volunteer_agreed_on": match.begun_on,
    } | changed
    return Agreement.objects.create(match=match, **given)


def a_meeting(match: Match, on: date, hour: int = 14, status: str = "planned", **fields: Any) -> Meeting:
    """A meeting as it stands; what led there is left out."""
    if status == Status.KEPT:
        fields = {"minutes": 120, "activities": ["out"]} | fields
    given: dict[str, Any] = {"place": "outside the pool", "planned_on": match.begun_on} | fields
    return Meeting.objects.create(match=match, at=at(on, hour), status=status, **given)


def a_png(width=40, height=60, hidden=b"GPS 53.8,-1.5", declared=None):
    """A small picture with a place written into it."""
    rows = b"".join(b"\0" + bytes([line * 3 % 256, 90, 200]) * width for line in range(height))

    def chunk(kind, held):
        return struct.pack(">I", len(held)) + kind + held + struct.pack(">I", zlib.crc32(kind + held))

    size = declared or (width, height)
    head = chunk(b"IHDR", struct.pack(">IIBBBBB", *size, 8, 2, 0, 0, 0))
    text_chunk = chunk(b"tEXt", b"Location\0" + hidden)
    return (
        b"\x89PNG\r\n\x1a\n" + head + text_chunk + chunk(b"IDAT", zlib.compress(rows)) + chunk(b"IEND", b"")
    )
