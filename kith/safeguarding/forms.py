"""What somebody who is worried types, and what the lead adds."""

from django import forms

from kith.foundation.forms import Form
from kith.foundation.gov.widgets import Radios
from kith.safeguarding.models import Concern, ConcernEntry


class RaiseConcern(Form):
    """Short on purpose: a minute, on a phone, with shaking hands."""

    urgency = forms.ChoiceField(
        label="How soon must somebody act?", choices=Concern.Urgency.choices, widget=Radios
    )
    words = forms.CharField(
        label="What did you see, hear or notice?",
        help_text="Your own words are right. You do not have to be sure.",
        max_length=4000,
        widget=forms.Textarea(attrs={"rows": 5}),
    )
    child_said = forms.CharField(
        label="What did the young person say, in their words?",
        required=False,
        max_length=2000,
        widget=forms.Textarea(attrs={"rows": 3}),
    )
    told = forms.CharField(label="Whom have you told already?", required=False, max_length=300)


class NotSafe(Form):
    """The same for a young person: one box, no categories."""

    words = forms.CharField(
        label="What is wrong?",
        help_text="Say it however you like. You can also leave this empty: somebody will get in touch.",
        required=False,
        max_length=4000,
        widget=forms.Textarea(attrs={"rows": 5}),
    )


class AddEntry(Form):
    """What the lead adds."""

    kind = forms.ChoiceField(label="What is it?", choices=ConcernEntry.Kind.choices, widget=Radios)
    words = forms.CharField(label="In words", max_length=4000, widget=forms.Textarea(attrs={"rows": 4}))


class InWords(Form):
    """A decision, an outcome, a reason to open it again."""

    words = forms.CharField(label="In words", max_length=4000, widget=forms.Textarea(attrs={"rows": 4}))
