"""What a page is told: worked out on the spot while a scheme is small, else what the night has kept."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from kith.planning.models import Kept, Reckoning
from kith.planning.periods import Period
from kith.planning.queries import Cohort, Counting, Remembered, who_is_needed
from kith.planning.told import Told, tell_each
from kith.recruitment.models import Application, Approval
from kith.recruitment.states import ON_THE_WAY
from kith.referral.models import ReferralQuerySet
from kith.schemes.models import Organisation, Scheme

AT_ONCE = 2_000
"""With more people than this in the schemes that are asked about, a page shows what the night has worked out."""


@dataclass(frozen=True)
class Freshness:
    """To which moment an answer speaks: none means now. `without`: schemes of which nothing has been kept yet."""

    as_of: datetime | None = None
    without: tuple[Scheme, ...] = ()
    at_work: Reckoning | None = None

    @property
    def is_kept(self) -> bool:
        return self.as_of is not None or bool(self.without)


NOW = Freshness()


def is_large(schemes: Sequence[Scheme], on: date) -> bool:
    """Whether there are too many volunteers, ready or on the way, to work out who is needed while somebody waits."""
    ready = Approval.objects.open_on(on).filter(scheme__in=[each.pk for each in schemes]).count()
    if ready > AT_ONCE:
        return True
    coming = Application.objects.filter(scheme__in=[each.pk for each in schemes], status__in=ON_THE_WAY)
    return ready + coming.count() > AT_ONCE


def told_of(
    schemes: Sequence[Scheme],
    on: date,
    at: datetime,
    *,
    among: ReferralQuerySet,
    authority: Organisation | None = None,
) -> tuple[list[Told], Freshness]:
    """Who is needed, scheme by scheme. `among`: the children of this reader, where it is worked out now."""
    if not is_large(schemes, on):
        return tell_each(who_is_needed(schemes, on, among=among)), NOW
    rows = Kept.objects.filter(what=Kept.What.NEEDS, authority=authority)
    kept = _kept(rows.filter(scheme__in=[each.pk for each in schemes]))
    found = [Told.from_plain(scheme, kept[scheme.pk].told) for scheme in schemes if scheme.pk in kept]
    return found, _freshness(schemes, kept, at)


def cohort_of(schemes: Sequence[Scheme], period: Period, on: date, at: datetime) -> tuple[Cohort, Freshness]:
    """How people came through: counted now, or added up of what is kept."""
    if Application.objects.filter(scheme__in=[each.pk for each in schemes]).count() <= AT_ONCE:
        return Counting(tuple(schemes), period, on), NOW
    rows = Kept.objects.filter(what=Kept.What.ROAD, period=period.key)
    kept = _kept(rows.filter(scheme__in=[each.pk for each in schemes]))
    told = tuple(kept[scheme.pk].told for scheme in schemes if scheme.pk in kept)
    return Remembered(tuple(schemes), period, on, kept=told), _freshness(schemes, kept, at)


def _kept(rows: Iterable[Kept]) -> dict[int, Kept]:
    return {row.scheme_id: row for row in rows}


def _freshness(schemes: Sequence[Scheme], kept: dict[int, Kept], at: datetime) -> Freshness:
    return Freshness(
        min((row.at for row in kept.values()), default=None),
        tuple(scheme for scheme in schemes if scheme.pk not in kept),
        Reckoning.objects.at_work(at).order_by("pk").last(),
    )
