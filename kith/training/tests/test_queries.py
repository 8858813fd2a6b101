"""What volunteers have done and lack, asked for many at once."""

from datetime import date, timedelta
from decimal import Decimal

import pytest
from django.db.models import OuterRef
from hypothesis import example, given, settings
from hypothesis import strategies as st
from hypothesis.extra.django import TestCase

from kith.people.actions import enlist, mark_died, stop_serving
from kith.people.models import Volunteer
from kith.people.tests.factories import a_volunteer
from kith.schemes.tests.factories import a_provider, a_scheme
from kith.training import actions, queries
from kith.training.models import Completion
from kith.training.tests.factories import a_completion, a_coordinator, a_course, a_trainee

DAY = date(2026, 11, 24)


def ago(days):
    return DAY - timedelta(days=days)


@pytest.mark.django_db
def test_held_says_what_each_has_done_and_until_when():
    scheme = a_scheme()
    ruth, ben = a_trainee("Ruth"), a_trainee("Ben")
    course = a_course()
    a_completion(ruth, course, on=ago(400))
    a_completion(ruth, course, on=ago(10))
    found = queries.held([ruth, ben], scheme, DAY)
    assert found[ben.pk] == []
    (one,) = found[ruth.pk]
    assert (one.course_id, one.name, one.version, one.on) == (course.pk, "Safeguarding", 1, ago(10))
    assert one.until == date(2029, 11, 14)
    assert one.holds_on(DAY)


@pytest.mark.django_db
def test_held_is_one_question_and_a_small_one_for_any_number_of_volunteers(django_assert_num_queries):
    scheme, course = a_scheme(), a_course()
    people = [a_trainee(f"V{number}") for number in range(12)]
    for volunteer in people:
        a_completion(volunteer, course, on=ago(5))
    with django_assert_num_queries(2):
        assert all(len(one) == 1 for one in queries.held(people, scheme, DAY).values())


@pytest.mark.django_db
def test_what_was_withdrawn_or_lies_ahead_is_not_held_and_what_ran_out_is_told():
    scheme, ruth = a_scheme(), a_trainee()
    a_completion(ruth, a_course("Trauma"), on=ago(3), withdrawn_on=DAY)
    a_completion(ruth, a_course("Equality"), on=DAY + timedelta(days=1))
    a_completion(ruth, a_course("Endings"), on=ago(800), until=ago(1))
    (one,) = queries.held([ruth], scheme, DAY)[ruth.pk]
    assert one.name == "Endings"
    assert not one.holds_on(DAY)
    assert one.holds_on(ago(1))


@pytest.mark.django_db
def test_another_provider_s_courses_are_not_told():
    other = a_scheme("Bright goals", preset="goal-mentoring", provider=a_provider("Bright Steps"))
    ruth = a_trainee()
    a_completion(ruth, a_course("Goals", owner=other), on=ago(3))
    assert queries.held([ruth], a_scheme(), DAY)[ruth.pk] == []


@pytest.mark.django_db
def test_a_new_version_to_be_done_again_ends_the_old_one_on_its_day():
    scheme, ruth, course = a_scheme(), a_trainee(), a_course()
    a_completion(ruth, course, on=ago(30))
    actions.change_course(
        course=course,
        by=a_coordinator(),
        on=ago(5),
        name="Safeguarding, revised",
        again_by=DAY + timedelta(days=60),
    )
    (one,) = queries.held([ruth], scheme, DAY)[ruth.pk]
    assert one.until == DAY + timedelta(days=60)
    assert Completion.objects.get().until == date(2029, 10, 25)
    assert queries.lacking(scheme, DAY) == []
    (lack,) = queries.lacking(scheme, DAY + timedelta(days=61))
    assert [version.name for version in lack.courses] == ["Safeguarding, revised"]
    a_completion(ruth, course, on=DAY)
    assert queries.lacking(scheme, DAY + timedelta(days=61)) == []


@pytest.mark.django_db
def test_lacking_names_who_has_not_done_what_is_asked():
    scheme = a_scheme()
    first, yearly, optional = (
        a_course("Safeguarding"),
        a_course("Online safety", need="yearly", months=12),
        a_course("Trauma", need="optional"),
    )
    old, new = a_trainee("Old", on=ago(500)), a_trainee("New", on=ago(20))
    a_volunteer("Only asked", scheme, user=None)
    found = {
        lack.volunteer: [version.name for version in lack.courses] for lack in queries.lacking(scheme, DAY)
    }
    assert found == {old: ["Safeguarding", "Online safety"], new: ["Safeguarding"]}
    for course in (first, yearly, optional):
        a_completion(old, course, on=ago(1))
    assert [lack.volunteer for lack in queries.lacking(scheme, DAY)] == [new]


