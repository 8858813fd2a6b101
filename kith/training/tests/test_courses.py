"""Courses, whose they are, and their versions."""

from datetime import date, timedelta

import pytest
from django.db import IntegrityError, transaction

from kith.foundation.dates import now, today
from kith.people.tests.factories import a_volunteer
from kith.schemes.tests.factories import a_provider, a_scheme
from kith.training import actions
from kith.training.models import Completion, Course, CourseVersion
from kith.training.presets import known_topics, ordinary_courses
from kith.training.refusals import CannotPlan, CannotTeach
from kith.training.tests.factories import a_completion, a_coordinator, a_course, a_session, a_trainee, in_days

pytestmark = pytest.mark.django_db


def test_ordinary_courses_are_fit_to_begin_with():
    assert {
        "introduction",
        "safeguarding",
        "boundaries",
        "endings",
        "online-safety",
        "equality",
        "trauma",
    } <= set(ordinary_courses())
    made = actions.begin_ordinary_courses(
        owner=a_scheme(), keys=ordinary_courses(), by=None, on=date(2026, 1, 1)
    )
    assert len(made) == len(ordinary_courses())
    assert all(version.hours > 0 for version in made)
    assert known_topics()["safeguarding"] == "Safeguarding"


def test_beginning_twice_adds_nothing_twice(day):
    for _ in range(2):
        actions.begin_ordinary_courses(owner=a_provider(), keys=["safeguarding"], by=None, on=day)
    assert Course.objects.count() == 1


def test_a_course_is_of_a_provider_or_of_a_scheme():
    with pytest.raises(IntegrityError), transaction.atomic():
        Course.objects.create(provider=a_provider(), scheme=a_scheme())
    with pytest.raises(IntegrityError), transaction.atomic():
        Course.objects.create()


def test_two_courses_of_one_owner_are_not_called_the_same(day):
    a_course("Endings")
    with pytest.raises(CannotTeach, match="Alongside already has a course called endings") as refused:
        a_course("endings")
    assert refused.value.field == "name"
    a_course("Endings", owner=a_scheme())


def test_a_change_is_a_new_version_and_what_was_done_keeps_its_own(day):
    course = a_course("Boundaries", on=day - timedelta(days=400))
    done = a_completion(a_trainee(), course, on=day - timedelta(days=30))
    by = a_coordinator()
    made = actions.change_course(
        course=course,
        by=by,
        on=day,
        months=12,
        topics=[{"topic": "Boundaries", "hours": 4}],
        what_changed="Phones",
    )
    assert (made.number, made.months, made.name) == (2, 12, "Boundaries")
    done = Completion.objects.get(pk=done.pk)
    assert (done.version.number, done.version.months, done.version.hours) == (1, 36, 3)
    assert course.version_on(day) == made
    assert course.version_on(day - timedelta(days=1)).number == 1


def test_sessions_still_to_come_teach_the_new_version_and_those_that_took_place_the_old():
    course = a_course()
    past, ahead = a_session(course, days=-20), a_session(course, days=20)
    made = actions.change_course(course=course, by=a_coordinator(), on=today(), name="Safeguarding children")
    past.refresh_from_db()
    ahead.refresh_from_db()
    assert past.version.number == 1
    assert ahead.version == made


def test_nothing_changed_is_no_new_version(day):
    with pytest.raises(CannotTeach, match="Nothing was changed"):
        actions.change_course(course=a_course(), by=a_coordinator(), on=day, name="Safeguarding")


@pytest.mark.parametrize(
    ("content", "field"),
    [
        ({"name": " "}, "name"),
        ({"how": "e-learning"}, "link"),
        ({"need": "yearly", "months": None}, "months"),
    ],
)
def test_a_course_that_says_too_little_is_refused_at_its_box(content, field, day):
    with pytest.raises(CannotTeach) as refused:
        a_course(**{"name": "Trauma"} | content)
    assert refused.value.field == field


def test_the_database_refuses_what_the_deeds_refuse():
    version = a_course().version_on(date(2026, 1, 1))
    for changed in ({"how": "e-learning", "link": ""}, {"need": "yearly", "months": None}, {"number": 1}):
        row = {
            **version.content(),
            "course": version.course,
            "number": 9,
            "from_day": version.from_day,
        } | changed
        with pytest.raises(IntegrityError), transaction.atomic():
            CourseVersion.objects.create(**row)


def test_a_course_with_a_session_to_come_does_not_end_and_ends_when_it_is_called_off(day):
    course, by = a_course(), a_coordinator()
    session = a_session(course)
    with pytest.raises(CannotTeach, match="There is a session on"):
        actions.retire_course(course=course, by=by, on=day)
    actions.call_off(session=session, by=by, at=now())
    actions.retire_course(course=course, by=by, on=day)
    with pytest.raises(CannotPlan, match="This course has ended"):
        actions.plan_session(course=course, places=3, place="Here", by=by, at=now(), **in_days(3))
    actions.teach_again(course=course, by=by, on=day)
    assert Course.objects.open_on(day).get() == course


def test_a_course_is_for_those_who_volunteer_where_it_is_taught(day):
    visitors, other = a_scheme(), a_scheme("Peer mentors", preset="peer-mentoring")
    elsewhere = a_scheme("Bright goals", preset="goal-mentoring", provider=a_provider("Bright Steps"))
    of_all, of_one = a_course(), a_course("Visiting", owner=visitors)
    ruth, ben, mo = a_volunteer("Ruth", visitors), a_volunteer("Ben", other), a_volunteer("Mo", elsewhere)
    assert [of_all.is_for(each, day) for each in (ruth, ben, mo)] == [True, True, False]
    assert [of_one.is_for(each, day) for each in (ruth, ben, mo)] == [True, False, False]


@pytest.mark.parametrize("link", ["http://learn.example/x", "ftp://learn.example/x", "javascript:alert(1)"])
def test_a_link_that_others_could_read_along_with_is_refused_in_words(link):
    with pytest.raises(CannotTeach, match="begins with https://") as refused:
        a_course("Online safety", how="e-learning", link=link)
    assert refused.value.field == "link"
    with pytest.raises(CannotPlan, match="begins with https://"):
        a_session(link=link)
