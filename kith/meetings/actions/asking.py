"""What a young person says about a meeting, and that they may stop being asked."""

from datetime import date, datetime

from django.db import transaction

from kith.access.models import User
from kith.audit import actions as audit
from kith.audit.events import Kind
from kith.foundation.errors import Cannot
from kith.meetings import facts
from kith.meetings.models import Meeting, NotAsked
from kith.meetings.states import Status
from kith.people.models import Child


class CannotSay(Cannot):
    """Nobody says it in the young person’s place, nor of a meeting that was not."""


@transaction.atomic
def say_how_it_was(*, meeting: Meeting, feeling: str, words: str = "", by: User, at: datetime) -> Meeting:
    """The young person says how it was; saying it again replaces it, for it is theirs."""
    _refuse_anybody_else(meeting, by)
    if meeting.status != Status.KEPT:
        raise CannotSay("We don’t know yet that you met. You can tell us later.")
    if feeling not in Meeting.Feeling.values:
        raise CannotSay("Choose one of the three faces.")
    meeting.feeling, meeting.feeling_words, meeting.not_now_on = feeling, words.strip(), None
    meeting.save(update_fields=["feeling", "feeling_words", "not_now_on"])
    audit.record(Kind.HOW_IT_WAS, about=meeting, by=by, on=facts.day_of(at), with_words=bool(words.strip()))
    return meeting


@transaction.atomic
def put_off_saying(*, meeting: Meeting, by: User, on: date) -> Meeting:
    """“Not now”: this meeting is not asked about again, unless the young person comes back to it."""
    _refuse_anybody_else(meeting, by)
    meeting.not_now_on = on
    meeting.save(update_fields=["not_now_on"])
    return meeting


@transaction.atomic
def stop_asking(*, child: Child, by: User, on: date) -> NotAsked:
    """“Stop asking me” is an answer, and it holds until the young person says otherwise."""
    if by.pk != child.user_id:
        raise CannotSay("Only the young person can say this.")
    stopped, new = NotAsked.objects.get_or_create(
        child=child, until_day=None, defaults={"from_day": on, "created_by": by}
    )
    if new:
        audit.record(Kind.ASKING_CHANGED, about=stopped, by=by, on=on, child=child, asked=False)
    return stopped


@transaction.atomic
def ask_again(*, child: Child, by: User, on: date) -> None:
    """The young person would like to be asked again."""
    if by.pk != child.user_id:
        raise CannotSay("Only the young person can say this.")
    for stopped in NotAsked.objects.filter(child=child, until_day=None):
        stopped.until_day = max(on, stopped.from_day)
        stopped.save(update_fields=["until_day"])
        audit.record(Kind.ASKING_CHANGED, about=stopped, by=by, on=on, child=child, asked=True)


def _refuse_anybody_else(meeting: Meeting, by: User) -> None:
    if by.pk != meeting.match.child.user_id:
        raise CannotSay("Only the young person can say how it was.")
