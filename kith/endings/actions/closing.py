"""A match ends: meetings ahead are called off, access closes at once, and whoever still has a part keeps it until it is done."""

from datetime import date, time, timedelta

from django.db import transaction
from django.urls import reverse

from kith.access.models import User
from kith.audit import actions as audit
from kith.audit.events import Kind
from kith.endings.actions.beginning import CannotEnd, check_kind, refuse_if_over, start
from kith.endings.courses import AT_ONCE, GRIEF_DAYS, PAUSE_DAYS, Course, Key
from kith.endings.deaths import has_died
from kith.endings.models import BY_DEATH, Ending, EndingStep, LookBack, Move
from kith.endings.queries import unsaid_on
from kith.endings.retention import kept_until
from kith.endings.states import Status
from kith.foundation.dates import day_words, moment, months_after, time_words
from kith.foundation.errors import Cannot
from kith.foundation.holding import hold
from kith.matching.models import Match
from kith.matching.states import MATCH
from kith.meetings import actions as meetings
from kith.meetings.models import Meeting
from kith.messages.actions import send
from kith.people.actions import leave, let_rest, lift_rest, scheme_leaves
from kith.people.models import Child, Involvement
from kith.referral import actions as referrals
from kith.referral.models import Referral
from kith.referral.states import Status as ReferralStatus
from kith.schemes.models import Scheme
from kith.support.actions import ask_no_more

Part = Involvement.Part
WORKERS = (Part.SOCIAL_WORKER, Part.REVIEWING_OFFICER, Part.PERSONAL_ADVISER)


class CannotHear(Cannot):
    """What the child said about somebody new cannot be written down now."""


@transaction.atomic
def end(*, ending: Ending, by: User, on: date, words: str = "") -> Ending:
    """The last day has come, or it ends sooner and somebody said why. Access closes with it."""
    hold(ending)
    match = hold(ending.match)
    if ending.status == Status.ENDED:
        raise CannotEnd(
            f"{match.name} ended on {day_words(ending.ended_on or on)}. It is done; nothing was changed."
        )
    if not ending.is_winding_down:
        raise CannotEnd(
            "This ending was called off and the two go on. Plan a new ending if they are to part."
        )
    if ending.last_day and on < ending.last_day and not words.strip():
        raise CannotEnd(
            f"The last day is {day_words(ending.last_day)}. Say in a few words why it ends sooner, or wait until then."
        )
    if unsaid := unsaid_on(match, on):
        raise CannotEnd(
            f"A meeting is planned for today at {time_words(unsaid.at)}. Say first what became of it: "
            f"afterwards {match.volunteer.first_name} cannot."
        )
    return close(ending, words=words, by=by, on=on)


@transaction.atomic
def end_unplanned(
    *, match: Match, kind: str, by: User, on: date, reason_words: str = "", child_words: str = ""
) -> Ending:
    """It ends today, without a plan. Afterwards there are the steps that can still be taken."""
    if kind in BY_DEATH:
        raise CannotEnd(
            "A death is written down once, and ends every match it touches. Say there who has died."
        )
    return end_today(match=match, kind=kind, by=by, on=on, reason_words=reason_words, child_words=child_words)


def end_today(
    *, match: Match, kind: str, by: User, on: date, reason_words: str = "", child_words: str = ""
) -> Ending:
    """The row, its steps, everything closed, and the pause: one match of as many as the deed ends."""
    hold(match)
    check_kind(kind)
    refuse_if_over(match)
    ending = start(
        match,
        AT_ONCE.get(Ending.Kind(kind), Course.UNPLANNED),
        kind=kind,
        reason_words=reason_words,
        child_words=child_words,
        by=by,
        on=on,
    )
    closed = close(ending, words="", by=by, on=on)
    pause(closed, by=by, on=on)
    return closed


def pause(ending: Ending, *, by: User, on: date) -> None:
    """Nobody new is looked for at once after an ending that nobody planned; the child may lift it."""
    own = {Ending.Kind.LEFT_CARE: 0, Ending.Kind.CHILD_DIED: 0, Ending.Kind.DIED: GRIEF_DAYS}
    days = own.get(Ending.Kind(ending.kind), PAUSE_DAYS)
    until = on + timedelta(days=days)
    if days and not ending.match.child.rests_on(until - timedelta(days=1)):
        let_rest(child=ending.match.child, until=until, by=by, on=on)


def close(ending: Ending, *, words: str, by: User, on: date) -> Ending:
    """Everything that closes with the last day; how long the record is kept is counted from here."""
    match = ending.match
    silent = ending.kind == Ending.Kind.CHILD_DIED
    meetings.call_off_ahead(match=match, reason=Meeting.Reason.MATCH_ENDED, by=by, on=on, in_silence=silent)
    _end_match(match, by=by, on=on, reason=ending.kind)
    ending.ended_on, ending.kept_until = on, kept_until(match, on)
    ending.save(update_fields=["ended_on", "kept_until"])
    if ending.look_back_welcome:
        plan_look_backs(ending)
    ending.move("end", by=by, on=on, reason=ending.kind, words=words.strip())
    _volunteer_leaves(match, by=by, on=on)
    ask_no_more(match=match, by=by, on=on)
    for move in Move.objects.waiting().filter(match=match):
        take_back(move, by=by, on=on)
    audit.record(Kind.MATCH_ENDED, about=match, by=by, on=on, of_kind=ending.kind, planned=ending.planned)
    if not silent:
        _tell_workers(ending, by=by, on=on)
    let_go_when_done(ending, by=by, on=on)
    return ending


