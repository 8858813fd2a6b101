"""A course that a scheme's list names stops whoever lacks it; its own page says so, scheme by scheme; a yearly one waits a year."""

from datetime import date, timedelta

import pytest
from django.urls import reverse

from kith.access.roles import Role
from kith.access.tests.factories import a_member
from kith.foundation.dates import day_words, months_after, today
from kith.recruitment.actions import agree_policy, draft_policy, set_line
from kith.recruitment.queries import checklist, cleared_volunteers, obstacles
from kith.recruitment.tests.factories import a_policy, an_application, an_approved_volunteer
from kith.recruitment.vetting.over_days import OverDays
from kith.schemes.tests.factories import a_scheme
from kith.training.tests.factories import a_completion, a_course

pytestmark = pytest.mark.django_db


@pytest.fixture
def scheme():
    return a_scheme()


def may_meet(volunteer, scheme, on):
    """By the page, by the database and by night, which must say the same."""
    told = not obstacles(volunteer, scheme, on)
    assert told == OverDays([(volunteer.pk, scheme)]).clear(volunteer.pk, scheme.pk, on)
    assert told == cleared_volunteers(scheme, on).filter(pk=volunteer.pk).exists()
    return told


def test_a_course_before_matching_stops_whoever_lacks_it(scheme, day):
    course = a_course("Safeguarding", scheme, months=36)
    ben = an_approved_volunteer("Ben", scheme)
    a_policy(scheme, "training", modules=[course.pk])
    assert not may_meet(ben, scheme, day)
    assert obstacles(ben, scheme, day) == ["Ben still needs training: Safeguarding."]
    done = a_completion(ben, course, on=day, until=day + timedelta(days=60))
    assert may_meet(ben, scheme, day)
    assert may_meet(ben, scheme, done.until)
    after = done.until + timedelta(days=1)
    assert not may_meet(ben, scheme, after)
    assert obstacles(ben, scheme, after) == [
        f"Ben’s training ran out on {day_words(done.until)}: Safeguarding."
    ]


def test_the_courses_that_lack_are_named_and_counted_wherever_it_is_asked(client, scheme):
    taught = [a_course(name, scheme, months=36) for name in ("Boundaries", "Endings", "Safeguarding")]
    file = an_application("Ben", scheme, status="checking", on=today())
    a_policy(scheme, "training", modules=[course.pk for course in taught])
    a_completion(file.volunteer, taught[1], on=today())
    client.force_login(a_member(Role.COORDINATOR, scheme, first_name="Cora"))
    (item,) = [item for item in checklist(file.volunteer, scheme, today()) if item.requirement.modules]
    assert (item.courses, item.have, item.requirement.how_many) == (("Boundaries", "Safeguarding"), 1, 3)
    page = client.get(reverse("recruitment:application", args=[file.public_id])).text
    assert "Still to do: Boundaries and Safeguarding." in page
    assert "1 of 3" in page
    assert "Training: 1 of 3" in client.get(reverse("recruitment:volunteers")).text
    record = client.get(reverse("recruitment:check", args=[file.public_id, "training"])).text
    assert reverse("training:volunteer", args=[file.volunteer.public_id]) in record
    assert "Record it" not in record
    asked = client.get(reverse("recruitment:policy", args=[scheme.public_id])).text
    assert "3 courses: Boundaries, Endings and Safeguarding." in asked


@pytest.mark.parametrize("begun", [date(2026, 3, 2), date(2024, 2, 29), date(2025, 8, 31)])
def test_a_yearly_course_stops_nobody_in_the_first_year_and_everybody_after_it(scheme, begun):
    course = a_course("Online safety", scheme, need="yearly", months=12)
    ben = an_approved_volunteer("Ben", scheme, on=begun)
    a_policy(scheme, "training", modules=[course.pk], from_day=begun)
    second_year = months_after(ben.enlistments.get().from_day, 12)
    assert may_meet(ben, scheme, begun)
    assert may_meet(ben, scheme, second_year - timedelta(days=1))
    assert obstacles(ben, scheme, second_year)
    done = a_completion(ben, course, on=second_year)
    assert not any("still needs training" in line for line in obstacles(ben, scheme, second_year))
    assert any("training" in line for line in obstacles(ben, scheme, done.until + timedelta(days=1)))


def test_the_course_s_page_says_who_is_stopped_without_it(client, scheme):
    other = a_scheme(provider=scheme.provider, name="Weekly mentors")
    course = a_course("Safeguarding", scheme.provider, months=36)
    a_policy(scheme, "training", modules=[course.pk], before="first meeting")
    mona = a_member(Role.MANAGER, scheme.provider, first_name="Mona")
    client.force_login(mona)
    address = reverse("training:course", args=[course.public_id])
    page = client.get(address).text
    assert "Asked of every volunteer, before they meet a child." in page
    assert "Nobody meets a child without it, and nobody goes on after it has run out." in page
    assert "Nobody is stopped without it." in page
    assert reverse("recruitment:policy", args=[other.public_id]) in page
    policy = draft_policy(scheme=other, by=mona, on=today())
    set_line(policy=policy, kind="training", modules=[course.pk], by=mona, on=today())
    agree_policy(
        policy=policy, from_day=today() + timedelta(days=30), why="So that all know", by=mona, on=today()
    )
    page = client.get(address).text
    assert "Nobody is stopped without it." not in page
    assert "nobody goes before the panel without it." in page
