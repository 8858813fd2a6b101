"""Applications, what was checked, who approved, and suspensions."""

from kith.recruitment.models.applications import Application, ApplicationChange, ApplicationQuerySet
from kith.recruitment.models.approvals import Approval, ApprovalQuerySet, Suspension, SuspensionQuerySet
from kith.recruitment.models.checks import Check, CheckQuerySet
from kith.recruitment.models.reach import AboutVolunteerQuerySet

__all__ = [
    "AboutVolunteerQuerySet",
    "Application",
    "ApplicationChange",
    "ApplicationQuerySet",
    "Approval",
    "ApprovalQuerySet",
    "Check",
    "CheckQuerySet",
    "Suspension",
    "SuspensionQuerySet",
]
