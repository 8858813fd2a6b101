"""Referrals as staff read them: a line of the list, the story of one, what to be careful about."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.urls import reverse

from kith.foundation.dates import count_words, day_words, length_words, near_words, short_day
from kith.foundation.sheets import Sheet
from kith.referral import queries
from kith.referral.models import Question, Referral, ReferralQuerySet
from kith.referral.queries import Turn
from kith.referral.states import Status

WAITING = (Status.ACCEPTED, Status.WAITING)
OVER = (Status.DECLINED, Status.WITHDRAWN, Status.CLOSED)
TINTS: dict[str, str] = {
    Status.RECEIVED: "govuk-tag--blue",
    Status.QUESTIONED: "govuk-tag--yellow",
    Status.ACCEPTED: "govuk-tag--green",
    Status.WAITING: "govuk-tag--green",
    Status.MATCHED: "govuk-tag--green",
}
PARTS: dict[str, tuple[str, tuple[Status, ...]]] = {
    "answer": ("Waiting for an answer", (Status.RECEIVED,)),
    "referrer": ("Waiting for the referrer", (Status.QUESTIONED,)),
    "somebody": ("Waiting for somebody", WAITING),
    "matched": ("Matched", (Status.MATCHED,)),
    "over": ("Over", OVER),
    "all": ("All", tuple(Status)),
}


def page_of(referral: Referral) -> str:
    return reverse("referral:referral", kwargs={"public_id": referral.public_id})


def address(name: str, referral: Referral) -> str:
    return reverse(f"referral:{name}", kwargs={"public_id": referral.public_id})


# ------------------------------------------------------------------------------------- the list


@dataclass(frozen=True)
class Row:
    """One line of the list."""

    name: str
    url: str
    reference: str
    came: str
    source: str
    scheme: str
    status: str
    tint: str
    waiting: str
    is_late: bool


def rows(referrals: Sequence[Referral], on: date) -> list[Row]:
    """Lines of the list, from rows that are `.timed()` and have their child and scheme."""
    turns = queries.turns(referrals, on)
    return [_row(referral, turns.get(referral.pk), on) for referral in referrals]


def _row(referral: Referral, turn: Turn | None, on: date) -> Row:
    return Row(
        name=referral.name,
        url=page_of(referral),
        reference=referral.reference,
        came=day_words(referral.received_on),
        source=referral.get_source_display(),
        scheme=str(referral.scheme or "No scheme yet"),
        status=referral.get_status_display(),
        tint=TINTS.get(referral.status, "govuk-tag--grey"),
        waiting=_waiting(referral, turn, on),
        is_late=turn is not None and turn.is_late,
    )


def _waiting(referral: Referral, turn: Turn | None, on: date) -> str:
    if turn is not None:
        return turn_words(turn, on)
    if referral.status == Status.QUESTIONED:
        return f"asked {near_words(referral.asked_on, on)}"  # type: ignore[attr-defined]
    return length_words(referral.received_on, on) if referral.status in WAITING else ""


def turn_words(turn: Turn, on: date) -> str:
    """How long a referral has waited for the scheme, and whether that is too long."""
    days = count_words(turn.days, "working day")
    if turn.is_late:
        return f"{days}; an answer was due by {short_day(turn.answer_by)}"
    return f"{days} of {turn.allowed}" if turn.days else f"new; answer by {short_day(turn.answer_by)}"


def chips(counts: dict[str, int], current: str, asked: str) -> list[tuple[str, str, bool]]:
    """The filter by status, each with how many there are; `asked` keeps the rest of the filter."""
    found = []
    for key, (words, statuses) in PARTS.items():
        count = sum(counts.get(status, 0) for status in statuses)
        found.append((f"{words} ({count})", f"?status={key}{'&' + asked if asked else ''}", key == current))
    return found


COLUMNS = (
    "Reference",
    "First name",
    "Status",
    "Scheme",
    "Received",
    "Working days waited for an answer",
    "Allowed",
    "Who referred",
    "Child asked",
    "Coordinator",
)


def sheet(referrals: Sequence[Referral], on: date) -> Sheet:
    """The list as a spreadsheet: first names only, nothing that was written."""
    turns = queries.turns(referrals, on)
    return Sheet("Referrals", COLUMNS, [_cells(referral, turns.get(referral.pk)) for referral in referrals])


def _cells(referral: Referral, turn: Turn | None) -> list[Any]:
    return [
        referral.reference,
        referral.name,
        referral.get_status_display(),
        str(referral.scheme or ""),
        referral.received_on,
        turn.days if turn else None,
        turn.allowed if turn else None,
        referral.get_source_display(),
        asked_words(referral),
        str(referral.coordinator or ""),
    ]


# ------------------------------------------------------------------------------------- one referral


def asked_words(referral: Referral) -> str:
    """What the referral says the child answered, in three words or so."""
    if referral.child_answer:
        return {"yes": "Said yes", "unsure": "Not sure yet", "no": "Said no"}[referral.child_answer]
    return {True: "Asked, no answer noted", False: "Not asked yet", None: "Not known"}[referral.child_knows]


def subtitle(referral: Referral, on: date) -> str:
    age = referral.age_on(on)
    parts = [
        f"{age} years old" if age is not None else "",
        f"referred {near_words(referral.received_on, on)}",
        f"to {referral.scheme}" if referral.scheme else "to no scheme in particular",
    ]
    return " · ".join(part for part in parts if part)


def facts(referral: Referral) -> list[dict[str, Any]]:
    """Who refers and what is known, for a summary list; what was not said is left out."""
    child = referral.child
    said = [
        ("Reference", referral.reference),
        ("Referred by", _referrer(referral)),
        ("E-mail", referral.referrer_email),
        ("Phone", referral.referrer_phone),
        ("Date of birth", day_words(referral.born_on) if referral.born_on else ""),
        ("Authority", str(referral.authority or "")),
        ("Authority’s number", (child.authority_ref if child else "") or referral.authority_ref),
        ("Coordinator", str(referral.coordinator or "")),
    ]
    return [{"key": {"text": key}, "value": {"text": value}} for key, value in said if value]


def _referrer(referral: Referral) -> str:
    who = [referral.referrer_name, referral.get_source_display().lower(), referral.referrer_place]
    words = ", ".join(part for part in who if part)
    return words[:1].upper() + words[1:]


def names_differ(referral: Referral) -> bool:
    """The register calls the child by another first name than the referrer did: a link to look at twice."""
    child = referral.child
    if child is None or not referral.first_name:
        return False
    names = {child.first_name.casefold(), child.known_as.casefold()} - {""}
    return bool(names) and referral.first_name.casefold() not in names


def cautions(referral: Referral, on: date) -> list[str]:
    """What to know before answering, as sentences; the child's no is not among them, it is a stop."""
    told = []
    if names_differ(referral):
        told.append(
            f"The referrer wrote {referral.first_name}, the register says {referral.name}. Make sure it is "
            "the same young person."
        )
    if referral.scheme and referral.born_on:
        told.append(queries.age_misfit(referral.name, referral.born_on, referral.scheme, on))
    return [words for words in told if words]


