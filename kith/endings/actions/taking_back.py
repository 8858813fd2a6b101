"""An end that was said by mistake is taken back within some days: the two are together as before."""

from datetime import date, time

from django.db import transaction

from kith.access.models import User
from kith.audit import actions as audit
from kith.audit.events import Kind
from kith.endings.actions.beginning import CannotCallOff, call_off
from kith.endings.crossroads import why_not_back
from kith.endings.models import Ending
from kith.foundation.dates import moment
from kith.foundation.holding import hold
from kith.matching.models import Match
from kith.matching.states import MATCH
from kith.messages.actions import send
from kith.people.actions import involve, lift_rest
from kith.people.models import Involvement


@transaction.atomic
def take_back_end(*, ending: Ending, why: str, by: User, on: date, childs_wish: bool = False) -> Ending:
    """A planned ending winds down again, up to its last day; one that nobody planned never was, and the two go on."""
    hold(ending)
    match = hold(ending.match)
    if why_not := why_not_back(ending, on):
        raise CannotCallOff(why_not)
    if not why.strip():
        raise CannotCallOff("Say in a few words what was wrong.")
    _goes_on(match, by=by, on=on, words=why.strip())
    rested_for_it = ending.planned is False and match.child.rests_on(on)
    ending.ended_on = ending.kept_until = None
    ending.save(update_fields=["ended_on", "kept_until"])
    ending.look_backs.open().delete()
    ending.move("take back", by=by, on=on, words=why.strip())
    audit.record(Kind.END_TAKEN_BACK, about=match, by=by, on=on, of_kind=ending.kind, planned=ending.planned)
    if not ending.planned:
        call_off(ending=ending, why=why, childs_wish=childs_wish, by=by, on=on)
        if rested_for_it:
            lift_rest(child=match.child, by=by, on=on)
    return ending


def _goes_on(match: Match, *, by: User, on: date, words: str) -> None:
    """The status and the day go together, as they came; the volunteer is near again from this day on."""
    step = "take the end back"
    was, target = match.status, MATCH.target(step, match.status)
    if not Match.objects.filter(pk=match.pk, status=was).update(status=target, ended_on=None):
        raise CannotCallOff("Somebody else has just changed this match. Look at it again before you go on.")
    match.status, match.ended_on = target, None
    match.changes.create(step=step, from_status=was, to_status=target, on=on, by=by, words=words)
    user = match.volunteer.user
    if user:
        part = Involvement.Part.VOLUNTEER
        involve(child=match.child, person=user, part=part, by=by, on=on, act="endings.take_back_end")
        send(to=user, event="something new", about=match, link="/", at=moment(on, time()))
