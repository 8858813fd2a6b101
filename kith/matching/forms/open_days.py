"""What may be typed about an open day before and on the day: the plan, whom to invite, answers, what is needed."""

from collections.abc import Sequence
from datetime import date, timedelta
from typing import Any, ClassVar, cast

from django import forms
from django.db.models import QuerySet

from kith.foundation.forms import Form
from kith.foundation.gov.widgets import Checkboxes, Radios
from kith.foundation.spans import Span, as_typed
from kith.matching.models import ChildGuest, OpenDay
from kith.schemes.models import Scheme


class PlanForm(Span):
    """When, where, what you will do, and how many can come."""

    schemes = forms.ModelMultipleChoiceField(
        label="For which schemes?",
        queryset=Scheme.objects.none(),
        widget=Checkboxes,
        to_field_name="public_id",
        error_messages={"required": "Choose at least one scheme"},
    )
    place = forms.CharField(
        label="Where?", max_length=200, help_text="Somewhere easy to get to, with room to talk."
    )
    to_do = forms.CharField(
        label="What will you do together?",
        max_length=300,
        help_text="Children and volunteers read this, such as “Bowling, then pizza”. Say nothing about care.",
    )
    note = forms.CharField(
        label="What should people know?",
        max_length=300,
        required=False,
        help_text="What to bring, how to get in.",
        widget=forms.Textarea(attrs={"rows": 2}),
    )
    child_places = forms.IntegerField(label="How many children can come?", min_value=1, max_value=200)
    volunteer_places = forms.IntegerField(label="How many volunteers can come?", min_value=1, max_value=200)
    widths: ClassVar[dict[str, int | str]] = {"child_places": 3, "volunteer_places": 3}
    field_order = ("schemes",)

    def __init__(
        self,
        data: Any = None,
        *,
        schemes: QuerySet[Scheme] | None = None,
        open_day: OpenDay | None = None,
        on: date,
    ) -> None:
        super().__init__(
            data, initial=_as_it_is(open_day) if open_day else {"child_places": 12, "volunteer_places": 12}
        )
        self.on = on
        if schemes is None:
            del self.fields["schemes"]
            return
        field = cast("forms.ModelMultipleChoiceField[Scheme]", self.fields["schemes"])
        field.queryset = schemes
        if len(only := list(schemes[:2])) == 1:
            field.initial = [str(only[0].public_id)]

    def clean(self) -> dict[str, Any]:
        day = self.cleaned_data.get("day")
        cleaned = super().clean()
        if day and day < self.on:
            self.add_error("day", "Choose a day that is still to come")
        if "schemes" in cleaned:
            cleaned["schemes"] = list(cleaned["schemes"])
        return cleaned


def _as_it_is(open_day: OpenDay) -> dict[str, Any]:
    names = ("place", "to_do", "note", "child_places", "volunteer_places")
    shown: dict[str, Any] = {name: getattr(open_day, name) for name in names}
    shown |= as_typed(open_day.begins_at, open_day.ends_at)
    if not open_day.is_planned:
        del shown["day"]
    return shown


class WhyForm(Form):
    """Why it is called off, for your own records."""

    why = forms.CharField(
        label="Why?",
        max_length=200,
        required=False,
        help_text="For your own records. Nobody who was invited reads it.",
    )


class InviteForm(Form):
    """Whom to invite, of those who may come."""

    who = forms.MultipleChoiceField(
        label="Who?", widget=Checkboxes, error_messages={"required": "Choose somebody"}
    )

    def __init__(
        self, data: Any = None, *, rows: Sequence[Any], names: Sequence[str], hints: Sequence[str]
    ) -> None:
        super().__init__(data)
        self.rows = {str(row.public_id): row for row in rows}
        field = cast("forms.MultipleChoiceField", self.fields["who"])
        field.choices = list(zip(self.rows, names, strict=True))
        field.widget.hints = dict(zip(self.rows, hints, strict=True))

    @property
    def chosen(self) -> list[Any]:
        return [self.rows[key] for key in self.cleaned_data["who"]]


class WalkInForm(InviteForm):
    """Who has come without an invitation: one at a time."""

    who = forms.ChoiceField(  # type: ignore[assignment]
        label="Who has come?", widget=Radios, error_messages={"required": "Choose who has come"}
    )

    @property
    def chosen(self) -> list[Any]:
        return [self.rows[self.cleaned_data["who"]]]


class ChildAnswerForm(Form):
    """What a child said about coming, and what is needed for it."""

    says_optional = False

    said = forms.ChoiceField(
        label="Would they like to come?",
        choices=[("yes", "Yes"), ("no", "No"), ("", "Not asked yet")],
        required=False,
        widget=Radios(inline=True),
    )
    transport = forms.CharField(
        label="How do they get there and back?",
        max_length=200,
        required=False,
        help_text="Such as “Jo drives both ways”.",
    )
    comes_with = forms.CharField(
        label="Who comes along?",
        max_length=200,
        required=False,
        help_text="First and last name of each grown-up who stays or waits.",
    )
    needs = forms.CharField(
        label="What do they need on the day?",
        max_length=300,
        required=False,
        help_text="A quiet corner, no nuts, help with reading.",
        widget=forms.Textarea(attrs={"rows": 2}),
    )

    def __init__(self, data: Any = None, *, guest: ChildGuest) -> None:
        names = ("transport", "comes_with", "needs")
        super().__init__(
            data, initial={"said": guest.child_said} | {name: getattr(guest, name) for name in names}
        )


class NoteForm(Form):
    """What a worker or a carer knows about getting there; not what the child said, for that is the child’s."""

    says_optional = False

    transport = ChildAnswerForm.base_fields["transport"]
    comes_with = ChildAnswerForm.base_fields["comes_with"]
    needs = ChildAnswerForm.base_fields["needs"]

    def __init__(self, data: Any = None, *, guest: ChildGuest) -> None:
        super().__init__(
            data, initial={name: getattr(guest, name) for name in ("transport", "comes_with", "needs")}
        )


class ComingForm(Form):
    """Two buttons: yes, or no."""

    answer = forms.ChoiceField(choices=[("yes", "Yes"), ("no", "No")], widget=forms.HiddenInput)

    @property
    def yes(self) -> bool:
        return bool(self.cleaned_data["answer"] == "yes")


def soon(on: date) -> date:
    """A day that an open day may well be on: a Saturday in three weeks or so."""
    day = on + timedelta(days=21)
    return day + timedelta(days=(5 - day.weekday()) % 7)
