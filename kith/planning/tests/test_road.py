"""How people came through, counted in the database: steps, groups, sources, days and reasons."""

from datetime import date, timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from kith.access.roles import Role
from kith.matching.tests.factories import DAY, a_road
from kith.planning.periods import period
from kith.planning.queries import Counting, sources
from kith.planning.tests.factories import comes, many_came
from kith.recruitment.actions import take_step
from kith.recruitment.models import Approval, Erased
from kith.recruitment.tests.factories import a_colleague
from kith.referral.tests.factories import a_paid_scheme

pytestmark = pytest.mark.django_db


@pytest.fixture
def scheme():
    return a_paid_scheme()


def cohort(*schemes, key="12", on=DAY):
    return Counting(tuple(schemes), period(key, on), on)


def in_words(road):
    return [(step.reached, step.went_on, step.left, step.still) for step in road]


def test_everybody_is_at_one_place_of_the_road(scheme):
    comes(scheme)
    comes(scheme, "applied")
    comes(scheme, "interviewed", ended="declined", reason="motives")
    comes(scheme, "applied", ended="withdrawn")
    comes(scheme, "ready", ended="approved")
    assert in_words(cohort(scheme).road()) == [
        (5, 4, 0, 1),  # enquired
        (4, 2, 1, 1),  # applied
        (2, 1, 1, 0),  # interviewed
        (1, 1, 0, 0),  # being checked
        (1, 1, 0, 0),  # ready for panel
    ]


def test_whoever_went_back_a_step_had_been_further(scheme):
    application = comes(scheme, "interviewed")
    take_step(application=application, step="back to application", by=application.recruiter, on=DAY)
    assert [step.still for step in cohort(scheme).road()] == [0, 0, 1, 0, 0]


def test_only_the_schemes_and_the_days_asked_for(scheme):
    other = a_paid_scheme("Another scheme")
    comes(scheme)
    comes(other)
    comes(scheme, on=DAY - timedelta(days=400))
    assert cohort(scheme).people == 1
    assert cohort(scheme, other).people == 2
    assert cohort(scheme, key="24").people == 2
    assert cohort(scheme, key="all").people == 2
    assert cohort(scheme, key="nonsense").people == 1


def test_who_was_approved_before_kith_is_told_apart(scheme):
    application = comes(scheme)
    application.move("bring in", by=None, on=DAY)
    comes(scheme)
    assert cohort(scheme).people == 1
    assert cohort(scheme).brought_in() == 1


def test_those_erased_since_still_count(scheme):
    comes(scheme, "applied", ended="withdrawn", heard="event")
    Erased.objects.create(
        scheme=scheme, received_in=date(2026, 8, 1), heard="event", furthest="applied", outcome="withdrawn",
        reason="moved", weeks=6, erased_on=DAY,
    )  # fmt: skip
    found = cohort(scheme)
    assert in_words(found.road())[:2] == [(2, 2, 0, 0), (2, 0, 2, 0)]
    assert found.why_left() == {(1, "withdrawn", "time"): 1, (1, "withdrawn", "moved"): 1}
    assert [(source.label, source.enquiries) for source in sources(found)] == [
        ("An event", 2),
        ("Everybody", 2),
    ]


def test_ages_are_those_on_the_day_they_came(scheme):
    on = date(2026, 9, 1)
    for born in (
        date(1996, 9, 1),
        date(1996, 9, 2),
        date(1976, 9, 1),
        date(1976, 9, 2),
        date(1996, 2, 29),
        None,
    ):
        comes(scheme, on=on, born=born)
    ages = {}
    for row in cohort(scheme).counted:
        ages[row.age] = ages.get(row.age, 0) + row.people
    assert ages == {"30 to 49": 3, "18 to 29": 1, "50 or over": 1, "Not said": 1}


