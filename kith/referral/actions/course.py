"""What becomes of a referral after its answer: taken back, led on to a match, over."""

from datetime import date

from django.db import transaction

from kith.access.models import User
from kith.audit import actions as audit
from kith.audit.events import Kind
from kith.people.actions import leave, scheme_leaves
from kith.people.models import Involvement
from kith.referral.actions.letters import tell, tell_referrer
from kith.referral.models import Referral
from kith.referral.states import Status


@transaction.atomic
def withdraw(*, referral: Referral, by: User | None, on: date, words: str = "") -> Referral:
    """The referrer, or the child, takes it back; a scheme that had taken the child on lets go of them."""
    referral.move("withdraw", by=by, on=on, words=words.strip())
    _let_go(referral, by=by, on=on, act="referral.withdraw")
    audit.record(Kind.REFERRAL_WITHDRAWN, about=referral, by=by, on=on)
    tell(referral.coordinator, referral, by, on)
    return referral


@transaction.atomic
def close(*, referral: Referral, words: str, by: User | None, on: date, in_silence: bool = False) -> Referral:
    """The scheme's part is over. After a match, who stays near the child is for the ending to say, not for this.

    In silence nobody is written to, where the young person has died.
    """
    was_matched = referral.status == Status.MATCHED
    referral.move("close", by=by, on=on, words=words.strip())
    if not was_matched:
        _let_go(referral, by=by, on=on, act="referral.close")
    audit.record(Kind.REFERRAL_CLOSED, about=referral, by=by, on=on)
    if not in_silence:
        tell_referrer(referral, "referral answered", on)
    return referral


def _let_go(referral: Referral, *, by: User | None, on: date, act: str) -> None:
    """Scheme and coordinator leave, unless another referral still keeps them near the child."""
    if referral.child is None or referral.coordinator is None:
        return
    others = Referral.objects.taken_on().filter(child=referral.child).exclude(pk=referral.pk)
    near = referral.child.involvements.not_over(on)
    if referral.scheme and not others.filter(scheme=referral.scheme).exists():
        scheme_leaves(child=referral.child, scheme=referral.scheme, by=by, on=on, act=act)
    if not others.filter(coordinator=referral.coordinator).exists():
        for involvement in near.of(Involvement.Part.COORDINATOR).filter(user=referral.coordinator):
            leave(involvement=involvement, by=by, on=on, act=act)


# ------------------------------------------------------------------------------------- steps other rooms take


@transaction.atomic
def wait(*, referral: Referral, by: User | None, on: date) -> Referral:
    """The child's wishes are known: now they wait for somebody."""
    return _step(referral, "wait", by, on)


@transaction.atomic
def mark_matched(*, referral: Referral, by: User | None, on: date) -> Referral:
    """A match has begun from this referral."""
    tell_referrer(referral, "referral answered", on)
    return _step(referral, "match", by, on)


@transaction.atomic
def wait_again(*, referral: Referral, by: User | None, on: date) -> Referral:
    """The match is over, and the child would like somebody else."""
    return _step(referral, "wait again", by, on)


@transaction.atomic
def look_after(*, referral: Referral, coordinator: User, by: User | None, on: date) -> Referral:
    """Another coordinator looks after it from now on; who is near the child is for the hand-over to say."""
    referral.coordinator = coordinator
    referral.save(update_fields=["coordinator"])
    audit.record(Kind.REFERRAL_MOVED, about=referral, by=by, on=on, step="look after")
    return referral


def _step(referral: Referral, step: str, by: User | None, on: date) -> Referral:
    referral.move(step, by=by, on=on)
    audit.record(Kind.REFERRAL_MOVED, about=referral, by=by, on=on, step=step)
    return referral
