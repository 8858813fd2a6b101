"""What may be typed in this room: wishes, choices, the steps of a proposal, agreements, and filters of lists."""

from kith.matching.forms.agreements import AgreementForm, BeginForm, PauseForm, ResumeForm
from kith.matching.forms.choosing import CardsForm, PickForm, WhoForm
from kith.matching.forms.hearing import HearForm, NobodyYetForm
from kith.matching.forms.lists import Sought, WaitingSought
from kith.matching.forms.proposals import (
    AfterForm,
    CloseForm,
    FirstMeetingForm,
    MyAnswerForm,
    SketchForm,
    YesNoForm,
)
from kith.matching.forms.rounds import PlanForm, RoundsSought, RunForm, SiblingsForm, WhatIfForm
from kith.matching.forms.wishes import WishForm

__all__ = [
    "AfterForm",
    "AgreementForm",
    "BeginForm",
    "CardsForm",
    "CloseForm",
    "FirstMeetingForm",
    "HearForm",
    "MyAnswerForm",
    "NobodyYetForm",
    "PauseForm",
    "PickForm",
    "PlanForm",
    "ResumeForm",
    "RoundsSought",
    "RunForm",
    "SiblingsForm",
    "SketchForm",
    "Sought",
    "WaitingSought",
    "WhatIfForm",
    "WhoForm",
    "WishForm",
    "YesNoForm",
]
