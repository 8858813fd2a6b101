"""What a young person reads of an ending, once somebody has told them face to face, or they said it themself.

Never before: nobody learns on a screen that somebody leaves.
"""

from datetime import date, datetime, timedelta
from typing import Any

from django.db.models import Q

from kith.endings.models import BY_DEATH, Ending
from kith.endings.states import Status
from kith.foundation.dates import weekday_words
from kith.meetings.models import Meeting
from kith.meetings.words import number_words
from kith.people.models import Child
from kith.recruitment.models import Suspension

SHOWN_FOR = timedelta(days=60)
Kind = Ending.Kind


def goodbyes(child: Child, *, at: datetime, on: date) -> list[dict[str, str]]:
    """Endings that are coming, and those of the last weeks."""
    knows = Q(told_on__lte=on) | Q(kind=Kind.CHILD)
    lately = Q(status=Status.WINDING_DOWN) | Q(status=Status.ENDED, ended_on__gt=on - SHOWN_FOR)
    rows = Ending.objects.filter(knows, lately, match__child=child).exclude(kind__in=BY_DEATH)
    looked_into = Suspension.objects.looked_into_on(on).values("volunteer")  # nobody says goodbye meanwhile
    rows = rows.exclude(status=Status.WINDING_DOWN, match__volunteer__in=looked_into)
    return [
        _coming(ending, at, on) if ending.is_winding_down else _over(ending)
        for ending in rows.select_related("match__volunteer").order_by("pk")
    ]


def _coming(ending: Ending, at: datetime, on: date) -> dict[str, str]:
    said = {
        "what": f"You and {ending.match.volunteer.first_name} are saying goodbye",
        "when": _how_often(ending, at),
        "words": ending.child_words,
        "more": "",
    }
    if ending.last_day and ending.last_day >= on:
        said["more"] = f"The last day is {weekday_words(ending.last_day)}. You can say what you do on it."
    return said


def _how_often(ending: Ending, at: datetime) -> str:
    times = Meeting.objects.ahead(at).filter(match=ending.match_id).count()
    return (
        f"You meet {number_words(times) if times > 1 else 'one'} more time{'s' * (times > 1)}."
        if times
        else ""
    )


def _over(ending: Ending) -> dict[str, Any]:
    who = ending.match.volunteer.first_name
    what, more = f"You and {who} do not meet any more", "It is not because of anything you did."
    if ending.is_childs_choice:
        what, more = f"You and {who} stopped", "You said so, and that is fine."
    elif ending.planned:
        what, more = f"You and {who} said goodbye", "What you keep stays here."
    return {"what": what, "when": "", "words": "", "more": more}
