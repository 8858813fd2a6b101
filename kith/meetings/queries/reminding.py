"""Who is reminded on the day before: both sides of every meeting of tomorrow that may go ahead."""

from datetime import date, timedelta

from kith.access.models import User
from kith.meetings.models import Meeting
from kith.meetings.queries.over_matches import day_begins
from kith.meetings.queries.plans import Obstacles
from kith.meetings.states import MEETING_GOES_ON, Status

REMINDER = "meeting soon"


def to_remind(on: date) -> list[User]:
    """Each person once, however many meetings they have on the day after `on`, which has 23 to 25 hours.

    Not where the volunteer may meet nobody that day: that is for their coordinator to say.
    """
    day = on + timedelta(days=1)
    rows = Meeting.objects.filter(
        status=Status.PLANNED,
        match__status__in=MEETING_GOES_ON,
        at__gte=day_begins(day),
        at__lt=day_begins(day + timedelta(days=1)),
    )
    meetings = list(rows.select_related("match__scheme", "match__volunteer__user", "match__child__user"))
    schemes = {meeting.match.scheme for meeting in meetings}
    known = Obstacles(schemes, on, day, [meeting.match.volunteer_id for meeting in meetings], explain=False)
    found: dict[int, User] = {}
    for meeting in meetings:
        if known.clear(meeting.match, day):
            sides = (meeting.match.volunteer.user, meeting.match.child.user)
            found |= {user.pk: user for user in sides if user is not None}
    return [found[pk] for pk in sorted(found)]
