"""What somebody who is worried types, and what the lead adds."""

from collections.abc import Sequence
from typing import Any, cast

from django import forms

from kith.access.models import User
from kith.foundation.forms import Form
from kith.foundation.gov.widgets import Radios
from kith.people.models import Child
from kith.safeguarding.models import Concern, ConcernEntry

SOMEBODY_ELSE = "somebody else"
SAY_IT = "Write it in a sentence or two"
MOST_TO_SHOW = 8  # more names than these stand in a list to open


class RaiseConcern(Form):
    """Short on purpose: a minute, on a phone, with shaking hands."""

    urgency = forms.ChoiceField(
        label="How soon must somebody act?",
        choices=Concern.Urgency.choices,
        widget=Radios,
        error_messages={"required": "Choose how soon somebody must act"},
    )
    words = forms.CharField(
        label="What did you see, hear or notice?",
        help_text="Your own words are right. You do not have to be sure.",
        max_length=4000,
        widget=forms.Textarea(attrs={"rows": 5}),
        error_messages={"required": "Write what you saw, heard or noticed; a few words are enough"},
    )
    child_said = forms.CharField(
        label="What did the young person say, in their words?",
        required=False,
        max_length=2000,
        widget=forms.Textarea(attrs={"rows": 3}),
    )
    told = forms.CharField(label="Whom have you told already?", required=False, max_length=300)
    about_name = forms.CharField(
        label="Is it about somebody who works or volunteers here? Who?",
        help_text="Leave this empty if it is not. Whoever you name never reads this.",
        required=False,
        max_length=120,
    )

    def __init__(self, *args: Any, near: Sequence[Child] = (), **kwargs: Any) -> None:
        """`near`: the children this person meets or cares for. Nobody else is ever named here."""
        super().__init__(*args, **kwargs)
        self.near = {str(child.public_id): child for child in near}
        if near:
            names = [(key, child.name) for key, child in self.near.items()]
            others = (SOMEBODY_ELSE, "Somebody else, or more than one")
            is_long = len(near) > MOST_TO_SHOW
            nobody_yet = [("", "Choose, or leave it")] if is_long else []  # its first line looks chosen
            self.fields["whom"] = forms.ChoiceField(
                label="Who is it about?",
                required=False,
                choices=[*nobody_yet, *names, others],
                widget=forms.Select if is_long else Radios,
            )
            self.order_fields(["urgency", "whom"])

    @property
    def child(self) -> Child | None:
        """Whom they chose, if they did."""
        return self.near.get(self.cleaned_data.get("whom", ""))


class NotSafe(Form):
    """The same for a young person: one box, no categories."""

    words = forms.CharField(
        label="What is wrong?",
        help_text="Say it however you like. You can also leave this empty: somebody will get in touch.",
        required=False,
        max_length=4000,
        widget=forms.Textarea(attrs={"rows": 5}),
    )
    about_name = forms.CharField(
        label="Is it about somebody who works or helps here? Who?",
        help_text="They will not read this. You can leave it empty.",
        required=False,
        max_length=120,
    )


class AddEntry(Form):
    """What the lead adds."""

    kind = forms.ChoiceField(
        label="What is it?",
        choices=[(kind.value, kind.label) for kind in ConcernEntry.BY_HAND],
        widget=Radios,
        error_messages={"required": "Choose what it is"},
    )
    words = forms.CharField(
        label="In words",
        help_text="Of a referral: whom you spoke to, when, their reference, and what they will do.",
        max_length=4000,
        widget=forms.Textarea(attrs={"rows": 4}),
        error_messages={"required": SAY_IT},
    )

    def __init__(self, *args: Any, only: Sequence[str] = (), **kwargs: Any) -> None:
        """`only`: those kinds that the clock waits for."""
        super().__init__(*args, **kwargs)
        if only:
            kind = cast("forms.ChoiceField", self.fields["kind"])
            kind.choices = [(key, ConcernEntry.Kind(key).label) for key in only]


class KeepFrom(Form):
    """A colleague who could read it or be asked to reach a reader, and must not."""

    user = forms.ChoiceField(label="Who must not see it?")
    words = forms.CharField(
        label="Why?", required=False, max_length=1000, widget=forms.Textarea(attrs={"rows": 2})
    )

    def __init__(self, *args: Any, people: Sequence[User], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.people = {str(user.public_id): user for user in people}
        names = [(key, user.name) for key, user in self.people.items()]
        self.fields["user"] = forms.ChoiceField(
            label="Who must not see it?", choices=[("", "Choose somebody"), *names]
        )
        self.order_fields(["user", "words"])

    def clean_user(self) -> User:
        return self.people[self.cleaned_data["user"]]


class InWords(Form):
    """A decision, an outcome, a reason to open it again."""

    words = forms.CharField(
        label="In words",
        max_length=4000,
        widget=forms.Textarea(attrs={"rows": 4}),
        error_messages={"required": SAY_IT},
    )
