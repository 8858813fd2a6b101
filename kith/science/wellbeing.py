"""The score of the short wellbeing scale. Numbers only: no wording of any questionnaire is here.

docs/methods/wellbeing.md tells the methods, the licences and the sources.
"""

from collections.abc import Sequence

from kith.science.results import CannotTell

SWEMWBS_ITEMS = 7
SWEMWBS_METRIC = {
    7: 7.00, 8: 9.51, 9: 11.25, 10: 12.40, 11: 13.33, 12: 14.08, 13: 14.75, 14: 15.32, 15: 15.84, 16: 16.36,
    17: 16.88, 18: 17.43, 19: 17.98, 20: 18.59, 21: 19.25, 22: 19.98, 23: 20.73, 24: 21.54, 25: 22.35, 26: 23.21,
    27: 24.11, 28: 25.03, 29: 26.02, 30: 27.03, 31: 28.13, 32: 29.31, 33: 30.70, 34: 32.55, 35: 35.00,
}  # fmt: skip
"""Raw sum to metric score (Stewart-Brown and others 2009); three independent implementations agree."""


def swemwbs(answers: Sequence[int | None]) -> float | None:
    """The short Warwick-Edinburgh scale, 7 to 35; None unless all seven are answered, 1 to 5 each. Higher is better.

    Checked from 15 years on, used from 13.

    Raises CannotTell for anything but seven answers, or one outside 1 to 5.
    """
    if len(answers) != SWEMWBS_ITEMS:
        raise CannotTell(
            f"The scale has {SWEMWBS_ITEMS} answers; here are {len(answers)}. Leave None where there is none."
        )
    there = _codes(answers, 1, 5)
    return SWEMWBS_METRIC[sum(there)] if len(there) == SWEMWBS_ITEMS else None


def _codes(answers: Sequence[int | None], least: int, most: int) -> list[int]:
    for item, answer in enumerate(answers, 1):
        if answer is not None and answer not in range(least, most + 1):
            raise CannotTell(
                f"Item {item} is {answer}; answers are {least} to {most}. Look at the form again."
            )
    return [answer for answer in answers if answer is not None]
