"""How long a scheme keeps its record of a match that has ended: it begins with the ending, and the page says until when."""

import tomllib
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any

from kith.foundation.dates import months_after
from kith.matching.models import Match

FILE = Path(__file__).with_name("retention.toml")
OTHERWISE = "ENG"
KINDS = ("match", "money")


@cache
def usual() -> dict[str, Any]:
    return tomllib.loads(FILE.read_text())


def kept_until(match: Match, ended_on: date) -> date:
    """The longest of what each kind of record asks: some years after the end, and never before an age."""
    return max(_kind_until(kind, match, ended_on) for kind in KINDS)


def _kind_until(kind: str, match: Match, ended_on: date) -> date:
    rule = usual()[kind].get(match.scheme.provider.nation, usual()[kind][OTHERWISE])
    by_years = months_after(ended_on, 12 * rule["years"])
    born = match.child.born
    return max(by_years, months_after(born, 12 * rule["age"])) if born and "age" in rule else by_years


def in_words(nation: str) -> list[tuple[str, str, str]]:
    """Each kind of record, how long it is kept, and from where that is known."""
    told = []
    for kind in KINDS:
        rule = usual()[kind].get(nation, usual()[kind][OTHERWISE])
        words = f"{rule['years']} years after the end"
        if "age" in rule:
            words += f", and at least until the young person is {rule['age']}"
        told.append((usual()[kind]["what"], words, _without_mark(usual()[kind]["source"])))
    return told


def kept_apart() -> list[tuple[str, str]]:
    return [(one["what"], _without_mark(one["kept"])) for one in usual()["apart"]]


def _without_mark(words: str) -> str:
    return words.replace("[M]", "(To be confirmed in your contract.)")
