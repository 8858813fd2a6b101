"""How long a scheme keeps its record of a match that has ended: it begins with the ending, and the page says until when."""

import tomllib
from datetime import date
from functools import cache
from pathlib import Path

from kith.foundation.dates import months_after
from kith.matching.models import Match

FILE = Path(__file__).with_name("retention.toml")
OTHERWISE = "ENG"


@cache
def _usual() -> dict[str, dict[str, int]]:
    return tomllib.loads(FILE.read_text())


def kept_until(match: Match, ended_on: date) -> date:
    """Some years after the end, and never before the child has reached an age."""
    usual = _usual().get(match.scheme.provider.nation, _usual()[OTHERWISE])
    by_years = months_after(ended_on, 12 * usual["years"])
    born = match.child.born
    return max(by_years, months_after(born, 12 * usual["age"])) if born else by_years
