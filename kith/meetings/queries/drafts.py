"""What somebody has begun to write about a meeting, as a form can start from it."""

import json
from collections.abc import Iterable
from typing import Any

from kith.access.models import User
from kith.meetings.models import Draft, Meeting

SEVERAL = ("did",)


def draft_of(meeting: Meeting, user: User) -> dict[str, Any]:
    """Field → what was typed or ticked; nothing where nothing was begun."""
    return drafts_of([meeting], user).get(meeting.pk, {})


def drafts_of(meetings: Iterable[Meeting], user: User) -> dict[int, dict[str, Any]]:
    rows = Draft.objects.filter(by=user, meeting__in=[meeting.pk for meeting in meetings])
    return {row.meeting_id: _as_typed(row.said) for row in rows}


def _as_typed(said: str) -> dict[str, Any]:
    fields: dict[str, list[str]] = json.loads(said)
    return {name: values if name in SEVERAL else values[-1] for name, values in fields.items() if values}
