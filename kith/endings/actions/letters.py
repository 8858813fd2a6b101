"""Letters for a child to keep: written by the volunteer, or written down for them, and given by the coordinator."""

from datetime import date

from django.db import transaction

from kith.access.models import User
from kith.audit import actions as audit
from kith.audit.events import Kind
from kith.endings.actions.closing import let_go_when_done
from kith.endings.actions.steps import tick
from kith.endings.models import Ending, Letter
from kith.endings.queries import newest_letters
from kith.endings.states import Status
from kith.endings.steps import Key
from kith.foundation.dates import day_words
from kith.foundation.errors import Cannot
from kith.foundation.holding import hold

LONGEST: int = Letter._meta.get_field("words").max_length or 4000


class CannotWrite(Cannot):
    """The letter cannot be written as asked."""


class CannotGive(Cannot):
    """The letter cannot be given."""


@transaction.atomic
def write_letter(*, ending: Ending, words: str, signed: str, by: User, on: date) -> Letter:
    """Write a letter, or write it anew: each time a new row, so that what was written before stays."""
    hold(ending)
    match = ending.match
    child = match.child.name
    if ending.status == Status.CALLED_OFF:
        raise CannotWrite("The ending was called off and you go on, so there is no letter to write.")
    if by.pk == match.volunteer.user_id and ending.status != Status.WINDING_DOWN:
        raise CannotWrite(
            f"This has ended. Send your letter to the coordinator, who will see that {child} gets it."
        )
    if not words.strip():
        raise CannotWrite("Write something first. A few honest lines are enough.")
    if len(words) > LONGEST:
        raise CannotWrite(f"The letter is too long: keep it to {LONGEST:,} letters and spaces.")
    if not signed.strip():
        raise CannotWrite(f"Say who signs it, as {child} knows them.")
    letter = Letter.objects.create(
        ending=ending, words=words.strip(), signed=signed.strip(), written_on=on, created_by=by
    )
    audit.record(Kind.LETTER_WRITTEN, about=letter, by=by, on=on)
    return letter


@transaction.atomic
def give_letter(*, letter: Letter, by: User, on: date) -> Letter:
    """The child has the letter: on paper, read aloud, and in My space from now on."""
    hold(letter.ending)
    hold(letter)
    ending = letter.ending
    if letter.given_on:
        raise CannotGive(f"{letter.child.name} was given this letter on {day_words(letter.given_on)}.")
    if ending.status == Status.CALLED_OFF:
        raise CannotGive("The ending was called off, so its letters are not given.")
    if letter not in newest_letters(ending):
        raise CannotGive(f"{letter.signed} has written it anew since. Give the newest one.")
    letter.given_on = on
    letter.save(update_fields=["given_on"])
    for step in ending.steps.open().filter(key=Key.LETTER):
        tick(step, words=f"from {letter.signed}", by=by, on=on)
    audit.record(Kind.LETTER_GIVEN, about=letter, by=by, on=on)
    let_go_when_done(ending, by=by, on=on)
    return letter
