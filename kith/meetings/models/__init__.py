"""The nouns of this room: meetings and what is written of them, days off, money, ideas, and how planning went."""

from kith.meetings.models.days_off import SchoolHoliday, TimeAway
from kith.meetings.models.drafts import Draft
from kith.meetings.models.feeds import CalendarFeed
from kith.meetings.models.ideas import Idea, IdeaLiked
from kith.meetings.models.meetings import (
    Meeting,
    MeetingChange,
    MeetingQuerySet,
    NearMeetingQuerySet,
    NotAsked,
    Note,
    NoteQuerySet,
)
from kith.meetings.models.money import Expense, ExpenseChange, Payment, Receipt, WaitingReceipt
from kith.meetings.models.runs import PlanningRun

__all__ = [
    "CalendarFeed",
    "Draft",
    "Expense",
    "ExpenseChange",
    "Idea",
    "IdeaLiked",
    "Meeting",
    "MeetingChange",
    "MeetingQuerySet",
    "NearMeetingQuerySet",
    "NotAsked",
    "Note",
    "NoteQuerySet",
    "Payment",
    "PlanningRun",
    "Receipt",
    "SchoolHoliday",
    "TimeAway",
    "WaitingReceipt",
]
