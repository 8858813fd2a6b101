"""Everything the quarter's report counts, for one contract and one span of days."""

from collections.abc import Mapping
from dataclasses import dataclass

from kith.reporting.facts.children import MatchFact, ReferralFact, match_facts, referral_facts
from kith.reporting.facts.meetings import MeetingFact, Rhythm, meeting_facts, rhythms
from kith.reporting.facts.volunteers import VolunteerFacts, supervised_in_time, volunteer_facts
from kith.reporting.quarters import Span
from kith.schemes.models import Contract


@dataclass(frozen=True)
class QuarterFacts:
    """What happened, before any of it is counted, kept back or rounded."""

    span: Span
    places: int
    referrals: tuple[ReferralFact, ...]
    matches: tuple[MatchFact, ...]
    meetings: tuple[MeetingFact, ...]
    rhythms: tuple[Rhythm, ...]
    volunteers: VolunteerFacts
    supervised: Mapping[int, bool]

    @property
    def referred(self) -> list[ReferralFact]:
        return [referral for referral in self.referrals if referral.received_on in self.span]

    @property
    def waiting(self) -> list[ReferralFact]:
        return [referral for referral in self.referrals if referral.waits_on(self.span.until_day)]

    @property
    def going_on(self) -> list[MatchFact]:
        """Matches at the end of the last day."""
        return [match for match in self.matches if match.is_on(self.span.until_day)]

    @property
    def ended(self) -> list[MatchFact]:
        """The others: they ended within the span."""
        return [match for match in self.matches if not match.is_on(self.span.until_day)]


def gather(contract: Contract, span: Span) -> QuarterFacts:
    """The facts of one contract, in a number of queries that does not grow with the children."""
    scheme, authority = contract.scheme, contract.commissioner
    rules = scheme.rules_on(span.until_day)
    rows, matches = match_facts(scheme, authority, span)
    meetings = meeting_facts(rows, span)
    return QuarterFacts(
        span=span,
        places=contract.places,
        referrals=tuple(referral_facts(scheme, authority, span)),
        matches=tuple(matches),
        meetings=tuple(meetings),
        rhythms=tuple(rhythms(rows, meetings, rules, span)),
        volunteers=volunteer_facts(scheme, span),
        supervised=supervised_in_time(matches, scheme, rules, span.until_day),
    )
