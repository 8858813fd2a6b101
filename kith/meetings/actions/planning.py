"""Planning meetings and calling them off; both sides are told at once."""

from collections.abc import Callable, Iterable, Sequence
from contextlib import suppress
from datetime import date, datetime, timedelta
from typing import Any

from django.db import IntegrityError, transaction
from django.db.models import QuerySet

from kith.access.models import User
from kith.audit import actions as audit
from kith.audit.events import Kind
from kith.foundation.dates import day_words, time_words, weekday_words
from kith.foundation.errors import Cannot
from kith.matching.models import Match
from kith.matching.states import MatchStatus
from kith.meetings import facts
from kith.meetings.actions.telling import tell_both_sides
from kith.meetings.models import Meeting, PlanningRun
from kith.meetings.queries.over_matches import day_begins
from kith.meetings.queries.plans import Obstacles, Plan, plans_ahead
from kith.meetings.states import MEETING_GOES_ON, Status
from kith.recruitment.queries import obstacles
from kith.schemes.models import Scheme

PLANNED_AHEAD = timedelta(weeks=8)
AT_ONCE = 500
CHILDS_CHOICE = "child's choice"  # how an ending says why it began


class CannotPlan(Cannot):
    """The meeting cannot be planned as asked."""


class CannotCallOff(Cannot):
    """The meeting cannot be called off."""


@transaction.atomic
def plan(
    *,
    match: Match,
    at: datetime,
    minutes: int = 120,
    place: str = "",
    how: str = "",
    guests: str = "",
    link: str = "",
    by: User | None,
    on: date,
) -> Meeting:
    """Plan one meeting, if the match goes on and the volunteer may meet a child on that day."""
    day = facts.day_of(at)
    if match.status not in MEETING_GOES_ON:
        raise CannotPlan(f"This match is {match.get_status_display().lower()}, so no meeting can be planned.")
    if day < on:
        raise CannotPlan(
            "That day has passed. If they met then, say so under “We met, and it was not planned”."
        )
    _refuse_volunteer_after_a_stop(match, by)
    refuse_if_obstructed(match, day, on)
    how = how or usual_way(match)
    if how != Meeting.How.ONLINE and not place:
        place = usual_place(match)
    meeting = add_row(
        match, at=at, minutes=minutes, place=place, by=by, on=on, how=how, **_of(how, guests, link)
    )
    audit.record(Kind.MEETING_PLANNED, about=meeting, by=by, on=on)
    tell_both_sides(match, about=meeting, by=by, on=on)
    return meeting


def _refuse_volunteer_after_a_stop(match: Match, by: User | None) -> None:
    """When a young person has said stop, whether there is a goodbye is theirs to say, through the coordinator."""
    if match.status != MatchStatus.ENDING or by is None or by != match.volunteer.user:
        return
    last = match.changes.filter(step="wind down").last()
    if last is not None and last.reason == CHILDS_CHOICE:
        raise CannotPlan(
            f"{match.child.name} has decided to stop. Your coordinator asks whether they would like a goodbye."
        )


def refuse_if_obstructed(match: Match, day: date, on: date) -> None:
    """A meeting is never planned for a day on which the volunteer may not meet a child."""
    in_the_way = obstacles(volunteer=match.volunteer, scheme=match.scheme, on=day)
    if not in_the_way:
        return
    today = obstacles(volunteer=match.volunteer, scheme=match.scheme, on=on)
    by_then = "" if set(in_the_way) <= set(today) else "By then: "
    raise CannotPlan(f"No new meeting can be planned for {day_words(day)}. {by_then}{' '.join(in_the_way)}")


def _of(how: str, guests: str, link: str) -> dict[str, Any]:
    """Guests come to a meeting with guests, a link leads to one online; whatever else was typed is not kept."""
    return {
        "guests": guests.strip() if how == Meeting.How.GUESTS else "",
        "link": link.strip() if how == Meeting.How.ONLINE else "",
    }


