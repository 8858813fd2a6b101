"""A comparison with children who wait, written down before anybody is followed up; and the forms of those who wait."""

from datetime import date

from django.db import transaction

from kith.access.models import User
from kith.audit import actions as audit
from kith.audit.events import Kind
from kith.foundation.dates import count_words, day_words
from kith.foundation.errors import Cannot
from kith.outcomes.actions.scores import remember_refusal
from kith.outcomes.models import ComparisonPlace, Score, WaitingComparison
from kith.outcomes.registry import measure
from kith.outcomes.waves import AFTER_START, BASELINE, BEFORE_START, HALF_YEAR_FROM, HALF_YEAR_UNTIL
from kith.referral.models import Referral
from kith.referral.states import Status as ReferralStatus
from kith.schemes.models import Scheme

Order = WaitingComparison.Order
WAITING = (ReferralStatus.ACCEPTED, ReferralStatus.WAITING)


class CannotCompare(Cannot):
    """The comparison would not be a fair one."""


def waiting_children(scheme: Scheme) -> list[Referral]:
    """Who waits for this scheme, the longest first."""
    rows = Referral.objects.filter(
        scheme=scheme, status__in=WAITING, child__isnull=False, child__sealed=False
    )
    return list(rows.select_related("child").order_by("received_on", "pk"))


@transaction.atomic
def write_comparison(
    *, scheme: Scheme, order: str, places: int, seed: int, by: User | None, on: date
) -> WaitingComparison:
    """Who begins now and who waits: by lottery that anybody can draw again, or in order of the date of referral."""
    waiting = waiting_children(scheme)
    children = {str(referral.child.public_id): referral.child for referral in waiting if referral.child}
    if not 0 < places < len(children):
        raise CannotCompare(
            f"{count_words(len(children), 'child waits', 'children wait')} and there are to be {count_words(places, 'place')}. A "
            "comparison takes more children than places; nobody should wait where there is a place."
        )
    begun = WaitingComparison.objects.filter(scheme=scheme).first()
    if begun and (on - begun.written_on).days < HALF_YEAR_UNTIL:
        raise CannotCompare(
            f"One was written down on {day_words(begun.written_on)} and is still going on. Finish it first."
        )
    if order == Order.LOTTERY:
        from kith.science.comparison import draw_lots

        begin = set(draw_lots(children, places, seed=seed))
    else:
        begin = set(list(children)[:places])
    design = WaitingComparison.objects.create(
        scheme=scheme, order=order, places=places, seed=seed, written_on=on, created_by=by
    )
    for key, child in children.items():
        ComparisonPlace.objects.create(comparison=design, child=child, begins=key in begin, created_by=by)
    audit.record(
        Kind.COMPARISON_WRITTEN,
        about=design,
        by=by,
        on=on,
        order=order,
        children=len(children),
        places=places,
    )
    return design


@transaction.atomic
def record_waiting(
    *,
    place: ComparisonPlace,
    total: int | None,
    day: date,
    outcome: str = Score.Outcome.SCORED,
    by: User,
    on: date,
) -> Score:
    """A carer's total of a child in a comparison, or why there is none: around the day it was written, or half a year on."""
    design = place.comparison
    days = (day - design.written_on).days
    if day > on:
        raise CannotCompare(f"{day_words(day)} is still to come. Enter the day of the form.")
    if BEFORE_START <= days <= AFTER_START:
        wave = BASELINE
    elif HALF_YEAR_FROM <= days <= HALF_YEAR_UNTIL:
        wave = "6 months"
    else:
        raise CannotCompare(
            f"{day_words(day)} counts neither for the start nor for half a year on. Look at the day on the form."
        )
    scored = outcome == Score.Outcome.SCORED
    if scored and total is None:
        raise CannotCompare("Enter the total, from 0 to 40, or say why there is none.")
    rows = Score.objects.standing().filter(child=place.child, scheme=design.scheme, measure="sdq", match=None)
    if rows.filter(wave=wave, on__gte=design.written_on).exists() or rows.filter(on=day).exists():
        raise CannotCompare("There is such a form already. Keep one.")
    score = Score.objects.create(
        child=place.child,
        scheme=design.scheme,
        measure="sdq",
        version=measure("sdq").version,
        informant=design.informant,
        wave=wave,
        on=day,
        outcome=outcome,
        values={"total": float(total or 0)} if scored else {},
        created_by=by,
    )
    if outcome == Score.Outcome.REFUSED:
        remember_refusal(score, by=by, on=on)
    audit.record(Kind.SCORE_RECORDED, about=score, by=by, on=on, measure="sdq", wave=wave, outcome=outcome)
    return score
