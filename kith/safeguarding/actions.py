"""Raising a concern in a minute, and what the safeguarding lead does with it."""

import secrets
from collections.abc import Iterable
from datetime import datetime

from django.db import transaction
from django.urls import reverse

from kith.access.models import User
from kith.audit import actions as audit
from kith.audit.events import Kind
from kith.foundation.dates import LONDON, count_words
from kith.foundation.errors import Cannot
from kith.messages.actions import send
from kith.people.models import Child, Volunteer
from kith.safeguarding.clock import OFFICER, read_by
from kith.safeguarding.meaning import keep_from_whom_it_means
from kith.safeguarding.models import Accused, Concern, ConcernEntry, ConcernKept
from kith.safeguarding.readers import chasers_for, leads_for
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
    about_name: str = "",
    scheme: Scheme | None = None,
    raised_from: str = "",
    is_allegation: bool = False,
) -> Concern:
    """Somebody is worried about somebody's safety: kept at once, and the leads are told at once.

    A concern about a volunteer is never visible to that volunteer, whatever else they are; nor one that names a lead
    or a manager to any who may be meant by that name.
    """
    concern = Concern.objects.create(
        reference=_reference(),
        scheme=scheme,
        child=child,
        volunteer=volunteer,
        about_user=about_user or (volunteer.user if volunteer else None),
        about_name=about_name.strip(),
        urgency=urgency,
        words=words,
        child_said=child_said,
        told=told,
        raised_at=at,
        raised_from=raised_from,
        is_allegation=is_allegation,
        created_by=by,
    )
    on = at.astimezone(LONDON).date()
    audit.record(Kind.CONCERN_RAISED, about=concern, by=by, on=on, urgency=str(urgency))
    _kept(concern, concern.about_user, by)
    keep_from_whom_it_means(concern, on, by)
    leads = leads_for(concern, at)
    _tell(leads, "concern raised", concern, at)
    if not leads:
        _tell_again(concern, at, nobody=True)
    return concern


def _kept(concern: Concern, user: User | None, by: User | None) -> None:
    """It is about them: it is kept from them, and somebody else finds it."""
    if user:
        ConcernKept.objects.get_or_create(concern=concern, user=user, defaults={"created_by": by})


def _tell(people: Iterable[User], event: str, concern: Concern, at: datetime) -> None:
    for user in people:
        is_lead = event in ("concern raised", "concern not read")
        link = (
            reverse("safeguarding:concern", args=[concern.public_id])
            if is_lead
            else reverse("safeguarding:not_read")
        )
        send(to=user, event=event, about=concern, link=link, at=at)


def _reference() -> str:
    """Short enough to say on the phone; tells nothing."""
    return "C-" + "".join(secrets.choice(LETTERS) for _ in range(6))


def tell_again(*, at: datetime) -> int:
    """Concerns that nobody has read in time: the leads are told again, from the second time the managers too.

    Managers learn that something waits and whom to ring, never what it is. Returns how many were told again.
    """
    unread = Concern.objects.filter(status=Status.RAISED).order_by("raised_at", "pk")
    return sum(_tell_again_if_due(pk, at) for pk in list(unread.values_list("pk", flat=True)))


@transaction.atomic
def _tell_again_if_due(pk: int, at: datetime) -> bool:
    concern = Concern.objects.select_for_update(of=("self",)).select_related("scheme").get(pk=pk)
    times = concern.entries.filter(kind=ConcernEntry.Kind.TOLD_AGAIN).count()
    due = concern.status == Status.RAISED and at >= read_by(concern, times)
    if due:
        _tell_again(concern, at, times=times)
    return due


def _tell_again(concern: Concern, at: datetime, *, times: int = 0, nobody: bool = False) -> None:
    leads = leads_for(concern, at)
    chasers = chasers_for(concern, at) if times or not leads else []
    _tell(leads, "concern not read", concern, at)
    _tell(chasers, "concern waits for a lead", concern, at)
    told = [count_words(len(leads), "lead")]
    told += [f"{count_words(len(chasers), 'other')} who can reach one"] if chasers else []
    why = "There is no safeguarding lead who may read it." if nobody else "Nobody had read it in time."
    ConcernEntry.objects.create(
        concern=concern,
        kind=ConcernEntry.Kind.TOLD_AGAIN,
        words=f"{why} Told: {' and '.join(told)}.",
        at=at,
    )
    audit.record(
        Kind.CONCERN_TOLD_AGAIN,
        about=concern,
        by=None,
        on=at.astimezone(LONDON).date(),
        leads=len(leads),
        others=len(chasers),
    )


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
    Accused.objects.get_or_create(concern=concern, volunteer=volunteer, defaults={"created_by": by})
    _kept(concern, volunteer.user, by)
    concern.is_allegation = True
    concern.save(update_fields=["is_allegation"])
    words = f"Recorded as an allegation about {volunteer.name}, who is suspended from now on."
    return add(concern=concern, kind=ConcernEntry.Kind.ALLEGATION, words=words, by=by, at=at)


@transaction.atomic
def keep_from(*, concern: Concern, user: User, words: str, by: User, at: datetime) -> ConcernEntry:
    """A colleague who could read it, or would be asked to reach a reader, must not: it is about them, or too near."""
    others = [lead for lead in leads_for(concern, at) if lead != user]
    if not others:
        raise CannotDecide(
            "Nobody would be left who may read it. Ask your administrator for another lead first."
        )
    _, is_new = ConcernKept.objects.get_or_create(concern=concern, user=user, defaults={"created_by": by})
    if not is_new:
        raise CannotDecide(f"It is kept from {user.name} already.")
    return add(
        concern=concern, kind=ConcernEntry.Kind.KEPT, words=f"From {user.name}. {words}".strip(), by=by, at=at
    )


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
    if concern.is_allegation and not concern.entries.filter(kind__in=OFFICER).exists():
        raise CannotDecide(
            "Write down first when the designated officer was told, or why not, under “Who has been told?”."
        )
    entry = add(concern=concern, kind=ConcernEntry.Kind.OUTCOME, words=words, by=by, at=at)
    concern.move("close", by=by, on=at.astimezone(LONDON).date())
    audit.record(Kind.CONCERN_CLOSED, about=concern, by=by, on=at.astimezone(LONDON).date())
    return entry


@transaction.atomic
def learn(*, concern: Concern, words: str, by: User, at: datetime) -> ConcernEntry:
    """What should be done differently from now on; also, and mostly, after it was closed."""
    return add(concern=concern, kind=ConcernEntry.Kind.LESSON, words=words, by=by, at=at)


@transaction.atomic
def reopen(*, concern: Concern, words: str, by: User, at: datetime) -> ConcernEntry:
    """Open a closed concern again, saying why."""
    concern.move("reopen", by=by, on=at.astimezone(LONDON).date())
    return add(concern=concern, kind=ConcernEntry.Kind.NOTE, words=words, by=by, at=at)
