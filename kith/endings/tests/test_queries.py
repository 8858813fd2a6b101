"""Steps due, and the tables of steps."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kith.endings import actions
from kith.endings.models import Ending
from kith.endings.queries import steps_due
from kith.endings.steps import COURSES, Course, back
from kith.endings.tests.factories import TUESDAY, a_match, an_ending, coordinator_of
from kith.matching.models import Match
from kith.science.rhythm import Rhythm, Unit


@pytest.mark.django_db
def test_steps_due_are_open_ones_of_endings_that_stand(django_assert_num_queries):
    first = an_ending(a_match("Ana", "Ruth"))
    moved = a_match("Bo", "Sue")
    second = actions.end_unplanned(match=moved, kind="placement move", by=coordinator_of(moved), on=TUESDAY)
    gone = an_ending(a_match("Cy", "Tom"))
    actions.call_off(ending=gone, why="They go on.", by=coordinator_of(gone.match), on=TUESDAY)
    actions.do_step(step=first.steps.get(key="prepare"), by=coordinator_of(first.match), on=TUESDAY)
    with django_assert_num_queries(1):
        due = steps_due(Match.objects.all(), TUESDAY + timedelta(days=1))
        found = {(step.ending.match.child.name, step.key) for step in due}
    assert ("Ana", "tell") in found
    assert ("Ana", "prepare") not in found
    assert ("Bo", "around") in found
    assert not any(name == "Cy" for name, _ in found)
    assert second.pk in {step.ending_id for step in due}


# ------------------------------------------------------------------------------------- tables


@given(
    day=st.dates(date(2024, 1, 1), date(2030, 1, 1)),
    every=st.integers(1, 6),
    unit=st.sampled_from(Unit),
    meetings=st.integers(0, 8),
)
def test_counting_back_more_meetings_is_never_later(day, every, unit, meetings):
    rhythm = Rhythm(every, unit, day)
    assert back(day, 0, rhythm) == day
    assert back(day, meetings + 1, rhythm) < back(day, meetings, rhythm)


@pytest.mark.parametrize("course", Course)
@pytest.mark.parametrize("kind", Ending.Kind)
@pytest.mark.parametrize("mark", ["", "graduation", "online", "group"])
def test_no_course_asks_for_the_same_step_twice(course, kind, mark):
    marks = {str(kind.value), mark}
    keys = [row.key for row in COURSES[course] if row.when <= marks and not row.never & marks]
    assert len(keys) == len(set(keys))
    assert keys
