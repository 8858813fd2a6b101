"""What a safeguarding lead types about somebody a child must be kept from."""

from datetime import date
from typing import Any

from django import forms

from kith.foundation.dates import today
from kith.foundation.forms import Form
from kith.foundation.gov.fields import DateField
from kith.foundation.gov.widgets import Radios
from kith.safeguarding.marks import lines
from kith.safeguarding.models import BarredContact
from kith.science.likeness import address_key, email_key, phone_key


def _box(rows: int) -> forms.Textarea:
    return forms.Textarea(attrs={"rows": rows, "autocomplete": "off"})


def _lines(label: str, hint: str, rows: int = 3, most: int = 1000) -> forms.CharField:
    """Several of a kind, a line each."""
    return forms.CharField(label=label, help_text=hint, required=False, max_length=most, widget=_box(rows))


class BarContact(Form):
    """Everything that may give somebody away, a line each. What cannot be compared is said at its box."""

    name = forms.CharField(label="Their full name", max_length=160)
    relation = forms.ChoiceField(
        label="Who are they to the child?", choices=BarredContact.Relation.choices, widget=Radios
    )
    aliases = _lines("Other names they use or have used", "A name on each line, first and last.")
    addresses = _lines(
        "Addresses", "An address on each line, with the number of the house and the postcode.", most=2000
    )
    phones = _lines("Phone numbers", "A number on each line.", rows=2, most=500)
    emails = _lines("E-mail addresses", "An address on each line.", rows=2, most=500)
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


class EndBar(Form):
    """Why a child need not be kept from somebody any more."""

    why = forms.CharField(label="Why does this end, and who says so?", max_length=1000, widget=_box(3))
