"""The list of open days, one of them, and planning, changing, calling off and planning again."""

from typing import Any

from django.contrib import messages
from django.core.paginator import Paginator
from django.db.models import Count, Q
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse

from kith.access.doors import Request, may, opens
from kith.access.downloads import download
from kith.access.policy import Permission
from kith.access.reach import schemes_for
from kith.foundation.dates import count_words, now, today
from kith.foundation.forms import Confirmation
from kith.matching import queries
from kith.matching.actions import open_days as deeds
from kith.matching.actions.open_days.telling import near
from kith.matching.forms.open_days import PlanForm, WhyForm, soon
from kith.matching.models import OpenDay
from kith.matching.presenters.open_days import days as presenters
from kith.matching.queries.keeping import kept_for
from kith.matching.states import EXPECTED, OpenDayStatus

RUN = Permission.RUN_OPEN_DAY
PAGE = 50
SHOWS = {
    "coming": "To come",
    "after": "Choices and proposals",
    "agreed": "Agreed or over",
    "off": "Called off",
}
CONDITIONS = {
    "coming": Q(status=OpenDayStatus.PLANNED),
    "after": Q(status__in=[OpenDayStatus.LISTENING, OpenDayStatus.WORKED_OUT]),
    "agreed": Q(status__in=[OpenDayStatus.AGREED, OpenDayStatus.OVER]),
    "off": Q(status=OpenDayStatus.CALLED_OFF),
}


@may(RUN)
def listing(request: Request) -> HttpResponse:
    """All open days within reach, by how far they have come."""
    reach = OpenDay.objects.reachable_by(request.user, RUN)
    shown = request.GET.get("show", "coming")
    shown = shown if shown in SHOWS else "coming"
    numbers = reach.aggregate(**{key: Count("pk", filter=condition) for key, condition in CONDITIONS.items()})
    rows = reach.filter(CONDITIONS[shown]).prefetch_related("schemes").counted()
    rows = rows.order_by("begins_at" if shown == "coming" else "-begins_at", "pk")
    if request.GET.get("as") == "xlsx":
        return download(
            request, name="open-days", sheet=presenters.sheet(rows, now()), filters=[("Show", SHOWS[shown])]
        )
    page = Paginator(rows, PAGE).get_page(request.GET.get("page"))
    told = {
        "rows": [presenters.row(each, now()) for each in page],
        "page": page,
        "keep": f"&show={shown}",
        "chips": [
            (f"{words} ({numbers[key]})", f"?show={key}", key == shown) for key, words in SHOWS.items()
        ],
        "shown": shown,
        "sheet_url": f"?show={shown}&as=xlsx",
    }
    return render(request, "matching/open_days.html", told)


@opens(OpenDay, RUN)
def open_day(request: Request, day: OpenDay) -> HttpResponse:
    """One open day: who comes, how far it has come, and what to do next."""
    mine = day.children.reachable_by(request.user, RUN)
    children = presenters.in_order(
        mine.with_people().select_related("shares_with__child"), lambda guest: guest.child.name
    )
    volunteers = presenters.in_order(day.volunteers.with_people(), lambda guest: guest.volunteer.first_name)
    around = near(children, today()) if day.is_planned else {}
    told = {
        "day": day,
        "when": presenters.when_words(day),
        "state": presenters.state_words(day, now()),
        "schemes": list(day.schemes.all()),
        "children": [presenters.child_line(guest, around.get(guest.child_id, [])) for guest in children],
        "volunteers": [presenters.volunteer_line(guest) for guest in volunteers],
        "of_children": presenters.counts(children),
        "of_volunteers": presenters.counts(volunteers),
        "unheard": sum(g.status == "came" and not g.heard and g.shares_with_id is None for g in children),
        "more": day.children.count() - len(children),
        "is_today_or_over": day.is_planned and day.day <= today(),
        "has_begun": day.has_begun(now()),
        "again": OpenDay.objects.filter(instead_of=day).first(),
        "history": presenters.history(day),
        "keeps": kept_for(day) if day.thinned_on else 0,
        "stays": presenters.what_stays(day) if day.thinned_on else [],
        "back_url": reverse("matching:open_days"),
        "back_text": "Open days",
    }
    return render(request, "matching/open_day.html", told)


@may(RUN)
def new(request: Request) -> HttpResponse:
    """Plan an open day."""
    schemes = schemes_for(request.user, RUN).order_by("name")
    sent = request.POST if request.method == "POST" else None
    form = PlanForm(sent, schemes=schemes, on=today())
    form.fields["day"].initial = soon(today())
    if request.method == "POST" and form.is_valid():
        with form.refusals():
            made = deeds.plan_day(by=request.user, at=now(), **form.cleaned_data)
            messages.success(request, f"Planned for {presenters.when_words(made)}. Now invite people.")
            return redirect("matching:open_day", made.public_id)
    told = {"form": form, "heading": "Plan an open day", "button": "Plan it", **_to_the_list()}
    return render(request, "matching/open_day_form.html", told)


def _to_the_list() -> dict[str, str]:
    return {"back_url": reverse("matching:open_days"), "back_text": "Open days"}


def back_to(day: OpenDay) -> dict[str, Any]:
    """For every page about one day."""
    return {
        "day": day,
        "when": presenters.when_words(day),
        "back_url": reverse("matching:open_day", args=[day.public_id]),
        "back_text": "The open day",
    }


