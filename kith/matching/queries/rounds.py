"""Everything a round asks: who waits, who could be there, what has been said, as plain people without names.

Children and volunteers go by keys that are drawn anew for each round, so that nothing that is kept of a round, or
leaves Kith, tells who somebody is; `people` says who stands behind them.
"""

import hashlib
from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date
from typing import TypeVar

from kith.matching.facts import Standing, child_facts, volunteer_facts
from kith.matching.models import CardShown, Proposal, RoundLine, RoundPair, RoundPlan, Shortlist, Sibling
from kith.matching.queries.capacity import enlisted, standings
from kith.matching.queries.choices import left_out_of
from kith.matching.queries.groups import Groups, groups_of
from kith.matching.queries.looking import RULES
from kith.matching.queries.waiting import Next, Waiting, waiting
from kith.matching.states import ProposalStatus
from kith.people.models import Child, Volunteer
from kith.referral.models import Referral
from kith.schemes.models import Scheme
from kith.science import fit, matching
from kith.science.matching.setting import Setting

BEFORE_APPROVAL = (ProposalStatus.SUGGESTED, ProposalStatus.CHOSEN, ProposalStatus.ANSWERED)
LOOKED_FOR = (
    Next.LOOK,
    Next.LATER,
)  # also who was told that nobody fits yet: a round may find somebody sooner
T = TypeVar("T")
SKILLS = ("language", "experience", "faith")


@dataclass(frozen=True)
class Gathered:
    """One round as it is asked, and who stands behind its keys. `beside`: who waits and is not in it, and why.

    `dropped`: pairs that were put together and cannot be held as things stand.
    """

    round: matching.Round
    groups: Groups
    children: dict[str, Referral]
    volunteers: dict[str, Volunteer]
    live: dict[str, int]
    beside: dict[str, int]
    dropped: list[tuple[str, str]]


def plan_of(scheme: Scheme) -> RoundPlan:
    """How the scheme wants its rounds; one that nobody has planned runs on demand, by child's choice."""
    return RoundPlan.objects.filter(scheme=scheme).first() or RoundPlan(scheme=scheme)


def seed_of(scheme: Scheme, on: date) -> int:
    """The same all day, so that nobody can draw again until they like what comes out."""
    return int.from_bytes(hashlib.sha256(f"{scheme.public_id}|{on}".encode()).digest()[:4], "big")


def gather(scheme: Scheme, on: date, *, mode: str, improve: bool, seed: int) -> Gathered:
    """The scheme's whole waiting list, and everybody approved there. Some twenty queries, however many they are.

    Whoever has only applied is not in it: a round that is kept would keep them, too, when their time is over.
    """
    everybody = [
        each for each in waiting([scheme], on) if each.referral.child and not each.referral.child.sealed
    ]
    those = [each for each in everybody if each.next in LOOKED_FOR and each.wish_list]
    everyone = enlisted(scheme, on)
    standing = standings(everyone, scheme, on)
    rows = [volunteer for volunteer in everyone if standing[volunteer.pk].approval is not None]
    keys = _Keys(
        _keyed(seed, "child", {str(_child(each).public_id): each for each in those}),
        _keyed(seed, "volunteer", {str(volunteer.public_id): volunteer for volunteer in rows}),
    )
    facts = {
        key: child_facts(_child(each), each.wish_list, on, since=each.referral.received_on)
        for key, each in keys.children.items()
        if each.wish_list
    }
    together, apart = keys.pairs(scheme)
    could_not = keys.could_not()
    referrals = _referrals(keys, facts, sharing(scheme.pk, keys.of_referral, together))
    people = _volunteers(keys, standing, _being_asked(rows, scheme), on)
    asked = matching.Round(
        referrals=tuple(referrals.values()),
        volunteers=people,
        rules=RULES,
        choices=_choices(keys, could_not),
        could_not=frozenset(could_not),
        mode=matching.Mode(mode),
        seed=seed,
        improve=improve and mode == matching.Mode.CHILD_CHOICE,
        forbidden=frozenset(apart),
    )
    held, dropped = possible(asked, together)
    if dropped:  # they wait like everybody, so brothers and sisters among them want to share again
        referrals = _referrals(keys, facts, sharing(scheme.pk, keys.of_referral, held))
    asked = replace(asked, referrals=tuple(referrals.values()), fixed=held)
    return Gathered(
        asked,
        groups_of(
            {key: _child(each) for key, each in keys.children.items()}, referrals, people, asked.priority
        ),
        {key: each.referral for key, each in keys.children.items()},
        keys.volunteers,
        {key: standing[volunteer.pk].live_matches for key, volunteer in keys.volunteers.items()},
        dict(Counter(each.next.value for each in everybody if each.next not in LOOKED_FOR)),
        dropped,
    )


def possible(
    asked: matching.Round, together: Mapping[str, str]
) -> tuple[dict[str, str], list[tuple[str, str]]]:
    """Of the pairs put together, first come first, those that can be held as things stand, and those that cannot."""
    setting = Setting(replace(asked, fixed={}))
    left = {volunteer.key: volunteer.places_left for volunteer in setting.volunteers}
    held: dict[str, str] = {}
    dropped: list[tuple[str, str]] = []
    for child, volunteer in together.items():
        fits = setting.fitting[setting.child_at[child]] >> setting.volunteer_at[volunteer] & 1
        if fits and left[volunteer] > 0:
            held[child] = volunteer
            left[volunteer] -= 1
        else:
            dropped.append((child, volunteer))
    return held, dropped


