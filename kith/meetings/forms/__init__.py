"""What a person may type about meetings, days off, money and ideas."""

from kith.meetings.forms.ideas import IdeaForm
from kith.meetings.forms.money import ClaimForm, PayForm, SendAgainForm, SendBackForm
from kith.meetings.forms.planning import (
    AwayForm,
    CallOffForm,
    HolidayForm,
    LeastForm,
    MoveForm,
    PlanForm,
    SwapForm,
    TogetherForm,
)
from kith.meetings.forms.telling import NotKeptForm, OffPlanForm, RecordForm, WordsForm

__all__ = [
    "AwayForm",
    "CallOffForm",
    "ClaimForm",
    "HolidayForm",
    "IdeaForm",
    "LeastForm",
    "MoveForm",
    "NotKeptForm",
    "OffPlanForm",
    "PayForm",
    "PlanForm",
    "RecordForm",
    "SendAgainForm",
    "SendBackForm",
    "SwapForm",
    "TogetherForm",
    "WordsForm",
]
