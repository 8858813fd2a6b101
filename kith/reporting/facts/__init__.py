"""Rows as the plain facts that a report counts, gathered in the same few queries for ten children or a thousand."""

from kith.reporting.facts.children import (
    AGES,
    BACKGROUNDS,
    GENDERS,
    MatchFact,
    Person,
    ReferralFact,
    match_facts,
    referral_facts,
)
from kith.reporting.facts.meetings import Became, MeetingFact, Rhythm, meeting_facts, rhythms
from kith.reporting.facts.quarter import QuarterFacts, gather
from kith.reporting.facts.volunteers import VolunteerFacts, volunteer_facts

__all__ = [
    "AGES",
    "BACKGROUNDS",
    "GENDERS",
    "Became",
    "MatchFact",
    "MeetingFact",
    "Person",
    "QuarterFacts",
    "ReferralFact",
    "Rhythm",
    "VolunteerFacts",
    "gather",
    "match_facts",
    "meeting_facts",
    "referral_facts",
    "rhythms",
    "volunteer_facts",
]