def _referrals(
    keys: "_Keys", facts: Mapping[str, fit.Referral], sharing: Mapping[str, int]
) -> dict[str, fit.Referral]:
    """Without names."""
    return {
        key: replace(
            one,
            key=key,
            first_name=key,
            siblings=sharing.get(key, 0),
            days_waited=max(0, keys.children[key].days),
        )
        for key, one in facts.items()
    }


def _volunteers(
    keys: "_Keys", standing: Mapping[int, Standing], being_asked: Counter[int], on: date
) -> tuple[fit.Volunteer, ...]:
    """Without names. A place that somebody is being asked to take is not given twice."""
    found = []
    for key, volunteer in keys.volunteers.items():
        one = volunteer_facts(volunteer, standing[volunteer.pk], on)
        left = max(0, one.places_left - being_asked[volunteer.pk])
        found.append(replace(one, key=key, first_name=key, places_left=left))
    return tuple(found)


def _child(each: Waiting) -> Child:
    assert each.referral.child is not None
    return each.referral.child


def _keyed(seed: int, side: str, people: Mapping[str, T]) -> dict[str, T]:
    """child-001, child-002 …, in an order that says nothing about them."""
    drawn = sorted(people, key=lambda name: hashlib.sha256(f"{seed}|{side}|{name}".encode()).digest())
    return {f"{side}-{place:03}": people[name] for place, name in enumerate(drawn, start=1)}


def _being_asked(volunteers: list[Volunteer], scheme: Scheme) -> Counter[int]:
    """Volunteer id → open proposals that do not hold a place yet."""
    rows = Proposal.objects.filter(volunteer__in=volunteers, scheme=scheme, status__in=BEFORE_APPROVAL)
    return Counter(rows.values_list("volunteer", flat=True))


class _Keys:
    """Who stands behind each key, and the key of each referral and volunteer."""

    def __init__(self, children: dict[str, Waiting], volunteers: dict[str, Volunteer]) -> None:
        self.children, self.volunteers = children, volunteers
        self.of_referral = {each.referral.pk: key for key, each in children.items()}
        self.of_volunteer = {volunteer.pk: key for key, volunteer in volunteers.items()}

    def pairs(self, scheme: Scheme) -> tuple[dict[str, str], set[tuple[str, str]]]:
        """What coordinators have put together and kept apart, of those who are in this round."""
        together: dict[str, str] = {}
        apart: set[tuple[str, str]] = set()
        for pair in RoundPair.objects.in_force().filter(scheme=scheme).order_by("pk"):
            child, volunteer = (
                self.of_referral.get(pair.referral_id),
                self.of_volunteer.get(pair.volunteer_id),
            )
            if child is None or volunteer is None:
                continue
            if pair.kind == RoundPair.Kind.FIXED:
                together[child] = volunteer
            else:
                apart.add((child, volunteer))
        return together, apart

    def could_not(self) -> set[tuple[str, str]]:
        """Whom a child said no to or has seen, and who said no to them: all as one."""
        left = left_out_of(_child(each).pk for each in self.children.values())
        return {
            (key, self.of_volunteer[pk])
            for key, each in self.children.items()
            for pk in left.get(_child(each).pk, {})
            if pk in self.of_volunteer
        }


def sharing(scheme: int, key_of: Mapping[int, str], together: Mapping[str, str]) -> dict[str, int]:
    """Key → how many brothers and sisters in this round want the same volunteer; none once they are placed."""
    families: dict[int, list[str]] = {}
    for one in Sibling.objects.filter(siblings__scheme=scheme, siblings__ended_on=None).order_by("pk"):
        if one.referral_id in key_of:
            families.setdefault(one.siblings_id, []).append(key_of[one.referral_id])
    return {
        key: len(family) - 1
        for family in families.values()
        for key in family
        if len(family) > 1 and key not in together
    }


def _choices(keys: _Keys, could_not: set[tuple[str, str]]) -> dict[str, matching.Choices]:
    """What is left of a child's own ranking on their newest list; after those, anyone who fits."""
    lists = {
        each.shortlist.pk: key
        for key, each in keys.children.items()
        if each.shortlist is not None and each.shortlist.is_answered
    }
    ranked: dict[str, list[tuple[str, ...]]] = {}
    cards = CardShown.objects.filter(shortlist__in=lists, rank__isnull=False).order_by("rank")
    for shortlist, volunteer in cards.values_list("shortlist", "volunteer"):
        child, key = lists[shortlist], keys.of_volunteer.get(volunteer)
        if key is not None and (child, key) not in could_not:
            ranked.setdefault(child, []).append((key,))
    return {child: matching.Choices(tuple(tiers), anyone_else=True) for child, tiers in ranked.items()}


def put_forward(referral: Referral) -> list[RoundLine]:
    """What was agreed in rounds for this child since their cards were last shown, the newest first."""
    agreed = RoundLine.objects.agreed().filter(referral=referral).select_related("volunteer", "round")
    shown = Shortlist.objects.filter(referral=referral, shown_on__isnull=False)
    last = shown.order_by("-pk").values_list("pk", flat=True).first() or 0
    return list(agreed.filter(newest_list__gte=last).order_by("-round__on", "-pk"))


AT_ONCE = 40_000
"""So many pairs of a child and a volunteer are worked out while somebody waits for the page."""


def is_small(scheme: Scheme, on: date) -> bool:
    waits = Referral.objects.awaiting_match().filter(scheme=scheme).count()
    return waits * len(enlisted(scheme, on)) <= AT_ONCE
