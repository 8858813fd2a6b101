"""The rows of a file, one after another: a good one is written whole, a wrong one leaves nothing behind."""

from collections import Counter
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from django.db import transaction

from kith.access.models import User
from kith.audit import actions as audit
from kith.audit.events import Kind
from kith.foundation.errors import Cannot
from kith.people.actions import enlist
from kith.people.models import Volunteer
from kith.recruitment.actions.approvals import account_of, give_way_in, refuse_unfit_terms
from kith.recruitment.actions.flags import look_for_conflicts
from kith.recruitment.actions.profiles import fill_in
from kith.recruitment.bringing.checks import ToldCheck, told_checks
from kith.recruitment.bringing.courses import courses_by_name, courses_told
from kith.recruitment.bringing.findings import ERROR, WARNING, Finding
from kith.recruitment.bringing.identity import KnownPeople
from kith.recruitment.bringing.rows import PROFILE, Told, read_row
from kith.recruitment.bringing.standing import age_words, is_in_the_way, is_recorded, latest_application
from kith.recruitment.bringing.table import FileTable
from kith.recruitment.bringing.values import APPROVED, GONE
from kith.recruitment.models import Application, Approval, Check
from kith.recruitment.queries import gaps
from kith.recruitment.reviewing import review_after
from kith.recruitment.vetting.evidence import examine
from kith.recruitment.vetting.policies import required_by
from kith.recruitment.vetting.requirements import Requirement
from kith.schemes.models import Scheme
from kith.training.actions import record_completion
from kith.training.models import Completion, Course

HELD_BACK = "They are brought in as being checked, and meet nobody until that is settled."
NEW, ADDED, SAME, LEFT_OUT, WRONG = "new", "added to", "as it was", "left out", "wrong"


@dataclass
class RowOutcome:
    """What became, or would become, of one line."""

    line: int
    name: str
    became: str = WRONG
    is_approved: bool = False
    checks: list[str] = field(default_factory=list)
    findings: list[Finding] = field(default_factory=list)

    @property
    def is_wrong(self) -> bool:
        return self.became == WRONG

    def as_dict(self) -> dict[str, Any]:
        return {
            "line": self.line,
            "name": self.name,
            "became": self.became,
            "is_approved": self.is_approved,
            "checks": self.checks,
        }


@dataclass
class Outcome:
    """What became of every line."""

    rows: list[RowOutcome]

    @property
    def counts(self) -> dict[str, int]:
        became = Counter(row.became for row in self.rows)
        good = [row for row in self.rows if not row.is_wrong]
        return {
            "rows": len(self.rows),
            "good": became[NEW] + became[ADDED] + became[SAME],
            "new": became[NEW],
            "added_to": became[ADDED],
            "as_before": became[SAME],
            "left_out": became[LEFT_OUT],
            "wrong": became[WRONG],
            "approved": sum(row.is_approved for row in good),
            "checks": sum(len(row.checks) for row in good),
            "to_look_at": sum(any(found.severity == WARNING for found in row.findings) for row in good),
        }


@dataclass
class _Desk:
    """What every row is held against."""

    scheme: Scheme
    people: KnownPeople
    invites: bool
    by: User | None
    on: date
    courses: dict[str, Course]
    training: Requirement | None
    new: list[Application] = field(default_factory=list)
    to_approve: list["_ToApprove"] = field(default_factory=list)


@dataclass
class _ToApprove:
    """Somebody the file calls approved, with everything about it in order."""

    told: Told
    outcome: "RowOutcome"
    application: Application
    terms: dict[str, int]


class _Wrong(Exception):
    """Takes back whatever the row has written so far."""


def bring_rows(
    *, table: FileTable, mapping: dict[str, str], scheme: Scheme, invites: bool, by: User | None, on: date
) -> Outcome:
    """All rows in their order. Call it inside a transaction."""
    training = next((each for each in required_by(scheme, on) if each.key == "training"), None)
    desk = _Desk(scheme, KnownPeople.of(scheme), invites, by, on, courses_by_name(scheme, on), training)
    places = {key: table.titles.index(title) for key, title in mapping.items()}
    rows = [_bring(read_row(line, cells, places, mapping, on), desk) for line, cells in table.rows]
    _approve_all(desk)
    return Outcome(rows)