def usual_way(match: Match) -> str:
    return Meeting.How.ONLINE if match.scheme.mode == "online" else Meeting.How.TWO


def usual_place(match: Match) -> str:
    return match.agreement.where if match.agreement else ""


def add_row(
    match: Match,
    *,
    at: datetime,
    minutes: int,
    place: str,
    by: User | None,
    on: date,
    off_plan: bool = False,
    **more: Any,
) -> Meeting:
    """A meeting that nothing is said of yet; refused where one stands at that very time already."""
    try:
        with transaction.atomic():
            return Meeting.objects.create(
                match=match,
                at=at,
                minutes_planned=minutes,
                place=place,
                planned_on=on,
                off_plan=off_plan,
                created_by=by,
                **more,
            )
    except IntegrityError as double:
        when = f"{weekday_words(facts.day_of(at))} at {time_words(at)}"
        raise CannotPlan(f"There is a meeting on {when} already.") from double


@transaction.atomic
def plan_ahead(*, match: Match, until: date, by: User | None, on: date) -> list[Meeting]:
    """Plan what the agreed rhythm asks for until a day, passing over days that have a meeting already."""
    _refuse_volunteer_after_a_stop(match, by)
    (plan_of_match,) = plans_ahead([match], on=on, until=until)
    if plan_of_match.refusal:
        raise CannotPlan(plan_of_match.refusal)
    if plan_of_match.held_back and not plan_of_match.moments:
        raise CannotPlan(f"No new meeting can be planned. {' '.join(plan_of_match.in_the_way)}")
    planned = _carry_out([plan_of_match], by=by, on=on)
    if planned:
        tell_both_sides(match, about=planned[0], by=by, on=on)
    return planned


def _carry_out(plans: Sequence[Plan], *, by: User | None, on: date) -> list[Meeting]:
    """All that these plans ask for, and a link in the chain for each match."""
    planned = [meeting for each in plans for meeting in _planned(each, by, on)]
    if planned:
        try:
            with transaction.atomic():
                Meeting.objects.bulk_create(planned)
        except IntegrityError as double:
            raise CannotPlan("Somebody has just planned one of these. Look at the plan again.") from double
        told = [(each.match, {"meetings": len(each.moments)}) for each in plans if each.moments]
        audit.record_all(Kind.MEETING_PLANNED, about=told, by=by, on=on)
    return planned


def _planned(plan_of_match: Plan, by: User | None, on: date) -> Iterable[Meeting]:
    match, moments = plan_of_match.match, plan_of_match.moments
    usual = {"place": usual_place(match), "how": usual_way(match)} if moments else {}
    return (Meeting(match=match, at=at, planned_on=on, created_by=by, **usual) for at in moments)


def begin_planning(*, by: User | None, at: datetime) -> PlanningRun:
    """Somebody asks for the plans of all their matches, or the night does for everybody’s."""
    on = facts.day_of(at)
    return PlanningRun.objects.create(began_at=at, until_day=on + PLANNED_AHEAD, created_by=by)


def plan_everything_ahead(
    *,
    at: datetime,
    run: PlanningRun | None = None,
    among: "QuerySet[Match] | None" = None,
    clock: Callable[[], datetime] | None = None,
) -> PlanningRun:
    """Keep eight weeks of meetings planned for every active match, whoever is away, and take away those of the others.

    Nobody is written to about a new one, eight weeks ahead. Each batch is a transaction of its own, so that the work
    can be watched and nobody waits for it; a fault is written on the run.
    """
    on = facts.day_of(at)
    run = run or begin_planning(by=None, at=at)
    try:
        _clear_away(at)
        _plan_in_batches(run, Match.objects.all() if among is None else among, on)
    except Exception as fault:
        run.fault = type(fault).__name__
        run.save(update_fields=["fault"])
        raise
    run.finished_at = clock() if clock else at
    run.save(update_fields=["finished_at"])
    return run


def _clear_away(at: datetime) -> None:
    for match in Match.objects.filter(pk__in=_planned_though_over(at)).order_by("pk"):
        call_off_ahead(match=match, reason=Meeting.Reason.MATCH_ENDED, by=None, on=facts.day_of(at))


