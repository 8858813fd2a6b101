"""At night the house is swept of what only said “this was done already”, and of nothing younger."""

import uuid
from datetime import timedelta

import pytest

from kith.foundation.dates import now
from kith.foundation.housekeeping import sweep
from kith.foundation.models import ScheduleRun, Submission

pytestmark = pytest.mark.django_db


def a_key(days_ago):
    row = Submission.objects.create(key=uuid.uuid4())
    Submission.objects.filter(pk=row.pk).update(at=now() - timedelta(days=days_ago))
    return row


def a_mark(days_ago):
    return ScheduleRun.objects.create(name="send what is due", due=now() - timedelta(days=days_ago))


def test_old_keys_and_marks_go_and_young_ones_stay():
    a_key(days_ago=8), a_mark(days_ago=31)
    young, recent = a_key(days_ago=6), a_mark(days_ago=29)
    sweep(at=now())
    assert list(Submission.objects.all()) == [young]
    assert list(ScheduleRun.objects.all()) == [recent]
