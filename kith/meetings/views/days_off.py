"""Days without meetings: somebody away, the school holidays of an authority, bank holidays; and planning for all."""

from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse

from kith.access.doors import Request, may, opens
from kith.access.policy import Permission
from kith.access.reach import organisations_for, schemes_for
from kith.foundation.dates import bank_holidays, count_words, day_words, now, today, weekday_words
from kith.foundation.forms import Confirmation
from kith.matching.models import Match
from kith.meetings import actions, holidays, tasks
from kith.meetings.forms import AwayForm, HolidayForm, LeastForm, TogetherForm
from kith.meetings.models import PlanningRun, SchoolHoliday, TimeAway
from kith.meetings.queries.days_off import who_is_away
from kith.meetings.queries.least import least_words
from kith.meetings.states import MEETING_GOES_ON
from kith.meetings.views.common import frame
from kith.schemes.actions import set_least
from kith.schemes.models import Contract, Organisation

KEEP = Permission.KEEP_HOLIDAYS
LATELY = 10
LOOK_AGAIN = "5"  # seconds


@opens(Match, Permission.PLAN_MEETING)
def away(request: Request, match: Match) -> HttpResponse:
    """One of the two is away for some days."""
    page, on = frame(request, match, reverse("meetings:plan", args=[match.public_id])), today()
    form = AwayForm(
        request.POST if request.method == "POST" else None,
        match=match,
        on=on,
        is_volunteer=page["is_volunteer"],
    )
    if request.method == "POST" and form.is_valid():
        with form.refusals():
            _, off = actions.say_away(match=match, by=request.user, on=on, **form.cleaned_data)
            said = (
                f"{count_words(len(off), 'meeting')} called off, and everybody has been told." if off else ""
            )
            messages.success(request, f"Written down. Nothing is planned on those days. {said}".strip())
            return redirect("meetings:plan", match.public_id)
    return render(request, "meetings/away.html", page | {"form": form})


