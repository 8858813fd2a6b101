"""At seventeen: which of three roads, said by the young person; and the deeds that lead along each of them."""

from datetime import date, time

from django.db import transaction
from django.urls import reverse

from kith.access.actions import end_role, give_role
from kith.access.models import Membership, User
from kith.access.roles import Role
from kith.audit import actions as audit
from kith.audit.events import Kind
from kith.endings.actions.closing import still_serves, take_back
from kith.endings.crossroads import who_answers, why_not_over_to
from kith.endings.models import Move, Road
from kith.foundation.dates import moment
from kith.foundation.errors import Cannot
from kith.foundation.holding import hold
from kith.matching.models import Match
from kith.messages.actions import send
from kith.people.actions import involve, leave, scheme_leaves
from kith.people.models import Child, Involvement, kept_from_of
from kith.referral import actions as referrals
from kith.schemes.models import Organisation, Scheme

Part = Involvement.Part
ACT = "endings.answer_move"


class CannotChooseRoad(Cannot):
    """This road cannot be chosen."""


class CannotMove(Cannot):
    """The match cannot go over to another scheme or authority like this."""


@transaction.atomic
def choose_road(*, match: Match, way: str, child_words: str, by: User, on: date) -> Road:
    """What the young person would like before 18. It can be said anew; nothing happens by itself."""
    hold(match)
    if not match.is_live:
        raise CannotChooseRoad(f"{match.name} have ended, so there is no road to choose.")
    if way not in Road.Way.values:
        raise CannotChooseRoad("Choose one of the three.")
    if not child_words.strip():
        raise CannotChooseRoad(f"Write down what {match.child.name} said. It is {match.child.name}’s road.")
    road = Road.objects.create(match=match, way=way, child_words=child_words.strip(), on=on, created_by=by)
    audit.record(Kind.ROAD_CHOSEN, about=road, by=by, on=on, way=way)
    return road


# ------------------------------------------------------------------------------------- over to somebody else


@transaction.atomic
def ask_over(
    *,
    match: Match,
    child_words: str,
    words: str,
    by: User,
    on: date,
    to_scheme: Scheme | None = None,
    to_authority: Organisation | None = None,
) -> Move:
    """Ask another scheme or authority to take a match over. They read what is written here, and no name."""
    hold(match)
    if (to_scheme is None) == (to_authority is None):
        raise CannotMove("Choose a scheme or an authority: one of the two.")
    if why_not := why_not_over_to(match, to_scheme, to_authority, on):
        raise CannotMove(why_not)
    if Move.objects.waiting().filter(match=match).exists():
        raise CannotMove("Somebody has been asked already. Take that back first.")
    if not child_words.strip():
        raise CannotMove(f"Ask {match.child.name} first, and write down what they said.")
    if not words.strip():
        raise CannotMove("Write a few words for the other side.")
    for name in (match.child.name, match.child.first_name, match.child.last_name):
        if name and name.casefold() in words.casefold():
            raise CannotMove(f"Take “{name}” out: the other side learns the name with its yes.")
    move = Move.objects.create(
        match=match,
        from_scheme=match.scheme,
        to_scheme=to_scheme,
        from_authority=match.child.authority,
        to_authority=to_authority,
        child_words=child_words.strip(),
        words=words.strip(),
        asked_on=on,
        created_by=by,
    )
    audit.record(Kind.MOVE_ASKED, about=move, by=by, on=on)
    link = reverse("endings:take_over", args=[move.public_id])
    for user in who_answers(move, on):
        if user != by:
            send(to=user, event="something new", about=move, link=link, at=moment(on, time()))
    return move


@transaction.atomic
def withdraw_move(*, move: Move, by: User, on: date) -> Move:
    """Never mind: nobody is asked any more."""
    hold(move)
    if not move.is_open:
        raise CannotMove("This has been answered, so there is nothing to take back.")
    take_back(move, by=by, on=on)
    return move


