"""Rounds: asked for, worked out, looked at line by line, finished. No match and no proposal is touched by any of it."""

from collections.abc import Callable
from datetime import date

from django.db import transaction

from kith.access.models import User
from kith.audit import actions as audit
from kith.audit.events import Kind
from kith.foundation.dates import day_words
from kith.foundation.errors import Cannot
from kith.foundation.holding import hold
from kith.matching import queries
from kith.matching.answers import Answer, first_answer, new_answer
from kith.matching.models import Proposal, Round, RoundLine, RoundPlan, RoundVolunteer, Shortlist
from kith.matching.queries import rounds as asking
from kith.matching.rounds import KEPT, LONGEST_KEPT
from kith.matching.states import RoundStatus
from kith.referral.states import Status
from kith.schemes.models import Scheme

Progress = Callable[[int], None]


class CannotRun(Cannot):
    """A round cannot be asked for, changed or decided as things stand. `field` is the box it is about, if there is one."""

    def __init__(self, words: str, field: str = "") -> None:
        super().__init__(words)
        self.field = field


def nobody_watches(percent: int) -> None:
    """For rounds that are worked out at once."""


@transaction.atomic
def plan_rounds(
    *,
    scheme: Scheme,
    weekday: int | None,
    mode: str,
    improve: bool,
    by: User,
    on: date,
    keep_months: int = KEPT,
) -> RoundPlan:
    """On which day of the week rounds are run by themselves, if on any, how, and for how long they are kept."""
    hold(scheme)
    if not 1 <= keep_months <= LONGEST_KEPT:
        raise CannotRun(f"Rounds are kept for 1 to {LONGEST_KEPT} months.", "keep_months")
    told = {"weekday": weekday, "mode": mode, "improve": improve, "keep_months": keep_months}
    plan, _ = RoundPlan.objects.update_or_create(scheme=scheme, defaults=told)
    audit.record(Kind.ROUND_PLANNED, about=scheme, by=by, on=on, **told)
    return plan


@transaction.atomic
def ask_for_round(
    *, scheme: Scheme, by: User | None, on: date, mode: str = "", weekly: bool = False
) -> Round:
    """A round to be worked out, at once or by the worker. Its lots are the same all day, whoever asks."""
    hold(scheme)
    if scheme.closed_on is not None and scheme.closed_on <= on:
        raise CannotRun(f"{scheme} is closed.")
    at_work = Round.objects.filter(scheme=scheme, status=RoundStatus.ASKED)
    for lost in at_work.filter(on__lt=on):  # the machine went down over it
        fail(asked=lost, fault="lost", by=None, on=on)
    if at_work.exists():
        raise CannotRun(f"A round for {scheme} is being worked out already. Look at it in a moment.")
    plan = asking.plan_of(scheme)
    asked = Round.objects.create(
        scheme=scheme,
        on=on,
        weekly=weekly,
        mode=mode or plan.mode,
        improve=plan.improve,
        seed=asking.seed_of(scheme, on),
        created_by=by,
    )
    audit.record(Kind.ROUND_ASKED, about=asked, by=by, on=on, weekly=weekly, mode=asked.mode)
    return asked


def note_progress(*, asked: Round, percent: int) -> None:
    """How far it has come, for whoever watches."""
    Round.objects.filter(pk=asked.pk, status=RoundStatus.ASKED).update(progress=min(percent, 100))


def work_out(*, asked: Round, by: User | None, on: date, on_step: Progress = nobody_watches) -> Round:
    """Gather, match, explain, verify, and keep the answer. Nothing is kept of it unless all of it is.

    The work itself stands outside the transaction: it takes long where a scheme is large, and writes nothing.
    """
    gathered = asking.gather(asked.scheme, asked.on, mode=asked.mode, improve=asked.improve, seed=asked.seed)
    on_step(20)
    answer = first_answer(gathered, on_step)
    return _keep(asked, gathered, answer, by, on)


@transaction.atomic
def _keep(asked: Round, gathered: asking.Gathered, answer: Answer, by: User | None, on: date) -> Round:
    hold(asked.scheme)
    hold(asked)
    for earlier in Round.objects.filter(scheme=asked.scheme, status=RoundStatus.MADE).order_by("pk"):
        earlier.move("finish", by=by, on=on, reason="a newer one")
    asked.move("work out", by=by, on=on)
    asked.beside = gathered.beside
    _keep_answer(asked, answer)
    RoundVolunteer.objects.bulk_create(
        RoundVolunteer(round=asked, volunteer=volunteer, key=key, live=gathered.live[key])
        for key, volunteer in gathered.volunteers.items()
    )
    RoundLine.objects.bulk_create(
        RoundLine(
            round=asked,
            referral=referral,
            child=referral.child,
            key=key,
            groups={name: of_child[key] for name, of_child in gathered.groups.items()},
            **answer.line(key, gathered.volunteers),
        )
        for key, referral in sorted(gathered.children.items())
        if referral.child is not None
    )
    audit.record(Kind.ROUND_MADE, about=asked, by=by, on=on, mode=asked.mode, **asked.counts)
    return asked


