"""What a person may type to plan a meeting, to move it, to take it out, or to say that they are away."""

from collections import Counter
from collections.abc import Sequence
from datetime import date
from typing import Any

from django import forms
from django.core.validators import URLValidator

from kith.foundation.dates import LONDON, day_words
from kith.foundation.forms import Form
from kith.foundation.gov.fields import DateField, TimeField
from kith.foundation.gov.widgets import Names, Radios, Tiles
from kith.matching.models import Match
from kith.meetings.forms.common import (
    MOVED_FOR,
    AtAMoment,
    choice,
    day_of_form,
    labels,
    one_line,
    who_choices,
)
from kith.meetings.models import Meeting
from kith.meetings.presenters import reason_readers_words, when_words
from kith.meetings.words import minutes_words
from kith.schemes.models import Contract, Organisation

PLANNED_LENGTHS = (60, 90, 120, 180, 240, 480)
WHAT_ELSE = (
    (Meeting.How.GUESTS, "guests", "Say who else comes, by first names"),
    (Meeting.How.ONLINE, "link", "Give the link of the call. It begins with https://"),
)
NO_SURNAMES = "First names only. No more than is needed to know who comes."


class ToComeForm(AtAMoment):
    """A day to come, a time, and how long."""

    day = DateField(label="Which day?")
    time = TimeField(label="What time?")
    minutes = forms.TypedChoiceField(
        label="How long?",
        coerce=int,
        choices=[(minutes, minutes_words(minutes)) for minutes in PLANNED_LENGTHS],
        initial=120,
    )

    def __init__(self, *args: Any, on: date, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        day_of_form(self).earliest = on


class PlanForm(ToComeForm):
    """One meeting to come."""

    how = forms.ChoiceField(
        label="How do they meet?",
        choices=Meeting.How.choices,
        widget=Radios(reveals={Meeting.How.GUESTS: "guests", Meeting.How.ONLINE: "link"}),
        required=False,
    )
    place = forms.CharField(label="Where?", max_length=200, required=False)
    guests = forms.CharField(label="Who else comes?", help_text=NO_SURNAMES, max_length=120, required=False)
    link = forms.CharField(
        label="Its link",
        help_text="The address of the call, as the scheme gave it. It begins with https://",
        max_length=300,
        required=False,
        validators=[URLValidator(schemes=["https"], message="Give the whole link, from https:// on")],
    )

    needed: tuple[str, ...] = ("how", "guests", "link")

    def __init__(self, *args: Any, match: Match, on: date, **kwargs: Any) -> None:
        super().__init__(*args, on=on, **kwargs)
        always_online = match.scheme.mode == "online"
        self.fields["how"].initial = Meeting.How.ONLINE if always_online else Meeting.How.TWO
        if always_online:  # the agreement says how they call each other
            self.needed = ("how", "guests")
        agreement = match.agreement
        if agreement:
            self.fields["place"].help_text = f"If you leave this empty: {agreement.where}"
            self.fields["time"].initial = agreement.usual_time

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean()
        for how, name, words in WHAT_ELSE:
            if cleaned.get("how") == how and name in self.needed and not self._is_said(name):
                self.add_error(name, words)
        return cleaned

    def _is_said(self, name: str) -> bool:
        return bool(self.cleaned_data.get(name)) or name in self.errors


class MoveForm(AtAMoment):
    """When they meet instead."""

    day = DateField(label="Which day instead?")
    time = TimeField(label="What time?")
    place = forms.CharField(label="Where?", max_length=200, required=False)
    who = forms.ChoiceField(
        label="Who asked for it?", widget=Tiles, error_messages={"required": "Say who asked for another time"}
    )
    reason = forms.ChoiceField(
        label="Why?",
        choices=[("", "Choose one"), *labels(MOVED_FOR)],
        error_messages={"required": "Say why, as far as you know"},
    )
    words = forms.CharField(label="In words", max_length=300, required=False, widget=one_line())

    def __init__(self, *args: Any, meeting: Meeting, on: date, is_volunteer: bool, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        match = meeting.match
        self.fields["time"].initial = meeting.at.astimezone(LONDON).time()
        self.fields["place"].initial = meeting.place
        choice(self, "who").choices = who_choices(match, is_volunteer=is_volunteer)
        self.fields["words"].help_text = reason_readers_words(match, on)


class CallOffForm(Form):
    """Why a planned meeting is taken out of the plan, if there is something to say."""

    words = forms.CharField(label="Why?", max_length=300, required=False, widget=one_line())


class SwapForm(Form):
    """Which other meeting takes this one's time, and this one its."""

    other = forms.ChoiceField(
        label="Which meeting takes this time?",
        widget=Radios,
        error_messages={"required": "Choose the meeting to swap with"},
    )
    who = forms.ChoiceField(label="Who asked for it?", widget=Tiles)
    reason = forms.ChoiceField(
        label="Why?",
        choices=[("", "Choose one"), *labels(MOVED_FOR)],
        error_messages={"required": "Say why, as far as you know"},
    )
    words = forms.CharField(label="In words", max_length=300, required=False, widget=one_line())

    def __init__(
        self, *args: Any, meeting: Meeting, others: Sequence[Meeting], is_volunteer: bool, **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        choice(self, "other").choices = [
            (str(other.public_id), f"{when_words(other)}, {other.match.child.name}") for other in others
        ]
        choice(self, "who").choices = who_choices(meeting.match, is_volunteer=is_volunteer)
        self.fields["words"].help_text = "Read in both matches. Name nobody here."


class DaysForm(Form):
    """From one day until another, both counted."""

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or self.cleaned_data
        first, last = cleaned.get("from_day"), cleaned.get("until_day")
        if first and last and last < first:
            self.add_error("until_day", "The last day must not be before the first")
        return cleaned


class AwayForm(DaysForm):
    """Somebody is away for some days."""

    from_day = DateField(label="From which day?")
    until_day = DateField(
        label="Until which day?", help_text="The last day of it. One day only: the same day."
    )
    who = forms.ChoiceField(
        label="Who is away?", widget=Tiles, error_messages={"required": "Say who is away"}
    )
    words = forms.CharField(label="Anything to add?", max_length=200, required=False)

    def __init__(self, *args: Any, match: Match, on: date, is_volunteer: bool, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["until_day"].earliest = on  # type: ignore[attr-defined]
        choice(self, "who").choices = who_choices(match, is_volunteer=is_volunteer)
        self.fields["words"].help_text = reason_readers_words(match, on)


class HolidayForm(DaysForm):
    """One school holiday."""

    authority = forms.ModelChoiceField(
        label="Whose schools?", queryset=Organisation.objects.none(), widget=Radios, empty_label=None
    )
    name = forms.CharField(label="Which holiday?", help_text="Autumn half term, for instance", max_length=60)
    from_day = DateField(label="First day without school")
    until_day = DateField(label="Last day without school")

    def __init__(self, *args: Any, authorities: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field = self.fields["authority"]
        field.queryset = authorities  # type: ignore[attr-defined]
        if len(authorities) == 1:
            field.initial = authorities[0].pk


def told_apart(among: Sequence[Match]) -> dict[str, str]:
    """Where two matches are called alike: in which scheme, and since when."""
    called = Counter(match.name for match in among)
    return {
        str(match.public_id): f"{match.scheme}, since {day_words(match.begun_on)}"
        for match in among
        if called[match.name] > 1
    }


class TogetherForm(ToComeForm):
    """A get-together of several."""

    place = forms.CharField(label="Where?", max_length=200)
    matches = forms.MultipleChoiceField(
        label="Who comes?", widget=Names, error_messages={"required": "Choose at least two"}
    )
    guests = forms.CharField(label="Who else comes?", help_text=NO_SURNAMES, max_length=120, required=False)
    field_order = ("matches", "day", "time", "place", "minutes", "guests")
    fold = "Longer or shorter than 2 hours, or with guests"
    folded = ("minutes", "guests")

    def __init__(self, *args: Any, among: Sequence[Match], on: date, **kwargs: Any) -> None:
        super().__init__(*args, on=on, **kwargs)
        matches = choice(self, "matches")
        matches.choices = [(str(match.public_id), match.name) for match in among]
        matches.widget.hints = told_apart(among)

    def clean_matches(self) -> list[str]:
        chosen: list[str] = self.cleaned_data["matches"]
        if len(chosen) < 2:
            raise forms.ValidationError("Choose at least two. With one, plan a meeting of theirs.")
        return chosen


class LeastForm(Form):
    """How often a commissioner asks that two people meet at least."""

    contract = forms.ModelChoiceField(
        label="Whose contract?", queryset=Contract.objects.none(), widget=Radios, empty_label=None
    )
    least = forms.ChoiceField(
        label="How often do they ask for at least?",
        choices=[
            ("", "They do not say"),
            ("1 week", "Every week"),
            ("2 week", "Every other week"),
            ("3 week", "Every 3 weeks"),
            ("4 week", "Every 4 weeks"),
            ("1 month", "Every month"),
            ("2 month", "Every other month"),
        ],
        required=False,
    )

    def __init__(self, *args: Any, contracts: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["contract"].queryset = contracts  # type: ignore[attr-defined]

    def asked(self) -> tuple[int | None, str]:
        """So many, and of what."""
        every, _, unit = self.cleaned_data["least"].partition(" ")
        return (int(every), unit) if every else (None, "week")
