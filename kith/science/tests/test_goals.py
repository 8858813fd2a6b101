"""Goals: two kinds apart, drops counted, one child one vote."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kith.science.goals import Goal, Kind, State, attainment, goals_table, tell_goals
from kith.science.results import Audience, CannotTell
from kith.science.tests.test_change import pairs

BASIS = pairs().basis


def goals(count=12, kind=Kind.ORIGINAL, state=State.REACHED, first=3, last=6, each=1, tag=""):
    return [Goal(f"{tag}{n // each}", kind, state, first, last) for n in range(count)]


def test_original_and_emergent_goals_stay_apart_and_drops_count():
    its = (
        goals(7)
        + goals(3, state=State.DROPPED)
        + goals(2, Kind.EMERGENT)
        + goals(2, Kind.EMERGENT, State.OPEN)
    )
    figure = goals_table(its)
    assert (figure.original.set, figure.original.reached.part, figure.original.dropped) == (10, 7, 3)
    assert (figure.emergent.set, figure.emergent.reached.part, figure.emergent.open) == (4, 2, 2)


def test_three_goals_of_one_child_count_as_one_child():
    its = [*goals(3, each=3, last=9), *goals(1, tag="other", last=3)]
    movement = goals_table(its).movement
    assert (movement.n, movement.mean) == (2, pytest.approx(3))
    assert goals_table(its).reliable == 1


def test_a_goal_never_rated_moves_nothing():
    assert goals_table(goals(4, first=None)).movement is None


@given(
    st.lists(st.tuples(st.integers(0, 5), st.integers(0, 10), st.integers(0, 10)), min_size=2, max_size=20)
)
def test_movement_turned_upside_down_turns_round(its):
    there = goals_table([Goal(str(c), Kind.ORIGINAL, State.OPEN, a, b) for c, a, b in its]).movement
    back = goals_table([Goal(str(c), Kind.ORIGINAL, State.OPEN, 10 - a, 10 - b) for c, a, b in its]).movement
    if there:
        assert back.mean == pytest.approx(-there.mean)


def test_goals_are_told():
    its = (
        goals(12, last=5)
        + goals(6, state=State.DROPPED, tag="d", last=None)
        + goals(2, Kind.EMERGENT, tag="e", last=8)
    )
    told = tell_goals(its, BASIS, audience=Audience.OUTSIDE)
    assert told.sentence == (
        "20 young people chose goals. Of 20 goals set at the start, 10 (50%, 95% interval 30% to 70%) were reached, 5 "
        "dropped and 0 are open. Of the goals that emerged on the way, too few were reached, or were not, to tell. Among "
        "the 15 who rated theirs twice, the average rating rose by 2.4 points of 10 (95% interval 1.8 to 3.1)."
    )
    assert told.figure.reliable is None, "for groups of twenty only"
    with pytest.raises(CannotTell, match="at least 10"):
        tell_goals(goals(9), BASIS, audience=Audience.OUTSIDE)
    with pytest.raises(CannotTell, match="at least 10"):
        tell_goals(goals(4) * 5, BASIS, audience=Audience.OUTSIDE)  # twenty goals of four children
    few = tell_goals(goals(20) + goals(3, Kind.EMERGENT), BASIS, audience=Audience.OUTSIDE)
    assert few.figure.emergent.set is None
    assert "too few were reached" in few.sentence


def test_a_few_dropped_goals_are_not_told_outside():
    its = goals(20) + goals(5, state=State.OPEN) + goals(2, state=State.DROPPED)
    told = tell_goals(its, BASIS, audience=Audience.OUTSIDE)
    assert (
        "Of 25 goals set at the start, 20 (80%, 95% interval 61% to 91%) were reached. There were"
        in told.sentence
    )
    assert told.figure.original.dropped is None
    assert "2 dropped" in tell_goals(its, BASIS, audience=Audience.INSIDE).sentence


def test_goal_attainment_scaling():
    # Kiresuk and Sherman (1968): all as hoped is 50; one goal one step above is 60
    assert attainment([0, 0, 0]) == 50
    assert attainment([1]) == pytest.approx(60)
    assert attainment([1, 1, 1]) == pytest.approx(50 + 30 / (0.7 * 3 + 0.3 * 9) ** 0.5)
    assert attainment([1, -1], [2, 1]) == pytest.approx(50 + 10 / (0.7 * 5 + 0.3 * 9) ** 0.5)
    with pytest.raises(CannotTell, match="from -2 to 2"):
        attainment([3])


def test_a_rating_off_the_ladder_is_refused():
    with pytest.raises(CannotTell, match="rating of 11"):
        Goal("A", Kind.ORIGINAL, State.OPEN, 3, 11)
