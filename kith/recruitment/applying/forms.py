"""The questions of the application form. Each mistake is named at its box, and what was typed stays."""

from datetime import date
from typing import Any, ClassVar

from django import forms

from kith.foundation.dates import age_on, months_after, today
from kith.foundation.gov.fields import DateField
from kith.foundation.gov.widgets import Checkboxes, Radios, TileCheckboxes
from kith.people.models import Volunteer
from kith.recruitment.forms import OLDEST, Form, read_phone, read_postcode
from kith.recruitment.profile_forms import (
    DAY_FIELDS,
    GENDERS,
    INTEREST_FIELDS,
    LANGUAGE_FIELDS,
    NOT_SAID,
    PetsAndSmoking,
    background_choices,
    labelled,
)
from kith.recruitment.vetting.evidence import RELATIONS, RELATIVE
from kith.schemes.models import Scheme
from kith.science.likeness import name_key, phone_key, postcode_key
from kith.science.vocabulary import DAYS, EXPERIENCE, FAITHS, PARTS

YES_NO = [("yes", "Yes"), ("no", "No")]
YEARS_OF_HOMES = 5


def _words(
    label: str, hint: str = "", rows: int = 5, most: int = 3000, required: bool = True
) -> forms.CharField:
    box = forms.Textarea(attrs={"rows": rows})
    return forms.CharField(label=label, help_text=hint, max_length=most, widget=box, required=required)


def _yes_no(label: str, hint: str = "") -> forms.ChoiceField:
    return forms.ChoiceField(label=label, help_text=hint, choices=YES_NO, widget=Radios(inline=True))


class Section(Form):
    """One section. `scheme` is what they apply to; `volunteer` who they are so far."""

    def __init__(self, *args: Any, scheme: Scheme, volunteer: Volunteer, **kwargs: Any) -> None:
        self.scheme, self.volunteer = scheme, volunteer
        super().__init__(*args, **kwargs)
        self.prepare()

    def prepare(self) -> None:
        """What depends on the scheme or the day."""


class AboutYou(Section):
    """Who they are."""

    first_name = forms.CharField(label="First name", max_length=80)
    last_name = forms.CharField(label="Last name", max_length=80)
    other_names = forms.CharField(
        label="Other names you use or have used",
        help_text="Such as a name before you married. A first and a last name on each line.",
        max_length=400,
        required=False,
        widget=forms.Textarea(attrs={"rows": 2}),
    )
    born = DateField(
        label="Date of birth", earliest=OLDEST, error_messages={"required": "Enter your date of birth"}
    )
    phone = forms.CharField(
        label="Phone number", max_length=30, error_messages={"required": "Enter your phone number"}
    )
    widths: ClassVar[dict[str, int | str]] = {"phone": 20}

    def prepare(self) -> None:
        self.fields["born"].latest = today()  # type: ignore[attr-defined]
        for name, value in {
            "first_name": "given-name",
            "last_name": "family-name",
            "phone": "tel",
        }.items():
            self.fields[name].widget.attrs["autocomplete"] = value

    def clean_born(self) -> date:
        born: date = self.cleaned_data["born"]
        low, high, age = self.scheme.volunteer_age_from, self.scheme.volunteer_age_to, age_on(born, today())
        if age < low:
            raise forms.ValidationError(f"You must be {low} or over for {self.scheme}. Check the year")
        if age > high:
            raise forms.ValidationError(f"{self.scheme} is for people from {low} to {high}. Check the year")
        return born

    def clean_phone(self) -> str:
        return read_phone(self.cleaned_data["phone"])


class Why(Section):
    """Why they would like to."""

    why = _words("Why would you like to do this?", "In your own words. A few lines are enough.", most=2000)
    hopes = _words("What do you think a young person might need from you?", rows=4)


class Life(Section):
    """What they bring."""

    life = _words(
        "Tell us a little about your life",
        "Work, family, what you care about. Nothing you would rather keep.",
    )
    children = _words(
        "What have you had to do with children or young people?", "At home, at work, anywhere.", rows=4
    )
    experience = forms.MultipleChoiceField(
        label="Have you lived through any of this?",
        help_text="Only if you want to say. A child may be glad of somebody who knows what it is like.",
        required=False,
        choices=labelled(EXPERIENCE.values()),
        widget=Checkboxes,
    )
    needs = _words(
        "Is there anything we should do so that you can take part?",
        "Such as a step-free room, or time for prayer.",
        rows=2,
        most=500,
        required=False,
    )