@opens(OpenDay, RUN)
def change(request: Request, day: OpenDay) -> HttpResponse:
    """Another time, place, or number of places."""
    form = PlanForm(request.POST if request.method == "POST" else None, open_day=day, on=today())
    if request.method == "POST" and form.is_valid():
        with form.refusals():
            was = (day.begins_at, day.ends_at, day.place)
            changed = deeds.change_day(open_day=day, by=request.user, at=now(), **form.cleaned_data)
            told = (changed.begins_at, changed.ends_at, changed.place) != was
            messages.success(request, "Saved. Everybody who is invited has been told." if told else "Saved.")
            return redirect("matching:open_day", day.public_id)
    lead = "Whoever is invited is told of another time or place."
    return render(
        request,
        "matching/open_day_form.html",
        {"form": form, "heading": "Change the open day", "lead": lead, "button": "Save", **back_to(day)},
    )


@opens(OpenDay, RUN)
def again(request: Request, day: OpenDay) -> HttpResponse:
    """After it was called off: the same people, another day."""
    form = PlanForm(request.POST if request.method == "POST" else None, open_day=day, on=today())
    if request.method == "POST" and form.is_valid():
        with form.refusals():
            made, left_out = deeds.plan_again(open_day=day, by=request.user, at=now(), **form.cleaned_data)
            messages.success(
                request, f"Planned for {presenters.when_words(made)}, and everybody is invited again."
            )
            for words in left_out:
                messages.warning(request, f"Not invited again: {words}")
            return redirect("matching:open_day", made.public_id)
    lead = "Everybody who was invited is invited again, if they still may be."
    return render(
        request,
        "matching/open_day_form.html",
        {
            "form": form,
            "heading": "Plan it again",
            "lead": lead,
            "button": "Plan it and invite them",
            **back_to(day),
        },
    )


@opens(OpenDay, RUN)
def call_off(request: Request, day: OpenDay) -> HttpResponse:
    """Call it off, after a look at whom that concerns."""
    form = WhyForm(request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        with form.refusals():
            deeds.call_off(open_day=day, by=request.user, at=now(), **form.cleaned_data)
            messages.success(
                request, "Called off. Everybody who has an account has been told; ring the others."
            )
            return redirect("matching:open_day", day.public_id)
    children = day.children.filter(status__in=EXPECTED).count()
    volunteers = day.volunteers.filter(status__in=EXPECTED).count()
    who = f"{count_words(children, 'child', 'children')} and {count_words(volunteers, 'volunteer')}"
    lead = f"{who} are invited. All of them are told at once. You can plan it again for another day."
    return step(request, day, form, "Call the open day off?", lead, "Call it off", warning=True)


def step(
    request: Request,
    day: OpenDay,
    form: Any,
    heading: str,
    lead: str,
    button: str,
    *,
    warning: bool = False,
    **more: Any,
) -> HttpResponse:
    """A page with one thing to do about a day."""
    shown = {"form": form, "heading": heading, "lead": lead, "button": button, "warning": warning}
    return render(request, "matching/open_day_step.html", back_to(day) | shown | more)


@opens(OpenDay, RUN)
def lists(request: Request, day: OpenDay) -> HttpResponse:
    """Who is coming, on paper: first names, what is needed on the day, and boxes to tick."""
    children = day.children.reachable_by(request.user, RUN).filter(status__in=(*EXPECTED, "came"))
    volunteers = day.volunteers.filter(status__in=(*EXPECTED, "came"))
    told = {
        "children": [
            presenters.child_line(guest, [])
            for guest in presenters.in_order(children.with_people(), lambda guest: guest.child.name)
        ],
        "volunteers": [
            presenters.volunteer_line(guest)
            for guest in presenters.in_order(
                volunteers.with_people(), lambda guest: guest.volunteer.first_name
            )
        ],
        **back_to(day),
    }
    return render(request, "matching/open_day_lists.html", told)


@opens(OpenDay, RUN)
def badges(request: Request, day: OpenDay) -> HttpResponse:
    """Badges to cut out: a first name and a picture, the same for children and volunteers."""
    children = (
        day.children.reachable_by(request.user, RUN).filter(status__in=(*EXPECTED, "came")).with_people()
    )
    volunteers = list(day.volunteers.filter(status__in=(*EXPECTED, "came")).with_people())
    cards = queries.approved_cards([guest.volunteer_id for guest in volunteers])
    found = [(guest.child.name, guest.child.picture or "person") for guest in children]
    found += [
        (
            guest.volunteer.first_name,
            cards[guest.volunteer_id].picture if guest.volunteer_id in cards else "person",
        )
        for guest in volunteers
    ]
    return render(request, "matching/open_day_badges.html", {"badges": sorted(found), **back_to(day)})


@opens(OpenDay, RUN)
def close_doors(request: Request, day: OpenDay) -> HttpResponse:
    """The day is over: choices are heard from now on."""
    form = Confirmation(request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        with form.refusals():
            deeds.close_doors(open_day=day, by=request.user, at=now())
            messages.success(request, "Choices are heard now. Young people with My space can say it there.")
            return redirect("matching:open_day", day.public_id)
    unmarked = sum(guests.filter(status__in=EXPECTED).count() for guests in (day.children, day.volunteers))
    lead = "Everybody is marked." if not unmarked else (
        f"{count_words(unmarked, 'person is', 'people are')} not marked, and will count as not having come."
    )  # fmt: skip
    return step(request, day, form, "Is the open day over?", lead, "Yes, hear what they say")


@opens(OpenDay, RUN)
def open_doors(request: Request, day: OpenDay) -> HttpResponse:
    """Put the closing back."""
    form = Confirmation(request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        with form.refusals():
            deeds.open_doors(open_day=day, by=request.user, at=now())
            messages.success(request, "You can mark again who came.")
            return redirect("matching:open_day_on_the_day", day.public_id)
    lead = "You can do this while nobody has chosen."
    return step(request, day, form, "Go back to who came?", lead, "Go back")
