"""Nobody whom a child must be kept from stands beside them: looked at with every invitation, and by the clock.

Whoever runs the day learns nothing of it: a place that must not be kept is taken back in the same words, whether a check
has lapsed, somebody is suspended, or a child must be kept from them. Safeguarding leads are told, and decide.
"""

import re
from datetime import date, datetime, time

from django.db import transaction
from django.urls import reverse

from kith.access.models import User
from kith.access.policy import Permission
from kith.audit import actions as audit
from kith.audit.events import Kind
from kith.foundation.dates import LONDON, moment
from kith.matching import queries
from kith.matching.actions.open_days.refusals import CannotOpenDay
from kith.matching.actions.open_days.telling import tell_volunteers
from kith.matching.models import ChildGuest, OpenDay, OpenDayCaution
from kith.matching.states import ASKED, EXPECTED, MARKED
from kith.messages.actions import send_all
from kith.recruitment.models import Flag
from kith.recruitment.queries import who_may
from kith.safeguarding.marks import Barred, Described
from kith.safeguarding.models import BarredContact

THERE = (*ASKED, *MARKED)
BETWEEN_NAMES = re.compile(r",|;|\n| and | & ")


def look_around(*, open_day: OpenDay, on: date) -> int:
    """Compare whoever is invited, and whoever comes along, with those the invited children must be kept from."""
    guests = list(open_day.children.filter(status__in=THERE).select_related("child"))
    by_child = {guest.child_id: guest for guest in guests}
    contacts = dict(BarredContact.objects.open_on(on).filter(child__in=by_child).values_list("pk", "child"))
    if not contacts:
        return 0
    raised = 0
    for contact, alike, who in [*_volunteers(open_day, contacts), *_companions(guests, contacts, on)]:
        guest = by_child[contacts[contact]]
        caution, is_new = OpenDayCaution.objects.get_or_create(
            open_day=open_day, guest=guest, contact_id=contact, **who,
            defaults={"alike": alike, "raised_on": on},
        )  # fmt: skip
        raised += is_new or _is_back(caution)
    if raised:
        _tell_leads(open_day, on)
        audit.record(Kind.OPEN_DAY_CAUTION, about=open_day, by=None, on=on, raised=raised)
    return raised


def _is_back(caution: OpenDayCaution) -> bool:
    """They were to be kept apart, and stand on the list again: it has to be looked at once more."""
    if caution.companion_of_id is None or caution.finding != OpenDayCaution.Finding.APART:
        return False
    caution.finding, caution.settled_on, caution.settled_by = "", None, None
    caution.save(update_fields=["finding", "settled_on", "settled_by"])
    return True


def _volunteers(
    open_day: OpenDay, contacts: dict[int, int]
) -> list[tuple[int, list[str], dict[str, object]]]:
    places = {guest.volunteer_id: guest for guest in open_day.volunteers.all()}
    flags = Flag.objects.all().in_the_way().filter(contact__in=contacts, application__volunteer__in=places)
    return [
        (
            flag.contact_id or 0,
            flag.alike,
            {"volunteer": places[flag.application.volunteer_id], "companion_of": None},
        )
        for flag in flags.select_related("application").order_by("pk")
    ]


def _companions(
    guests: list[ChildGuest], contacts: dict[int, int], on: date
) -> list[tuple[int, list[str], dict[str, object]]]:
    """Only whole names are compared: a first name alone is not somebody."""
    found: list[tuple[int, list[str], dict[str, object]]] = []
    named = [guest for guest in guests if guest.comes_with]
    barred = Barred(on) if named else None
    for guest in named:
        names = [name.strip() for name in BETWEEN_NAMES.split(guest.comes_with) if " " in name.strip()]
        alike = barred.like(Described(names=tuple(names))) if barred and names else {}
        who: dict[str, object] = {"volunteer": None, "companion_of": guest}
        found += [(contact, kinds, who) for contact, kinds in sorted(alike.items()) if contact in contacts]
    return found


def _tell_leads(open_day: OpenDay, on: date) -> None:
    leads = {
        lead.pk: lead
        for scheme in open_day.schemes.all()
        for lead in who_may(Permission.DECIDE_CONCERN, scheme, on)
    }
    send_all(
        to=leads.values(), event="answer to read today", link=reverse("matching:open_day_cautions"),
        at=moment(on, time.min),
    )  # fmt: skip


@transaction.atomic
def see_who_may_come(*, at: datetime) -> int:
    """By the clock, until the day begins: who may not come as things stand has their place taken back, and is told."""
    on, taken = at.astimezone(LONDON).date(), 0
    for open_day in OpenDay.objects.ahead(at).order_by("pk"):
        look_around(open_day=open_day, on=on)
        guests = list(open_day.volunteers.filter(status__in=EXPECTED).with_people())
        may = queries.may_come([guest.volunteer for guest in guests], open_day, on)
        for guest in guests:
            if guest.volunteer_id not in may:
                guest.move("take back", by=None, on=on)
                tell_volunteers([guest], "invitation changed", at=at)
                audit.record(Kind.OPEN_DAY_ANSWERED, about=guest, by=None, on=on, said="taken back")
                taken += 1
    return taken


@transaction.atomic
def settle_caution(*, caution: OpenDayCaution, finding: str, by: User, on: date) -> OpenDayCaution:
    """A lead has looked at somebody who comes along with a child: somebody else, or they must be kept apart."""
    if caution.settled_on:
        raise CannotOpenDay("This has been settled already.")
    if caution.companion_of is None:
        raise CannotOpenDay("A volunteer is looked at where their application is.")
    if finding not in OpenDayCaution.Finding.values:
        raise CannotOpenDay("Say what you found.", "finding")
    caution.finding, caution.settled_on, caution.settled_by = finding, on, by
    caution.save(update_fields=["finding", "settled_on", "settled_by"])
    if finding == OpenDayCaution.Finding.APART:
        guest = caution.companion_of
        guest.comes_with = ""
        guest.save(update_fields=["comes_with"])
    audit.record(Kind.OPEN_DAY_CAUTION, about=caution.open_day, by=by, on=on, finding=finding)
    return caution
