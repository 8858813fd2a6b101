"""Approval by somebody other than the recruiter, the way in it gives, and suspension."""

from datetime import date

import pytest

from kith.access.models import Membership, User
from kith.access.roles import Role
from kith.access.tests.factories import a_member, a_user
from kith.messages.models import OutboxMessage
from kith.people.tests.factories import a_volunteer
from kith.recruitment.actions import lift_suspension, suspend
from kith.recruitment.actions.approvals import approve
from kith.recruitment.actions.panels import Decision, decide, put_before
from kith.recruitment.models import Approval, Check, Suspension
from kith.recruitment.refusals import CannotApprove, CannotPanel, CannotSuspend
from kith.recruitment.states import Status
from kith.recruitment.tests.factories import (
    an_application,
    an_approved_volunteer,
    approved_by_two,
)
from kith.schemes.tests.factories import a_scheme

pytestmark = pytest.mark.django_db
TERMS = {"age_from": 8, "age_to": 17, "places": 1}


def a_manager(scheme):
    return a_member(Role.MANAGER, scheme, first_name="Mona")


def test_somebody_with_everything_is_approved_by_another_than_the_recruiter(day):
    application = an_application("Ruth", status="ready", email="ruth@example.org")
    manager = a_manager(application.scheme)
    approval = approved_by_two(application, by=manager, on=day, conditions="Not in the evening", **TERMS)
    assert application.status == Status.APPROVED
    assert (approval.volunteer, approval.scheme) == (application.volunteer, application.scheme)
    assert (approval.age_from, approval.age_to, approval.places) == (8, 17, 1)
    assert (approval.from_day, approval.created_by, approval.conditions) == (
        day,
        manager,
        "Not in the evening",
    )


def test_the_recruiter_does_not_approve(day):
    manager = a_manager(a_scheme())
    application = an_application(status="ready", recruiter=manager)
    with pytest.raises(CannotApprove, match="Somebody other than you must approve"):
        approved_by_two(application, by=manager, on=day, **TERMS)


def test_nobody_approves_themself(day):
    application = an_application(status="ready", email="mona@example.org")
    by_address = a_user("Mona", email="mona@example.org")
    with pytest.raises(CannotApprove, match="This is about you"):
        approved_by_two(application, by=by_address, on=day, **TERMS)
    by_account = a_user("Other")
    application.volunteer.user, application.volunteer.email = by_account, ""
    application.volunteer.save()
    with pytest.raises(CannotApprove, match="This is about you"):
        approved_by_two(application, by=by_account, on=day, **TERMS)


def test_one_signature_approves_nobody(day):
    application = an_application("Ruth", status="ready")
    manager = a_manager(application.scheme)
    item = put_before(panel=None, application=application, by=application.recruiter, on=day)
    decide(item=item, decision=Decision("approve", **TERMS), by=manager, on=day)
    with pytest.raises(CannotApprove, match="Two people approve"):
        approve(item=item, on=day)
    assert not Approval.objects.exists()


def test_every_gap_is_named_and_nothing_is_approved(day):
    application = an_application("Ruth", status="ready")
    for kind in ("reference", "agreement"):
        Check.objects.filter(kind=kind).update(withdrawn_on=day)
    with pytest.raises(CannotApprove) as refusal:
        approved_by_two(application, on=day, **TERMS)
    assert refusal.value.reasons == [
        "Ruth still needs two references.",
        "Ruth still needs to sign the volunteer agreement.",
    ]
    assert not Approval.objects.exists()


def test_something_that_lapsed_while_waiting_for_the_panel_stops_the_approval(day):
    application = an_application("Ruth", status="ready")
    with pytest.raises(CannotApprove, match="independence ran out on 1 September 2027"):
        approved_by_two(application, by=a_manager(application.scheme), on=date(2027, 10, 1), **TERMS)


def test_an_application_goes_to_the_panel_before_it_is_approved(day):
    application = an_application("Ruth", status="checking")
    with pytest.raises(CannotPanel, match="Ruth is not ready for the panel yet: being checked"):
        approved_by_two(application, on=day, **TERMS)


@pytest.mark.parametrize(
    ("born", "sentence"), [(date(2009, 1, 1), "Ruth is 17"), (None, "date of birth is not known")]
)
def test_somebody_too_young_or_of_unknown_age_is_not_approved(born, sentence, day):
    application = an_application("Ruth", status="ready", born=born)
    with pytest.raises(CannotApprove, match=sentence):
        approved_by_two(application, by=a_manager(application.scheme), on=day, **TERMS)


