"""What a panel reads about one application, in the order in which it is read, for the page and the paper alike.

Who they are in short, what they say themselves, what the two heard who met them, what others say, what is known of them,
what is in place. What only some may read is not fetched for the others; they are told that it is there and who reads it.
"""

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from kith.access.policy import Permission
from kith.foundation.dates import day_words, length_words
from kith.recruitment.models import AgendaItem, Application, Check, RiskAssessment
from kith.recruitment.presenters import pack_words
from kith.recruitment.presenters.file import entries
from kith.recruitment.presenters.pack_words import Paragraph
from kith.recruitment.presenters.pipeline import flag_line
from kith.recruitment.presenters.reader import Reader, roles_with
from kith.recruitment.presenters.tasks import TAGS
from kith.recruitment.presenters.volunteer import about, choices
from kith.recruitment.queries import checklist
from kith.recruitment.vetting.checklist import ChecklistItem

P = Permission
PAPERS = ("identity", "right to volunteer", "overseas", "driving")
PROMISES = ("training", "agreement")
NOT_FOR_A_PANEL = ("E-mail", "Phone", "Lives near", "Certificate number")


@dataclass(frozen=True)
class Part:
    """One part of the pack. `sealed`: why this reader does not see what is in it."""

    title: str
    paragraphs: list[Paragraph] = field(default_factory=list)
    sealed: str = ""
    empty: str = ""

    @property
    def slug(self) -> str:
        return self.title.lower().replace(" ", "-").replace("’", "").replace(",", "")


def pack(item: AgendaItem, reader: Reader) -> list[Part]:
    """The parts of one application, in reading order."""
    application, on = item.application, reader.on
    found = Check.objects.standing().of(application.volunteer, application.scheme)
    checks = list(
        (found if reader.vets else found.unread())
        .select_related("created_by", "withdrawn_by")
        .order_by("on", "pk")
    )
    name = application.volunteer.first_name
    own = pack_words.own_words(application)
    return [
        _in_short(application, on),
        Part(f"In {name}’s own words", own, empty="" if own else "There is no form of theirs in Kith."),
        *_for_those_who_vet(application, checks, reader),
        _checked("Papers", PAPERS, checks, reader),
        _checked(
            "Training and agreement", PROMISES, checks, reader, first=pack_words.courses(application, on)
        ),
        _standing(checklist(application.volunteer, application.scheme, on)),
        _who_they_are(application, on),
    ]


def _in_short(application: Application, on: date) -> Part:
    volunteer = application.volunteer
    age = volunteer.age_on(on)
    came = f"{day_words(application.received_on)}, {length_words(application.received_on, on)} ago"
    facts = [
        ("For", application.scheme.name),
        ("Age", str(age) if age is not None else "Not known"),
        ("Offered to volunteer", came),
        ("Heard of us", application.get_heard_display() if application.heard else ""),
        ("Would see", f"{volunteer.places} at a time" if volunteer.places > 1 else "One child"),
        ("Would travel", f"{volunteer.travel_miles} miles"),
        ("Recruiter", application.recruiter.name if application.recruiter else "Nobody"),
    ]
    return Part("In short", [Paragraph(facts=[fact for fact in facts if fact[1]])])


def _for_those_who_vet(application: Application, checks: list[Check], reader: Reader) -> list[Part]:
    """What the two heard, what referees say, what was declared and shown; and what was found when names were compared."""
    titles = ("Interviews", "References", "Declarations", "DBS check", "Risk assessments")
    if not reader.vets:
        return [Part(title, sealed=f"Read by {roles_with(P.SEE_VETTING)}.") for title in titles]
    interviews = pack_words.interviews(application)
    referees = pack_words.referees(
        application,
        unverified=reader.may(P.RECORD_VETTING),
        worries=application.recruiter_id != reader.user.pk,  # it was promised to whoever answered
    )
    parts = [
        _checked("Interviews", ("interview",), checks, reader, first=interviews),
        _checked("References", ("reference",), checks, reader, first=referees),
        _checked(
            "Declarations",
            ("self-declaration", "independence"),
            checks,
            reader,
            first=pack_words.declared(application),
        ),
        _checked("DBS check", ("dbs",), checks, reader),
        _risks(application),
    ]
    flags = _flags(application)
    return [*parts, flags] if flags.paragraphs else parts


def _checked(
    title: str,
    kinds: tuple[str, ...],
    checks: list[Check],
    reader: Reader,
    first: Iterable[Paragraph] = (),
) -> Part:
    mine = [check for check in checks if check.kind in kinds]
    paragraphs = [
        *first,
        *(
            Paragraph(
                entry["what"] if entry["what"] != title else "",
                facts=[
                    ("When", entry["when"]),
                    *(fact for fact in entry["facts"] if fact[0] not in NOT_FOR_A_PANEL),
                ],
                words="" if entry["passed"] else "It stands in the way." if reader.vets else "",
            )
            for entry in entries(mine, reader)
        ),
    ]
    return Part(title, paragraphs, empty="" if paragraphs else "Nothing is recorded.")


def _risks(application: Application) -> Part:
    rows = RiskAssessment.objects.filter(volunteer=application.volunteer, scheme=application.scheme)
    paragraphs = [
        _risk(row) for row in rows.select_related("decided_by", "created_by").order_by("written_on", "pk")
    ]
    nothing = "Nothing was declared or shown that asked for one."
    return Part("Risk assessments", paragraphs, empty="" if paragraphs else nothing)


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


def _flags(application: Application) -> Part:
    """An earlier application, a likeness with a barred contact: what it was found to be. Never whose contact."""
    rows = application.flags.select_related("earlier__scheme").prefetch_related("earlier__changes")
    paragraphs = []
    for flag in rows.order_by("pk"):
        line = flag_line(flag)
        facts = [("Found", line["stands"]), ("Alike", line["alike"].removeprefix("Alike: "))]
        facts.append(("Became of it", line["outcome"]))
        paragraphs.append(
            Paragraph(line["what"], facts=[fact for fact in facts if fact[1]], words=flag.words)
        )
    return Part("When names were compared", paragraphs)


def _standing(items: Iterable[ChecklistItem]) -> Part:
    facts = [
        (
            item.requirement.words,
            f"{TAGS[item.state][0]}{f', until {day_words(item.until)}' if item.until else ''}",
        )
        for item in items
    ]
    return Part("What is in place", [Paragraph(facts=facts)])


def _who_they_are(application: Application, on: date) -> Part:
    """What a child could choose them by."""
    volunteer = application.volunteer
    facts = [(row["key"]["text"], row["value"]["text"]) for row in about(volunteer, on)]
    facts = [(heading, words) for heading, words in facts if heading not in NOT_FOR_A_PANEL]
    facts += [(heading, ", ".join(words)) for heading, words in choices(volunteer)]
    return Part("What a child could choose them by", [Paragraph(facts=facts)])


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
