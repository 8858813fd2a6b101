"""Whoever says that they have no pets is known to have none; whoever says nothing is not."""

from datetime import date

import pytest

from kith.matching.facts import Standing, volunteer_facts
from kith.people.models import Volunteer

DAY = date(2026, 9, 1)


@pytest.mark.parametrize(
    ("said", "known"), [(["none"], frozenset()), ([], None), (["dogs"], frozenset({"dogs"}))]
)
def test_no_pets_is_an_answer_and_silence_is_not(said, known):
    ben = Volunteer(first_name="Ben", pets=said)
    assert volunteer_facts(ben, Standing(None), DAY).pets == known
