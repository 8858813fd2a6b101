"""Considered, offered, answered: what was written down at one point of a child's pathway, and putting it right."""

from datetime import date
from typing import Any

from django.db import transaction

from kith.access.models import User
from kith.audit import actions as audit
from kith.audit.events import Kind
from kith.foundation.dates import day_words, months_after
from kith.foundation.errors import Cannot
from kith.people.models import Child
from kith.register.facts import offer_columns
from kith.register.models import CareSummary, Offer, PathwayPoint
from kith.register.models.care import OFFERED_FROM_AGE
from kith.science.care import birthday

Answer, Asked = Offer.Answer, Offer.Asked
WITHOUT_REVIEW = 6
"""Months after which to ask again where no review is due."""

NEEDS_WHY = frozenset({Answer.NOT_CONSIDERED, Answer.NOT_NOW})
ASK_AGAIN = frozenset(
    {Answer.DECLINED, Answer.UNDECIDED, Answer.NOT_NOW, Answer.HAS_SOMEBODY, Answer.NOT_CONSIDERED}
)


class CannotRecordOffer(Cannot):
    """What was typed about an offer does not hold together, or something is written down already."""


@transaction.atomic
def record_offer(
    *,
    point: PathwayPoint,
    answer: str,
    asked: str = Asked.NOT_ASKED,
    why: str = "",
    child_words: str = "",
    by: User | None,
    on: date,
    ask_again_on: date | None = None,
) -> Offer:
    """Write down at one point whether the child was considered and offered somebody, and what they said."""
    if point.withdrawn_on:
        raise CannotRecordOffer(
            "The return no longer tells of this point. Open the child again and choose a point that stands."
        )
    if point.offers.filter(corrected_by=None).exists():
        raise CannotRecordOffer(
            "Somebody has already written down what happened at this point. If it is wrong, put it right instead."
        )
    offer = _offer(point, answer, asked, why, child_words, on, ask_again_on)
    offer.created_by = by
    offer.save(force_insert=True)
    _remember(offer.child)
    audit.record(Kind.OFFER_RECORDED, about=offer, by=by, on=on, answer=offer.answer, at=point.kind)
    return offer


@transaction.atomic
def correct_offer(
    *,
    offer: Offer,
    answer: str,
    asked: str = Asked.NOT_ASKED,
    why: str = "",
    child_words: str = "",
    by: User | None,
    on: date,
    ask_again_on: date | None = None,
) -> Offer:
    """Put right what was written: a new row stands in its place, and the old one stays to be read."""
    if offer.corrected_by_id is not None:
        raise CannotRecordOffer(
            "This was put right already. Open the child again and look at what stands now."
        )
    right = _offer(offer.point, answer, asked, why, child_words, on, ask_again_on)
    right.created_by = by
    right.corrected_by = offer  # for a moment, since a point has one standing offer
    right.save(force_insert=True)
    offer.corrected_by = right
    offer.save(update_fields=["corrected_by"])
    right.corrected_by = None
    right.save(update_fields=["corrected_by"])
    _remember(right.child)
    audit.record(
        Kind.OFFER_CORRECTED,
        about=right,
        by=by,
        on=on,
        was=offer.answer,
        answer=right.answer,
        at=right.point.kind,
    )
    return right


def _offer(
    point: PathwayPoint,
    answer: str,
    asked: str,
    why: str,
    child_words: str,
    on: date,
    ask_again_on: date | None,
) -> Offer:
    """The row as it will stand, or the reason why it cannot."""
    offer = Offer(
        point=point,
        child=point.child,
        answer=answer,
        asked=asked,
        why=why.strip(),
        child_words=child_words.strip(),
        on=on,
    )
    if offer.was_offered and asked == Asked.NOT_ASKED:
        raise CannotRecordOffer(
            "Say how they were asked: only a child can give this answer, so somebody must have asked them."
        )
    if not offer.was_offered:
        offer.asked = Asked.NOT_ASKED
        offer.child_words = ""
    if answer in NEEDS_WHY and not offer.why:
        raise CannotRecordOffer("Say why not, in a few words, so that whoever comes next understands.")
    if ask_again_on is not None and ask_again_on <= on:
        raise CannotRecordOffer(
            f"Asking again comes after {day_words(on)}. Choose a later day, or leave it empty for the next review."
        )
    offer.ask_again_on = ask_again_on or _ask_again(point.child, answer, on)
    return offer


def _ask_again(child: Child, answer: str, on: date) -> date | None:
    """A no is for now: the next review asks again. Too young waits until the child is old enough."""
    if answer == Answer.TOO_YOUNG and child.born:
        old_enough = birthday(child.born, OFFERED_FROM_AGE)
        return old_enough if old_enough > on else _next_review(child, on)
    return _next_review(child, on) if answer in ASK_AGAIN else None


def _next_review(child: Child, on: date) -> date:
    due = CareSummary.objects.filter(child=child).values_list("review_due", flat=True).first()
    return due if due is not None and due > on else months_after(on, WITHOUT_REVIEW)


def _remember(child: Child) -> None:
    """The lists show at once what was answered."""
    columns: dict[str, Any] = offer_columns(Offer.objects.filter(child=child).standing())
    CareSummary.objects.filter(child=child).update(**columns)
