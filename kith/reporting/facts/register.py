"""Children whom an authority looks after on a day: who could have somebody, who does, who waits, what they were asked."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from django.db.models import Q

from kith.matching.models import Match
from kith.referral.models import Referral
from kith.register.models import CareSummary, Offer
from kith.register.models.care import OFFERED_FROM_AGE
from kith.reporting.facts.children import MatchFact, Person, ReferralFact, endings_of, steps_of
from kith.reporting.quarters import Span
from kith.schemes.models import Organisation

CARE_ENDS_AT = 18


class Stands(StrEnum):
    """Where a child stands who could have somebody; the value is what is printed."""

    HAS = "Has somebody"
    WAITS = "Waits for somebody"
    BEFORE = "Had somebody before"
    NOBODY = "Nobody so far"


class Said(StrEnum):
    """What a child said last when they were offered somebody."""

    YES = "Said yes"
    NO = "Said no"
    UNSURE = "Not sure yet"
    NEVER = "Never asked"


SAID: dict[str, Said] = {
    Offer.Answer.ACCEPTED: Said.YES,
    Offer.Answer.CONTINUE: Said.YES,
    Offer.Answer.DECLINED: Said.NO,
    Offer.Answer.END_ASKED: Said.NO,
    Offer.Answer.UNDECIDED: Said.UNSURE,
}


@dataclass(frozen=True)
class RegisterFacts:
    """Each child who could have somebody, as where they stand and what they said; and the endings of a year."""

    children: tuple[tuple[Stands, Said], ...]
    ended: tuple[MatchFact, ...]


def register_facts(authority: Organisation, on: date, year: Span) -> RegisterFacts:
    """Seven queries, however many children."""
    could = _could_have_somebody(authority, on)
    matched = _matched(authority, on)
    waiting = _waiting(authority, on)
    said = _said(authority, on)
    children = tuple(_child(child, matched, waiting, said) for child in could)
    return RegisterFacts(children, tuple(_ended(authority, year)))


def _child(
    child: int, matched: dict[int, bool], waiting: dict[int, bool], said: dict[int, Said]
) -> tuple[Stands, Said]:
    """Whoever has or had somebody said yes once, whether it was written down in the register or not."""
    if child in matched:
        return (Stands.HAS if matched[child] else Stands.BEFORE), said.get(child, Said.YES)
    if child in waiting:
        return Stands.WAITS, said.get(child, Said.YES if waiting[child] else Said.UNSURE)
    return Stands.NOBODY, said.get(child, Said.NEVER)


def _could_have_somebody(authority: Organisation, on: date) -> list[int]:
    """Looked after on the day and old enough to say whether they would like somebody."""
    in_care = Q(period_began__lte=on) & (Q(period_ended=None) | Q(period_ended__gt=on))
    rows = CareSummary.objects.filter(in_care, child__authority=authority, child__sealed=False)
    return list(rows.aged(OFFERED_FROM_AGE, on, below=CARE_ENDS_AT).values_list("child", flat=True))


def _matched(authority: Organisation, on: date) -> dict[int, bool]:
    """Child id → whether a match is going on that day, for all who have or had one."""
    found: dict[int, bool] = {}
    rows = Match.objects.filter(child__authority=authority, begun_on__lte=on)
    for child, ended in rows.values_list("child", "ended_on"):
        found[child] = found.get(child, False) or ended is None or ended > on
    return found


def _waiting(authority: Organisation, on: date) -> dict[int, bool]:
    """Child id → whether they said yes themselves, for all whom a scheme has accepted and who wait that day."""
    rows = list(Referral.objects.filter(child__authority=authority, received_on__lte=on))
    steps = steps_of(rows, on)
    return {
        row.child_id: row.child_answer == Referral.Answer.YES
        for row in rows
        if row.child_id and ReferralFact(row.received_on, tuple(steps[row.pk]), Person()).waits_on(on)
    }


def _said(authority: Organisation, on: date) -> dict[int, Said]:
    """Child id → what they said last when they were asked, by the day."""
    rows = Offer.objects.standing().filter(child__authority=authority, on__lte=on, answer__in=list(SAID))
    return {child: SAID[answer] for child, answer in rows.order_by("on", "id").values_list("child", "answer")}


def _ended(authority: Organisation, year: Span) -> Iterator[MatchFact]:
    ended = Q(ended_on__gte=year.from_day, ended_on__lte=year.until_day)
    rows = Match.objects.filter(ended, child__authority=authority, child__sealed=False).order_by("pk")
    endings = endings_of(rows)
    for row in rows:
        kind, planned = endings.get(row.pk, ("unknown", False))
        yield MatchFact(row.pk, row.volunteer_id, row.begun_on, row.ended_on, Person(), kind, planned)
