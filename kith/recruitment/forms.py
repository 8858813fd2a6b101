"""What a person may type about an application: a new one, an enquiry, a decision, a filter."""

from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from datetime import date
from typing import Any, ClassVar

from django import forms

from kith.foundation import forms as base
from kith.foundation.dates import today
from kith.foundation.gov.fields import DateField
from kith.foundation.gov.widgets import Radios
from kith.recruitment.listing import GROUPS, LAPSED, LAPSING, SORTS, WHOSE, Wanted
from kith.recruitment.models import Application, Suspension
from kith.recruitment.refusals import CannotApprove
from kith.recruitment.states import Status, WhyDeclined, WhyWithdrawn
from kith.recruitment.vetting.requirements import BY_SLUG, REQUIREMENTS
from kith.schemes.models import Scheme
from kith.science.places import outcode_of

OLDEST = date(1900, 1, 1)


class Form(base.Form):
    """Shows each reason of a refused approval on its own."""

    @contextmanager
    def refusals(self) -> Iterator[None]:
        with super().refusals():
            try:
                yield
            except CannotApprove as refusal:
                if not refusal.reasons:
                    raise
                for reason in refusal.reasons:
                    self.add_error(None, reason)


def read_postcode(typed: str) -> str:
    """A postcode as it is written, or the first half of one; refused when it is neither."""
    tight = "".join(typed.upper().split())
    if not tight:
        return ""
    if outcode_of(typed) is None:
        raise forms.ValidationError("Enter a postcode, like LS6 2AA")
    return f"{tight[:-3]} {tight[-3:]}" if outcode_of(tight) != tight else tight


def read_phone(typed: str) -> str:
    if typed and sum(sign.isdigit() for sign in typed) < 10:
        raise forms.ValidationError("Enter a phone number with its area code, like 0113 496 0123")
    return typed


class Reachable(Form):
    """Somebody's name and how to reach them."""

    first_name = forms.CharField(label="First name", max_length=80)
    last_name = forms.CharField(label="Last name", max_length=80)
    email = forms.EmailField(label="E-mail address")
    phone = forms.CharField(label="Phone number", max_length=30, required=False)
    postcode = forms.CharField(label="Postcode", max_length=10, required=False)

    widths: ClassVar[dict[str, int | str]] = {"postcode": 10, "phone": 20, "heard": "two-thirds"}

    def clean_postcode(self) -> str:
        return read_postcode(self.cleaned_data["postcode"])

    def clean_phone(self) -> str:
        return read_phone(self.cleaned_data["phone"])

    def clean_email(self) -> str:
        return str(self.cleaned_data["email"]).lower()


