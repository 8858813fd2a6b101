"""One's own calendar: an address that can be made, made anew and withdrawn; and a letter on the day before."""

from datetime import timedelta
from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse

from kith.access.doors import Request, may, public
from kith.access.policy import Permission
from kith.access.roles import Role
from kith.foundation.dates import now, today
from kith.foundation.errors import Cannot
from kith.meetings import actions, feeds
from kith.meetings.models import CalendarFeed, Meeting
from kith.meetings.queries.over_matches import day_begins
from kith.meetings.queries.reminding import REMINDER
from kith.meetings.series import ICS, calendar_file
from kith.meetings.states import MEETING_GOES_ON, Status
from kith.meetings.views.common import DESK, PHONE
from kith.messages.actions import choose_letter, wants

KEEP = Permission.KEEP_OWN_CALENDAR
STILL_SHOWN = timedelta(days=31)
NOT_KEPT = {"Cache-Control": "private, no-store"}


@may(KEEP)
def own_calendar(request: Request) -> HttpResponse:
    """The address, how to use it, and stopping it; a volunteer also says whether a letter comes the day before."""
    on = today()
    if request.method == "POST":
        return _step(request)
    volunteers = Role.VOLUNTEER in request.user.roles_on(on)
    feed = CalendarFeed.objects.standing().filter(user=request.user).select_related("user").first()
    address = feeds.address_of(feed) if feed else ""
    context = {
        "layout": PHONE if volunteers else DESK,
        "back_url": reverse("meetings:my_meetings" if volunteers else "meetings:calendar"),
        "feed": feed,
        "address": address,
        "subscribe": address.replace("https://", "webcal://").replace("http://", "webcal://"),
        "volunteers": volunteers,
        "letter_comes": wants(request.user, REMINDER),
    }
    return render(request, "meetings/own_calendar.html", context)


def _step(request: Request) -> HttpResponse:
    """One press: make, withdraw, or the letter; each can be taken back on the same page."""
    on, here = today(), redirect("meetings:own_calendar")
    wanted = request.POST.get("letter", "")
    if wanted:
        choose_letter(event=REMINDER, wanted=wanted == "yes", by=request.user, on=on)
        said = "A letter will come on the day before." if wanted == "yes" else "No letter will come."
        messages.success(request, said)
        return here
    if request.POST.get("step") == "withdraw":
        actions.withdraw_feed(by=request.user, on=on)
        messages.success(request, "Stopped. A calendar that has the old address shows nothing new.")
        return here
    try:
        actions.make_feed(by=request.user, on=on)
    except Cannot as refusal:
        messages.error(request, str(refusal))
    else:
        messages.success(request, "Here is your address. Any address before it has stopped.")
    return here


@public
def feed(request: HttpRequest, public_id: UUID, key: str) -> HttpResponse:
    """What a calendar reads by the address: when, and nothing else. Whatever is wrong with it, the answer is the same."""
    found = feeds.opened_by(public_id, key)
    if found is None:
        raise Http404
    at, on = now(), today()
    actions.note_read(feed=found, on=on)
    rows = Meeting.objects.reachable_by(found.user, KEEP, on).filter(
        status__in=(Status.PLANNED, Status.KEPT),
        match__status__in=MEETING_GOES_ON,
        at__gte=day_begins(on - STILL_SHOWN),
    )
    return HttpResponse(calendar_file(rows.order_by("at", "pk"), at=at), content_type=ICS, headers=NOT_KEPT)
