"""Running a round, planning rounds, and the pairs a coordinator puts together or keeps apart."""

from collections.abc import Iterable, Sequence
from datetime import date
from typing import Any, ClassVar

from django import forms

from kith.foundation.forms import Form
from kith.foundation.gov.widgets import Checkboxes, Radios
from kith.matching.forms.lists import Sought
from kith.matching.models import RoundPair, RoundPlan
from kith.matching.rounds import LONGEST_KEPT, WEEKDAYS, Mode
from kith.matching.states import RoundStatus
from kith.people.models import Volunteer
from kith.referral.models import Referral
from kith.schemes.models import Scheme

ALL = "all"
EVERY_DAY_OFF = ""
MODE_HELP = (
    "Child’s choice asks each child’s own list first, and nobody is passed over without a reason. Total fit adds up how well "
    "pairs fit, share by share; it can take from a child somebody they would have had, and says from whom."
)


def mode_field(label: str) -> forms.ChoiceField:
    return forms.ChoiceField(label=label, choices=Mode.choices, widget=Radios, help_text=MODE_HELP)


class RoundsSought(Sought):
    """Rounds of one scheme or of all, open or not."""

    status = forms.ChoiceField(label="How far", choices=[("", "All"), *RoundStatus.choices], required=False)


class RunForm(Form):
    """Of which waiting list, and how."""

    where = forms.ChoiceField(label="Whose waiting list?")
    mode = mode_field("How should places be given?")
    says_optional = False

    def __init__(self, data: Any = None, *, schemes: Sequence[Scheme], chosen: str = "") -> None:
        self.schemes = {str(scheme.public_id): scheme for scheme in schemes}
        super().__init__(data, initial={"mode": Mode.CHILD_CHOICE, "where": chosen})
        offered = [(key, f"{scheme} ({scheme.provider})") for key, scheme in self.schemes.items()]
        if len(offered) > 1:
            providers = {scheme.provider for scheme in schemes}
            whose = str(providers.pop()) if len(providers) == 1 else "yours"
            offered.append((ALL, f"All schemes of {whose}, each by itself"))
        self.fields["where"].choices = offered  # type: ignore[attr-defined]

    @property
    def chosen(self) -> list[Scheme]:
        where = self.cleaned_data["where"]
        return list(self.schemes.values()) if where == ALL else [self.schemes[where]]


class PlanForm(Form):
    """When rounds come by themselves, and how."""

    weekday = forms.TypedChoiceField(
        label="Run a round every week on",
        choices=[("", "No day: only when somebody asks"), *enumerate(WEEKDAYS)],
        required=False,
        coerce=int,
        empty_value=None,
        help_text="It is worked out early in the morning. Nobody but staff sees it.",
    )
    mode = mode_field("How should places be given?")
    improve = forms.BooleanField(
        label="Let children exchange places at the end where that makes them better off",
        required=False,
        help_text="Nobody is worse off, and only days waited and lots are passed over. Telling the truth is then, in theory, "
        "no longer always best for a child.",
    )
    keep_months = forms.IntegerField(
        label="For how many months are the details of matching kept?",
        min_value=1,
        max_value=LONGEST_KEPT,
        help_text="What rounds, open days and short lists said of each child and volunteer. After that only counts, figures and "
        "the proof stay, and what a child was shown and said.",
    )
    widths: ClassVar[dict[str, int | str]] = {"keep_months": 3}
    says_optional = False
    TOLD = ("weekday", "mode", "improve", "keep_months")

    def __init__(self, data: Any = None, *, plan: RoundPlan) -> None:
        super().__init__(data, initial={name: getattr(plan, name) for name in self.TOLD})

    def told(self) -> dict[str, Any]:
        return {name: self.cleaned_data[name] for name in self.TOLD}


class WhatIfForm(Form):
    """A volunteer, and together or apart."""

    volunteer = forms.ChoiceField(label="Volunteer", error_messages={"required": "Choose a volunteer"})
    kind = forms.ChoiceField(
        label="What if they are …",
        choices=[(RoundPair.Kind.FORBIDDEN, "kept apart"), (RoundPair.Kind.FIXED, "put together")],
        widget=Radios(inline=True),
        error_messages={"required": "Choose “put together” or “kept apart”"},
    )
    words = forms.CharField(
        label="Why",
        max_length=200,
        required=False,
        help_text="For whoever looks at this after you. No diagnosis, no past.",
    )

    def __init__(self, data: Any = None, *, volunteers: Iterable[Volunteer]) -> None:
        self.volunteers = {str(volunteer.public_id): volunteer for volunteer in volunteers}
        super().__init__(data)
        ordered = sorted(self.volunteers.values(), key=lambda each: each.name.casefold())
        self.fields["volunteer"].choices = [  # type: ignore[attr-defined]
            ("", "Choose …"),
            *((str(volunteer.public_id), volunteer.name) for volunteer in ordered),
        ]

    @property
    def who(self) -> Volunteer:
        return self.volunteers[self.cleaned_data["volunteer"]]


class SiblingsForm(Form):
    """Who they are, and with whom, if that is known."""

    children = forms.MultipleChoiceField(
        label="Who would like to share?",
        widget=Checkboxes(attrs={"class": "govuk-checkboxes--small"}),
        error_messages={"required": "Choose at least two"},
    )
    volunteer = forms.ChoiceField(
        label="Put them together with",
        required=False,
        help_text="Leave it open to choose later. They are in no round until then.",
    )
    says_optional = False

    def __init__(
        self, data: Any = None, *, referrals: Iterable[Referral], volunteers: Iterable[Volunteer], on: date
    ) -> None:
        self.referrals = {str(referral.public_id): referral for referral in referrals}
        self.volunteers = {str(volunteer.public_id): volunteer for volunteer in volunteers}
        super().__init__(data)
        self.fields["children"].choices = [(key, _with_age(each, on)) for key, each in self.referrals.items()]  # type: ignore[attr-defined]
        ordered = sorted(self.volunteers.values(), key=lambda each: each.name.casefold())
        self.fields["volunteer"].choices = [  # type: ignore[attr-defined]
            ("", "Nobody yet"),
            *((str(volunteer.public_id), volunteer.name) for volunteer in ordered),
        ]

    @property
    def family(self) -> list[Referral]:
        return [self.referrals[key] for key in self.cleaned_data["children"]]

    @property
    def who(self) -> Volunteer | None:
        key = self.cleaned_data["volunteer"]
        return self.volunteers[key] if key else None


def _with_age(referral: Referral, on: date) -> str:
    """Two who are called alike are told apart by their age."""
    age = referral.child.age_on(on) if referral.child else None
    return f"{referral.name}, {age}" if age is not None else referral.name
