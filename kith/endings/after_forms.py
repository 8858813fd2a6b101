"""What a person may type about what is kept, what comes after, and which road."""

from datetime import date
from typing import Any

from django import forms

from kith.access.models import User
from kith.endings.models import FollowOn, Keepsake, LookBack, Move, Road
from kith.foundation.forms import Form
from kith.foundation.gov.fields import DateField
from kith.foundation.gov.widgets import Checkboxes, Radios
from kith.matching.models import Match
from kith.meetings.forms.money import ReceiptField
from kith.referral.queries import coordinators_of
from kith.schemes.models import Organisation, Scheme

YES_OR_NO = [("yes", "Yes"), ("no", "No")]


def _lines(rows: int) -> forms.Textarea:
    return forms.Textarea(attrs={"rows": rows})


class TellingForm(Form):
    """Who tells the child, and when."""

    tell_by = forms.CharField(max_length=80)
    tell_day = DateField(label="Which day?")

    def __init__(self, *args: Any, match: Match, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        child = match.child.name
        self.fields["tell_by"].label = f"Who tells {child}?"
        self.fields[
            "tell_by"
        ].help_text = f"Somebody {child} trusts, face to face. Agree it with the worker first."


class MemoryForm(Form):
    """Something to remember: a picture, words, or a place."""

    kind = forms.ChoiceField(
        label="What would you like to keep?",
        choices=Keepsake.Kind.choices,
        widget=Radios(reveals={"picture": "picture"}),
        error_messages={"required": "Choose a picture, words or a place"},
    )
    picture = ReceiptField(
        label="The picture", help_text="Only what can be seen on it is kept, not where it was taken."
    )
    words = forms.CharField(
        label="In words", help_text="What it was, or where.", max_length=400, required=False, widget=_lines(2)
    )
    says_optional = False

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or self.cleaned_data
        kind = cleaned.get("kind")
        if kind == Keepsake.Kind.PICTURE and not cleaned.get("picture") and "picture" not in self.errors:
            self.add_error("picture", "Choose a picture")
        if kind and kind != Keepsake.Kind.PICTURE and not cleaned.get("words", "").strip():
            self.add_error("words", "Write a few words")
        return cleaned

    def told(self) -> dict[str, Any]:
        """What the deed is told: the picture read whole."""
        said = dict(self.cleaned_data)
        return said | {"picture": said["picture"].read() if said.get("picture") else None}


class CertificateForm(Form):
    """A certificate in the child's own words."""

    name = forms.CharField(max_length=60)
    words = forms.CharField(max_length=400, widget=_lines(4))
    signed = forms.CharField(label="Who signs it?", max_length=120)
    widths = {"name": "one-half"}

    def __init__(self, *args: Any, match: Match, is_child: bool = False, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        child = match.child.name
        self.fields["name"].label = (
            "What name goes on it?" if is_child else f"What would {child} like to be called on it?"
        )
        self.fields["words"].label = "What is it for?" if is_child else f"What is it for, in {child}’s words?"
        self.fields["words"].help_text = (
            "Such as: for being brave at the top of the slide, and for all the chips. "
            "Emoji stay on the screen; paper cannot show them."
        )
        if is_child:
            del self.fields["signed"]


class FollowForm(Form):
    """What the child goes on to."""

    chosen = forms.ModelMultipleChoiceField(
        label="From the scheme’s list", queryset=FollowOn.objects.none(), required=False, widget=Checkboxes
    )
    words = forms.CharField(label="Something else", max_length=200, required=False)

    def __init__(self, *args: Any, match: Match, on: date, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        rows = FollowOn.objects.offered().filter(scheme=match.scheme).for_age(match.child.age_on(on))
        self.fields["chosen"].queryset = rows  # type: ignore[attr-defined]
        self.fields[
            "words"
        ].help_text = f"Everybody who may see this match can read it, and {match.child.name}."
        if not rows.exists():
            del self.fields["chosen"]


class FollowOnForm(Form):
    """Something on the scheme's own list."""

    kind = forms.ChoiceField(label="What is it?", choices=FollowOn.Kind.choices, widget=Radios)
    name = forms.CharField(label="What is it called?", max_length=80)
    words = forms.CharField(
        label="In a sentence, as you would tell a child", max_length=300, required=False, widget=_lines(2)
    )
    reach = forms.CharField(
        label="How does one get there?",
        help_text="A website, a number, whom to ask for.",
        max_length=120,
        required=False,
    )
    age_from = forms.IntegerField(label="From age", min_value=0, max_value=25, initial=5)
    age_to = forms.IntegerField(label="To age", min_value=0, max_value=25, initial=25)
    widths = {"age_from": 2, "age_to": 2}


class WelcomeForm(Form):
    """May we ask again after 3 and 12 months?"""

    welcome = forms.ChoiceField(widget=Radios(reveals={"yes": "how_to_reach"}), choices=YES_OR_NO)
    how_to_reach = forms.CharField(max_length=200, required=False)

    def __init__(self, *args: Any, match: Match, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        child = match.child.name
        self.fields["welcome"].label = f"Would {child} like us to ask again after 3 and 12 months?"
        self.fields["how_to_reach"].label = f"How would {child} like to be reached then?"
        self.fields[
            "how_to_reach"
        ].help_text = (
            "Such as: through the carer, by text. It is all we still know then; the story has closed."
        )


class LookBackForm(Form):
    """A question or two; nothing has to be answered."""

    was_good = forms.ChoiceField(choices=LookBack.Said.choices, required=False, widget=Radios)
    has_somebody = forms.ChoiceField(choices=LookBack.Said.choices, required=False, widget=Radios)
    words = forms.CharField(max_length=600, required=False, widget=_lines(3))
    says_optional = False

    def __init__(self, *args: Any, volunteer: str, child: str = "", **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["was_good"].label = (
            f"Is {child} glad that {volunteer} came?" if child else f"Are you glad that {volunteer} came?"
        )
        self.fields["has_somebody"].label = (
            f"Does {child} have somebody to turn to now?" if child else "Do you have somebody to turn to now?"
        )
        self.fields["words"].label = f"What does {child} say?" if child else "Do you want to say more?"


class DiedForm(Form):
    """On which day a volunteer died."""

    died_on = DateField(label="On which day?")

    def __init__(self, *args: Any, on: date, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["died_on"].latest = on  # type: ignore[attr-defined]


class ChildDiedForm(Form):
    """Nothing has to be said; what is said is read by whoever may see the match."""

    reason_words = forms.CharField(
        label="What should somebody know who reads this later?",
        help_text="Nothing, if you would rather not. Everybody who may see these matches can read it.",
        max_length=1000,
        required=False,
        widget=_lines(3),
    )
    says_optional = False


class RoadForm(Form):
    """Which of the three, and what the young person said."""

    way = forms.ChoiceField(choices=Road.Way.choices, widget=Radios)
    child_words = forms.CharField(max_length=400, widget=_lines(3))

    def __init__(self, *args: Any, match: Match, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        child, volunteer = match.child.name, match.volunteer.first_name
        self.fields["way"].label = f"What would {child} like?"
        self.fields["way"].widget.hints = {
            Road.Way.MOVE: f"{volunteer} stays, in a scheme for care leavers that approves {volunteer} and takes the two over.",
            Road.Way.INFORMAL: "They go on by themselves. Everybody must say yes, and the scheme has no part in it any more.",
            Road.Way.END: "A planned goodbye, by the eighteenth birthday, with everything that belongs to it.",
        }
        self.fields["child_words"].label = f"What did {child} say?"


def _kind_of(side: Scheme | Organisation) -> str:
    return "scheme" if isinstance(side, Scheme) else "authority"


class MoveForm(Form):
    """To whom a match goes over, and what the other side should know."""

    to = forms.ChoiceField(label="To whom?")
    child_words = forms.CharField(max_length=400, widget=_lines(2))
    words = forms.CharField(
        label="What should the other side know?",
        help_text="How long they have been together, how often they meet, what matters. No name: they learn it with their yes.",
        max_length=600,
        widget=_lines(3),
    )

    def __init__(self, *args: Any, match: Match, on: date, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["child_words"].label = f"What does {match.child.name} say about it?"
        schemes = Scheme.objects.open_on(on).exclude(pk=match.scheme.pk).order_by("name")
        others = Organisation.objects.filter(kind=Organisation.Kind.AUTHORITY).exclude(
            name=str(match.child.authority or "")
        )
        self.sides: dict[str, Scheme | Organisation] = {f"scheme {one.public_id}": one for one in schemes} | {
            f"authority {one.public_id}": one for one in others.order_by("name")
        }
        self.fields["to"].choices = [  # type: ignore[attr-defined]
            ("", "Choose"),
            *((key, f"{one} ({_kind_of(one)})") for key, one in self.sides.items()),
        ]

    def told(self) -> dict[str, Any]:
        """What the deed is told: a scheme or an authority."""
        said = dict(self.cleaned_data)
        to = self.sides[said.pop("to")]
        return said | {"to_scheme" if isinstance(to, Scheme) else "to_authority": to}


class TakeOverForm(Form):
    """The other side's answer."""

    yes = forms.ChoiceField(label="Do you take them over?", choices=YES_OR_NO, widget=Radios)
    coordinator = forms.ModelChoiceField(
        label="Who looks after them from now on?", queryset=User.objects.none(), required=False
    )
    authority_ref = forms.CharField(
        label="Your own number for the child, if there is one", max_length=40, required=False
    )
    answer = forms.CharField(label="In words", max_length=400, required=False, widget=_lines(2))

    def __init__(self, *args: Any, move: Move, on: date, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if move.to_scheme:
            self.fields["coordinator"].queryset = coordinators_of([move.to_scheme], on)  # type: ignore[attr-defined]
            del self.fields["authority_ref"]
        else:
            del self.fields["coordinator"]

    def told(self) -> dict[str, Any]:
        return self.cleaned_data | {"yes": self.cleaned_data["yes"] == "yes"}


class AgainTogetherForm(Form):
    """Both are asked, each alone."""

    child_wishes = forms.ChoiceField(choices=YES_OR_NO, widget=Radios(inline=True))
    volunteer_wishes = forms.ChoiceField(choices=YES_OR_NO, widget=Radios(inline=True))

    def __init__(self, *args: Any, match: Match, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        child, volunteer = match.child.name, match.volunteer.first_name
        self.fields["child_wishes"].label = f"Would {child} like to see {volunteer} again?"
        self.fields["volunteer_wishes"].label = f"Would {volunteer} like to, in principle?"
        self.fields["volunteer_wishes"].help_text = f"Ask in general, and say nothing about {child}’s life."