class Likes(Section):
    """What they like doing."""

    def prepare(self) -> None:
        for name, (group, terms) in INTEREST_FIELDS.items():
            self.fields[name] = forms.MultipleChoiceField(
                label=group, required=False, choices=labelled(terms), widget=TileCheckboxes
            )


class Languages(Section):
    """What they speak."""

    def prepare(self) -> None:
        for name, (group, terms) in LANGUAGE_FIELDS.items():
            self.fields[name] = forms.MultipleChoiceField(
                label=group, required=False, choices=labelled(terms), widget=TileCheckboxes
            )

    def clean(self) -> dict[str, Any] | None:
        if not self.errors and not any(self.cleaned_data.get(name) for name in LANGUAGE_FIELDS):
            self.add_error(next(iter(LANGUAGE_FIELDS)), "Choose at least one language you speak")
        return self.cleaned_data


class Home(Section):
    """One address they live at or have lived at."""

    address = forms.CharField(
        label="Address",
        help_text="With the number of the house.",
        max_length=300,
        widget=forms.Textarea(attrs={"rows": 3, "autocomplete": "street-address"}),
    )
    postcode = forms.CharField(
        label="Postcode", help_text="Leave it empty if it is abroad.", max_length=10, required=False
    )
    country = forms.CharField(label="Country", max_length=60, initial="United Kingdom")
    from_day = DateField(
        label="Since when?", help_text="About will do: the first of the month.", earliest=OLDEST
    )
    until_day = DateField(
        label="Until when?", help_text="Leave it empty if you live there now.", required=False
    )
    widths: ClassVar[dict[str, int | str]] = {"postcode": 10, "country": 20}

    def prepare(self) -> None:
        self.fields["from_day"].latest = self.fields["until_day"].latest = today()  # type: ignore[attr-defined]

    def clean(self) -> dict[str, Any] | None:
        said = self.cleaned_data
        here = str(said.get("country", "")).strip().casefold() in (
            "united kingdom",
            "uk",
            "england",
            "wales",
            "scotland",
        )
        if here and "postcode" in said and not postcode_key(said["postcode"]):
            self.add_error("postcode", "Enter the whole postcode, like LS6 2AA")
        since, until = said.get("from_day"), said.get("until_day")
        if since and until and until < since:
            self.add_error("until_day", "The day you left must be after the day you came")
        return said

    def clean_postcode(self) -> str:
        typed = self.cleaned_data["postcode"]
        return read_postcode(typed) if typed and postcode_key(typed) else typed.strip()


class Availability(Section):
    """When they are free and how far they go."""

    free_days = forms.MultipleChoiceField(
        label="Which days are usually free?",
        choices=[(day, f"{day.capitalize()}s") for day in DAYS],
        widget=Checkboxes(reveals=DAY_FIELDS),
    )
    travel_miles = forms.IntegerField(label="How far would you travel?", min_value=1, max_value=100)
    drives = _yes_no("Do you drive, and have the use of a car?")
    widths: ClassVar[dict[str, int | str]] = {"travel_miles": 3}
    units: ClassVar[dict[str, str]] = {"travel_miles": "miles"}

    def prepare(self) -> None:
        for day, name in DAY_FIELDS.items():
            self.fields[name] = forms.MultipleChoiceField(
                label=f"On {day.capitalize()}s, when?",
                help_text="Tick none if any time suits.",
                required=False,
                choices=[(f"{day}_{part}", part.capitalize()) for part in PARTS],
                widget=Checkboxes(inline=True),
            )


