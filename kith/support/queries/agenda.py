"""What there is to talk about: what came up since the last talk, in sentences; and whose spirits are falling."""

from collections import Counter, defaultdict
from datetime import date, datetime, timedelta

from kith.foundation.dates import count_words, day_words
from kith.matching.models import Match
from kith.meetings.facts import day_of
from kith.meetings.models import Meeting, MeetingChange
from kith.meetings.queries.over_matches import Matches, day_begins
from kith.meetings.states import Status
from kith.meetings.words import NEVER_A_PUNISHMENT, times_words
from kith.recruitment.queries import checklist
from kith.recruitment.vetting.checklist import State
from kith.support.models import PeerPlan, Supervision
from kith.support.queries.reviews import reviews_due
from kith.support.queries.supervision import latest_supervisions

TOLD_LATE = timedelta(days=7)
TOO_MANY_MOVES = 2
PLAN_HOLDS = timedelta(days=182)
PEER = "peer-mentoring"


def agenda(match: Match, at: datetime) -> list[str]:
    """What to talk about next with the volunteer of a match. None of it is what a child said in confidence."""
    on, last = day_of(at), latest_supervisions([match]).get(match.pk)
    since = last.on if last else match.begun_on
    rows = Meeting.objects.filter(match=match, at__gte=day_begins(since), at__lt=at).order_by("at")
    meetings = list(rows)
    return [
        *_from_last_time(match, last),
        *_withheld(meetings),
        *_moved_and_missed(match, meetings),
        *_told(meetings, on),
        *_papers(match, on),
        *_plan(match, on),
        *(
            f"A review {'is under way' if found.begun else 'is due'}. {found.why}"
            for found in reviews_due([match], on)
        ),
    ]


def _from_last_time(match: Match, last: Supervision | None) -> list[str]:
    if last is None or last.scheme_id != match.scheme_id:
        return []  # what was said in the scheme before is read in their story, by whoever may
    said = [f"Last time you agreed: {last.agreed}"] if last.agreed else []
    if last.wellbeing in (Supervision.Wellbeing.LOW, Supervision.Wellbeing.UP_AND_DOWN):
        said.append(
            f"On {day_words(last.on)} it was {last.get_wellbeing_display().lower()} with {match.volunteer.first_name}."
        )
    return said


def _withheld(meetings: list[Meeting]) -> list[str]:
    found = [meeting for meeting in meetings if meeting.status == Status.WITHHELD]
    if not found:
        return []
    said = f"Meetings were withheld {times_words(len(found))}."
    punished = any(meeting.reason == Meeting.Reason.SANCTION for meeting in found)
    return [f"{said} {NEVER_A_PUNISHMENT}" if punished else said]


def _moved_and_missed(match: Match, meetings: list[Meeting]) -> list[str]:
    names = {Meeting.Who.CHILD: match.child.name, Meeting.Who.VOLUNTEER: match.volunteer.first_name}
    said = []
    for status, deed in ((Status.MOVED, "moved"), (Status.MISSED, "missed")):
        counted = Counter(meeting.who for meeting in meetings if meeting.status == status)
        for who, count in sorted(counted.items()):
            if status == Status.MISSED or count >= TOO_MANY_MOVES:
                by = names.get(Meeting.Who(who)) if who else None
                by = by or (Meeting.Who(who).label.lower() if who else "somebody")
                said.append(f"{count_words(count, 'meeting was', 'meetings were')} {deed} by {by}.")
    return said


def _told(meetings: list[Meeting], on: date) -> list[str]:
    """Not told of yet, told late, and met without a plan."""
    said, kept = [], [meeting for meeting in meetings if meeting.status == Status.KEPT]
    if unsaid := [meeting for meeting in meetings if meeting.status == Status.PLANNED and meeting.on() < on]:
        said.append(f"Nobody has said how {count_words(len(unsaid), 'meeting')} went.")
    changes = MeetingChange.objects.filter(of__in=[meeting.pk for meeting in kept], step="keep")
    days = {meeting.pk: meeting.on() for meeting in kept}
    if late := {row.of_id for row in changes if row.on - days[row.of_id] > TOLD_LATE}:
        said.append(
            f"{count_words(len(late), 'meeting was', 'meetings were')} told of more than a week later."
        )
    if off_plan := [meeting for meeting in kept if meeting.off_plan]:
        said.append(f"They met {times_words(len(off_plan))} without a plan.")
    return said


def _papers(match: Match, on: date) -> list[str]:
    items = checklist(match.volunteer, match.scheme, on)
    return [
        f"{match.volunteer.first_name}’s {item.requirement.called} runs out on {day_words(item.until)}."
        for item in items
        if item.state == State.LAPSING and item.until
    ]


def _plan(match: Match, on: date) -> list[str]:
    """A peer mentor has a plan for their own support, looked at twice a year."""
    if match.scheme.preset != PEER:
        return []
    plan = PeerPlan.objects.filter(volunteer=match.volunteer, scheme=match.scheme).first()
    name = match.volunteer.first_name
    if plan is None:
        return [f"{name} has no support plan of their own yet."]
    return (
        [f"{name}’s support plan is from {day_words(plan.on)}. Does it still fit?"]
        if plan.on < on - PLAN_HOLDS
        else []
    )


def spirits_falling(matches: Matches, on: date) -> list[tuple[Match, str]]:
    """Volunteers who said it was harder each of the last times, or is low now: with why, never a number."""
    live = [match for match in matches if match.is_live]
    talks = Supervision.objects.filter(match__in=[match.pk for match in live], on__lte=on).exclude(
        wellbeing=""
    )
    by_match: dict[int, list[Supervision]] = defaultdict(list)
    for talk in talks.order_by("on", "pk"):
        by_match[talk.match_id or 0].append(talk)
    found = []
    for match in live:
        said = by_match[match.pk][-2:]
        if said and said[-1].wellbeing == Supervision.Wellbeing.LOW:
            found.append(
                (match, f"{match.volunteer.first_name} was low when you talked on {day_words(said[-1].on)}.")
            )
        elif len(said) == 2 and _how_low(said[1]) > _how_low(said[0]):
            found.append(
                (
                    match,
                    f"It has become harder for {match.volunteer.first_name} since {day_words(said[0].on)}.",
                )
            )
    return found


def _how_low(talk: Supervision) -> int:
    """Good before up and down before low, as the choices stand."""
    return Supervision.Wellbeing.values.index(talk.wellbeing)
