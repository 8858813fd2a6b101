"""The desk says who waits for a second person, for a letter, for a review, and whose volunteer has left."""

from datetime import timedelta

import pytest

from kith.access.roles import Role
from kith.access.tests.factories import a_member
from kith.endings.tests.factories import a_match
from kith.foundation.dates import now, today
from kith.recruitment.actions.panels import Decision, agree, decide, put_before
from kith.recruitment.actions.reviews import record_leaving
from kith.recruitment.models import Approval
from kith.recruitment.tests.factories import an_application, an_approved_volunteer
from kith.schemes.tests.factories import a_scheme
from kith.web.desk import AtHand, groups

pytestmark = pytest.mark.django_db


@pytest.fixture
def scheme():
    return a_scheme()


def words(user):
    return [need.what for group in groups(AtHand(user, at=now(), on=today())) for need in group.needs]


def test_a_decision_waits_on_the_desk_of_whoever_may_agree_and_on_no_other(scheme):
    sam = a_member(Role.MANAGER, scheme, first_name="Sam")
    grace = a_member(Role.SAFEGUARDING_LEAD, scheme, first_name="Grace")
    application = an_application("Ruth", scheme, on=today() - timedelta(days=9), status="ready")
    item = put_before(panel=None, application=application, by=sam, on=today())
    terms = {"age_from": 10, "age_to": 14, "places": 1}
    decide(item=item, decision=Decision("approve", **terms), by=sam, on=today())
    waits = "Ruth waits for a second person"
    assert waits in words(grace)
    assert waits not in words(sam)
    assert waits not in words(application.recruiter)
    agree(item=item, by=grace, on=today())
    assert "Ruth has not heard what the panel decided" in words(sam)
    assert "Ruth has not heard what the panel decided" not in words(grace)


def test_a_review_that_is_due_is_on_the_desk(scheme):
    rina = a_member(Role.COORDINATOR, scheme, first_name="Rina")
    an_approved_volunteer("Ben", scheme, on=today() - timedelta(days=100))
    assert "Ben’s review is due" in words(rina)


def test_a_match_whose_volunteer_has_left_comes_first_and_is_ended_by_nobody_but_people(scheme):
    coordinator = a_member(Role.COORDINATOR, scheme, first_name="Rina")
    match = a_match("Tariq", "Kofi", scheme, coordinator=coordinator)
    approval = Approval.objects.get(volunteer=match.volunteer)
    record_leaving(approval=approval, last_day=today(), why="moved", talk="held", by=coordinator, on=today())
    match.refresh_from_db()
    assert match.status == "active"
    assert "Kofi has left, and Tariq’s match with Kofi goes on" in words(coordinator)
