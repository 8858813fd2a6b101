"""Meetings that somebody kept from happening, where they make a pattern."""

from collections import defaultdict
from datetime import date, timedelta
from typing import NamedTuple

from kith.matching.models import Match
from kith.meetings import facts
from kith.meetings.models import Meeting
from kith.meetings.queries.over_matches import Matches, day_begins, ids_of, those
from kith.meetings.states import Status
from kith.meetings.words import NEVER_A_PUNISHMENT, times_words

WITHIN = timedelta(days=90)


class WithheldOften(NamedTuple):
    """A match whose meetings were withheld so often that somebody should talk with whoever withholds them."""

    match: Match
    meetings: list[Meeting]
    limit: int

    @property
    def latest(self) -> Meeting:
        return self.meetings[-1]

    @property
    def why(self) -> str:
        """How often, the last reason given, and the rule where it was meant as a punishment."""
        said = self.latest.reason_words or self.latest.get_reason_display()
        often = f"Withheld {times_words(len(self.meetings))} in the last 90 days."
        sentences = [
            often,
            f"The last reason given was “{said.rstrip('.')}”." if said else "No reason was given.",
            self.rule,
        ]
        return " ".join(sentences)

    @property
    def rule(self) -> str:
        """The scheme’s rule that this goes against, or that asks for a talk."""
        if self.as_punishment:
            return NEVER_A_PUNISHMENT
        return f"The rule of {self.match.scheme}: after {times_words(self.limit)} in 90 days somebody talks with whoever decides it."

    @property
    def as_punishment(self) -> bool:
        return any(meeting.reason == Meeting.Reason.SANCTION for meeting in self.meetings)


def withheld_often(matches: Matches, on: date) -> list[WithheldOften]:
    """The matches with as many meetings withheld in the last 90 days as the scheme's rules allow, worst first.

    One that was meant as a punishment is one too many, whatever the number."""
    rows = Meeting.objects.filter(
        match__in=ids_of(matches),
        status=Status.WITHHELD,
        at__gte=day_begins(on - WITHIN),
        at__lt=day_begins(on + timedelta(days=1)),
    )
    withheld: dict[int, list[Meeting]] = defaultdict(list)
    for meeting in rows.order_by("at"):
        withheld[meeting.match_id].append(meeting)
    touched = those(matches, withheld)
    rules = facts.rules_of(touched, on)
    found = [
        WithheldOften(match, withheld[match.pk], rules[match.scheme_id].withheld_limit) for match in touched
    ]
    often = [each for each in found if each.as_punishment or len(each.meetings) >= each.limit]
    return sorted(often, key=lambda found: len(found.meetings), reverse=True)
