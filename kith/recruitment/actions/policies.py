"""A scheme changes what it asks of its volunteers: a version is drafted, line by line, agreed for a day, called off."""

from collections.abc import Sequence
from datetime import date

from django.db import transaction
from django.db.models import Max

from kith.access.models import User
from kith.audit import actions as audit
from kith.audit.events import Kind
from kith.foundation.dates import day_words, months_after
from kith.recruitment.models import Policy, PolicyLine
from kith.recruitment.refusals import CannotSet
from kith.recruitment.vetting.documents import (
    ADDRESS,
    DOCUMENTS,
    KEPT_OTHERWISE,
    MAY_SHOW,
    PHOTOGRAPH,
    that_may_show,
)
from kith.recruitment.vetting.policies import as_line, as_requirements, lists_of
from kith.recruitment.vetting.requirements import (
    BY_KEY,
    DUTIES,
    MUST_NOTE,
    NO_NOTE,
    PANEL,
    STEPS,
    VET,
    Requirement,
)
from kith.recruitment.vetting.states import PolicyStatus
from kith.schemes.models import Scheme

MOST_MONTHS = 120
MOST = 4
FURTHEST_MONTHS = 24


@transaction.atomic
def draft_policy(*, scheme: Scheme, by: User, on: date) -> Policy:
    """Begin a new version of the scheme's list, or go on with the one that is being written."""
    begun = Policy.objects.filter(scheme=scheme, status=PolicyStatus.DRAFTED).first()
    if begun:
        return begun
    ahead = Policy.objects.ahead_of(on).filter(scheme=scheme).order_by("from_day").last()
    newest = as_requirements(ahead.lines.all()) if ahead else lists_of([scheme], on)[scheme.pk]
    last = Policy.objects.filter(scheme=scheme).aggregate(last=Max("version"))["last"] or 0
    policy = Policy.objects.create(scheme=scheme, version=last + 1, created_by=by)
    PolicyLine.objects.bulk_create(as_line(requirement, policy) for requirement in newest)
    audit.record(Kind.POLICY_CHANGED, about=policy, by=by, on=on, step="drafted")
    return policy


@transaction.atomic
def set_line(
    *,
    policy: Policy,
    kind: str,
    by: User,
    on: date,
    months: int | None = None,
    count: int = 1,
    before: str = PANEL,
    duties: Sequence[str] = (),
    recorded_by: str = PolicyLine.RecordedBy.STAFF,
    evidence: str | None = None,
    documents: Sequence[str] = (),
    modules: Sequence[int] = (),
) -> PolicyLine:
    """Ask for something in a version that is being written, or ask for it otherwise. `evidence` is as usual unless told."""
    _is_being_written(policy)
    plain = BY_KEY.get(kind)
    if plain is None:
        raise CannotSet(f"“{kind}” is not something that can be asked for.", "kind")
    line = PolicyLine(
        policy=policy,
        kind=kind,
        months=months,
        count=count,
        before=before,
        duties=list(duties),
        recorded_by=recorded_by,
        evidence=plain.evidence if evidence is None else evidence,
        documents=list(documents),
        modules=list(modules) if kind == "training" else [],
    )
    _refuse_unfit(line, plain)
    policy.lines.filter(kind=kind).delete()
    line.save()
    audit.record(Kind.POLICY_CHANGED, about=policy, by=by, on=on, step="line set", requirement=kind)
    return line


def _refuse_unfit(line: PolicyLine, plain: Requirement) -> None:
    if line.months is not None and not 1 <= line.months <= MOST_MONTHS:
        raise CannotSet(f"Enter a number of months from 1 to {MOST_MONTHS}, or nothing for good.", "months")
    if plain.fixed and plain.months and (line.months is None or line.months > plain.months):
        raise CannotSet(
            f"{plain.words} is asked again after {plain.months} months at the latest. Enter fewer.", "months"
        )
    lowest = plain.count if plain.fixed else 1
    highest = MOST if plain.count > 1 else 1
    if not lowest <= line.count <= highest:
        raise CannotSet(_how_many(plain, lowest, highest), "count")
    if line.before not in STEPS:
        raise CannotSet("Choose the step that it must be there for.", "before")
    if plain.fixed and line.before not in ("interview", "checks", PANEL):
        raise CannotSet(f"{plain.words} must be there before the panel decides.", "before")
    _refuse_unfit_evidence(line, plain)
    unknown = [duty for duty in line.duties if duty not in DUTIES]
    if unknown or (plain.fixed and line.duties):
        raise CannotSet(f"{plain.words} is asked of everybody.", "duties")
    if plain.recorded_by == VET and line.recorded_by != PolicyLine.RecordedBy.VETTING:
        raise CannotSet(f"Only vetting officers record {plain.called}.", "recorded_by")


