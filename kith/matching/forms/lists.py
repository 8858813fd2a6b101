"""Filters of the lists of this room; a filter that cannot be read is as good as none."""

from typing import Any

from django import forms
from django.db.models import QuerySet

from kith.foundation.forms import Narrowing
from kith.matching.presenters.waiting import SORTS
from kith.schemes.models import Scheme

LONG = ((30, "Over 30 days"), (90, "Over 90 days"), (180, "Over half a year"), (365, "Over a year"))


class Sought(Narrowing):
    """One scheme, or all within reach."""

    scheme = forms.ModelChoiceField(
        label="Scheme",
        queryset=Scheme.objects.none(),
        required=False,
        to_field_name="public_id",
        empty_label="All",
    )

    def __init__(self, data: Any, *, schemes: QuerySet[Scheme]) -> None:
        super().__init__(data)
        self.fields["scheme"].queryset = schemes  # type: ignore[attr-defined]

    @property
    def asked(self) -> dict[str, Any]:
        return self.cleaned_data if self.is_valid() else {}


class WaitingSought(Sought):
    """Who waits: where, how long, and whether anybody has asked them yet."""

    days = forms.TypedChoiceField(
        label="Waiting", choices=[("", "Any time"), *LONG], required=False, coerce=int, empty_value=None
    )
    wishes = forms.ChoiceField(
        label="Wishes",
        choices=[("", "All"), ("yes", "Written down"), ("no", "Not asked yet")],
        required=False,
    )
    sort = forms.ChoiceField(
        label="Order", choices=[(key, words) for key, (words, _) in SORTS.items()], required=False
    )
