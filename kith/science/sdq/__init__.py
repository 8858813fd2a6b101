"""The Strengths and Difficulties Questionnaire, scored from answer codes. No wording of it is here, nor may be.

    scores = score([0, 1, 2, ...], informant="carer")      # 25 codes: 0, 1, 2 or None
    scores.total, scores.emotional, band("total", scores.total, "carer")

Keying items electronically needs the authorisation of Youthinmind, who own the questionnaire; scale scores from paper
or from the register do not. docs/methods/sdq.md tells the method.
"""

from kith.science.sdq.bands import band, department_band
from kith.science.sdq.keys import INFORMANTS, ITEMS, SCALES, SCORED, VERSION
from kith.science.sdq.scoring import Scores, impact_score, scale_score, score

__all__ = [
    "INFORMANTS",
    "ITEMS",
    "SCALES",
    "SCORED",
    "VERSION",
    "Scores",
    "band",
    "department_band",
    "impact_score",
    "scale_score",
    "score",
]
