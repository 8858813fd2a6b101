"""A match that goes over to another scheme counts in each for the time it was there."""

import pytest

from kith.foundation.dates import today
from kith.matching.models import Match, MatchChange
from kith.meetings.tests.factories import a_meeting
from kith.outcomes.analyses.lasting import came_late, length_of, whole_months
from kith.outcomes.facts import MONTH, UNPLANNED, gather
from kith.outcomes.report import make
from kith.outcomes.tests.factories import a_pair, a_scheme, days_ago
from kith.science.results import Audience

pytestmark = pytest.mark.django_db


def goes_over(match, to, on):
    MatchChange.objects.create(
        of=match,
        step="go over",
        from_status=match.status,
        to_status=match.status,
        on=on,
        left_scheme=match.scheme,
    )
    Match.objects.filter(pk=match.pk).update(scheme=to)
    match.refresh_from_db()


@pytest.fixture
def moved():
    old, new = a_scheme("Old"), a_scheme("New")
    type(old).objects.update(opened_on=days_ago(2000))
    for scheme in (old, new):
        scheme.refresh_from_db()
    match = a_pair(scheme=old, begun_on=days_ago(700))
    for ago in (650, 200, 90, 30):
        a_meeting(match, days_ago(ago), status="kept")
    goes_over(match, new, days_ago(100))
    return match, old, new


def test_each_scheme_watches_it_while_it_was_there(moved):
    match, old, new = moved
    found = gather([old, new], today())
    (gone,), (here,) = found[old.pk].gone_over, found[new.pk].matches
    assert not found[old.pk].matches
    left, came = length_of(gone, found[old.pk]), length_of(here, found[new.pk])
    assert (left.lasted, left.ended, left.entered) == (pytest.approx(600 / MONTH), "", 0)
    assert (came.lasted, came.entered) == (pytest.approx(700 / MONTH), pytest.approx(600 / MONTH))
    assert came_late(here)
    assert (len(found[old.pk].kept), len(found[new.pk].kept)) == (2, 2)
    assert whole_months(found[new.pk])[0][0] >= days_ago(100).replace(day=1)


def test_its_ending_is_the_scheme_s_in_which_it_ended(moved):
    match, old, new = moved
    Match.objects.filter(pk=match.pk).update(status="ended", ended_on=days_ago(10))
    found = gather([old, new], today())
    assert [fact.way for fact in found[old.pk].gone_over] == [""]
    assert [fact.way for fact in found[new.pk].matches] == [UNPLANNED]


def test_a_report_as_of_a_day_before_counts_it_where_it_was(moved):
    _, old, new = moved
    found = gather([old, new], days_ago(300))
    assert (len(found[old.pk].matches), found[old.pk].gone_over) == (1, [])
    assert (found[new.pk].matches, found[new.pk].kept) == ([], [])


def test_back_again_it_is_watched_from_then(moved):
    match, old, new = moved
    goes_over(match, old, days_ago(50))
    found = gather([old, new], today())
    assert [fact.came_on for fact in found[old.pk].matches] == [days_ago(50)]
    assert not found[old.pk].gone_over
    (gone,) = found[new.pk].gone_over
    assert (gone.came_on, gone.left_on) == (days_ago(100), days_ago(50))


def test_the_report_says_how_they_are_counted(moved):
    figures = make(moved[2], today(), Audience.INSIDE)
    said = dict(map(tuple, figures["about"]))["Who came from another scheme"]
    assert "for the time they were there" in said
