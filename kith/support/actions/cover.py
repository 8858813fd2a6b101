"""Cover while a coordinator is away, handing over for good, and how large a post is. Nothing is stranded."""

from collections.abc import Iterable
from datetime import date, datetime, time
from decimal import Decimal

from django.db import transaction
from django.urls import reverse

from kith.access.models import User
from kith.audit import actions as audit
from kith.audit.events import Kind
from kith.foundation.dates import count_words, day_words, moment
from kith.foundation.errors import Cannot
from kith.meetings.facts import day_of
from kith.messages.actions import send
from kith.people.actions import involve, leave
from kith.people.models import Child, Involvement, kept_from_of
from kith.referral.actions import look_after
from kith.referral.models import Referral
from kith.schemes.models import Organisation
from kith.support.models import Cover, Covered, HandedOver, HandOver, Post
from kith.support.queries.cover import COORDINATOR, caseload, role_holders, sets_post_of, without_role

COVER, HAND_OVER = "support.cover", "support.hand_over"


class CannotCover(Cannot):
    """Nobody can look after the matches in this way."""


@transaction.atomic
def arrange_cover(
    *, coordinator: User, covered_by: User, from_day: date, until_day: date, why: str, by: User, on: date
) -> Cover:
    """While one is away another is near their children, from a day up to (not with) another, and no longer."""
    if coordinator.pk == covered_by.pk:
        raise CannotCover("Nobody covers for themself. Choose somebody else.")
    if from_day < on:
        raise CannotCover("Cover cannot begin in the past. Begin it today.")
    if until_day <= from_day:
        raise CannotCover("Cover ends after it begins. Choose a later day.")
    other = Cover.objects.filter(
        coordinator=coordinator, from_day__lt=until_day, until_day__gt=from_day
    ).first()
    if other:
        raise CannotCover(
            f"{other.covered_by.first_name} covers for {coordinator.first_name} from {day_words(other.from_day)} "
            f"to {day_words(other.last_day)} already. End that first, or choose other days."
        )
    _refuse_without_role(_to_cover(coordinator, from_day, by), covered_by, from_day)
    cover = Cover.objects.create(
        coordinator=coordinator,
        covered_by=covered_by,
        from_day=from_day,
        until_day=until_day,
        why=why,
        created_by=by,
    )
    children = _cover_children(cover, from_day, by=by)
    audit.record(Kind.COVER_ARRANGED, about=cover, by=by, on=on, children=children)
    _tell([coordinator, covered_by], by, reverse("support:cover"), on)
    return cover


def _to_cover(coordinator: User, day: date, by: User | None) -> list[Child]:
    """Their children that day. Who is near a sealed child only their own coordinator says."""
    children = [held.child for held in caseload(coordinator, day, own=True)]
    return [child for child in children if not child.sealed or by == coordinator]


def _cover_children(cover: Cover, day: date, *, by: User | None) -> int:
    """Bring whoever covers near each child they are not near yet, until the cover is over."""
    near = set(
        Involvement.objects.open_on(day)
        .of(COORDINATOR)
        .filter(user=cover.covered_by)
        .exclude(until_day__lt=cover.until_day)
        .values_list("child", flat=True)
    )
    opened = 0
    kept = kept_from_of(cover.covered_by, day)
    for child in _to_cover(cover.coordinator, day, by):
        if child.pk not in near and child.pk not in kept:
            new = involve(child=child, person=cover.covered_by, part=COORDINATOR, by=by, on=day, act=COVER)
            leave(involvement=new, by=by, on=cover.until_day, act=COVER)
            Covered.objects.create(cover=cover, involvement=new)
            opened += 1
    return opened


@transaction.atomic
def end_cover(*, cover: Cover, by: User, on: date) -> Cover:
    """They are back sooner: from today the cover gives no right."""
    if cover.until_day <= on:
        raise CannotCover("This cover is over already.")
    for held in cover.children.select_related("involvement__child"):
        leave(involvement=held.involvement, by=by, on=on, act=COVER)
    cover.ended_early_on, cover.until_day = on, max(on, cover.from_day)
    cover.save(update_fields=["ended_early_on", "until_day"])
    audit.record(Kind.COVER_ENDED, about=cover, by=by, on=on)
    return cover


