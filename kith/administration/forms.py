"""What an administrator or manager types when setting up a scheme or inviting somebody."""

from datetime import date
from typing import Any

from django import forms

from kith.access.models import User
from kith.access.policy import Permission
from kith.access.reach import providers_for
from kith.access.roles import STAFF, Role
from kith.foundation.forms import Form, ModelForm
from kith.foundation.gov.fields import DateField
from kith.foundation.gov.widgets import Checkboxes, Radios
from kith.safeguarding.models import SafetyPlan
from kith.schemes.models import Organisation, Scheme
from kith.schemes.presets import presets


class NewScheme(Form):
    """A scheme starts from a preset; everything can be changed on its own page afterwards."""

    preset = forms.ChoiceField(
        label="Which programme does it start from?",
        choices=[(key, preset.name) for key, preset in presets().items()],
        widget=Radios(hints={key: f"{preset.summary} Ages {preset.age_words}, {preset.length_words}." for key, preset in presets().items()}),
    )  # fmt: skip
    name = forms.CharField(label="What is it called?", max_length=120)
    provider = forms.ModelChoiceField(label="Who runs it?", queryset=Organisation.objects.none())

    def __init__(self, *args: Any, user: User, on: date, **kwargs: Any):
        super().__init__(*args, **kwargs)
        may_be = providers_for(user, Permission.SET_UP_SCHEME, on)
        provider = self.fields["provider"]
        if isinstance(provider, forms.ModelChoiceField):
            provider.queryset = may_be
        if len(may_be) == 1:
            provider.initial = may_be[0]


class SchemeDetails(ModelForm):
    """The scheme's own values."""

    class Meta:
        model = Scheme
        fields = (
            "name",
            "word",
            "child_age_from",
            "child_age_to",
            "volunteer_age_from",
            "volunteer_age_to",
            "goals",
            "entry",
            "check_level",
            "check_reason",
            "budget_per_month",
            "places_per_volunteer",
        )
        labels = {
            "word": "Its word for the volunteer",
            "child_age_from": "Youngest child",
            "child_age_to": "Oldest child",
            "volunteer_age_from": "Youngest volunteer",
            "volunteer_age_to": "Oldest volunteer",
            "entry": "Who may enter, if not everybody of that age",
            "check_level": "DBS level",
            "check_reason": "Why this level is the right one",
            "budget_per_month": "Activity budget a month, in pounds",
            "places_per_volunteer": "Children a volunteer sees at a time",
        }


class RulesChange(Form):
    """A new version of the rules, in force from a day."""

    from_day = DateField(label="From which day?")
    quiet_after = forms.IntegerField(
        label="Days beyond the rhythm before a match counts as quiet", min_value=1, max_value=120
    )
    withheld_limit = forms.IntegerField(
        label="Withheld meetings in 90 days that ask for a talk", min_value=1, max_value=20
    )
    pattern_after = forms.IntegerField(
        label="Times in 90 days before something that repeats is shown",
        help_text="Meetings called off or moved by the same person, not planned, or not told of.",
        min_value=2,
        max_value=20,
    )
    supervision_days = forms.IntegerField(label="Days between supervisions", min_value=7, max_value=365)
    early_supervisions = forms.IntegerField(
        label="First meetings that each have a supervision", min_value=0, max_value=12
    )
    monthly_until = forms.IntegerField(
        label="Until which month of a match is there a supervision every four weeks?",
        help_text="Where this is 0, the days above hold from the beginning.",
        min_value=0,
        max_value=60,
    )
    check_in_days = forms.IntegerField(
        label="Days between asking the child, the carer and the worker how it goes",
        help_text="Nobody is asked where this is 0.",
        min_value=0,
        max_value=400,
    )
    matches_per_post = forms.IntegerField(
        label="Matches that one full-time coordinator can hold well", min_value=1, max_value=200
    )
    safety_plans_for = forms.MultipleChoiceField(
        label="A safety plan is agreed first for",
        help_text="Where “meeting each other” is ticked, no first meeting is planned before there is a plan.",
        choices=SafetyPlan.Kind.choices,
        required=False,
        widget=Checkboxes,
    )
    lone_visits = forms.BooleanField(
        label="Volunteers may say by a press that they are there, and home again", required=False
    )
    home_within = forms.IntegerField(
        label="Minutes after a meeting’s end by which they say that they are home",
        min_value=15,
        max_value=600,
    )
    winding_down = forms.IntegerField(
        label="Meetings between telling and the last one", min_value=0, max_value=20
    )
    exchange_places = forms.BooleanField(
        label="After an open day, exchange places where children like it better and nobody has it worse",
        help_text="It passes nobody over for a reason, only for days waited or the lot. Leave it off if in doubt.",
        required=False,
    )
    referral_answer_days = forms.IntegerField(
        label="Working days to answer a referral", min_value=1, max_value=60
    )


class Invitation(Form):
    """Somebody who will work here, and as what."""

    first_name = forms.CharField(label="First name", max_length=80)
    last_name = forms.CharField(label="Last name", max_length=80)
    email = forms.EmailField(label="E-mail", help_text="They choose their own password by a link sent here.")
    role = forms.ChoiceField(
        label="Role", choices=[(role.value, role.label) for role in Role if role in STAFF], widget=Radios
    )
    place = forms.ChoiceField(label="Where?")

    def __init__(self, *args: Any, places: list[tuple[str, str]], **kwargs: Any):
        super().__init__(*args, **kwargs)
        place = self.fields["place"]
        if isinstance(place, forms.ChoiceField):
            place.choices = places
