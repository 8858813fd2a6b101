"""How many places volunteers have left, and how the volunteers of a scheme stand on a day."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from kith.matching.facts import Standing, volunteer_facts
from kith.matching.models import CardShown, Match, Proposal
from kith.matching.queries.kept_away import kept_away
from kith.people.models import Child, Enlistment, Volunteer
from kith.recruitment.models import Approval, Check
from kith.recruitment.queries import cleared_volunteers
from kith.schemes.models import Scheme
from kith.science import fit

TRAINING = "training"
MOST_ASKED_AT_ONCE = 3
"""Sketches a volunteer may have before them at a time: more would be a list of children to pick from."""


def enlisted(scheme: Scheme, on: date) -> "list[Volunteer]":
    """Everybody who has offered themself to the scheme, whatever step they are at."""
    open_now = Enlistment.objects.open_on(on).filter(scheme=scheme)
    return list(Volunteer.objects.filter(pk__in=open_now.values("volunteer")).order_by("pk"))


def places_taken(volunteers: Iterable[Volunteer], scheme: Scheme) -> Counter[int]:
    """Volunteer id → live matches and proposals that two people have approved, in this scheme."""
    theirs = {"volunteer__in": list(volunteers), "scheme": scheme}
    taken = Counter(Match.objects.live().filter(**theirs).values_list("volunteer", flat=True))
    taken.update(Proposal.objects.holding_a_place().filter(**theirs).values_list("volunteer", flat=True))
    return taken


def places_left(volunteers: Iterable[Volunteer], scheme: Scheme, on: date) -> dict[int, int]:
    """Volunteer id → how many more children they may be there for in this scheme; 0 without an approval."""
    asked = list(volunteers)
    approved = Approval.objects.open_on(on).filter(scheme=scheme, volunteer__in=asked)
    places = dict(approved.values_list("volunteer", "places"))
    taken = places_taken(asked, scheme)
    return {volunteer.pk: max(0, places.get(volunteer.pk, 0) - taken[volunteer.pk]) for volunteer in asked}


def standings(
    volunteers: list[Volunteer], scheme: Scheme, on: date, besides: Child | None = None
) -> dict[int, Standing]:
    """Volunteer id → how they stand. Nine queries, however many there are. `besides`: whose cards do not count."""
    approvals = {
        approval.volunteer_id: approval
        for approval in Approval.objects.open_on(on).filter(scheme=scheme, volunteer__in=volunteers)
    }
    cleared = set(cleared_volunteers(scheme, on).values_list("pk", flat=True)) - kept_away(volunteers, on)
    trained = set(
        Check.objects.met_on(on).filter(scheme=scheme, kind=TRAINING).values_list("volunteer", flat=True)
    )
    everywhere = Match.objects.live().filter(volunteer__in=volunteers)
    matches = Counter(everywhere.values_list("volunteer", flat=True))
    taken = places_taken(volunteers, scheme)
    out = CardShown.objects.filter(
        volunteer__in=volunteers,
        on_cards=True,
        shortlist__shown_on__isnull=False,
        shortlist__answered_on=None,
    )
    if besides is not None:
        out = out.exclude(shortlist__child=besides)
    asked = Counter(
        Proposal.objects.asked().filter(volunteer__in=volunteers).values_list("volunteer", flat=True)
    )
    cards = Counter(volunteer for volunteer, _ in out.values_list("volunteer", "shortlist__child").distinct())
    return {
        volunteer.pk: _standing(
            approvals.get(volunteer.pk), taken[volunteer.pk], matches[volunteer.pk], cards[volunteer.pk],
            cleared=volunteer.pk in cleared and asked[volunteer.pk] < MOST_ASKED_AT_ONCE,
            trained=volunteer.pk in trained,
        )
        for volunteer in volunteers
    }  # fmt: skip


def _standing(
    approval: Approval | None, taken: int, matches: int, cards: int, *, cleared: bool, trained: bool
) -> Standing:
    if approval is None:  # still on their way: that is what is said of them, not that a check is missing
        return Standing(None, live_matches=matches, cards_out=cards, trained=trained)
    return Standing(approval, max(0, approval.places - taken), matches, cards, cleared=cleared, trained=True)


def pool(volunteers: list[Volunteer], scheme: Scheme, on: date, besides: Child | None = None) -> fit.Pool:
    standing = standings(volunteers, scheme, on, besides)
    return fit.Pool(volunteer_facts(volunteer, standing[volunteer.pk], on) for volunteer in volunteers)


@dataclass(frozen=True)
class Before:
    """The matches a volunteer has had that are over: how many, and the days they lasted together."""

    matches: int
    days: int


def matches_before(volunteers: Iterable[Volunteer | int], scheme: Scheme) -> dict[int, Before]:
    """Volunteer id → what they have behind them in this scheme. One query."""
    ended = Match.objects.filter(volunteer__in=list(volunteers), scheme=scheme, ended_on__isnull=False)
    lengths: dict[int, list[int]] = {}
    for volunteer, begun, over in ended.values_list("volunteer", "begun_on", "ended_on"):
        lengths.setdefault(volunteer, []).append((over - begun).days if over else 0)
    return {volunteer: Before(len(days), sum(days)) for volunteer, days in lengths.items()}
