"""Sessions missed: same term a year apart, and persistent absence both ways."""

import pytest

from kith.science.attendance import Term, attendance, tell_attendance
from kith.science.results import Audience, CannotTell, Caveat
from kith.science.tests.test_change import pairs

BASIS = pairs().basis


def autumn(missed, possible=140):
    return Term("autumn", possible, missed)


YEAR = [
    (autumn(20), autumn(10)),
    (autumn(14), autumn(13)),
    (autumn(6), autumn(16)),
    (autumn(40), autumn(30)),
] * 3


def test_a_tenth_missed_is_persistent_absence():
    assert autumn(14).persistent
    assert not autumn(13).persistent


def test_absence_is_told_in_points_and_both_ways():
    told = tell_attendance(YEAR, BASIS, audience=Audience.INSIDE)
    assert told.sentence == (
        "12 children missed 14.3% of their sessions on average in the term before and 12.3% in the same term a year on "
        "(change in percentage points, 95% interval: −5.9 to 1.9). 3 came into persistent absence and 6 left it."
    )
    assert Caveat.CONTEXT_ONLY in told.caveats


def test_a_few_who_came_into_persistent_absence_are_not_told_outside():
    told = tell_attendance(YEAR, BASIS, audience=Audience.OUTSIDE)
    assert "persistent" not in told.sentence
    assert told.figure.persistent is None
    assert (
        "15 came into persistent absence"
        in tell_attendance(YEAR * 5, BASIS, audience=Audience.OUTSIDE).sentence
    )


def test_children_count_alike_however_long_their_school_year():
    its = attendance([(autumn(14), autumn(28)), (autumn(1, 10), autumn(0, 10))]).absence
    assert (its.mean_before, its.mean_after) == pytest.approx((0.1, 0.1))


def test_different_terms_and_impossible_counts_are_refused():
    with pytest.raises(CannotTell, match="different terms"):
        attendance([(autumn(4), Term("summer", 120, 4))])
    with pytest.raises(CannotTell, match="school's file"):
        autumn(141)
    with pytest.raises(CannotTell, match="at least 10"):
        tell_attendance(YEAR[:9], BASIS, audience=Audience.OUTSIDE)