@pytest.mark.django_db
def test_nothing_is_asked_of_who_has_left_or_died_until_they_come_back():
    scheme = a_scheme()
    course = a_course("Safeguarding")
    left, died = a_trainee("Gwen", on=ago(500)), a_trainee("Sheila", on=ago(500))
    for volunteer in (left, died):
        a_completion(volunteer, course, on=ago(400), until=DAY + timedelta(days=3))
    month = {"on": DAY, "first": DAY, "last": DAY + timedelta(days=30)}
    assert {each.volunteer_id for each in queries.ending(**month)} == {left.pk, died.pk}
    stop_serving(volunteer=left, scheme=scheme, on=DAY)
    mark_died(volunteer=died, died_on=DAY, by=a_coordinator(scheme), on=DAY)
    assert not list(queries.ending(**month))
    assert not list(queries.volunteers_of([scheme], DAY))
    assert queries.lacking(scheme, DAY + timedelta(days=9)) == []
    enlist(volunteer=left, scheme=scheme, by=None, on=DAY)
    assert [each.volunteer for each in queries.lacking(scheme, DAY + timedelta(days=9))] == [left]


@pytest.mark.django_db
def test_somebody_on_the_way_is_asked_about_by_name():
    scheme = a_scheme()
    a_course()
    nadia = a_volunteer("Nadia", scheme, user=None)
    (lack,) = queries.lacking(scheme, DAY, volunteers=[nadia])
    assert lack.volunteer == nadia


@pytest.mark.django_db
def test_lacking_asks_the_same_few_questions_of_any_number(django_assert_max_num_queries):
    scheme = a_scheme()
    a_course()
    for number in range(15):
        a_trainee(f"V{number}")
    with django_assert_max_num_queries(4):
        assert len(queries.lacking(scheme, DAY)) == 15


@pytest.mark.django_db
def test_hours_are_of_the_version_that_was_done_and_add_up():
    ruth, course = (
        a_trainee(),
        a_course(topics=[{"topic": "Boundaries", "hours": 1.5}, {"topic": "Gifts", "hours": 1}]),
    )
    a_completion(ruth, course, on=ago(800))
    actions.change_course(
        course=course, by=a_coordinator(), on=ago(100), topics=[{"topic": "Boundaries", "hours": 4}]
    )
    a_completion(ruth, course, on=ago(50))
    lines = queries.hours_by_topic(Completion.objects.select_related("version"), DAY)
    assert [(line.topic, line.lately, line.in_all) for line in lines] == [
        ("Boundaries", 4, Decimal("5.5")),
        ("Gifts", 0, 1),
        ("In all", 4, Decimal("6.5")),
    ]


days = st.integers(-900, 40)


class TheDatabaseJudgesAsThePageDoes(TestCase):
    """Whatever was done, withdrawn and replaced: the condition over many says what the answer for one says."""

    @settings(max_examples=25)
    @example(done=[(-30, None, False)], again=20, ahead=20)
    @example(done=[(-30, 50, False)], again=None, ahead=20)
    @example(done=[(-30, 30, False)], again=0, ahead=0)
    @given(
        done=st.lists(st.tuples(days, st.none() | st.integers(0, 900), st.booleans()), max_size=4),
        again=st.none() | st.integers(-300, 300),
        ahead=st.integers(0, 90),
    )
    def test_held_on(self, done, again, ahead):
        scheme, course = a_scheme(), a_course(f"Course {self.id()} {done} {again} {ahead}"[:80])
        ruth = a_trainee()
        for on, length, withdrawn in done:
            first = DAY + timedelta(days=on)
            until = None if length is None else first + timedelta(days=length)
            a_completion(ruth, course, on=first, until=until, withdrawn_on=DAY if withdrawn else None)
        if again is not None:
            course.versions.create(
                number=2,
                from_day=ago(400),
                again_by=DAY + timedelta(days=again),
                **course.version_on(DAY).content(),
            )
        later = DAY + timedelta(days=ahead)
        (held,) = queries.held([ruth], scheme, DAY).values()
        me = Volunteer.objects.filter(pk=ruth.pk)
        by_page = any(one.holds_on(DAY) for one in held)
        longer = any(one.holds_on(DAY) and (one.until is None or one.until > later) for one in held)
        assert me.filter(queries.held_on(course, OuterRef("pk"), DAY)).exists() == by_page
        assert me.filter(queries.held_on(course, OuterRef("pk"), DAY, longer_than=later)).exists() == longer
        now_good, later_good = (queries.good_versions([course.pk], DAY, day) for day in (None, later))
        assert (
            me.filter(queries.done_in(now_good.get(course.pk, []), OuterRef("pk"), DAY)).exists() == by_page
        )
        assert (
            me.filter(queries.done_in(later_good.get(course.pk, []), OuterRef("pk"), DAY, later)).exists()
            == longer
        )
