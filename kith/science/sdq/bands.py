"""In which band a score lies, as the questionnaire's owners publish them, and as the Department for Education reads totals."""

from functools import cache
from typing import Any

from kith.science.sdq.keys import KEYS


def band(scale: str, score: int | None, informant: str, *, of: int = 4) -> str:
    """The name of the band: of four (published in 2016) or of three (the original). Empty without a score.

    `scale`: emotional, conduct, hyperactivity, peer, prosocial, total or impact. `informant`: parent, carer, teacher or
    self. The two sets differ (a parent's hyperactivity of 6, for one): never mix them in one table. Raises ValueError
    for a scale, informant or score that is not of the form. For ages 4 to 17 only.
    """
    if score is None:
        return ""
    names = _ladder(scale, "parent" if informant == "carer" else informant, of)
    if not 0 <= score < len(names):
        raise ValueError(f"{score} is not a score on {scale}, which goes from 0 to {len(names) - 1}.")
    return names[score]


def department_band(total: int | None) -> str:
    """What the Department for Education calls a carer's total for a child looked after: 17 and more is cause for concern.

    Raises ValueError for a total outside 0 to 40.
    """
    if total is None:
        return ""
    ends = KEYS["department_bands"]
    if not 0 <= total <= ends["total"][-1]:
        raise ValueError(f"{total} is not a total; totals go from 0 to {ends['total'][-1]}.")
    return next(name for name, end in zip(ends["names"], ends["total"], strict=True) if total <= end)


def ladder(scale: str, informant: str) -> dict[int | None, str]:
    """The four bands of a scale by score, with an empty text for no score: for whoever has many to look up."""
    names = _ladder(scale, "parent" if informant == "carer" else informant, 4)
    return {None: "", **dict(enumerate(names))}


@cache
def _ladder(scale: str, informant: str, of: int) -> tuple[str, ...]:
    """The band of each score from 0 up."""
    bands: dict[str, Any] = KEYS[{3: "three_bands", 4: "four_bands"}[of]]
    try:
        ends = bands[informant]["prosocial_lower_bounds" if scale == "prosocial" else scale]
    except KeyError:
        raise ValueError(f"There are no bands for {scale} as answered by {informant}.") from None
    if scale == "prosocial":
        return tuple(
            next(name for name, least in zip(bands["prosocial_names"], ends, strict=True) if score >= least)
            for score in range(11)
        )
    return tuple(
        next(name for name, most in zip(bands["names"], ends, strict=True) if score <= most)
        for score in range(ends[-1] + 1)
    )
