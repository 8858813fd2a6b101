"""Writing down what a child would like; and keeping what is typed until it is written down."""

import json
from collections.abc import Iterable, Mapping, Sequence
from datetime import date, datetime

from django.db import transaction

from kith.access.models import User
from kith.audit import actions as audit
from kith.audit.events import Kind
from kith.foundation.dates import day_words
from kith.foundation.errors import Cannot
from kith.foundation.holding import hold
from kith.matching.clashes import clashes
from kith.matching.facts import own_traits
from kith.matching.models import Wish, WishDraft, WishList
from kith.matching.wishes import told_from_the_start
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
    what_for: Iterable[str] = (),
    how_often: str = "",
    how_long: str = "",
    where: str = "",
    share: Iterable[str] | None = None,
    keep_back: str = "",
    started_from: int | None = None,
) -> WishList:
    """Write a new version of what the child would like; the versions before it stay. The first one begins the wait.

    `started_from`: the version that was on the page, so that nobody writes over what somebody else has just kept.
    `share`: what a volunteer may hear before a name; as the scheme usually tells it where the child was not asked.
    """
    if learnt not in WishList.Learnt.values:
        raise CannotRecordWishes("Choose how you learnt this from the child.")
    hold(referral)
    child = _whose(referral)
    activities, days = list(dict.fromkeys(to_do)), list(dict.fromkeys(free_days))
    _check_words(activities, days)
    said = _checked(wishes, activities, child)
    last = WishList.objects.filter(child=child).order_by("-version").first()
    _refuse_to_write_over(last, started_from)
    also = _checked_choices(what_for, how_often, how_long, share)
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
        where=where.strip(),
        keep_back=keep_back.strip(),
        created_by=by,
        **also,
    )
    Wish.objects.bulk_create(
        Wish(wish_list=wish_list, kind=wish.kind.value, attribute=wish.attribute, value=wish.value)
        for wish in said
    )
    WishDraft.objects.filter(referral=referral, created_by=by).delete()
    audit.record(Kind.WISHES_RECORDED, about=wish_list, by=by, on=on, version=wish_list.version)
    if referral.status == Status.ACCEPTED:
        referrals.wait(referral=referral, by=by, on=on)
    return wish_list


def _refuse_to_write_over(last: WishList | None, started_from: int | None) -> None:
    if started_from is not None and last is not None and last.version > started_from:
        raise CannotRecordWishes(
            f"Somebody wrote down newer wishes on {day_words(last.on)}, while you were writing. What they wrote stands "
            "below; look at it, put in what is missing here, and keep this again."
        )


@transaction.atomic
def keep_draft(
    *, referral: Referral, typed: Mapping[str, Sequence[str]], started_from: int, by: User, at: datetime
) -> WishDraft:
    """Put by what has been typed so far, complete or not, for whoever typed it. Nothing is decided by it."""
    draft, _ = WishDraft.objects.update_or_create(
        referral=referral,
        created_by=by,
        defaults={
            "child": _whose(referral),
            "typed": json.dumps({name: list(values) for name, values in typed.items()}),
            "started_from": started_from,
            "saved_at": at,
        },
    )
    return draft


@transaction.atomic
def throw_draft_away(*, referral: Referral, by: User) -> None:
    """What was typed and not kept is not wanted any more."""
    WishDraft.objects.filter(referral=referral, created_by=by).delete()


def _checked_choices(
    what_for: Iterable[str], how_often: str, how_long: str, share: Iterable[str] | None
) -> dict[str, object]:
    wanted = list(dict.fromkeys(what_for))
    shared = told_from_the_start() if share is None else list(dict.fromkeys(share))
    known = (
        set(wanted) <= set(WishList.WhatFor.values)
        and set(shared) <= set(WishList.Share.values)
        and how_often in ("", *WishList.HowOften.values)
        and how_long in ("", *WishList.HowLong.values)
    )
    if not known:
        raise CannotRecordWishes(
            "Something here is not among the choices. Choose again from those that are shown."
        )
    return {"what_for": wanted, "share": shared, "how_often": how_often, "how_long": how_long}


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
