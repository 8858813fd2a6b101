"""May they stay in touch? Everybody who has a say is asked; all must say yes, and any no is enough."""

from datetime import date

from django.db import transaction

from kith.access.models import User
from kith.audit import actions as audit
from kith.audit.events import Kind
from kith.endings.actions.closing import let_go_when_done
from kith.endings.actions.steps import put_back, tick
from kith.endings.courses import Key
from kith.endings.models import ContactAnswer, Ending
from kith.endings.parties import parties
from kith.endings.queries import said_about_contact
from kith.endings.states import Status
from kith.foundation.errors import Cannot
from kith.foundation.holding import hold
from kith.science.fit.words import listed

Contact, Who = Ending.Contact, ContactAnswer.Who


class CannotAgree(Cannot):
    """It cannot be agreed like this how they stay in touch."""


@transaction.atomic
def answer_contact(
    *, ending: Ending, who: str, yes: bool, by: User, on: date, words: str = ""
) -> ContactAnswer:
    """One of them has said whether they may stay in touch. A no settles it: no contact; a later yes opens it again."""
    hold(ending)
    _refuse_if_called_off(ending)
    if who not in Who.values:
        raise CannotAgree("Say who answered.")
    answer = ContactAnswer.objects.create(
        ending=ending, who=who, yes=yes, words=words.strip(), on=on, created_by=by
    )
    audit.record(Kind.CONTACT_ASKED, about=ending, by=by, on=on, who=who, yes=yes)
    if any(not said.yes for said in said_about_contact(ending).values()):
        _settle(ending, Contact.NONE, by=by, on=on)
    elif ending.contact_afterwards == Contact.NONE:
        _open_again(ending)
    return answer


def _settle(ending: Ending, contact: str, *, by: User, on: date) -> None:
    ending.contact_afterwards = contact
    ending.save(update_fields=["contact_afterwards"])
    for step in ending.steps.filter(key=Key.CONTACT, skipped_on=None):
        tick(step, words=str(Contact(contact).label), by=by, on=on)
    let_go_when_done(ending, by=by, on=on)


def _open_again(ending: Ending) -> None:
    ending.contact_afterwards = Contact.NOT_ASKED
    ending.save(update_fields=["contact_afterwards"])
    for step in ending.steps.filter(key=Key.CONTACT, done_on__isnull=False):
        put_back(step)


@transaction.atomic
def agree_contact(*, ending: Ending, contact: str, by: User, on: date) -> Ending:
    """How they stay in touch is settled. For any contact at all, everybody must have said yes."""
    hold(ending)
    _refuse_if_called_off(ending)
    if contact not in Contact.values or contact == Contact.NOT_ASKED:
        raise CannotAgree("Choose how they stay in touch, or that they do not.")
    if contact != Contact.NONE:
        _refuse_without_every_yes(ending, on)
    _settle(ending, contact, by=by, on=on)
    audit.record(Kind.CONTACT_AGREED, about=ending, by=by, on=on, contact=contact)
    return ending


def _refuse_without_every_yes(ending: Ending, on: date) -> None:
    if ending.kind == Ending.Kind.SAFETY:
        raise CannotAgree(
            "After an ending for safety no contact is agreed here. Talk with the safeguarding lead."
        )
    if ending.is_by_death:
        raise CannotAgree("One of the two has died, so there is nothing to agree.")
    said, names = said_about_contact(ending), parties(ending, on)
    everybody = names | {who: str(Who(who).label).lower() for who in said if who not in names}
    if no := [everybody[who] for who, answer in said.items() if not answer.yes]:
        said_no = listed(no)
        raise CannotAgree(f"{said_no[:1].upper()}{said_no[1:]} said no, and a no counts: no contact.")
    if unasked := [name for who, name in names.items() if who not in said]:
        raise CannotAgree(f"Ask {listed(unasked)} first: everybody must have said yes.")


def _refuse_if_called_off(ending: Ending) -> None:
    if ending.status == Status.CALLED_OFF:
        raise CannotAgree("This ending was called off, and the two go on. Nothing needs to be agreed.")
