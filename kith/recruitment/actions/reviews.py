"""A review is held: it goes on, on other terms, or the approval ends. And how a volunteer leaves.

Neither touches a match: a match has a child in it, and is ended on its own page, by people, with the child told first.
"""

from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db import transaction

from kith.access.models import User
from kith.audit import actions as audit
from kith.audit.events import Kind
from kith.foundation.dates import day_words
from kith.people.actions import stop_serving
from kith.recruitment.actions.approvals import refuse_unfit_approver, refuse_unfit_terms
from kith.recruitment.actions.closing import let_go_of_referees
from kith.recruitment.actions.common import not_about_themself
from kith.recruitment.models import Approval, Leaving, Review
from kith.recruitment.refusals import CannotReview
from kith.recruitment.reviewing import next_review

Outcome = Review.Outcome


@dataclass(frozen=True)
class Terms:
    """What an approval allows from now on."""

    age_from: int
    age_to: int
    places: int
    conditions: str = ""


@transaction.atomic
def hold_review(
    *,
    approval: Approval,
    outcome: str,
    held_on: date,
    agreed: str = "",
    vetting_words: str = "",
    terms: Terms | None = None,
    by: User,
    on: date,
) -> Review:
    """Write down a review. Other terms, or an end, are decided like an approval: never by the recruiter."""
    not_about_themself(approval.volunteer, by, CannotReview)
    _refuse_unfit_day(approval, held_on, on)
    review = Review.objects.create(
        volunteer=approval.volunteer,
        scheme=approval.scheme,
        approval=approval,
        kind=kind_of(approval),
        due_on=approval.review_on or held_on,
        on=held_on,
        outcome=outcome,
        agreed=agreed.strip(),
        vetting_words=vetting_words.strip(),
        created_by=by,
    )
    audit.record(Kind.REVIEW_HELD, about=review, by=by, on=on, outcome=outcome)
    if outcome == Outcome.GOES_ON:
        approval.review_on = next_review(held_on)
        approval.save(update_fields=["review_on"])
    elif outcome == Outcome.CHANGED:
        change_terms(approval=approval, terms=terms, held_on=held_on, by=by, on=on)
    else:
        end_approval(approval=approval, words=agreed, vetting_words=vetting_words, by=by, on=on)
    return review


def kind_of(approval: Approval) -> str:
    """The first of somebody in a scheme is the one after three months, whatever their terms since."""
    held = Review.objects.filter(volunteer=approval.volunteer_id, scheme=approval.scheme_id).exists()
    earlier = Approval.objects.filter(volunteer=approval.volunteer_id, scheme=approval.scheme_id)
    was_brought = earlier.filter(application__changes__step="bring in").exists()
    return Review.Kind.YEARLY if held or was_brought else Review.Kind.PROBATION


def _refuse_unfit_day(approval: Approval, held_on: date, on: date) -> None:
    if approval.until_day and approval.until_day <= on:
        raise CannotReview(f"This approval ended on {day_words(approval.until_day)}.")
    if held_on > on:
        raise CannotReview(f"The day must be {day_words(on)} or earlier.", "held_on")
    if held_on < approval.from_day:
        raise CannotReview(
            f"The approval began on {day_words(approval.from_day)}, after that day.", "held_on"
        )


@transaction.atomic
def change_terms(*, approval: Approval, terms: Terms | None, held_on: date, by: User, on: date) -> Approval:
    """Other ages, places or conditions: a new approval follows the old one without a gap."""
    refuse_unfit_approver(approval.application, by)
    if terms is None:
        raise CannotReview("Say what changes.", "age_from")
    refuse_unfit_terms(approval.scheme, terms.age_from, terms.age_to, terms.places)
    if terms == Terms(approval.age_from, approval.age_to, approval.places, approval.conditions):
        raise CannotReview("Nothing has changed. Choose that it goes on as it is.", "outcome")
    if approval.from_day == on:
        raise CannotReview("This approval began today. Its terms can change from tomorrow.", "outcome")
    _close(approval, on)
    made = Approval.objects.create(
        volunteer=approval.volunteer,
        scheme=approval.scheme,
        application=approval.application,
        age_from=terms.age_from,
        age_to=terms.age_to,
        places=terms.places,
        conditions=terms.conditions,
        from_day=on,
        review_on=next_review(held_on),
        created_by=by,
    )
    audit.record(Kind.VOLUNTEER_APPROVED, about=made, by=by, on=on, changed=True)
    return made


@transaction.atomic
def end_approval(*, approval: Approval, words: str, vetting_words: str, by: User, on: date) -> Leaving:
    """The scheme ends it; the letter follows on a page of its own. What becomes of their matches is somebody's to see to."""
    refuse_unfit_approver(approval.application, by)
    if not vetting_words.strip():
        raise CannotReview("Say why, for those who vet.", "vetting_words")
    leaving = _leave(
        approval,
        {"why": Leaving.Why.ENDED_BY_US, "said": words.strip(), "vetting_words": vetting_words.strip()},
        by,
        on,
    )
    audit.record(Kind.APPROVAL_ENDED, about=leaving, by=by, on=on)
    return leaving


@transaction.atomic
def record_leaving(
    *,
    approval: Approval,
    last_day: date,
    why: str,
    talk: str,
    would_come_back: bool | None = None,
    said: str = "",
    vetting_words: str = "",
    by: User,
    on: date,
) -> Leaving:
    """A volunteer leaves: their last day, why, and what they said when we talked."""
    not_about_themself(approval.volunteer, by, CannotReview)
    if approval.until_day:
        raise CannotReview(f"This approval ended on {day_words(approval.until_day)}.")
    if last_day > on:
        raise CannotReview(
            "Record it on their last day, or after it: until then they are still there.", "last_day"
        )
    if last_day < approval.from_day:
        raise CannotReview(
            f"They were approved on {day_words(approval.from_day)}, after that day.", "last_day"
        )
    if why == Leaving.Why.ENDED_BY_US:
        raise CannotReview("That is decided at a review.", "why")
    leaving = _leave(
        approval,
        {
            "why": why,
            "talk": talk,
            "would_come_back": would_come_back,
            "said": said.strip(),
            "vetting_words": vetting_words.strip(),
        },
        by,
        last_day,
    )
    audit.record(Kind.VOLUNTEER_LEFT, about=leaving, by=by, on=on, why=why)
    return leaving


def _leave(approval: Approval, columns: dict[str, Any], by: User, last_day: date) -> Leaving:
    _close(approval, last_day)
    stop_serving(volunteer=approval.volunteer, scheme=approval.scheme, on=last_day)
    let_go_of_referees(volunteer=approval.volunteer, scheme=approval.scheme, by=by, on=last_day)
    return Leaving.objects.create(
        volunteer=approval.volunteer,
        scheme=approval.scheme,
        approval=approval,
        on=last_day,
        created_by=by,
        **columns,
    )


def _close(approval: Approval, on: date) -> None:
    approval.until_day, approval.review_on = max(on, approval.from_day), None
    approval.save(update_fields=["until_day", "review_on"])
