"""Who is away and who looks after their matches; what is handed over to whom; how large a post is."""

from collections.abc import Sequence
from datetime import date, timedelta
from typing import Any, cast

from django import forms

from kith.access.models import User
from kith.foundation.forms import Form
from kith.foundation.gov.fields import DateField
from kith.foundation.gov.widgets import Checkboxes, Radios
from kith.support.models import Cover


def _people(users: Sequence[User]) -> list[tuple[str, str]]:
    return [(str(user.public_id), user.name) for user in users]


class CoverForm(Form):
    """From when to when, and by whom."""

    coordinator = forms.ChoiceField(label="Who is away?", widget=Radios)
    covered_by = forms.ChoiceField(
        label="Who looks after their matches?",
        widget=Radios,
        error_messages={"required": "Choose who looks after their matches"},
    )
    from_day = DateField(label="From which day?")
    last_day = DateField(
        label="Up to and with which day?", error_messages={"required": "Say which day is the last one"}
    )
    why = forms.ChoiceField(
        label="Why?", choices=Cover.Why.choices, widget=Radios(inline=True), initial=Cover.Why.LEAVE
    )

    def __init__(
        self, *args: Any, away: Sequence[User], there: Sequence[User], today: date, **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        cast("forms.ChoiceField", self.fields["coordinator"]).choices = _people(away)
        only = away[0] if len(away) == 1 else None
        others = [user for user in there if user != only]
        cast("forms.ChoiceField", self.fields["covered_by"]).choices = _people(others)
        if only:
            self.fields["coordinator"].initial = str(only.public_id)
        from_day, last_day = (
            cast("DateField", self.fields["from_day"]),
            cast("DateField", self.fields["last_day"]),
        )
        from_day.earliest = last_day.earliest = today
        from_day.initial = today
        self.users = {str(user.public_id): user for user in [*away, *there]}

    def told(self) -> dict[str, Any]:
        """What the deed is told: people for their ids, and the first day on which it is over."""
        said = dict(self.cleaned_data)
        until = said.pop("last_day") + timedelta(days=1)
        people = {name: self.users[said.pop(name)] for name in ("coordinator", "covered_by")}
        return said | people | {"until_day": until}


class HandOverForm(Form):
    """Which children, to whom, and what the next one should know."""

    children = forms.MultipleChoiceField(
        label="Whom do you hand over?",
        widget=Checkboxes,
        error_messages={"required": "Choose whom to hand over"},
    )
    to_coordinator = forms.ChoiceField(
        label="To whom?", widget=Radios, error_messages={"required": "Choose who takes over"}
    )
    words = forms.CharField(
        label="What should they know?",
        help_text="They read this, and whoever handed over. Write what helps on the first day.",
        max_length=2000,
        required=False,
        widget=forms.Textarea(attrs={"rows": 4}),
    )

    def __init__(
        self,
        *args: Any,
        children: Sequence[tuple[str, str, str]],
        there: Sequence[User],
        all_at_first: bool = True,
        **kwargs: Any,
    ) -> None:
        super().__init__(*args, **kwargs)
        chosen = cast("forms.MultipleChoiceField", self.fields["children"])
        chosen.choices = [(key, name) for key, name, _ in children]
        chosen.widget.hints = {key: hint for key, _, hint in children if hint}
        if all_at_first:
            chosen.initial = [key for key, _, _ in children]
        cast("forms.ChoiceField", self.fields["to_coordinator"]).choices = _people(there)


class PostForm(Form):
    """How much of a full-time post."""

    share = forms.DecimalField(
        label="How much of a full-time post do they have?",
        help_text="1 for a full post, 0.5 for half of one.",
        min_value=0,
        max_value=1,
        decimal_places=2,
    )
    widths = {"share": 4}
