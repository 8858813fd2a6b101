"""Questions about endings: how soon one may come, what is due, who hears a child."""

from collections.abc import Iterable, Sequence
from datetime import date, timedelta

from django.db.models import Q, QuerySet

from kith.access.models import Membership, User
from kith.access.roles import Role
from kith.endings.models import Ask, ContactAnswer, Ending, EndingStep, Letter
from kith.endings.states import Status
from kith.foundation.dates import day_words
from kith.matching.models import Match
from kith.meetings import facts
from kith.meetings.models import Meeting
from kith.meetings.queries.over_matches import Matches, day_begins, ids_of
from kith.meetings.states import Status as MeetingStatus
from kith.people.models import Involvement
from kith.referral.queries import coordinators_of
from kith.schemes.models import Scheme
from kith.science.rhythm import Rhythm, gap_allowed, planned_days

Who = ContactAnswer.Who
LONGEST_AHEAD = timedelta(days=366)


# ------------------------------------------------------------------------------------- how soon


def rhythm_now(match: Match, on: date) -> Rhythm:
    """How often the two meet, in step with the next meeting that is planned, else with the last that was kept."""
    rows = Meeting.objects.filter(match=match)
    ahead = rows.filter(status=MeetingStatus.PLANNED, at__gte=day_begins(on + timedelta(days=1)))
    near = ahead.order_by("at").first() or rows.kept().order_by("-at").first()
    rhythm = facts.rhythm_of(match, match.scheme.rules_on(on), near.on() if near else on, on)
    return facts.in_step(rhythm, near.on(), on) if near else rhythm


def winding_down_days(match: Match, on: date) -> list[date]:
    """The next meetings that a goodbye needs: those planned already, and between them the days of the agreed rhythm."""
    count = match.scheme.rules_on(on).winding_down
    tomorrow = on + timedelta(days=1)
    rows = Meeting.objects.filter(match=match, status=MeetingStatus.PLANNED, at__gte=day_begins(tomorrow))
    planned = {meeting.on() for meeting in rows}
    rhythm = rhythm_now(match, on)
    gap = gap_allowed(rhythm)
    agreed = planned_days(rhythm, tomorrow, tomorrow + timedelta(days=gap * (count + 1)))
    free = {day for day in agreed if all(abs((day - taken).days) * 2 > gap for taken in planned)}
    return sorted(planned | free)[:count]


def earliest_last_day(match: Match, on: date) -> date:
    """The first day on which a planned ending leaves enough meetings to say goodbye."""
    return max([on, *winding_down_days(match, on)])


def why_not_that_last_day(match: Match, kind: str, last_day: date, on: date) -> str:
    """Why an ending begun today cannot have this last day, as a sentence; empty when it can."""
    if kind == Ending.Kind.SAFETY:
        return "What is not safe is not wound down. Choose that it ends today, and raise a concern if nobody has."
    if kind == Ending.Kind.CHILD_DIED:
        return "A death is not wound down to. Choose that it ends today."
    if last_day < on:
        return "The last day cannot be a day that has passed. Choose a day to come."
    if last_day - on > LONGEST_AHEAD:
        return "Choose a last day within a year from now. What is further away needs no plan yet."
    earliest = earliest_last_day(match, on)
    if kind == Ending.Kind.CHILD or last_day >= earliest:
        return ""
    meetings = match.scheme.rules_on(on).winding_down
    return (
        f"{match.scheme} winds down over {meetings} meeting{'' if meetings == 1 else 's'}, so the earliest last "
        f"day is {day_words(earliest)}. Choose that day or a later one. If it cannot wait, choose that it ends today."
    )


# ------------------------------------------------------------------------------------- one ending


def wound_down(ending: Ending) -> int:
    """How many meetings they have had since the ending was begun."""
    since = Meeting.objects.kept().filter(match=ending.match, at__gte=day_begins(ending.begun_on))
    return since.count()


def goodbyes_missing(ending: Ending, on: date) -> list[date]:
    """The days until the last one on which a goodbye is wanted and nothing is planned yet."""
    if ending.last_day is None:
        return []
    had, match = wound_down(ending), ending.match
    count = match.scheme.rules_on(on).winding_down - had
    rows = Meeting.objects.filter(match=match, status=MeetingStatus.PLANNED, at__gte=day_begins(on))
    planned = {meeting.on() for meeting in rows if meeting.on() <= ending.last_day}
    wanted = [day for day in winding_down_days(match, on) if day <= ending.last_day and day not in planned]
    return wanted[: max(0, count - len(planned))]