def _plan_in_batches(run: PlanningRun, among: "QuerySet[Match]", on: date) -> None:
    active = among.filter(status=MatchStatus.ACTIVE)
    ids = list(active.order_by("pk").values_list("pk", flat=True))
    run.whole = len(ids)
    run.save(update_fields=["whole"])
    schemes = Scheme.objects.filter(pk__in=active.order_by().values("scheme"))
    known = Obstacles(schemes, on, run.until_day, explain=False)
    for batch in _in_batches(ids):
        _plan_batch(run, Match.objects.filter(pk__in=batch).order_by("pk"), known, on)


@transaction.atomic
def _plan_batch(run: PlanningRun, matches: "QuerySet[Match]", known: Obstacles, on: date) -> None:
    plans = plans_ahead(matches, on=on, until=run.until_day, known=known)
    run.planned += len(_carry_out_by_night(plans, run.created_by, on))
    run.held_back += sum(bool(each.held_back) for each in plans)
    run.done += len(plans)
    run.save(update_fields=["done", "planned", "held_back"])


def _carry_out_by_night(plans: list[Plan], by: User | None, on: date) -> list[Meeting]:
    """All at once; where somebody plans for one of them at this hour, one by one, and theirs the next night."""
    with suppress(CannotPlan):
        return _carry_out(plans, by=by, on=on)
    planned: list[Meeting] = []
    for each in plans:
        with suppress(CannotPlan):
            planned += _carry_out([each], by=by, on=on)
    return planned


def _planned_though_over(at: datetime) -> "list[int]":
    """Matches that are paused or ended and still have meetings ahead of them."""
    rows = Meeting.objects.filter(status=Status.PLANNED, at__gte=at).exclude(
        match__status__in=MEETING_GOES_ON
    )
    return list(rows.order_by().values_list("match", flat=True).distinct())


def _in_batches(ids: Iterable[int]) -> "Iterable[list[int]]":
    batch: list[int] = []
    for one in ids:
        batch.append(one)
        if len(batch) == AT_ONCE:
            yield batch
            batch = []
    if batch:
        yield batch


@transaction.atomic
def call_off(*, meeting: Meeting, words: str = "", by: User | None, on: date) -> Meeting:
    """Take a meeting out of the plan before its day: it counts against nobody. Can be put right."""
    if meeting.on() < on:
        raise CannotCallOff("This meeting’s day has passed. Say what became of it instead.")
    meeting.move("call off", by=by, on=on, words=words)
    meeting.reason, meeting.reason_words = Meeting.Reason.OTHER, words
    meeting.save(update_fields=["reason", "reason_words"])
    audit.record(Kind.MEETING_NOT_KEPT, about=meeting, by=by, on=on, became=Status.CALLED_OFF.value)
    tell_both_sides(meeting.match, about=meeting, by=by, on=on)
    return meeting


@transaction.atomic
def call_off_ahead(
    *,
    match: Match,
    reason: str,
    by: User | None,
    on: date,
    not_telling: User | None = None,
    in_silence: bool = False,
) -> list[Meeting]:
    """Take every meeting from this day on out of the plan, because the match pauses or ends.

    Everybody is told, but for somebody whom a person must tell first; in silence nobody is, where one of them has died.
    """
    ahead = list(Meeting.objects.filter(match=match, status=Status.PLANNED, at__gte=day_begins(on)))
    for meeting in ahead:
        meeting.move("call off", by=by, on=on, reason=reason)
        meeting.reason = reason
        meeting.save(update_fields=["reason"])
    if ahead:
        became = {"became": Status.CALLED_OFF.value, "meetings": len(ahead)}
        audit.record(Kind.MEETING_NOT_KEPT, about=match, by=by, on=on, **became)
        if not in_silence:
            tell_both_sides(match, about=ahead[0], by=by, on=on, but=not_telling, link="/")
    return ahead
