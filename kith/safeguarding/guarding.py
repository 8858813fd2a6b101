"""Sealing a child's story, saying who may see it, and keeping one colleague away. Up by one, at once; down by two."""

from collections.abc import Collection
from datetime import date, datetime

from django.db import transaction
from django.urls import reverse

from kith.access.models import User
from kith.audit import actions as audit
from kith.audit.events import Kind
from kith.foundation.dates import LONDON
from kith.foundation.errors import Cannot
from kith.messages.actions import send
from kith.people.actions import involve, leave
from kith.people.models import Child, Involvement, Restriction, Seal, SealEntry, named_of
from kith.safeguarding.models import Accused
from kith.safeguarding.states import Status

Part = Involvement.Part
LEAST_WHY = 10


class CannotGuard(Cannot):
    """A story cannot be sealed, opened or kept from somebody as asked. `field` is the box it is about."""

    def __init__(self, words: str, field: str = "") -> None:
        super().__init__(words)
        self.field = field


def _reason(why: str) -> str:
    if len(why.strip()) < LEAST_WHY:
        raise CannotGuard("Say in a few words why: whoever comes after you must understand it.", "why")
    return why.strip()


def _open_seal(seal: Seal) -> Seal:
    locked = Seal.objects.select_for_update(of=("self",)).select_related("child").get(pk=seal.pk)
    if locked.until_day:
        raise CannotGuard("This seal has been lifted already.")
    return locked


# ------------------------------------------------------------------------- asked by one, ended by another


def _asks(guard: Seal | Restriction, words: str, by: User, on: date) -> None:
    if guard.asked_by:
        raise CannotGuard(f"{guard.asked_by.name} has asked already. Somebody else must agree or say no.")
    guard.asked_by, guard.asked_on, guard.asked_why = by, on, words
    guard.save(update_fields=["asked_by", "asked_on", "asked_why"])


def _stays(guard: Seal | Restriction) -> None:
    guard.asked_by, guard.asked_on, guard.asked_why = None, None, ""
    guard.save(update_fields=["asked_by", "asked_on", "asked_why"])


def _ends(
    guard: Seal | Restriction, by: User, on: date, *, not_by: Collection[User | None], said: str
) -> None:
    if guard.asked_by is None:
        raise CannotGuard("Nobody has asked for it yet. One person asks and says why; another agrees.")
    if by in not_by:
        raise CannotGuard(said)
    guard.until_day, guard.ended_by = max(on, guard.from_day), by
    guard.save(update_fields=["until_day", "ended_by"])


# ---------------------------------------------------------------------------------------------- a seal


def _write(
    seal: Seal, kind: SealEntry.Kind, words: str, by: User, on: date, user: User | None = None
) -> None:
    SealEntry.objects.create(seal=seal, kind=kind, words=words, user=user, on=on, created_by=by)


@transaction.atomic
def seal(*, child: Child, why: str, leaving: Collection[Involvement] = (), by: User, on: date) -> Seal:
    """From now on only those who are near the child by name see anything of them. `leaving` are near no longer."""
    words = _reason(why)
    child = Child.objects.select_for_update(of=("self",)).get(pk=child.pk)
    if child.sealed:
        raise CannotGuard(f"{child.name}’s story is sealed already.")
    for involvement in leaving:
        if involvement.user_id != by.pk:
            _leaves(involvement, by, on)
    child.sealed = True
    child.save(update_fields=["sealed"])
    made = Seal.objects.create(child=child, why=words, from_day=on, created_by=by)
    involve(child=child, person=by, part=Part.SAFEGUARDING_LEAD, by=by, on=on, act="safeguarding.seal")
    _write(made, SealEntry.Kind.SEALED, words, by, on)
    audit.record(Kind.CHILD_SEALED, about=made, by=by, on=on, left=len(leaving))
    return made


