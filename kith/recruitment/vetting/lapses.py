"""What runs out, by the policy in force: a few questions to the database, however many schemes and volunteers.

Checks run out, and so do exemptions, beside which nothing else is there. A check keeps its last day. A version that makes a time shorter holds for everybody at once, so where a scheme has done
that the last day is worked out from when the time began; everywhere else the kept one is looked up, which is quick.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import date, timedelta

from django.db.models import Exists, OuterRef, Q, QuerySet

from kith.foundation.among import Among
from kith.people.models import Volunteer
from kith.recruitment.models import (
    Application,
    Approval,
    Check,
    CheckQuerySet,
    Duty,
    Exemption,
)
from kith.recruitment.queries import NAMED_ONE_BY_ONE, courses_in, holdings, judged
from kith.recruitment.states import ON_THE_WAY
from kith.recruitment.vetting.checklist import State, begun_since, holds_until, last_day, stand
from kith.recruitment.vetting.policies import Lists, Versions, in_force, versions_of
from kith.recruitment.vetting.requirements import BY_KEY, Requirement, usual_for
from kith.schemes.models import Scheme


@dataclass(frozen=True)
class Lapse:
    """Something of a volunteer's that runs out, or has: the last day on which it held or holds.

    It is a check, or else an exemption.
    """

    check_id: int | None
    volunteer_id: int
    scheme_id: int
    kind: str
    until: date
    exemption_id: int | None = None

    @property
    def key(self) -> tuple[int, int]:
        """Tells it from everything else that runs out, and puts it in an order."""
        return self.check_id or 0, self.exemption_id or 0

    @property
    def called(self) -> str:
        """DBS check; or exemption from driving documents."""
        called = BY_KEY[self.kind].called if self.kind in BY_KEY else self.kind
        return f"exemption from {called}" if self.exemption_id else called


def running_out(
    schemes: Iterable[Scheme],
    on: date,
    by: date,
    since: date = date.min,
    volunteer: Volunteer | None = None,
    whose: Q | None = None,
) -> Iterator[Lapse]:
    """What has run out or will by a day, for those approved or on the way: only the checks that decide today.

    `since`: what ran out before that day is left out. `whose`: only of these volunteers, as a condition on a row that
    has a `volunteer`.
    """
    approved = Approval.objects.open_on(on).filter(volunteer=OuterRef("volunteer"), scheme=OuterRef("scheme"))
    coming = Application.objects.filter(
        volunteer=OuterRef("volunteer"), scheme=OuterRef("scheme"), status__in=ON_THE_WAY
    )
    wanted = Q(Exists(approved)) | Q(Exists(coming))
    if volunteer is not None:
        wanted &= Q(volunteer=volunteer)
    if whose is not None:
        wanted &= whose
    yield from _ending(list(schemes), on, since, by, wanted)


def _ending(listed: list[Scheme], on: date, since: date, by: date, wanted: Q) -> Iterator[Lapse]:
    versions = versions_of(listed, on)
    asked, shorter = in_force(listed, versions), shortened(listed, versions)
    yield from _one_by_one(asked, shorter, on, since, by, wanted)
    yield from _several(asked, shorter, on, since, by, wanted)
    yield from _exemptions(listed, asked, on, since, by, wanted)


def something_ending(schemes: Iterable[Scheme], on: date, since: date, by: date) -> Q:
    """The condition, for rows with a volunteer and a scheme, that something of theirs has its last day between two days.

    It holds of everybody, here or gone. Few have what is not simply the latest check of its kind: they are named.
    """
    listed = list(schemes)
    versions = versions_of(listed, on)
    asked, shorter = in_force(listed, versions), shortened(listed, versions)
    simply = _deciding(asked, shorter, on, since, by).values("volunteer", "scheme")
    rest = [*_several(asked, shorter, on, since, by, Q()), *_exemptions(listed, asked, on, since, by, Q())]
    named: dict[int, set[int]] = {}
    for lapse in rest:
        named.setdefault(lapse.scheme_id, set()).add(lapse.volunteer_id)
    ending = Q(Among("volunteer", "scheme", rows=simply))
    for scheme, volunteers in named.items():
        ending |= Q(scheme=scheme, volunteer__in=volunteers)
    return ending


# ------------------------------------------------------------------------------- checks, the latest of each kind


def _one_by_one(
    asked: Lists, shorter: set[tuple[int, str]], on: date, since: date, by: date, wanted: Q
) -> Iterator[Lapse]:
    months = {(scheme, each.key): each.months for scheme, lines in asked.items() for each in lines}
    columns = ("pk", "volunteer", "scheme", "kind", "on", "until", "counted_from")
    rows = _deciding(asked, shorter, on, since, by).filter(wanted).values_list(*columns)
    for pk, volunteer, scheme, kind, made_on, until, counted_from in rows.iterator(chunk_size=5_000):
        ends = last_day(months[scheme, kind], until, counted_from or made_on)
        if ends and since <= ends <= by:
            yield Lapse(pk, volunteer, scheme, kind, ends)


def _deciding(asked: Lists, shorter: set[tuple[int, str]], on: date, since: date, by: date) -> CheckQuerySet:
    """The latest of their kind, asked for, that end between two days."""
    ends = _is_asked(asked, shorter, on, since, by)
    return Check.objects.filter(ends, passed=True, complete=True).latest_on(on)


def _is_asked(lists: Lists, shorter: set[tuple[int, str]], on: date, since: date, by: date) -> Q:
    """That a check is of a kind that its scheme asks for and runs out by a day. Schemes that ask alike stand together."""
    kept = _kept(since, by)
    alike: dict[tuple[tuple[str, int | None, tuple[str, ...]], ...], list[int]] = {}
    for scheme, asked in lists.items():
        shape = tuple(
            (each.key, each.months if (scheme, each.key) in shorter else None, each.duties)
            for each in asked
            if each.count == 1 and not each.modules
        )
        alike.setdefault(shape, []).append(scheme)
    wanted = Q(pk__in=[])
    for shape, schemes in alike.items():
        plain = [key for key, months, duties in shape if not months and not duties]
        soon = Q(kind__in=plain) & kept
        for key, months, duties in shape:
            if months or duties:
                soon |= (
                    Q(kind=key) & (_ends_between(months, since, by) if months else kept) & _does(duties, on)
                )
        wanted |= Q(scheme__in=schemes) & soon
    return wanted if shorter else wanted & kept


def _kept(since: date, by: date) -> Q:
    return Q(until__lte=by) if since == date.min else Q(until__range=(since, by))


def _ends_between(months: int, since: date, by: date) -> Q:
    ended = _ended_by(months, by)
    return ended if since == date.min else ended & ~_ended_by(months, since - timedelta(days=1))


def _ended_by(months: int, by: date) -> Q:
    begun = begun_since(months, by + timedelta(days=1))
    return Q(until__lte=by) | Q(counted_from__lt=begun) | Q(counted_from=None, on__lt=begun)


# ------------------------------------------------------------------------------- several that hold together


def _several(
    asked: Lists, shorter: set[tuple[int, str]], on: date, since: date, by: date, wanted: Q
) -> Iterator[Lapse]:
    """Of references two are needed: with the first to run out, what is needed runs out, however new the other is.

    Mostly they hold for good, and nothing is asked.
    """
    lines = {
        (scheme, each.key): each
        for scheme, them in asked.items()
        for each in them
        if each.count > 1 and (each.months or (scheme, each.key) in shorter)
    }
    if not lines:
        return
    touched = Check.objects.standing().filter(wanted, _touched(lines, since, by), on__lte=on)
    found = set(touched.filter(passed=True, complete=True).values_list("volunteer", "scheme", "kind"))
    held: dict[tuple[int, int, str], list[Check]] = {each: [] for each in found}
    if not found:
        return
    rows = Check.objects.standing().filter(kind__in={kind for *_, kind in found}, on__lte=on).unread()
    for check in _of(rows, {volunteer for volunteer, *_ in found}).order_by("on", "pk"):
        if (whose := (check.volunteer_id, check.scheme_id, check.kind)) in held:
            held[whose].append(check)
    for (volunteer, scheme, kind), checks in held.items():
        item = stand(line := lines[scheme, kind], checks, on)
        if item.until and item.state != State.FAILED and since <= item.until <= by:
            first = next(check for check in checks if holds_until(line, check) == item.until)
            yield Lapse(first.pk, volunteer, scheme, kind, item.until)


def _touched(lines: dict[tuple[int, str], Requirement], since: date, by: date) -> Q:
    alike: dict[tuple[str, int | None], list[int]] = {}
    for (scheme, key), line in lines.items():
        alike.setdefault((key, line.months), []).append(scheme)
    touched = Q(pk__in=[])
    for (key, months), schemes in alike.items():
        ended = _ends_between(months, since, by) if months else _kept(since, by)
        touched |= Q(kind=key, scheme__in=schemes) & ended
    return touched


def _of(rows: "QuerySet[Check]", volunteers: set[int]) -> "QuerySet[Check]":
    return rows.filter(volunteer__in=volunteers) if len(volunteers) <= NAMED_ONE_BY_ONE else rows


# ------------------------------------------------------------------------------- exemptions


def _exemptions(
    listed: list[Scheme], asked: Lists, on: date, since: date, by: date, wanted: Q
) -> Iterator[Lapse]:
    """Whoever is excused until a day between the two, and will not have by then what they were excused from."""
    rows = Exemption.objects.filter(scheme__in=listed, ended_on=None, from_day__lte=on, until_day__lte=by)
    if not rows.exists():
        return  # mostly nobody is excused, and to ask whether they are wanted here takes longer
    rows = rows.filter(wanted)
    latest = {(row.volunteer_id, row.scheme_id, row.kind): row for row in rows.order_by("until_day", "pk")}
    found = {key: row for key, row in latest.items() if row.until_day >= since}
    if not found:
        return
    schemes = {scheme.pk: scheme for scheme in listed}
    pairs = [(row.volunteer_id, schemes[row.scheme_id]) for row in found.values()]
    held = holdings(pairs, on, courses_in(asked[scheme.pk] for _, scheme in pairs))
    for (volunteer, scheme, kind), row in found.items():
        theirs = held[volunteer, scheme]
        without = replace(theirs, exempt_until={})
        after = max(on, row.until_day + timedelta(days=1))
        lasting = theirs.exempt_until.get(kind)
        lines = [line for line in asked[scheme] if line.key == kind]
        lacks = any(not item.is_met for item in judged(lines, without, after))
        if lacks and (lasting is None or lasting <= row.until_day):
            yield Lapse(None, volunteer, scheme, kind, row.until_day, row.pk)


def shortened(schemes: Iterable[Scheme], versions: Versions) -> set[tuple[int, str]]:
    """Scheme and kind where what holds today holds for less long than it once did: the last days kept may be too late."""
    found = set()
    for scheme in schemes:
        began = versions.get(scheme.pk, {})
        before = {requirement.key: requirement.months for requirement in usual_for(scheme)} if began else {}
        for line in (line for day in sorted(began) for line in began[day]):
            longest = before.get(line.kind, 0)
            if line.months is not None and (longest is None or longest > line.months):
                found.add((scheme.pk, line.kind))
            else:
                before[line.kind] = line.months
    return found


def _does(duties: tuple[str, ...], on: date) -> Q:
    if not duties:
        return Q()
    theirs = Duty.objects.open_on(on).filter(
        volunteer=OuterRef("volunteer"), scheme=OuterRef("scheme"), duty__in=duties
    )
    return Q(Exists(theirs))
