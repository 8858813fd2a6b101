"""A manager says who is trained to interview, and takes it back."""

from datetime import date

from django.db import transaction

from kith.access.models import User
from kith.audit import actions as audit
from kith.audit.events import Kind
from kith.foundation.dates import day_words, months_after
from kith.recruitment.models import Interviewer
from kith.recruitment.refusals import CannotInterview
from kith.recruitment.vetting.interviewers import MONTHS, MOST_MONTHS
from kith.schemes.models import Organisation


@transaction.atomic
def mark_interviewer(
    *,
    user: User,
    provider: Organisation,
    training: str,
    trained_on: date,
    until: date | None = None,
    by: User,
    on: date,
) -> Interviewer:
    """From the day of their training until a day they may be one of the two who interview. Nobody says it of themself."""
    if user == by:
        raise CannotInterview("Somebody other than you must say that you are trained.", "who")
    if not training.strip():
        raise CannotInterview("Say which training it was, and who gave it.", "training")
    if trained_on > on:
        raise CannotInterview("The day of the training must be today or earlier.", "trained_on")
    until = until or months_after(trained_on, MONTHS)
    if until < trained_on:
        raise CannotInterview("The last day must be after the day of the training.", "until")
    if until < on:
        raise CannotInterview(
            f"This ran out on {day_words(until)}. Put it down once they are trained again.", "until"
        )
    if until > months_after(trained_on, MOST_MONTHS):
        raise CannotInterview(f"Nobody is trained for longer than {MOST_MONTHS // 12} years.", "until")
    marks = Interviewer.objects.standing().filter(provider=provider, user=user)
    if marks.filter(trained_on=trained_on).exists():
        raise CannotInterview(f"This training of {user.name}’s is written down already.", "trained_on")
    mark = Interviewer.objects.create(
        provider=provider,
        user=user,
        training=training.strip(),
        trained_on=trained_on,
        until=until,
        created_by=by,
    )
    audit.record(Kind.INTERVIEWER_MARKED, about=mark, by=by, on=on, step="trained")
    return mark


@transaction.atomic
def unmark_interviewer(*, mark: Interviewer, by: User, on: date) -> Interviewer:
    """From now they interview nobody. Interviews that they have held stay as they are."""
    if mark.ended_on:
        raise CannotInterview("This has been taken back already.")
    mark.ended_on, mark.ended_by = on, by
    mark.save(update_fields=["ended_on", "ended_by"])
    audit.record(Kind.INTERVIEWER_MARKED, about=mark, by=by, on=on, step="taken back")
    return mark
