"""The story of a volunteer: how they came and for whom they are there; how a check came out is for those who vet."""

from datetime import timedelta

import pytest
from django.urls import reverse

from kith.access.roles import Role
from kith.access.tests.factories import a_member, a_user
from kith.foundation.dates import today
from kith.meetings.tests.factories import a_match
from kith.people.models import Enlistment
from kith.people.tests.factories import a_card, a_child_served_by
from kith.recruitment import actions as recruitment
from kith.recruitment.models import Check
from kith.recruitment.tests.factories import a_check, an_application, an_approved_volunteer
from kith.referral.tests.factories import a_paid_scheme
from kith.schemes.tests.factories import a_provider, an_authority
from kith.support.models import Supervision
from kith.training.tests.factories import a_completion, a_course

pytestmark = pytest.mark.django_db
SEALED = "It fits what they do."
TALKED = "She worries about her own mother."
AGREED = "Try the skate park."


def days_ago(days):
    return today() - timedelta(days=days)


@pytest.fixture
def scheme():
    return a_paid_scheme()


@pytest.fixture
def amara(scheme):
    return a_member(Role.COORDINATOR, scheme, first_name="Amara")


@pytest.fixture
def ruth(scheme, amara):
    """Approved, with a card, and there for Ana."""
    ruth = an_approved_volunteer(
        "Ruth", scheme, on=days_ago(90), email="ruth@example.org", phone="07700 900333"
    )
    ruth.user = a_member(Role.VOLUNTEER, scheme, first_name="Ruth")
    ruth.save()
    a_card(ruth, "I like baking.")
    match = a_match(a_child_served_by(scheme, amara, "Ana"), ruth, scheme, begun_on=days_ago(60))
    Supervision.objects.create(
        volunteer=ruth, scheme=scheme, match=match, on=days_ago(9), how="phone", minutes=30,
        agreed=AGREED, talked_about=TALKED, created_by=amara,
    )  # fmt: skip
    return ruth


def address(volunteer):
    return reverse("casefile:volunteer", args=[volunteer.public_id])


def page_of(client, user, volunteer):
    client.force_login(user)
    answer = client.get(address(volunteer))
    assert answer.status_code == 200
    return answer.content.decode()


def test_the_coordinator_reads_how_they_came_and_for_whom_they_are_there(client, ruth, amara):
    page = page_of(client, amara, ruth)
    for told in ("Offered to volunteer for Northbridge visitors", "DBS check", "Approved for Northbridge visitors",
                 "Ana and Ruth began", AGREED, "I like baking.", "07700 900333"):  # fmt: skip
        assert told in page, told
    assert TALKED not in page
    assert SEALED not in page


def test_a_vetting_officer_reads_checks_and_no_child(client, ruth, scheme):
    page = page_of(client, a_member(Role.VETTING_OFFICER, scheme), ruth)
    assert "DBS check" in page
    for hidden in ("Ana", AGREED, TALKED, SEALED):
        assert hidden not in page


def test_how_a_sealed_check_came_out_is_read_by_those_who_vet_alone(client, scheme, amara):
    application = an_application("Una", scheme, on=days_ago(20), status="checking")
    a_check(application.volunteer, scheme, "self-declaration", on=days_ago(5), passed=False)
    failed = "Self-declaration: it stands in the way"
    assert failed not in page_of(client, amara, application.volunteer)
    assert failed in page_of(client, a_member(Role.VETTING_OFFICER, scheme), application.volunteer)
    assert failed in page_of(client, a_member(Role.MANAGER, scheme), application.volunteer)


def test_why_somebody_is_suspended_is_read_by_those_who_vet_alone(client, ruth, scheme, amara):
    manager = a_member(Role.MANAGER, scheme)
    recruitment.suspend(volunteer=ruth, reason="concern", by=manager, on=today())
    page = page_of(client, amara, ruth)
    assert "Suspended" in page
    assert "being looked into" not in page
    assert "being looked into" in page_of(client, manager, ruth)


def test_whoever_vets_elsewhere_reads_here_what_a_coordinator_reads(client, ruth, scheme, amara):
    elsewhere = a_paid_scheme("Elsewhere", provider=a_provider("Elsewhere"))
    a_member(Role.VETTING_OFFICER, elsewhere, amara)
    a_check(ruth, scheme, "self-declaration", passed=False)
    recruitment.suspend(volunteer=ruth, reason="concern", by=a_member(Role.MANAGER, scheme), on=today())
    page = page_of(client, amara, ruth)
    assert "Suspended" in page
    assert "being looked into" not in page
    assert "Self-declaration: it stands in the way" not in page


def test_a_check_that_was_taken_back_is_not_told(client, ruth, amara):
    Check.objects.filter(volunteer=ruth, kind="training").update(withdrawn_on=today())
    page = page_of(client, amara, ruth)
    assert "<strong>Training</strong>" not in page
    assert "<strong>Identity</strong>" in page


def test_a_volunteer_is_sent_to_pages_of_their_own(client, ruth):
    client.force_login(ruth.user)
    answer = client.get(address(ruth))
    assert answer.status_code == 302
    assert answer["Location"] == reverse("recruitment:my_checks")


def test_the_story_is_closed_to_everybody_else(client, ruth, scheme):
    elsewhere = a_paid_scheme("Elsewhere", provider=a_provider("Elsewhere"))
    for user in (
        a_member(Role.COORDINATOR, elsewhere),
        a_member(Role.VETTING_OFFICER, elsewhere),
        a_member(Role.WORKER, an_authority()),
        a_member(Role.AUTHORITY_COORDINATOR, an_authority()),
        a_member(Role.VOLUNTEER, scheme),
        a_user(),
    ):
        client.force_login(user)
        assert client.get(address(ruth)).status_code == 404, user.roles_on(today())


def test_somebody_who_left_the_scheme_is_not_read_there_any_more(client, ruth, amara):
    Enlistment.objects.filter(volunteer=ruth).update(until_day=today())
    client.force_login(amara)
    assert client.get(address(ruth)).status_code == 404


def test_every_step_that_is_offered_leads_somewhere(client, ruth, amara, scheme):
    for reader in (amara, a_member(Role.MANAGER, scheme), a_member(Role.VETTING_OFFICER, scheme),
                   a_member(Role.SAFEGUARDING_LEAD, scheme)):  # fmt: skip
        page = page_of(client, reader, ruth)
        inside = page[page.index("<main") : page.index("</main>")]
        links = {part.split('"')[0].replace("&amp;", "&") for part in inside.split('href="')[1:]}
        for link in sorted(link for link in links if link.startswith("/")):
            assert client.get(link).status_code == 200, (reader.roles_on(today()), link)


def test_training_is_told_to_those_who_may_see_it_and_leads_on(client, ruth, amara, scheme):
    done = a_completion(ruth, a_course(owner=scheme), on=today() - timedelta(days=40))
    client.force_login(amara)
    page = client.get(reverse("casefile:volunteer", args=[ruth.public_id])).text
    assert "Did the training Safeguarding" in page
    assert reverse("training:certificate", args=[done.public_id]) in page
    assert reverse("training:volunteer", args=[ruth.public_id]) in page
    client.force_login(a_member(Role.SAFEGUARDING_LEAD, scheme))
    page = client.get(reverse("casefile:volunteer", args=[ruth.public_id]))
    assert "Did the training" not in page.text
