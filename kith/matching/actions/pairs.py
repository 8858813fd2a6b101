"""Pairs that coordinators put together or keep apart before a round, and brothers and sisters who want one volunteer."""

from collections.abc import Iterable
from datetime import date

from django.db import transaction

from kith.access.models import User
from kith.audit import actions as audit
from kith.audit.events import Kind
from kith.foundation.dates import count_words
from kith.foundation.holding import hold
from kith.matching import queries
from kith.matching.actions.rounds import CannotRun, work_out_again
from kith.matching.models import Proposal, Round, RoundPair, Sibling, Siblings
from kith.matching.queries.rounds import BEFORE_APPROVAL
from kith.matching.states import RoundStatus
from kith.people.models import Volunteer
from kith.recruitment.queries import obstacles
from kith.referral.models import Referral
from kith.referral.states import Status
from kith.schemes.models import Scheme

MOST_SIBLINGS = 6


@transaction.atomic
def keep_pair(
    *, referral: Referral, volunteer: Volunteer, kind: str, by: User, on: date, words: str = ""
) -> RoundPair:
    """Together or apart, in every round until it is lifted; a round that is open is worked out again with it."""
    hold(referral)
    scheme = _waits_in(referral)
    if kind == RoundPair.Kind.FIXED:
        _check_together([referral], volunteer, scheme, on)
        _lift(RoundPair.objects.in_force().filter(referral=referral, kind=RoundPair.Kind.FIXED), by, on)
    _lift(RoundPair.objects.in_force().filter(referral=referral, volunteer=volunteer), by, on)
    pair = _keep(referral, volunteer, kind, words, by, on)
    _bring_up_to_date(scheme, by, on, [referral] if kind == RoundPair.Kind.FIXED else ())
    return pair


def _keep(referral: Referral, volunteer: Volunteer, kind: str, words: str, by: User, on: date) -> RoundPair:
    assert referral.child is not None
    assert referral.scheme is not None
    pair = RoundPair.objects.create(
        scheme=referral.scheme, child=referral.child, referral=referral, volunteer=volunteer,
        kind=kind, words=words.strip(), on=on, created_by=by,
    )  # fmt: skip
    audit.record(Kind.ROUND_PAIR_KEPT, about=pair, by=by, on=on, how=kind)
    return pair


def _waits_in(referral: Referral) -> Scheme:
    if referral.child is None or referral.scheme is None or referral.status not in (Status.ACCEPTED, Status.WAITING):  # fmt: skip
        raise CannotRun(f"{referral.name} is not waiting for anybody.")
    return referral.scheme


def _check_together(referrals: list[Referral], volunteer: Volunteer, scheme: Scheme, on: date) -> None:
    """Each of them passes every hard rule, nobody said no, and there is a place for each."""
    if missing := obstacles(volunteer, scheme, on):
        raise CannotRun(" ".join(missing))
    for referral in referrals:
        look = queries.look_for(referral, on)
        if look is None:
            raise CannotRun(f"Write down first what {referral.name} would like.")
        if why := look.why_not(volunteer):
            raise CannotRun(f"{referral.name} and {volunteer.first_name} cannot be put together. {why}")
    promised = RoundPair.objects.in_force().filter(
        scheme=scheme, volunteer=volunteer, kind=RoundPair.Kind.FIXED,
        referral__status__in=(Status.ACCEPTED, Status.WAITING),
    )  # fmt: skip
    others = promised.exclude(referral__in=referrals).count()
    asked = Proposal.objects.filter(scheme=scheme, volunteer=volunteer, status__in=BEFORE_APPROVAL).count()
    left = queries.places_left([volunteer], scheme, on)[volunteer.pk] - asked - others
    if left < len(referrals):
        room = count_words(max(left, 0), "place")
        raise CannotRun(f"{volunteer.first_name} has {room} left for this; needed: {len(referrals)}.")


def _lift(pairs: Iterable[RoundPair], by: User, on: date) -> None:
    for pair in pairs:
        pair.lifted_on = on
        pair.save(update_fields=["lifted_on"])
        audit.record(Kind.ROUND_PAIR_LIFTED, about=pair, by=by, on=on, how=pair.kind)


