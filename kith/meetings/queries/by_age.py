"""A child has grown past an age at which their scheme suggests another rhythm: said once a review comes, never done."""

from datetime import date

from kith.matching.models import Match
from kith.meetings import facts
from kith.meetings.words import rhythm_words
from kith.science.rhythm import Rhythm


def suggested_anew(match: Match, on: date) -> str:
    """A sentence where the scheme's programme suggests another rhythm for this age than for that of the agreement."""
    agreement = match.agreement
    age = match.child.age_on(on)
    age_then = match.child.age_on(agreement.on) if agreement else None
    if agreement is None or age is None or age_then is None:
        return ""
    rules = match.scheme.rules_on(on)
    before, row = rules.rhythms_for(age_then)[-1], rules.rhythms_for(age)[-1]
    agreed = facts.rhythm_of(match, rules, max(agreement.on, match.begun_on), on)
    suggests = Rhythm(row.every, facts.UNITS[row.unit], on)
    if (before.every, before.unit) == (row.every, row.unit) or _alike(agreed, suggests):
        return ""
    return (
        f"{match.child.name} is {age} now. For that age {match.scheme} suggests {rhythm_words(suggests)}; "
        f"they agreed on {rhythm_words(agreed)}. Ask them both. Nothing changes by itself."
    )


def _alike(one: Rhythm, other: Rhythm) -> bool:
    return (one.every, one.unit) == (other.every, other.unit)
