"""What must be true of a check before it is written down, kind by kind. Reads; writes nothing but the check it is given.

`examine` is handed the check as somebody means to record it. It refuses, naming the box to mend, or settles how the
check came out and until when it holds.
"""

from collections import Counter
from collections.abc import Callable, Sequence
from datetime import date

from kith.foundation.dates import day_words, months_after
from kith.recruitment.models import Check
from kith.recruitment.refusals import CannotRecord
from kith.recruitment.vetting import certificates
from kith.recruitment.vetting.checklist import holds_until
from kith.recruitment.vetting.documents import ADDRESS, DOCUMENTS, PHOTOGRAPH, Seen, slug, that_may_show
from kith.recruitment.vetting.policies import required_by
from kith.recruitment.vetting.requirements import (
    BY_KEY,
    MUST_NOTE,
    NO_NOTE,
    STATUS_CHECK_MONTHS,
    Requirement,
)

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
        _refuse_unfit(documents, requirement, check)
    settle = KINDS.get(check.kind)
    if settle:
        settle(check)
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


def _refuse_unfit(documents: Sequence[Seen], requirement: Requirement, check: Check) -> None:
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


def _dbs(check: Check) -> None:
    kinds = {certificates.CERTIFICATE: _certificate, certificates.STATUS_CHECK: _status_check}
    kinds[check.details.setdefault("evidence", certificates.CERTIFICATE)](check)


def _certificate(check: Check) -> None:
    check.number = certificates.plain_number(check.number)
    if not certificates.NUMBER.fullmatch(check.number):
        raise CannotRecord(
            "The certificate number has 12 figures. It is at the top right of the certificate.", "number"
        )
    check.number_digest = certificates.digest(check.number)
    _is_nobody_elses(check)
    _is_of_the_right_level(check)
    issued = _issued_on(check)
    if check.details.get("update_service"):
        _agreed_in_time(check, issued)
        _take_result(check)
        check.until = check.until or months_after(check.on, STATUS_CHECK_MONTHS)
    else:
        check.details.pop("result", None)
        check.counted_from = issued


def _agreed_in_time(check: Check, issued: date) -> None:
    """The day on which they agreed that we look, where it is known: not before there was a certificate."""
    said = str(check.details.get("agreed_on") or "")
    if not said:
        return
    try:
        agreed = date.fromisoformat(said)
    except ValueError as unclear:
        raise CannotRecord("Enter the day on which they agreed.", "agreed_on") from unclear
    if not issued <= agreed <= check.on:
        raise CannotRecord(
            f"They agreed between {day_words(issued)}, when it was issued, and {day_words(check.on)}, "
            "when you saw it. Check the day.",
            "agreed_on",
        )


def _is_nobody_elses(check: Check) -> None:
    """One certificate, one person: within the provider, whose staff can find out which of the two is right."""
    same = Check.objects.standing().filter(
        number_digest__in=certificates.digests(check.number),
        scheme__provider=check.scheme.provider_id,
    )
    if same.exclude(volunteer=check.volunteer).exists():
        raise CannotRecord(
            "This certificate number is already recorded for somebody else. Compare it with the certificate.",
            "number",
        )


def _is_of_the_right_level(check: Check) -> None:
    level, scheme = check.details.get("level"), check.scheme
    if level not in certificates.LEVELS:
        raise CannotRecord("Choose the level of the certificate.", "level")
    if level in certificates.levels_for(scheme):
        if scheme.check_level == certificates.FOR_THE_PERSON and not check.vetting_words:
            raise CannotRecord("Say why this level fits what they will do.", "vetting_words")
        return
    if level == certificates.BARRED_LIST:
        raise CannotRecord(certificates.warning_for(scheme), "level")
    wanted = certificates.LEVELS[scheme.check_level].lower()
    raise CannotRecord(f"This role needs a certificate that is {wanted}. Ask for a new one.", "level")


def _issued_on(check: Check) -> date:
    try:
        issued = date.fromisoformat(str(check.details.get("issued_on", "")))
    except ValueError as unclear:
        raise CannotRecord("Enter the day the certificate was issued.", "issued_on") from unclear
    if issued > check.on:
        raise CannotRecord(f"The day of issue must be {day_words(check.on)} or earlier.", "issued_on")
    if check.volunteer.born and issued < check.volunteer.born:
        raise CannotRecord(
            f"The certificate cannot have been issued before {check.volunteer.first_name} was born.",
            "issued_on",
        )
    check.details["issued_on"] = issued.isoformat()
    return issued


def _status_check(check: Check) -> None:
    held = Check.objects.standing().of(check.volunteer, check.scheme)
    if not held.filter(kind="dbs", details__update_service=True).exists():
        raise CannotRecord(
            f"There is no certificate of {check.volunteer.first_name}’s on the Update Service. "
            "Record the certificate and their consent first."
        )
    _take_result(check)
    check.until = check.until or months_after(check.on, STATUS_CHECK_MONTHS)


def _take_result(check: Check) -> None:
    result = check.details.get("result")
    if result not in certificates.RESULTS:
        raise CannotRecord("Choose what the Update Service answered.", "result")
    check.passed = check.passed and result in certificates.STILL_GOOD


def _independence(check: Check) -> None:
    unanswered = [key for key in CONNECTIONS if not isinstance(check.details.get(key), bool)]
    if unanswered:
        raise CannotRecord("Answer every question.", unanswered[0])
    check.passed = not any(check.details[key] for key in CONNECTIONS)


def _overseas(check: Check) -> None:
    """Countries lived in, and those whose certificate was seen. Until all are, it waits; nowhere is an answer too."""
    countries, seen = _named(check, "countries"), _named(check, "certificates")
    known = {country.casefold(): country for country in countries}
    strange = [country for country in seen if country.casefold() not in known]
    if strange:
        raise CannotRecord(f"{strange[0]} is not among the countries they lived in.", "certificates")
    seen = [known[country.casefold()] for country in seen]
    check.details |= {"countries": countries, "certificates": seen}
    check.complete = check.complete and set(seen) == set(countries)


def _named(check: Check, name: str) -> list[str]:
    return list(dict.fromkeys(" ".join(str(each).split()) for each in check.details.get(name) or [] if each))


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
    "dbs": _dbs,
    "overseas": _overseas,
    "independence": _independence,
    "driving": _driving,
}