def unsaid_on(match: Match, day: date) -> Meeting | None:
    """A meeting planned for that day, of which nobody has said yet what became of it."""
    rows = Meeting.objects.filter(match=match, status=MeetingStatus.PLANNED)
    begins, ends = day_begins(day), day_begins(day + timedelta(days=1))
    return rows.filter(at__gte=begins, at__lt=ends).order_by("at").first()


def meetings_after(match: Match, day: date) -> list[Meeting]:
    """Meetings still planned for the days after one."""
    rows = Meeting.objects.filter(match=match, status=MeetingStatus.PLANNED)
    return list(rows.filter(at__gte=day_begins(day + timedelta(days=1))).order_by("at"))


def said_about_contact(ending: Ending) -> dict[str, ContactAnswer]:
    """What each of the three said last about staying in touch; who was not asked is not there."""
    return {answer.who: answer for answer in ending.contact_answers.order_by("id")}


def newest_letters(ending: Ending) -> list[Letter]:
    """The newest letter of each who signs, newest first: writing it anew is a new letter."""
    newest: dict[str, Letter] = {}
    for letter in ending.letters.order_by("id"):
        newest[letter.signed.casefold()] = letter
    return sorted(newest.values(), key=lambda letter: -letter.pk)


def standing_ending(match: Match) -> Ending | None:
    """The ending of a match that is under way or over, if there is one."""
    return Ending.objects.standing().filter(match=match).with_people().first()


# ------------------------------------------------------------------------------------- many endings


def plans_of(matches: Iterable[int]) -> dict[int, Ending]:
    """Match id → its ending, under way or over, in one query."""
    rows = Ending.objects.standing().filter(match__in=set(matches))
    return {ending.match_id: ending for ending in rows}


def steps_due(matches: Matches, on: date) -> list[EndingStep]:
    """Open steps of these matches that are due by a day, longest due first."""
    rows = EndingStep.objects.due_by(on).filter(ending__match__in=ids_of(matches))
    rows = rows.exclude(ending__status=Status.CALLED_OFF)
    return list(
        rows.select_related("ending__match__child", "ending__match__volunteer").order_by("due_on", "place")
    )


def next_steps(endings: Sequence[Ending]) -> dict[int, EndingStep]:
    """Ending id → its open step that is due first, in one query."""
    rows = EndingStep.objects.open().filter(ending__in=[ending.pk for ending in endings])
    first: dict[int, EndingStep] = {}
    for step in rows.order_by("due_on", "place"):
        first.setdefault(step.ending_id, step)
    return first


# ------------------------------------------------------------------------------------- who hears


def who_hears(match: Match, on: date) -> "list[User]":
    """Who must hear what a child asks: the scheme's coordinators near them, or any near them, or the managers."""
    coordinators = _coordinators_near(match, on)
    ours = coordinators_of([match.scheme], on).filter(pk__in=coordinators.values("pk"))
    return list(ours) or list(coordinators) or list(_managers_of(match.scheme, on))


def who_looks_after(match: Match, on: date) -> "list[User]":
    """The coordinators near the child who are of this scheme, or its managers; nobody of another."""
    near = _coordinators_near(match, on).values("pk")
    return list(coordinators_of([match.scheme], on).filter(pk__in=near)) or list(
        _managers_of(match.scheme, on)
    )


def _coordinators_near(match: Match, on: date) -> "QuerySet[User]":
    near = Involvement.objects.open_on(on).of(Involvement.Part.COORDINATOR).filter(child=match.child_id)
    return User.objects.filter(pk__in=near.values("user"), is_active=True)


def _managers_of(scheme: Scheme, on: date) -> "QuerySet[User]":
    members = Membership.objects.open_on(on).filter(
        Q(scheme=scheme) | Q(organisation=scheme.provider_id), role=Role.MANAGER
    )
    return User.objects.filter(pk__in=members.values("user"), is_active=True)


def last_asks(match: Match, most: int = 3) -> list[Ask]:
    """What the young person asked last, and what they were told."""
    return list(Ask.objects.filter(match=match).select_related("answered_by")[:most])
