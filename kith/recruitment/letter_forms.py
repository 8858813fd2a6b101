"""What staff type about a letter, an interview, a flag, the public page and how long things are kept."""

from collections.abc import Collection, Iterable
from datetime import date, timedelta
from typing import Any, ClassVar

from django import forms

from kith.access.models import User
from kith.foundation.dates import today
from kith.foundation.gov.fields import DateField
from kith.foundation.gov.widgets import Radios
from kith.recruitment.forms import Form
from kith.recruitment.models import Flag, Front, InterviewView, Letter

LAST_YEAR, NEXT_YEAR = timedelta(days=366), timedelta(days=366)


def _words(
    label: str, hint: str = "", rows: int = 4, most: int = 3000, required: bool = True
) -> forms.CharField:
    box = forms.Textarea(attrs={"rows": rows})
    return forms.CharField(label=label, help_text=hint, max_length=most, widget=box, required=required)


class WriteLetter(Form):
    """The words, and how they reach the applicant."""

    words = _words(
        "Your letter",
        "Make it your own. Never say why: that stays with those who vet.",
        rows=14,
        required=False,
    )
    how = forms.ChoiceField(label="How do they get it?", widget=Radios)

    def __init__(self, *args: Any, has_email: bool, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        ways = [
            (Letter.How.EMAIL, "E-mail them a link to this letter"),
            (Letter.How.PAPER, "I print it"),
            (Letter.How.TOLD, "I have told them myself, no letter"),
        ]
        self.fields["how"].choices = ways if has_email else ways[1:]  # type: ignore[attr-defined]


class LetterWordsForm(Form):
    """A scheme's own words for one letter."""

    words = _words("The words of this letter", rows=18, required=False)
    says_optional = False

    def __init__(self, *args: Any, places: Iterable[str], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        named = [f"{{{place}}}" for place in places]
        self.fields[
            "words"
        ].help_text = (
            f"{', '.join(named[:-1])} and {named[-1]} are filled in. Whoever sends it can still change it."
        )

    def clean_words(self) -> str:
        words = str(self.cleaned_data["words"]).replace("\r\n", "\n")
        if not words.strip():
            raise forms.ValidationError("Write the letter, or go back to the usual words")
        return words


class PlanInterview(Form):
    """Two colleagues, a day, a place."""

    first = forms.ChoiceField(label="Who talks with them?")
    second = forms.ChoiceField(
        label="And who else?", help_text="Two people, so that one person’s impression never decides."
    )
    held_on = DateField(label="Which day?")
    place = forms.CharField(
        label="Where, or how?", help_text="Such as the office, or by video.", max_length=80, required=False
    )
    widths: ClassVar[dict[str, int | str]] = {"first": "two-thirds", "second": "two-thirds"}

    def __init__(
        self, *args: Any, colleagues: Iterable[User], trained: Collection[int] = (), **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        self.colleagues = {str(user.public_id): user for user in colleagues}
        names = [
            ("", "---------"),
            *(
                (key, user.name if user.pk in trained else f"{user.name} (not trained to interview)")
                for key, user in sorted(self.colleagues.items(), key=lambda one: one[1].pk not in trained)
            ),
        ]
        for name in ("first", "second"):
            self.fields[name].choices = names  # type: ignore[attr-defined]
        self.fields["held_on"].earliest = today() - LAST_YEAR  # type: ignore[attr-defined]
        self.fields["held_on"].latest = today() + NEXT_YEAR  # type: ignore[attr-defined]

    def clean_first(self) -> User:
        return self.colleagues[self.cleaned_data["first"]]

    def clean_second(self) -> User:
        return self.colleagues[self.cleaned_data["second"]]


def questions() -> list[tuple[str, str]]:
    """What the two listen for. Scored apart, so that an interview is more than an impression."""
    return [
        ("motives", "Why they want to do it"),
        ("child", "How they see a child’s side of things"),
        ("boundaries", "Keeping boundaries, and asking for help"),
        ("staying", "Turning up, and staying"),
        ("safeguarding", "What they would do if a child told them something"),
    ]


MET = [("", "Not asked"), ("1", "Not met"), ("2", "Partly"), ("3", "Well"), ("4", "Very well")]


class WriteView(Form):
    """One interviewer's own view."""

    words = _words("What did you hear and see?", "Read by those who vet, and by you.", rows=6, required=False)
    leaning = forms.ChoiceField(
        label="Would you go on with them?", choices=InterviewView.Leaning.choices, widget=Radios
    )
    says_optional = False

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for key, question in questions():
            self.fields[f"met_{key}"] = forms.ChoiceField(label=question, choices=MET, required=False)
        self.order_fields([*(f"met_{key}" for key, _ in questions()), "words", "leaning"])

    def told(self) -> dict[str, Any]:
        said = self.cleaned_data
        met = {key: int(said[f"met_{key}"]) for key, _ in questions() if said.get(f"met_{key}")}
        return {"words": said["words"], "leaning": said["leaning"], "met": met}


class SettleFlag(Form):
    """What was found, and how."""

    finding = forms.ChoiceField(label="What did you find?", choices=Flag.Finding.choices, widget=Radios)
    words = _words("How did you find out?", "Read by those who vet, nobody else.", rows=3, most=1000)


class FrontForm(Form):
    """The public page, as far as a scheme may shape it."""

    is_looking = forms.TypedChoiceField(
        label="Do you take new volunteers now?",
        choices=[("yes", "Yes"), ("no", "No, say “not just now”")],
        widget=Radios,
        coerce=lambda said: said == "yes",
    )
    address = forms.SlugField(
        label="Short address for posters",
        help_text="Small letters, figures and hyphens, such as northbridge-visitors.",
        max_length=40,
        required=False,
    )
    words = _words(
        "A few words of your own", "Shown at the top of the page.", rows=4, most=1000, required=False
    )

    @staticmethod
    def known(front: Front | None) -> dict[str, Any]:
        if front is None:
            return {"is_looking": "yes"}
        return {
            "is_looking": "yes" if front.is_looking else "no",
            "address": front.address or "",
            "words": front.words,
        }


class AppealForm(Form):
    """Whom a scheme most needs."""

    words = forms.CharField(
        label="Whom do you need most?",
        help_text="One plain sentence, such as “Many of those who wait would like somebody who is free on Saturdays”. Nothing that could point at one child.",
        max_length=200,
        widget=forms.Textarea(attrs={"rows": 2}),
    )
    until = DateField(label="Until when should it be on the page?", earliest=date(2020, 1, 1))


class KeepingForm(Form):
    """How long a scheme waits and keeps."""

    lapse_days = forms.IntegerField(
        label="Close an application after so many days without an answer", min_value=14, max_value=365
    )
    warning_days = forms.IntegerField(
        label="Write to them so many days before that", min_value=3, max_value=90
    )
    declined_months = forms.IntegerField(
        label="Keep applications that were declined for", min_value=1, max_value=84
    )
    gone_months = forms.IntegerField(
        label="Keep applications that were withdrawn or lapsed for", min_value=1, max_value=84
    )
    widths: ClassVar[dict[str, int | str]] = dict.fromkeys(
        ("lapse_days", "warning_days", "declined_months", "gone_months"), 3
    )
    units: ClassVar[dict[str, str]] = {
        "lapse_days": "days",
        "warning_days": "days",
        "declined_months": "months",
        "gone_months": "months",
    }
