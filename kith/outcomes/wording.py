"""Words that people type and that may stand beside figures: they claim no more than the figures can, and count nobody small."""

import re
from collections.abc import Mapping
from typing import Any

from kith.foundation.errors import Cannot
from kith.science.disclosure import FIVES, THRESHOLD, to_nearest

NUMBERS = ["one", "two", "three", "four", "five", "six", "seven", "eight", "nine"]
PEOPLE = (
    r"\s+(?:of (?:the|our|them)\b|(?:young people|young person|child|children|girls?|boys?|matches|match|visitors?|mentors?"
    r"|volunteers?|carers?|referrals?|endings?)\b)"
)
SMALL = re.compile(
    rf"(?<![\w.,£])(?:[1-{THRESHOLD - 1}]|{'|'.join(NUMBERS[: THRESHOLD - 1])}){PEOPLE}", re.IGNORECASE
)
"""A small count of people, in figures or in words."""
COUNT = re.compile(rf"(?<![\w.,£])(\d+){PEOPLE}", re.IGNORECASE)


class CannotStandThere(Cannot):
    """The words cannot stand beside figures. `field` names the box they were typed in."""

    def __init__(self, words: str, field: str = "note") -> None:
        super().__init__(words)
        self.field = field


def may_be_told(words: str, figures: Mapping[str, Any]) -> str:
    """A manager's words to those who read a report, tidied; raises CannotStandThere with what to change."""
    told = " ".join(words.split())
    if not has_comparison(figures) and (claim := claim_in(told, figures.get("scheme", ""))):
        raise CannotStandThere(
            f"“{claim}” says why something changed, and there is no comparison group in this report. Say what changed, or "
            "what was reported, alongside the scheme."
        )
    if found := SMALL.search(told):
        raise CannotStandThere(
            f"“{found.group()}” counts so few that somebody could be known by it. Leave the number out."
        )
    for found in COUNT.finditer(told):
        near = to_nearest(int(found[1]), FIVES)
        if near != int(found[1]):
            raise CannotStandThere(
                f"“{found.group()}” is exact, and beside counts in fives it would tell of a few. Write “about {near}”."
            )
    return told


def claim_in(words: str, name: str = "") -> str:
    """The word that says one thing brought another about, or nothing. `name`: a scheme's, which claims nothing."""
    from kith.science.results.words import CLAIMS

    found = CLAIMS.search(words.replace(name, "") if name else words)
    return found.group() if found else ""


def has_comparison(figures: Mapping[str, Any]) -> bool:
    """Whether some section compares those who began with those who waited."""
    return any(
        not section.get("refused") and section.get("basis", {}).get("comparison")
        for section in figures.get("sections", ())
    )
