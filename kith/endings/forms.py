"""What a person may type about an ending. The child's words come first; nobody has to say why."""

from datetime import date
from typing import Any

from django import forms

from kith.endings.models import Ask, ContactAnswer, Ending, Letter
from kith.endings.parties import parties
from kith.endings.presenters import kind_words
from kith.endings.queries import earliest_last_day, why_not_that_last_day
from kith.foundation.dates import day_words
from kith.foundation.forms import Form
from kith.foundation.gov.fields import DateField
from kith.foundation.gov.widgets import Radios
from kith.matching.models import Match

YES_OR_NO = [("yes", "Yes"), ("no", "No")]
Contact, Who = Ending.Contact, ContactAnswer.Who


def _lines(rows: int) -> forms.Textarea:
    return forms.Textarea(attrs={"rows": rows})


def _few_words(label: str, why: str) -> forms.CharField:
    return forms.CharField(label=label, max_length=500, widget=_lines(2), error_messages={"required": why})


class Sought(Form):
    """Which endings to list."""

    kind = forms.ChoiceField(
        label="Kind",
        choices=[("", "Every kind"), *((kind.value, str(kind.label)) for kind in Ending.Kind)],
        required=False,
    )
    says_optional = False


class BeginForm(Form):
    """How a match ends: the child's words, whether there is time to say goodbye, and of what kind it is."""

    child_words = forms.CharField(max_length=1000, required=False, widget=_lines(3))
    planned = forms.ChoiceField(
        label="Is there time to say goodbye?",
        widget=Radios(reveals={"yes": "last_day"}),
        error_messages={"required": "Say whether there is time to say goodbye"},
    )
    last_day = DateField(label="Which day is the last?", required=False)
    kind = forms.ChoiceField(
        label="What kind of ending is it?",
        widget=Radios,
        error_messages={"required": "Choose what kind of ending it is"},
    )
    reason_words = forms.CharField(
        label="What should somebody know who reads this later?",
        help_text="A sentence or two, if it helps. Everybody who may see this match can read it, the worker too.",
        max_length=1000,
        required=False,
        widget=_lines(3),
    )
    says_optional = False

    def __init__(self, *args: Any, match: Match, on: date, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.match, self.on = match, on
        child, volunteer = match.child.name, match.volunteer.first_name
        words, planned, kind = self.fields["child_words"], self.fields["planned"], self.fields["kind"]
        words.label = f"What does {child} say about it?"
        words.help_text = f"In {child}’s own words, if {child} knows yet. You can write them down later too."
        planned.choices = [  # type: ignore[attr-defined]
            ("yes", f"Yes, {child} and {volunteer} wind down together"),
            ("no", "No, it ends today"),
        ]
        planned.widget.hints = {
            "yes": "They meet until the last day. Each step comes onto your desk when it is due.",
            "no": f"{volunteer} can see nothing of {child} from today. What can still be done well comes onto your desk.",
        }
        kinds = [key for key in Ending.Kind if key != Ending.Kind.DIED]
        kind.choices = [(key.value, kind_words(key, match)) for key in kinds]  # type: ignore[attr-defined]
        self.fields["last_day"].initial = earliest_last_day(match, on)

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or self.cleaned_data
        if cleaned.get("planned") != "yes" or "last_day" in self.errors:
            return cleaned
        if not cleaned.get("last_day"):
            earliest = day_words(earliest_last_day(self.match, self.on))
            self.add_error("last_day", f"Choose the last day. The earliest is {earliest}")
        elif why_not := why_not_that_last_day(
            self.match, cleaned.get("kind", ""), cleaned["last_day"], self.on
        ):
            at_once = cleaned.get("kind") in (Ending.Kind.SAFETY, Ending.Kind.CHILD_DIED)
            self.add_error("planned" if at_once else "last_day", why_not)
        return cleaned


class TellForm(Form):
    """When and how the child was told, and what they said."""

    told_on = DateField(label="Which day?")
    by_whom = forms.ChoiceField(label="Who told them?", widget=Radios)
    how = forms.ChoiceField(
        label="How?",
        choices=[("in person", "In person"), ("on a call", "On a call"), ("in a letter", "In a letter")],
        widget=Radios,
        initial="in person",
    )
    child_words = forms.CharField(max_length=500, required=False, widget=_lines(3))

    def __init__(self, *args: Any, match: Match, on: date, coordinator: str, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        child, volunteer = match.child.name, match.volunteer.first_name
        self.fields["told_on"].latest = on  # type: ignore[attr-defined]
        self.fields["told_on"].initial = on
        self.fields["by_whom"].label = f"Who told {child}?"
        people = [volunteer, coordinator, f"{volunteer} and {coordinator}", "the worker", "the carer"]
        self.fields["by_whom"].choices = [  # type: ignore[attr-defined]
            (who, who[:1].upper() + who[1:]) for who in dict.fromkeys(people)
        ]
        self.fields["child_words"].label = f"What did {child} say?"
        self.fields[
            "child_words"
        ].help_text = "In their own words. Everybody who may see this match can read it."

    def told_how(self) -> str:
        return f"by {self.cleaned_data['by_whom']}, {self.cleaned_data['how']}"


class StepWords(Form):
    """What came of a step, if there is something to say."""

    words = forms.CharField(
        label="What came of it?",
        help_text="A few words, such as: drama club, fee paid for a year. "
        "Everybody who may see this match can read them.",
        max_length=200,
        required=False,
    )


class SkipForm(Form):
    """Why a step is left out."""

    why = forms.CharField(label="Why is it left out?", max_length=200)


class ContactAnswerForm(Form):
    """What one of the three said about staying in touch."""

    who = forms.ChoiceField(label="Who did you ask?", widget=Radios)
    yes = forms.ChoiceField(label="Would they like to stay in touch?", choices=YES_OR_NO, widget=Radios)
    words = forms.CharField(label="In their words", max_length=300, required=False)

    def __init__(self, *args: Any, ending: Ending, on: date, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["who"].choices = [  # type: ignore[attr-defined]
            (who, f"{name[:1].upper()}{name[1:]}") for who, name in parties(ending, on).items()
        ]


class ContactForm(Form):
    """How they stay in touch, once everybody has been asked."""

    contact = forms.ChoiceField(
        label="So how do they stay in touch?",
        choices=[(way.value, way.label) for way in Contact if way != Contact.NOT_ASKED],
        widget=Radios(
            hints={
                Contact.CARDS: "Everybody has said yes. You pass them on.",
                Contact.INFORMAL: "Everybody has said yes. The scheme has no part in it any more.",
            }
        ),
    )


class AgainForm(Form):
    """Whether the child would like somebody again."""

    wanted = forms.ChoiceField(widget=Radios)
    lift_pause = forms.BooleanField(required=False)
    words = forms.CharField(label="In their words", max_length=500, required=False, widget=_lines(2))

    def __init__(self, *args: Any, match: Match, on: date, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        child = match.child.name
        if match.child.rests_until and match.child.rests_on(on):
            until = day_words(match.child.rests_until)
            self.fields["lift_pause"].label = f"{child} would like us to look before {until}"
            self.fields["lift_pause"].help_text = f"There is a pause until then, and only {child} lifts it."
        else:
            del self.fields["lift_pause"]
        self.fields["wanted"].label = f"Would {child} like somebody again?"
        self.fields["wanted"].choices = [("yes", "Yes"), ("no", "No, not now")]  # type: ignore[attr-defined]
        self.fields["wanted"].widget.hints = {
            "yes": f"{child}’s referral waits again, and you look for somebody new.",
            "no": f"{child}’s referral is closed. {child} can be referred again at any time.",
        }


class EndForm(Form):
    """Ending now; before the last day, with a reason."""

    words = _few_words("Why does it end sooner?", "Say in a few words why it ends sooner")

    def __init__(self, *args: Any, ending: Ending, on: date, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if ending.last_day is None or ending.last_day <= on:
            del self.fields["words"]


class CallOffForm(Form):
    """Why they go on after all; where the young person chose to stop, that they said so."""

    childs_wish = forms.BooleanField(required=False)
    why = _few_words("Why do they go on?", "Say in a few words why they go on")

    def __init__(self, *args: Any, ending: Ending, mistake: bool = False, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        child = ending.match.child.name
        if mistake:
            self.fields["why"].label = "What was wrong?"
            self.fields["why"].error_messages["required"] = "Say in a few words what was wrong"
        self.fields["childs_wish"].label = f"{child} told me that they want to go on"
        if not ending.is_childs_choice:
            del self.fields["childs_wish"]


class LaterForm(Form):
    """A later last day."""

    to = DateField(label="Which day is the last now?")

    def __init__(self, *args: Any, ending: Ending, on: date, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if ending.last_day:
            self.fields["to"].help_text = f"Until now it was {day_words(ending.last_day)}."


class LetterForm(Form):
    """A letter to keep."""

    words = forms.CharField(
        label="Your letter",
        max_length=Letter._meta.get_field("words").max_length,
        widget=_lines(12),
        error_messages={"required": "Write something first. A few honest lines are enough."},
    )
    signed = forms.CharField(label="Signed", max_length=80)
    widths = {"signed": "one-half"}


class AskForm(Form):
    """What a young person wants, and words only if they like."""

    kind = forms.ChoiceField(
        label="What do you want?",
        widget=Radios,
        choices=[(kind.value, str(kind.label)) for kind in Ask.Kind],
        error_messages={"required": "Choose one of the three."},
    )
    words = forms.CharField(
        label="Do you want to say more?", max_length=1000, required=False, widget=_lines(3)
    )
    says_optional = False

    def __init__(self, *args: Any, match: Match, coordinator: str, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        volunteer = match.volunteer.first_name
        self.fields["kind"].widget.hints = {
            Ask.Kind.CHANGE: f"Another day, another place, anything. {coordinator} will talk with you.",
            Ask.Kind.BREAK: f"You don’t see {volunteer} for a while. You say when you want to go on.",
            Ask.Kind.STOP: f"You don’t have to see {volunteer} any more. Nobody will be cross with you.",
        }
        self.fields["words"].help_text = (
            f"You don’t have to say why. Only {coordinator} and {coordinator}’s manager can read this. "
            f"{volunteer} can’t."
        )


class AnswerForm(Form):
    """What the young person was told; for a break, whether it is over."""

    words = forms.CharField(max_length=1000, widget=_lines(3))
    resume = forms.ChoiceField(label="Is the break over?", widget=Radios)

    def __init__(self, *args: Any, ask: Ask, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        child = ask.child.name
        self.fields["words"].label = f"What did you tell {child}?"
        self.fields["words"].help_text = f"Short and plain: {child} can read it in My space."
        self.fields["resume"].choices = [  # type: ignore[attr-defined]
            ("no", "No, they rest for now"),
            ("yes", f"Yes, {child} wants to go on"),
        ]
        if ask.kind != Ask.Kind.BREAK or ask.match.status != "paused":
            del self.fields["resume"]
