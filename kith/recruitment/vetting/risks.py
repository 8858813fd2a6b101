"""How what a certificate or a declaration shows is judged: the questions that are always asked, as codes."""

from collections.abc import Mapping
from dataclasses import dataclass

from kith.recruitment.models import Check

JUDGED = {"dbs": "certificate", "self-declaration": "self-declaration"}  # kind → what shows something


@dataclass(frozen=True)
class RiskQuestion:
    """One thing that is weighed, and the answers there are."""

    words: str
    answers: Mapping[str, str]


QUESTIONS = {
    "nearness": RiskQuestion(
        "How near is it to being with children?",
        {
            "none": "It has nothing to do with children, harm or trust",
            "some": "It bears on trust: money, honesty, driving",
            "near": "It bears on harm, or on children",
        },
    ),
    "age_then": RiskQuestion(
        "How old were they?",
        {"child": "Under 18", "young": "18 to 25", "adult": "Over 25"},
    ),
    "how_long": RiskQuestion(
        "How long ago was it?",
        {"long": "More than ten years", "years": "Three to ten years", "recent": "Less than three years"},
    ),
    "pattern": RiskQuestion(
        "Once, or more than once?",
        {"once": "Once", "pattern": "More than once"},
    ),
    "said": RiskQuestion(
        "Had they told us of it themselves?",
        {"yes": "Yes, before we asked", "asked": "When we asked", "no": "No"},
    ),
}


def waits_for_a_decision(check: Check) -> bool:
    """It shows something, and nobody has decided yet whether that stands in the way."""
    return check.kind in JUDGED and not check.complete and not check.withdrawn_on
