"""Applications, what was checked, who approved, and suspensions."""

from kith.recruitment.models.answers import Answers, Interview, InterviewView, Letter, WayBack
from kith.recruitment.models.applications import Application, ApplicationChange, ApplicationQuerySet
from kith.recruitment.models.approvals import Approval, ApprovalQuerySet, Suspension, SuspensionQuerySet
from kith.recruitment.models.bringing import Bringing, BringingChange, BringingQuerySet, ColumnMapping
from kith.recruitment.models.checks import Check, CheckQuerySet
from kith.recruitment.models.evidence import Evidence
from kith.recruitment.models.flags import Flag, FlagQuerySet
from kith.recruitment.models.front import Appeal, AppealQuerySet, Front, OfSchemeQuerySet
from kith.recruitment.models.interviewers import Interviewer, InterviewerQuerySet
from kith.recruitment.models.keeping import Erased, ErasedQuerySet, KeepingRules
from kith.recruitment.models.letter_words import LetterWords
from kith.recruitment.models.panels import (
    AgendaItem,
    AgendaItemChange,
    AgendaItemQuerySet,
    Panel,
    PanelQuerySet,
)
from kith.recruitment.models.policies import Duty, Exemption, Policy, PolicyChange, PolicyLine, PolicyQuerySet
from kith.recruitment.models.reach import AboutVolunteerQuerySet
from kith.recruitment.models.references import Reference, ReferenceChange, ReferenceQuerySet
from kith.recruitment.models.reviews import Leaving, Review
from kith.recruitment.models.risks import LapseNotice, RiskAssessment, RiskAssessmentQuerySet

__all__ = [
    "AboutVolunteerQuerySet",
    "AgendaItem",
    "AgendaItemChange",
    "AgendaItemQuerySet",
    "Answers",
    "Appeal",
    "AppealQuerySet",
    "Application",
    "ApplicationChange",
    "ApplicationQuerySet",
    "Approval",
    "ApprovalQuerySet",
    "Bringing",
    "BringingChange",
    "BringingQuerySet",
    "Check",
    "CheckQuerySet",
    "ColumnMapping",
    "Erased",
    "ErasedQuerySet",
    "Evidence",
    "Flag",
    "FlagQuerySet",
    "Front",
    "Interview",
    "InterviewView",
    "Interviewer",
    "InterviewerQuerySet",
    "KeepingRules",
    "Leaving",
    "Letter",
    "LetterWords",
    "OfSchemeQuerySet",
    "Panel",
    "PanelQuerySet",
    "Review",
    "Duty",
    "Exemption",
    "LapseNotice",
    "Policy",
    "PolicyChange",
    "PolicyLine",
    "PolicyQuerySet",
    "Reference",
    "ReferenceChange",
    "ReferenceQuerySet",
    "RiskAssessment",
    "RiskAssessmentQuerySet",
    "Suspension",
    "SuspensionQuerySet",
    "WayBack",
]
