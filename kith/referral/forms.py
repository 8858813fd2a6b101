"""What may be typed about a referral: by staff who answer it, by a worker who makes one, by a referrer who follows it."""

from datetime import date
from typing import Any

from django import forms
from django.core.exceptions import ValidationError

from kith.access.models import User
from kith.foundation.forms import Form
from kith.foundation.gov.fields import DateField
from kith.foundation.gov.widgets import Radios
from kith.people.models import Child
from kith.referral.models import Referral
from kith.referral.questions import ASKED_CHOICES, NOT_ASKED, NOT_KNOWN, about
from kith.register.models import Offer
from kith.schemes.models import Organisation, Scheme


class SchemeChoice(forms.ModelChoiceField):
    """Schemes by name, each with its ages."""

    def label_from_instance(self, obj: Any) -> str:
        return f"{obj.name} (ages {obj.child_age_from} to {obj.child_age_to})"


# ------------------------------------------------------------------------------------- finding


class Sought(Form):
    """The filter above the list."""

    q = forms.CharField(label="First name or reference", required=False)
    scheme = forms.ModelChoiceField(
        Scheme.objects.none(),
        label="Scheme",
        required=False,
        empty_label="All schemes",
        to_field_name="public_id",
    )
    source = forms.ChoiceField(label="Who referred", required=False)
    says_optional = False

    def __init__(self, *args: Any, schemes: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["scheme"].queryset = schemes  # type: ignore[attr-defined]
        self.fields["source"].choices = [("", "Anybody"), *Referral.Source.choices]  # type: ignore[attr-defined]


# ------------------------------------------------------------------------------------- referring, signed in


def _fit(name: str, age: int | None, scheme: Scheme) -> str:
    """What the scheme is, and whether its ages leave this child out."""
    misfit = age is not None and not scheme.serves_age(age)
    return f"{about(scheme)} {name} is {age}: outside its ages." if misfit else about(scheme)


class ReferChild(Form):
    """A worker refers a child they are near to: what the authority already knows is not asked again."""

    scheme = forms.ChoiceField(
        label="Who should hear about this?",
        widget=Radios(dividers={NOT_KNOWN: "or"}),
        error_messages={"required": "Choose a scheme, or say that you are not sure"},
    )
    source = forms.ChoiceField(label="You are their", choices=Referral.Source.choices)
    child_answer = forms.ChoiceField(label="Have you asked them?", choices=ASKED_CHOICES, widget=Radios)
    child_words = forms.CharField(
        label="What did they say, in their own words?",
        max_length=1000,
        required=False,
        widget=forms.Textarea(attrs={"rows": 3}),
    )
    why = forms.CharField(
        label="Why would it be good for them to have somebody?",
        max_length=2000,
        widget=forms.Textarea,
        help_text="Two or three sentences. Staff of the scheme read it; a volunteer never does.",
        error_messages={"required": "Say in a sentence why it would be good for them to have somebody"},
    )
    practical_needs = forms.CharField(
        label="Is there anything that somebody who meets them should know?",
        max_length=2000,
        required=False,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text="Such as an allergy, a language, how they get about. Whoever is chosen is told this.",
    )
    widths = {"source": "one-half"}

    def __init__(
        self, *args: Any, child: Child, schemes: Any, offer: Offer | None, on: date, **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        name = child.name
        self.schemes: dict[str, Scheme] = {str(scheme.public_id): scheme for scheme in schemes}
        self.fields["scheme"].choices = [  # type: ignore[attr-defined]
            *[(key, scheme.name) for key, scheme in self.schemes.items()],
            (NOT_KNOWN, "I am not sure: the schemes decide between them"),
        ]
        self.fields["scheme"].widget.hints = {
            key: _fit(name, child.age_on(on), scheme) for key, scheme in self.schemes.items()
        }
        self.fields["source"].label = f"You are {name}’s"
        self.fields["child_answer"].label = f"Have you asked {name}?"
        self.fields["child_words"].label = f"What did {name} say, in their own words?"
        self.fields["why"].label = f"Why would it be good for {name} to have somebody?"
        if offer is not None:  # the child has said yes already, and is not asked twice
            del self.fields["child_answer"], self.fields["child_words"]

    def clean_scheme(self) -> Scheme | None:
        return self.schemes.get(self.cleaned_data["scheme"])

    def clean_child_answer(self) -> str:
        given = str(self.cleaned_data["child_answer"])
        return "" if given == NOT_ASKED else given

    @property
    def told(self) -> dict[str, Any]:
        """What `actions.refer` is given."""
        told = dict(self.cleaned_data)
        if "child_answer" in told:
            told["child_knows"] = bool(told["child_answer"])
        return told


# ------------------------------------------------------------------------------------- which child


class FindChild(Form):
    """The two facts that name one child of an authority for certain."""

    authority = forms.ModelChoiceField(Organisation.objects.none(), label="Authority", empty_label=None)
    authority_ref = forms.CharField(
        label="The authority’s own number for them",
        max_length=40,
        help_text="Ask the authority or the referrer for it.",
        widget=forms.TextInput(attrs={"autocomplete": "off"}),
    )
    born = DateField(label="Date of birth")
    widths = {"authority": "one-half", "authority_ref": 10}

    def __init__(self, *args: Any, authorities: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["authority"].queryset = authorities  # type: ignore[attr-defined]


class WriteDownChild(Form):
    """A child whom no register shows."""

    first_name = forms.CharField(
        label="First name",
        max_length=80,
        help_text="What they like to be called.",
        widget=forms.TextInput(attrs={"autocomplete": "off"}),
    )
    last_name = forms.CharField(
        label="Last name",
        max_length=80,
        required=False,
        widget=forms.TextInput(attrs={"autocomplete": "off"}),
    )
    born = DateField(label="Date of birth")
    gender = forms.ChoiceField(
        label="Gender", choices=Child.Gender.choices, widget=Radios, initial=Child.Gender.UNKNOWN
    )
    authority = forms.ModelChoiceField(
        Organisation.objects.none(),
        label="Which authority looks after them?",
        required=False,
        empty_label="None, or not known",
    )
    authority_ref = forms.CharField(
        label="The authority’s own number for them",
        max_length=40,
        required=False,
        widget=forms.TextInput(attrs={"autocomplete": "off"}),
    )
    widths = {"first_name": 20, "last_name": 20, "authority": "one-half", "authority_ref": 10}

    def __init__(self, *args: Any, authorities: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["authority"].queryset = authorities  # type: ignore[attr-defined]

    def clean(self) -> dict[str, Any]:
        given = super().clean() or {}
        if given.get("authority_ref") and not given.get("authority"):
            self.add_error("authority", "Choose the authority whose number this is")
        return given


# ------------------------------------------------------------------------------------- answering


class Accept(Form):
    """Into which scheme, and who will be near the child."""

    scheme = SchemeChoice(Scheme.objects.none(), label="Into which scheme?", widget=Radios, empty_label=None)
    coordinator = forms.ModelChoiceField(
        User.objects.none(),
        label="Who will be their coordinator?",
        widget=Radios,
        empty_label=None,
        help_text="They get to know the young person and may read their story from today.",
    )

    def __init__(self, *args: Any, schemes: Any, coordinators: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["scheme"].queryset = schemes  # type: ignore[attr-defined]
        self.fields["coordinator"].queryset = coordinators  # type: ignore[attr-defined]


class Decline(Form):
    reason = forms.ChoiceField(
        label="Why?",
        choices=Referral.DeclineReason.choices,
        widget=Radios,
        error_messages={"required": "Choose the reason"},
    )
    words = forms.CharField(
        label="What should the referrer know?",
        max_length=1000,
        widget=forms.Textarea(attrs={"rows": 4}),
        help_text="They read these words when they look the referral up. Say what they can do next, "
        "and leave the young person’s name out.",
        error_messages={"required": "Write a sentence for the referrer, so that they know what to do next"},
    )


class Ask(Form):
    words = forms.CharField(
        label="What do you need to know?",
        max_length=1000,
        widget=forms.Textarea(attrs={"rows": 4}),
        help_text="The referrer reads this without signing in. Leave the young person’s name out.",
        error_messages={"required": "Write the question"},
    )


class Answer(Form):
    words = forms.CharField(
        label="Your answer",
        max_length=2000,
        widget=forms.Textarea(attrs={"rows": 4}),
        error_messages={"required": "Write an answer first. If you do not know, say so."},
    )


class Withdraw(Form):
    words = forms.CharField(
        label="Why?",
        max_length=1000,
        required=False,
        widget=forms.Textarea(attrs={"rows": 3}),
    )


class Close(Form):
    words = forms.CharField(
        label="Why is it over?",
        max_length=1000,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text="The referrer reads this when they look the referral up. Leave the young person’s name out.",
        error_messages={"required": "Write a sentence, so that the referrer understands"},
    )


# ------------------------------------------------------------------------------------- following it


class Track(Form):
    """The pair that opens a referral to whoever made it."""

    reference = forms.CharField(
        label="Your reference",
        max_length=20,
        help_text="Eight letters and numbers, like K7QP-4MDX.",
        widget=forms.TextInput(attrs={"autocomplete": "off", "autocapitalize": "characters"}),
    )
    contact = forms.CharField(
        label="The e-mail address or phone number you gave",
        max_length=254,
        widget=forms.TextInput(attrs={"autocomplete": "email"}),
    )
    widths = {"reference": 10, "contact": "two-thirds"}

    def refuse(self) -> None:
        """The same words whether the reference, the address, or both are wrong."""
        self.add_error(
            None,
            ValidationError(
                "We have no request with this reference and this e-mail address or phone number. "
                "Check both, and use the address you gave when you sent it."
            ),
        )
