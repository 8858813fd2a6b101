"""The choice an allegation needs."""

from collections.abc import Iterable
from typing import Any, cast

from django import forms

from kith.foundation.forms import Form
from kith.foundation.gov.widgets import Radios
from kith.people.models import Volunteer


class AllegationForm(Form):
    """Whom the allegation is about, from those near the child."""

    volunteer = forms.ModelChoiceField(
        label="Who is it about?",
        queryset=Volunteer.objects.none(),
        widget=Radios,
        empty_label=None,
        error_messages={"required": "Say whom it is about"},
    )

    def __init__(self, *args: Any, near: Iterable[Volunteer], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        choice = cast("forms.ModelChoiceField[Volunteer]", self.fields["volunteer"])
        choice.queryset = Volunteer.objects.filter(pk__in=[volunteer.pk for volunteer in near])
        if choice.queryset.count() == 1:
            choice.initial = choice.queryset.first()
