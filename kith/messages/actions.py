"""Filing a message and sending what is due. Filing is part of the deed; sending is the worker's."""

from collections.abc import Collection, Iterable
from datetime import date, datetime, timedelta
from typing import Any
from uuid import UUID

from django.conf import settings
from django.core.mail import EmailMessage
from django.db import transaction
from django.db.models import Q
from django.db.models.functions import Lower

from kith.access.models import User
from kith.audit import actions as audit
from kith.audit.events import Kind
from kith.messages.letters import FOOT, LETTERS
from kith.messages.models import Channel, OutboxMessage, Preference

MOST_TRIES = 8
FIRST_WAIT = timedelta(minutes=1)


def send(
    *,
    to: User | None = None,
    to_address: str = "",
    event: str,
    about: Any = None,
    link: str = "",
    reference: str = "",
    at: datetime,
) -> OutboxMessage | None:
    """File a message in the outbox, inside the deed's transaction.

    Nothing is filed for somebody who cannot be written to or does not want to hear of this kind of event.
    """
    if event not in LETTERS:
        raise KeyError(f"There is no letter for {event!r}.")
    if to is not None and (not to.email or not to.is_active or not wants(to, event)):
        return None
    if to is None and not to_address:
        return None
    return OutboxMessage.objects.create(
        to=to,
        to_address=to_address if to is None else "",
        event=event,
        about=getattr(about, "public_id", None),
        values={"link": settings.SITE_URL + (link or "/"), "reference": reference},
        next_try_at=at,
    )


def send_all(*, to: Iterable[User], event: str, link: str = "", at: datetime) -> int:
    """File the same message for many people at once; two questions to the database, however many they are."""
    if event not in LETTERS:
        raise KeyError(f"There is no letter for {event!r}.")
    unwilling = set(
        Preference.objects.filter(event=event, channel=Channel.NONE).values_list("user", flat=True)
    )
    values = {"link": settings.SITE_URL + (link or "/"), "reference": ""}
    filed = OutboxMessage.objects.bulk_create(
        [
            OutboxMessage(to=user, event=event, values=values, next_try_at=at)
            for user in sorted(to, key=lambda user: user.pk)
            if user.email and user.is_active and user.pk not in unwilling
        ],
        batch_size=2_000,
    )
    return len(filed)


@transaction.atomic
def choose_letter(*, event: str, wanted: bool, by: User, on: date) -> None:
    """Somebody says whether letters of a kind should come to them."""
    if wanted:
        Preference.objects.filter(user=by, event=event).delete()
    else:
        Preference.objects.update_or_create(user=by, event=event, defaults={"channel": Channel.NONE})
    audit.record(Kind.LETTERS_CHOSEN, about=by, by=by, on=on, event=event, wanted=wanted)


@transaction.atomic
def forget_all(*, about: Collection[UUID], addresses: Collection[str] = ()) -> int:
    """Erase the messages about rows that go, and those to addresses of people without an account who are erased."""
    wanted = Q(about__in=about)
    if addresses:
        wanted |= Q(to=None, address__in={address.lower() for address in addresses})
    erased, _ = OutboxMessage.objects.alias(address=Lower("to_address")).filter(wanted).delete()
    return erased


@transaction.atomic
def keep_back(*, to: User | None, addresses: Collection[str] = ()) -> int:
    """What was filed for somebody and has not gone out never goes: nobody writes to the dead."""
    wanted = Q(address__in={address.lower() for address in addresses}) | Q(to=to, to__isnull=False)
    waiting = OutboxMessage.objects.filter(state=OutboxMessage.State.WAITING)
    held, _ = waiting.alias(address=Lower("to_address")).filter(wanted).delete()
    return held


def wants(user: User, event: str) -> bool:
    """Whether letters of this kind come to this person."""
    return not Preference.objects.filter(user=user, event=event, channel=Channel.NONE).exists()


def send_due(*, at: datetime, most: int = 200) -> int:
    """Send what is due, one message a transaction. Returns how many went out.

    A crash between the mail server's yes and ours may send one message twice; its Message-ID stays the same.
    """
    sent = 0
    for pk in list(OutboxMessage.objects.due(at).order_by("id").values_list("pk", flat=True)[:most]):
        sent += _send_one(pk, at)
    return sent


@transaction.atomic
def _send_one(pk: int, at: datetime) -> bool:
    message = OutboxMessage.objects.select_for_update(skip_locked=True).due(at).filter(pk=pk).first()
    if message is None:
        return False
    message.attempts += 1
    try:
        _as_mail(message).send()
    except OSError as fault:  # the mail server is away: SMTP and socket faults are all of this kind
        message.last_error = type(fault).__name__
        message.next_try_at = at + FIRST_WAIT * 2 ** (message.attempts - 1)
        if message.attempts >= MOST_TRIES:
            message.state = OutboxMessage.State.GIVEN_UP
        message.save()
        return False
    message.state = OutboxMessage.State.SENT
    message.sent_at = at
    message.save()
    return True


def _as_mail(message: OutboxMessage) -> EmailMessage:
    letter = LETTERS[message.event]
    address = message.to.email if message.to else message.to_address
    return EmailMessage(
        subject=letter.subject.format(**message.values),
        body=letter.body.format(**message.values) + FOOT,
        to=[address or ""],
        headers={"Message-ID": f"<{message.public_id}@kith>", "Auto-Submitted": "auto-generated"},
    )
