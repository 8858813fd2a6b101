"""The secret address of somebody's own calendar: worked out, never stored, and dead when it is withdrawn."""

from uuid import UUID

from django.conf import settings
from django.urls import reverse
from django.utils.crypto import constant_time_compare, salted_hmac

from kith.meetings.models import CalendarFeed


def key_of(feed: CalendarFeed) -> str:
    """Another one once the person has ended all their sessions: a lost telephone reads no further."""
    return salted_hmac("kith.calendar-feed", f"{feed.public_id}:{feed.user.session_epoch}").hexdigest()


def address_of(feed: CalendarFeed) -> str:
    """In full, to be copied into a calendar."""
    return settings.SITE_URL + reverse("meetings:feed", args=[feed.public_id, key_of(feed)])


def opened_by(public_id: UUID, key: str) -> CalendarFeed | None:
    """The feed that this address opens, while it stands and its owner may still come in."""
    feed = CalendarFeed.objects.standing().filter(public_id=public_id).select_related("user").first()
    if feed is None or not constant_time_compare(key_of(feed), key) or not feed.user.is_active:
        return None
    return feed