def test_groups_are_what_people_chose_to_tell(scheme):
    for gender, ethnicity in (("F", "WBRI"), ("M", "APKN"), ("U", "REFU"), ("X", "")):
        comes(scheme, gender=gender, ethnicity=ethnicity)
    rows = cohort(scheme).counted
    assert {(row.gender, row.background) for row in rows} == {
        ("Women", "White"),
        ("Men", "Asian"),
        ("Not said", "Not said"),
        ("Another way", "Not said"),
    }


def test_few_people_are_never_told_apart_by_group(scheme):
    for gender in "FFMM":
        comes(scheme, "applied", ended="withdrawn", gender=gender)
    for group in cohort(scheme).groups():
        assert group.lines == ()
        assert "Too few" in group.why
    assert cohort(a_paid_scheme("Empty")).groups() == []


def test_how_long_steps_took_and_how_long_people_wait(scheme):
    comes(scheme, "interviewed", days=(3, 40))
    comes(scheme, "interviewed", days=(5, 20))
    comes(scheme, "ready", days=(5, 20, 1, 9, 7), ended="approved")
    found = cohort(scheme)
    assert found.days_taken() == {0: {3: 1, 5: 2}, 1: {40: 1, 20: 2}, 2: {1: 1}, 3: {9: 1}, 4: {7: 1}}
    waited = found.days_waited()
    assert waited[2] == {(DAY - date(2026, 10, 14)).days: 1, (DAY - date(2026, 9, 26)).days: 1}


def test_reasons_are_those_of_the_last_word(scheme):
    gone = comes(scheme, "applied", ended="withdrawn", reason="time")
    gone.move("reopen", by=None, on=DAY)
    gone.move("decline", by=None, on=DAY, reason="references")
    comes(scheme, "enquired", ended="withdrawn", reason="no answer")
    assert cohort(scheme).why_left() == {(1, "declined", "references"): 1, (0, "withdrawn", "no answer"): 1}


def test_what_came_of_each_source(scheme):
    comes(scheme, "ready", ended="approved", heard="word of mouth", on=date(2026, 3, 1))
    comes(scheme, "ready", ended="approved", heard="word of mouth", on=date(2026, 3, 1))
    comes(scheme, "applied", heard="poster")
    comes(scheme, heard="poster")
    gone = comes(scheme, "ready", ended="approved", heard="poster", on=date(2026, 2, 1))
    Approval.objects.filter(application=gone).update(until_day=date(2026, 4, 12))
    by_word, poster, everybody = sources(cohort(scheme))
    assert (by_word.label, by_word.enquiries, by_word.applied, by_word.approved) == (
        "From somebody they know",
        2,
        2,
        2,
    )
    assert (by_word.still_here, by_word.stay.median) == (2, None)
    assert (poster.enquiries, poster.applied, poster.approved, poster.still_here) == (3, 2, 1, 0)
    begun = Approval.objects.get(application=gone).from_day
    assert poster.stay.median == (date(2026, 4, 12) - begun).days
    assert (everybody.enquiries, everybody.approved, everybody.stay.people) == (5, 3, 3)


def test_who_was_matched_counts_for_their_source():
    road = a_road(volunteers=("Ben",))
    road.proposal("matched")
    (source, _) = sources(cohort(road.scheme, on=DAY + timedelta(days=30)))
    assert (source.label, source.approved, source.matched) == ("Not said", 1, 1)


def test_the_same_number_of_questions_for_three_and_for_thirty(scheme):
    a_colleague(Role.MANAGER, scheme, "Mona")
    asked = []
    for more in (1, 9):
        many_came(scheme, more, "applied", heard="event")
        many_came(scheme, more, "ready", ended="approved", gender="F")
        many_came(scheme, more, "interviewed", ended="withdrawn", on=DAY - timedelta(days=30 * more))
        with CaptureQueriesContext(connection) as captured:
            found = cohort(scheme)
            _ = found.road(), found.groups(), found.days_taken(), found.days_waited(), found.why_left()
            _ = sources(found), found.brought_in()
        asked.append(len(captured))
    assert asked[0] == asked[1] <= 9
