"""What no letter to an applicant or a volunteer may say: anything of care, and why those who vet decided as they did.

A letter may be read over a shoulder, and what was weighed is not theirs to read. The words below are looked for in what
is written; what was written for those who vet is looked for sentence by sentence.
"""

import re
from collections.abc import Iterator

from kith.recruitment.models import AgendaItem, Application, Check, Exemption, RiskAssessment
from kith.recruitment.states import WhyDeclined, WhyWithdrawn

OF_CARE = (
    "in care",
    "into care",
    "care leaver",
    "leaving care",
    "care order",
    "care home",
    "children’s home",
    "looked after child",
    "looked-after",
    "foster",
    "social worker",
    "placement",
)
OF_VETTING = (
    "dbs",
    "barred",
    "conviction",
    "convicted",
    "caution",
    "criminal",
    "offence",
    "police",
    "referee",
    "reference",
    "references",
    "your declaration",
    "you declared",
    "allegation",
    "safeguarding",
    "risk assessment",
    "vetting",
)
LEAST_TO_COMPARE = 12  # signs: shorter private words may stand in any letter
SENTENCE = re.compile(r"[.!?;\n]+")


def says_something_of_care(words: str) -> str:
    """The first word or phrase that gives away that it is about care; empty if none does."""
    return _first_of(OF_CARE, words)


def says_something_of_vetting(words: str) -> str:
    return _first_of(OF_VETTING, words)


def _first_of(phrases: tuple[str, ...], words: str) -> str:
    said = _tight(words).replace("'", "’")
    for phrase in phrases:
        if re.search(rf"\b{re.escape(phrase)}(s|ed|ing)?\b", said):
            return phrase
    return ""


def repeats_what_was_private(application: Application, words: str) -> bool:
    """Whether a letter repeats a sentence that was written for those who vet, or the code of the reason."""
    said = _tight(words)
    return any(
        len(sentence) >= LEAST_TO_COMPARE and sentence in said
        for private in _private_words(application)
        for sentence in map(_tight, SENTENCE.split(private))
    )


def _private_words(application: Application) -> Iterator[str]:
    volunteer, scheme = application.volunteer_id, application.scheme_id
    reasons = dict(WhyDeclined.choices) | dict(WhyWithdrawn.choices)
    for change in application.changes.all():
        yield change.words
        if change.step == "decline":
            yield str(reasons.get(change.reason, ""))
    about = {"volunteer": volunteer, "scheme": scheme}
    for check in Check.objects.filter(**about).only("vetting_words", "seen"):
        yield from (check.vetting_words, check.seen)
    for risk in RiskAssessment.objects.filter(**about):
        yield from (risk.words, risk.decision_words)
    for exemption in Exemption.objects.filter(**about).only("reason"):
        yield exemption.reason
    for interview in application.interviews.prefetch_related("views"):
        yield from (view.words for view in interview.views.all())
    for item in AgendaItem.objects.filter(application=application).prefetch_related("changes"):
        yield item.minutes
        yield from (change.words for change in item.changes.all())
    for flag in application.flags.all():
        yield flag.words


def _tight(words: str) -> str:
    return " ".join(words.casefold().split()).strip()