def _leaves(involvement: Involvement, by: User, on: date) -> None:
    """Who holds a match together is not dropped in passing: nobody would look after it."""
    if involvement.part == Part.VOLUNTEER:
        raise CannotGuard(
            f"{involvement.who} is their volunteer. End the match first; then they see nothing."
        )
    if involvement.part == Part.COORDINATOR:
        raise CannotGuard(
            f"{involvement.who} looks after their match. Ask for the match to be handed over first: "
            "with that they see nothing any more."
        )
    leave(involvement=involvement, by=by, on=on, act="safeguarding.seal")


@transaction.atomic
def name(*, seal: Seal, user: User, why: str, by: User, at: datetime) -> Involvement:
    """One more person may see a sealed story."""
    on, words = at.astimezone(LONDON).date(), _reason(why)
    seal = _open_seal(seal)
    if Restriction.objects.open_on(on).filter(child=seal.child, user=user).exists():
        raise CannotGuard(
            f"{user.name} must be kept from {seal.child.name}’s story. Choose somebody else.", "user"
        )
    if named_of(seal.child, on).filter(user=user).exists():
        raise CannotGuard(f"{user.name} may see it already.", "user")
    near = involve(child=seal.child, person=user, part=Part.NAMED, by=by, on=on, act="safeguarding.name")
    _write(seal, SealEntry.Kind.NAMED, words, by, on, user)
    audit.record(Kind.SEAL_NAMED, about=seal, by=by, on=on)
    send(to=user, event="something new", about=seal.child, link=reverse("web:home"), at=at)
    return near


@transaction.atomic
def unname(*, seal: Seal, user: User, why: str, by: User, on: date) -> None:
    """Somebody who was named sees a sealed story no longer. One lead always stays: concerns must find a reader."""
    words = _reason(why)
    seal = _open_seal(seal)
    theirs = list(named_of(seal.child, on).filter(user=user))
    leads = named_of(seal.child, on).filter(part=Part.SAFEGUARDING_LEAD).exclude(user=user)
    if any(near.part == Part.SAFEGUARDING_LEAD for near in theirs) and not leads.exists():
        raise CannotGuard("No safeguarding lead would be left who may read it. Name another one first.")
    for near in theirs:
        _leaves(near, by, on)
    _write(seal, SealEntry.Kind.LEFT, words, by, on, user)
    audit.record(Kind.SEAL_LEFT, about=seal, by=by, on=on)


@transaction.atomic
def ask_to_lift(*, seal: Seal, why: str, by: User, on: date) -> Seal:
    """Ask that a story is open again to everybody in reach. Somebody else must agree."""
    words = _reason(why)
    seal = _open_seal(seal)
    _asks(seal, words, by, on)
    _write(seal, SealEntry.Kind.ASKED, words, by, on)
    audit.record(Kind.SEAL_ASKED, about=seal, by=by, on=on)
    return seal


@transaction.atomic
def keep_sealed(*, seal: Seal, why: str, by: User, on: date) -> Seal:
    """The seal stays; also how somebody takes their own asking back."""
    words = _reason(why)
    seal = _open_seal(seal)
    _stays(seal)
    _write(seal, SealEntry.Kind.KEPT, words, by, on)
    audit.record(Kind.SEAL_KEPT, about=seal, by=by, on=on)
    return seal


@transaction.atomic
def lift(*, seal: Seal, by: User, on: date) -> Seal:
    """A second person agrees: whoever could see the story before the seal can see it again."""
    seal = _open_seal(seal)
    said = "You have asked for it yourself. Somebody else must agree."
    _ends(seal, by, on, not_by=[seal.asked_by], said=said)
    seal.child.sealed = False
    seal.child.save(update_fields=["sealed"])
    for near in named_of(seal.child, on).filter(part=Part.NAMED):
        leave(involvement=near, by=by, on=on, act="safeguarding.lift")
    _write(seal, SealEntry.Kind.LIFTED, "", by, on)
    audit.record(Kind.SEAL_LIFTED, about=seal, by=by, on=on)
    return seal


