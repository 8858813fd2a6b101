"""What the pages of this room share: whose page it is, and where it leads back to."""

from typing import Any
from urllib.parse import urlencode

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.urls import reverse

from kith.access.doors import Request
from kith.matching.models import Match
from kith.meetings import presenters
from kith.meetings.models import Meeting
from kith.meetings.states import Status

DESK, PHONE = "layouts/base.html", "layouts/phone.html"


def is_volunteer(request: Request, match: Match) -> bool:
    """Whether whoever reads the page is the volunteer of this match."""
    return match.volunteer.user_id == request.user.pk


def frame(request: Request, match: Match, back: str = "") -> dict[str, Any]:
    """The layout, the way back, and a road to safety that knows whom it may be about."""
    theirs = is_volunteer(request, match)
    home = reverse("meetings:my_meetings") if theirs else reverse("meetings:calendar")
    return {
        "layout": PHONE if theirs else DESK,
        "is_volunteer": theirs,
        "match": match,
        "called": called(match) if theirs else match.child.name,
        "back_url": back or home,
        "safe_url": safe_url(match),
    }


def called(match: Match) -> str:
    """How a volunteer’s own pages call the child: by name while the match lives, afterwards by how the name begins."""
    return match.child.name if match.is_live else f"{match.child.name[:1]}."


def safe_url(match: Match, page: str = "a meeting") -> str:
    about = {"child": match.child.public_id, "match": match.public_id, "from": page}
    return f"{reverse('safeguarding:raise')}?{urlencode(about)}"


def home_of(request: Request, meeting: Meeting) -> str:
    """Where to go when something has been said: the volunteer to their list, everybody else to the meeting."""
    if is_volunteer(request, meeting.match):
        return reverse("meetings:my_meetings")
    return reverse("meetings:meeting", args=[meeting.public_id])


def said_already(request: Request, meeting: Meeting) -> HttpResponse | None:
    """From an old page or an old link: the meeting itself says what became of it, rather than a form nobody can send."""
    if request.method == "POST" or meeting.status == Status.PLANNED:
        return None
    messages.info(request, f"{presenters.told_words(meeting)}. Somebody has said so already.")
    return redirect("meetings:meeting", meeting.public_id)


def _draft_name(meeting: Meeting) -> str:
    return f"meeting:{meeting.public_id}"


def keep_draft(request: Request, meeting: Meeting, words: str) -> None:
    """What was typed on one page goes on to the next."""
    if words:
        request.session[_draft_name(meeting)] = words


def draft_of(request: Request, meeting: Meeting) -> str:
    return str(request.session.get(_draft_name(meeting), ""))


def forget_draft(request: Request, meeting: Meeting) -> None:
    request.session.pop(_draft_name(meeting), None)
