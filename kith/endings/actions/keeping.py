"""What a child keeps: a certificate in their words, and memories in pictures, words and places."""

from datetime import date

from django.db import transaction

from kith.access.models import User
from kith.audit import actions as audit
from kith.audit.events import Kind
from kith.endings.actions.closing import let_go_when_done
from kith.endings.actions.steps import tick
from kith.endings.courses import Key
from kith.endings.models import Certificate, Ending, Keepsake
from kith.endings.states import Status
from kith.foundation.dates import day_words
from kith.foundation.encryption import cipher
from kith.foundation.errors import Cannot
from kith.foundation.holding import hold
from kith.matching.models import Match
from kith.meetings.money.receipts import CannotRead, drawn_anew

MOST = 60
"""Pictures, words and places of one match: an album, not an archive."""


class CannotCertify(Cannot):
    """The certificate cannot be made or given as asked."""


class CannotKeep(Cannot):
    """This cannot be kept for the child."""


@transaction.atomic
def make_certificate(
    *, ending: Ending, name: str, words: str, signed: str, by: User, on: date
) -> Certificate:
    """Put a certificate into the child's words; each time they change a new one, so that what was chosen before stays."""
    hold(ending)
    child = ending.match.child
    if ending.status == Status.CALLED_OFF:
        raise CannotCertify("The ending was called off, so there is no certificate to make.")
    if not name.strip() or not words.strip():
        raise CannotCertify(f"Say what {child.name} would like to be called on it, and what it is for.")
    said = {"name": name.strip(), "words": words.strip(), "signed": signed.strip()}
    newest = ending.certificates.order_by("-id").first()
    if newest and said == {box: getattr(newest, box) for box in said}:
        return newest
    made = Certificate.objects.create(ending=ending, made_on=on, created_by=by, **said)
    audit.record(Kind.CERTIFICATE_MADE, about=made, by=by, on=on, by_child=by.pk == child.user_id)
    return made


@transaction.atomic
def give_certificate(*, certificate: Certificate, by: User, on: date) -> Certificate:
    """The child has it: on paper, and in My space from now on."""
    ending = hold(certificate.ending)
    hold(certificate)
    name = certificate.child.name
    if certificate.given_on:
        raise CannotCertify(f"{name} was given this certificate on {day_words(certificate.given_on)}.")
    if ending.status == Status.CALLED_OFF:
        raise CannotCertify("The ending was called off, so its certificate is not given.")
    if ending.certificates.filter(pk__gt=certificate.pk).exists():
        raise CannotCertify("There is a newer one in other words. Give the newest.")
    certificate.given_on = on
    certificate.save(update_fields=["given_on"])
    for step in ending.steps.open().filter(key=Key.CERTIFICATE):
        tick(step, words=f"for {certificate.name}", by=by, on=on)
    audit.record(Kind.CERTIFICATE_GIVEN, about=certificate, by=by, on=on)
    let_go_when_done(ending, by=by, on=on)
    return certificate


@transaction.atomic
def keep_memory(
    *, match: Match, kind: str, by: User, on: date, words: str = "", picture: bytes | None = None
) -> Keepsake:
    """Keep something to remember. Of a picture only what can be seen is kept, not where it was taken."""
    hold(match)
    if kind not in Keepsake.Kind.values:
        raise CannotKeep("Choose a picture, words or a place.")
    if kind == Keepsake.Kind.PICTURE and not picture:
        raise CannotKeep("Choose a picture.")
    if kind != Keepsake.Kind.PICTURE and not words.strip():
        raise CannotKeep("Write a few words.")
    if Keepsake.objects.filter(match=match).count() >= MOST:
        raise CannotKeep(f"There are {MOST} already: take one out before you keep another.")
    if kind == Keepsake.Kind.PICTURE:
        picture = _seen(picture or b"")
    kept = Keepsake.objects.create(
        match=match,
        kind=kind,
        words=words.strip(),
        picture=picture if kind == Keepsake.Kind.PICTURE else None,
        put_by=by.first_name or match.child.name,
        on=on,
        created_by=by,
    )
    audit.record(Kind.MEMORY_KEPT, about=kept, by=by, on=on, what=kind)
    return kept


def _seen(sent: bytes) -> bytes:
    try:
        return cipher().encrypt(drawn_anew(sent))
    except CannotRead as fault:
        raise CannotKeep(str(fault)) from fault


@transaction.atomic
def take_out_memory(*, keepsake: Keepsake, by: User, on: date) -> None:
    """Taken out again by the child whose it is, or by whoever put it there."""
    if by.pk not in (keepsake.child.user_id, keepsake.created_by_id):
        raise CannotKeep("Only whoever put it there, or the young person, takes it out again.")
    audit.record(Kind.MEMORY_TAKEN_OUT, about=keepsake, by=by, on=on, what=keepsake.kind)
    keepsake.delete()


@transaction.atomic
def take_away(*, match: Match, by: User, on: date) -> None:
    """Somebody takes everything that is kept for the child as a file; the child's to have, and it is written down."""
    audit.record(Kind.MEMORIES_TAKEN, about=match, by=by, on=on)
