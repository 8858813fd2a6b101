"""What a safeguarding lead types about somebody a child must be kept from."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date
from typing import Any

from django import forms

from kith.foundation.dates import today
from kith.foundation.forms import Form
from kith.foundation.gov.fields import DateField
from kith.foundation.gov.widgets import Radios
from kith.safeguarding.barring import CannotBar
from kith.safeguarding.marks import lines
from kith.safeguarding.models import BarredContact
from kith.science.likeness import address_key, email_key, phone_key


def _box(rows: int) -> forms.Textarea:
    return forms.Textarea(attrs={"rows": rows, "autocomplete": "off"})


class AtTheBox(Form):
    """Shows a refusal at the box it is about."""

    @contextmanager
    def refusals(self) -> Iterator[None]:
        with super().refusals():
            try:
                yield
            except CannotBar as refusal:
                self.add_error(refusal.field or None, str(refusal))


class BarContact(AtTheBox):
    """Everything that may give somebody away, a line each. What cannot be compared is said at its box."""

    name = forms.CharField(label="Their full name", max_length=160)
    relation = forms.ChoiceField(
        label="Who are they to the child?", choices=BarredContact.Relation.choices, widget=Radios
    )
    aliases = forms.CharField(
        label="Other names they use or have used",
        help_text="A name on each line, first and last.",
        required=False,
        max_length=1000,
        widget=_box(3),
    )
    addresses = forms.CharField(
        label="Addresses",
        help_text="An address on each line, with the number of the house and the postcode.",
        required=False,
        max_length=2000,
        widget=_box(3),
    )
    phones = forms.CharField(
        label="Phone numbers",
        help_text="A number on each line.",
        required=False,
        max_length=500,
        widget=_box(2),
    )
    emails = forms.CharField(
        label="E-mail addresses",
        help_text="An address on each line.",
        required=False,
        max_length=500,
        widget=_box(2),
    )
    why = forms.CharField(
        label="Who says so, and why?",
        help_text="Such as an order of a court and its date.",
        max_length=2000,
        widget=_box(3),
    )
    from_day = DateField(label="Since when?", earliest=date(1990, 1, 1))

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["from_day"].latest = today()  # type: ignore[attr-defined]

    def _each(self, name: str, key: Any, mend: str) -> str:
        typed = lines(self.cleaned_data[name])
        wrong = [line for line in typed if not key(line)]
        if wrong:
            raise forms.ValidationError(f"{mend} This cannot be compared: {wrong[0]}")
        return "\n".join(typed)

    def clean_addresses(self) -> str:
        return self._each("addresses", address_key, "Write the number and the whole postcode on one line.")

    def clean_phones(self) -> str:
        return self._each("phones", phone_key, "Write the number with its area code.")

    def clean_emails(self) -> str:
        return self._each("emails", email_key, "Write a whole e-mail address.")


class EndBar(AtTheBox):
    """Why a child need not be kept from somebody any more."""

    why = forms.CharField(label="Why does this end, and who says so?", max_length=1000, widget=_box(3))
