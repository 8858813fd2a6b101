"""Asking for a reference by letter, hearing the answer, asking again, and making sure from whom it is.

What is answered goes to those who record vetting, and to nobody else: whoever recruits learns that it came when it has
been verified, and never what it says.
"""

import json
from collections.abc import Mapping
from datetime import date, time, timedelta
from typing import Any

from django.db import transaction
from django.urls import reverse

from kith.access.models import User
from kith.access.policy import Permission
from kith.audit import actions as audit
from kith.audit.events import Kind
from kith.foundation.dates import moment
from kith.messages.actions import send
from kith.people.models import Volunteer
from kith.recruitment.actions.checks import record_check
from kith.recruitment.actions.common import WHEN_TOLD, not_about_themself, tell
from kith.recruitment.models import Application, Check, Reference
from kith.recruitment.queries import who_may
from kith.recruitment.refusals import CannotAsk
from kith.recruitment.vetting.evidence import RELATIONS, RELATIVE
from kith.recruitment.vetting.links import address_of_reference
from kith.recruitment.vetting.states import ReferenceStatus
from kith.schemes.models import Scheme

OPEN_DAYS = 28
AT_ONCE = time()  # whatever the hour: it has begun already
CHASED_AFTER = (7, 14, 21)  # days without an answer after which they are written to again


@transaction.atomic
def ask_for_reference(
    *,
    application: Application,
    name: str,
    email: str,
    relation: str,
    phone: str = "",
    by: User,
    on: date,
) -> Reference:
    """Write to somebody whom the volunteer has named. Family is not asked; nor is anybody twice."""
    volunteer, scheme = application.volunteer, application.scheme
    not_about_themself(volunteer, by, CannotAsk)
    name, email = " ".join(name.split()), email.strip().lower()
    _refuse_unfit(volunteer, name, email, relation)
    _refuse_twice(volunteer, scheme, name, email)
    if not who_may(Permission.RECORD_VETTING, scheme, on):
        raise CannotAsk(
            f"Nobody in {scheme} may read the answer yet. Give somebody the role of vetting officer first."
        )
    reference = Reference.objects.create(
        volunteer=volunteer,
        scheme=scheme,
        name=name,
        email=email,
        phone=phone.strip(),
        relation=relation,
        asked_on=on,
        open_until=on + timedelta(days=OPEN_DAYS),
        created_by=by,
    )
    _write_to(reference, "reference asked", on)
    audit.record(Kind.REFERENCE_ASKED, about=reference, by=by, on=on)
    return reference


def _refuse_unfit(volunteer: Volunteer, name: str, email: str, relation: str) -> None:
    if not name:
        raise CannotAsk("Enter who is to give the reference.", "name")
    if name.casefold() == volunteer.name.casefold():
        raise CannotAsk(f"{volunteer.first_name} cannot be their own referee.", "name")
    if not email:
        raise CannotAsk(
            "Enter their e-mail address. Without one, write the reference down yourself.", "email"
        )
    if email == volunteer.email.lower():
        raise CannotAsk(
            f"This is {volunteer.first_name}’s own address. Ask for one that is the referee’s alone.", "email"
        )
    if relation == RELATIVE:
        raise CannotAsk(
            f"A reference from family does not count. Ask {volunteer.first_name} for somebody who is not "
            "related to them.",
            "relation",
        )
    if relation not in RELATIONS:
        raise CannotAsk(f"Choose how they know {volunteer.first_name}.", "relation")


def _refuse_twice(volunteer: Volunteer, scheme: Scheme, name: str, email: str) -> None:
    asked = Reference.objects.of(volunteer, scheme).filter(
        status__in=[ReferenceStatus.ASKED, ReferenceStatus.ANSWERED, ReferenceStatus.VERIFIED]
    )
    for other in asked:
        if other.email == email:
            raise CannotAsk(f"{other.name} has been asked at this address already.", "email")
        if other.name.casefold() == name.casefold():
            raise CannotAsk(
                f"{other.name} has been asked already. The two must come from different people.", "name"
            )


def _write_to(reference: Reference, event: str, on: date) -> None:
    send(
        to_address=reference.email,
        event=event,
        about=reference,
        link=address_of_reference(reference),
        at=moment(on, WHEN_TOLD),
    )


