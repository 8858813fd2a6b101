"""A file opened in an emergency: what one needs for that hour, on one page, to read only."""

from typing import Any

from django.http import HttpResponse
from django.shortcuts import render

from kith.access.doors import Request, opens
from kith.access.policy import Permission
from kith.casefile import presenters
from kith.foundation.dates import now, today
from kith.matching.models import Match
from kith.meetings.queries import last_kept, next_meetings
from kith.people.models import Opening
from kith.safeguarding.clock import moment_words
from kith.safeguarding.opening import reviewers_of
from kith.safeguarding.ringing import numbers_now


@opens(Opening, Permission.READ_OPENED)
def opened(request: Request, opening: Opening) -> HttpResponse:
    """Who they are, who is near and how to ring them, whom they meet and when. After the hour, nothing."""
    at = now()
    told: dict[str, Any] = {"opening": opening, "until": moment_words(opening.until_at)}
    if not opening.at <= at < opening.until_at:
        return render(request, "casefile/closed_again.html", told, status=403)
    child, on = opening.child, today()
    live = Match.objects.live().filter(child=child).select_related("volunteer", "scheme").order_by("pk")
    matches = list(live)
    ahead, kept = next_meetings(matches, at), last_kept(matches)
    told_to = " and ".join(user.name for user in reviewers_of(opening, on)) or "whoever reviews it"
    told |= {
        "child": child,
        "age": child.age_on(on),
        "around": presenters.around(child, on, reachable=True),
        "meetings": [(match, ahead.get(match.pk), kept.get(match.pk)) for match in matches],
        "banner": f"You read this out of your usual reach, until {told['until']}. {told_to} have been told. "
        "It is to read only; every look is kept.",
        "ring": numbers_now([opening.scheme]),
        "safe_url": presenters.worry_url(page="a file opened in an emergency", child=child),
    }
    return render(request, "casefile/opened.html", told)