@opens(TimeAway, Permission.PLAN_MEETING)
def there_after_all(request: Request, away: TimeAway) -> HttpResponse:
    """They are not away after all."""
    page = frame(request, away.match, reverse("meetings:plan", args=[away.match.public_id]))
    form = Confirmation(request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        with form.refusals():
            planned = actions.take_back_away(away=away, by=request.user, on=today())
            again = f"{count_words(len(planned), 'meeting')} planned again." if planned else ""
            messages.success(request, f"Taken back. {again}".strip())
            return redirect("meetings:plan", away.match.public_id)
    shown = {"away": away, "who": who_is_away(away, away.match), "form": form}
    return render(request, "meetings/there_after_all.html", page | shown)


def _authorities(request: Request) -> Any:
    """Whose holidays this person keeps: their own authority's, or those whose children their schemes are for."""
    served = Contract.objects.open_on(today()).filter(scheme__in=schemes_for(request.user, KEEP))
    mine = Organisation.objects.filter(pk__in=served.values("commissioner"))
    return (mine | Organisation.objects.filter(pk__in=organisations_for(request.user, KEEP))).distinct()


@may(KEEP)
def holidays_page(request: Request) -> HttpResponse:
    """School holidays of each authority, and the bank holidays that Kith knows."""
    on, authorities = today(), _authorities(request)
    form = HolidayForm(request.POST if request.method == "POST" else None, authorities=authorities)
    if request.method == "POST" and form.is_valid():
        with form.refusals():
            holiday = actions.keep_school_holiday(by=request.user, on=on, **form.cleaned_data)
            messages.success(request, f"{holiday.name} is kept. The next night plans by it.")
            return redirect("meetings:holidays")
    shown = request.GET.get("show", "")
    rows = SchoolHoliday.objects.reachable_by(request.user, KEEP).select_related("authority")
    rows = rows.filter(until_day__lt=on) if shown == "past" else rows.filter(until_day__gte=on)
    nations = sorted({authority.nation for authority in authorities}) or ["ENG"]
    context = {
        "form": form,
        "rows": rows.order_by("from_day", "authority__name"),
        "shows": [("To come", "?", shown != "past"), ("Past", "?show=past", shown == "past")],
        "bank": [(holidays.NATIONS.get(nation, nation), _bank(nation, on)) for nation in nations],
        "source": holidays.source_words(),
    }
    return render(request, "meetings/holidays.html", context)


def _bank(nation: str, on: Any) -> list[str]:
    days = sorted(bank_holidays(on.year, nation) | bank_holidays(on.year + 1, nation))
    return [f"{weekday_words(day)} {day.year}" for day in days if day >= on]


@opens(SchoolHoliday, KEEP)
def remove_holiday(request: Request, holiday: SchoolHoliday) -> HttpResponse:
    """Take a school holiday out, after a page that asks."""
    form = Confirmation(request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        with form.refusals():
            actions.remove_school_holiday(holiday=holiday, by=request.user, on=today())
            messages.success(request, f"{holiday.name} is taken out.")
            return redirect("meetings:holidays")
    days = f"{day_words(holiday.from_day)} to {day_words(holiday.until_day)}"
    return render(request, "meetings/remove_holiday.html", {"holiday": holiday, "days": days, "form": form})


# ------------------------------------------------------------------------------------------- for all


@may(Permission.PLAN_MEETING)
def planning(request: Request) -> HttpResponse:
    """How planning ahead went, last night and when somebody asked; and asking for it."""
    if request.method == "POST":
        run = actions.begin_planning(by=request.user, at=now())
        tasks.begin(run)
        return redirect("meetings:planning_run", run.public_id)
    runs = PlanningRun.objects.reachable_by(request.user, Permission.PLAN_MEETING)[:LATELY]
    return render(request, "meetings/planning.html", {"runs": runs})


@opens(PlanningRun, Permission.PLAN_MEETING)
def planning_run(request: Request, run: PlanningRun) -> HttpResponse:
    """How far it has come; the page looks again by itself while it is at work, and may be left."""
    response = render(request, "meetings/planning_run.html", {"run": run})
    if run.is_at_work:
        response.headers["Refresh"] = LOOK_AGAIN
    return response


@may(Permission.KEEP_IDEAS)
def together(request: Request) -> HttpResponse:
    """Plan a get-together of several of one's own matches."""
    on = today()
    rows = Match.objects.reachable_by(request.user, Permission.PLAN_MEETING).with_people()
    among = list(
        rows.filter(status__in=MEETING_GOES_ON).order_by("child__first_name", "volunteer__first_name", "pk")
    )
    form = TogetherForm(request.POST if request.method == "POST" else None, among=among, on=on)
    if request.method == "POST" and form.is_valid():
        said = form.cleaned_data
        with form.refusals():
            chosen = [match for match in among if str(match.public_id) in said["matches"]]
            planned = actions.plan_together(
                matches=chosen,
                at=said["moment"],
                minutes=said["minutes"],
                place=said["place"],
                guests=said["guests"],
                by=request.user,
                on=on,
            )
            messages.success(
                request,
                f"Planned for {count_words(len(planned), 'match', 'matches')}. Everybody has been told.",
            )
            return redirect(f"{reverse('meetings:calendar')}?week={planned[0].on()}")
    return render(
        request,
        "meetings/together.html",
        {"form": form, "among": among, "back_url": reverse("meetings:calendar")},
    )


@may(Permission.SET_UP_SCHEME)
def least(request: Request) -> HttpResponse:
    """How often each commissioner asks that two people meet at least. It is said where a plan falls below it."""
    on = today()
    schemes = schemes_for(request.user, Permission.SET_UP_SCHEME)
    contracts = Contract.objects.open_on(on).filter(scheme__in=schemes)
    contracts = contracts.select_related("scheme", "commissioner").order_by(
        "scheme__name", "commissioner__name"
    )
    form = LeastForm(request.POST if request.method == "POST" else None, contracts=contracts)
    if request.method == "POST" and form.is_valid():
        every, unit = form.asked()
        with form.refusals():
            contract = form.cleaned_data["contract"]
            set_least(contract=contract, every=every, unit=unit, by=request.user, on=on)
            messages.success(request, f"Kept for {contract.scheme}.")
            return redirect("meetings:least")
    lines = [(contract, least_words(contract)) for contract in contracts]
    return render(request, "meetings/least.html", {"form": form, "lines": lines})
