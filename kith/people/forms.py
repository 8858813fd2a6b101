"""What a person may type about a child."""

from typing import Any

from django import forms

from kith.foundation.forms import Form, ModelForm
from kith.foundation.gov.fields import DateField
from kith.foundation.gov.pictures import choices
from kith.foundation.gov.widgets import Radios, Tiles
from kith.people.models import WORKERS, Carer, Child, Worker
from kith.science import vocabulary

LANGUAGES_ASKED = 3
ORDINALS = ("A language they speak", "Another", "And another")


class DescribeChild(ModelForm):
    """How a child likes to be called and shown, and what a volunteer needs to know for a meeting."""

    picture = forms.ChoiceField(
        label="Their picture",
        choices=choices,
        required=False,
        widget=Tiles(pictures={name: name for name, _ in choices()}),
    )
    faith = forms.ChoiceField(
        label="Faith, if they want to say",
        choices=[("", "Not said"), *((term.key, term.label) for term in vocabulary.FAITHS.values())],
        required=False,
    )
    field_order = ("known_as", "gender", "picture", "practical_needs")

    class Meta:
        model = Child
        fields = ("known_as", "gender", "picture", "faith", "practical_needs")
        widgets = {"gender": Radios(inline=True)}
        labels = {
            "known_as": "What they like to be called",
            "practical_needs": "Good to know when meeting",
        }
        help_texts = {
            "known_as": "Leave it empty where their first name is what they like.",
            "practical_needs": "Allergies, what helps, what to avoid. The volunteer reads this once they are matched.",
        }

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        spoken = list(self.instance.languages)
        known = vocabulary.ATTRIBUTES["language"].choices()
        for place in range(max(LANGUAGES_ASKED, len(spoken) + 1)):
            self.fields[f"language_{place}"] = forms.ChoiceField(
                label=ORDINALS[min(place, len(ORDINALS) - 1)],
                choices=[("", "None"), *known],
                required=False,
                initial=spoken[place] if place < len(spoken) else "",
            )

    def told(self) -> dict[str, Any]:
        """What the deed is told: the languages together again, each once."""
        said = dict(self.cleaned_data)
        named = [said.pop(name) for name in list(said) if name.startswith("language_")]
        return said | {"languages": list(dict.fromkeys(language for language in named if language))}


class NearForm(Form):
    """Somebody near a child who is written down by hand, and how to reach them."""

    name = forms.CharField(
        label="Their name", max_length=120, error_messages={"required": "Write down their name"}
    )
    email = forms.EmailField(
        label="E-mail",
        required=False,
        help_text="With it they can say themselves how it goes, by a link. It names no child.",
    )
    phone = forms.CharField(label="Telephone", required=False, max_length=30)
    anew = forms.BooleanField(
        label="Somebody else now",
        required=False,
        help_text="Whoever was written down here before is no longer near them.",
    )
    widths = {"phone": 20}

    def __init__(self, *args: Any, known: Carer | Worker | None, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if known is None:
            del self.fields["anew"]
            return
        self.initial = {name: getattr(known, name) for name in ("name", "email", "phone")}
        if known.user_id:
            self.fields["email"].disabled = True
            self.fields["email"].help_text = "They sign in with this address, and change it themselves."


class CarerForm(NearForm):
    """Who cares for a child."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if "anew" in self.fields:
            self.fields["anew"].label = "Somebody else cares for them now"


class WorkerForm(NearForm):
    """Who works with a child: in one part or the other."""

    part = forms.ChoiceField(
        label="As what?",
        choices=[(part.value, part.label) for part in WORKERS],
        widget=Radios(inline=True),
    )
    field_order = ("part",)

    def __init__(self, *args: Any, known: Worker | None, part: str, **kwargs: Any) -> None:
        super().__init__(*args, known=known, **kwargs)
        self.initial = {**(self.initial or {}), "part": part}
        if "anew" in self.fields:
            self.fields["anew"].label = "Somebody else works with them now"


class PauseForm(Form):
    """Until when nobody new is looked for."""

    until = DateField(label="Until which day?")


class AddressReason(Form):
    """Why somebody needs to know where a child lives."""

    reason = forms.CharField(
        label="Why do you need the address?",
        help_text="It is kept with your name and the time. The young person can be told who looked.",
        max_length=200,
    )
