"""After the day: whom each child liked, for how many each volunteer has room, brothers and sisters."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_POST

from kith.access.doors import Request, opens
from kith.foundation.dates import now, today
from kith.foundation.forms import Form
from kith.matching import queries
from kith.matching.actions import open_days as deeds
from kith.matching.forms.open_day_choices import AfterwardsForm, ChoicesForm, ShareForm
from kith.matching.models import ChildGuest, VolunteerGuest
from kith.matching.presenters.open_days import days as presenters
from kith.matching.presenters.open_days.results import whole_name
from kith.matching.views.open_days.days import RUN, back_to


@opens(ChildGuest, RUN)
def choices(request: Request, guest: ChildGuest) -> HttpResponse:
    """To look at together: the child says, the coordinator taps, or the other way round."""
    met = queries.met_by(guest)
    form = ChoicesForm(request.POST if request.method == "POST" else None, met=met, guest=guest)
    if request.method == "POST" and form.is_valid():
        with form.refusals():
            deeds.hear(guest=guest, by=request.user, at=now(), **form.told())
            messages.success(
                request, f"Written down. {guest.child.name} can change it until you work it out."
            )
            return redirect("matching:open_day", guest.open_day.public_id)
    others = guest.open_day.children.reachable_by(request.user, RUN).came().filter(shares_with=None)
    others = others.exclude(pk=guest.pk).filter(scheme=guest.scheme_id).select_related("child")
    cards = queries.approved_cards([each.volunteer_id for each in met])
    told = {
        "form": form,
        "guest": guest,
        "name": whole_name(guest),
        "cards": presenters.cards_of_met(met, cards, form.field_of),
        "share": ShareForm(others=others),
        "may_share": others.exists() and not guest.sharing.exists(),
        "may_say": guest.open_day.is_listening and guest.status == "came" and guest.shares_with_id is None,
    }
    return render(request, "matching/open_day_choices.html", told | back_to(guest.open_day))


@require_POST
@opens(ChildGuest, RUN)
def share(request: Request, guest: ChildGuest) -> HttpResponse:
    """Brothers and sisters who would like one volunteer for both of them, or each for themself after all."""
    others = guest.open_day.children.reachable_by(request.user, RUN).came()
    form: Form = ShareForm(request.POST, others=others)
    if request.POST.get("undo"):
        form = Form(request.POST)
        with form.refusals():
            deeds.unshare(guest=guest, by=request.user, at=now())
            messages.success(request, f"{guest.child.name} chooses alone.")
    elif form.is_valid():
        with form.refusals():
            other = form.cleaned_data["other"]
            deeds.share(guest=guest, other=other, by=request.user, at=now())
            messages.success(request, f"{guest.child.name} and {other.child.name} choose together.")
            return redirect("matching:open_day_choices", other.public_id)
    for words in [str(error) for errors in form.errors.values() for error in errors]:
        messages.warning(request, words)
    return redirect("matching:open_day_choices", guest.public_id)


@opens(VolunteerGuest, RUN)
def afterwards(request: Request, guest: VolunteerGuest) -> HttpResponse:
    """What a volunteer said after the day, in a talk."""
    most = queries.room_at(guest.open_day, [guest.volunteer], today())[guest.volunteer_id]
    children = guest.open_day.children.reachable_by(request.user, RUN).came().with_people()
    listed = sorted(children, key=lambda child: (child.child.name, child.pk))
    sent = request.POST if request.method == "POST" else None
    form = AfterwardsForm(sent, guest=guest, most=most, children=listed)
    if request.method == "POST" and form.is_valid():
        said = form.cleaned_data
        with form.refusals():
            deeds.say_afterwards(
                guest=guest, places=said["places"], words=said["words"], could_not=form.could_not(),
                by=request.user, at=now(),
            )  # fmt: skip
            messages.success(request, "Written down. No child is told.")
            return redirect("matching:open_day", guest.open_day.public_id)
    return render(
        request,
        "matching/open_day_afterwards.html",
        {"form": form, "guest": guest, **back_to(guest.open_day)},
    )
