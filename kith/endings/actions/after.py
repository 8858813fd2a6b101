"""What comes afterwards: what a child goes on to, from the scheme's own list or not, and looking back together."""

from collections.abc import Iterable
from datetime import date

from django.db import transaction

from kith.access.models import User
from kith.audit import actions as audit
from kith.audit.events import Kind
from kith.endings.actions.closing import let_go_when_done, plan_look_backs
from kith.endings.actions.steps import tick
from kith.endings.courses import Key
from kith.endings.models import Ending, FollowOn, GoesOnTo, LookBack
from kith.endings.states import Status
from kith.foundation.dates import day_words
from kith.foundation.errors import Cannot
from kith.foundation.holding import hold
from kith.schemes.models import Scheme


class CannotList(Cannot):
    """This cannot be put on the scheme's list, or taken off it."""


class CannotFollow(Cannot):
    """It cannot be written down like this what the child goes on to."""


class CannotLookBack(Cannot):
    """Looking back cannot be asked for or written down as given."""


@transaction.atomic
def list_follow_on(
    *,
    scheme: Scheme,
    kind: str,
    name: str,
    by: User,
    on: date,
    words: str = "",
    reach: str = "",
    age_from: int = 0,
    age_to: int = 25,
) -> FollowOn:
    """Put something to go on to onto the scheme's own list."""
    if age_to < age_from:
        raise CannotList("The oldest cannot be younger than the youngest.")
    if FollowOn.objects.offered().filter(scheme=scheme, name__iexact=name.strip()).exists():
        raise CannotList(f"{scheme} has “{name.strip()}” on its list already.")
    listed = FollowOn.objects.create(
        scheme=scheme,
        kind=kind,
        name=name.strip(),
        words=words.strip(),
        reach=reach.strip(),
        age_from=age_from,
        age_to=age_to,
        created_by=by,
    )
    audit.record(Kind.FOLLOW_ON_LISTED, about=listed, by=by, on=on)
    return listed


@transaction.atomic
def retire_follow_on(*, follow_on: FollowOn, by: User, on: date) -> FollowOn:
    """Take it off the list; with children who went on to it, it stays."""
    if follow_on.retired_on:
        raise CannotList("This is off the list already.")
    follow_on.retired_on = on
    follow_on.save(update_fields=["retired_on"])
    audit.record(Kind.FOLLOW_ON_RETIRED, about=follow_on, by=by, on=on)
    return follow_on


@transaction.atomic
def go_on_to(
    *, ending: Ending, chosen: Iterable[FollowOn], by: User, on: date, words: str = ""
) -> list[GoesOnTo]:
    """What the child goes on to, from the list and in words; this does its step. What was said before is said anew."""
    hold(ending)
    chosen, said = list(chosen), words.strip()
    if ending.status == Status.CALLED_OFF:
        raise CannotFollow("This ending was called off, and the two go on.")
    if not chosen and not said:
        raise CannotFollow(
            "Choose something, or write down what follows. If nothing does, leave the step out."
        )
    if any(one.scheme_id != ending.match.scheme_id for one in chosen):
        raise CannotFollow(f"Choose from the list of {ending.match.scheme}.")
    ending.goes_on_to.all().delete()
    rows = [GoesOnTo(ending=ending, follow_on=one, on=on, created_by=by) for one in chosen]
    rows += [GoesOnTo(ending=ending, words=said, on=on, created_by=by)] if said else []
    GoesOnTo.objects.bulk_create(rows)
    for step in ending.steps.filter(key=Key.FOLLOW, skipped_on=None):
        tick(step, words=", ".join(str(row) for row in rows)[:200], by=by, on=on)
    audit.record(Kind.GOES_ON_TO, about=ending, by=by, on=on, things=len(rows))
    let_go_when_done(ending, by=by, on=on)
    return rows


# ------------------------------------------------------------------------------------- looking back


@transaction.atomic
def welcome_look_back(*, ending: Ending, welcome: bool, by: User, on: date, how_to_reach: str = "") -> Ending:
    """The child has said whether we may ask again after 3 and 12 months; a no is the end of it."""
    hold(ending)
    if ending.status == Status.CALLED_OFF:
        raise CannotLookBack("This ending was called off, and the two go on.")
    if welcome and ending.match.child.user_id is None and not how_to_reach.strip():
        raise CannotLookBack(f"Say how {ending.match.child.name} would like to be reached then.")
    ending.look_back_welcome, ending.how_to_reach = welcome, how_to_reach.strip() if welcome else ""
    ending.save(update_fields=["look_back_welcome", "how_to_reach"])
    if not welcome:
        ending.look_backs.open().delete()
    elif ending.ended_on:
        plan_look_backs(ending)
    for step in ending.steps.open().filter(key=Key.LOOK_BACK):
        tick(step, words="welcome" if welcome else "rather not", by=by, on=on)
    audit.record(Kind.LOOK_BACK_ASKED, about=ending, by=by, on=on, welcome=welcome)
    let_go_when_done(ending, by=by, on=on)
    return ending


@transaction.atomic
def look_back(
    *,
    look_back: LookBack,
    by: User,
    on: date,
    was_good: str = "",
    has_somebody: str = "",
    words: str = "",
    declined: bool = False,
    stop: bool = False,
) -> LookBack:
    """A question or two, answered or not. Who would rather not is asked nothing more that time, or ever if they say so."""
    hold(look_back)
    if look_back.answered_on:
        raise CannotLookBack(f"This was answered on {day_words(look_back.answered_on)}. Thank you.")
    if on < look_back.due_on:
        raise CannotLookBack(f"We look back on {day_words(look_back.due_on)}, not before.")
    said = {"was_good": was_good, "has_somebody": has_somebody, "words": words.strip()}
    if not declined and not any(said.values()):
        raise CannotLookBack("Say one thing, or that you would rather not.")
    look_back.answered_on, look_back.declined = on, declined
    if not declined:
        look_back.was_good, look_back.has_somebody, look_back.words = said.values()
    look_back.save()
    if stop:
        look_back.ending.look_backs.open().delete()
        look_back.ending.look_back_welcome = False
        look_back.ending.save(update_fields=["look_back_welcome"])
    audit.record(Kind.LOOKED_BACK, about=look_back, by=by, on=on, declined=declined, stopped=stop)
    return look_back
