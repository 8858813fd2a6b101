"""What was written and said about an applicant, as a panel reads it: their own words, the interviews, the referees.

Addresses and numbers are left out: a panel weighs a person, and a pack on paper may be left on a train.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from datetime import date

from kith.foundation.dates import day_words
from kith.recruitment.alike import answers_of, homes_of
from kith.recruitment.applying import sections
from kith.recruitment.applying.sections import HOMES, SECTIONS, Section
from kith.recruitment.letter_forms import MET, questions
from kith.recruitment.models import Answers, Application, Interview, InterviewView, Reference
from kith.recruitment.presenters.references import questions_and_answers
from kith.recruitment.vetting.evidence import RELATIONS
from kith.recruitment.vetting.states import ReferenceStatus
from kith.training.queries import held

SHORT = 80  # signs: a longer answer is set as words of its own
HOW_TO_REACH = "phone"  # the page of the reference form that asks how to ring them
WORRY = "children"
ON_THE_COVER = ("First name", "Last name", "Date of birth", "Phone number")


@dataclass(frozen=True)
class Paragraph:
    """A heading, facts as pairs, and words."""

    heading: str = ""
    facts: list[tuple[str, str]] = field(default_factory=list)
    words: str = ""


# ------------------------------------------------------------------------------- in their own words


def own_words(application: Application) -> list[Paragraph]:
    """The form section by section, as far as it was sent; else the line or two of the enquiry."""
    answers = answers_of(application)
    if answers is None or answers.sent_on is None:
        name = application.volunteer.first_name
        return [Paragraph(f"Why {name} would like to", words=application.why)] if application.why else []
    found = [each for section in SECTIONS if not section.sealed for each in _section(answers, section)]
    return [*found, *_where_they_lived(application)]


def _section(answers: Answers, section: Section) -> Iterator[Paragraph]:
    """Short answers together, each longer one under its question."""
    if section.slug in (HOMES, "referees"):
        return
    told = [line for line in sections.lines_of(answers, section) if line[0] not in ON_THE_COVER]
    facts = [(question, said) for question, said in told if len(said) <= SHORT and "\n" not in said]
    if facts:
        yield Paragraph(section.title, facts=facts)
    for question, said in told:
        if (question, said) not in facts:
            yield Paragraph(question, words=said)


def _where_they_lived(application: Application) -> Iterator[Paragraph]:
    homes = homes_of(application)
    if homes:
        abroad = dict.fromkeys(str(home.get("country", "")) for home in homes if not home.get("postcode"))
        since = min(home["from_day"] for home in homes)
        facts = [("Told since", day_words(date.fromisoformat(since))), ("Homes", str(len(homes)))]
        facts.append(("Abroad", ", ".join(filter(None, abroad)) or "None"))
        yield Paragraph("Where they have lived", facts=facts)


def declared(application: Application) -> list[Paragraph]:
    """The declaration as it was made; for those who vet."""
    answers = answers_of(application)
    if answers is None or answers.sent_on is None:
        return []
    facts = [line for section in SECTIONS if section.sealed for line in sections.lines_of(answers, section)]
    return [Paragraph(f"In the form, {day_words(answers.sent_on)}", facts=facts)] if facts else []


# ------------------------------------------------------------------------------- interviews


def interviews(application: Application) -> list[Paragraph]:
    """Each view of the two, with how every question was met; for those who vet."""
    rows = application.interviews.filter(called_off_on=None).prefetch_related("views__interviewer")
    return [each for interview in rows for each in _views(interview)]


def _views(interview: Interview) -> Iterator[Paragraph]:
    where = f", {interview.place}" if interview.place else ""
    for view in interview.views.all():
        when = f"{day_words(interview.on)}{where}"
        if view.written_on is None:
            yield Paragraph(view.interviewer.name, facts=[("When", when), ("View", "Not written yet")])
        else:
            yield Paragraph(view.interviewer.name, facts=[("When", when), *_met(view)], words=view.words)


def _met(view: InterviewView) -> Iterator[tuple[str, str]]:
    yield "Go on?", view.get_leaning_display()
    words = dict(MET)
    for key, question in questions():
        if key in view.met:
            yield question, words.get(str(view.met[key]), str(view.met[key]))


# ------------------------------------------------------------------------------- courses


def courses(application: Application, on: date) -> list[Paragraph]:
    """Which courses of the scheme they have done, and until when each holds."""
    done = held([application.volunteer], application.scheme, on)[application.volunteer_id]
    facts = [
        (each.name, f"{day_words(each.on)}{f', holds until {day_words(each.until)}' if each.until else ''}")
        for each in done
    ]
    return [Paragraph("Courses", facts=facts)] if facts else []


# ------------------------------------------------------------------------------- referees


def referees(application: Application, *, unverified: bool, worries: bool) -> list[Paragraph]:
    """What referees wrote, question by question. What is not verified yet is read by those who verify it."""
    rows: Iterable[Reference] = Reference.objects.of(application.volunteer, application.scheme).order_by(
        "asked_on", "pk"
    )
    wanted = {ReferenceStatus.VERIFIED, *([ReferenceStatus.ANSWERED] if unverified else [])}
    return [_reference(row, worries) for row in rows if row.status in wanted]


def _reference(reference: Reference, worries: bool) -> Paragraph:
    facts = [("Says they know each other", RELATIONS.get(reference.relation, reference.relation))]
    if reference.answered_on:
        stands = "verified" if reference.status == ReferenceStatus.VERIFIED else "not verified yet"
        facts.append(("Answered", f"{day_words(reference.answered_on)}, {stands}"))
    facts += [
        (row["key"]["text"], row["value"]["text"])
        for row in questions_and_answers(reference)
        if row["slug"] != HOW_TO_REACH and (worries or row["slug"] != WORRY)
    ]
    return Paragraph(f"What {reference.name} wrote", facts=facts)