def _refuse_unfit_evidence(line: PolicyLine, plain: Requirement) -> None:
    if line.kind in KEPT_OTHERWISE and line.evidence != NO_NOTE:
        raise CannotSet(KEPT_OTHERWISE[line.kind], "evidence")
    if line.kind == "identity" and line.evidence != MUST_NOTE:
        raise CannotSet("Which documents showed who they are is always noted.", "evidence")
    strange = [kind for kind in line.documents if kind not in MAY_SHOW.get(line.kind, ())]
    if strange:
        raise CannotSet(f"{plain.words} cannot be shown by that document.", "documents")
    shown = {what for kind in that_may_show(line.kind, line.documents) for what in DOCUMENTS[kind].shows}
    if line.kind == "identity" and not shown >= {PHOTOGRAPH, ADDRESS}:
        raise CannotSet(
            "Choose at least one with a photograph and one with their address.",
            "documents",
        )
    if line.kind == "identity" and len(line.documents) == 1:
        raise CannotSet("Two documents are seen. Choose more than one that counts.", "documents")


def _how_many(plain: Requirement, lowest: int, highest: int) -> str:
    if lowest == highest:
        return f"{plain.words} is asked for once."
    return f"Ask for {lowest} to {highest}: fewer than {lowest} do not show enough."


@transaction.atomic
def leave_out(*, policy: Policy, kind: str, by: User, on: date) -> None:
    """Ask for something no more, in a version that is being written."""
    _is_being_written(policy)
    plain = BY_KEY[kind]
    if plain.fixed and plain.wanted(policy.scheme):
        raise CannotSet(f"{plain.words} cannot be left out: nobody meets a child without it.")
    policy.lines.filter(kind=kind).delete()
    audit.record(Kind.POLICY_CHANGED, about=policy, by=by, on=on, step="line left out", requirement=kind)


@transaction.atomic
def agree_policy(*, policy: Policy, from_day: date, why: str, by: User, on: date) -> Policy:
    """Let a version apply from a later day. Until that day it can be called off."""
    refuse_unfit_day(policy, from_day, on)
    policy.from_day, policy.why = from_day, why.strip()
    policy.save(update_fields=["from_day", "why"])
    policy.move("agree", by=by, on=on)
    audit.record(Kind.POLICY_CHANGED, about=policy, by=by, on=on, step="agreed")
    return policy


def refuse_unfit_day(policy: Policy, from_day: date, on: date) -> None:
    """A version applies from a day to come, within reason, on which no other begins."""
    _is_being_written(policy)
    if from_day <= on:
        raise CannotSet(
            f"The day must be after {day_words(on)}: until it comes, people can see to what they lack.",
            "from_day",
        )
    if from_day > months_after(on, FURTHEST_MONTHS):
        raise CannotSet("The day must be within the next two years.", "from_day")
    if Policy.objects.filter(scheme=policy.scheme, status=PolicyStatus.AGREED, from_day=from_day).exists():
        raise CannotSet(f"Another version begins on {day_words(from_day)}. Choose another day.", "from_day")


@transaction.atomic
def call_off_policy(*, policy: Policy, by: User, on: date) -> Policy:
    """Undo a version before its day, or throw a draft away. What is in force goes on as it was."""
    if policy.status == PolicyStatus.DRAFTED:
        policy.move("throw away", by=by, on=on)
    else:
        if policy.from_day and policy.from_day <= on:
            raise CannotSet(
                f"This version has applied since {day_words(policy.from_day)}. "
                "Make a new version to ask for something else."
            )
        policy.move("call off", by=by, on=on)
    audit.record(Kind.POLICY_CHANGED, about=policy, by=by, on=on, step="called off")
    return policy


def _is_being_written(policy: Policy) -> None:
    if policy.status != PolicyStatus.DRAFTED:
        raise CannotSet("This version is agreed and can be changed no more. Make a new one.")