def take_back(move: Move, *, by: User, on: date) -> None:
    """Nobody is asked any more whether they take the two over."""
    move.withdrawn_on = on
    move.save(update_fields=["withdrawn_on"])
    audit.record(Kind.MOVE_WITHDRAWN, about=move, by=by, on=on)


LOOK_BACK_MONTHS = (3, 12)


def plan_look_backs(ending: Ending) -> None:
    """A child who welcomes it is asked twice more, and then no more."""
    for months in LOOK_BACK_MONTHS if ending.ended_on else ():
        due_on = months_after(ending.ended_on, months)  # type: ignore[arg-type]
        LookBack.objects.get_or_create(ending=ending, months=months, defaults={"due_on": due_on})


def _end_match(match: Match, *, by: User, on: date, reason: str) -> None:
    """The status and the day go in together: the database has neither without the other."""
    was, target = match.status, MATCH.target("end", match.status)
    if not Match.objects.filter(pk=match.pk, status=was).update(status=target, ended_on=on):
        raise CannotEnd("Somebody else has just changed this match. Look at it again before you go on.")
    match.status, match.ended_on = target, on
    match.changes.create(step="end", from_status=was, to_status=target, on=on, by=by, reason=reason)


def _volunteer_leaves(match: Match, *, by: User, on: date) -> None:
    """At once, unless the two are together in another scheme as well."""
    others = Match.objects.live().filter(child=match.child, volunteer=match.volunteer)
    if match.volunteer.user is None or others.exists():
        return
    near = match.child.involvements.filter(until_day=None, user=match.volunteer.user)
    for involvement in near.of(Part.VOLUNTEER):
        leave(involvement=involvement, by=by, on=on, act="endings.end")


def _tell_workers(ending: Ending, *, by: User, on: date) -> None:
    """The workers near the child who have an account hear that there is something new."""
    near = ending.match.child.involvements.open_on(on).filter(part__in=WORKERS, user__isnull=False)
    link = reverse("endings:ending", args=[ending.public_id])
    for involvement in near.select_related("user"):
        if involvement.user != by:
            send(to=involvement.user, event="something new", about=ending, link=link, at=moment(on, time()))


# ------------------------------------------------------------------------------------- somebody again?


@transaction.atomic
def hear_again(
    *, ending: Ending, wanted: bool, by: User, on: date, words: str = "", lift_pause: bool = False
) -> Ending:
    """The child has said whether they would like somebody again: their referral waits once more, or is closed."""
    hold(ending)
    match = ending.match
    referral = hold(match.referral)
    name = match.child.name
    if ending.status != Status.ENDED:
        raise CannotHear(f"Ask {name} once this has ended, and after a pause.")
    if referral.status != ReferralStatus.MATCHED:
        raise CannotHear(
            f"It is written down already: {name}’s referral is {referral.get_status_display().lower()}."
        )
    if wanted and not _is_referred_anew(referral):
        referrals.wait_again(referral=referral, by=by, on=on)
    else:
        referrals.close(referral=referral, words=words, by=by, on=on)
    for step in ending.steps.open().filter(key=Key.AGAIN):
        step.done_on, step.done_by = on, by
        step.done_words = (
            f"{name} would like somebody again" if wanted else f"{name} does not want somebody now"
        )
        step.save(update_fields=["done_on", "done_by", "done_words"])
    if wanted and lift_pause and match.child.rests_on(on):
        lift_rest(child=match.child, by=by, on=on)
    audit.record(Kind.AGAIN_ASKED, about=ending, by=by, on=on, wanted=wanted)
    let_go_when_done(ending, by=by, on=on)
    return ending


def _is_referred_anew(referral: Referral) -> bool:
    """Another referral of theirs waits in the scheme already: this one need not."""
    others = Referral.objects.open().filter(child=referral.child, scheme=referral.scheme)
    return bool(others.exclude(pk=referral.pk).exists())


# ------------------------------------------------------------------------------------- letting go


def let_go_when_done(ending: Ending, *, by: User, on: date) -> bool:
    """When nothing is left to do, the referral closes and the scheme and its coordinator leave the child's story."""
    if ending.status != Status.ENDED or ending.steps.open().exists():
        return False
    match = ending.match
    referral = hold(match.referral)
    if (
        referral.status == ReferralStatus.MATCHED
        and not Match.objects.live().filter(referral=referral).exists()
    ):
        silent = has_died(match.child)
        referrals.close(referral=referral, words="The match has ended.", by=by, on=on, in_silence=silent)
    if still_serves(match.scheme, match.child):
        return False
    scheme_leaves(child=match.child, scheme=match.scheme, by=by, on=on, act="endings.end")
    return True


def still_serves(scheme: Scheme, child: Child) -> bool:
    """Whether the scheme has another reason to be near the child: a match, a referral, an ending not done with."""
    matches = Match.objects.live().filter(child=child, scheme=scheme)
    referred = Referral.objects.filter(child=child, scheme=scheme)
    left = EndingStep.objects.open().filter(
        ending__match__child=child, ending__match__scheme=scheme, ending__status=Status.ENDED
    )
    return matches.exists() or (referred.open() | referred.taken_on()).exists() or left.exists()
