"""Plain words for figures, and the words that no figure without a comparison group may use."""

import re
from collections.abc import Iterable
from decimal import ROUND_HALF_UP, Decimal
from fractions import Fraction

from kith.science.results.refusals import CannotTell

CLAIMS = re.compile(
    r"\b(caus(?:e|es|ed|ing)|(?:led|leads?|leading) to|impact(?:s|ed|ing)?(?! scores?\b)|effects? (?:of|on)"
    r"|sav(?:ed|es?|ing|ings)|reduc(?:ed|es|ing) by|as a result|results? of|thanks to|because of|due to"
    r"|attribut(?:ed|able)|made a difference|makes? a difference|prove[sdn]?|effectiv(?:e|eness))\b",
    re.IGNORECASE,
)
"""Words that say one thing brought another about. "Impact score" is the name of a part of the SDQ."""


def refuse_claims(sentence: str, comparison: str, names: Iterable[str] = ()) -> None:
    """Raise CannotTell where a sentence claims more than a group without a comparison can show.

    `names` of schemes stand in it as they are: one may be called Impact and claim nothing by it.
    """
    for name in names:
        sentence = sentence.replace(name, "")
    found = CLAIMS.search(sentence)
    if found and not comparison.strip():
        raise CannotTell(
            f"“{found.group()}” says why something changed, and there is no comparison group. "
            "Say what changed, or what was reported, alongside the scheme."
        )


def number(value: float, places: int = 1) -> str:
    """A number as a reader expects it: halves up, no minus nought, a true minus sign."""
    rounded = Decimal(repr(float(value))).quantize(Decimal(1).scaleb(-places), rounding=ROUND_HALF_UP)
    if rounded == 0:
        rounded = abs(rounded)
    return f"{rounded:,}".replace("-", "−")


def rounded(value: float, places: int) -> float:
    """A number to so many places, halves up: what is told and what is kept agree. No minus nought."""
    near = Decimal(repr(float(value))).quantize(Decimal(1).scaleb(-places), rounding=ROUND_HALF_UP)
    return float(near) + 0.0


def percent(share: float | Fraction) -> str:
    """A share from 0 to 1 as a whole percentage, halves up."""
    exact = share if isinstance(share, Fraction) else Fraction(repr(float(share)))
    return f"{(200 * exact.numerator + exact.denominator) // (2 * exact.denominator)}%"


def between(low: float, high: float, places: int = 1) -> str:
    """An interval: "0.4 to 3.8"; with a minus sign the word stays clear."""
    return f"{number(low, places)} to {number(high, places)}"


def points(value: float, unit: str = "point") -> str:
    """A distance in points: "2.1 points", "1.0 points", "1 point" never (halves are what matter)."""
    return f"{number(abs(value))} {unit}s"


def moved(change: float) -> str:
    """Fell, rose, or stayed the same, to one decimal."""
    if number(change) == number(0):
        return "stayed the same"
    return f"{'fell' if change < 0 else 'rose'} by {points(change)}"


def listed(names: list[str]) -> str:
    """One, two and three."""
    return " and ".join([", ".join(names[:-1]), names[-1]] if len(names) > 1 else names)
