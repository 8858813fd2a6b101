"""What a person may choose on the pages of this room; a filter that cannot be read is as good as none."""

from typing import Any

from django import forms
from django.db.models import QuerySet

from kith.foundation.forms import Form
from kith.foundation.gov.fields import DateField
from kith.planning.periods import PERIODS, USUAL
from kith.schemes.models import Scheme

LONG = ((30, "Over 30 days"), (90, "Over 90 days"), (180, "Over half a year"), (365, "Over a year"))


class Sought(Form):
    """One scheme, or all within reach."""

    scheme = forms.ModelChoiceField(
        label="Scheme",
        queryset=Scheme.objects.none(),
        required=False,
        to_field_name="public_id",
        empty_label="All",
    )
    says_optional = False

    def __init__(self, data: Any, *, schemes: "QuerySet[Scheme]") -> None:
        super().__init__(data)
        self.fields["scheme"].queryset = schemes  # type: ignore[attr-defined]
        self.schemes = schemes

    @property
    def asked(self) -> dict[str, Any]:
        """What can be read of it; each box on its own."""
        self.is_valid()
        return self.cleaned_data

    @property
    def chosen(self) -> list[Scheme]:
        """The scheme asked for, or all."""
        scheme = self.asked.get("scheme")
        return [scheme] if scheme else list(self.schemes)

    def told(self) -> list[tuple[str, str]]:
        """The filters as the spreadsheet names them."""
        return [(str(self.fields[name].label), self._words(name)) for name in self.fields]

    def _words(self, name: str) -> str:
        value, field = self.asked.get(name) or "", self.fields[name]
        choices = {str(key): str(words) for key, words in getattr(field, "choices", ())}
        return str(value) if isinstance(value, Scheme) else choices.get(str(value), "All")


class NeedsSought(Sought):
    """Who is needed: in which scheme, and for whom somebody has been waiting so long."""

    days = forms.TypedChoiceField(
        label="Waiting", choices=[("", "Any time"), *LONG], required=False, coerce=int, empty_value=None
    )


class RoadSought(Sought):
    """Which applications: of which scheme, received when."""

    period = forms.ChoiceField(label="Who came in", choices=list(PERIODS.items()), required=False)

    def __init__(self, data: Any, *, schemes: "QuerySet[Scheme]") -> None:
        super().__init__({"period": USUAL} | {key: data[key] for key in data}, schemes=schemes)

    @property
    def key(self) -> str:
        return str(self.asked.get("period") or USUAL)


class UntilWhen(Form):
    """How long something stands in public. The words are not typed: code makes them."""

    until = DateField(label="Until when should it stand there?", help_text="Half a year at most.")