@dataclass(frozen=True)
class Twin:
    """Another referral that seems to be about the same child."""

    url: str
    words: str


def twins(referral: Referral, among: ReferralQuerySet) -> list[Twin]:
    return [
        Twin(
            page_of(other),
            f"{other.name}, referred on {day_words(other.received_on)} to "
            f"{other.scheme or 'no scheme in particular'}: {other.get_status_display().lower()} "
            f"({other.reference})",
        )
        for other in queries.duplicates(referral, among)
    ]


STEPS = {
    "question": "The scheme asked for more",
    "answer": "The question was answered",
    "accept": "Accepted",
    "decline": "Declined",
    "wait": "Wishes written down; waiting for somebody",
    "match": "A match began",
    "wait again": "Waiting again",
    "withdraw": "Withdrawn",
    "close": "Closed",
}


def story(referral: Referral, asked: Sequence[Question]) -> list[dict[str, str]]:
    """What happened to the referral, newest first, for foundation/story.html."""
    questions, answers = iter(asked), iter(asked)
    told = [{"day": short_day(referral.received_on), "what": "Referred", "more": "", "kind": "turn"}]
    for change in referral.changes.select_related("by"):
        by = f"By {change.by.name}. " if change.by else ""
        words = change.words
        if change.step == "question" and (question := next(questions, None)):
            words = question.words
        if change.step == "answer" and (answered := next(answers, None)):
            words = answered.answer
        if change.reason:
            words = f"{Referral.DeclineReason(change.reason).label}. {words}"
        kind = {"accept": "turn", "decline": "care", "withdraw": "care"}.get(change.step, "")
        what = STEPS.get(change.step, change.step)
        told.append({"day": short_day(change.on), "what": what, "more": (by + words).strip(), "kind": kind})
    return told[::-1]
