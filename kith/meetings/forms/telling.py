"""What a person may type when they tell of a meeting. Nobody is asked to type where a tap will do."""

from datetime import date, datetime
from decimal import Decimal
from typing import Any, cast

from django import forms

from kith.foundation.dates import LONDON
from kith.foundation.forms import Form
from kith.foundation.gov.fields import DateField, TimeField
from kith.foundation.gov.widgets import Radios, TileCheckboxes, Tiles
from kith.matching.models import Match
from kith.meetings import activities
from kith.meetings.forms.common import (
    GOT_IN_THE_WAY,
    AtAMoment,
    choice,
    day_of_form,
    labels,
    one_line,
    who_choices,
)
from kith.meetings.models import Meeting
from kith.meetings.presenters import lately_words, readers_words, reason_readers_words
from kith.meetings.words import NEVER_A_PUNISHMENT, minutes_words

LENGTHS = (60, 120)
LONGER = "longer"


class Told(Form):
    """How long it was, what they did, and one line if they like."""

    long = forms.ChoiceField(
        label="How long?",
        choices=[
            *((str(minutes), minutes_words(minutes)) for minutes in LENGTHS),
            (LONGER, "Another length"),
        ],
        widget=Tiles(reveals={LONGER: "hours"}),
        required=False,
    )
    hours = forms.DecimalField(
        label="How many hours?", max_digits=3, decimal_places=1, min_value=Decimal("0.1"), required=False
    )
    did = forms.MultipleChoiceField(
        label="What did you do?",
        choices=activities.choices,
        widget=TileCheckboxes(pictures=activities.pictures()),
        required=False,
    )
    tell = forms.CharField(
        label="Anything your coordinator should know? You needn’t.",
        max_length=500,
        required=False,
        widget=one_line(),
    )
    morale = forms.ChoiceField(
        label="And how was it for you? You needn’t say.",
        choices=[("good", "Good"), ("okay", "All right"), ("not great", "Hard going")],
        help_text="Only the coordinator reads this.",
        widget=Tiles,
        required=False,
    )
    says_optional = False
    widths = {"hours": 3}
    units = {"hours": "hours"}

    def __init__(self, *args: Any, match: Match, on: date, is_volunteer: bool, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["tell"].help_text = readers_words(match, on)
        asked = match.scheme.rules_on(on).safety_plans_for
        cast("forms.MultipleChoiceField", self.fields["did"]).choices = activities.choices(asked)
        if not is_volunteer:
            del self.fields["morale"]
            self.fields["did"].label = "What did they do?"
            self.fields["tell"].label = "Anything to add? You needn’t."

    def minutes(self) -> int | None:
        """How long it was, once the form is clean."""
        said = self.cleaned_data.get("long")
        if said == LONGER:
            hours = self.cleaned_data.get("hours")
            return round(hours * 60) if hours else None
        return int(said) if said else None

    def ask_how_long(self) -> None:
        if self.minutes() is None and not self.errors:
            late = self.cleaned_data.get("long") == LONGER
            self.add_error(
                "hours" if late else "long",
                "Say how many hours, such as 2.5" if late else "Say how long it was",
            )


class RecordForm(Told):
    """What became of a planned meeting. Met: that is all; moved or not: one more page asks the rest."""

    went = forms.ChoiceField(
        label="How did it go?",
        choices=[("kept", "We met"), ("moved", "It moved"), ("missed", "It didn’t happen")],
        widget=Tiles,
        error_messages={"required": "Say whether you met"},
    )
    field_order = ("went", "long", "hours", "did", "tell", "morale")

    def __init__(
        self,
        *args: Any,
        meeting: Meeting,
        on: date,
        is_volunteer: bool,
        as_heading: bool = False,
        **kwargs: Any,
    ) -> None:
        super().__init__(*args, match=meeting.match, on=on, is_volunteer=is_volunteer, **kwargs)
        self.heading = "went" if as_heading else ""
        self.fields["went"].label = f"How did {lately_words(meeting.on(), on)} go?"
        if meeting.minutes_planned in LENGTHS:
            self.fields["long"].initial = str(meeting.minutes_planned)
        if not is_volunteer:
            went = choice(self, "went")
            went.choices = [("kept", "They met"), ("moved", "It moved"), ("missed", "It didn’t happen")]
            went.error_messages["required"] = "Say whether they met"

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or self.cleaned_data
        if cleaned.get("went") == "kept":
            self.ask_how_long()
        return cleaned


class OffPlanForm(Told, AtAMoment):
    """They met without having planned it."""

    day = DateField(label="Which day?")
    time = TimeField(label="From what time?")
    field_order = ("day", "time", "long", "hours", "did", "tell", "morale")

    def __init__(self, *args: Any, match: Match, now: datetime, is_volunteer: bool, **kwargs: Any) -> None:
        on = now.astimezone(LONDON).date()
        super().__init__(*args, match=match, on=on, is_volunteer=is_volunteer, **kwargs)
        day_of_form(self).latest = on
        self.fields["day"].initial = on

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or self.cleaned_data
        self.ask_how_long()
        return cleaned


class NotKeptForm(Form):
    """Why a meeting did not happen, and whether somebody kept it from happening."""

    became = forms.ChoiceField(
        label="What happened?",
        widget=Radios(hints={"withheld": NEVER_A_PUNISHMENT}),
        error_messages={"required": "Say what happened"},
    )
    who = forms.ChoiceField(
        label="Who could not come, or decided it?",
        widget=Tiles,
        error_messages={"required": "Say who could not come, or who decided it"},
    )
    reason = forms.ChoiceField(
        label="Why?",
        choices=[("", "Choose one"), *labels(GOT_IN_THE_WAY)],
        help_text="If you are worried about somebody’s safety, say so at the end of this page as well.",
        error_messages={"required": "Say why, as far as you know"},
    )
    words = forms.CharField(label="In words", max_length=300, required=False, widget=one_line())

    def __init__(self, *args: Any, match: Match, on: date, is_volunteer: bool, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        decided = f"Somebody decided that {match.child.name} should not come"
        choice(self, "became").choices = [("missed", "Something got in the way"), ("withheld", decided)]
        choice(self, "who").choices = who_choices(match, is_volunteer=is_volunteer)
        self.fields["words"].help_text = reason_readers_words(match, on)


class WordsForm(Form):
    """More about how it was, only if the young person wants."""

    words = forms.CharField(
        label="Do you want to say more?", max_length=300, required=False, widget=one_line()
    )
    says_optional = False