@transaction.atomic
def answer_reference(*, reference: Reference, answer: Mapping[str, Any], on: date) -> Reference:
    """Somebody has answered. A worry goes to those who record vetting at once, as something for today.

    `answer` says `relation`, `years`, `like`, `relied_on`, `worry` and the words to each. Family is thanked, and kept out.
    """
    _is_open(reference, on)
    if answer.get("relation") == RELATIVE:
        return refuse_reference(reference=reference, reason=RELATIVE, on=on)
    if answer.get("relation") not in RELATIONS:
        raise CannotAsk("Choose how you know each other.", "relation")
    if answer.get("worry") not in ("yes", "no"):
        raise CannotAsk("Answer the question about children. It is always asked.", "worry")
    reference.worry = answer["worry"] == "yes" or answer.get("relied_on") == "no"
    reference.answer = json.dumps(dict(answer), ensure_ascii=False)
    reference.answered_on = on
    reference.save(update_fields=["worry", "answer", "answered_on"])
    reference.move("answer", by=None, on=on)
    audit.record(Kind.REFERENCE_ANSWERED, about=reference, by=None, on=on)
    for officer in who_may(Permission.RECORD_VETTING, reference.scheme, on):
        send(
            to=officer,
            event="answer to read today" if reference.worry else "something new",
            about=reference,
            link=reverse("recruitment:read_reference", args=[reference.public_id]),
            at=moment(on, AT_ONCE if reference.worry else WHEN_TOLD),
        )
    return reference


def _is_open(reference: Reference, on: date) -> None:
    if not reference.is_open_on(on):
        raise CannotAsk("This link is not open any more.")


@transaction.atomic
def refuse_reference(*, reference: Reference, reason: str = "", on: date) -> Reference:
    """They would rather not, or are family. Nothing else is kept, and nobody is told why."""
    _is_open(reference, on)
    reference.move("refuse", by=None, on=on, reason=reason)
    audit.record(Kind.REFERENCE_REFUSED, about=reference, by=None, on=on)
    _tell_who_asked(reference, on)
    return reference


def _tell_who_asked(reference: Reference, on: date) -> None:
    """Somebody else must be asked: the recruiter, or whoever wrote to them."""
    application = _application_of(reference)
    colleague = (application.recruiter if application else None) or reference.created_by
    if application and colleague:
        link = reverse("recruitment:references", args=[application.public_id])
        tell(colleague, "something new", application, on, link=link)


def _application_of(reference: Reference) -> Application | None:
    rows = Application.objects.filter(volunteer=reference.volunteer_id, scheme=reference.scheme_id)
    return rows.select_related("recruiter").order_by("pk").last()


@transaction.atomic
def chase_references(*, on: date) -> int:
    """Every morning: write again to those who have not answered, and let go of those who never will."""
    written = 0
    for reference in Reference.objects.unanswered().select_related("scheme").order_by("pk"):
        if on > reference.open_until:
            reference.move("run out", by=None, on=on)
            _tell_who_asked(reference, on)
            continue
        due = sum(on >= reference.asked_on + timedelta(days=days) for days in CHASED_AFTER)
        if due > reference.chased:
            reference.chased = due
            reference.save(update_fields=["chased"])
            _write_to(reference, "reference asked again", on)
            audit.record(Kind.REFERENCE_CHASED, about=reference, by=None, on=on, times=due)
            written += 1
    return written


@transaction.atomic
def ask_again(*, reference: Reference, by: User, on: date) -> Reference:
    """Open a new link for somebody who did not answer in time. The old one opens nothing any more."""
    not_about_themself(reference.volunteer, by, CannotAsk)
    reference.move("ask again", by=by, on=on)
    reference.turn += 1
    reference.asked_on, reference.open_until = on, on + timedelta(days=OPEN_DAYS)
    reference.chased = 0
    reference.save(update_fields=["turn", "asked_on", "open_until", "chased"])
    _write_to(reference, "reference asked", on)
    audit.record(Kind.REFERENCE_ASKED, about=reference, by=by, on=on)
    return reference


@transaction.atomic
def take_back_reference(*, reference: Reference, by: User, on: date) -> Reference:
    """Ask this person no more; their link opens nothing from now."""
    not_about_themself(reference.volunteer, by, CannotAsk)
    reference.move("take back", by=by, on=on)
    audit.record(Kind.REFERENCE_TAKEN_BACK, about=reference, by=by, on=on)
    return reference


@transaction.atomic
def verify_reference(
    *,
    reference: Reference,
    verified: str,
    vetting_words: str,
    passed: bool,
    by: User,
    on: date,
) -> Check:
    """It is really from them, and speaks for the volunteer or not. From now it counts, as a check."""
    if reference.status != ReferenceStatus.ANSWERED:
        raise CannotAsk(f"This reference is {reference.get_status_display().lower()}.")
    if not vetting_words.strip():
        raise CannotAsk("Say whom you spoke to, when, and what was said.", "vetting_words")
    said = json.loads(reference.answer)
    check = record_check(
        volunteer=reference.volunteer,
        scheme=reference.scheme,
        kind="reference",
        given_by=reference.name,
        details={
            "relation": said["relation"],
            "years": said.get("years"),
            "verified": verified,
            "worry": reference.worry,
            "by_link": True,
        },
        vetting_words=vetting_words,
        passed=passed,
        done_on=reference.answered_on,
        by=by,
        on=on,
    )
    reference.check_made = check
    reference.save(update_fields=["check_made"])
    reference.move("verify", by=by, on=on)
    audit.record(Kind.REFERENCE_VERIFIED, about=reference, by=by, on=on)
    return check
