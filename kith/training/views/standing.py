"""Who lacks what: the list; one volunteer's training; what was done elsewhere."""

from typing import Any

from django import forms
from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse

from kith.access.doors import Request, may, opens
from kith.access.downloads import download
from kith.access.policy import Permission
from kith.access.reach import may as has
from kith.foundation.dates import now, today
from kith.foundation.forms import Confirmation, Narrowing
from kith.foundation.sheets import Sheet
from kith.people.models import Enlistment, Volunteer
from kith.training import actions, listing
from kith.training.forms import CompletionForm
from kith.training.judging import Ground, ground_of, standings
from kith.training.models import Booking, Completion
from kith.training.presenters.standing import cells, one_volunteer, rows
from kith.training.queries import courses_taught_in, still_to_come
from kith.training.views.common import same_but

P = Permission
PAGE = 25


class Filter(Narrowing):
    """What the list shows; anything that means nothing is let go."""

    words = forms.CharField(label="Name", required=False)
    scheme = forms.ChoiceField(label="Scheme", required=False)
    course = forms.ChoiceField(label="Lacks", required=False)

    def __init__(self, *args: Any, ground: Ground, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        schemes = [(str(scheme.public_id), scheme.name) for scheme in ground.schemes]
        courses = [(str(version.course.public_id), version.name) for version in ground.asked]
        self.fields["scheme"].choices = [("", "All my schemes"), *schemes]  # type: ignore[attr-defined]
        self.fields["course"].choices = [("", "Any course"), *courses]  # type: ignore[attr-defined]

    def wanted(self, group: str) -> listing.Wanted:
        self.is_valid()
        said = {name: self.cleaned_data.get(name) or "" for name in ("words", "scheme", "course")}
        return listing.Wanted(group=group if group in listing.GROUPS else "lacking", **said)


@may(P.RECORD_TRAINING)
def lacking(request: Request) -> HttpResponse:
    """Every volunteer within reach with what is asked of them: who lacks what, a page at a time."""
    day = today()
    ground = ground_of(request.user, day)
    form = Filter(request.GET, ground=ground)
    wanted = form.wanted(request.GET.get("group", ""))
    narrowed = listing.narrowed(listing.everybody(ground, request.user), wanted, ground)
    if request.GET.get("as") == "xlsx":
        shown = listing.ordered(listing.grouped(narrowed, wanted.group, ground))
        sheet = Sheet("Training", *cells(standings(list(shown), ground), ground))
        filters = [("Shown", listing.GROUPS[wanted.group]), *form.told()]
        return download(request, name=f"training-{day.isoformat()}", sheet=sheet, filters=filters)
    sorted_out = listing.find(narrowed, wanted.group, ground)
    page = sorted_out.page(request.GET.get("page"), PAGE, wanted.group)
    rows_shown = listing.ordered(Enlistment.objects.filter(pk__in=list(page.object_list)))
    found = standings(list(rows_shown), ground)
    booked = still_to_come([each.enlistment.volunteer_id for each in found], now())
    told = {
        "filters": form,
        "group": wanted.group,
        "rows": rows(found, booked, day),
        "chips": [
            (f"{name} ({sorted_out.numbers[key]:,})", same_but(request, group=key), key == wanted.group)
            for key, name in listing.GROUPS.items()
        ],
        "found": sorted_out.numbers[wanted.group],
        "page": page,
        "keep": "&" + same_but(request)[1:],
        "sheet_url": same_but(request, **{"as": "xlsx"}),
        "is_narrowed": bool(wanted.words or wanted.scheme or wanted.course),
        "nothing_asked": not ground.asked,
        "counted_at": sorted_out.counted_at,
        "may_run": has(request.user, P.RUN_TRAINING),
    }
    return render(request, "training/lacking.html", told)


@opens(Volunteer, P.RECORD_TRAINING)
def volunteer(request: Request, volunteer: Volunteer) -> HttpResponse:
    """One volunteer: what is asked, what was done, hours by topic, what they have signed up for."""
    _not_oneself(request, volunteer)
    ground = ground_of(request.user, today())
    enlisted = volunteer.enlistments.open_on(today()).filter(scheme__in=[each.pk for each in ground.schemes])
    stands = standings(list(enlisted.select_related("scheme__provider", "volunteer")), ground)
    done = Completion.objects.reachable_by(request.user, P.RECORD_TRAINING).filter(volunteer=volunteer)
    bookings = Booking.objects.reachable_by(request.user, P.RECORD_TRAINING).filter(volunteer=volunteer)
    told = one_volunteer(volunteer, stands, done, bookings, at=now(), on=today())
    told |= {"back_url": reverse("training:lacking"), "back_text": "Who lacks what"}
    return render(request, "training/volunteer.html", told)


def _not_oneself(request: Request, volunteer: Volunteer) -> None:
    if volunteer.user_id == request.user.pk:
        raise PermissionDenied("This is about you. Your own training stands under “My training”.")


@opens(Volunteer, P.RECORD_TRAINING)
def record(request: Request, volunteer: Volunteer) -> HttpResponse:
    """Write down a course that somebody has done as e-learning or elsewhere."""
    _not_oneself(request, volunteer)
    ground = ground_of(request.user, today())
    enlisted = set(volunteer.enlistments.open_on(today()).values_list("scheme", flat=True))
    schemes = [scheme for scheme in ground.schemes if scheme.pk in enlisted]
    courses = courses_taught_in(schemes, today())
    form = CompletionForm(
        request.POST if request.method == "POST" else None,
        courses=courses,
        today=today(),
        chosen=request.GET.get("course", ""),
    )
    if request.method == "POST" and form.is_valid():
        with form.refusals():
            made = actions.record_completion(
                volunteer=volunteer, by=request.user, on=today(), **form.cleaned_data
            )
            messages.success(request, f"{made.version.name} is written down.")
            return redirect("training:volunteer", volunteer.public_id)
    told = {
        "form": form,
        "volunteer": volunteer,
        "no_courses": not courses,
        "back_url": reverse("training:volunteer", args=[volunteer.public_id]),
        "back_text": volunteer.first_name,
    }
    return render(request, "training/record.html", told)


@opens(Completion, P.RECORD_TRAINING)
def withdraw(request: Request, completion: Completion) -> HttpResponse:
    """Something was recorded by mistake."""
    form = Confirmation(request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        with form.refusals():
            actions.withdraw_completion(completion=completion, by=request.user, on=today())
            messages.success(request, "Withdrawn. It no longer counts.")
            return redirect("training:volunteer", completion.volunteer.public_id)
    told = {
        "form": form,
        "completion": completion,
        "back_url": reverse("training:volunteer", args=[completion.volunteer.public_id]),
        "back_text": completion.volunteer.first_name,
    }
    return render(request, "training/withdraw.html", told)
