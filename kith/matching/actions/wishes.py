"""Writing down what a child would like."""

from collections.abc import Iterable
from datetime import date

from django.db import transaction

from kith.access.models import User
from kith.audit import actions as audit
from kith.audit.events import Kind
from kith.foundation.errors import Cannot
from kith.foundation.holding import hold
from kith.matching.clashes import clashes
from kith.matching.facts import own_traits
from kith.matching.models import Wish, WishList
from kith.people.models import Child
from kith.referral import actions as referrals
from kith.referral.models import Referral
from kith.referral.states import Status
from kith.science import fit
from kith.science.vocabulary import INTERESTS, slots_of


class CannotRecordWishes(Cannot):
    """The wishes cannot be written down as given."""


@transaction.atomic
def record_wishes(
    *,
    referral: Referral,
    learnt: str,
    by: User | None,
    on: date,
    words: str = "",
    to_do: Iterable[str] = (),
    wishes: Iterable[tuple[str, str, str]] = (),
    free_days: Iterable[str] = (),
    travel_miles: int = 10,
) -> WishList:
    """Write a new version of what the child would like; the versions before it stay. The first one begins the wait."""
    if learnt not in WishList.Learnt.values:
        raise CannotRecordWishes("Choose how you learnt this from the child.")
    hold(referral)
    child = _whose(referral)
    activities, days = list(dict.fromkeys(to_do)), list(dict.fromkeys(free_days))
    _check_words(activities, days)
    said = _checked(wishes, activities, child)
    last = WishList.objects.filter(child=child).order_by("-version").first()
    wish_list = WishList.objects.create(
        child=child,
        referral=referral,
        version=last.version + 1 if last else 1,
        on=on,
        learnt=learnt,
        words=words.strip(),
        to_do=activities,
        free_days=days,
        travel_miles=travel_miles,
        created_by=by,
    )
    Wish.objects.bulk_create(
        Wish(wish_list=wish_list, kind=wish.kind.value, attribute=wish.attribute, value=wish.value)
        for wish in said
    )
    audit.record(Kind.WISHES_RECORDED, about=wish_list, by=by, on=on, version=wish_list.version)
    if referral.status == Status.ACCEPTED:
        referrals.wait(referral=referral, by=by, on=on)
    return wish_list


def _whose(referral: Referral) -> Child:
    if referral.child is None or referral.status not in (Status.ACCEPTED, Status.WAITING, Status.MATCHED):
        raise CannotRecordWishes("Accept the referral first; then write down what the child would like.")
    return referral.child


def _checked(wishes: Iterable[tuple[str, str, str]], activities: list[str], child: Child) -> list[fit.Wish]:
    try:
        said = sorted({fit.Wish(fit.Kind(kind), attribute, value) for kind, attribute, value in wishes})
    except ValueError as unknown:
        raise CannotRecordWishes(str(unknown)) from unknown
    liked = [fit.Wish(fit.Kind.LIKE, "interest", key) for key in activities]
    if impossible := clashes([*said, *liked], own_traits(child)):
        raise CannotRecordWishes(impossible[0].words)
    spoken_of = {(wish.attribute, wish.value) for wish in said}
    if len(spoken_of) < len(said):
        raise CannotRecordWishes("One thing is written down twice in different ways. Keep one of them.")
    return said


def _check_words(activities: list[str], days: list[str]) -> None:
    if unknown := [key for key in activities if key not in INTERESTS]:
        raise CannotRecordWishes(f"“{unknown[0]}” is not one of the things to do that Kith knows.")
    try:
        slots_of(days)
    except ValueError as unknown_day:
        raise CannotRecordWishes(str(unknown_day)) from unknown_day
