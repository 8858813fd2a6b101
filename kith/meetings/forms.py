"""What a person may type about a meeting. Nobody is asked to type where a tap will do."""

from datetime import date, datetime
from decimal import Decimal
from typing import Any, cast

from django import forms

from kith.foundation.dates import LONDON, moment, time_words
from kith.foundation.forms import Form
from kith.foundation.gov.fields import DateField, TimeField
from kith.foundation.gov.widgets import Radios, TileCheckboxes, Tiles
from kith.matching.models import Match
from kith.meetings import activities
from kith.meetings.models import Meeting
from kith.meetings.presenters import lately_words, readers_words, reason_readers_words
from kith.meetings.words import NEVER_A_PUNISHMENT, minutes_words

Reason = Meeting.Reason
LENGTHS = (60, 120)
LONGER = "longer"
PLANNED_LENGTHS = (60, 90, 120, 180, 240, 480)
GOT_IN_THE_WAY = (
    Reason.ILL,
    Reason.SCHOOL,
    Reason.FAMILY,
    Reason.HOLIDAY,
    Reason.WORK,
    Reason.TRANSPORT,
    Reason.PLACEMENT,
    Reason.NOT_TODAY,
    Reason.FORGOT,
    Reason.NOT_THERE,
    Reason.SAFETY,
    Reason.SANCTION,
    Reason.OTHER,
)
MOVED_FOR = tuple(
    reason for reason in GOT_IN_THE_WAY if reason not in (Reason.SANCTION, Reason.FORGOT, Reason.NOT_THERE)
)


def who_choices(match: Match, *, is_volunteer: bool) -> list[tuple[str, str]]:
    """First names first; the volunteer is “me” to themself."""
    names = {
        Meeting.Who.CHILD: match.child.name,
        Meeting.Who.VOLUNTEER: "Me" if is_volunteer else match.volunteer.first_name,
    }
    return [(who.value, names.get(who, who.label)) for who in Meeting.Who]


def _labels(reasons: tuple[Meeting.Reason, ...]) -> list[tuple[str, str]]:
    return [(reason.value, str(reason.label)) for reason in reasons]


def _choice(form: forms.Form, name: str) -> forms.ChoiceField:
    return cast("forms.ChoiceField", form.fields[name])


def _day(form: forms.Form) -> DateField:
    return cast("DateField", form.fields["day"])


def _one_line() -> forms.Textarea:
    return forms.Textarea(attrs={"rows": 2})


class AtAMoment(Form):
    """A form with a day and a time in London; `moment` is both together."""

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or self.cleaned_data
        day, clock = cleaned.get("day"), cleaned.get("time")
        if day and clock:
            cleaned["moment"] = moment(day, clock)
            if cleaned["moment"].astimezone(LONDON).time() != clock:
                self.add_error(
                    "time",
                    f"The clocks go forward that night, so there is no {time_words(clock)}. Choose another time.",
                )
        return cleaned


class PlanForm(AtAMoment):
    """One meeting to come."""

    day = DateField(label="Which day?")
    time = TimeField(label="What time?")
    minutes = forms.TypedChoiceField(
        label="How long?",
        coerce=int,
        choices=[(minutes, minutes_words(minutes)) for minutes in PLANNED_LENGTHS],
        initial=120,
    )
    place = forms.CharField(label="Where?", max_length=200, required=False)

    def __init__(self, *args: Any, match: Match, on: date, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        _day(self).earliest = on
        agreement = match.agreement
        if agreement:
            self.fields["place"].help_text = f"If you leave this empty: {agreement.where}"
            self.fields["time"].initial = agreement.usual_time


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
        widget=_one_line(),
    )
    says_optional = False
    widths = {"hours": 3}
    units = {"hours": "hours"}

    def __init__(self, *args: Any, match: Match, on: date, is_volunteer: bool, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["tell"].help_text = readers_words(match, on)
        if not is_volunteer:
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
    field_order = ("went", "long", "hours", "did", "tell")

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
            went = _choice(self, "went")
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
    field_order = ("day", "time", "long", "hours", "did", "tell")

    def __init__(self, *args: Any, match: Match, now: datetime, is_volunteer: bool, **kwargs: Any) -> None:
        on = now.astimezone(LONDON).date()
        super().__init__(*args, match=match, on=on, is_volunteer=is_volunteer, **kwargs)
        _day(self).latest = on
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
        choices=[("", "Choose one"), *_labels(GOT_IN_THE_WAY)],
        help_text="If you are worried about somebody’s safety, say so at the end of this page as well.",
        error_messages={"required": "Say why, as far as you know"},
    )
    words = forms.CharField(label="In words", max_length=300, required=False, widget=_one_line())

    def __init__(self, *args: Any, match: Match, on: date, is_volunteer: bool, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        decided = f"Somebody decided that {match.child.name} should not come"
        _choice(self, "became").choices = [("missed", "Something got in the way"), ("withheld", decided)]
        _choice(self, "who").choices = who_choices(match, is_volunteer=is_volunteer)
        self.fields["words"].help_text = reason_readers_words(match, on)


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
        choices=[("", "Choose one"), *_labels(MOVED_FOR)],
        error_messages={"required": "Say why, as far as you know"},
    )
    words = forms.CharField(label="In words", max_length=300, required=False, widget=_one_line())

    def __init__(self, *args: Any, meeting: Meeting, on: date, is_volunteer: bool, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        match = meeting.match
        self.fields["time"].initial = meeting.at.astimezone(LONDON).time()
        self.fields["place"].initial = meeting.place
        _choice(self, "who").choices = who_choices(match, is_volunteer=is_volunteer)
        self.fields["words"].help_text = reason_readers_words(match, on)


class CallOffForm(Form):
    """Why a planned meeting is taken out of the plan, if there is something to say."""

    words = forms.CharField(label="Why?", max_length=300, required=False, widget=_one_line())


class WordsForm(Form):
    """More about how it was, only if the young person wants."""

    words = forms.CharField(
        label="Do you want to say more?", max_length=300, required=False, widget=_one_line()
    )
    says_optional = False
