"""Finding what those who vet must look at, and settling it."""

from collections.abc import Iterable
from datetime import date, datetime, timedelta

from django.db import transaction
from django.urls import reverse

from kith.access.models import User
from kith.access.policy import Permission
from kith.access.reach import schemes_for
from kith.audit import actions as audit
from kith.audit.events import Kind
from kith.foundation.dates import LONDON
from kith.people.models import Volunteer
from kith.recruitment.actions.common import not_about_themself, tell
from kith.recruitment.alike import described, known, may_be_earlier
from kith.recruitment.models import Application, Flag
from kith.recruitment.queries import who_may
from kith.recruitment.refusals import CannotSettle
from kith.recruitment.states import ON_THE_WAY, Status
from kith.safeguarding.marks import Barred
from kith.safeguarding.models import BarredContact
from kith.science.likeness import likeness

CLOSENESS = {"name": 70, "sound": 50, "address": 80, "phone": 90, "email": 95}
SEVERAL = 98
LOOK_BACK = timedelta(minutes=30)  # twice as long as between two looks


@transaction.atomic
def look_for_earlier(*, application: Application, on: date) -> list[Flag]:
    """Compare an application with every earlier one at the same provider; each likeness is flagged once."""
    me = known(application)
    already = set(application.flags.values_list("earlier_id", flat=True))
    found = []
    for earlier in may_be_earlier(application):
        alike = likeness(me, known(earlier))
        same_row = earlier.volunteer_id == application.volunteer_id
        if earlier.pk in already or not (alike or same_row):
            continue
        flag = Flag.objects.create(
            application=application,
            kind=Flag.Kind.EARLIER,
            earlier=earlier,
            alike=list(alike.alike) if alike else ["name"],
            closeness=100 if same_row else alike.closeness if alike else 0,
            raised_on=on,
        )
        audit.record(Kind.APPLICATION_FLAGGED, about=application, by=None, on=on, flag=flag.kind)
        found.append(flag)
    return found


@transaction.atomic
def look_for_conflicts(*, applications: Iterable[Application], on: date) -> list[Flag]:
    """Compare applicants with everybody whom a child must be kept from; the leads are told at once."""
    barred, found = Barred(on), []
    if not barred.found:
        return []
    for application in applications:
        alike = barred.like(described(application))
        if not alike:
            continue
        already = set(application.flags.values_list("contact_id", flat=True))
        for contact, kinds in alike.items():
            if contact not in already:
                found.append(_flag_conflict(application, contact, kinds, on))
    return found


def _flag_conflict(application: Application, contact: int, kinds: list[str], on: date) -> Flag:
    closeness = SEVERAL if len(set(kinds) - {"sound"}) > 1 else max(CLOSENESS[kind] for kind in kinds)
    flag = Flag.objects.create(
        application=application,
        kind=Flag.Kind.CONFLICT,
        contact_id=contact,
        alike=kinds,
        closeness=closeness,
        raised_on=on,
    )
    audit.record(Kind.APPLICATION_FLAGGED, about=application, by=None, on=on, flag=flag.kind)
    link = reverse("recruitment:flag", args=[flag.public_id])
    for lead in who_may(Permission.DECIDE_CONCERN, application.scheme, on):
        tell(lead, "something new", application, on, link=link)
    return flag


def compare_everybody(*, on: date) -> list[Flag]:
    """Everybody on the way or approved against all whom children must be kept from; each night, and after a new one."""
    rows = Application.objects.filter(status__in=(*ON_THE_WAY, Status.APPROVED))
    wanted = rows.select_related("volunteer", "scheme__provider", "answers").order_by("pk")
    return look_for_conflicts(applications=wanted.iterator(chunk_size=1000), on=on)


def compare_with_old(*, at: datetime) -> int:
    """Each night: what people are called and reached by changes, and so do orders."""
    return len(compare_everybody(on=at.astimezone(LONDON).date()))


def compare_with_new(*, at: datetime) -> int:
    """Somebody was written down whom a child must be kept from: those who are here already are looked at at once."""
    if not BarredContact.objects.filter(created_at__gte=at - LOOK_BACK).exists():
        return 0
    return compare_with_old(at=at)


def compare_again(*, volunteer: Volunteer, on: date) -> None:
    """What they are called, or reached by, or when they were born, has changed."""
    rows = Application.objects.filter(volunteer=volunteer, status__in=(*ON_THE_WAY, Status.APPROVED))
    listed = list(rows.select_related("volunteer", "scheme").order_by("pk"))
    look_for_conflicts(applications=listed, on=on)
    for application in listed:
        if application.status in ON_THE_WAY:
            look_for_earlier(application=application, on=on)


@transaction.atomic
def settle_flag(*, flag: Flag, finding: str, words: str, by: User, on: date) -> Flag:
    """Somebody who vets has looked: the same person, or not. A conflict is settled by a safeguarding lead."""
    application = flag.application
    not_about_themself(application.volunteer, by, CannotSettle)
    if flag.settled_on:
        raise CannotSettle("This has been settled already.")
    if finding not in Flag.Finding.values:
        raise CannotSettle("Say what you found.", "finding")
    if not words.strip():
        raise CannotSettle("Write how you found out.", "words")
    right = Permission.DECIDE_CONCERN if flag.kind == Flag.Kind.CONFLICT else Permission.SEE_VETTING
    if not schemes_for(by, right, on).filter(pk=application.scheme_id).exists():
        raise CannotSettle("Only a safeguarding lead can settle this.")
    if application.recruiter_id == by.pk:
        raise CannotSettle("You are their recruiter: somebody else must settle this.")
    flag.finding, flag.words, flag.settled_on, flag.settled_by = finding, words.strip(), on, by
    flag.save(update_fields=["finding", "words", "settled_on", "settled_by"])
    audit.record(Kind.FLAG_SETTLED, about=application, by=by, on=on, flag=flag.kind, finding=finding)
    return flag
