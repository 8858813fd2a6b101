"""Checks one by one: when, by whom, how they came out; the rest only for those who vet."""

from collections.abc import Iterable, Iterator
from datetime import date
from typing import Any

from django.db.models import Prefetch, prefetch_related_objects
from django.urls import reverse

from kith.access.policy import Permission
from kith.foundation.dates import day_words
from kith.recruitment.models import Check, Evidence
from kith.recruitment.presenters.reader import Reader
from kith.recruitment.vetting.certificates import CERTIFICATE, LEVELS, RESULTS
from kith.recruitment.vetting.documents import DOCUMENTS
from kith.recruitment.vetting.evidence import DRIVING_DOCUMENTS, RELATIONS, RIGHTS, VERIFIED
from kith.recruitment.vetting.requirements import BY_KEY, words_of
from kith.recruitment.vetting.risks import waits_for_a_decision

CONNECTED = {
    "member": "a councillor",
    "employee": "works for the council",
    "relative": "family of somebody there",
    "household": "lives with somebody there",
    "home": "is near to a home where children live",
}


def entries(checks: Iterable[Check], reader: Reader) -> list[dict[str, Any]]:
    """For the file and for the page of one kind. Without the right to vet, only that it was done and how it stands."""
    listed = list(checks)
    documents = Evidence.objects.all() if reader.vets else Evidence.objects.defer("number")
    prefetch_related_objects(listed, Prefetch("evidence", queryset=documents))
    return [_entry(check, reader) for check in listed]


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
    """Where the risk of something that was shown is judged."""
    if waits_for_a_decision(check) and reader.may(Permission.RECORD_VETTING):
        return reverse("recruitment:judge_risk", args=[check.public_id])
    return ""


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
    for one in check.evidence.all():
        yield f"{named_document(one.kind)}, number", one.number
    yield "Where it lies", check.seen
    yield "For those who vet", check.vetting_words


def named_document(kind: str) -> str:
    return DOCUMENTS[kind].words if kind in DOCUMENTS else kind


def _details(check: Check) -> Iterator[tuple[str, str]]:
    """The codes of a check in words. Only what a kind is known to hold is shown."""
    said = check.details
    for one in check.evidence.all():
        ends = f", until {day_words(one.runs_out_on)}" if one.runs_out_on else ""
        yield "Seen", f"{named_document(one.kind)}{ends}"
    if basis := said.get("basis"):
        yield "By right of", RIGHTS.get(basis, basis)
    if "declared" in said:
        yield "Declared", "Something" if said["declared"] else "Nothing"
    if relation := said.get("relation"):
        years = f", {said['years']} years" if said.get("years") else ""
        yield "Knows them", f"{RELATIONS.get(relation, relation)}{years}"
    if verified := said.get("verified"):
        yield "Verified", VERIFIED.get(verified, verified)
    if said.get("second"):
        yield "Interviewed by", " and ".join(filter(None, (said.get("first"), said["second"])))
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
