"""What must happen in one breath when a volunteer is accused of something."""

from collections.abc import Iterable
from datetime import date, datetime

from django.db import transaction

from kith.access.actions import end_sessions
from kith.access.models import Membership, User
from kith.access.roles import STAFF
from kith.audit import actions as audit
from kith.audit.events import Kind
from kith.foundation.errors import Cannot
from kith.matching import actions as matching
from kith.matching.models import Match
from kith.meetings import actions as meetings
from kith.meetings.facts import day_of
from kith.meetings.models import Meeting
from kith.people.models import Child, Volunteer
from kith.recruitment import actions as recruitment
from kith.recruitment.models import Suspension
from kith.safeguarding import actions as safeguarding
from kith.safeguarding.guarding import keep_accused_away
from kith.safeguarding.models import Concern


class CannotAccuse(Cannot):
    """The concern cannot be made an allegation as asked."""


@transaction.atomic
def allegation(*, concern: Concern, volunteer: Volunteer, by: User, at: datetime) -> Concern:
    """Somebody says that a volunteer has done harm: from this moment the volunteer meets no child, anywhere.

    Their matches pause, their meetings are called off, their sessions end. The child's side is told that the plan has
    changed; the volunteer is not written to, because a person tells them, when the designated officer has been asked.
    """
    on = day_of(at)
    if volunteer.user_id == by.pk:
        raise CannotAccuse("This is about you, so somebody else must take it on.")
    if concern.accused.filter(volunteer=volunteer).exists() and _is_looked_into(volunteer, on):
        raise CannotAccuse(f"This is an allegation already, and {volunteer.first_name} is suspended.")
    safeguarding.mark_allegation(concern=concern, volunteer=volunteer, by=by, at=at)
    stopped = _stop_everything(volunteer, by=by, on=on)
    children = [concern.child] if concern.child else []
    children += [match.child for match in stopped]
    _close_stories(children, volunteer, by=by, on=on)
    audit.record(Kind.ALLEGATION_MADE, about=concern, by=by, on=on, child=concern.child, matches=len(stopped))
    return concern


def _is_looked_into(volunteer: Volunteer, on: date) -> bool:
    reason = Suspension.Reason.CONCERN
    return Suspension.objects.open_on(on).filter(volunteer=volunteer, reason=reason).exists()


def _stop_everything(volunteer: Volunteer, *, by: User, on: date) -> list[Match]:
    """Suspended, whatever they were suspended for before; every live match, now at rest, is returned."""
    if not _is_looked_into(volunteer, on):
        if Suspension.objects.open_on(on).filter(volunteer=volunteer).exists():
            recruitment.lift_suspension(volunteer=volunteer, by=by, on=on)
        recruitment.suspend(volunteer=volunteer, reason=Suspension.Reason.CONCERN, by=by, on=on)
    live = list(Match.objects.live().filter(volunteer=volunteer).select_related("child"))
    for match in live:
        if match.may("pause"):
            matching.pause(match=match, reason=Match.PauseReason.CONCERN, by=by, on=on)
        meetings.call_off_ahead(
            match=match,
            reason=Meeting.Reason.MATCH_ENDED,
            by=by,
            on=on,
            not_telling=volunteer.user,
        )
    if volunteer.user:
        end_sessions(user=volunteer.user)
    return live


def _close_stories(children: Iterable[Child], volunteer: Volunteer, *, by: User, on: date) -> None:
    """Whoever works here too reads by that right, which goes on: not of these children any more."""
    user = volunteer.user
    if user is None or not Membership.objects.open_on(on).filter(user=user, role__in=STAFF).exists():
        return
    for child in children:
        keep_accused_away(child=child, user=user, by=by, on=on)
