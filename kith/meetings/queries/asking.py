"""Whether to ask a child how it was, and about which meeting: seldom, and never again once they have said stop."""

from datetime import date, timedelta

from kith.meetings.models import Meeting, NotAsked
from kith.meetings.queries.over_matches import day_begins
from kith.people.models import Child

ASK_WITHIN = timedelta(days=14)


def is_asked(child: Child, on: date) -> bool:
    """Whether the child is still asked how meetings were: “stop asking me” is an answer."""
    stopped = NotAsked.objects.filter(child=child, from_day__lte=on)
    return not stopped.exclude(until_day__lte=on).exists()


def to_ask_about(child: Child, on: date) -> Meeting | None:
    """The latest meeting to ask the child about: kept in the last two weeks, not answered, not put off."""
    if not is_asked(child, on):
        return None
    latest = (
        Meeting.objects.kept()
        .filter(match__child=child, at__gte=day_begins(on - ASK_WITHIN))
        .select_related("match__volunteer")
        .order_by("-at")
        .first()
    )
    return latest if latest and not latest.feeling and latest.not_now_on is None else None
