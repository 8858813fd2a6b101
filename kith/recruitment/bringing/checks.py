"""What a line tells was checked, said as the vetting rules want to hear it: a kind, a day, and its evidence."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from types import MappingProxyType
from typing import Any

from kith.recruitment.bringing.findings import ERROR, NOTE, WARNING
from kith.recruitment.bringing.rows import Told
from kith.recruitment.vetting import certificates
from kith.recruitment.vetting.evidence import CONNECTIONS
from kith.schemes.models import Scheme


@dataclass(frozen=True)
class ToldCheck:
    """One check a line tells of. `boxes`: what a refusal calls a box → our field."""

    kind: str
    on: date
    first_box: str
    until: date | None = None
    number: str = ""
    given_by: str = ""
    vetting_words: str = ""
    details: dict[str, Any] = field(default_factory=dict)
    boxes: dict[str, str] = field(default_factory=dict)


BROUGHT = {"brought": True}
BETWEEN_NAMES = re.compile(r"\s+and\s+|\s*[&,;/]\s*")


def told_checks(told: Told, scheme: Scheme) -> Iterator[ToldCheck]:
    """In the order in which they are usually made."""
    yield from _plain(told, "identity", "identity_on")
    yield from _plain(told, "right to volunteer", "right_on", until="right_until")
    yield from _plain(told, "self-declaration", "declaration_on", details={"declared": False})
    yield from _interview(told)
    yield from _references(told)
    yield from _certificate(told, scheme)
    if scheme.independence:
        yield from _plain(told, "independence", "independence_on", details=dict.fromkeys(CONNECTIONS, False))
    yield from _plain(told, "training", "training_on", until="training_until")
    yield from _plain(told, "agreement", "agreement_on")


def _plain(
    told: Told, kind: str, on: str, until: str = "", details: Mapping[str, Any] = MappingProxyType({})
) -> Iterator[ToldCheck]:
    if on in told:
        yield ToldCheck(
            kind,
            told[on],
            on,
            until=told.said.get(until),
            details={**details, **BROUGHT},
            boxes={"done_on": on, "until": until or on},
        )


def _interview(told: Told) -> Iterator[ToldCheck]:
    """Held by two: both names, in two columns or in one. Without both it is left out, and the line says so."""
    if "interview_on" not in told:
        return
    names = [told.said.get("interview_first", ""), told.said.get("interview_second", "")]
    if not names[1]:
        names = [part.strip() for part in BETWEEN_NAMES.split(names[0], maxsplit=1)]
    if len(names) < 2 or not all(names):
        told.add(
            "interview_on",
            WARNING,
            "It does not say which two people interviewed, so the interview does not count.",
            "Add the names of both, or plan an interview in Kith.",
        )
        return
    yield ToldCheck(
        "interview",
        told["interview_on"],
        "interview_on",
        details={"first": names[0], "second": names[1], **BROUGHT},
        boxes={
            "done_on": "interview_on",
            "until": "interview_on",
            "first": "interview_first",
            "second": "interview_second" if "interview_second" in told else "interview_first",
        },
    )


def _references(told: Told) -> Iterator[ToldCheck]:
    for number in ("1", "2"):
        who, when, how = (f"reference{number}_{part}" for part in ("name", "on", "relation"))
        if {who, when, how} <= set(told.said):
            yield ToldCheck(
                "reference",
                told[when],
                when,
                given_by=told[who],
                details={"relation": told[how], "worry": False, **BROUGHT},
                boxes={"given_by": who, "relation": how, "done_on": when, "until": when},
            )


def _certificate(told: Told, scheme: Scheme) -> Iterator[ToldCheck]:
    """On the Update Service counts from the day it was looked at; without that day the certificate counts alone."""
    if not {"dbs_number", "dbs_issued"} <= set(told.said):
        return
    looked_at = "dbs_checked_on" in told and told.said.get("dbs_update", True)
    when = "dbs_checked_on" if looked_at else "dbs_issued"
    details: dict[str, Any] = {
        "evidence": certificates.CERTIFICATE,
        "level": told.said.get("dbs_level") or _usual_level(told, scheme),
        "issued_on": told["dbs_issued"].isoformat(),
        "update_service": looked_at,
        **BROUGHT,
    }
    if looked_at:
        details["result"] = "current"
    yield ToldCheck(
        "dbs",
        told[when],
        "dbs_number",
        number=told["dbs_number"],
        vetting_words="Brought in with the scheme’s own list.",
        details=details,
        boxes={
            "number": "dbs_number",
            "level": "dbs_level",
            "update_service": "dbs_update",
            "result": "dbs_update",
        }
        | dict.fromkeys(("issued_on", "done_on", "until"), when),
    )


def _usual_level(told: Told, scheme: Scheme) -> str:
    """Where the file says no level: the one the scheme asks for, if it asks for one."""
    levels = certificates.levels_for(scheme)
    if len(levels) > 1:
        told.add(
            "dbs_number",
            ERROR,
            "It does not say which level the certificate has.",
            "Add a column with the level.",
        )
        return ""
    told.add(
        "dbs_number",
        NOTE,
        f"No level is said: taken as {certificates.LEVELS[levels[0]].lower()}, as the scheme asks for.",
    )
    return levels[0]
