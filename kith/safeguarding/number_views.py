"""The numbers that a scheme's people are shown when they are worried, and the page on which a lead keeps them."""

from typing import Any

from django import forms
from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse

from kith.access.doors import Request, may, opens
from kith.access.policy import Permission
from kith.access.reach import schemes_for
from kith.foundation.dates import today
from kith.foundation.forms import Confirmation, Form
from kith.safeguarding.ringing import RingNumber, numbers_now, take_number_away, write_number
from kith.schemes.models import Scheme

KEEP = Permission.KEEP_RING_NUMBERS


class NumberForm(Form):
    """One number, who answers it when, and whether young people read it too."""

    scheme = forms.ChoiceField(label="For which scheme?")
    number = forms.CharField(
        label="Phone number", max_length=30, widget=forms.TextInput(attrs={"inputmode": "tel"})
    )
    when = forms.CharField(
        label="Who answers, and when?",
        help_text="Such as: children’s services of Northbridge, evenings, nights and weekends.",
        max_length=120,
    )
    for_young = forms.BooleanField(label="Young people may ring it too", required=False)

    def __init__(self, *args: Any, schemes: list[Scheme], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.schemes = {str(scheme.public_id): scheme for scheme in schemes}
        choices = [(key, scheme.name) for key, scheme in self.schemes.items()]
        if len(choices) == 1:
            self.fields["scheme"].widget = forms.HiddenInput()
            self.initial.setdefault("scheme", choices[0][0])
        self.fields["scheme"].choices = choices  # type: ignore[attr-defined]

    def clean_scheme(self) -> Scheme:
        return self.schemes[self.cleaned_data["scheme"]]


@may(KEEP)
def numbers(request: Request) -> HttpResponse:
    """Each scheme in reach with what its people see, and the way to write down another."""
    schemes = list(schemes_for(request.user, KEEP, today()).select_related("provider").order_by("name"))
    form = (
        NumberForm(request.POST, schemes=schemes) if request.method == "POST" else NumberForm(schemes=schemes)
    )
    if request.method == "POST" and form.is_valid():
        with form.refusals():
            made = write_number(by=request.user, **form.cleaned_data)
            messages.success(request, f"People of {made.scheme.name} see {made.number} from now on.")
            return redirect("safeguarding:numbers")
    own: dict[int, list[RingNumber]] = {}
    for number in RingNumber.objects.reachable_by(request.user, KEEP):
        own.setdefault(number.scheme_id, []).append(number)
    told = {
        "form": form,
        "schemes": [(scheme, own.get(scheme.pk, [])) for scheme in schemes],
        "everybody": numbers_now(),
    }
    return render(request, "safeguarding/numbers.html", told)


@opens(RingNumber, KEEP)
def number_away(request: Request, number: RingNumber) -> HttpResponse:
    """Are you sure that nobody should ring it any more?"""
    form = Confirmation(request.POST) if request.method == "POST" else Confirmation()
    if request.method == "POST" and form.is_valid():
        with form.refusals():
            take_number_away(number=number, by=request.user)
            messages.success(request, f"Nobody is shown {number.number} any more.")
            return redirect("safeguarding:numbers")
    back = {"back_url": reverse("safeguarding:numbers"), "back_text": "Numbers to ring"}
    return render(request, "safeguarding/number_away.html", {"form": form, "number": number, **back})
