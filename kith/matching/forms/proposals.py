"""The steps of a proposal: a sketch, a yes or no, a first meeting, how it was, and closing."""

from collections.abc import Sequence
from typing import Any

from django import forms

from kith.access.models import User
from kith.foundation.dates import LONDON, moment
from kith.foundation.forms import Form
from kith.foundation.gov.fields import DateField, TimeField
from kith.foundation.gov.widgets import Radios
from kith.matching.drafts import names_in
from kith.matching.models import FirstMeetingAnswer, Proposal

YES_NO = [("yes", "Yes"), ("no", "No")]
Reason, By = Proposal.CloseReason, Proposal.ClosedBy


class SketchForm(Form):
    """What the volunteer is told before they say yes: never who it is."""

    sketch = forms.CharField(
        label="What the volunteer is told",
        help_text="How old, and what they like. No name, no place, no school, nothing of the past.",
        max_length=600,
        widget=forms.Textarea(attrs={"rows": 4}),
    )

    def __init__(self, data: Any = None, *, proposal: Proposal, start: str) -> None:
        self.proposal = proposal
        super().__init__(data, initial={"sketch": start})

    def clean_sketch(self) -> str:
        words: str = self.cleaned_data["sketch"]
        if found := names_in(words, self.proposal.child, self.proposal.referral):
            raise forms.ValidationError(f"Take “{found[0]}” out: it says who it is")
        return words


class YesNoForm(Form):
    """A yes or no with a word beside it, if there is one."""

    answer = forms.ChoiceField(label="What did they say?", choices=YES_NO, widget=Radios(inline=True))
    words = forms.CharField(
        label="Anything to remember", max_length=300, required=False, widget=forms.Textarea(attrs={"rows": 2})
    )

    @property
    def yes(self) -> bool:
        return bool(self.cleaned_data["answer"] == "yes")


class MyAnswerForm(Form):
    """A volunteer's own answer, or a young person's: two buttons and, for the volunteer, a line if they like."""

    answer = forms.ChoiceField(choices=YES_NO, widget=forms.HiddenInput)
    words = forms.CharField(
        label="Anything you would like to say to the coordinator?",
        max_length=300,
        required=False,
        widget=forms.Textarea(attrs={"rows": 2}),
    )

    @property
    def yes(self) -> bool:
        return bool(self.cleaned_data["answer"] == "yes")


class FirstMeetingForm(Form):
    """When and where they meet for the first time, and what carer and worker say."""

    on = DateField(label="Which day?")
    at = TimeField(label="What time?")
    place = forms.CharField(
        label="Where?", help_text="Somewhere out and about, never at anybody’s home.", max_length=120
    )
    accompanied_by = forms.ChoiceField(label="Who of us is there too?", widget=Radios)
    carer_heard = forms.CharField(
        label="What the carer says",
        help_text="They are heard; the child decides.",
        max_length=300,
        required=False,
        widget=forms.Textarea(attrs={"rows": 2}),
    )
    worker_heard = forms.CharField(
        label="What the worker says", max_length=300, required=False, widget=forms.Textarea(attrs={"rows": 2})
    )

    def __init__(self, data: Any = None, *, proposal: Proposal, able: Sequence[User], by: User) -> None:
        planned = proposal.first_meeting_at
        local = planned.astimezone(LONDON) if planned else None
        initial = {
            "on": local.date() if local else None,
            "at": local.time() if local else None,
            "place": proposal.first_meeting_place,
            "accompanied_by": str((proposal.first_meeting_with or by).public_id),
            "carer_heard": proposal.carer_heard,
            "worker_heard": proposal.worker_heard,
        }
        super().__init__(data, initial=initial)
        self.able = {str(user.public_id): user for user in able}
        self.fields["accompanied_by"].choices = [(key, user.name) for key, user in self.able.items()]  # type: ignore[attr-defined]

    def told(self) -> dict[str, Any]:
        said = self.cleaned_data
        return {
            "accompanied_by": self.able[said["accompanied_by"]],
            "moment": moment(said["on"], said["at"]),
            "place": said["place"],
            "carer_heard": said["carer_heard"],
            "worker_heard": said["worker_heard"],
        }


class AfterForm(YesNoForm):
    """Who was asked after the first meeting, and what they said."""

    who = forms.ChoiceField(label="Who did you ask?", choices=FirstMeetingAnswer.Who.choices, widget=Radios)
    field_order = ("who", "answer", "words")

    def __init__(self, data: Any = None, *, still: list[FirstMeetingAnswer.Who]) -> None:
        super().__init__(data)
        asked = [*still, FirstMeetingAnswer.Who.WORKER]
        self.fields["who"].choices = [(who.value, who.label) for who in dict.fromkeys(asked)]  # type: ignore[attr-defined]
        self.fields["answer"].label = "Would they like to go on?"


class CloseForm(Form):
    """Whose no it is and why; told to nobody but those who look after the match."""

    closed_by = forms.ChoiceField(label="Whose no is it?", choices=By.choices, widget=Radios)
    reason = forms.ChoiceField(
        label="Why?",
        choices=[
            (reason.value, reason.label)
            for reason in (
                Reason.SAID_NO,
                Reason.CHANGED_MIND,
                Reason.AFTER_MEETING,
                Reason.CANNOT,
                Reason.CIRCUMSTANCES,
            )
        ],
        widget=Radios,
    )
    words = forms.CharField(
        label="In their words", max_length=300, required=False, widget=forms.Textarea(attrs={"rows": 2})
    )
