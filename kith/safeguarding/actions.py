"""Raising a concern in a minute, and what the safeguarding lead does with it."""

import secrets
from datetime import datetime

from django.db import transaction
from django.urls import reverse

from kith.access.models import Membership, User
from kith.access.roles import Role
from kith.audit import actions as audit
from kith.audit.events import Kind
from kith.foundation.dates import LONDON
from kith.foundation.errors import Cannot
from kith.messages.actions import send
from kith.people.models import Child, Volunteer
from kith.safeguarding.models import Concern, ConcernEntry
from kith.safeguarding.states import Status
from kith.schemes.models import Scheme

LETTERS = "ABCDEFGHJKMNPQRSTUVWXYZ23456789"


class CannotDecide(Cannot):
    """The concern cannot be taken on as asked."""


@transaction.atomic
def raise_concern(
    *,
    by: User | None,
    at: datetime,
    urgency: str,
    words: str,
    child_said: str = "",
    told: str = "",
    child: Child | None = None,
    volunteer: Volunteer | None = None,
    about_user: User | None = None,
    scheme: Scheme | None = None,
    raised_from: str = "",
    is_allegation: bool = False,
) -> Concern:
    """Somebody is worried about somebody's safety: kept at once, and the leads are told at once.

    A concern about a volunteer is never visible to that volunteer, whatever else they are.
    """
    concern = Concern.objects.create(
        reference=_reference(),
        scheme=scheme,
        child=child,
        volunteer=volunteer,
        about_user=about_user or (volunteer.user if volunteer else None),
        urgency=urgency,
        words=words,
        child_said=child_said,
        told=told,
        raised_at=at,
        raised_from=raised_from,
        is_allegation=is_allegation,
        created_by=by,
    )
    audit.record(
        Kind.CONCERN_RAISED, about=concern, by=by, on=at.astimezone(LONDON).date(), urgency=str(urgency)
    )
    link = reverse("safeguarding:concern", args=[concern.public_id])
    for lead in leads_for(concern, at):
        send(to=lead, event="concern raised", about=concern, link=link, at=at)
    return concern


def _reference() -> str:
    """Short enough to say on the phone; tells nothing."""
    return "C-" + "".join(secrets.choice(LETTERS) for _ in range(6))


def leads_for(concern: Concern, at: datetime) -> list[User]:
    """The safeguarding leads who may read it: of its scheme or its provider; everybody's where no scheme is known."""
    members = Membership.objects.open_on(at.astimezone(LONDON).date()).filter(role=Role.SAFEGUARDING_LEAD)
    if concern.scheme:
        members = members.filter(scheme=concern.scheme) | members.filter(organisation=concern.scheme.provider)
    leads = {member.user for member in members.select_related("user")}
    return [lead for lead in leads if lead.pk != concern.about_user_id and lead.is_active]


@transaction.atomic
def read(*, concern: Concern, by: User, at: datetime) -> Concern:
    """A lead has opened the concern; the first time stops the clock of being unread."""
    if concern.status == Status.RAISED:
        concern.move("read", by=by, on=at.astimezone(LONDON).date())
        audit.record(Kind.CONCERN_READ, about=concern, by=by, on=at.astimezone(LONDON).date())
    return concern


@transaction.atomic
def add(*, concern: Concern, kind: str, words: str, by: User, at: datetime) -> ConcernEntry:
    """Add to a concern. What was said stays as it was said."""
    if not words.strip():
        raise CannotDecide("Write what you want to add.")
    entry = ConcernEntry.objects.create(concern=concern, kind=kind, words=words, at=at, created_by=by)
    audit.record(
        Kind.CONCERN_ADDED_TO, about=concern, by=by, on=at.astimezone(LONDON).date(), entry=str(kind)
    )
    return entry


@transaction.atomic
def mark_allegation(*, concern: Concern, volunteer: Volunteer, by: User, at: datetime) -> ConcernEntry:
    """It is about what a volunteer did: from now on that volunteer cannot see it, whatever else they are."""
    concern.is_allegation, concern.volunteer, concern.about_user = True, volunteer, volunteer.user
    concern.save(update_fields=["is_allegation", "volunteer", "about_user"])
    words = f"Recorded as an allegation about {volunteer.name}, who is suspended from now on."
    return add(concern=concern, kind=ConcernEntry.Kind.NOTE, words=words, by=by, at=at)


@transaction.atomic
def decide(*, concern: Concern, words: str, by: User, at: datetime) -> ConcernEntry:
    """Write down what will be done; a later decision is another one, beside the first."""
    entry = add(concern=concern, kind=ConcernEntry.Kind.DECISION, words=words, by=by, at=at)
    concern.move("decide", by=by, on=at.astimezone(LONDON).date())
    audit.record(Kind.CONCERN_DECIDED, about=concern, by=by, on=at.astimezone(LONDON).date())
    return entry


@transaction.atomic
def close(*, concern: Concern, words: str, by: User, at: datetime) -> ConcernEntry:
    """Close a concern with its outcome; only one that was decided about can be closed."""
    if concern.status != Status.DECIDED:
        raise CannotDecide("Write down first what was decided; then the concern can be closed.")
    entry = add(concern=concern, kind=ConcernEntry.Kind.OUTCOME, words=words, by=by, at=at)
    concern.move("close", by=by, on=at.astimezone(LONDON).date())
    audit.record(Kind.CONCERN_CLOSED, about=concern, by=by, on=at.astimezone(LONDON).date())
    return entry


@transaction.atomic
def reopen(*, concern: Concern, words: str, by: User, at: datetime) -> ConcernEntry:
    """Open a closed concern again, saying why."""
    concern.move("reopen", by=by, on=at.astimezone(LONDON).date())
    return add(concern=concern, kind=ConcernEntry.Kind.NOTE, words=words, by=by, at=at)
