"""The outbox: filed with the deed, sent by the worker, never a word too many."""

from datetime import UTC, datetime, timedelta
from string import Formatter

import pytest
from django.core import mail
from django.db import transaction

from kith.access.tests.factories import a_user
from kith.messages.actions import MOST_TRIES, send, send_due
from kith.messages.letters import LETTERS
from kith.messages.models import OutboxMessage, Preference

NOON = datetime(2026, 11, 24, 12, tzinfo=UTC)

pytestmark = pytest.mark.django_db


def test_a_message_is_sent_once():
    send(to=a_user(), event="something new", at=NOON, link="/meetings/")
    assert send_due(at=NOON) == 1
    assert send_due(at=NOON) == 0
    (sent,) = mail.outbox
    assert "/meetings/" in sent.body
    assert sent.extra_headers["Message-ID"].startswith("<")


def _a_message_and_then_a_fault():
    send(to=a_user(), event="something new", at=NOON)
    raise ZeroDivisionError


def test_a_message_of_a_deed_that_failed_is_never_sent():
    with pytest.raises(ZeroDivisionError), transaction.atomic():
        _a_message_and_then_a_fault()
    assert send_due(at=NOON) == 0


def test_nobody_is_written_to_who_does_not_want_it_or_has_gone():
    unwilling, gone = a_user(), a_user(is_active=False)
    Preference.objects.create(user=unwilling, event="meeting changed", channel="none")
    assert send(to=unwilling, event="meeting changed", at=NOON) is None
    assert send(to=gone, event="meeting changed", at=NOON) is None
    assert send(to=a_user(email=None), event="meeting changed", at=NOON) is None
    assert send(to=unwilling, event="something new", at=NOON) is not None


def test_a_mail_server_that_is_away_is_tried_again_later_and_at_last_given_up(settings):
    settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
    settings.EMAIL_HOST, settings.EMAIL_PORT = "127.0.0.1", 1
    message = send(to=a_user(), event="something new", at=NOON)
    assert send_due(at=NOON) == 0
    message.refresh_from_db()
    assert (message.state, message.attempts, message.last_error) == ("waiting", 1, "ConnectionRefusedError")
    assert send_due(at=NOON + timedelta(seconds=30)) == 0
    later = NOON
    for _ in range(MOST_TRIES):
        later += timedelta(days=1)
        send_due(at=later)
    message.refresh_from_db()
    assert (message.state, message.attempts) == (OutboxMessage.State.GIVEN_UP, MOST_TRIES)


@pytest.mark.parametrize("event", LETTERS)
def test_a_letter_tells_nothing_of_anybody(event):
    letter = LETTERS[event]
    told = {
        name for text in (letter.subject, letter.body) for _, name, _, _ in Formatter().parse(text) if name
    }
    assert told <= {"link", "reference"}
    for word in ("child", "care", "mentor", "visitor", "council", "volunteer", "safeguarding"):
        assert word not in f"{letter.subject} {letter.body}".lower()
