"""A child's description, the way into My space, and the one address that is shown with a reason."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render

from kith.access.doors import Request, opens
from kith.access.policy import Permission
from kith.foundation.dates import day_words, today
from kith.foundation.forms import Confirmation
from kith.people import actions
from kith.people.forms import AddressReason, CarerForm, DescribeChild, PauseForm, WorkerForm
from kith.people.models import WORKERS, Child, Involvement, near_in


@opens(Child, Permission.DESCRIBE_CHILD)
def describe(request: Request, child: Child) -> HttpResponse:
    """How a child is called and described."""
    form = (
        DescribeChild(request.POST, instance=child)
        if request.method == "POST"
        else DescribeChild(instance=child)
    )
    if request.method == "POST" and form.is_valid():
        with form.refusals():
            actions.describe(child=child, by=request.user, on=today(), **form.told())
            messages.success(request, "Saved. Thank you for asking them.")
            return redirect("casefile:child", child.public_id)
    return render(request, "people/describe.html", {"child": child, "form": form})


@opens(Child, Permission.RECORD_WISHES)
def carer(request: Request, child: Child) -> HttpResponse:
    """Who cares for a child where no register says it, or says no way to reach them."""
    there = near_in(child, Involvement.Part.CARER, today())
    known = there.carer if there else None
    form = CarerForm(request.POST if request.method == "POST" else None, known=known)
    if request.method == "POST" and form.is_valid():
        with form.refusals():
            written = actions.write_down_carer(child=child, by=request.user, on=today(), **form.cleaned_data)
            messages.success(request, f"Written down: {written.name} cares for {child.name}.")
            return redirect("casefile:child", child.public_id)
    return render(request, "people/carer.html", {"child": child, "form": form, "known": known})


@opens(Child, Permission.RECORD_WISHES)
def worker(request: Request, child: Child) -> HttpResponse:
    """Who works with a child where no register says it, or says no way to reach them."""
    near = [found for part in WORKERS if (found := near_in(child, part, today()))]
    there = near[0] if near else None
    known, part = (there.worker, there.part) if there else (None, WORKERS[0].value)
    form = WorkerForm(request.POST if request.method == "POST" else None, known=known, part=part)
    if request.method == "POST" and form.is_valid():
        with form.refusals():
            written = actions.write_down_worker(child=child, by=request.user, on=today(), **form.cleaned_data)
            messages.success(request, f"Written down: {written.name} works with {child.name}.")
            return redirect("casefile:child", child.public_id)
    return render(request, "people/worker.html", {"child": child, "form": form, "known": known})


@opens(Child, Permission.SEE_ADDRESS)
def address(request: Request, child: Child) -> HttpResponse:
    """Where a child lives: asked for with a reason, shown once, never by going back to the page."""
    form = AddressReason(request.POST) if request.method == "POST" else AddressReason()
    context = {"child": child, "form": form}
    if request.method == "POST" and form.is_valid():
        with form.refusals():
            shown = actions.show_address(
                child=child, reason=form.cleaned_data["reason"], by=request.user, on=today()
            )
            return render(request, "people/address_shown.html", {"child": child, "address": shown})
    return render(request, "people/address.html", context)


@opens(Child, Permission.RECORD_WISHES)
def rest(request: Request, child: Child) -> HttpResponse:
    """A pause before any new match: until when; the child may lift it at any time."""
    form = PauseForm(request.POST) if request.method == "POST" else PauseForm()
    lifts = request.method == "POST" and request.POST.get("deed") == "lift"
    if lifts or (request.method == "POST" and form.is_valid()):
        with form.refusals():
            if lifts:
                actions.lift_rest(child=child, by=request.user, on=today())
                messages.success(request, f"The pause is over. {child.name} can be looked for again.")
            else:
                until = form.cleaned_data["until"]
                actions.let_rest(child=child, until=until, by=request.user, on=today())
                messages.success(request, f"Nobody new is looked for before {day_words(until)}.")
            return redirect("casefile:child", child.public_id)
    page = {"child": child, "form": form, "rests": child.rests_on(today())}
    return render(request, "people/rest.html", page)


@opens(Child, Permission.RECORD_WISHES)
def space(request: Request, child: Child) -> HttpResponse:
    """A new key to My space; the code is on the page that answers, and nowhere else."""
    form = Confirmation(request.POST) if request.method == "POST" else Confirmation()
    if request.method == "POST" and form.is_valid():
        with form.refusals():
            code = actions.open_space(child=child, by=request.user, on=today())
            return render(request, "people/space_opened.html", {"child": child, "code": code})
    return render(request, "people/space.html", {"child": child, "form": form})
