"""What is typed to seal a story, to keep a colleague away, and to open a file in an emergency."""

from collections.abc import Sequence
from datetime import date, timedelta
from typing import Any

from django import forms

from kith.access.models import User
from kith.foundation.dates import today
from kith.foundation.forms import Form
from kith.foundation.gov.fields import DateField
from kith.foundation.gov.widgets import Checkboxes, Radios
from kith.people.models import Involvement, Opening


def _words(label: str, hint: str = "", required: bool = True, missing: str = "") -> forms.CharField:
    return forms.CharField(
        label=label,
        help_text=hint,
        required=required,
        max_length=2000,
        widget=forms.Textarea(attrs={"rows": 3, "autocomplete": "off"}),
        error_messages={"required": missing or "Say why in a sentence or two"},
    )


class Why(Form):
    """Only the reason."""

    why = _words("Why?")


class SealStory(Form):
    """Why, and who of those near today stays near."""

    why = _words("Why must it be sealed?", "Whoever comes after you reads this. Others never do.")

    def __init__(self, *args: Any, near: Sequence[Involvement], by: User, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.near = {str(each.public_id): each for each in near if each.user_id != by.pk}
        if self.near:
            told = [
                (key, f"{each.who}, {each.get_part_display().lower()}") for key, each in self.near.items()
            ]
            self.fields["staying"] = forms.MultipleChoiceField(
                label="Who may still see it?",
                help_text="You always may. Anybody without a tick sees nothing of it from now on.",
                choices=told,
                required=False,
                initial=list(self.near),
                widget=Checkboxes,
            )

    def leaving(self) -> list[Involvement]:
        """Those who lost their tick."""
        staying = self.cleaned_data.get("staying", [])
        return [each for key, each in self.near.items() if key not in staying]


class ChooseColleague(Form):
    """Somebody who works for the scheme's provider or the child's authority, and why."""

    def __init__(self, *args: Any, people: Sequence[User], label: str, why: str, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.people = {str(user.public_id): user for user in people}
        names = [
            (key, f"{user.name} ({user.email})" if user.email else user.name)
            for key, user in self.people.items()
        ]
        self.fields["user"] = forms.ChoiceField(label=label, choices=[("", "Choose somebody"), *names])
        self.fields["why"] = _words(why)

    def clean_user(self) -> User:
        return self.people[self.cleaned_data["user"]]


class StandIn(Form):
    """Who leads while a lead is away, and from when to when."""

    user = forms.ChoiceField(label="Who stands in?")
    from_day = DateField(label="From which day?")
    last_day = DateField(label="Up to and with which day?")

    def __init__(self, *args: Any, people: Sequence[User], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.people = {str(user.public_id): user for user in people}
        names = [(key, user.name) for key, user in self.people.items()]
        self.fields["user"].choices = [("", "Choose somebody"), *names]  # type: ignore[attr-defined]
        self.fields["from_day"].initial = today()

    def clean_user(self) -> User:
        return self.people[self.cleaned_data["user"]]

    def told(self) -> dict[str, Any]:
        """What the deed is told: the first day on which it is over."""
        said = dict(self.cleaned_data)
        until = said.pop("last_day") + timedelta(days=1)
        return said | {"until_day": until}


class OpenFile(Form):
    """A child by name and birthday, and what is happening."""

    first_name = forms.CharField(label="The child’s first name", max_length=80)
    last_name = forms.CharField(label="Their last name", max_length=80)
    born = DateField(
        label="When were they born?",
        earliest=date(1990, 1, 1),
        error_messages={"required": "Say when they were born"},
    )
    reason = forms.ChoiceField(
        label="Why do you need it now?",
        choices=Opening.Reason.choices,
        widget=Radios,
        error_messages={"required": "Choose why you need it now"},
    )
    words = _words(
        "What is happening?",
        "A sentence or two. The safeguarding lead and the data protection officer read it today. Leave out the child’s name.",
        missing="Say what is happening",
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["born"].latest = today()  # type: ignore[attr-defined]


class ReviewOpening(Form):
    """Was it right?"""

    finding = forms.ChoiceField(label="Was it right?", choices=Opening.Finding.choices, widget=Radios)
    words = _words("What should happen now?", "You can leave this empty if it was right.", required=False)
