"""The end of a record: offered to the young person, held back, agreed by two people, and some nights later erased."""

from collections.abc import Collection
from datetime import date, datetime

from django.db import transaction

from kith.access.models import User
from kith.audit import actions as audit
from kith.audit.events import Kind
from kith.endings.erasure import (
    goes_on,
    is_near,
    name_may_go,
    obstacles,
    ready_to_go,
)
from kith.endings.models import Ending, Erasing, KeptLonger, MemoriesOffered
from kith.endings.states import Status
from kith.foundation.dates import LONDON, day_words
from kith.foundation.errors import Cannot
from kith.foundation.holding import hold
from kith.matching.actions import forget_match
from kith.messages.actions import forget_all
from kith.people.actions import forget_child
from kith.schemes.models import Scheme

MOST_AT_A_TIME = 500


class CannotErase(Cannot):
    """The record stays for now."""


class CannotHoldBack(Cannot):
    """The record cannot be held back, or let go, as asked."""


@transaction.atomic
def offer_memories(*, ending: Ending, answer: str, by: User, on: date, words: str = "") -> MemoriesOffered:
    """The young person was offered what is kept for them, and said what should become of it."""
    hold(ending)
    _refuse_if_erased(ending)
    if ending.status != Status.ENDED or not is_near(ending, on):
        raise CannotErase("It is too early to ask: nothing is erased within the next year.")
    if answer not in MemoriesOffered.Answer.values:
        raise CannotErase("Say what they said.")
    by_child = by.pk == ending.match.child.user_id
    if answer == MemoriesOffered.Answer.NOT_REACHED and not words.strip():
        raise CannotErase("Say how and when you tried to reach them.")
    offered = MemoriesOffered.objects.create(
        ending=ending, answer=answer, words=words.strip(), on=on, created_by=by
    )
    wishes = ending.kept_longer.standing().filter(reason=KeptLonger.Reason.CHILD)
    if answer == MemoriesOffered.Answer.KEEP and not wishes.exists():
        KeptLonger.objects.create(
            ending=ending, reason=KeptLonger.Reason.CHILD, words=words.strip(), on=on, created_by=by
        )
        take_back_open(ending, by=by, on=on)
    elif answer != MemoriesOffered.Answer.KEEP:
        wishes.update(lifted_on=on, lifted_by=by)
    audit.record(Kind.MEMORIES_OFFERED, about=ending, by=by, on=on, answer=answer, by_child=by_child)
    return offered


@transaction.atomic
def hold_back(
    *, ending: Ending, reason: str, words: str, by: User, on: date, look_again_on: date | None = None
) -> KeptLonger:
    """Keep it for now, with the reason; whoever had agreed that it goes is overruled by this."""
    hold(ending)
    _refuse_if_erased(ending)
    if ending.status != Status.ENDED:
        raise CannotHoldBack("The two are still together: their record is kept anyway.")
    if reason not in KeptLonger.Reason.values:
        raise CannotHoldBack("Choose why it is held back.")
    if not words.strip():
        raise CannotHoldBack("Say in a few words for what it is needed, without naming anybody.")
    if look_again_on and look_again_on <= on:
        raise CannotHoldBack("Choose a day to come on which somebody looks again.")
    if ending.kept_longer.standing().filter(reason=reason).exists():
        raise CannotHoldBack("It is held back for this reason already.")
    held = KeptLonger.objects.create(
        ending=ending, reason=reason, words=words.strip(), on=on, look_again_on=look_again_on, created_by=by
    )
    take_back_open(ending, by=by, on=on)
    audit.record(Kind.RECORD_HELD_BACK, about=ending, by=by, on=on, reason=reason)
    return held


@transaction.atomic
def let_go(*, held: KeptLonger, by: User, on: date) -> KeptLonger:
    """The reason is no more. What the young person asked for, only they take back."""
    hold(held)
    if held.lifted_on:
        raise CannotHoldBack(f"It was let go on {day_words(held.lifted_on)}.")
    if held.reason == KeptLonger.Reason.CHILD:
        raise CannotHoldBack(
            "The young person asked for it. Offer them their memories again, and write down what they say."
        )
    held.lifted_on, held.lifted_by = on, by
    held.save(update_fields=["lifted_on", "lifted_by"])
    audit.record(Kind.RECORD_LET_GO, about=held.ending, by=by, on=on, reason=held.reason)
    return held


@transaction.atomic
def say_it_may_go(*, ending: Ending, by: User, on: date) -> Erasing:
    """The first of two people says that the record may be erased; the second agrees by the same deed."""
    hold(ending)
    _refuse_if_erased(ending)
    if against := obstacles(ending, on):
        raise CannotErase(" ".join(against))
    there = ending.erasings.open().first()
    if there is None:
        said = Erasing.objects.create(ending=ending, said_on=on, created_by=by)
        audit.record(Kind.ERASING_SAID, about=ending, by=by, on=on)
        return said
    if there.agreed_on:
        raise CannotErase(
            f"Two people have agreed. It is erased in the night after {day_words(goes_on(there) or on)}."
        )
    if there.created_by_id == by.pk:
        raise CannotErase(
            "You have said so already. Somebody else must agree: ask another manager or the lead."
        )
    there.agreed_on, there.agreed_by = on, by
    there.save(update_fields=["agreed_on", "agreed_by"])
    audit.record(Kind.ERASING_AGREED, about=ending, by=by, on=on)
    return there


@transaction.atomic
def take_it_back(*, ending: Ending, by: User, on: date) -> None:
    """Either of the two, or anybody who may say it, thinks better of it before the night has come."""
    hold(ending)
    _refuse_if_erased(ending)
    if not take_back_open(ending, by=by, on=on):
        raise CannotErase("Nobody has said that it may be erased. Nothing was changed.")


def take_back_open(ending: Ending, *, by: User, on: date) -> bool:
    there = ending.erasings.open().first()
    if there is None:
        return False
    there.taken_back_on = on
    there.save(update_fields=["taken_back_on"])
    audit.record(Kind.ERASING_TAKEN_BACK, about=ending, by=by, on=on)
    return True


def _refuse_if_erased(ending: Ending) -> None:
    if ending.match.erased_on:
        raise CannotErase(f"This record was erased on {day_words(ending.match.erased_on)}.")


# ------------------------------------------------------------------------------------- in the night


def erase_agreed(
    *, at: datetime, most: int = MOST_AT_A_TIME, schemes: Collection[Scheme] | None = None
) -> int:
    """Erase what two people agreed on some days ago: each match is one small transaction. How many went is told."""
    on = at.astimezone(LONDON).date()
    rows = ready_to_go(on).select_related("ending__match__child", "ending__match__volunteer")
    if schemes is not None:
        rows = rows.filter(ending__match__scheme__in=schemes)
    return sum(erase(erasing=erasing, on=on) for erasing in list(rows[:most]))


@transaction.atomic
def erase(*, erasing: Erasing, on: date) -> bool:
    """Each room lets its rows go or be thinned; whatever has come up since the two agreed holds it back."""
    hold(erasing)
    ending = hold(erasing.ending)
    match = hold(ending.match)
    if erasing.taken_back_on or erasing.erased_on or obstacles(ending, on):
        return False
    touched = forget_match(match=match, on=on)
    name_went = name_may_go(match.child, on)
    if name_went:
        touched += forget_child(child=match.child, on=on)
    forget_all(about=touched)
    erasing.erased_on, erasing.name_went = on, name_went
    erasing.save(update_fields=["erased_on", "name_went"])
    return True
