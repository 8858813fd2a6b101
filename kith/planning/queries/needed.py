"""Who is needed in some schemes on a day, and what may be said of it outside."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from functools import cached_property

from kith.matching.queries import Next, waiting
from kith.matching.queries import Waiting as WaitingChild
from kith.planning.facts import on_the_way, ready, said_no, waiting_facts
from kith.referral.models import ReferralQuerySet
from kith.schemes.models import Scheme
from kith.science import fit
from kith.science.recruiting import (
    Appeal,
    Compass,
    Kept,
    Need,
    Side,
    Waiting,
    around,
    coarser,
    needs,
    together,
)


@dataclass(frozen=True)
class SchemeNeeds:
    """Whom one scheme needs: of those who wait, some are being matched, some have not been asked, the rest is here.

    `not_now`: children who were shown cards and said not now; they are not counted in the needs.
    """

    scheme: Scheme
    waiting: int
    being_asked: int
    not_asked: int
    not_now: int
    asked: tuple[Waiting, ...]
    ready: fit.Pool
    coming: fit.Pool

    @cached_property
    def compass(self) -> Compass:
        people = [each.child.point for each in self.asked]
        return around([*people, *self.ready.points, *self.coming.points])

    @cached_property
    def needs(self) -> list[Need]:
        return needs(self.asked, ready=self.ready, coming=self.coming, compass=self.compass)

    def side_of(self, each: Waiting) -> Side:
        return self.compass.side(each.child.point)

    def appeal(self, need: Need) -> Appeal | Kept:
        """What may be said of a need to everybody."""
        return coarser(need, self.asked, self.side_of)

    @cached_property
    def outside(self) -> list[Appeal]:
        """What may be said side by side to a commissioner, the hardest to serve first."""
        appeals = (self.appeal(need) for need in self.needs)
        return together(appeal for appeal in appeals if isinstance(appeal, Appeal))

    def need(self, key: str) -> Need | None:
        return next((need for need in self.needs if need.key == key), None)


def who_is_needed(
    schemes: Iterable[Scheme], on: date, among: ReferralQuerySet | None = None
) -> list[SchemeNeeds]:
    """Scheme by scheme. A few questions for each scheme and a few for all, however many wait and volunteer.

    `among`: only these referrals. The volunteers are the scheme's, whoever asks.
    """
    listed = list(schemes)
    waits = waiting(listed, on, among=among)
    barred = said_no(each.referral.child for each in waits if each.referral.child)
    with_room, coming = ready(listed, on), on_the_way(listed, on)
    return [
        _of_scheme(
            scheme,
            [each for each in waits if each.referral.scheme_id == scheme.pk],
            barred,
            fit.Pool(with_room[scheme.pk]),
            fit.Pool(coming[scheme.pk]),
            on,
        )
        for scheme in listed
    ]


def _of_scheme(
    scheme: Scheme,
    waits: list[WaitingChild],
    barred: dict[int, frozenset[str]],
    with_room: fit.Pool,
    coming: fit.Pool,
    on: date,
) -> SchemeNeeds:
    being_asked = [each for each in waits if each.next is Next.PROPOSAL]
    not_asked = [each for each in waits if each.next is Next.TALK]
    not_now = [each for each in waits if each.next is Next.NOT_NOW]
    asked = tuple(
        waiting_facts(each.referral.child, each.wish_list, each.days, barred, on)
        for each in waits
        if each.next in (Next.LOOK, Next.CHOOSE, Next.LATER) and each.wish_list and each.referral.child
    )
    return SchemeNeeds(
        scheme, len(waits), len(being_asked), len(not_asked), len(not_now), asked, with_room, coming
    )
