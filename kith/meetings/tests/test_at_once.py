"""Two people tell of the same meeting in the same moment: one of them is first, the other hears what was said."""

from concurrent.futures import ThreadPoolExecutor
from threading import Barrier

import pytest
from django.db import connections

from kith.foundation.errors import Cannot
from kith.matching.models import Match
from kith.meetings import actions
from kith.meetings.models import Meeting
from kith.meetings.tests.factories import a_match, a_meeting, at
from kith.meetings.tests.test_recording import LAST_SATURDAY, NOON


def both_at_once(deed):
    """The deed twice, each on a connection of its own; what each was refused."""
    ready = Barrier(2, timeout=20)

    def one(turn):
        try:
            deed(turn, ready.wait)
        except Cannot as refusal:
            return str(refusal)
        finally:
            connections.close_all()
        return ""

    with ThreadPoolExecutor(2) as people:
        return sorted(people.map(one, (0, 1)))


@pytest.mark.django_db(transaction=True)
def test_of_two_in_the_same_moment_one_is_first_and_the_other_hears_it():
    match = a_match()
    planned, said = a_meeting(match, LAST_SATURDAY), {"activities": ["out"], "by": match.volunteer.user}

    def tells(turn, both_are_ready):
        mine = Meeting.objects.get(pk=planned.pk)
        both_are_ready()
        actions.record_kept(meeting=mine, minutes=60 + turn * 60, at=NOON, **said)

    first, second = both_at_once(tells)
    assert first == ""
    assert "Ruth has said already what became of this meeting: they met, " in second

    def tells_of_another(turn, both_are_ready):
        mine = Match.objects.get(pk=match.pk)
        both_are_ready()
        when = at(LAST_SATURDAY.replace(day=17), 14 + turn)
        actions.record_off_plan(match=mine, at=when, minutes=60, said_at=NOON, **said)

    first, second = both_at_once(tells_of_another)
    assert first == ""
    assert "has been recorded already. Nothing was added." in second
    assert Meeting.objects.kept().count() == 2