def _bring(told: Told, desk: _Desk) -> RowOutcome:
    outcome = RowOutcome(told.line, told.name, findings=told.findings)
    person = None if told.is_wrong else desk.people.find(told)
    if told.is_wrong:
        return outcome
    if told.standing == GONE:
        outcome.became = LEFT_OUT
        return outcome
    try:
        with transaction.atomic():
            found = _write(told, person, desk, outcome)
            if told.is_wrong:
                raise _Wrong
    except _Wrong:
        outcome.became = WRONG
        return outcome
    if person is None:
        desk.people.know([found])
    desk.people.note(found, told.line)
    return outcome


def _write(told: Told, person: Volunteer | None, desk: _Desk, outcome: RowOutcome) -> Volunteer:
    was_new = person is None
    application, is_fresh = _application(told, person, desk, outcome)
    person = application.volunteer
    approval = _open_approval(person, desk)
    if not is_fresh and is_in_the_way(told, application, approval):
        raise _Wrong
    _record_checks(told, application, desk, outcome, known=not was_new)
    waits = (
        _in_order(told, application, desk, outcome) if told.standing == APPROVED and not approval else None
    )
    outcome.is_approved = waits is not None
    changed = bool(outcome.checks) or outcome.is_approved or outcome.became == ADDED
    outcome.became = NEW if was_new else ADDED if changed else SAME
    if was_new or changed:
        audit.record(
            Kind.VOLUNTEERS_BROUGHT,
            about=application,
            by=desk.by,
            on=desk.on,
            checks=sorted(set(outcome.checks)),
        )
    if not told.is_wrong:
        desk.new += [application] if is_fresh else []
        desk.to_approve += [waits] if waits else []
    return person


def _application(
    told: Told, person: Volunteer | None, desk: _Desk, outcome: RowOutcome
) -> tuple[Application, bool]:
    """Theirs in this scheme, and whether it is fresh. Somebody new comes in by the usual way, so that nothing is missed."""
    came_on = told.said.get("applied_on") or told.said.get("approved_on") or desk.on
    if person is None:
        person = Volunteer.objects.create(created_by=desk.by, **told.profile)
        return _fresh(person, told, desk, came_on), True
    news = {key: told[key] for key in PROFILE[2:] if key in told and not getattr(person, key)}
    if news:
        fill_in(person, news)
        outcome.became = ADDED
    already = latest_application(person, desk.scheme)
    if already:
        already.volunteer, already.scheme = person, desk.scheme
        return already, False
    return _fresh(person, told, desk, came_on), True


def _fresh(person: Volunteer, told: Told, desk: _Desk, came_on: date) -> Application:
    """Nobody is written to: they came long ago. Whether a child must be kept from them is asked at the end, of all."""
    enlist(volunteer=person, scheme=desk.scheme, by=desk.by, on=desk.on)
    made = Application.objects.create(
        volunteer=person, scheme=desk.scheme, received_on=came_on, at_step_since=came_on, created_by=desk.by
    )
    if told.standing != APPROVED:
        _begin_checks(made, desk)
    return made


def _begin_checks(application: Application, desk: _Desk) -> None:
    for step in ("apply", "interview", "check"):
        application.move(step, by=desk.by, on=desk.on)


def _open_approval(person: Volunteer, desk: _Desk) -> Approval | None:
    return Approval.objects.open_on(desk.on).filter(volunteer=person, scheme=desk.scheme).first()


# ------------------------------------------------------------------------------------------- checks


def _record_checks(
    told: Told, application: Application, desk: _Desk, outcome: RowOutcome, *, known: bool
) -> None:
    person = application.volunteer
    mine = list(Check.objects.standing().of(person, desk.scheme)) if known else []
    for check in told_checks(told, desk.scheme):
        if not is_recorded(check, mine):
            _record(check, told, person, desk)
            outcome.checks.append(check.kind)
    _record_courses(told, person, desk, outcome)