class Enquiry(Reachable):
    """What somebody says in a minute, without an account."""

    heard = forms.ChoiceField(
        label="How did you hear about us?",
        choices=[
            ("", "---------"),
            (Application.Heard.WORD_OF_MOUTH.value, "From somebody I know"),
            *[
                choice
                for choice in Application.Heard.choices
                if choice[0] in ("poster", "social media", "event")
            ],
            (Application.Heard.WEBSITE.value, "Your website"),
            (Application.Heard.VOLUNTEER_CENTRE.value, "A volunteer centre"),
            (Application.Heard.EMPLOYER.value, "My employer"),
            (Application.Heard.OTHER.value, "Another way"),
        ],
        required=False,
    )
    why = forms.CharField(
        label="Why would you like to do this?",
        help_text="A line or two in your own words.",
        max_length=2000,
        required=False,
        widget=forms.Textarea(attrs={"rows": 4}),
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields[
            "postcode"
        ].help_text = "So that we know how far you would travel. We ask for no address yet."
        self.fields["phone"].help_text = "If you would rather talk than write."
        autocomplete = {
            "first_name": "given-name",
            "last_name": "family-name",
            "phone": "tel",
            "postcode": "postal-code",
        }
        for name, value in autocomplete.items():
            self.fields[name].widget.attrs["autocomplete"] = value


class AskForCode(Form):
    """Where the code goes."""

    email = forms.EmailField(label="Your e-mail address", help_text="The one you gave when you wrote to us.")

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["email"].widget.attrs["autocomplete"] = "email"

    def clean_email(self) -> str:
        return str(self.cleaned_data["email"]).lower()


class Code(Form):
    """The code from the e-mail."""

    code = forms.CharField(label="The code from the e-mail", help_text="Six figures.", max_length=12)
    widths: ClassVar[dict[str, int | str]] = {"code": 5}

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["code"].widget.attrs |= {"autocomplete": "one-time-code", "inputmode": "numeric"}

    def clean_code(self) -> str:
        typed = "".join(sign for sign in self.cleaned_data["code"] if sign.isdigit())
        if len(typed) != 6:
            raise forms.ValidationError("The code has six figures. It is in the e-mail we have just sent")
        return typed


class NewApplication(Reachable):
    """An application that staff write down for somebody."""

    scheme = forms.ChoiceField(label="Scheme")
    born = DateField(label="Date of birth", required=False, earliest=OLDEST)
    heard = forms.ChoiceField(
        label="How did they hear about us?",
        choices=[("", "---------"), *Application.Heard.choices],
        required=False,
    )
    why = forms.CharField(
        label="Why would they like to do this?",
        help_text="In their words.",
        max_length=2000,
        required=False,
        widget=forms.Textarea(attrs={"rows": 4}),
    )
    field_order = ["scheme", "first_name", "last_name"]
    widths: ClassVar[dict[str, int | str]] = {
        **Reachable.widths,
        "scheme": "two-thirds",
        "heard": "two-thirds",
    }

    def __init__(self, *args: Any, schemes: Iterable[Scheme], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.schemes = {str(scheme.public_id): scheme for scheme in schemes}
        names = [(key, scheme.name) for key, scheme in self.schemes.items()]
        self.fields["scheme"].choices = names if len(names) == 1 else [("", "---------"), *names]  # type: ignore[attr-defined]
        self.fields["email"].required = False
        self.fields["email"].help_text = "It is how they will sign in once they are approved."
        self.fields["born"].latest = today()  # type: ignore[attr-defined]

    def clean_scheme(self) -> Scheme:
        return self.schemes[self.cleaned_data["scheme"]]


class Approve(Form):
    """The terms on which somebody may meet children."""

    age_from = forms.IntegerField(label="Youngest age they may be there for", min_value=0)
    age_to = forms.IntegerField(label="Oldest age they may be there for", min_value=0)
    places = forms.IntegerField(label="How many children at a time?", min_value=1)
    conditions = forms.CharField(
        label="Conditions",
        help_text="Such as “not in the evening”. Coordinators read this; do not write why.",
        max_length=300,
        required=False,
        widget=forms.Textarea(attrs={"rows": 3}),
    )
    widths = {"age_from": 3, "age_to": 3, "places": 3}
    units = {"age_from": "years", "age_to": "years"}


class Decline(Form):
    """Why not. Read by those who vet."""

    reason = forms.ChoiceField(label="Why?", choices=WhyDeclined.choices, widget=Radios)
    words = forms.CharField(
        label="What should those who vet know if they apply again?",
        max_length=2000,
        required=False,
        widget=forms.Textarea(attrs={"rows": 4}),
    )


class Withdraw(Form):
    """Why somebody did not go on."""

    reason = forms.ChoiceField(
        label="Why?",
        choices=[choice for choice in WhyWithdrawn.choices if choice[0] != WhyWithdrawn.STOPPED],
        widget=Radios,
    )
    words = forms.CharField(
        label="Anything to remember?",
        help_text="Only those who vet can read this afterwards.",
        max_length=1000,
        required=False,
        widget=forms.Textarea(attrs={"rows": 3}),
    )


class Suspend(Form):
    """Why somebody meets no child for now."""

    reason = forms.ChoiceField(label="Why?", choices=Suspension.Reason.choices, widget=Radios)


class Filter(base.Narrowing):
    """What the list of volunteers shows; anything that means nothing is let go."""

    words = forms.CharField(label="Name", required=False)
    scheme = forms.ChoiceField(label="Scheme", required=False)
    step = forms.ChoiceField(label="Step", required=False, choices=[("", "Any step"), *Status.choices])
    whose = forms.ChoiceField(label="Whose turn", required=False, choices=[("", "Anybody’s"), *WHOSE.items()])
    lacks = forms.ChoiceField(
        label="Lacks or lapses",
        required=False,
        choices=[
            ("", "Anything or nothing"),
            (LAPSING, "Something lapses soon"),
            (LAPSED, "Something has lapsed"),
            *[(requirement.slug, f"Without {requirement.called}") for requirement in REQUIREMENTS],
        ],
    )
    sort = forms.ChoiceField(label="Order", required=False, choices=list(SORTS.items()))

    def __init__(self, *args: Any, schemes: Iterable[Scheme], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        named = [(str(scheme.public_id), scheme.name) for scheme in schemes]
        self.fields["scheme"].choices = [("", "All my schemes"), *named]  # type: ignore[attr-defined]

    def wanted(self, group: str) -> Wanted:
        self.is_valid()
        said = self.cleaned_data
        return Wanted(
            group=group if group in GROUPS else "way",
            scheme=said.get("scheme", ""),
            lacks=said.get("lacks", "") if said.get("lacks") in (LAPSING, LAPSED, *BY_SLUG) else "",
            step=said.get("step", ""),
            whose=said.get("whose", ""),
            words=said.get("words", ""),
            sort=said.get("sort") or "longest",
        )