@transaction.atomic
def keep_covers(*, at: datetime) -> int:
    """Every morning: children who came to somebody while they were away are covered too. Returns how many."""
    on, opened = day_of(at), 0
    for cover in Cover.objects.open_on(on).select_related("coordinator", "covered_by"):
        newly = _to_cover(cover.coordinator, on, None)
        if not without_role(newly, cover.covered_by, on):
            opened += _cover_children(cover, on, by=None)
    return opened


@transaction.atomic
def hand_over(
    *,
    from_coordinator: User | None,
    to_coordinator: User,
    children: Iterable[Child],
    words: str = "",
    by: User,
    on: date,
) -> HandOver:
    """Children, their matches and their referrals go from one coordinator to another for good, on one day.

    From nobody: children who were left without a coordinator who still holds the role.
    """
    given = list(children)
    if from_coordinator and from_coordinator.pk == to_coordinator.pk:
        raise CannotCover("Nobody hands over to themself. Choose somebody else.")
    if not given:
        raise CannotCover("Choose whom to hand over.")
    _refuse_without_role(given, to_coordinator, on)
    made = HandOver.objects.create(
        from_coordinator=from_coordinator,
        to_coordinator=to_coordinator,
        on=on,
        words=words.strip(),
        created_by=by,
    )
    for child in given:
        _hand_over_one(made, child, by=by, on=on)
    audit.record(Kind.HANDED_OVER, about=made, by=by, on=on, children=len(given))
    there = reverse("support:handed_over", args=[made.public_id])
    _tell([user for user in (from_coordinator, to_coordinator) if user], by, there, on)
    return made


def _hand_over_one(made: HandOver, child: Child, *, by: User, on: date) -> None:
    gives, takes = made.from_coordinator, made.to_coordinator
    new = involve(child=child, person=takes, part=COORDINATOR, by=by, on=on, act=HAND_OVER)
    HandedOver.objects.create(hand_over=made, child=child, involvement=new)
    held = Involvement.objects.open_on(on).of(COORDINATOR).filter(child=child).exclude(pk=new.pk)
    referrals = Referral.objects.taken_on().filter(child=child)
    if gives:
        leaving, referrals = held.filter(user=gives), referrals.filter(coordinator=gives)
    else:
        schemes = child.involvements.open_on(on).of(Involvement.Part.SCHEME).values("scheme")
        there = role_holders(schemes, on)
        leaving, referrals = held.exclude(user__in=there), referrals.exclude(coordinator__in=there)
    for involvement in leaving:
        leave(involvement=involvement, by=by, on=on, act=HAND_OVER)
    stands_in = Covered.objects.filter(cover__coordinator=gives, involvement__child=child)
    for covered in stands_in.filter(cover__until_day__gt=on).select_related("involvement__child"):
        leave(involvement=covered.involvement, by=by, on=on, act=HAND_OVER)
    for referral in referrals:
        look_after(referral=referral, coordinator=takes, by=by, on=on)


def _refuse_without_role(children: list[Child], coordinator: User, on: date) -> None:
    """Who takes over must hold the role in their schemes, and be kept from none of them."""
    if {child.pk for child in children} & kept_from_of(coordinator, on):
        raise CannotCover(
            f"{coordinator.first_name} must be kept from one of these stories. Choose somebody else, "
            "or ask your safeguarding lead."
        )
    if left := without_role(children, coordinator, on):
        whom = count_words(len(left), "of these children is", "of these children are")
        raise CannotCover(
            f"{whom} in a scheme where {coordinator.first_name} is not a coordinator on {day_words(on)}. "
            "Choose somebody else, or have them given the role first."
        )


@transaction.atomic
def set_post(*, coordinator: User, provider: Organisation, share: Decimal, by: User, on: date) -> Post:
    """How much of a full-time post somebody has from this day on; what was before stays written down."""
    if not 0 < share <= 1:
        raise CannotCover("A post is more than 0 and at most 1. Write 0.5 for half a post.")
    if not sets_post_of(by, coordinator, on):
        raise CannotCover("How large a post is, a manager writes down. Ask yours.")
    for before in Post.objects.filter(coordinator=coordinator, provider=provider, until_day=None):
        before.until_day = max(on, before.from_day)
        before.save(update_fields=["until_day"])
    post = Post.objects.create(
        coordinator=coordinator, provider=provider, share=share, from_day=on, created_by=by
    )
    audit.record(Kind.POST_SET, about=post, by=by, on=on)
    return post


def _tell(users: Iterable[User], by: User, link: str, on: date) -> None:
    for user in users:
        if user.pk != by.pk:
            send(to=user, event="something new", link=link, at=moment(on, time()))
