"""What a person may type about a session: when and where, whom to sign up, who came."""

from collections.abc import Sequence
from typing import Any, ClassVar, cast

from django import forms

from kith.foundation.dates import LONDON, moment, time_words
from kith.foundation.forms import Form
from kith.foundation.gov.fields import DateField, TimeField
from kith.foundation.gov.widgets import Checkboxes, Radios
from kith.people.models import Volunteer
from kith.training.forms.fields import SafeURLField
from kith.training.models import Booking, Session
from kith.training.states import MARKS, BookingStatus


class SessionForm(Form):
    """When, where, by whom, for how many."""

    day = DateField(label="Which day?")
    begins = TimeField(label="When does it begin?")
    ends = TimeField(label="When does it end?")
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
        begins, ends = (at.astimezone(LONDON) for at in (session.begins_at, session.ends_at))
        given = {"day": begins.date(), "begins": begins.time(), "ends": ends.time()}
        for name in ("place", "link", "trainer", "places", "note"):
            given[name] = getattr(session, name)
        for name, value in given.items():
            self.fields[name].initial = value

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or self.cleaned_data
        day, begins, ends = (cleaned.pop(name, None) for name in ("day", "begins", "ends"))
        if begins and ends and ends <= begins:
            self.add_error("ends", f"It begins at {time_words(begins)}, so it must end later than that")
        if not cleaned.get("place") and not cleaned.get("link") and "link" not in self.errors:
            self.add_error("place", "Say where it is: a place, or an address to meet online")
        if day and begins and ends:
            cleaned["begins_at"], cleaned["ends_at"] = moment(day, begins), moment(day, ends)
            if cleaned["begins_at"].astimezone(LONDON).time() != begins:
                self.add_error(
                    "begins", f"The clocks go forward that night, so there is no {time_words(begins)}"
                )
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
