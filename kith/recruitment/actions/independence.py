"""A volunteer answers for themself whether they are independent of the council: every year, on their own phone."""

from collections.abc import Mapping
from datetime import date

from django.db import transaction
from django.urls import reverse

from kith.access.models import User
from kith.access.policy import Permission
from kith.audit import actions as audit
from kith.audit.events import Kind
from kith.foundation.dates import moment
from kith.messages.actions import send
from kith.people.models import Volunteer
from kith.recruitment.actions.common import WHEN_TOLD
from kith.recruitment.models import Application, Check
from kith.recruitment.queries import who_may
from kith.recruitment.refusals import CannotRecord
from kith.recruitment.vetting.evidence import CONNECTIONS, examine
from kith.schemes.models import Scheme

KIND = "independence"


@transaction.atomic
def answer_independence(
    *, volunteer: Volunteer, scheme: Scheme, answers: Mapping[str, bool], by: User, on: date
) -> Check:
    """Their own word. One yes keeps them from the children of that council from this moment, and from no other scheme."""
    if volunteer.user_id != by.pk:
        raise CannotRecord("Only the volunteer can answer for themself.")
    check = Check(
        volunteer=volunteer,
        scheme=scheme,
        kind=KIND,
        on=on,
        details={key: answers[key] for key in CONNECTIONS if key in answers},
        created_by=by,
    )
    examine(check, on)
    check.save()
    audit.record(Kind.CHECK_RECORDED, about=check, by=by, on=on, requirement=KIND)
    if not check.passed:
        _tell_those_who_vet(check, on)
    return check


def _tell_those_who_vet(check: Check, on: date) -> None:
    application = Application.objects.filter(volunteer=check.volunteer, scheme=check.scheme).last()
    link = reverse("recruitment:check", args=[application.public_id, KIND]) if application else ""
    for officer in who_may(Permission.RECORD_VETTING, check.scheme, on):
        send(to=officer, event="something new", about=check, link=link, at=moment(on, WHEN_TOLD))
