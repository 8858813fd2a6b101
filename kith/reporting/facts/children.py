"""Referrals and matches of one contract, with no name: only what a report counts children by."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from django.db.models import Q

from kith.endings.models import Ending
from kith.endings.states import Status as EndingStatus
from kith.foundation.dates import age_on
from kith.matching.models import Match
from kith.people.models import Child
from kith.referral.models import Referral, ReferralChange
from kith.referral.states import Status as ReferralStatus
from kith.reporting.facts.moved import stood_with
from kith.reporting.quarters import Span
from kith.schemes.models import Organisation, Scheme
from kith.science.vocabulary import BACKGROUNDS as REGISTER_BACKGROUNDS

NOT_KNOWN = "Not known"
GENDERS = ("Girls", "Boys", "Another way", NOT_KNOWN)
BACKGROUNDS = ("White", "Mixed", "Asian", "Black", "Another background", NOT_KNOWN)
AGES = ("Under 10", "10 to 15", "16 and 17", "18 and over", NOT_KNOWN)

GENDER_WORDS = dict(zip(("F", "M", "X", "U"), GENDERS, strict=True))
BROAD_WORDS = dict(zip(("white", "mixed", "asian", "black", "other"), BACKGROUNDS, strict=False))
AGE_STEPS = ((10, AGES[0]), (16, AGES[1]), (18, AGES[2]))
TAKEN_ON_AND_WAITING = (ReferralStatus.ACCEPTED, ReferralStatus.WAITING)


@dataclass(frozen=True, slots=True)
class Person:
    """What a child is counted by, in the words that are printed."""

    gender: str = NOT_KNOWN
    background: str = NOT_KNOWN
    age: str = NOT_KNOWN


@dataclass(frozen=True, slots=True)
class ReferralFact:
    """One referral: when it came, and each step it took on which day, in order."""

    received_on: date
    steps: tuple[tuple[date, str], ...]
    person: Person

    def status_on(self, day: date) -> str:
        """Where it stood at the end of that day; empty before it came."""
        if self.received_on > day:
            return ""
        taken = [status for on, status in self.steps if on <= day]
        return taken[-1] if taken else str(ReferralStatus.RECEIVED)

    def reached_in(self, status: str, span: Span) -> bool:
        return any(to == status and on in span for on, to in self.steps)

    def waits_on(self, day: date) -> bool:
        return self.status_on(day) in TAKEN_ON_AND_WAITING


@dataclass(frozen=True, slots=True)
class MatchFact:
    """One match: from when, until when, and how it ended if it has."""

    pk: int
    volunteer: int
    begun_on: date
    ended_on: date | None
    person: Person
    kind: str = ""
    planned: bool = False

    def is_on(self, day: date) -> bool:
        """Still going on at the end of that day."""
        return self.begun_on <= day and (self.ended_on is None or self.ended_on > day)

    def touches(self, span: Span) -> bool:
        return self.begun_on <= span.until_day and (self.ended_on is None or self.ended_on >= span.from_day)


def person_of(child: Child | None, born: date | None, on: date) -> Person:
    """A child, or somebody referred whom nobody has found on the register yet."""
    if child is None:
        return Person(age=_age_words(born, on))
    return Person(
        gender=GENDER_WORDS.get(child.gender, NOT_KNOWN),
        background=_background_words(child.ethnicity),
        age=_age_words(child.born, on),
    )


def _background_words(code: str) -> str:
    term = REGISTER_BACKGROUNDS.get(code)
    return BROAD_WORDS.get(term.group, NOT_KNOWN) if term else NOT_KNOWN


def _age_words(born: date | None, on: date) -> str:
    if born is None:
        return NOT_KNOWN
    age = age_on(born, on)
    return next((words for below, words in AGE_STEPS if age < below), AGES[3])


def referral_facts(scheme: Scheme, authority: Organisation, span: Span) -> list[ReferralFact]:
    """Every referral of the authority's children to the scheme up to the last day. Two queries."""
    rows = stood_with(Referral.objects.all(), "match__referral", scheme, authority, span.until_day)
    open_to_all = rows.filter(Q(child__sealed=False) | Q(child=None), received_on__lte=span.until_day)
    found = list(open_to_all.select_related("child").order_by("pk"))
    steps = steps_of(found, span.until_day)
    return [
        ReferralFact(row.received_on, tuple(steps[row.pk]), person_of(row.child, row.born, span.until_day))
        for row in found
    ]


def steps_of(referrals: Iterable[Referral], until: date) -> dict[int, list[tuple[date, str]]]:
    """Referral id → the steps it had taken by a day."""
    changes = ReferralChange.objects.filter(of__in=[row.pk for row in referrals], on__lte=until)
    steps: dict[int, list[tuple[date, str]]] = defaultdict(list)
    for of, on, status in changes.order_by("id").values_list("of", "on", "to_status"):
        steps[of].append((on, status))
    return steps


def match_facts(scheme: Scheme, authority: Organisation, span: Span) -> tuple[list[Match], list[MatchFact]]:
    """The matches of the authority's children that lived within the span, as rows and as facts.

    The rows come with their agreements and pauses, for the rhythm. Four queries.
    """
    rows = list(
        stood_with(Match.objects.all(), "match", scheme, authority, span.until_day)
        .filter(
            Q(ended_on=None) | Q(ended_on__gte=span.from_day),
            child__sealed=False,
            begun_on__lte=span.until_day,
        )
        .select_related("child")
        .prefetch_related("agreements", "changes")
        .order_by("pk")
    )
    endings = endings_of(rows)
    return rows, [_match_fact(row, endings.get(row.pk), span) for row in rows]


def endings_of(matches: Iterable[Match]) -> dict[int, tuple[str, bool]]:
    """Match id → the kind of its ending, and whether there was a plan."""
    rows = Ending.objects.filter(match__in=[match.pk for match in matches], status=EndingStatus.ENDED)
    return {match: (kind, planned) for match, kind, planned in rows.values_list("match", "kind", "planned")}


def _match_fact(match: Match, ending: tuple[str, bool] | None, span: Span) -> MatchFact:
    kind, planned = ending or (str(Ending.Kind.UNKNOWN), False)
    ended = match.ended_on is not None
    return MatchFact(
        match.pk,
        match.volunteer_id,
        match.begun_on,
        match.ended_on,
        person_of(match.child, None, span.until_day),
        kind if ended else "",
        planned if ended else False,
    )
