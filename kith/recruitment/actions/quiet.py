"""Applicants who do not answer: whose turn it is, a warning in good time, and the end of waiting."""

from datetime import date, datetime

from django.db import transaction

from kith.access.models import User
from kith.audit import actions as audit
from kith.audit.events import Kind
from kith.foundation.dates import LONDON, day_words
from kith.recruitment import letters
from kith.recruitment.actions.closing import close_down
from kith.recruitment.actions.common import not_about_themself
from kith.recruitment.actions.letters import write_letter
from kith.recruitment.keeping import Keeping, keeping_of
from kith.recruitment.models import Application, Letter
from kith.recruitment.refusals import CannotStep
from kith.recruitment.states import ON_THE_WAY


@transaction.atomic
def await_answer(*, application: Application, by: User, on: date) -> Application:
    """It is their turn: the days without an answer are counted from today."""
    return _turn(application, on, by, on, "awaited")


@transaction.atomic
def note_answer(*, application: Application, by: User, on: date) -> Application:
    """They have answered: it is our turn, and nothing lapses."""
    return _turn(application, None, by, on, "come")


def _turn(application: Application, asked_on: date | None, by: User, on: date, turn: str) -> Application:
    not_about_themself(application.volunteer, by, CannotStep)
    if application.status not in ON_THE_WAY:
        raise CannotStep("This application is closed.")
    application.asked_on, application.warned_on = asked_on, None
    application.save(update_fields=["asked_on", "warned_on"])
    audit.record(Kind.ANSWER_AWAITED, about=application, by=by, on=on, answer=turn)
    return application


def see_to_the_quiet(*, at: datetime) -> tuple[int, int]:
    """Each night: warn whoever has long not answered, and close what was warned of. Returns how many of each."""
    on = at.astimezone(LONDON).date()
    waiting = Application.objects.filter(asked_on__isnull=False, status__in=ON_THE_WAY)
    rows = list(waiting.select_related("volunteer", "scheme__provider", "recruiter").order_by("pk"))
    rules = keeping_of({row.scheme for row in rows}, on)
    warned = lapsed = 0
    for application in rows:
        keeping, asked_on = rules[application.scheme_id], application.asked_on
        assert asked_on is not None
        if application.warned_on is None:
            if keeping.warned_on(asked_on) <= on:
                _warn(application, keeping, on)
                warned += 1
        elif keeping.lapses_on(asked_on, application.warned_on) <= on:
            _lapse(application, on)
            lapsed += 1
    return warned, lapsed


@transaction.atomic
def _warn(application: Application, keeping: Keeping, on: date) -> None:
    assert application.asked_on is not None
    application.warned_on = on
    application.save(update_fields=["warned_on"])
    until = day_words(keeping.lapses_on(application.asked_on, on))
    _write(application, Letter.Kind.REMINDER, on, until)


@transaction.atomic
def _lapse(application: Application, on: date) -> None:
    application.move("lapse", by=None, on=on)
    close_down(application=application, by=None, on=on)
    audit.record(Kind.APPLICATION_MOVED, about=application, by=None, on=on, step="lapse")
    _write(application, Letter.Kind.LAPSED, on)


def _write(application: Application, kind: str, on: date, until: str = "") -> None:
    """The usual words, in the recruiter's name. Somebody without e-mail is left to a coordinator's letter."""
    if not application.volunteer.email:
        return
    sender = application.recruiter.name if application.recruiter else application.scheme.name
    words = letters.draft(kind, application, sender=sender, until=until)
    write_letter(application=application, kind=kind, how=Letter.How.EMAIL, words=words, by=None, on=on)
