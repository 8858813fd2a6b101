"""Recording a talk with a volunteer, and taking one back."""

from datetime import date, time

from django.db import transaction
from django.urls import reverse

from kith.access.models import User
from kith.audit import actions as audit
from kith.audit.events import Kind
from kith.foundation.dates import day_words, moment
from kith.foundation.errors import Cannot
from kith.matching.models import Match
from kith.messages.actions import send
from kith.people.models import Volunteer
from kith.schemes.models import Scheme
from kith.support.models import GroupSupervision, Supervision


class CannotSupervise(Cannot):
    """The talk cannot be recorded as asked."""


@transaction.atomic
def record_supervision(
    *,
    volunteer: Volunteer,
    scheme: Scheme,
    match: Match | None,
    how: str,
    minutes: int | None = None,
    wellbeing: str = "",
    talked_about: str = "",
    agreed: str = "",
    next_on: date | None = None,
    group: GroupSupervision | None = None,
    by: User,
    on: date,
) -> Supervision:
    """A talk with a volunteer, on the day it took place. What was agreed is theirs to read; the rest is not."""
    if volunteer.user_id == by.pk:
        raise CannotSupervise("Nobody supervises themself. Ask another coordinator.")
    if match and (match.volunteer_id, match.scheme_id) != (volunteer.pk, scheme.pk):
        raise CannotSupervise(f"{match.name} is not a match of {volunteer.first_name} in {scheme}.")
    if next_on and next_on <= on:
        raise CannotSupervise("The next talk comes after this one. Choose a later day, or leave it empty.")
    _refuse_a_second_record(volunteer, match, on)
    talk = Supervision.objects.create(
        volunteer=volunteer,
        scheme=scheme,
        match=match,
        group=group,
        on=on,
        how=how,
        minutes=minutes,
        wellbeing=wellbeing,
        talked_about=talked_about.strip(),
        agreed=agreed.strip(),
        next_on=next_on,
        created_by=by,
    )
    child = match.child if match else None
    audit.record(Kind.SUPERVISION_RECORDED, about=talk, by=by, on=on, child=child, how=how, minutes=minutes)
    if talk.agreed and volunteer.user:
        link = reverse("support:my_supervision")
        send(to=volunteer.user, event="something new", about=talk, link=link, at=moment(on, time()))
    return talk


def _refuse_a_second_record(volunteer: Volunteer, match: Match | None, on: date) -> None:
    already = Supervision.objects.filter(volunteer=volunteer, match=match, on=on).first()
    if already is None:
        return
    who = already.created_by.first_name if already.created_by else "Kith"
    raise CannotSupervise(
        f"{who} has recorded a talk with {volunteer.first_name} on {day_words(on)} already. Nothing was added. "
        "If that one is wrong, take it back first."
    )


@transaction.atomic
def take_back(*, talk: Supervision, by: User, on: date) -> Supervision:
    """The talk was recorded by mistake: nobody reads it any more, and it no longer counts."""
    if talk.taken_back_on:
        raise CannotSupervise("This has been taken back already.")
    talk.taken_back_on = on
    talk.save(update_fields=["taken_back_on"])
    child = talk.match.child if talk.match else None
    audit.record(Kind.SUPERVISION_TAKEN_BACK, about=talk, by=by, on=on, child=child)
    return talk
