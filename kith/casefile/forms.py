"""Filters of the lists; a filter that cannot be read is as good as none."""

from collections.abc import Mapping
from typing import Any

from django import forms
from django.db.models import QuerySet

from kith.casefile.listing import CHILD_SORTS, MATCH_SORTS, Order
from kith.foundation.forms import Narrowing
from kith.schemes.models import Scheme


def _labels(sorts: Mapping[str, tuple[str, Order]]) -> list[tuple[str, str]]:
    return [(key, words) for key, (words, _) in sorts.items()]


class Sought(Narrowing):
    """A name, a scheme within reach, an order."""

    q = forms.CharField(label="Name", required=False, max_length=80)
    scheme = forms.ModelChoiceField(
        label="Scheme",
        queryset=Scheme.objects.none(),
        required=False,
        to_field_name="public_id",
        empty_label="All",
    )
    sort = forms.ChoiceField(label="Order", required=False)

    def __init__(self, data: Any, *, schemes: "QuerySet[Scheme]") -> None:
        super().__init__(data)
        self.fields["scheme"].queryset = schemes  # type: ignore[attr-defined]
        if not schemes.exists():
            del self.fields["scheme"]

    @property
    def asked(self) -> dict[str, Any]:
        return self.cleaned_data if self.is_valid() else {}


class ChildrenSought(Sought):
    def __init__(self, data: Any, *, schemes: "QuerySet[Scheme]") -> None:
        super().__init__(data, schemes=schemes)
        self.fields["q"].label = "Name or the authority’s reference"
        self.fields["sort"].choices = _labels(CHILD_SORTS)  # type: ignore[attr-defined]


class MatchesSought(Sought):
    def __init__(self, data: Any, *, schemes: "QuerySet[Scheme]") -> None:
        super().__init__(data, schemes=schemes)
        self.fields["q"].label = "First name of either"
        self.fields["sort"].choices = _labels(MATCH_SORTS)  # type: ignore[attr-defined]
