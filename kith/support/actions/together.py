"""Talking with several volunteers at once, and a peer mentor's own support plan."""

from collections.abc import Iterable
from datetime import date

from django.db import transaction

from kith.access.models import User
from kith.audit import actions as audit
from kith.audit.events import Kind
from kith.foundation.errors import Cannot
from kith.people.models import Volunteer
from kith.schemes.models import Scheme
from kith.support.actions.supervision import record_supervision
from kith.support.models import GroupSupervision, PeerPlan, Supervision
from kith.support.queries.agenda import PEER


class CannotTalkTogether(Cannot):
    """The talk with several cannot be recorded as asked."""


class CannotPlanSupport(Cannot):
    """The support plan cannot be written as asked."""


@transaction.atomic
def record_group(
    *,
    scheme: Scheme,
    volunteers: Iterable[Volunteer],
    on: date,
    minutes: int | None = None,
    agenda: str = "",
    agreed: str = "",
    talked_about: str = "",
    by: User,
) -> GroupSupervision:
    """Several talked with at once: a supervision for each who came, about none of their matches in particular.

    What was agreed is read by all who came; who else came is not.
    """
    came = list(volunteers)
    if len(came) < 2:
        raise CannotTalkTogether(
            "Choose at least two who came. A talk with one is a supervision of their own."
        )
    group = GroupSupervision.objects.create(
        scheme=scheme,
        on=on,
        minutes=minutes,
        agenda=agenda.strip(),
        talked_about=talked_about.strip(),
        created_by=by,
    )
    for volunteer in came:
        record_supervision(
            volunteer=volunteer,
            scheme=scheme,
            match=None,
            how=Supervision.How.GROUP,
            minutes=minutes,
            agreed=agreed,
            group=group,
            by=by,
            on=on,
        )
    audit.record(Kind.GROUP_SUPERVISION_RECORDED, about=group, by=by, on=on, came=len(came))
    return group


@transaction.atomic
def write_peer_plan(
    *,
    volunteer: Volunteer,
    scheme: Scheme,
    helps: str,
    turns_to: str,
    signs: str = "",
    leaves_out: str = "",
    by: User,
    on: date,
) -> PeerPlan:
    """A new version of what helps a peer mentor, in their words; the versions before it stay."""
    if scheme.preset != PEER:
        raise CannotPlanSupport("Only peer mentors have a support plan of their own.")
    if not helps.strip() or not turns_to.strip():
        raise CannotPlanSupport("Write down what helps, and whom they turn to.")
    last = PeerPlan.objects.filter(volunteer=volunteer, scheme=scheme).first()
    plan = PeerPlan.objects.create(
        volunteer=volunteer,
        scheme=scheme,
        version=last.version + 1 if last else 1,
        on=on,
        helps=helps.strip(),
        signs=signs.strip(),
        turns_to=turns_to.strip(),
        leaves_out=leaves_out.strip(),
        created_by=by,
    )
    audit.record(Kind.PEER_PLAN_WRITTEN, about=plan, by=by, on=on, version=plan.version)
    return plan
