"""What people type about a panel: when it meets, what it decided, why somebody does not agree."""

from collections.abc import Iterable
from typing import Any

from django import forms

from kith.foundation.dates import today
from kith.foundation.gov.fields import DateField
from kith.foundation.gov.widgets import Checkboxes, Radios
from kith.recruitment.actions.panels import Decision
from kith.recruitment.forms import Form
from kith.recruitment.models import AgendaItem, Panel
from kith.recruitment.programmes import Programme
from kith.recruitment.states import WhyDeclined
from kith.schemes.models import Organisation

Outcome = AgendaItem.Outcome


class CallPanel(Form):
    """A day on which a panel meets."""

    provider = forms.ChoiceField(label="Whose panel?", widget=Radios)
    meets_on = DateField(label="When does it meet?")
    place = forms.CharField(
        label="Where?", max_length=120, required=False, help_text="A room, or that it is online."
    )
    widths = {"place": "two-thirds"}

    def __init__(self, *args: Any, providers: Iterable[Organisation], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.providers = {str(provider.public_id): provider for provider in providers}
        self.fields["provider"].choices = [(key, provider.name) for key, provider in self.providers.items()]  # type: ignore[attr-defined]
        self.initial.setdefault("meets_on", today())
        if len(self.providers) == 1:
            del self.fields["provider"]

    def provider_chosen(self) -> Organisation:
        return self.providers[self.cleaned_data.get("provider") or next(iter(self.providers))]


class WhichPanel(Form):
    """Which panel shall read an application: one that is called, or one today."""

    panel = forms.ChoiceField(label="Which panel shall read it?", widget=Radios)

    def __init__(self, *args: Any, panels: Iterable[Panel], words: dict[int, str], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.panels = {str(panel.public_id): panel for panel in panels}
        choices = [(key, words[panel.pk]) for key, panel in self.panels.items()]
        if not any(panel.on == today() for panel in self.panels.values()):
            choices.append(("today", "A new one, today"))
        self.fields["panel"].choices = choices  # type: ignore[attr-defined]
        self.initial.setdefault("panel", choices[0][0])

    def chosen(self) -> Panel | None:
        return self.panels.get(self.cleaned_data["panel"])


class Decide(Form):
    """What the panel decided about one application."""

    outcome = forms.ChoiceField(
        label="What did the panel decide?",
        choices=Outcome.choices,
        widget=Radios(
            hints={Outcome.DEFER: "It goes back to checks.", Outcome.DECLINE: "The letter gives no reason."}
        ),
    )
    programmes = forms.MultipleChoiceField(
        label="Which other programmes as well?", required=False, widget=Checkboxes
    )
    age_from = forms.IntegerField(label="Youngest age they may be there for", min_value=0, required=False)
    age_to = forms.IntegerField(label="Oldest age they may be there for", min_value=0, required=False)
    places = forms.IntegerField(label="How many children at a time?", min_value=1, required=False)
    conditions = forms.CharField(
        label="Conditions",
        help_text="Such as “not in the evening”. Coordinators read this; do not write why.",
        max_length=300,
        required=False,
        widget=forms.Textarea(attrs={"rows": 2}),
    )
    reason = forms.ChoiceField(
        label="If declined, why?", choices=[("", "---------"), *WhyDeclined.choices], required=False
    )
    minutes = forms.CharField(
        label="Minutes",
        help_text="What was weighed, and what is still needed if it is not yet. Only those who vet can read this.",
        max_length=5000,
        required=False,
        widget=forms.Textarea(attrs={"rows": 6}),
    )
    widths = {"age_from": 3, "age_to": 3, "places": 3, "reason": "two-thirds"}
    units = {"age_from": "years", "age_to": "years"}
    says_optional = False

    def __init__(self, *args: Any, item: AgendaItem, programmes: Iterable[Programme], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.schemes = {str(programme.scheme.public_id): programme.scheme for programme in programmes}
        if self.schemes:
            box: Any = self.fields["programmes"]
            box.choices = [(key, scheme.name) for key, scheme in self.schemes.items()]
            box.widget.hints = {
                str(programme.scheme.public_id): f"Not yet. {' '.join(programme.lacking)}"
                for programme in programmes
                if programme.lacking
            }
            box.help_text = f"Besides {item.application.scheme}, which is decided anyway."
        else:
            del self.fields["programmes"]

    def decision(self) -> Decision:
        said = self.cleaned_data
        return Decision(
            outcome=said["outcome"],
            minutes=said["minutes"],
            reason=said["reason"],
            conditions=said["conditions"],
            age_from=said["age_from"],
            age_to=said["age_to"],
            places=said["places"],
            programmes=tuple(self.schemes[key] for key in said.get("programmes", [])),
        )


class Disagree(Form):
    """Why somebody does not agree."""

    words = forms.CharField(
        label="Why do you not agree?",
        help_text="Whoever decides again reads it. Only those who vet can.",
        max_length=2000,
        widget=forms.Textarea(attrs={"rows": 4}),
    )
