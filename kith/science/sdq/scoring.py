"""Scores from answers, in whole numbers: where halves are rounded, they go up."""

from collections.abc import Sequence
from dataclasses import dataclass

from kith.science.sdq.keys import COMPOSITES, FEWEST_ANSWERED, ITEMS, MOST, REVERSED, SCALES

IMPACT_POINTS = (0, 0, 1, 2)
"""Not at all, only a little, quite a lot, a great deal."""


@dataclass(frozen=True, slots=True)
class Scores:
    """Scales from 0 to 10, `total` 0 to 40, `internalising` and `externalising` 0 to 20; None where too little was said.

    Higher is worse, except `prosocial`, which is not part of the total. `impact` is 0 to 10, from teachers 0 to 6.
    """

    emotional: int | None
    conduct: int | None
    hyperactivity: int | None
    peer: int | None
    prosocial: int | None
    total: int | None
    internalising: int | None
    externalising: int | None
    impact: int | None = None


def score(
    answers: Sequence[int | None],
    *,
    difficulties: int | None = None,
    impact: Sequence[int | None] = (),
) -> Scores:
    """All scores of one questionnaire.

    `answers`: 25 codes in the order of the form, 0 not true, 1 somewhat, 2 certainly, None for no answer. `difficulties`:
    0 if asked whether there are difficulties overall and the answer was no, any other number if yes. `impact`: the
    answers on distress and what it gets in the way of, 0 to 3 each. Raises ValueError for any other code or length.
    It misleads under 4 and over 17 years, where there are no agreed bands. Source: official scoring syntax (R and
    Stata) of youthinmind; see keys.json.
    """
    if len(answers) != ITEMS:
        raise ValueError(
            f"A questionnaire has {ITEMS} answers; here are {len(answers)}. Leave None where there is none."
        )
    scales = {
        name: scale_score([_points(item, answers[item - 1]) for item in items])
        for name, items in SCALES.items()
    }
    composites = {name: _sum([scales[part] for part in parts]) for name, parts in COMPOSITES.items()}
    return Scores(**scales, **composites, impact=impact_score(difficulties, impact))


def scale_score(points: Sequence[int | None]) -> int | None:
    """Five times the mean of what was answered, halves up; None with fewer than three answers of the five.

    The sum of n answers becomes floor(1/2 + 5 sum / n), kept in integers: 4 points on three answers are 7.
    """
    there = [each for each in points if each is not None]
    if len(there) < FEWEST_ANSWERED:
        return None
    return (2 * len(points) * sum(there) + len(there)) // (2 * len(there))


def impact_score(difficulties: int | None, answers: Sequence[int | None]) -> int | None:
    """The impact score: nought if there are no difficulties, None if nothing was asked or answered.

    One answer left out counts nought, as in the official syntax.

    Raises ValueError for a code outside 0 to 3.
    """
    for each in answers:
        if each is not None and each not in range(len(IMPACT_POINTS)):
            raise ValueError(f"{each} is not an answer; on impact they are 0, 1, 2 or 3.")
    if difficulties == 0:
        return 0
    if all(each is None for each in answers):
        return None
    return sum(IMPACT_POINTS[each] for each in answers if each is not None)


def _points(item: int, answer: int | None) -> int | None:
    if answer is None:
        return None
    if answer not in range(MOST + 1):
        raise ValueError(f"Item {item} is {answer}; answers are 0, 1 or 2. Look at the form again.")
    return MOST - answer if item in REVERSED else answer


def _sum(parts: Sequence[int | None]) -> int | None:
    there = [part for part in parts if part is not None]
    return sum(there) if len(there) == len(parts) else None