def _bring_up_to_date(scheme: Scheme, by: User, on: date, together: Iterable[Referral] = ()) -> None:
    """An open round says what is true with the pairs of now. Refuses new pairs that it cannot hold."""
    for asked in Round.objects.filter(scheme=scheme, status=RoundStatus.MADE).order_by("pk"):
        work_out_again(asked=asked, by=by, on=on)
        for line in asked.lines.filter(referral__in=list(together)).select_related("child", "volunteer"):
            if line.choice or line.volunteer is None:
                raise CannotRun(
                    f"{line.child.name} cannot be put together with them in the open round: the places are taken by what "
                    "was put together or agreed before, or they did not fit that day. Take that back, or run a new round."
                )


@transaction.atomic
def lift_pair(*, pair: RoundPair, by: User, on: date) -> RoundPair:
    """From now on rounds are free to propose them, or not."""
    hold(pair)
    if pair.lifted_on is not None:
        raise CannotRun("This has been lifted already.")
    _lift([pair], by, on)
    _bring_up_to_date(pair.scheme, by, on)
    return pair


@transaction.atomic
def keep_siblings(
    *, referrals: Iterable[Referral], by: User, on: date, volunteer: Volunteer | None = None
) -> Siblings:
    """Brothers and sisters who want one volunteer. With `volunteer`, they are put together with them at once."""
    family = list(referrals)
    schemes = {_waits_in(hold(referral)) for referral in family}
    if len(family) < 2:
        raise CannotRun("Choose at least two: brothers and sisters who want to share one volunteer.")
    if len(family) > MOST_SIBLINGS:
        raise CannotRun(f"Choose at most {MOST_SIBLINGS}.")
    if len(schemes) > 1:
        raise CannotRun("They must wait in the same scheme.")
    scheme = schemes.pop()
    siblings = _written_down(family) if volunteer is not None else None
    if siblings is None:
        siblings = _write_down(family, scheme, by, on)
    if volunteer is not None:
        _check_together(family, volunteer, scheme, on)
        for referral in family:
            _lift(RoundPair.objects.in_force().filter(referral=referral, kind=RoundPair.Kind.FIXED), by, on)
            _lift(RoundPair.objects.in_force().filter(referral=referral, volunteer=volunteer), by, on)
            _keep(referral, volunteer, RoundPair.Kind.FIXED, "With brothers and sisters", by, on)
    _bring_up_to_date(scheme, by, on, family if volunteer is not None else ())
    return siblings


def _written_down(family: list[Referral]) -> Siblings | None:
    """The same brothers and sisters, written down before and now to be placed."""
    wanted = {referral.pk for referral in family}
    for siblings in Siblings.objects.filter(ended_on=None, children__referral__in=family).distinct():
        if set(siblings.children.values_list("referral", flat=True)) == wanted:
            return siblings
    return None


def _write_down(family: list[Referral], scheme: Scheme, by: User, on: date) -> Siblings:
    taken = Sibling.objects.filter(referral__in=family, siblings__ended_on=None).select_related("child")
    if found := taken.first():
        raise CannotRun(
            f"{found.child.name} is written down with brothers and sisters already. Choose the same ones to put them "
            "together with somebody, or end that first."
        )
    siblings = Siblings.objects.create(scheme=scheme, on=on, created_by=by)
    for referral in family:
        if referral.child is not None:
            Sibling.objects.create(siblings=siblings, child=referral.child, referral=referral)
    audit.record(Kind.SIBLINGS_KEPT, about=siblings, by=by, on=on, children=len(family))
    return siblings


@transaction.atomic
def end_siblings(*, siblings: Siblings, by: User, on: date) -> Siblings:
    """They no longer want to share; pairs that were put together stay until they are lifted."""
    hold(siblings)
    if siblings.ended_on is not None:
        raise CannotRun("This has been ended already.")
    siblings.ended_on = on
    siblings.save(update_fields=["ended_on"])
    audit.record(Kind.SIBLINGS_KEPT, about=siblings, by=by, on=on, ended=True)
    _bring_up_to_date(siblings.scheme, by, on)
    return siblings
