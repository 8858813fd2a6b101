"""What a volunteer tells about themself, in the words in which children say whom they would like; and their card."""

from collections.abc import Iterable, Mapping
from typing import Any

from django import forms

from kith.foundation.dates import today
from kith.foundation.gov import pictures
from kith.foundation.gov.fields import DateField
from kith.foundation.gov.widgets import Checkboxes, Radios, TileCheckboxes, Tiles
from kith.people.models import Card, Volunteer
from kith.recruitment.forms import OLDEST, Form, read_phone, read_postcode
from kith.science.vocabulary import (
    BACKGROUNDS,
    BROAD_BACKGROUNDS,
    DAYS,
    EXPERIENCE,
    FAITHS,
    INTERESTS,
    LANGUAGES,
    NO_PETS,
    PARTS,
    PETS,
    Term,
    Terms,
)

NOT_SAID = ("", "Rather not say")


def _sentence(words: str) -> str:
    return words[:1].upper() + words[1:]


def labelled(terms: Iterable[Term]) -> list[tuple[str, str]]:
    return [(term.key, _sentence(term.label)) for term in terms]


def background_choices() -> list[tuple[str, str]]:
    return [
        NOT_SAID,
        *(
            (term.key, f"{_sentence(BROAD_BACKGROUNDS[term.group].label)}: {term.label}")
            for term in BACKGROUNDS.values()
        ),
    ]


def _by_group(terms: Terms) -> dict[str, list[Term]]:
    groups: dict[str, list[Term]] = {}
    for term in terms.values():
        groups.setdefault(term.group, []).append(term)
    return groups


def _field_name(prefix: str, group: str) -> str:
    return f"{prefix}_{group.lower().replace(' ', '_').replace(',', '')}"


INTEREST_FIELDS = {
    _field_name("interests", group): (group, terms) for group, terms in _by_group(INTERESTS).items()
}
LANGUAGE_FIELDS = {
    _field_name("languages", group): (group, terms) for group, terms in _by_group(LANGUAGES).items()
}
ALONE = [
    "email",
    "phone",
    "postcode",
    "born",
    "gender",
    "ethnicity",
    "faith",
    "travel_miles",
    "places",
    "hopes_age_from",
    "hopes_age_to",
    "experience",
]
DAY_FIELDS = {day: f"{day}_parts" for day in DAYS}


YES_NO_OR_NOT = [("yes", "Yes"), ("no", "No"), NOT_SAID]
GENDERS = [
    (key, NOT_SAID[1] if key == Volunteer.Gender.UNKNOWN else words)
    for key, words in Volunteer.Gender.choices
]


class PetsAndSmoking(Form):
    """What some children ask for and others are afraid of. Not to say is an answer of its own."""

    has_pets = forms.ChoiceField(
        label="Are there pets where you live?",
        help_text="Some children are afraid of dogs; some would love one.",
        required=False,
        choices=YES_NO_OR_NOT,
        widget=Radios(reveals={"yes": "pets"}),
    )
    pets = forms.MultipleChoiceField(
        label="Which?", required=False, choices=labelled(PETS.values()), widget=Checkboxes
    )
    smokes = forms.ChoiceField(
        label="Do you smoke?",
        help_text="Vaping counts.",
        required=False,
        choices=YES_NO_OR_NOT,
        widget=Radios,
    )

    def clean(self) -> dict[str, Any] | None:
        said = super().clean() or self.cleaned_data
        if said.get("has_pets") == "yes" and not said.get("pets") and "pets" not in self.errors:
            self.add_error("pets", "Tick which pets there are")
        return said


def pets_and_smoking_told(said: Mapping[str, Any]) -> dict[str, Any]:
    """As a profile keeps them."""
    pets = {"yes": list(said.get("pets") or []), "no": [NO_PETS]}.get(said.get("has_pets", ""), [])
    return {"pets": pets, "smokes": {"yes": True, "no": False}.get(said.get("smokes", ""))}


def _pets_and_smoking_known(volunteer: Volunteer) -> dict[str, Any]:
    kept = [key for key in volunteer.pets if key != NO_PETS]
    return {
        "has_pets": "yes" if kept else "no" if volunteer.pets else "",
        "pets": kept,
        "smokes": {True: "yes", False: "no"}.get(volunteer.smokes, ""),  # type: ignore[arg-type]
    }


