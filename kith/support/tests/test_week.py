"""The letter on Monday: to whom the week asks something of, saying nothing; it can be stopped."""

import pytest

from kith.foundation.dates import now
from kith.meetings.tests.factories import a_coordinator
from kith.messages.letters import LETTERS
from kith.messages.models import OutboxMessage
from kith.support.actions import write_the_week
from kith.support.tests.people import coordinator_of, everybody, go, send, text

pytestmark = pytest.mark.django_db


def letters(user):
    return OutboxMessage.objects.filter(to=user, event="the week")


def test_whoever_the_week_asks_something_of_has_one_letter_and_nobody_else():
    match = everybody()
    calm = a_coordinator(first_name="Tess")
    written = write_the_week(at=now())
    assert letters(coordinator_of(match)).count() == 1
    assert not letters(calm)
    assert not letters(match.volunteer.user)
    assert written == OutboxMessage.objects.filter(event="the week").count()


def test_the_letter_says_no_more_than_that_there_is_something_to_read():
    match = everybody("Perpetua", "Ruth")
    write_the_week(at=now())
    letter = letters(coordinator_of(match)).get()
    assert set(letter.values) == {"link", "reference"}
    assert letter.values["link"].endswith("/support/week")
    assert letter.values["reference"] == ""
    assert "{link}" in LETTERS["the week"].body


def test_it_can_be_stopped_and_sent_again(client):
    match = everybody()
    priya = coordinator_of(match)
    send(client, priya, "week_letter", wanted="no")
    assert "No letter comes on Mondays" in text(go(client, priya, "week"))
    write_the_week(at=now())
    assert not letters(priya)
    send(client, priya, "week_letter", wanted="yes")
    page = go(client, priya, "week")
    assert "A letter comes on Monday mornings" in text(page)
    write_the_week(at=now())
    assert letters(priya).count() == 1
