"""What may be typed after an open day: whom a child liked, for how many a volunteer has room, what is settled and agreed."""

from collections.abc import Mapping, Sequence
from typing import Any, cast

from django import forms
from django.db.models import QuerySet
from django.forms import BoundField

from kith.foundation.forms import Form
from kith.foundation.gov.widgets import Checkboxes, Radios, Tiles
from kith.matching.models import ChildGuest, CouldNot, OpenDayCaution, Pin, VolunteerGuest

MOST_TIERS = 5
TIERS = ("First choice", "Second choice", "Third choice", "Fourth choice", "Fifth choice")
ASIDE, NOTHING = "no", ""
CHOSE, NOBODY, NOT_SURE = "ranked", "nobody", "not sure"


class ChoicesForm(Form):
    """One question for each they met: which choice, not for me, or nothing; then one of three buttons."""

    say = forms.ChoiceField(
        choices=[(CHOSE, "This is my choice"), (NOBODY, "Nobody"), (NOT_SURE, "Not sure yet")],
        required=False,
        widget=forms.HiddenInput,
    )
    anyone_else = forms.BooleanField(label="Anybody else I met is fine, too", required=False)
    says_optional = False

    def __init__(
        self, data: Any = None, *, met: Sequence[VolunteerGuest], guest: ChildGuest, own: bool = False
    ) -> None:
        self.met = {f"met_{each.public_id.hex}": each for each in met}
        said = {choice.volunteer_id: choice for choice in guest.choices.all()}
        initial: dict[str, Any] = {"anyone_else": guest.anyone_else}
        for name, each in self.met.items():
            if choice := said.get(each.pk):
                initial[name] = ASIDE if choice.tier is None else str(min(choice.tier, MOST_TIERS))
        super().__init__(data, initial=initial)
        if not own:
            self.fields["anyone_else"].label = f"Anybody else {guest.child.name} met is fine, too"
        tiers = [
            (str(n), words) for n, words in enumerate(TIERS[: max(1, min(len(met), MOST_TIERS))], start=1)
        ]
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
        if (
            not self.errors
            and (said.get("say") or CHOSE) == CHOSE
            and not (self.tiers() or said["anyone_else"])
        ):
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


class ShareForm(Form):
    """With which brother or sister somebody would like to share a volunteer."""

    other = forms.ModelChoiceField(
        label="With whom?",
        queryset=ChildGuest.objects.none(),
        to_field_name="public_id",
        empty_label="Choose",
    )

    def __init__(self, data: Any = None, *, others: QuerySet[ChildGuest]) -> None:
        super().__init__(data)
        field = cast("forms.ModelChoiceField[ChildGuest]", self.fields["other"])
        field.queryset = others
        field.label_from_instance = lambda obj: obj.child.name  # type: ignore[method-assign]


class RoomForm(Form):
    """A volunteer’s own page afterwards: for how many they have room, and a word to the coordinator."""

    says_optional = False

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
                label=f"Being there for {child.child.name}",
                required=False,
                choices=[("", f"{name} said nothing against it"), *CouldNot.Reason.choices],
                initial=said.get(child.pk, ""),
            )

    def could_not(self) -> dict[ChildGuest, str]:
        return {
            child: said for field, child in self.children.items() if (said := self.cleaned_data.get(field))
        }


class AgreeForm(Form):
    """To which pairs the coordinator agrees; all of them, unless some are unticked."""

    pairs = forms.MultipleChoiceField(label="Agree to", required=False, widget=Checkboxes)
    says_optional = False

    def __init__(self, data: Any = None, *, pairs: Mapping[str, Any], names: Mapping[str, str]) -> None:
        super().__init__(data, initial={"pairs": list(pairs)})
        self.rows = dict(pairs)
        field = cast("forms.MultipleChoiceField", self.fields["pairs"])
        field.choices = list(names.items())

    @property
    def chosen(self) -> list[Any]:
        return [self.rows[key] for key in self.cleaned_data["pairs"]]


class PairForm(Form):
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


class CautionForm(Form):
    """What a safeguarding lead found."""

    finding = forms.ChoiceField(
        label="What did you find?",
        choices=OpenDayCaution.Finding.choices,
        widget=Radios,
        error_messages={"required": "Say what you found"},
    )
