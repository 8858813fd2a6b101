"""Whether what was seen for a check is of a kind that counts, still holds, and is enough."""

from collections import Counter
from collections.abc import Sequence

from kith.foundation.dates import day_words
from kith.recruitment.models import Check
from kith.recruitment.refusals import CannotRecord
from kith.recruitment.vetting.documents import ADDRESS, DOCUMENTS, PHOTOGRAPH, Seen, slug, that_may_show
from kith.recruitment.vetting.requirements import MUST_NOTE, NO_NOTE, Requirement


def refuse_unfit_documents(documents: Sequence[Seen], requirement: Requirement, check: Check) -> None:
    """What was seen is of a kind that counts here, still holds, and is enough."""
    allowed = that_may_show(requirement.key, requirement.documents)
    if requirement.evidence == NO_NOTE and (documents or check.seen):
        raise CannotRecord(f"Nothing is noted here of what was seen for {requirement.called}.", "documents")
    if requirement.evidence == MUST_NOTE and not documents and allowed:
        raise CannotRecord("Choose what you saw.", "documents")
    if requirement.evidence == MUST_NOTE and not documents and not check.seen:
        raise CannotRecord("Say what you saw, and where it lies.", "seen")
    for one in documents:
        if one.kind not in allowed:
            raise CannotRecord(
                f"This scheme does not take that as showing {requirement.called}.", "documents"
            )
        _holds(one, check)
    if any(times > 1 for times in Counter(one.kind for one in documents).values()):
        raise CannotRecord("Each document is noted once.", "documents")
    if requirement.key == "identity":
        _shows_who_they_are(documents)


def _holds(one: Seen, check: Check) -> None:
    document, box = DOCUMENTS[one.kind], f"ends_{slug(one.kind)}"
    if document.runs_out and one.runs_out_on is None:
        raise CannotRecord(
            f"Enter the last day of the {document.words[:1].lower()}{document.words[1:]}.", box
        )
    if one.runs_out_on and one.runs_out_on < check.on:
        raise CannotRecord(
            f"This ran out on {day_words(one.runs_out_on)}. Ask {check.volunteer.first_name} for one that still holds.",
            box,
        )


def _shows_who_they_are(documents: Sequence[Seen]) -> None:
    shown = {what for one in documents for what in DOCUMENTS[one.kind].shows}
    if len(documents) < 2:
        raise CannotRecord("Choose at least two documents.", "documents")
    if PHOTOGRAPH not in shown:
        raise CannotRecord("One of them must have a photograph.", "documents")
    if ADDRESS not in shown:
        raise CannotRecord("One of them must have their address.", "documents")
