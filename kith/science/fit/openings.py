"""What would bring more people into view, counted, to be talked about with the child and never done unasked.

Only limits and musts are counted, and questions nobody has answered yet. A child's no is not up for discussion, and
neither is the exclusion list.
"""

from collections.abc import Iterator
from dataclasses import dataclass

from kith.science.fit.people import Asked, Referral
from kith.science.fit.pool import Bits, Pool
from kith.science.fit.rules import Check, Rules, passing
from kith.science.fit.words import counted, labels
from kith.science.vocabulary import BACKGROUNDS, BROAD_BACKGROUNDS

FARTHER = (5, 10, 15)
"""Miles by which the limit is tried wider."""


@dataclass(frozen=True, slots=True)
class Opening:
    """`change` is a stable name of what would change; `words` say it with its number; `more` is the number."""

    change: str
    words: str
    more: int


def openings(
    referral: Referral, pool: Pool, rules: Rules, checks: list[Check], miles: list[int | None]
) -> tuple[Opening, ...]:
    """Every single change that would bring at least one more volunteer, the child's distance first."""
    found: list[Opening] = []
    for check in checks:
        others = [other for other in checks if other is not check]
        shut_out = passing(others, pool.everyone) & ~check.passed
        if not shut_out:
            continue
        if check.rule.id == "travel":
            found = [*_farther(referral, pool, rules, shut_out, miles), *found]
        elif check.rule.id == "trained":
            more = shut_out.bit_count()
            found.append(Opening("trained", f"once their training is finished: {more} more", more))
        elif check.rule.id == "must" and check.asked is not None:
            found += _without(check.asked, pool, shut_out)
    return tuple(found)


def _farther(
    referral: Referral, pool: Pool, rules: Rules, shut_out: Bits, miles: list[int | None]
) -> Iterator[Opening]:
    before = 0
    for farther in FARTHER:
        limit = rules.miles_for(referral) + farther
        more = sum(1 for i in pool.places(shut_out) if (miles[i] or 0) <= limit)
        if more > before:
            yield Opening(f"travel:{limit}", f"{counted(farther, 'mile')} more: {more} more", more)
        before = more


def _without(asked: Asked, pool: Pool, shut_out: Bits) -> Iterator[Opening]:
    """A must that could be talked about: first what is only not known, then wider, then without it."""
    name = f"must:{asked.attribute}:{'+'.join(asked.values)}"
    unasked = (shut_out & pool.not_knowing(asked.attribute, asked.values)).bit_count()
    if unasked and asked.values:
        whom = counted(unasked, "volunteer")
        words = f"not known yet for {whom} whether they fit “{labels(asked)}”: ask them"
        yield Opening(f"ask:{name}", words, unasked)
    broad = sorted({BACKGROUNDS[value].group for value in asked.values if value in BACKGROUNDS})
    if asked.attribute == "ethnicity" and broad:
        more = (shut_out & pool.holding("ethnicity", broad)).bit_count()
        if more:
            wider = " or ".join(BROAD_BACKGROUNDS[key].label for key in broad)
            yield Opening(f"wider:{name}", f"any {wider} background: {more} more", more)
    known = (shut_out & ~pool.not_knowing(asked.attribute, asked.values)).bit_count()
    if known:
        yield Opening(f"without:{name}", f"{_widened(asked)}: {known} more", known)


def _widened(asked: Asked) -> str:
    match asked.attribute:
        case "gender":
            return "either a man or a woman"
        case "age":
            return "any age"
        case "ethnicity":
            return "any background"
        case "faith":
            return "any faith or none"
        case "time":
            return "other days"
        case _:
            return f"without “{labels(asked)}”"
