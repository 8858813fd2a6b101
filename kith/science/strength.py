"""Strength of relationship: the mean of a form's answers, some of them turned round.

Rhodes, Schwartz, Willis and Wu (2014): the youth form has ten items, six of them positive and four negative, each answered
from 1 (never true) to 5 (always true); the mentor form has fourteen, most about closeness and a few about getting together,
each with a mean of its own. Which items of a printed form are negative, and which are about what, is told by that form, so
both are arguments here and not constants. Nothing of the wording is in the code.
"""

from collections.abc import Collection, Sequence
from math import ceil

from kith.science.results import CannotTell

FOUR_IN_FIVE = 0.8


def mean_of(
    codes: Sequence[int | None],
    *,
    turned: Collection[int],
    items: Collection[int] | None = None,
    ends: tuple[int, int] = (1, 5),
) -> float | None:
    """The mean of the answers given, from one end to the other, to one decimal, halves up.

    `codes`: one for each item, None where it was left out. `turned`: the places of those that count the other way
    round, from 1. `items`: the places that this mean is of, all unless said. None where fewer than four in five of them
    were answered. Raises CannotTell for an answer off the scale or an item there is not.
    """
    least, most = ends
    wanted = range(1, len(codes) + 1) if items is None else sorted(set(items))
    if any(not 1 <= item <= len(codes) for item in (*turned, *wanted)):
        raise CannotTell(f"There are {len(codes)} items. Look at the form for their numbers.")
    if any(code is not None and not least <= code <= most for code in codes):
        raise CannotTell(f"Answers go from {least} to {most}. Look at the form again.")
    given = [
        least + most - code if item in turned else code
        for item in wanted
        if (code := codes[item - 1]) is not None
    ]
    if not given or len(given) < fewest(len(wanted)):
        return None
    tenths = (20 * sum(given) + len(given)) // (2 * len(given))
    return tenths / 10


def fewest(items: int) -> int:
    """How many answers a mean takes: eight of ten, two of two."""
    return ceil(FOUR_IN_FIVE * items - 1e-9)
