"""What runs out, by the policy in force: one question to the database, however many schemes and volunteers."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, timedelta

from django.db.models import Exists, OuterRef, Q

from kith.people.models import Volunteer
from kith.recruitment.models import Application, Approval, Check, Duty
from kith.recruitment.states import ON_THE_WAY
from kith.recruitment.vetting.checklist import begun_since, holds_until
from kith.recruitment.vetting.policies import lists_of
from kith.recruitment.vetting.requirements import Requirement
from kith.schemes.models import Scheme


@dataclass(frozen=True)
class Lapse:
    """Something of a volunteer's that runs out, or has: the last day on which it held or holds."""

    check_id: int
    volunteer_id: int
    scheme_id: int
    kind: str
    until: date


def running_out(
    schemes: Iterable[Scheme], on: date, by: date, volunteer: Volunteer | None = None
) -> Iterator[Lapse]:
    """What has run out or will by a day, for those approved or on the way: only the checks that decide today."""
    listed = list(schemes)
    lists = lists_of(listed, on)
    rows = Check.objects.filter(_is_asked(lists, on, by), passed=True, complete=True)
    approved = Approval.objects.open_on(on).filter(volunteer=OuterRef("volunteer"), scheme=OuterRef("scheme"))
    coming = Application.objects.filter(
        volunteer=OuterRef("volunteer"), scheme=OuterRef("scheme"), status__in=ON_THE_WAY
    )
    rows = rows.filter(Q(Exists(approved)) | Q(Exists(coming))).latest_on(on)
    if volunteer is not None:
        rows = rows.filter(volunteer=volunteer)
    by_key = {scheme: {each.key: each for each in asked} for scheme, asked in lists.items()}
    fields = ("pk", "volunteer_id", "scheme_id", "kind", "on", "until", "counted_from")
    for check in rows.only(*fields).iterator(chunk_size=5_000):
        until = holds_until(by_key[check.scheme_id][check.kind], check)
        if until and until <= by:
            yield Lapse(check.pk, check.volunteer_id, check.scheme_id, check.kind, until)


def _is_asked(lists: dict[int, list[Requirement]], on: date, by: date) -> Q:
    """That a check is of a kind that its scheme asks for and runs out by a day. Schemes that ask alike stand together."""
    alike: dict[tuple[tuple[str, int | None, tuple[str, ...]], ...], list[int]] = {}
    for scheme, asked in lists.items():
        shape = tuple((each.key, each.months, each.duties) for each in asked)
        alike.setdefault(shape, []).append(scheme)
    wanted = Q(pk__in=[])
    for shape, schemes in alike.items():
        soon = Q(pk__in=[])
        for key, months, duties in shape:
            soon |= Q(kind=key) & _ends_by(months, by) & _does(duties, on)
        wanted |= Q(scheme__in=schemes) & soon
    return wanted


def _ends_by(months: int | None, by: date) -> Q:
    ends = Q(until__lte=by)
    if months:
        begun = begun_since(months, by + timedelta(days=1))
        ends |= Q(counted_from__lt=begun) | Q(counted_from=None, on__lt=begun)
    return ends


def _does(duties: tuple[str, ...], on: date) -> Q:
    if not duties:
        return Q()
    theirs = Duty.objects.open_on(on).filter(
        volunteer=OuterRef("volunteer"), scheme=OuterRef("scheme"), duty__in=duties
    )
    return Q(Exists(theirs))
