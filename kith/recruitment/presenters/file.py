"""Checks one by one: when, by whom, how they came out; the rest only for those who vet."""

from collections.abc import Iterable, Iterator
from datetime import date
from typing import Any

from django.urls import reverse

from kith.access.policy import Permission
from kith.foundation.dates import day_words
from kith.recruitment.models import Check
from kith.recruitment.presenters.reader import Reader
from kith.recruitment.vetting.certificates import CERTIFICATE, LEVELS, RESULTS
from kith.recruitment.vetting.evidence import DOCUMENTS, DRIVING_DOCUMENTS, RELATIONS, RIGHTS, VERIFIED
from kith.recruitment.vetting.requirements import BY_KEY, words_of

CONNECTED = {
    "member": "a councillor",
    "employee": "works for the council",
    "relative": "family of somebody there",
    "household": "lives with somebody there",
    "home": "is near to a home where children live",
}


def entries(checks: Iterable[Check], reader: Reader) -> list[dict[str, Any]]:
    """For the file and for the page of one kind. Without the right to vet, only that it was done and how it stands."""
    return [_entry(check, reader) for check in checks]


def _entry(check: Check, reader: Reader) -> dict[str, Any]:
    requirement, vets = BY_KEY[check.kind], reader.vets
    told = vets or not requirement.vetting_only
    may_undo = not check.withdrawn_on and reader.may(requirement.recorded_by)
    facts = list(_details(check)) if told else []
    facts += [(label, words) for label, words in _sealed(check) if vets and words]
    return {
        "what": _what(check),
        "when": _when(check),
        "passed": check.passed,
        "withdrawn": bool(check.withdrawn_on),
        "waits": not check.complete and not check.withdrawn_on,
        "risk_url": _risk_address(check, reader),
        "facts": facts,
        "undo_url": reverse("recruitment:withdraw_check", args=[check.public_id]) if may_undo else "",
    }


def _risk_address(check: Check, reader: Reader) -> str:
    """Where the risk of a certificate that shows something is judged."""
    waits = check.kind == "dbs" and not check.complete and not check.withdrawn_on
    return (
        reverse("recruitment:judge_risk", args=[check.public_id])
        if waits and reader.may(Permission.RECORD_VETTING)
        else ""
    )


def _when(check: Check) -> str:
    """When, by whom, until when; and when it was taken back."""
    who = f", recorded by {check.created_by.name}" if check.created_by else ""
    said = f"{day_words(check.on)}{who}."
    if check.until:
        said += f" Holds until {day_words(check.until)}."
    if check.withdrawn_on:
        by = f" by {check.withdrawn_by.name}" if check.withdrawn_by else ""
        said += f" Taken back on {day_words(check.withdrawn_on)}{by}, as recorded by mistake."
    return said


def _what(check: Check) -> str:
    if check.kind == "dbs" and check.details.get("evidence", CERTIFICATE) != CERTIFICATE:
        return "Update Service"
    return words_of(check.kind)


def _sealed(check: Check) -> Iterator[tuple[str, str]]:
    yield "From", check.given_by
    yield "Certificate number", check.number
    yield "Seen", check.seen
    yield "For those who vet", check.vetting_words


def _details(check: Check) -> Iterator[tuple[str, str]]:
    """The codes of a check in words. Only what a kind is known to hold is shown."""
    said = check.details
    if documents := said.get("documents"):
        yield "Seen", ", ".join(DOCUMENTS.get(code, code) for code in documents)
    if basis := said.get("basis"):
        yield "By right of", RIGHTS.get(basis, basis)
    if "declared" in said:
        yield "Declared", "Something" if said["declared"] else "Nothing"
    if relation := said.get("relation"):
        years = f", {said['years']} years" if said.get("years") else ""
        yield "Knows them", f"{RELATIONS.get(relation, relation)}{years}"
    if verified := said.get("verified"):
        yield "Verified", VERIFIED.get(verified, verified)
    if second := said.get("second"):
        yield "Together with", second
    if "worry" in said:
        yield "Any reason why not", "Yes" if said["worry"] else "No"
    if level := said.get("level"):
        yield "Level", LEVELS.get(level, level)
    if issued := said.get("issued_on"):
        yield "Issued", day_words(date.fromisoformat(issued))
    if "update_service" in said:
        yield "Update Service", "Agreed that we look" if said["update_service"] else "Not on it"
    if agreed := said.get("agreed_on"):
        yield "Agreed on", day_words(date.fromisoformat(agreed))
    if result := said.get("result"):
        yield "Answer", RESULTS.get(result, result)
    if "countries" in said:
        yield "Lived in", ", ".join(said["countries"]) or "Nowhere else for a year or more"
        if missing := [each for each in said["countries"] if each not in said.get("certificates", [])]:
            yield "Certificate still to come", ", ".join(missing)
    for key, words in DRIVING_DOCUMENTS.items():
        if check.kind == "driving" and said.get(key):
            yield words, f"until {day_words(date.fromisoformat(said[key]))}"
    if "member" in said:
        connected = [words for key, words in CONNECTED.items() if said.get(key)]
        yield "Connected with the council", ", ".join(connected) or "No"
