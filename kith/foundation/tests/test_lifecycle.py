"""A row moves by its table, leaves a signed trace, and is moved by one person at a time."""

import pytest

from kith.access.tests.factories import a_user
from kith.foundation.lifecycle import CannotMove
from kith.referral.models import Referral
from kith.referral.states import REFERRAL, Status

pytestmark = pytest.mark.django_db


@pytest.fixture
def referral(day):
    return Referral.objects.create(
        reference="AAAA-1111", source="school", why="Asked for it.", received_on=day
    )


def test_a_step_changes_the_status_and_leaves_a_dated_signed_change(referral, day):
    by = a_user()
    referral.move("decline", by=by, on=day, reason="age", words="Too young for us.")
    referral.refresh_from_db()
    change = referral.changes.get()
    assert referral.status == Status.DECLINED
    assert (change.step, change.from_status, change.to_status) == ("decline", "received", "declined")
    assert (change.by, change.on, change.reason) == (by, day, "age")


def test_a_step_that_does_not_follow_is_refused_in_words_and_changes_nothing(referral, day):
    referral.move("decline", by=None, on=day)
    with pytest.raises(CannotMove, match="This referral is declined"):
        referral.move("accept", by=None, on=day)
    assert referral.changes.count() == 1


def test_of_two_people_who_move_a_row_at_once_the_second_is_told(referral, day):
    second = Referral.objects.get(pk=referral.pk)
    referral.move("question", by=None, on=day)
    with pytest.raises(CannotMove, match="Somebody else has just changed"):
        second.move("decline", by=None, on=day)
    assert referral.changes.count() == 1


def test_every_status_can_be_reached_and_every_step_begins_somewhere():
    reached = {REFERRAL.first}
    while more := {step.target for step in REFERRAL.steps.values() if reached & set(step.sources)} - reached:
        reached |= more
    assert reached == set(Status.values)
