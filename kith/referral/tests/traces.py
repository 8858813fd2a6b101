"""What deeds left behind, for tests to look at."""

from kith.audit.models import Event
from kith.messages.models import OutboxMessage


def letters() -> list[str]:
    """Which letters were filed, in order."""
    return list(OutboxMessage.objects.order_by("id").values_list("event", flat=True))


def events() -> list[str]:
    """Which deeds on referrals were recorded, in order."""
    recorded = Event.objects.filter(kind__startswith="referral ").order_by("id")
    return list(recorded.values_list("kind", flat=True))
