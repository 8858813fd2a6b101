"""An address for one's own calendar: made, made anew, withdrawn, all by the person themself."""

from datetime import date

from django.db import IntegrityError, transaction

from kith.access.models import User
from kith.audit import actions as audit
from kith.audit.events import Kind
from kith.foundation.errors import Cannot
from kith.meetings.models import CalendarFeed


class CannotMakeFeed(Cannot):
    """No address can be made at this moment."""


@transaction.atomic
def make_feed(*, by: User, on: date) -> CalendarFeed:
    """A new address; the one before it, if there was one, stops at once."""
    _withdraw(by, on)
    try:
        with transaction.atomic():
            feed = CalendarFeed.objects.create(user=by, from_day=on)
    except IntegrityError as double:
        raise CannotMakeFeed("An address has just been made for you. Look at the page again.") from double
    audit.record(Kind.CALENDAR_FEED_MADE, about=feed, by=by, on=on)
    return feed


@transaction.atomic
def withdraw_feed(*, by: User, on: date) -> None:
    """Whatever reads the address reads nothing from now on."""
    for feed in _withdraw(by, on):
        audit.record(Kind.CALENDAR_FEED_WITHDRAWN, about=feed, by=by, on=on)


def _withdraw(user: User, on: date) -> list[CalendarFeed]:
    found = list(CalendarFeed.objects.standing().filter(user=user).select_for_update())
    for feed in found:
        feed.withdrawn_on = max(on, feed.from_day)
        feed.save(update_fields=["withdrawn_on"])
    return found


def note_read(*, feed: CalendarFeed, on: date) -> None:
    """Once a day, so that its owner sees whether anything still reads it."""
    if feed.last_read_on != on:
        CalendarFeed.objects.filter(pk=feed.pk).update(last_read_on=on)
