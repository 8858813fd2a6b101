"""May they stay in touch? The young person, the volunteer and the worker are each asked; the young person's no decides."""

from datetime import date

from django.db import transaction

from kith.access.models import User
from kith.audit import actions as audit
from kith.audit.events import Kind
from kith.endings.actions.closing import let_go_when_done
from kith.endings.actions.steps import put_back, tick
from kith.endings.models import ContactAnswer, Ending
from kith.endings.queries import said_about_contact
from kith.endings.states import Status
from kith.endings.steps import Key
from kith.foundation.errors import Cannot
from kith.foundation.holding import hold

Contact, Who = Ending.Contact, ContactAnswer.Who
MUST_SAY_YES = {
    Contact.NONE: (),
    Contact.CARDS: (Who.CHILD, Who.VOLUNTEER),
    Contact.INFORMAL: (Who.CHILD, Who.VOLUNTEER, Who.WORKER),
}


class CannotAgree(Cannot):
    """It cannot be agreed like this how they stay in touch."""


@transaction.atomic
def answer_contact(
    *, ending: Ending, who: str, yes: bool, by: User, on: date, words: str = ""
) -> ContactAnswer:
    """One of the three has said whether they would like to stay in touch. A no takes back what was agreed on a yes."""
    hold(ending)
    _refuse_if_called_off(ending)
    if who not in Who.values:
        raise CannotAgree("Say who answered.")
    answer = ContactAnswer.objects.create(
        ending=ending, who=who, yes=yes, words=words.strip(), on=on, created_by=by
    )
    audit.record(Kind.CONTACT_ASKED, about=ending, by=by, on=on, who=who, yes=yes)
    if not yes and who in MUST_SAY_YES.get(Contact(ending.contact_afterwards), ()):
        ending.contact_afterwards = Contact.NOT_ASKED
        ending.save(update_fields=["contact_afterwards"])
        for step in ending.steps.filter(key=Key.CONTACT, done_on__isnull=False):
            put_back(step)
    return answer


@transaction.atomic
def agree_contact(*, ending: Ending, contact: str, by: User, on: date) -> Ending:
    """How they stay in touch is settled. To go on informally, everybody must have said yes."""
    hold(ending)
    _refuse_if_called_off(ending)
    if contact not in MUST_SAY_YES:
        raise CannotAgree("Choose how they stay in touch, or that they do not.")
    if ending.kind == Ending.Kind.SAFETY and contact != Contact.NONE:
        raise CannotAgree(
            "After an ending for safety no contact is agreed here. Talk with the safeguarding lead."
        )
    said = said_about_contact(ending)
    names = _names(ending)
    needed = MUST_SAY_YES[Contact(contact)]
    if no := [names[who] for who in needed if who in said and not said[who].yes]:
        said_no = _and(no)
        raise CannotAgree(f"{said_no[:1].upper()}{said_no[1:]} said no, and a no counts. Choose another way.")
    if unasked := [names[who] for who in needed if who not in said]:
        raise CannotAgree(f"Ask {_and(unasked)} first: everybody must have said yes.")
    ending.contact_afterwards = contact
    ending.save(update_fields=["contact_afterwards"])
    for step in ending.steps.open().filter(key=Key.CONTACT):
        tick(step, words=str(Contact(contact).label), by=by, on=on)
    audit.record(Kind.CONTACT_AGREED, about=ending, by=by, on=on, contact=contact)
    let_go_when_done(ending, by=by, on=on)
    return ending


def _refuse_if_called_off(ending: Ending) -> None:
    if ending.status == Status.CALLED_OFF:
        raise CannotAgree("This ending was called off, and the two go on. Nothing needs to be agreed.")


def _names(ending: Ending) -> dict[str, str]:
    match = ending.match
    return {
        Who.CHILD: match.child.name,
        Who.VOLUNTEER: match.volunteer.first_name,
        Who.WORKER: "the worker",
    }


def _and(names: list[str]) -> str:
    *rest, last = names
    return f"{', '.join(rest)} and {last}" if rest else last
