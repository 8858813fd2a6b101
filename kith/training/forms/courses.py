"""What a person may type about a course."""

import re
from collections.abc import Iterable, Sequence
from datetime import date
from typing import Any, ClassVar, cast

from django import forms

from kith.foundation.forms import Form
from kith.foundation.gov.fields import DateField
from kith.foundation.gov.widgets import Checkboxes, Radios
from kith.schemes.models import Organisation, Scheme
from kith.training.forms.fields import SafeURLField
from kith.training.models import CourseVersion
from kith.training.presets import known_topics, ordinary_courses

How, Need = CourseVersion.How, CourseVersion.Need
A_TOPIC = re.compile(r"(?P<topic>.*?\S)[\s:,–-]+(?P<hours>\d{1,2}(?:[.,]\d{1,2})?)\s*(?:h|hrs?|hours?)?")
MOST_HOURS = 40
YES, NO = "yes", "no"


def read_topics(typed: str) -> list[dict[str, Any]]:
    """One topic a line with its hours, such as “Safeguarding 1.5”."""
    rows: dict[str, float] = {}
    for number, line in enumerate(typed.splitlines(), start=1):
        if not line.strip():
            continue
        found = A_TOPIC.fullmatch(line.strip())
        if not found:
            raise forms.ValidationError(
                f"Line {number}, “{line.strip()}”: write the topic and then its hours, like Safeguarding 1.5"
            )
        topic = known_topics().get(found["topic"].lower(), found["topic"][:60])
        hours = float(found["hours"].replace(",", "."))
        if not 0 < hours <= MOST_HOURS:
            raise forms.ValidationError(f"Line {number}: hours are more than 0 and at most {MOST_HOURS}")
        if topic in rows:
            raise forms.ValidationError(f"Line {number}: {topic} stands there twice. Add its hours up.")
        rows[topic] = hours
    return [
        {"topic": topic, "hours": int(hours) if hours.is_integer() else hours}
        for topic, hours in rows.items()
    ]


def topics_typed(rows: Iterable[dict[str, Any]]) -> str:
    return "\n".join(f"{row['topic']} {row['hours']}" for row in rows)


def owner_choices(owners: Iterable[Organisation | Scheme]) -> list[tuple[str, str]]:
    return [
        (str(owner.public_id), owner.name if isinstance(owner, Scheme) else f"All schemes of {owner.name}")
        for owner in owners
    ]


class CourseForm(Form):
    """What a course teaches and asks."""

    name = forms.CharField(label="What is it called?", max_length=80)
    owner = forms.ChoiceField(label="Whose course is it?", widget=Radios)
    summary = forms.CharField(
        label="What is it about?", max_length=400, required=False, widget=forms.Textarea(attrs={"rows": 3})
    )
    how = forms.ChoiceField(
        label="How is it done?", choices=How.choices, widget=Radios(reveals={How.E_LEARNING: "link"})
    )
    link = SafeURLField(label="Address of the website")
    need = forms.ChoiceField(
        label="Who does it?",
        help_text="Whoever lacks it is named and reminded. That nobody goes on without it is said in what a scheme asks; "
        "the course’s page leads there.",
        choices=Need.choices,
        widget=Radios,
    )
    months = forms.IntegerField(
        label="For how long does it hold?",
        min_value=1,
        max_value=120,
        required=False,
        help_text="Leave it empty if it holds for good.",
    )
    topics = forms.CharField(
        label="Topics and hours",
        widget=forms.Textarea(attrs={"rows": 4}),
        help_text="One topic a line with its hours, like Safeguarding 1.5",
    )
    units: ClassVar[dict[str, str]] = {"months": "months"}
    widths: ClassVar[dict[str, int | str]] = {"months": 3}

    def __init__(self, *args: Any, owners: Sequence[Organisation | Scheme] = (), **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.owners = {str(owner.public_id): owner for owner in owners}
        if owners:
            field = cast("forms.ChoiceField", self.fields["owner"])
            field.choices = owner_choices(owners)
            field.initial = str(owners[0].public_id)
        else:
            del self.fields["owner"]

    def clean_topics(self) -> list[dict[str, Any]]:
        return read_topics(self.cleaned_data["topics"])

    def clean_owner(self) -> Organisation | Scheme:
        return self.owners[self.cleaned_data["owner"]]

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or self.cleaned_data
        if cleaned.get("how") == How.E_LEARNING and not cleaned.get("link") and "link" not in self.errors:
            self.add_error("link", "Enter the address at which the e-learning is found")
        if cleaned.get("how") == How.SESSION:
            cleaned["link"] = ""
        if cleaned.get("need") == Need.YEARLY and not cleaned.get("months") and "months" not in self.errors:
            self.add_error("months", "A course for every year holds for a time: enter 12, for example")
        return cleaned


class CourseChangeForm(CourseForm):
    """A new version: besides what it says, what is new and whether it must be done again."""

    what_changed = forms.CharField(
        label="What is new in it?",
        max_length=200,
        required=False,
        help_text="One line for whoever wonders later.",
    )
    again = forms.ChoiceField(
        label="Must those who did it before do it again?",
        choices=((NO, "No, what they did still holds"), (YES, "Yes, by a day")),
        widget=Radios(reveals={YES: "again_by"}),
        initial=NO,
    )
    again_by = DateField(label="By which day?", required=False)

    def __init__(self, *args: Any, version: CourseVersion, today: date, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        cast("DateField", self.fields["again_by"]).earliest = today
        for name, value in version.content().items():
            self.fields[name].initial = topics_typed(value) if name == "topics" else value

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean()
        again = cleaned.pop("again", NO)
        if again == YES and not cleaned.get("again_by") and "again_by" not in self.errors:
            self.add_error("again_by", "Enter the day by which it must be done again")
        if again == NO:
            cleaned["again_by"] = None
        return cleaned


class OrdinaryCoursesForm(Form):
    """Courses as most schemes teach them, to begin with."""

    keys = forms.MultipleChoiceField(
        label="Which courses?",
        widget=Checkboxes,
        error_messages={"required": "Choose at least one course, or write one of your own"},
    )
    owner = forms.ChoiceField(label="Whose courses are they?", widget=Radios)

    def __init__(
        self, *args: Any, owners: Sequence[Organisation | Scheme], already: Iterable[str], **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        known = {key: course for key, course in ordinary_courses().items() if key not in set(already)}
        keys = cast("forms.MultipleChoiceField", self.fields["keys"])
        keys.choices = [(key, course.name) for key, course in known.items()]
        keys.initial = [key for key, course in known.items() if course.need != Need.OPTIONAL]
        keys.widget.hints = {key: course.summary for key, course in known.items()}
        self.owners = {str(owner.public_id): owner for owner in owners}
        owner = cast("forms.ChoiceField", self.fields["owner"])
        owner.choices = owner_choices(owners)
        owner.initial = str(owners[0].public_id)

    def clean_owner(self) -> Organisation | Scheme:
        return self.owners[self.cleaned_data["owner"]]
