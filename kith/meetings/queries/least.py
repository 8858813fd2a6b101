"""The least that whoever pays asks for, and where an agreement or a plan falls below it. Said, never enforced."""

from collections.abc import Iterable
from datetime import date
from itertools import pairwise
from typing import NamedTuple

from kith.foundation.dates import day_words
from kith.matching.models import Agreement, Match
from kith.meetings import facts
from kith.meetings.words import rhythm_words
from kith.schemes.models import Contract
from kith.science.rhythm import Rhythm, falls_below, gap_allowed


class Least(NamedTuple):
    """Who asks, and how often the two should meet at least."""

    who: str
    rhythm: Rhythm

    @property
    def words(self) -> str:
        return f"{self.who} asks for at least {rhythm_words(self.rhythm)}."


def least_asked(match: Match, on: date) -> Least | None:
    """By the contract of the child’s authority with the scheme, if it says so."""
    contract = (
        Contract.objects.open_on(on)
        .filter(scheme=match.scheme_id, commissioner=match.child.authority_id, least_every__isnull=False)
        .select_related("commissioner")
        .first()
    )
    if contract is None or contract.least_every is None:
        return None
    rhythm = Rhythm(contract.least_every, facts.UNITS[contract.least_unit], match.begun_on)
    return Least(contract.commissioner.name, rhythm)


def least_words(contract: Contract) -> str:
    """at least every other week; nothing said."""
    if contract.least_every is None:
        return "nothing said"
    rhythm = Rhythm(contract.least_every, facts.UNITS[contract.least_unit], contract.from_day)
    return f"at least {rhythm_words(rhythm)}"


def below_the_least(match: Match, on: date) -> list[str]:
    """Where the agreement promises less than is asked for, a sentence each; nothing where nobody asks."""
    agreement, least = match.agreement, least_asked(match, on)
    if agreement is None or least is None:
        return []
    stages = facts.agreed_stages(agreement, match.begun_on, max(on, match.begun_on))
    low = [stage for stage in stages if falls_below(stage, least.rhythm)]
    return [f"{least.words} {_agreed(stage, agreement, on)}" for stage in low]


def _agreed(stage: Rhythm, agreement: Agreement, on: date) -> str:
    said = f"They agreed on {rhythm_words(stage)}"
    return f"{said}." if stage.begins <= on else f"{said} from {day_words(stage.begins)}."


def plan_below_the_least(match: Match, days: Iterable[date], on: date) -> str:
    """Where what is planned leaves a longer gap than is asked for, holidays and days away included."""
    least = least_asked(match, on)
    if least is None:
        return ""
    allowed = gap_allowed(least.rhythm)
    for earlier, later in pairwise(sorted(set(days))):
        if (later - earlier).days > allowed:
            gap = f"{day_words(earlier)} and {day_words(later)}"
            return f"{least.words} Between {gap} no meeting is planned."
    return ""