class ProfileForm(PetsAndSmoking):
    """The profile in sections; each list of the vocabulary is asked group by group and kept as one."""

    email = forms.EmailField(label="E-mail address", required=False)
    phone = forms.CharField(label="Phone number", max_length=30, required=False)
    postcode = forms.CharField(label="Postcode", max_length=10, required=False)
    born = DateField(label="Date of birth", required=False, earliest=OLDEST)
    gender = forms.ChoiceField(label="Gender", choices=GENDERS, widget=Radios)
    ethnicity = forms.ChoiceField(label="Background", required=False)
    faith = forms.ChoiceField(label="Faith", required=False, choices=[NOT_SAID, *labelled(FAITHS.values())])
    free_days = forms.MultipleChoiceField(
        label="Which days are usually free?",
        required=False,
        choices=[(day, f"{day.capitalize()}s") for day in DAYS],
        widget=Checkboxes(reveals=DAY_FIELDS),
    )
    travel_miles = forms.IntegerField(label="How far can you travel?", min_value=1, max_value=100)
    places = forms.IntegerField(label="How many children would you see at a time?", min_value=1, max_value=12)
    hopes_age_from = forms.IntegerField(
        label="The youngest age you would like best",
        help_text="A hope, not a limit: leave both empty if any age is fine.",
        min_value=0,
        max_value=25,
        required=False,
    )
    hopes_age_to = forms.IntegerField(label="The oldest", min_value=0, max_value=25, required=False)
    experience = forms.MultipleChoiceField(
        label="What have you lived through?",
        help_text="Only if you want to say. A child may be glad of somebody who knows what it is like.",
        required=False,
        choices=labelled(EXPERIENCE.values()),
        widget=Checkboxes,
    )
    says_optional = False
    widths = {
        "postcode": 10,
        "phone": 20,
        "travel_miles": 3,
        "places": 2,
        "hopes_age_from": 2,
        "hopes_age_to": 2,
        "email": "two-thirds",
        "ethnicity": "two-thirds",
        "faith": "two-thirds",
    }
    units = {"travel_miles": "miles", "hopes_age_from": "years", "hopes_age_to": "years"}

    def __init__(self, data: Any = None, *, volunteer: Volunteer, by_themself: bool = False) -> None:
        self.volunteer = volunteer
        super().__init__(data, initial=_told_before(volunteer))
        self.fields["born"].latest = today()  # type: ignore[attr-defined]
        if by_themself:
            del self.fields["born"]  # seen on a document: staff put it right
        self.fields["ethnicity"].choices = background_choices()  # type: ignore[attr-defined]
        for name, (group, terms) in (INTEREST_FIELDS | LANGUAGE_FIELDS).items():
            self.fields[name] = forms.MultipleChoiceField(
                label=group, required=False, choices=labelled(terms), widget=TileCheckboxes
            )
        for day, name in DAY_FIELDS.items():
            self.fields[name] = forms.MultipleChoiceField(
                label=f"On {day.capitalize()}s, when?",
                help_text="Tick none if any time suits.",
                required=False,
                choices=[(f"{day}_{part}", part.capitalize()) for part in PARTS],
                widget=Checkboxes(inline=True),
            )

    def interest_fields(self) -> list[Any]:
        return [self[name] for name in INTEREST_FIELDS]

    def language_fields(self) -> list[Any]:
        return [self[name] for name in LANGUAGE_FIELDS]

    def clean_hopes_age_to(self) -> int | None:
        oldest: int | None = self.cleaned_data["hopes_age_to"]
        youngest = self.cleaned_data.get("hopes_age_from")
        if oldest is not None and youngest is not None and oldest < youngest:
            raise forms.ValidationError("The oldest cannot be younger than the youngest")
        return oldest

    def clean_postcode(self) -> str:
        return read_postcode(self.cleaned_data["postcode"])

    def clean_phone(self) -> str:
        return read_phone(self.cleaned_data["phone"])

    def told(self) -> dict[str, Any]:
        """What the deed is told: the groups together again."""
        said = self.cleaned_data
        alone = {name: said[name] for name in ALONE if name in said}
        return (alone | pets_and_smoking_told(said)) | {
            "interests": [key for name in INTEREST_FIELDS for key in said[name]],
            "languages": [key for name in LANGUAGE_FIELDS for key in said[name]],
            "free_days": [
                time for day in DAYS if day in said["free_days"] for time in said[DAY_FIELDS[day]] or [day]
            ],
        }


def _told_before(volunteer: Volunteer) -> dict[str, Any]:
    """What is known, as the form asks for it."""
    known: dict[str, Any] = {name: getattr(volunteer, name) for name in ALONE}
    known |= _pets_and_smoking_known(volunteer)
    for fields, kept in ((INTEREST_FIELDS, volunteer.interests), (LANGUAGE_FIELDS, volunteer.languages)):
        for name, (_, terms) in fields.items():
            known[name] = [term.key for term in terms if term.key in kept]
    known["free_days"] = sorted({time.split("_")[0] for time in volunteer.free_days}, key=DAYS.index)
    for day, name in DAY_FIELDS.items():
        known[name] = [time for time in volunteer.free_days if time.startswith(f"{day}_")]
    return known


class CardForm(Form):
    """What a child sees: a picture and a few words."""

    picture = forms.ChoiceField(
        label="Choose a picture",
        choices=pictures.choices,
        widget=Tiles(pictures={name: name for name, _ in pictures.choices()}),
    )
    words = forms.CharField(
        label="Say who you are",
        help_text=(
            "What do you like doing? What could you do together? Write as you would talk to a ten-year-old. "
            "No surname, no address, nothing about work with children."
        ),
        max_length=600,
        min_length=20,
        widget=forms.Textarea(attrs={"rows": 6}),
    )

    def __init__(self, data: Any = None, *, card: Card | None) -> None:
        before = {"picture": card.picture, "words": card.words} if card else {}
        super().__init__(data, initial=before)
        self.fields["words"].error_messages["min_length"] = (
            "Write a little more, so that a child can picture you"
        )