# --------------------------------------------------------------------------------- one colleague


@transaction.atomic
def restrict(*, child: Child, user: User, why: str, by: User, on: date) -> Restriction:
    """This person sees nothing of this child from now on, whatever their role: at once, and also by their own word."""
    words = _reason(why)
    if Restriction.objects.open_on(on).filter(child=child, user=user).exists():
        raise CannotGuard(f"{user.name} is kept from {child.name}’s story already.", "user")
    near = list(named_of(child, on).filter(user=user))
    if any(each.part == Part.VOLUNTEER for each in near):
        raise CannotGuard(
            f"{user.name} is {child.name}’s volunteer. End the match first. If they are accused of something, "
            "record it as an allegation: that closes the story to them at once.",
            "user",
        )
    if child.sealed and any(each.part == Part.SAFEGUARDING_LEAD for each in near):
        leads = named_of(child, on).filter(part=Part.SAFEGUARDING_LEAD).exclude(user=user)
        if not leads.exists():
            raise CannotGuard("No safeguarding lead would be left who may read it. Name another one first.")
    return _keep_away(child, user, words, near, by, on)


@transaction.atomic
def keep_accused_away(*, child: Child, user: User, by: User, on: date) -> Restriction | None:
    """Somebody who is accused works here, too: they read nothing of this child from now on.

    They stay the volunteer by name, for there may be nothing in it. Whoever reads why hears nothing of a concern.
    """
    if Restriction.objects.open_on(on).filter(child=child, user=user).exists():
        return None
    near = named_of(child, on).filter(user=user).exclude(part=Part.VOLUNTEER)
    return _keep_away(child, user, "Ask the safeguarding lead.", list(near), by, on)


def _keep_away(
    child: Child, user: User, why: str, leaving: list[Involvement], by: User, on: date
) -> Restriction:
    made = Restriction.objects.create(child=child, user=user, why=why, from_day=on, created_by=by)
    for each in leaving:
        leave(involvement=each, by=by, on=on, act="safeguarding.restrict")
    audit.record(Kind.RESTRICTED, about=made, by=by, on=on, by_own_word=user == by)
    return made


def _open_restriction(restriction: Restriction) -> Restriction:
    locked = Restriction.objects.select_for_update(of=("self",)).get(pk=restriction.pk)
    if locked.until_day:
        raise CannotGuard("This has ended already.")
    return locked


@transaction.atomic
def ask_to_end(*, restriction: Restriction, why: str, by: User, on: date) -> Restriction:
    """Ask that somebody need not be kept away any more. Somebody else must agree."""
    words = _reason(why)
    restriction = _open_restriction(restriction)
    _asks(restriction, words, by, on)
    audit.record(Kind.RESTRICTION_ASKED, about=restriction, by=by, on=on)
    return restriction


@transaction.atomic
def keep_restricted(*, restriction: Restriction, by: User, on: date) -> Restriction:
    """It stays as it is; also how somebody takes their own asking back."""
    restriction = _open_restriction(restriction)
    _stays(restriction)
    audit.record(Kind.RESTRICTION_KEPT, about=restriction, by=by, on=on)
    return restriction


@transaction.atomic
def end_restriction(*, restriction: Restriction, by: User, on: date) -> Restriction:
    """A second person agrees. Whoever was kept away comes near again only by the deeds that bring people near."""
    restriction = _open_restriction(restriction)
    if (
        Accused.objects.filter(volunteer__user=restriction.user)
        .exclude(concern__status=Status.CLOSED)
        .exists()
    ):
        raise CannotGuard("This stays until the safeguarding lead has written down an outcome. Ask them.")
    said = "Somebody else must agree: neither who asked, nor whom it is about."
    _ends(restriction, by, on, not_by=[restriction.asked_by, restriction.user], said=said)
    audit.record(Kind.RESTRICTION_ENDED, about=restriction, by=by, on=on)
    return restriction