def _record_courses(told: Told, person: Volunteer, desk: _Desk, outcome: RowOutcome) -> None:
    """Training with its course named is that course done, until the day on which it runs out."""
    for course in courses_told(told, desk.courses, desk.training):
        done = Completion.objects.standing().filter(
            volunteer=person, version__course=course, on__gte=told["training_on"]
        )
        if done.exists():
            continue
        try:
            record_completion(
                volunteer=person,
                course=course,
                done_on=told["training_on"],
                until=told.said.get("training_until"),
                evidence=Completion.Evidence.ELSEWHERE,
                evidence_words="Brought in with the scheme’s own list.",
                by=desk.by,
                on=desk.on,
            )
        except Cannot as refusal:
            told.add("training_on", ERROR, str(refusal))
        else:
            outcome.checks.append("training")


def _record(said: ToldCheck, told: Told, person: Volunteer, desk: _Desk) -> None:
    check = Check(
        volunteer=person,
        scheme=desk.scheme,
        kind=said.kind,
        on=said.on,
        until=said.until,
        details=said.details,
        number=said.number,
        given_by=said.given_by,
        vetting_words=said.vetting_words,
        created_by=desk.by,
    )
    try:
        examine(check, desk.on)
    except Cannot as refusal:
        told.add(
            said.boxes.get(refusal.field, said.first_box),
            ERROR,
            str(refusal),
            "Put it right, or leave these cells empty.",
        )
    else:
        check.save()


# ------------------------------------------------------------------------------------------- approval


def _in_order(told: Told, application: Application, desk: _Desk, outcome: RowOutcome) -> _ToApprove | None:
    """Whether they may be approved as the file says; what stands against it is noted on the line."""
    person, scheme = application.volunteer, desk.scheme
    age_words(told, person, scheme, desk.on)
    terms = {
        "age_from": told.said.get("age_from", scheme.child_age_from),
        "age_to": told.said.get("age_to", scheme.child_age_to),
        "places": told.said.get("places", scheme.places_per_volunteer),
    }
    try:
        refuse_unfit_terms(scheme, **terms)
    except Cannot as refusal:
        told.add(refusal.field, ERROR, str(refusal))
        return None
    return _ToApprove(told, outcome, application, terms)


def _approve_all(desk: _Desk) -> None:
    """Everybody is compared with those whom children must be kept from, in one go; who is like one is not approved."""
    flagged = {flag.application_id for flag in look_for_conflicts(applications=desk.new, on=desk.on)}
    for waits in desk.to_approve:
        if waits.application.pk in flagged:
            _begin_checks(waits.application, desk)
            waits.outcome.is_approved = False
            waits.told.add("", WARNING, "Those who vet have something to look at first.", HELD_BACK)
        else:
            _approve(waits, desk)


def _approve(waits: _ToApprove, desk: _Desk) -> None:
    told, application = waits.told, waits.application
    approved_on = told["approved_on"]
    application.move("bring in", by=desk.by, on=desk.on)
    Approval.objects.create(
        volunteer=application.volunteer,
        scheme=desk.scheme,
        application=application,
        conditions=told.said.get("conditions", ""),
        from_day=approved_on,
        review_on=review_after(approved_on, told.said.get("reviewed_on"), desk.on),
        created_by=desk.by,
        **waits.terms,
    )
    if desk.invites:
        _let_in(told, application, desk)
    if lacking := gaps(application.volunteer, desk.scheme, desk.on):
        told.add("", WARNING, " ".join(lacking), "They meet nobody until this is recorded.")


def _let_in(told: Told, application: Application, desk: _Desk) -> None:
    try:
        if account := account_of(application.volunteer):
            give_way_in(account, application, desk.by, desk.on)
    except Cannot as refusal:
        told.add("email", WARNING, str(refusal), "They are brought in, without an account.")