class Referees(Section):
    """Two people who know them and are not family."""

    def prepare(self) -> None:
        for number, which in ((1, "first"), (2, "second")):
            self.fields[f"name_{number}"] = forms.CharField(
                label=f"{which.capitalize()} person’s name", max_length=120
            )
            self.fields[f"relation_{number}"] = forms.ChoiceField(
                label=f"How does the {which} person know you?", choices=list(RELATIONS.items()), widget=Radios
            )
            self.fields[f"years_{number}"] = forms.IntegerField(
                label=f"For how many years has the {which} person known you?", min_value=1, max_value=90
            )
            self.fields[f"email_{number}"] = forms.EmailField(
                label=f"The {which} person’s e-mail address",
                help_text="This or a phone number, whichever you know.",
                required=False,
            )
            self.fields[f"phone_{number}"] = forms.CharField(
                label=f"The {which} person’s phone number", max_length=30, required=False
            )

    widths: ClassVar[dict[str, int | str]] = {"years_1": 2, "years_2": 2, "phone_1": 20, "phone_2": 20}
    units: ClassVar[dict[str, str]] = {"years_1": "years", "years_2": "years"}

    def clean(self) -> dict[str, Any] | None:
        said = self.cleaned_data
        for number in (1, 2):
            self._check_one(number)
        one, two = (name_key(said.get(f"name_{number}", "")) for number in (1, 2))
        if one and one == two:
            self.add_error("name_2", "Name somebody else: the two must be different people")
        relations = {said.get("relation_1"), said.get("relation_2")}
        if relations == {"friend"}:
            self.add_error("relation_2", "One of the two must know you from work, study or volunteering")
        return said

    def _check_one(self, number: int) -> None:
        said = self.cleaned_data
        if said.get(f"relation_{number}") == RELATIVE:
            self.add_error(
                f"relation_{number}", "Family cannot be a referee. Name somebody who is not related to you"
            )
        if name_key(said.get(f"name_{number}", "")) == name_key(self.volunteer.name):
            self.add_error(f"name_{number}", "You cannot be your own referee")
        phone = said.get(f"phone_{number}", "")
        if phone and not phone_key(phone):
            self.add_error(f"phone_{number}", "Enter a phone number with its area code, like 0113 496 0123")
        email, mine = said.get(f"email_{number}", ""), self.volunteer.email
        if email and email.lower() == mine.lower():
            self.add_error(f"email_{number}", "This is your own address. Enter theirs")
        if not email and not phone and f"email_{number}" not in self.errors:
            self.add_error(
                f"email_{number}", "Enter an e-mail address or a phone number: we must be able to ask them"
            )


class Declaration(Section):
    """What bears on being with children. Read by those who vet, and by nobody else."""

    convictions = _yes_no(
        "Have you ever been convicted of, cautioned for or charged with an offence?",
        "This role is exempt from the Rehabilitation of Offenders Act, so spent ones count too. You need not tell us "
        "about those that the law calls protected.",
    )
    children = _yes_no(
        "Has anybody ever looked into how you were with a child?",
        "Such as the police, social services, an employer or a club, whatever came of it.",
    )
    refused = _yes_no("Has anybody ever refused to let you work or volunteer with children, or ended it?")
    more = _words(
        "If you said yes, tell us about it", "What happened, when, and what came of it.", required=False
    )
    true = forms.BooleanField(label="What I have said is true, and I will tell you if it changes")

    def clean(self) -> dict[str, Any] | None:
        said = self.cleaned_data
        if "yes" in (said.get("convictions"), said.get("children"), said.get("refused")) and not said.get(
            "more"
        ):
            self.add_error("more", "Tell us a little about it. A yes does not mean that you cannot volunteer")
        return said


class AtHome(PetsAndSmoking, Section):
    """What some children ask for, and others are afraid of."""

    says_optional = False


class Equality(Section):
    """What a child may ask for, and whom we reach. All of it may be left out."""

    gender = forms.ChoiceField(label="Are you", choices=GENDERS, widget=Radios, required=False)
    ethnicity = forms.ChoiceField(label="Background", required=False)
    faith = forms.ChoiceField(label="Faith", required=False, choices=[NOT_SAID, *labelled(FAITHS.values())])
    says_optional = False
    widths: ClassVar[dict[str, int | str]] = {"ethnicity": "two-thirds", "faith": "two-thirds"}

    def prepare(self) -> None:
        self.fields["ethnicity"].choices = background_choices()  # type: ignore[attr-defined]


def since_when(day: date) -> date:
    """From when the addresses must reach to today."""
    return months_after(day, -12 * YEARS_OF_HOMES)
