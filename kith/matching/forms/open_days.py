"""What may be typed about an open day: the plan, whom to invite, answers, choices, and what is settled by hand."""

from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from datetime import date, timedelta
from typing import Any, ClassVar, cast

from django import forms
from django.db.models import QuerySet
from django.forms import BoundField

from kith.foundation import forms as base
from kith.foundation.dates import LONDON, moment, time_words
from kith.foundation.gov.fields import DateField, TimeField
from kith.foundation.gov.widgets import Checkboxes, Radios, Tiles
from kith.matching.actions.open_days import CannotOpenDay
from kith.matching.models import ChildGuest, CouldNot, OpenDay, OpenDayCaution, Pin, VolunteerGuest
from kith.schemes.models import Scheme

MOST_TIERS = 5
TIERS = ("First choice", "Second choice", "Third choice", "Fourth choice", "Fifth choice")
ASIDE, NOTHING = "no", ""
CHOSE, NOBODY, NOT_SURE = "ranked", "nobody", "not sure"


class OpenDayForm(base.Form):
    """Shows a refusal at the box it is about."""

    @contextmanager
    def refusals(self) -> Iterator[None]:
        with super().refusals():
            try:
                yield
            except CannotOpenDay as refusal:
                self.add_error(refusal.field if refusal.field in self.fields else None, str(refusal))


class SureForm(OpenDayForm):
    """Nothing to type: only “yes, do it”."""


class PlanForm(OpenDayForm):
    """When, where, what you will do, and how many can come."""

    schemes = forms.ModelMultipleChoiceField(
        label="For which schemes?",
        queryset=Scheme.objects.none(),
        widget=Checkboxes,
        to_field_name="public_id",
        error_messages={"required": "Choose at least one scheme"},
    )
    day = DateField(label="Which day?")
    begins = TimeField(label="When does it begin?")
    ends = TimeField(label="When does it end?")
    place = forms.CharField(label="Where?", max_length=200, help_text="Somewhere easy to get to, with room to talk.")
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

    def __init__(
        self, data: Any = None, *, schemes: QuerySet[Scheme] | None = None, open_day: OpenDay | None = None, on: date
    ) -> None:
        super().__init__(data, initial=_as_it_is(open_day) if open_day else {"child_places": 12, "volunteer_places": 12})
        self.on = on
        if schemes is None:
            del self.fields["schemes"]
            return
        field = cast("forms.ModelMultipleChoiceField[Scheme]", self.fields["schemes"])
        field.queryset = schemes
        if len(only := list(schemes[:2])) == 1:
            field.initial = [str(only[0].public_id)]

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or self.cleaned_data
        day, begins, ends = (cleaned.pop(name, None) for name in ("day", "begins", "ends"))
        if day and day < self.on:
            self.add_error("day", "Choose a day that is still to come")
        if begins and ends and ends <= begins:
            self.add_error("ends", f"It begins at {time_words(begins)}, so it must end later than that")
        if day and begins and ends:
            cleaned["begins_at"], cleaned["ends_at"] = moment(day, begins), moment(day, ends)
            if cleaned["begins_at"].astimezone(LONDON).time() != begins:
                self.add_error("begins", f"The clocks go forward that night, so there is no {time_words(begins)}")
        if "schemes" in cleaned:
            cleaned["schemes"] = list(cleaned["schemes"])
        return cleaned


def _as_it_is(open_day: OpenDay) -> dict[str, Any]:
    begins, ends = (at.astimezone(LONDON) for at in (open_day.begins_at, open_day.ends_at))
    names = ("place", "to_do", "note", "child_places", "volunteer_places")
    shown: dict[str, Any] = {name: getattr(open_day, name) for name in names}
    if open_day.is_planned:
        shown["day"] = begins.date()
    return shown | {"begins": begins.time(), "ends": ends.time()}


class WhyForm(OpenDayForm):
    """Why it is called off, for your own records."""

    why = forms.CharField(
        label="Why?", max_length=200, required=False, help_text="For your own records. Nobody who was invited reads it."
    )


class InviteForm(OpenDayForm):
    """Whom to invite, of those who may come."""

    who = forms.MultipleChoiceField(
        label="Who?", widget=Checkboxes, error_messages={"required": "Choose somebody"}
    )

    def __init__(self, data: Any = None, *, rows: Sequence[Any], names: Sequence[str], hints: Sequence[str]) -> None:
        super().__init__(data)
        self.rows = {str(row.public_id): row for row in rows}
        field = cast("forms.MultipleChoiceField", self.fields["who"])
        field.choices = list(zip(self.rows, names, strict=True))
        field.widget.hints = dict(zip(self.rows, hints, strict=True))  # type: ignore[attr-defined]

    @property
    def chosen(self) -> list[Any]:
        return [self.rows[key] for key in self.cleaned_data["who"]]


