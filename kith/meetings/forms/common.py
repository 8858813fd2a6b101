"""What the forms of this room share: a day and a time as a moment, who it was, and why."""

from typing import Any, cast

from django import forms

from kith.foundation.dates import moment
from kith.foundation.forms import Form
from kith.foundation.gov.fields import DateField
from kith.foundation.spans import left_out
from kith.matching.models import Match
from kith.meetings.models import Meeting

Reason = Meeting.Reason
GOT_IN_THE_WAY = (
    Reason.ILL,
    Reason.SCHOOL,
    Reason.FAMILY,
    Reason.HOLIDAY,
    Reason.WORK,
    Reason.TRANSPORT,
    Reason.PLACEMENT,
    Reason.NOT_TODAY,
    Reason.FORGOT,
    Reason.NOT_THERE,
    Reason.SAFETY,
    Reason.SANCTION,
    Reason.OTHER,
)
MOVED_FOR = tuple(
    reason for reason in GOT_IN_THE_WAY if reason not in (Reason.SANCTION, Reason.FORGOT, Reason.NOT_THERE)
)


def who_choices(match: Match, *, is_volunteer: bool) -> list[tuple[str, str]]:
    """First names first; the volunteer is “me” to themself."""
    names = {
        Meeting.Who.CHILD: match.child.name,
        Meeting.Who.VOLUNTEER: "Me" if is_volunteer else match.volunteer.first_name,
    }
    return [(who.value, names.get(who, who.label)) for who in Meeting.Who]


def labels(reasons: tuple[Meeting.Reason, ...]) -> list[tuple[str, str]]:
    return [(reason.value, str(reason.label)) for reason in reasons]


def choice(form: forms.Form, name: str) -> forms.ChoiceField:
    return cast("forms.ChoiceField", form.fields[name])


def day_of_form(form: forms.Form) -> DateField:
    return cast("DateField", form.fields["day"])


def one_line() -> forms.Textarea:
    return forms.Textarea(attrs={"rows": 2})


class AtAMoment(Form):
    """A form with a day and a time in London; `moment` is both together."""

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or self.cleaned_data
        day, clock = cleaned.get("day"), cleaned.get("time")
        if day and clock:
            cleaned["moment"] = moment(day, clock)
            if words := left_out(day, clock):
                self.add_error("time", words)
        return cleaned
