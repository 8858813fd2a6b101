"""Drawing the people around a child with the child, in versions; and not losing them in a move."""

from collections.abc import Iterable
from datetime import date, datetime, timedelta

from django.db import transaction
from django.db.models import Exists, OuterRef, Q

from kith.access.models import User
from kith.audit import actions as audit
from kith.audit.events import Kind
from kith.foundation.errors import Cannot
from kith.foundation.holding import hold
from kith.meetings.facts import day_of
from kith.people.models import Child
from kith.register.models import PathwayPoint
from kith.support.models import KeepTie, NetworkMap, Tie

SEEN_TO_WITHIN = timedelta(days=14)
LOOK_BACK = timedelta(days=90)
TOLD_OTHERWISE = timedelta(days=3)
MOST = 30


class CannotDraw(Cannot):
    """The map cannot be drawn like this."""


@transaction.atomic
def begin_map(*, child: Child, when: str = NetworkMap.When.NOW, by: User, on: date) -> NetworkMap:
    """Begin a new version from the people of the last one, or go on with the one that is being drawn."""
    hold(child)
    maps = NetworkMap.objects.filter(child=child)
    if begun := maps.filter(drawn_on=None).first():
        return begun
    last = maps.first()
    new = NetworkMap.objects.create(
        child=child,
        version=last.version + 1 if last else 1,
        begun_on=on,
        when=when,
        shared=last.shared if last else False,
        created_by=by,
    )
    fields = ("name", "ring", "kind", "turned_to", "keep")
    for tie in last.ties.all() if last else ():
        Tie.objects.create(map=new, created_by=by, **{name: getattr(tie, name) for name in fields})
    return new


@transaction.atomic
def put_on_map(
    *,
    drawn: NetworkMap,
    name: str,
    ring: int,
    kind: str,
    turned_to: Iterable[str] = (),
    keep: bool = False,
    by: User,
) -> Tie:
    """Somebody is put on the map, as close as the child says; put on again, they move."""
    _refuse_drawn(drawn)
    name = " ".join(name.split())
    if not name:
        raise CannotDraw("Who is it? A first name, or what you call them.")
    if drawn.ties.exclude(name__iexact=name).count() >= MOST:
        raise CannotDraw(f"There is room for {MOST}. Take somebody off first.")
    said = {"ring": ring, "kind": kind, "turned_to": list(turned_to), "keep": keep, "created_by": by}
    there = drawn.ties.filter(name__iexact=name).first()
    tie, _ = Tie.objects.update_or_create(map=drawn, name=there.name if there else name, defaults=said)
    return tie


@transaction.atomic
def take_off_map(*, tie: Tie) -> None:
    """Somebody is taken off a map that is still being drawn; earlier maps keep them."""
    _refuse_drawn(tie.map)
    tie.delete()


@transaction.atomic
def finish_map(*, drawn: NetworkMap, words: str = "", shared: bool = False, by: User, on: date) -> NetworkMap:
    """It is how the child wants it. From now on it stays; a change is a new map."""
    hold(drawn)
    _refuse_drawn(drawn)
    drawn.words, drawn.shared, drawn.drawn_on = words.strip(), shared, on
    drawn.save(update_fields=["words", "shared", "drawn_on"])
    people = drawn.ties.count()
    audit.record(Kind.NETWORK_DRAWN, about=drawn, by=by, on=on, people=people, version=drawn.version)
    return drawn


@transaction.atomic
def share_map(*, drawn: NetworkMap, shared: bool, by: User, on: date) -> NetworkMap:
    """The young person changes whether their worker sees it; it acts at once."""
    if drawn.child.user_id != by.pk:
        raise CannotDraw("Only the young person says who sees it.")
    drawn.shared = shared
    drawn.save(update_fields=["shared"])
    audit.record(Kind.NETWORK_SHARED, about=drawn, by=by, on=on, shared=shared)
    return drawn


def _refuse_drawn(drawn: NetworkMap) -> None:
    if drawn.drawn_on:
        raise CannotDraw("This map is finished and stays as it is. Draw a new one.")


@transaction.atomic
def moved(*, child: Child, moved_on: date, by: User | None, on: date) -> list[KeepTie]:
    """The child lives somewhere else: for each person who should not be lost there is something to see to."""
    if moved_on > on:
        raise CannotDraw("Write it down when they have moved.")
    hold(child)
    last = NetworkMap.objects.filter(child=child).drawn().first()
    made = [
        KeepTie.objects.create(tie=tie, moved_on=moved_on, due_on=moved_on + SEEN_TO_WITHIN, created_by=by)
        for tie in (last.ties.filter(keep=True) if last else ())
        if not _is_known(child, tie, moved_on)
    ]
    if made:
        audit.record(Kind.TIES_TO_KEEP, about=child, by=by, on=on, people=len(made))
    return made


def _is_known(child: Child, tie: Tie, moved_on: date) -> bool:
    """Whether this person waits to be seen to already, or was for this move, which the register dates a little otherwise."""
    theirs = KeepTie.objects.filter(tie__map__child=child, tie__name__iexact=tie.name)
    same_move = Q(moved_on__range=(moved_on - TOLD_OTHERWISE, moved_on + TOLD_OTHERWISE))
    return theirs.filter(Q(done_on=None) | same_move).exists()


@transaction.atomic
def keep_ties(*, at: datetime) -> int:
    """Every morning: moves that the register tells of, for children who have drawn a map. Returns how many ties."""
    on = day_of(at)
    maps = NetworkMap.objects.drawn().filter(child=OuterRef("child"), drawn_on__lte=OuterRef("on"))
    points = PathwayPoint.objects.standing().filter(
        kind=PathwayPoint.Kind.MOVED, on__gt=on - LOOK_BACK, on__lte=on
    )
    found = points.filter(Exists(maps)).select_related("child").order_by("on", "pk")
    return sum(len(moved(child=point.child, moved_on=point.on, by=None, on=on)) for point in found)


@transaction.atomic
def see_to_tie(*, task: KeepTie, words: str, by: User, on: date) -> KeepTie:
    """How the child stays in touch with them from now on, or why not."""
    if task.done_on:
        raise CannotDraw("This has been seen to already.")
    if not words.strip():
        raise CannotDraw("Say how they stay in touch, or why not.")
    task.done_on, task.done_words = on, words.strip()
    task.save(update_fields=["done_on", "done_words"])
    audit.record(Kind.TIE_KEPT, about=task, by=by, on=on)
    return task