def test_somebody_suspended_is_not_approved(day):
    application = an_application("Ruth", status="ready")
    manager = a_manager(application.scheme)
    suspend(volunteer=application.volunteer, reason="concern", by=manager, on=day)
    with pytest.raises(CannotApprove, match="Ruth is suspended"):
        approved_by_two(application, by=manager, on=day, **TERMS)


@pytest.mark.parametrize(
    ("terms", "field"),
    [
        ({"age_from": 7}, "age_from"),
        ({"age_to": 18}, "age_to"),
        ({"age_from": 12, "age_to": 11}, "age_to"),
        ({"places": 0}, "places"),
        ({"places": 13}, "places"),
    ],
)
def test_terms_beyond_the_scheme_are_refused_at_their_box(terms, field, day):
    application = an_application(status="ready")
    with pytest.raises(CannotApprove) as refusal:
        approved_by_two(application, by=a_manager(application.scheme), on=day, **(TERMS | terms))
    assert refusal.value.field == field


def test_approval_gives_a_way_in(day):
    application = an_application("Ruth", status="ready", email="ruth@example.org")
    approved_by_two(application, by=a_manager(application.scheme), on=day, **TERMS)
    user = User.objects.get(email="ruth@example.org")
    assert application.volunteer.user == user
    assert not user.has_usable_password()
    membership = Membership.objects.get(user=user)
    assert (membership.role, membership.scheme, membership.from_day) == (
        Role.VOLUNTEER,
        application.scheme,
        day,
    )
    (message,) = OutboxMessage.objects.filter(to=user)
    assert message.event == "welcome"


def test_somebody_with_an_account_keeps_it(day):
    user = a_user("Ruth", email="ruth@example.org")
    application = an_application("Ruth", status="ready", email="RUTH@example.org")
    approved_by_two(application, by=a_manager(application.scheme), on=day, **TERMS)
    assert application.volunteer.user == user
    assert user.roles_on(day) == {Role.VOLUNTEER}
    assert OutboxMessage.objects.get(to=user).event == "something new"


def test_without_an_address_there_is_no_account(day):
    application = an_application("Ruth", status="ready", email="")
    approved_by_two(application, by=a_manager(application.scheme), on=day, **TERMS)
    application.volunteer.refresh_from_db()
    assert application.volunteer.user is None


def test_an_address_that_opens_another_volunteers_account_is_refused(day):
    user = a_user("Twin", email="shared@example.org")
    a_volunteer("Twin", user=user)
    application = an_application("Ruth", status="ready", email="shared@example.org")
    with pytest.raises(CannotApprove, match="already opens another volunteer’s account"):
        approved_by_two(application, by=a_manager(application.scheme), on=day, **TERMS)


def test_nobody_is_approved_twice_for_the_same_application(day):
    application = an_application(status="ready")
    manager = a_manager(application.scheme)
    approved_by_two(application, by=manager, on=day, **TERMS)
    with pytest.raises(CannotPanel, match="not ready for the panel yet: approved"):
        approved_by_two(application, by=manager, on=day, **TERMS)


# Suspension


def test_a_suspension_holds_from_the_day_and_ends_on_the_day(day):
    volunteer = an_approved_volunteer()
    manager = a_user("Mona")
    suspension = suspend(volunteer=volunteer, reason="concern", by=manager, on=day)
    assert Suspension.objects.open_on(day).get() == suspension
    lift_suspension(volunteer=volunteer, by=a_user("Lead"), on=day)
    assert not Suspension.objects.open_on(day).exists()


def test_nobody_is_suspended_twice_or_lifted_twice(day):
    volunteer = an_approved_volunteer("Ruth")
    with pytest.raises(CannotSuspend, match="Ruth is not suspended"):
        lift_suspension(volunteer=volunteer, by=a_user(), on=day)
    suspend(volunteer=volunteer, reason="concern", by=a_user(), on=day)
    with pytest.raises(CannotSuspend, match="Ruth is suspended already"):
        suspend(volunteer=volunteer, reason="other", by=a_user(), on=day)


def test_nobody_lifts_their_own_suspension(day):
    user = a_user("Ruth")
    volunteer = a_volunteer("Ruth", user=user)
    suspend(volunteer=volunteer, reason="concern", by=a_user(), on=day)
    with pytest.raises(CannotSuspend, match="This is about you"):
        lift_suspension(volunteer=volunteer, by=user, on=day)