def _keep_answer(asked: Round, answer: Answer) -> None:
    asked.progress = 100
    asked.asked, asked.record, asked.certificate = answer.asked, answer.record, answer.certificate
    asked.fairness, asked.notes = answer.fairness, answer.notes
    asked.save(update_fields=["progress", "asked", "record", "certificate", "fairness", "notes", "beside"])


@transaction.atomic
def fail(*, asked: Round, fault: str, by: User | None, on: date) -> Round:
    """A fault is written down, so that the page can say so."""
    hold(asked)
    asked.move("fail", by=by, on=on, reason=fault[:40])
    audit.record(Kind.ROUND_FAILED, about=asked, by=by, on=on, fault=fault[:40])
    return asked


@transaction.atomic
def work_out_again(*, asked: Round, by: User | None, on: date) -> Round:
    """The same round with the pairs that are together or apart now. What was agreed stays agreed."""
    hold(asked)
    _check_open(asked)
    people = {each.key: each.volunteer for each in asked.volunteers.select_related("volunteer")}
    answer = new_answer(asked)
    _keep_answer(asked, answer)
    for line in asked.lines.select_related("volunteer"):
        if line.decision == RoundLine.Decision.AGREED:
            continue
        found = answer.line(line.key, people)
        if found["volunteer"] != line.volunteer:
            line.decision, line.decided_by, line.decided_on = RoundLine.Decision.NONE, None, None
        for name, value in found.items():
            setattr(line, name, value)
        line.save()
    audit.record(Kind.ROUND_MADE, about=asked, by=by, on=on, mode=asked.mode, again=True, **asked.counts)
    return asked


def _check_open(asked: Round) -> None:
    if not asked.is_open:
        raise CannotRun("This round is finished. Run a new one to change anything.")


@transaction.atomic
def agree(*, line: RoundLine, by: User, on: date) -> RoundLine:
    """The coordinator thinks so too: the volunteer is put forward on the child's next short list. Nobody is told."""
    hold(line.round)
    hold(line)
    _check_open(line.round)
    if line.volunteer is None:
        raise CannotRun(f"Nobody is proposed for {line.child.name} in this round.")
    if against := _stands_against(line, on):
        raise CannotRun(against)
    newest = Shortlist.objects.filter(referral=line.referral_id).order_by("-pk").values_list("pk", flat=True)
    line.newest_list = newest.first() or 0
    return _decide(line, RoundLine.Decision.AGREED, by, on)


def _stands_against(line: RoundLine, on: date) -> str:
    """What has changed since the round, in a sentence; empty when they still fit."""
    assert line.volunteer is not None
    name = line.child.name
    if pause := queries.pause_of(line.child, on):
        return pause
    look = queries.look_for(line.referral, on)
    if look is None or line.referral.status not in (Status.ACCEPTED, Status.WAITING):
        return f"{name} is not waiting any more."
    chosen = Proposal.objects.open().filter(referral=line.referral).select_related("volunteer").first()
    if chosen is not None:
        return f"{name} has chosen {chosen.volunteer.first_name} meanwhile, and that is on its way."
    why = look.why_not(line.volunteer)
    return f"This cannot be agreed any more. {why}" if why else ""


@transaction.atomic
def leave(*, line: RoundLine, by: User, on: date) -> RoundLine:
    """The coordinator leaves it. It has no consequence for anybody."""
    hold(line)
    _check_open(line.round)
    return _decide(line, RoundLine.Decision.LEFT, by, on)


@transaction.atomic
def take_back(*, line: RoundLine, by: User, on: date) -> RoundLine:
    """Not decided after all."""
    hold(line)
    _check_open(line.round)
    return _decide(line, RoundLine.Decision.NONE, by, on)


def _decide(line: RoundLine, decision: str, by: User, on: date) -> RoundLine:
    decided = bool(decision)
    line.decision = decision
    line.decided_by, line.decided_on = (by, on) if decided else (None, None)
    line.save(update_fields=["decision", "decided_by", "decided_on", "newest_list"])
    audit.record(Kind.ROUND_AGREED, about=line, by=by, on=on, decision=decision or "taken back")
    return line


@transaction.atomic
def finish(*, asked: Round, by: User, on: date) -> Round:
    """Whatever is not agreed stays without consequence; the record stays."""
    hold(asked)
    if not asked.is_open:
        raise CannotRun(f"This round of {day_words(asked.on)} is not open.")
    asked.move("finish", by=by, on=on)
    audit.record(Kind.ROUND_FINISHED, about=asked, by=by, on=on)
    return asked
