"""Telling applicants: a letter they read by a link of their own, on paper, or by word of mouth that is written down."""

from datetime import date

from django.db import transaction
from django.urls import reverse

from kith.access.models import User
from kith.audit import actions as audit
from kith.audit.events import Kind
from kith.foundation.dates import moment
from kith.messages.actions import send
from kith.recruitment.actions.common import WHEN_TOLD, not_about_themself
from kith.recruitment.actions.letter_words import refuse_indiscreet_words
from kith.recruitment.discreet import repeats_what_was_private
from kith.recruitment.models import Application, Letter
from kith.recruitment.refusals import CannotSend
from kith.recruitment.states import Status
from kith.schemes.models import Scheme


@transaction.atomic
def write_letter(
    *, application: Application, kind: str, how: str, words: str = "", by: User | None, on: date
) -> Letter:
    """Tell an applicant. What only those who vet may read cannot go out by mistake."""
    if by:
        not_about_themself(application.volunteer, by, CannotSend)
    if how != Letter.How.TOLD and not words.strip():
        raise CannotSend("Write the letter first.", "words")
    if how == Letter.How.EMAIL and not application.volunteer.email:
        raise CannotSend(
            f"{application.volunteer.first_name} has no e-mail address here. Print the letter, or tell them.",
            "how",
        )
    _refuse_unfit_words(application, kind, words)
    letter = Letter.objects.create(
        application=application,
        kind=kind,
        how=how,
        words="" if how == Letter.How.TOLD else words.strip(),
        on=on,
        created_by=by,
    )
    if how == Letter.How.EMAIL:
        send(
            to_address=application.volunteer.email,
            event="letter for applicant",
            about=application,
            link=reverse("recruitment:letter", args=[letter.public_id]),
            at=moment(on, WHEN_TOLD),
        )
    if kind == Letter.Kind.INVITATION and application.status == Status.APPLIED:
        application.asked_on = on
        application.save(update_fields=["asked_on"])
    audit.record(Kind.APPLICANT_TOLD, about=application, by=by, on=on, letter=kind, how=how)
    return letter


def _refuse_unfit_words(application: Application, kind: str, words: str) -> None:
    """Refuse what was written for those who vet, and what no letter may say. The names of schemes are no secret."""
    if repeats_what_was_private(application, words):
        raise CannotSend(
            "This letter repeats what was written for those who vet. Say it in other words, or not at all.",
            "words",
        )
    scheme = application.scheme
    for name in (scheme.name, scheme.provider.name):
        words = words.replace(name, "")
    refuse_indiscreet_words(kind, words)


@transaction.atomic
def send_form(*, application: Application, by: User, on: date) -> Letter:
    """Send the link to the application form; from now on it is their turn."""
    not_about_themself(application.volunteer, by, CannotSend)
    if application.status != Status.ENQUIRED:
        raise CannotSend("They have applied already.")
    if not application.volunteer.email:
        raise CannotSend(
            f"{application.volunteer.first_name} has no e-mail address here. Fill the form in with them, and say "
            "that it is back."
        )
    return offer_form(application=application, by=by, on=on)


def offer_form(*, application: Application, by: User | None, on: date) -> Letter:
    """The link itself, with the enquiry's own thanks or when staff send it."""
    letter = Letter.objects.create(
        application=application, kind=Letter.Kind.FORM, how=Letter.How.EMAIL, on=on, created_by=by
    )
    send(
        to_address=application.volunteer.email,
        event="form for applicant",
        about=application,
        link=reverse("recruitment:come_back", args=[application.scheme.public_id]),
        at=moment(on, WHEN_TOLD),
    )
    application.asked_on, application.warned_on = on, None
    application.save(update_fields=["asked_on", "warned_on"])
    audit.record(Kind.APPLICANT_TOLD, about=application, by=by, on=on, letter=letter.kind, how=letter.how)
    return letter


@transaction.atomic
def send_form_again(*, scheme: Scheme, email: str, on: date) -> None:
    """Whoever writes a second time gets the way to their form once more. That there is one is told to nobody else."""
    theirs = Application.objects.on_the_way().filter(scheme=scheme, volunteer__email__iexact=email)
    application = theirs.order_by("-pk").first()
    if application is None:
        return
    send(
        to_address=application.volunteer.email,
        event="form for applicant",
        about=application,
        link=reverse("recruitment:come_back", args=[scheme.public_id]),
        at=moment(on, WHEN_TOLD),
    )
    audit.record(Kind.APPLICANT_TOLD, about=application, by=None, on=on, letter="form", again=True)
