"""Strength of relationship: the mean of a form's answers, some of them turned round.

Rhodes, Schwartz, Willis and Wu (2014): the youth form has ten items, six of them positive and four negative, each answered
from 1 (never true) to 5 (always true). Which of a printed form's items are the negative ones is told by that form, so it is
an argument here and not a constant. Nothing of the wording is in the code.
"""

from collections.abc import Collection, Sequence

from kith.science.results import CannotTell


def mean_of(
    codes: Sequence[int | None], *, turned: Collection[int], ends: tuple[int, int] = (1, 5), fewest: int = 8
) -> float | None:
    """The mean of the answers given, from one end to the other, to one decimal, halves up; None for fewer than `fewest`.

    `codes`: one for each item, None where it was left out. `turned`: the places of those that count the other way
    round, from 1. Raises CannotTell for an answer off the scale or an item there is not.
    """
    least, most = ends
    if any(not 1 <= item <= len(codes) for item in turned):
        raise CannotTell(f"There are {len(codes)} items. Look at the form which of them are turned round.")
    if any(code is not None and not least <= code <= most for code in codes):
        raise CannotTell(f"Answers go from {least} to {most}. Look at the form again.")
    given = [
        least + most - code if item in turned else code
        for item, code in enumerate(codes, 1)
        if code is not None
    ]
    if not given or len(given) < fewest:
        return None
    tenths = (20 * sum(given) + len(given)) // (2 * len(given))
    return tenths / 10
