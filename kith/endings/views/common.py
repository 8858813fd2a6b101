"""What the pages about one ending share: where they lead back to, who reads them, and what comes after the last step."""

from typing import Any

from django.contrib import messages
from django.http import HttpResponse, QueryDict
from django.shortcuts import redirect
from django.urls import reverse

from kith.access.doors import Request
from kith.access.policy import Permission
from kith.endings.models import Ending
from kith.endings.states import Status
from kith.foundation.dates import today
from kith.matching.models import Match
from kith.meetings.presenters import coordinator_of
from kith.meetings.views.common import safe_url


def posted(request: Request) -> QueryDict | None:
    """What a form is bound to: what was sent, even if that is nothing; a page just opened has sent nothing."""
    return request.POST if request.method == "POST" else None


def whose(ending: Ending) -> dict[str, Any]:
    match = ending.match
    return {
        "ending": ending,
        "match": match,
        "child": match.child.name,
        "volunteer": match.volunteer.first_name,
    }


def frame(ending: Ending) -> dict[str, Any]:
    """Every page that does something about an ending goes back to its plan."""
    return whose(ending) | {
        "back_url": reverse("endings:ending", args=[ending.public_id]),
        "back_text": "The plan",
        "safe_url": safe_url(ending.match, "an ending"),
        "is_last": is_last(ending),
    }


def is_last(ending: Ending) -> bool:
    """Whether one more step closes the child's story for the scheme."""
    return bool(ending.status == Status.ENDED and ending.steps.open().count() == 1)


def may_plan(request: Request, ending: Ending) -> bool:
    rows = Ending.objects.reachable_by(request.user, Permission.PLAN_ENDING)
    return bool(rows.filter(pk=ending.pk).exists())


def onwards(request: Request, ending: Ending, said: str) -> HttpResponse:
    """Back to the plan; or, when with the last step the story has closed, to the list."""
    messages.success(request, said)
    if Ending.objects.reachable_by(request.user, Permission.SEE_MATCH).filter(pk=ending.pk).exists():
        return redirect("endings:ending", ending.public_id)
    name = ending.match.child.name
    messages.success(
        request, f"Everything is done, so {name}’s story has closed for you. Thank you for ending it well."
    )
    return redirect("endings:endings")


def whose_coordinator(match: Match) -> str:
    return coordinator_of(match, today())