@transaction.atomic
def answer_move(
    *,
    move: Move,
    yes: bool,
    by: User,
    on: date,
    answer: str = "",
    coordinator: User | None = None,
    authority_ref: str = "",
) -> Move:
    """The other side says yes or no. With the yes, in the same moment, the match is theirs, and its history with it."""
    hold(move)
    match = hold(move.match)
    if not move.is_open:
        raise CannotMove("This was answered or taken back already.")
    if not yes and not answer.strip():
        raise CannotMove("Say in a few words why not.")
    if yes and (why_not := why_not_over_to(match, move.to_scheme, move.to_authority, on)):
        raise CannotMove(why_not)
    if yes and move.to_scheme:
        _to_scheme(match, move.to_scheme, coordinator, by=by, on=on)
    elif yes and move.to_authority:
        _to_authority(match.child, move.to_authority, authority_ref, by=by, on=on)
        match.changes.create(step="move", from_status=match.status, to_status=match.status, on=on, by=by,
                             words=f"To {move.to_authority}")  # fmt: skip
    move.answered_on, move.answered_by, move.yes, move.answer = on, by, yes, answer.strip()
    move.save(update_fields=["answered_on", "answered_by", "yes", "answer"])
    audit.record(Kind.MOVE_ANSWERED, about=move, by=by, on=on, yes=yes)
    at, volunteer = moment(on, time()), match.volunteer.user
    if move.created_by and move.created_by != by:
        send(to=move.created_by, event="something new", about=move, at=at)
    if yes and volunteer:
        link = reverse("casefile:match", args=[match.public_id])
        send(to=volunteer, event="something new", about=match, link=link, at=at)
    return move


def _to_scheme(match: Match, scheme: Scheme, coordinator: User | None, *, by: User, on: date) -> None:
    """The row itself goes over, so that every meeting, agreement and letter goes along; access changes with it."""
    if coordinator is None:
        raise CannotMove("Say who looks after them from now on.")
    if match.child_id in kept_from_of(coordinator, on):
        raise CannotMove(
            f"Somebody else has to look after them. Your safeguarding lead knows why it cannot be {coordinator.first_name}."
        )
    was = match.scheme
    match.scheme = scheme
    match.save(update_fields=["scheme"])
    match.changes.create(step="move", from_status=match.status, to_status=match.status, on=on, by=by,
                         words=f"From {was} to {scheme}", left_scheme=was)  # fmt: skip
    referral = match.referral
    referral.scheme = scheme
    referral.save(update_fields=["scheme"])
    referrals.look_after(referral=referral, coordinator=coordinator, by=by, on=on)
    child = match.child
    if not still_serves(was, child):
        scheme_leaves(child=child, scheme=was, by=by, on=on, act=ACT)
    involve(child=child, person=scheme, part=Part.SCHEME, by=by, on=on, act=ACT)
    involve(child=child, person=coordinator, part=Part.COORDINATOR, by=by, on=on, act=ACT)


def _to_authority(child: Child, to: Organisation, ref: str, *, by: User, on: date) -> None:
    """The child is the other authority's: its workers come by its own register; those of the old one leave."""
    was = child.authority
    if ref.strip() and Child.objects.filter(authority=to, authority_ref__iexact=ref.strip()).exists():
        raise CannotMove(f"{to} already uses this number for a child. Check it, or leave it empty.")
    child.authority, child.authority_ref, child.in_latest_import = to, ref.strip(), False
    child.save(update_fields=["authority", "authority_ref", "in_latest_import"])
    if was is None:
        return
    for membership in Membership.objects.open_on(on).filter(
        user=child.user_id, role=Role.YOUNG_PERSON, organisation=was
    ):
        end_role(membership=membership, by=by, on=on)
        give_role(user=membership.user, role=Role.YOUNG_PERSON, place=to, by=by, on=on)
    for involvement in child.involvements.not_over(on).filter(worker__organisation=was):
        leave(involvement=involvement, by=by, on=on, act=ACT)
