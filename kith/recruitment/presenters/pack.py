"""What a panel reads about one application, in the order in which it is read, for the page and the paper alike.

What only some may read is not fetched for the others; they are told that it is there and who reads it.
"""

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from kith.access.policy import Permission
from kith.foundation.dates import day_words, length_words
from kith.recruitment.models import AgendaItem, Application, Check, Reference, RiskAssessment
from kith.recruitment.presenters.file import entries
from kith.recruitment.presenters.reader import Reader, roles_with
from kith.recruitment.presenters.references import questions_and_answers
from kith.recruitment.presenters.tasks import TAGS
from kith.recruitment.presenters.volunteer import about, choices
from kith.recruitment.queries import checklist
from kith.recruitment.vetting.checklist import ChecklistItem

P = Permission
OPEN_PARTS = (
    ("identity", "right to volunteer", "overseas check", "driving documents"),
    ("training", "agreement"),
)
SEALED_PARTS: tuple[tuple[str, tuple[str, ...]], ...] = (
    ("Interview notes", ("interview",)),
    ("References", ("reference",)),
    ("Declarations", ("self-declaration", "independence")),
    ("DBS check", ("dbs",)),
)


@dataclass(frozen=True)
class Paragraph:
    """A heading, facts as pairs, and words."""

    heading: str = ""
    facts: list[tuple[str, str]] = field(default_factory=list)
    words: str = ""


@dataclass(frozen=True)
class Part:
    """One part of the pack. `sealed`: why this reader does not see what is in it."""

    title: str
    paragraphs: list[Paragraph] = field(default_factory=list)
    sealed: str = ""
    empty: str = ""


def pack(item: AgendaItem, reader: Reader) -> list[Part]:
    """The parts of one application, in reading order."""
    application, on = item.application, reader.on
    found = Check.objects.standing().of(application.volunteer, application.scheme)
    checks = list(
        (found if reader.vets else found.unread())
        .select_related("created_by", "withdrawn_by")
        .order_by("on", "pk")
    )
    parts = [
        _application(application, on),
        _standing(checklist(application.volunteer, application.scheme, on), on),
    ]
    parts += [_sealed(title, kinds, checks, reader) for title, kinds in SEALED_PARTS]
    parts.append(_risks(application, reader))
    parts += [
        _checked("Papers", OPEN_PARTS[0], checks, reader),
        _checked("Training and agreement", OPEN_PARTS[1], checks, reader),
    ]
    return parts


def _application(application: Application, on: date) -> Part:
    volunteer = application.volunteer
    facts = [(row["key"]["text"], row["value"]["text"]) for row in about(volunteer, on)]
    facts += [(heading, ", ".join(words)) for heading, words in choices(volunteer)]
    came = f"{day_words(application.received_on)}, {length_words(application.received_on, on)} ago"
    facts.append(("Offered to volunteer", came))
    if application.heard:
        facts.append(("Heard of us", application.get_heard_display()))
    facts.append(("Recruiter", application.recruiter.name if application.recruiter else "Nobody"))
    paragraphs = [Paragraph(facts=facts)]
    if application.why:
        paragraphs.append(Paragraph(f"Why {volunteer.first_name} would like to", words=application.why))
    return Part("The application", paragraphs)


def _standing(items: Iterable[ChecklistItem], on: date) -> Part:
    facts = [
        (
            item.requirement.words,
            f"{TAGS[item.state][0]}{f', until {day_words(item.until)}' if item.until else ''}",
        )
        for item in items
    ]
    return Part("What is in place", [Paragraph(facts=facts)])


def _sealed(title: str, kinds: tuple[str, ...], checks: list[Check], reader: Reader) -> Part:
    if not reader.vets:
        return Part(title, sealed=f"Read by {roles_with(P.SEE_VETTING)}.")
    part = _checked(title, kinds, checks, reader)
    if "reference" in kinds and reader.may(P.RECORD_VETTING):
        part.paragraphs.extend(_answers(reader.application))
    return part


def _answers(application: Application) -> list[Paragraph]:
    """What referees wrote, question by question; read by those who record vetting."""
    asked = (
        Reference.objects.of(application.volunteer, application.scheme)
        .filter(answered_on__isnull=False)
        .order_by("asked_on", "pk")
    )
    return [
        Paragraph(
            f"What {reference.name} wrote",
            facts=[(row["key"]["text"], row["value"]["text"]) for row in questions_and_answers(reference)],
        )
        for reference in asked
    ]


def _checked(title: str, kinds: tuple[str, ...], checks: list[Check], reader: Reader) -> Part:
    mine = [check for check in checks if check.kind in kinds]
    paragraphs = [
        Paragraph(
            entry["what"],
            facts=[("When", entry["when"]), *entry["facts"]],
            words="" if entry["passed"] else "It stands in the way." if reader.vets else "",
        )
        for entry in entries(mine, reader)
    ]
    return Part(title, paragraphs, empty="" if paragraphs else "Nothing is recorded.")


def _risks(application: Application, reader: Reader) -> Part:
    title = "Risk assessments"
    if not reader.vets:
        return Part(title, sealed=f"Read by {roles_with(P.SEE_VETTING)}.")
    rows = RiskAssessment.objects.filter(volunteer=application.volunteer, scheme=application.scheme)
    paragraphs = [
        _risk(row) for row in rows.select_related("decided_by", "created_by").order_by("written_on", "pk")
    ]
    return Part(
        title, paragraphs, empty="" if paragraphs else "Nothing was declared or shown that asked for one."
    )


def _risk(row: RiskAssessment) -> Paragraph:
    facts = [
        ("Written", f"{day_words(row.written_on)}{f' by {row.created_by.name}' if row.created_by else ''}")
    ]
    if row.decided_on and row.decided_by:
        said = "They may go on" if row.may_go_on else "They may not go on"
        facts.append(("Decided", f"{said}: {row.decided_by.name}, {day_words(row.decided_on)}"))
    else:
        facts.append(("Decided", "Not yet"))
    facts += [(label, words) for label, words in (("Why", row.decision_words),) if words]
    return Paragraph(facts=facts, words=row.words)


def as_values(part: Part) -> dict[str, Any]:
    """Plain values for the paper."""
    return {
        "title": part.title,
        "note": part.sealed or part.empty,
        "paragraphs": [
            {"heading": each.heading, "facts": [list(fact) for fact in each.facts], "words": each.words}
            for each in part.paragraphs
        ],
    }
