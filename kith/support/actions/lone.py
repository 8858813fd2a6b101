"""Saying that one is there and home again; telling whoever is on call when nothing was heard; settling it."""

from datetime import datetime

from django.db import transaction
from django.urls import reverse

from kith.access.models import User
from kith.audit import actions as audit
from kith.audit.events import Kind
from kith.foundation.dates import LONDON
from kith.foundation.errors import Cannot
from kith.meetings.models import Meeting
from kith.messages.actions import send
from kith.people.models import Volunteer
from kith.schemes.models import Scheme
from kith.support.models import LoneVisit, LoneWish, OnCall
from kith.support.queries.lone import may_press, may_take_back, overdue, whom_to_tell


class CannotSayWhere(Cannot):
    """It cannot be said as asked."""


@transaction.atomic
def wish_lone(*, volunteer: Volunteer, wanted: bool, by: User, at: datetime) -> LoneWish:
    """A volunteer would like it, or would not."""
    wish, _ = LoneWish.objects.update_or_create(
        volunteer=volunteer, defaults={"wanted": wanted}, create_defaults={"wanted": wanted, "created_by": by}
    )
    audit.record(Kind.LONE_WISHED, about=wish, by=by, on=at.astimezone(LONDON).date(), wanted=wanted)
    return wish


@transaction.atomic
def press(*, meeting: Meeting, home: bool, by: User, at: datetime) -> LoneVisit:
    """“I am there”, or “I am home”. Pressed twice, the first press counts."""
    if not may_press(meeting, at):
        raise CannotSayWhere("It is too early for this meeting, or long over.")
    LoneVisit.objects.get_or_create(meeting=meeting, defaults={"created_by": by})
    visit = LoneVisit.objects.select_for_update(of=("self",)).get(meeting=meeting)
    column = "home_at" if home else "there_at"
    if getattr(visit, column) is None:
        setattr(visit, column, at)
        visit.save(update_fields=[column])
        kind = Kind.LONE_HOME if home else Kind.LONE_THERE
        audit.record(kind, about=visit, by=by, on=at.astimezone(LONDON).date(), child=meeting.child)
    return visit


@transaction.atomic
def take_press_back(*, meeting: Meeting, by: User, at: datetime) -> None:
    """The last press was a slip, and is taken back within some minutes."""
    visit = LoneVisit.objects.select_for_update(of=("self",)).filter(meeting=meeting).first()
    if visit is None or not may_take_back(visit, at):
        raise CannotSayWhere("There is nothing to take back. Ring your coordinator.")
    column = "home_at" if visit.home_at else "there_at"
    setattr(visit, column, None)
    visit.save(update_fields=[column])
    audit.record(
        Kind.LONE_TAKEN_BACK, about=visit, by=by, on=at.astimezone(LONDON).date(), child=meeting.child
    )


def ask_after_lone(*, at: datetime) -> int:
    """Nothing was heard by the agreed time: whoever is on call is told, once. Returns how many were told of."""
    return sum(_tell(meeting, at) for meeting in overdue(at))


@transaction.atomic
def _tell(meeting: Meeting, at: datetime) -> bool:
    LoneVisit.objects.get_or_create(meeting=meeting)
    visit = LoneVisit.objects.select_for_update(of=("self",)).get(meeting=meeting)
    if visit.told_at or visit.home_at:
        return False
    visit.told_at = at
    visit.save(update_fields=["told_at"])
    on = at.astimezone(LONDON).date()
    audit.record(Kind.LONE_UNHEARD, about=visit, by=None, on=on, child=meeting.child)
    link = reverse("support:lone", args=[visit.public_id])
    for user in whom_to_tell(meeting, on):
        send(to=user, event="nothing heard", about=visit, link=link, at=at)
    return True


@transaction.atomic
def settle_lone(*, visit: LoneVisit, words: str, by: User, at: datetime) -> LoneVisit:
    """Somebody has heard from them, and says how."""
    visit = LoneVisit.objects.select_for_update(of=("self",)).get(pk=visit.pk)
    if not words.strip():
        raise CannotSayWhere("Say how you heard from them.")
    if visit.settled_at is None:
        visit.settled_at, visit.settled_by, visit.words = at, by, words.strip()
        visit.save(update_fields=["settled_at", "settled_by", "words"])
        on = at.astimezone(LONDON).date()
        audit.record(Kind.LONE_SETTLED, about=visit, by=by, on=on, child=visit.meeting.child)
    return visit


@transaction.atomic
def take_off_call(*, scheme: Scheme, by: User, at: datetime) -> None:
    """Nobody in particular: it is the child's coordinator who hears."""
    OnCall.objects.filter(scheme=scheme).delete()
    audit.record(Kind.ON_CALL_CHOSEN, about=scheme, by=by, on=at.astimezone(LONDON).date())


@transaction.atomic
def put_on_call(*, scheme: Scheme, user: User, by: User, at: datetime) -> OnCall:
    """Say who hears for a scheme when somebody is not home."""
    on_call, _ = OnCall.objects.update_or_create(
        scheme=scheme, defaults={"user": user}, create_defaults={"user": user, "created_by": by}
    )
    audit.record(Kind.ON_CALL_CHOSEN, about=on_call, by=by, on=at.astimezone(LONDON).date())
    return on_call
