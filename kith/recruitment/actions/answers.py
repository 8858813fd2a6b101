"""What applicants do themselves, without an account: come back by a code, fill in the form, send it."""

import hashlib
import hmac
import json
import secrets
from collections.abc import Mapping
from datetime import date, datetime
from typing import Any

from django.conf import settings
from django.db import transaction
from django.db.models import F
from django.urls import reverse

from kith.access.policy import Permission
from kith.audit import actions as audit
from kith.audit.events import Kind
from kith.foundation.dates import LONDON
from kith.messages.actions import send
from kith.recruitment.actions.common import tell
from kith.recruitment.actions.flags import look_for_conflicts, look_for_earlier
from kith.recruitment.actions.profiles import plain
from kith.recruitment.applying import sections
from kith.recruitment.models import Answers, Application, WayBack
from kith.recruitment.queries import who_may
from kith.recruitment.refusals import CannotComeBack, CannotSend
from kith.recruitment.states import ON_THE_WAY, Status
from kith.schemes.models import Scheme

WRONG = "This code does not open anything. Look at the latest e-mail, or ask for another code."
FIGURES = 6


def _digest(application: Application, code: str) -> str:
    told = f"way back:{application.public_id}:{code}"
    return hmac.new(settings.SECRET_KEY.encode(), told.encode(), hashlib.sha256).hexdigest()


def _theirs(scheme: Scheme, email: str) -> Application | None:
    """The application this address may open: the newest on the way, or else the newest."""
    rows = Application.objects.filter(scheme=scheme, volunteer__email__iexact=email.strip())
    newest = rows.order_by("-pk")
    return newest.filter(status__in=ON_THE_WAY).first() or newest.first()


@transaction.atomic
def send_way_back(*, scheme: Scheme, email: str, at: datetime) -> None:
    """E-mail a code to whoever has applied with this address. Nobody is told whether anybody has."""
    application = _theirs(scheme, email) if email.strip() else None
    if application is None:
        return
    application.ways_back.all().delete()
    code = f"{secrets.randbelow(10**FIGURES):0{FIGURES}d}"
    WayBack.objects.create(application=application, digest=_digest(application, code), sent_at=at)
    send(
        to_address=application.volunteer.email,
        event="code for applicant",
        about=application,
        link=reverse("recruitment:come_back", args=[scheme.public_id]),
        reference=code,
        at=at,
    )


def come_back(*, scheme: Scheme, email: str, code: str, at: datetime) -> Application:
    """Open the application that the code was sent for. A wrong try counts, whatever becomes of the request."""
    application = _theirs(scheme, email)
    way = application.ways_back.order_by("-pk").first() if application else None
    if application is None or way is None or not way.holds(at):
        raise CannotComeBack(WRONG, "code")
    typed = "".join(sign for sign in code if sign.isdigit())
    if not hmac.compare_digest(way.digest, _digest(application, typed)):
        WayBack.objects.filter(pk=way.pk).update(tries=F("tries") + 1)
        raise CannotComeBack(WRONG, "code")
    with transaction.atomic():
        way.used_at = at
        way.save(update_fields=["used_at"])
        audit.record(Kind.APPLICANT_CAME_BACK, about=application, by=None, on=at.astimezone(LONDON).date())
    return application


@transaction.atomic
def keep_section(*, application: Application, slug: str, said: Mapping[str, Any], on: date) -> Answers:
    """Keep one section as the applicant has filled it in. What they declare goes into the sealed part."""
    answers = _open_answers(application, on)
    told = sections.plain(said)
    if sections.BY_SLUG[slug].sealed:
        answers.sealed = json.dumps(answers.sealed_sections | {slug: told})
    else:
        answers.said = json.dumps(answers.sections | {slug: told})
    answers.save(update_fields=["said", "sealed"])
    if application.warned_on:  # they are going on: nothing lapses while they write
        application.asked_on, application.warned_on = on, None
        application.save(update_fields=["asked_on", "warned_on"])
    return answers


def _open_answers(application: Application, on: date) -> Answers:
    if application.status not in ON_THE_WAY:
        raise CannotSend("This application is closed. Write to us if you would like to take it up again.")
    answers, _ = Answers.objects.get_or_create(application=application, defaults={"begun_on": on})
    if answers.sent_on:
        raise CannotSend("You have sent this form already. Tell us if something has changed.")
    application.answers = answers  # whoever asks the application next sees what was kept last
    return answers


@transaction.atomic
def send_answers(*, application: Application, on: date) -> Application:
    """The form is complete: the scheme reads it, what they declared goes to those who vet alone."""
    answers = _open_answers(application, on)
    if lacking := sections.lacking(answers):
        raise CannotSend(f"Fill in first: {', '.join(section.title.lower() for section in lacking)}.")
    volunteer = application.volunteer
    about = plain(sections.profile_of(answers))
    for name, value in about.items():
        setattr(volunteer, name, value)
    volunteer.save(update_fields=list(about))
    application.why = sections.why_of(answers)
    application.save(update_fields=["why"])
    answers.sent_on = on
    answers.save(update_fields=["sent_on"])
    if application.status == Status.ENQUIRED:
        application.move("apply", by=None, on=on)
    audit.record(Kind.APPLICATION_SENT, about=application, by=None, on=on)
    look_for_earlier(application=application, on=on)
    look_for_conflicts(applications=[application], on=on)
    colleagues = (
        [application.recruiter]
        if application.recruiter
        else who_may(Permission.RECORD_CHECK, application.scheme, on)
    )
    for colleague in colleagues:
        tell(colleague, "something new", application, on)
    return application
