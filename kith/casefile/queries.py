"""Questions the lists ask across rooms, in a constant number of queries."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from kith.access.models import User
from kith.access.policy import Permission
from kith.matching.models import Match
from kith.people.models import Child
from kith.referral.models import Referral
from kith.referral.states import OPEN


@dataclass
class ChildLine:
    """A child in the list: with whom, or where they are on the way."""

    child: Child
    age: int | None
    match: Match | None = None
    referral: Referral | None = None

    def standing(self, on: date) -> str:
        if self.match:
            return f"With {self.match.volunteer.first_name} for {self.match.length(on)}"
        if self.referral:
            return f"{self.referral.get_status_display()}, day {self.referral.days_waiting(on)}"
        return "Nobody yet"


def child_lines(children: Sequence[Child], *, reader: User, on: date) -> list[ChildLine]:
    """One line a child, with their live match and open referral where the reader may see them."""
    lines = {child.pk: ChildLine(child, child.age_on(on)) for child in children}
    matches = Match.objects.reachable_by(reader, Permission.SEE_MATCH, on).live()
    for match in matches.filter(child__in=children).with_people():
        lines[match.child_id].match = match
    referrals = Referral.objects.reachable_by(reader, Permission.SEE_REFERRAL, on)
    for referral in referrals.filter(child__in=children, status__in=OPEN):
        lines[referral.child_id].referral = referral
    return list(lines.values())
