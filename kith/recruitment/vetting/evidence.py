"""What must be true of a check before it is written down, kind by kind. Reads; writes nothing but the check it is given.

`examine` is handed the check as somebody means to record it. It refuses, naming the box to mend, or settles how the
check came out and until when it holds.
"""

from collections.abc import Callable, Sequence
from datetime import date

from kith.foundation.dates import day_words
from kith.recruitment.models import Check
from kith.recruitment.refusals import CannotRecord
from kith.recruitment.vetting.checklist import holds_until
from kith.recruitment.vetting.dbs import examine_dbs
from kith.recruitment.vetting.documents import Seen
from kith.recruitment.vetting.overseas import examine_overseas
from kith.recruitment.vetting.policies import required_by
from kith.recruitment.vetting.requirements import BY_KEY, Requirement
from kith.recruitment.vetting.risks import keep_to_the_decision
from kith.recruitment.vetting.seen import refuse_unfit_documents

RIGHTS = {
    "citizen": "British or Irish citizen",
    "settled": "Settled or pre-settled status",
    "visa": "A visa that allows volunteering",
}
SEEN_OTHERWISE = ("brought", "by_link")  # by whoever kept a list before Kith; in the answer itself
RELATIVE = "relative"
RELATIONS = {
    "work": "From work",
    "study": "From school, college or training",
    "volunteering": "From volunteering",
    "friend": "As a friend or neighbour",
    RELATIVE: "They are family",
}
VERIFIED = {
    "phone": "I rang them",
    "work address": "It came from a work address I had found myself",
    "met": "I met them",
}
# Who counts as connected with a council: Care Planning, Placement and Case Review (England) Regulations 2010, reg. 47.
# {council} is the council that looks after the children of the scheme.
CONNECTIONS = {
    "member": "Are you a councillor at {council}, or on one of its committees?",
    "employee": "Do you work for {council}?",
    "relative": "Is anybody in your family a councillor at {council}, or do they work for it?",
    "household": "Do you live with anybody who is a councillor at {council}, or works for it?",
    "home": (
        "Do you, or does anybody in your family or household, work for or help to run a children’s home "
        "in which children of {council} live?"
    ),
}
DRIVING_DOCUMENTS = {
    "licence": "Driving licence",
    "insurance": "Insurance that covers volunteering",
    "mot": "MOT certificate",
}


def examine(check: Check, on: date, documents: Sequence[Seen] = ()) -> None:
    """Refuse the check, or fill in whether it passed and until when it holds."""
    requirement = _asked_for(check, on)
    _was_made_in_time(check, on)
    if not any(check.details.get(how) for how in SEEN_OTHERWISE):
        refuse_unfit_documents(documents, requirement, check)
    settle = KINDS.get(check.kind)
    if settle:
        settle(check)
    keep_to_the_decision(check)
    if requirement.at_least_one:
        check.code = str(check.details.get(requirement.at_least_one[0], ""))
    if not check.passed:
        check.until = None
        return
    check.until = holds_until(requirement, check)
    if check.until and check.until < on:
        raise CannotRecord(
            f"This ran out on {day_words(check.until)}. Ask {check.volunteer.first_name} for one that still holds.",
            "issued_on" if check.kind == "dbs" else "until",
        )


def _asked_for(check: Check, on: date) -> Requirement:
    """The requirement as the scheme asks for it that day."""
    plain = BY_KEY.get(check.kind)
    if plain is None:
        raise CannotRecord(f"“{check.kind}” is not something that can be checked.", "kind")
    asked = required_by(check.scheme, on)
    found = next((requirement for requirement in asked if requirement.key == check.kind), None)
    if found is None:
        raise CannotRecord(f"{check.scheme} does not ask for {plain.called}.", "kind")
    return found


def _was_made_in_time(check: Check, on: date) -> None:
    if check.on > on:
        raise CannotRecord(f"The day it was done must be {day_words(on)} or earlier.", "done_on")
    born = check.volunteer.born
    if born and check.on < born:
        raise CannotRecord(f"The day it was done is before {check.volunteer.first_name} was born.", "done_on")


def _self_declaration(check: Check) -> None:
    """One that shows something counts for nothing until somebody else has decided about it."""
    if check.details.get("declared"):
        check.complete = False


def _interview(check: Check) -> None:
    """Held by two different people, whose names stay with it."""
    first, second = (_same(str(check.details.get(key) or "")) for key in ("first", "second"))
    if not first or not second:
        raise CannotRecord("Two people interview. Say who both were.", "second" if first else "first")
    if first == second:
        raise CannotRecord("Two different people must have been there.", "second")


def _reference(check: Check) -> None:
    who, name = check.volunteer, _same(check.given_by)
    relation = check.details.get("relation")
    if not name:
        raise CannotRecord("Enter who gave the reference.", "given_by")
    if name == _same(who.name):
        raise CannotRecord(f"{who.first_name} cannot be their own referee.", "given_by")
    if relation == RELATIVE:
        raise CannotRecord(
            f"A reference from family does not count. Ask {who.first_name} for somebody who is not related to them.",
            "relation",
        )
    if relation not in RELATIONS:
        raise CannotRecord(f"Choose how they know {who.first_name}.", "relation")
    if not isinstance(check.details.get("worry"), bool):
        raise CannotRecord(
            f"Ask whether they know of any reason why {who.first_name} should not be with children.", "worry"
        )
    if check.details["worry"] and check.passed and not check.vetting_words:
        raise CannotRecord("Say why this worry does not stand in the way.", "vetting_words")
    others = Check.objects.standing().of(who, check.scheme).filter(kind="reference")
    if any(_same(other.given_by) == name for other in others):
        raise CannotRecord(
            f"There is already a reference from {check.given_by}. The two must come from different people.",
            "given_by",
        )


def _same(name: str) -> str:
    return " ".join(name.casefold().split())


def _independence(check: Check) -> None:
    unanswered = [key for key in CONNECTIONS if not isinstance(check.details.get(key), bool)]
    if unanswered:
        raise CannotRecord("Answer every question.", unanswered[0])
    check.passed = not any(check.details[key] for key in CONNECTIONS)


def _driving(check: Check) -> None:
    """Each document with its last day; the first to run out decides."""
    ends = []
    for key, words in DRIVING_DOCUMENTS.items():
        try:
            end = date.fromisoformat(str(check.details.get(key) or ""))
        except ValueError as unclear:
            raise CannotRecord(f"Enter the last day of the {words[:1].lower()}{words[1:]}.", key) from unclear
        if end < check.on:
            raise CannotRecord(
                f"This ran out on {day_words(end)}. Ask {check.volunteer.first_name} for one that still holds.",
                key,
            )
        ends.append(end)
    check.until = min(ends)


KINDS: dict[str, Callable[[Check], None]] = {
    "self-declaration": _self_declaration,
    "interview": _interview,
    "reference": _reference,
    "dbs": examine_dbs,
    "overseas": examine_overseas,
    "independence": _independence,
    "driving": _driving,
}
