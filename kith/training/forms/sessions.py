"""What a person may type about a session: when and where, whom to sign up, who came."""

from collections.abc import Sequence
from typing import Any, ClassVar, cast

from django import forms

from kith.foundation.forms import Form
from kith.foundation.gov.widgets import Checkboxes, Radios
from kith.foundation.spans import Span, as_typed
from kith.people.models import Volunteer
from kith.training.forms.fields import SafeURLField
from kith.training.models import Booking, Session
from kith.training.states import MARKS, BookingStatus


class SessionForm(Span):
    """When, where, by whom, for how many."""

    place = forms.CharField(
        label="Where?",
        max_length=200,
        required=False,
        help_text="A place, or leave it empty if you only meet online.",
    )
    link = SafeURLField(label="Address to meet online")
    trainer = forms.CharField(label="Who runs it?", max_length=120, required=False)
    places = forms.IntegerField(label="How many places?", min_value=1, max_value=500)
    note = forms.CharField(
        label="What should people know?",
        max_length=300,
        required=False,
        help_text="What to bring, how to get in.",
        widget=forms.Textarea(attrs={"rows": 2}),
    )
    widths: ClassVar[dict[str, int | str]] = {"places": 3}

    def __init__(self, *args: Any, session: Session | None = None, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if session is None:
            return
        given = as_typed(session.begins_at, session.ends_at)
        for name in ("place", "link", "trainer", "places", "note"):
            given[name] = getattr(session, name)
        for name, value in given.items():
            self.fields[name].initial = value

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean()
        if not cleaned.get("place") and not cleaned.get("link") and "link" not in self.errors:
            self.add_error("place", "Say where it is: a place, or an address to meet online")
        return cleaned


class CallOffForm(Form):
    """Why, for your own records: those who signed up only hear that it will not take place."""

    why = forms.CharField(
        label="Why?",
        max_length=200,
        required=False,
        help_text="Shown to everybody who was signed up, on the session’s page.",
    )


class FindForm(Form):
    """Finds people by part of a name."""

    words = forms.CharField(label="Name", required=False)
    says_optional = False


class SignUpForm(Form):
    """Whom to sign up, from those that were found."""

    volunteers = forms.ModelMultipleChoiceField(
        label="Who?",
        queryset=Volunteer.objects.none(),
        widget=Checkboxes,
        error_messages={"required": "Choose somebody to sign up"},
    )

    def __init__(self, *args: Any, found: Sequence[Volunteer], hints: dict[int, str], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field = cast("forms.ModelMultipleChoiceField[Volunteer]", self.fields["volunteers"])
        field.queryset = Volunteer.objects.filter(pk__in=[volunteer.pk for volunteer in found]).order_by(
            "first_name", "last_name", "pk"
        )
        field.widget.hints = {str(pk): words for pk, words in hints.items()}


class AttendanceForm(Form):
    """The whole group on one page: everybody came, unless you say otherwise."""

    def __init__(self, *args: Any, bookings: Sequence[Booking], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.bookings = {f"b{booking.public_id.hex}": booking for booking in bookings}
        for name, booking in self.bookings.items():
            self.fields[name] = forms.ChoiceField(
                label=booking.volunteer.name,
                choices=[(mark.value, mark.label) for mark in MARKS],
                widget=Radios(inline=True, attrs={"class": "govuk-radios--small"}),
                initial=booking.status if booking.status in MARKS else BookingStatus.CAME,
                error_messages={"required": f"Say whether {booking.volunteer.first_name} came"},
            )

    def marks(self) -> dict[Booking, str]:
        return {booking: self.cleaned_data[name] for name, booking in self.bookings.items()}