class WalkInForm(InviteForm):
    """Who has come without an invitation: one at a time."""

    who = forms.ChoiceField(label="Who has come?", widget=Radios, error_messages={"required": "Choose who has come"})

    @property
    def chosen(self) -> list[Any]:
        return [self.rows[self.cleaned_data["who"]]]


class ChildAnswerForm(OpenDayForm):
    """What a child said about coming, and what is needed for it."""

    said = forms.ChoiceField(
        label="Would they like to come?",
        choices=[("yes", "Yes"), ("no", "No"), ("", "Not asked yet")],
        required=False,
        widget=Radios(inline=True),
    )
    transport = forms.CharField(
        label="How do they get there and back?", max_length=200, required=False, help_text="Such as “Jo drives both ways”."
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
        super().__init__(data, initial={"said": guest.child_said} | {name: getattr(guest, name) for name in names})


class NoteForm(OpenDayForm):
    """What a worker or a carer knows about getting there; not what the child said, for that is the child’s."""

    transport = ChildAnswerForm.base_fields["transport"]
    comes_with = ChildAnswerForm.base_fields["comes_with"]
    needs = ChildAnswerForm.base_fields["needs"]

    def __init__(self, data: Any = None, *, guest: ChildGuest) -> None:
        super().__init__(data, initial={name: getattr(guest, name) for name in ("transport", "comes_with", "needs")})


class ComingForm(OpenDayForm):
    """Two buttons: yes, or no."""

    answer = forms.ChoiceField(choices=[("yes", "Yes"), ("no", "No")], widget=forms.HiddenInput)

    @property
    def yes(self) -> bool:
        return bool(self.cleaned_data["answer"] == "yes")


class ChoicesForm(OpenDayForm):
    """One question for each they met: which choice, not for me, or nothing; then one of three buttons."""

    say = forms.ChoiceField(
        choices=[(CHOSE, "This is my choice"), (NOBODY, "Nobody"), (NOT_SURE, "Not sure yet")],
        required=False,
        widget=forms.HiddenInput,
    )
    anyone_else = forms.BooleanField(label="Anybody else I met is fine, too", required=False)
    says_optional = False

    def __init__(self, data: Any = None, *, met: Sequence[VolunteerGuest], guest: ChildGuest, own: bool = False) -> None:
        self.met = {f"met_{each.public_id.hex}": each for each in met}
        said = {choice.volunteer_id: choice for choice in guest.choices.all()}
        initial: dict[str, Any] = {"anyone_else": guest.anyone_else}
        for name, each in self.met.items():
            if choice := said.get(each.pk):
                initial[name] = ASIDE if choice.tier is None else str(min(choice.tier, MOST_TIERS))
        super().__init__(data, initial=initial)
        if not own:
            self.fields["anyone_else"].label = f"Anybody else {guest.child.name} met is fine, too"
        tiers = [(str(n), words) for n, words in enumerate(TIERS[: max(1, min(len(met), MOST_TIERS))], start=1)]
        for name, each in self.met.items():
            self.fields[name] = forms.ChoiceField(
                label=f"What about {each.volunteer.first_name}?",
                required=False,
                choices=[*tiers, (ASIDE, "Not for me"), (NOTHING, "Nothing yet")],
                widget=Tiles,
            )

    def field_of(self, each: VolunteerGuest) -> BoundField:
        return self[f"met_{each.public_id.hex}"]

    def clean(self) -> dict[str, Any]:
        said = super().clean() or self.cleaned_data
        if not self.errors and (said.get("say") or CHOSE) == CHOSE and not (self.tiers() or said["anyone_else"]):
            self.add_error(None, "Give somebody “First choice”, or press “Nobody” or “Not sure yet”.")
        return said

    def _said(self, answer: str) -> list[VolunteerGuest]:
        return [each for name, each in self.met.items() if self.cleaned_data.get(name) == answer]

    def tiers(self) -> list[list[VolunteerGuest]]:
        """A first and a third choice are a first and a second: what counts is the order."""
        return [tier for n in range(1, MOST_TIERS + 1) if (tier := self._said(str(n)))]

    def told(self) -> dict[str, Any]:
        say = self.cleaned_data.get("say") or CHOSE
        return {
            "heard": say,
            "tiers": self.tiers() if say == CHOSE else [],
            "set_aside": self._said(ASIDE),
            "anyone_else": self.cleaned_data["anyone_else"],
        }


class ShareForm(OpenDayForm):
    """With which brother or sister somebody would like to share a volunteer."""

    other = forms.ModelChoiceField(
        label="With whom?", queryset=ChildGuest.objects.none(), to_field_name="public_id", empty_label="Choose"
    )

    def __init__(self, data: Any = None, *, others: QuerySet[ChildGuest]) -> None:
        super().__init__(data)
        field = cast("forms.ModelChoiceField[ChildGuest]", self.fields["other"])
        field.queryset = others
        field.label_from_instance = lambda guest: guest.child.name  # type: ignore[method-assign]


class RoomForm(OpenDayForm):
    """A volunteer’s own page afterwards: for how many they have room, and a word to the coordinator."""

    places = forms.TypedChoiceField(
        label="For how many young people would you have room now?", coerce=int, widget=Radios(inline=True)
    )
    words = forms.CharField(
        label="Is there anybody you could not be there for?",
        max_length=300,
        required=False,
        help_text="Say it in your own words. Your coordinator reads it, nobody else, and no young person is told.",
        widget=forms.Textarea(attrs={"rows": 2}),
    )

    def __init__(self, data: Any = None, *, guest: VolunteerGuest, most: int) -> None:
        places = most if guest.places is None else min(guest.places, most)
        super().__init__(data, initial={"places": places, "words": guest.words})
        field = cast("forms.TypedChoiceField", self.fields["places"])
        field.choices = [(n, "Nobody just now" if n == 0 else str(n)) for n in range(most + 1)]


class AfterwardsForm(RoomForm):
    """The same, written by the coordinator after a talk, with whom they could not be there for."""

    def __init__(
        self, data: Any = None, *, guest: VolunteerGuest, most: int, children: Sequence[ChildGuest]
    ) -> None:
        super().__init__(data, guest=guest, most=most)
        name = guest.volunteer.first_name
        self.fields["places"].label = f"For how many children does {name} have room now?"
        self.fields["words"].label = f"What {name} said"
        self.fields["words"].help_text = "Read by staff only."
        self.children = {f"no_{child.public_id.hex}": child for child in children}
        said = {each.guest_id: each.reason for each in guest.could_nots.all()}
        for field, child in self.children.items():
            self.fields[field] = forms.ChoiceField(
                label=child.child.name,
                required=False,
                choices=[("", f"{name} said nothing against it"), *CouldNot.Reason.choices],
                initial=said.get(child.pk, ""),
            )

    def could_not(self) -> dict[ChildGuest, str]:
        return {child: said for field, child in self.children.items() if (said := self.cleaned_data.get(field))}


class AgreeForm(OpenDayForm):
    """To which pairs the coordinator agrees; all of them, unless some are unticked."""

    pairs = forms.MultipleChoiceField(label="Agree to", required=False, widget=Checkboxes)

    def __init__(self, data: Any = None, *, pairs: Mapping[str, Any], names: Mapping[str, str]) -> None:
        super().__init__(data, initial={"pairs": list(pairs)})
        self.rows = dict(pairs)
        field = cast("forms.MultipleChoiceField", self.fields["pairs"])
        field.choices = list(names.items())

    @property
    def chosen(self) -> list[Any]:
        return [self.rows[key] for key in self.cleaned_data["pairs"]]


class PairForm(OpenDayForm):
    """Two who met, and what would be if they were put together or kept apart."""

    child = forms.ChoiceField(label="Child")
    volunteer = forms.ChoiceField(label="Volunteer")
    kind = forms.ChoiceField(label="What if they were …", choices=Pin.Kind.choices)
    says_optional = False

    def __init__(
        self, data: Any = None, *, children: Sequence[ChildGuest], volunteers: Sequence[VolunteerGuest],
        names: Mapping[str, str], initial: Mapping[str, str] | None = None,
    ) -> None:  # fmt: skip
        super().__init__(data, initial=dict(initial or {}))
        self.rows: dict[str, Any] = {str(row.public_id): row for row in (*children, *volunteers)}
        for field, rows in (("child", children), ("volunteer", volunteers)):
            keys = [str(row.public_id) for row in rows]
            ordered = sorted((names[key], key) for key in keys)
            cast("forms.ChoiceField", self.fields[field]).choices = [(key, name) for name, key in ordered]

    @property
    def pair(self) -> tuple[ChildGuest, VolunteerGuest]:
        return self.rows[self.cleaned_data["child"]], self.rows[self.cleaned_data["volunteer"]]


class CautionForm(OpenDayForm):
    """What a safeguarding lead found."""

    finding = forms.ChoiceField(
        label="What did you find?",
        choices=OpenDayCaution.Finding.choices,
        widget=Radios,
        error_messages={"required": "Say what you found"},
    )


def soon(on: date) -> date:
    """A day that an open day may well be on: a Saturday in three weeks or so."""
    day = on + timedelta(days=21)
    return day + timedelta(days=(5 - day.weekday()) % 7)
