"""What the database itself refuses."""

from datetime import timedelta

import pytest
from django.db import IntegrityError, transaction

from kith.endings.models import Ask, Ending, EndingStep, Letter
from kith.endings.tests.factories import TUESDAY, an_ending

pytestmark = pytest.mark.django_db


def refused(constraint):
    """The database refuses, and names this sentence; a missing name would let any other mistake pass."""
    return pytest.raises(IntegrityError, match=constraint)


def test_a_step_is_done_or_left_out_not_both():
    step = an_ending().steps.first()
    with refused("a_step_is_done_or_skipped_not_both"), transaction.atomic():
        EndingStep.objects.filter(pk=step.pk).update(done_on=TUESDAY, skipped_on=TUESDAY, skipped_why="no")


def test_a_step_left_out_says_why():
    step = an_ending().steps.first()
    with refused("a_skipped_step_says_why"), transaction.atomic():
        EndingStep.objects.filter(pk=step.pk).update(skipped_on=TUESDAY)


def test_an_ending_has_each_step_once():
    ending = an_ending()
    with pytest.raises(IntegrityError), transaction.atomic():
        ending.steps.create(key="tell", words="Again", place=99, due_on=TUESDAY)


def test_an_ending_is_over_after_it_begins():
    ending = an_ending()
    with refused("an_ending_is_over_after_it_begins"), transaction.atomic():
        Ending.objects.filter(pk=ending.pk).update(ended_on=TUESDAY - timedelta(days=1))


def test_a_letter_is_given_after_it_is_written():
    with refused("a_letter_is_given_after_it_is_written"), transaction.atomic():
        Letter.objects.create(
            ending=an_ending(),
            words="Dear Ana",
            signed="Ruth",
            written_on=TUESDAY,
            given_on=TUESDAY - timedelta(days=1),
        )


def test_an_answer_has_words():
    match = an_ending().match
    with refused("an_answered_ask_has_an_answer"), transaction.atomic():
        Ask.objects.create(child=match.child, match=match, kind="change", on=TUESDAY, answered_on=TUESDAY)
