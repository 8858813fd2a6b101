"""A volunteer who offers themself, leaves or dies; and their card."""

from datetime import date

from django.db import transaction

from kith.access.actions import end_sessions
from kith.access.models import User
from kith.audit import actions as audit
from kith.audit.events import Kind
from kith.foundation.errors import Cannot
from kith.people.models import Card, Enlistment, Volunteer
from kith.schemes.models import Scheme


@transaction.atomic
def enlist(*, volunteer: Volunteer, scheme: Scheme, by: User | None, on: date) -> Enlistment:
    """The volunteer has offered themself to the scheme: its staff may see them from now on."""
    enlistment, _ = Enlistment.objects.get_or_create(
        volunteer=volunteer, scheme=scheme, until_day=None, defaults={"from_day": on, "created_by": by}
    )
    if enlistment.left_on:
        enlistment.left_on = None
        enlistment.save(update_fields=["left_on"])
    return enlistment


@transaction.atomic
def stop_serving(*, volunteer: Volunteer, scheme: Scheme | None = None, on: date) -> None:
    """They have left the scheme, or every one: nothing is asked of them any more, and its staff see them still."""
    rows = Enlistment.objects.filter(volunteer=volunteer, until_day=None)
    for enlistment in rows.filter(scheme=scheme) if scheme else rows:
        enlistment.left_on = on
        enlistment.save(update_fields=["left_on"])


@transaction.atomic
def delist(*, volunteer: Volunteer, scheme: Scheme, on: date) -> None:
    """The volunteer offers themself to the scheme no longer: from that day on its staff look for them no more."""
    for enlistment in Enlistment.objects.filter(volunteer=volunteer, scheme=scheme, until_day=None):
        enlistment.until_day = max(on, enlistment.from_day)
        enlistment.save(update_fields=["until_day"])


@transaction.atomic
def mark_died(*, volunteer: Volunteer, died_on: date, by: User, on: date) -> Volunteer:
    """A volunteer has died: nothing is sent to them or asked of them any more, and their account is closed."""
    volunteer.died_on = died_on
    volunteer.save(update_fields=["died_on"])
    stop_serving(volunteer=volunteer, on=died_on)
    if volunteer.user is not None:
        volunteer.user.is_active = False
        volunteer.user.save(update_fields=["is_active"])
        end_sessions(user=volunteer.user)
    audit.record(Kind.VOLUNTEER_DIED, about=volunteer, by=by, on=on)
    return volunteer


class CannotApproveCard(Cannot):
    """The card cannot be approved as it stands."""


@transaction.atomic
def write_card(*, volunteer: Volunteer, picture: str, words: str, by: User, on: date) -> Card:
    """Write a new version of the card; the one a child sees stays until this one is approved."""
    last = volunteer.cards.order_by("-version").first()
    card = Card.objects.create(
        volunteer=volunteer,
        version=last.version + 1 if last else 1,
        picture=picture,
        words=words,
        created_by=by,
    )
    audit.record(Kind.CARD_WRITTEN, about=card, by=by, on=on, version=card.version)
    return card


@transaction.atomic
def approve_card(*, card: Card, by: User, on: date) -> Card:
    """Somebody other than the volunteer has read the card and lets children see it."""
    if card.volunteer.user_id == by.pk:
        raise CannotApproveCard("Nobody approves their own card. Ask another coordinator.")
    if card.approved_on:
        raise CannotApproveCard("This card has already been approved.")
    card.approved_by, card.approved_on = by, on
    card.save(update_fields=["approved_by", "approved_on"])
    audit.record(Kind.CARD_APPROVED, about=card, by=by, on=on, version=card.version)
    return card
