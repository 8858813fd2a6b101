"""Whom a volunteer is near today, unless a room above says that they may come near nobody."""

from collections.abc import Callable
from datetime import date
from typing import Any

from django.db.models import QuerySet

from kith.access.models import User
from kith.people.children import Involvement

STOPPED: dict[str, Callable[[date], "QuerySet[Any, Any]"]] = {}
"""By room: the volunteers who see nothing of any child that day. The rooms say it when the house starts."""


def near_as_volunteer(user: User, on: date) -> "QuerySet[Any, Any]":
    """Their open involvements as somebody’s volunteer; none while a concern about them is looked into."""
    rows = Involvement.objects.open_on(on).filter(user=user, part=Involvement.Part.VOLUNTEER)
    for stopped in STOPPED.values():
        rows = rows.exclude(user__volunteer__in=stopped(on))
    return rows


def near_now(user: User, on: date) -> "QuerySet[Any, Any]":
    """All their open involvements, as whatever they are near; as a volunteer only while they may be."""
    rows = Involvement.objects.open_on(on).filter(user=user)
    return rows.exclude(part=Involvement.Part.VOLUNTEER) | near_as_volunteer(user, on)
