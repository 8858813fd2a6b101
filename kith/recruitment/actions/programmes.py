"""Approving for another scheme of the same provider: what was checked goes along, the terms fit the other scheme."""

import uuid
from datetime import date

from kith.access.models import User
from kith.audit import actions as audit
from kith.audit.events import Kind
from kith.people.actions import enlist
from kith.recruitment.actions.approvals import give_way_in
from kith.recruitment.actions.closing import leave_agenda
from kith.recruitment.models import Application, Approval, Check
from kith.recruitment.programmes import counts_in
from kith.recruitment.reviewing import first_review
from kith.recruitment.states import Status
from kith.recruitment.vetting.policies import required_by
from kith.schemes.models import Scheme


def approve_elsewhere(*, approval: Approval, scheme: Scheme, by: User, on: date) -> Approval:
    """Part of a panel's decision: an application and an approval there, of the same day and the same two people."""
    volunteer = approval.volunteer
    enlist(volunteer=volunteer, scheme=scheme, by=by, on=on)
    _carry_over(approval, scheme, by, on)
    application = _application(approval, scheme, by, on)
    low = min(max(approval.age_from, scheme.child_age_from), scheme.child_age_to)
    made = Approval.objects.create(
        volunteer=volunteer,
        scheme=scheme,
        application=application,
        age_from=low,
        age_to=max(low, min(approval.age_to, scheme.child_age_to)),
        places=approval.places,
        conditions=approval.conditions,
        from_day=on,
        review_on=first_review(on),
        created_by=by,
    )
    if volunteer.user:
        give_way_in(volunteer.user, application, by, on)
    audit.record(Kind.VOLUNTEER_APPROVED, about=made, by=by, on=on)
    return made


def _application(approval: Approval, scheme: Scheme, by: User, on: date) -> Application:
    """The open one there, or one made for the purpose: the list of a scheme is its applications."""
    waiting = Application.objects.filter(volunteer=approval.volunteer, scheme=scheme, status=Status.READY)
    already = waiting.first()
    if already:
        already.move("approve", by=by, on=on)
        leave_agenda(application=already, by=by, on=on)
        return already
    made = Application.objects.create(
        volunteer=approval.volunteer,
        scheme=scheme,
        recruiter=approval.application.recruiter,
        received_on=on,
        at_step_since=on,
        created_by=by,
    )
    made.move("bring in", by=by, on=on)
    return made


def _carry_over(approval: Approval, scheme: Scheme, by: User, on: date) -> None:
    """Copies of the checks that count there too; what that scheme has of its own stays the newer word."""
    wanted = {requirement.key for requirement in required_by(scheme, on)}
    theirs = set(Check.objects.standing().of(approval.volunteer, scheme).values_list("kind", flat=True))
    home = approval.scheme
    for check in Check.objects.standing().of(approval.volunteer, home).order_by("on", "pk"):
        if check.kind in wanted - theirs and counts_in(check, home, scheme, on):
            check.pk, check.public_id, check.scheme = None, uuid.uuid4(), scheme
            check.details = check.details | {"carried": True}
            check._state.adding = True
            check.save()
