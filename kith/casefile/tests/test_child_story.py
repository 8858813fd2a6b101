"""The story of a child: their words first, offers for the authority's side, wishes for the scheme's, nothing for a stranger."""

from datetime import timedelta

import pytest
from django.urls import reverse

from kith.access.roles import Role
from kith.access.tests.factories import a_member, a_user
from kith.audit.models import Look
from kith.foundation.dates import today
from kith.matching.models import WishList
from kith.meetings.tests.factories import a_match, a_meeting
from kith.people.actions import involve, leave
from kith.people.models import Involvement
from kith.people.tests.factories import a_child, a_child_served_by, a_volunteer
from kith.referral.tests.factories import a_paid_scheme, an_accepted_referral, an_offer
from kith.schemes.tests.factories import a_provider, an_authority

pytestmark = pytest.mark.django_db
OFFERED = "Only if it is not a woman."
REFERRED = "Someone who gets cars."
WISHED = "Somebody who turns up."


def days_ago(days):
    return today() - timedelta(days=days)


@pytest.fixture
def scheme():
    return a_paid_scheme()


@pytest.fixture
def amara(scheme):
    return a_member(Role.COORDINATOR, scheme, first_name="Amara")


@pytest.fixture
def nia():
    return a_member(Role.WORKER, an_authority(), first_name="Nia")


@pytest.fixture
def tariq(scheme, amara, nia):
    """Offered somebody, referred, accepted, asked what he would like; he waits."""
    child = a_child()
    an_offer(child, on=days_ago(130), words=OFFERED)
    referral = an_accepted_referral(
        scheme=scheme, coordinator=amara, child=child, on=days_ago(118), child_words=REFERRED,
        child_knows=True, child_answer="yes",
    )  # fmt: skip
    WishList.objects.create(
        child=child, referral=referral, version=1, on=days_ago(96), learnt="talk", words=WISHED
    )
    involve(
        child=child, person=nia, part=Involvement.Part.SOCIAL_WORKER, by=None, on=days_ago(200), act="test"
    )
    return child


def address(child):
    return reverse("casefile:child", args=[child.public_id])


def page_of(client, user, child, query=""):
    client.force_login(user)
    answer = client.get(address(child) + query)
    assert answer.status_code == 200
    return answer.content.decode()


# ------------------------------------------------------------------------------------- who reads what


def test_the_coordinator_reads_wishes_and_the_referral_and_not_what_the_register_holds(client, tariq, amara):
    page = page_of(client, amara, tariq)
    assert WISHED in page
    assert REFERRED in page
    assert "The referral was accepted" in page
    assert "Amara Okafor became their coordinator" in page
    assert OFFERED not in page


def test_the_worker_reads_offers_and_the_referral_and_not_the_wishes(client, tariq, nia):
    page = page_of(client, nia, tariq)
    assert "Review: offered, said yes" in page
    assert OFFERED in page
    assert REFERRED in page
    assert WISHED not in page


def test_the_safeguarding_lead_reads_who_is_near_and_no_words(client, tariq, scheme):
    page = page_of(client, a_member(Role.SAFEGUARDING_LEAD, scheme), tariq)
    assert "Amara Okafor" in page
    for words in (WISHED, REFERRED, OFFERED):
        assert words not in page


def test_the_story_is_closed_to_everybody_else(client, tariq, scheme):
    elsewhere = a_paid_scheme("Elsewhere", provider=a_provider("Elsewhere"))
    for user in (
        a_member(Role.COORDINATOR, scheme),
        a_member(Role.MANAGER, elsewhere),
        a_member(Role.WORKER, an_authority()),
        a_member(Role.VETTING_OFFICER, scheme),
        a_member(Role.COMMISSIONER, an_authority()),
        a_member(Role.AUDITOR, an_authority()),
        a_volunteer("Ben", scheme).user,
        a_user(),
    ):
        client.force_login(user)
        assert client.get(address(tariq)).status_code == 404, user.roles_on(today())
    client.logout()
    assert client.get(address(tariq)).status_code == 302


def test_whoever_left_the_child_s_story_reads_it_no_more(client, tariq, nia):
    page_of(client, nia, tariq)
    leave(involvement=tariq.involvements.get(user=nia), by=None, on=today(), act="test")
    client.force_login(nia)
    assert client.get(address(tariq)).status_code == 404


def test_a_sealed_child_is_read_by_those_named_and_nobody_else(client, tariq, amara, scheme):
    tariq.sealed = True
    tariq.save()
    page_of(client, amara, tariq)
    client.force_login(a_member(Role.MANAGER, scheme))
    assert client.get(address(tariq)).status_code == 404


def test_each_look_is_kept(client, tariq, amara):
    page_of(client, amara, tariq)
    look = Look.objects.get(page="casefile:child")
    assert look.child == tariq.public_id


# ------------------------------------------------------------------------------------- the page


def test_their_name_and_their_words_come_first_and_no_number_is_a_heading(client, tariq, amara):
    page = page_of(client, amara, tariq)
    inside = page[page.index("<main") :]
    assert "<h1>Tariq</h1>" in inside
    assert inside.index(WISHED) < inside.index("The referral was accepted")
    assert tariq.authority_ref not in inside
    assert "waiting for 118 days" in inside


def test_a_child_without_a_name_here_is_a_young_person(client, scheme, amara):
    child = a_child_served_by(scheme, amara, "", last_name="")
    assert "<h1>A boy born in May 2013</h1>" in page_of(client, amara, child)


def test_a_match_stands_beside_with_its_last_weeks_and_its_meetings_in_the_story(client, scheme, amara):
    child = a_child_served_by(scheme, amara, "Ana")
    match = a_match(child, "Ruth", scheme, begun_on=days_ago(60))
    a_meeting(match, days_ago(4), status="kept")
    page = page_of(client, amara, child)
    assert "Meetings of Ana and Ruth. 12 weeks: 1 kept" in page
    assert "They met, 2 hours" in page
    assert "with <a" in page
    assert "They met" not in page_of(client, amara, child, "?strand=path")


def test_what_is_good_to_know_is_there(client, tariq, amara):
    tariq.practical_needs = "Peanuts make him ill."
    tariq.save()
    assert "Peanuts make him ill." in page_of(client, amara, tariq)


def test_a_story_that_has_not_begun_says_how_it_begins(client):
    child = a_child()
    nobody = a_member(Role.AUTHORITY_COORDINATOR, an_authority())
    page = page_of(client, nobody, child)
    assert "Nothing has happened yet" in page
    assert reverse("referral:refer_child", args=[child.public_id]) in page


@pytest.mark.parametrize("who", ["coordinator", "manager", "worker", "lead", "authority"])
def test_every_step_that_is_offered_leads_somewhere(client, tariq, amara, nia, scheme, who):
    reader = {
        "coordinator": amara,
        "manager": a_member(Role.MANAGER, scheme),
        "worker": nia,
        "lead": a_member(Role.SAFEGUARDING_LEAD, scheme),
        "authority": a_member(Role.AUTHORITY_COORDINATOR, an_authority()),
    }[who]
    page = page_of(client, reader, tariq)
    inside = page[page.index("<main") : page.index("</main>")]
    links = {part.split('"')[0].replace("&amp;", "&") for part in inside.split('href="')[1:]}
    pages = sorted(link for link in links if link.startswith("/"))
    assert pages
    for link in pages:
        assert client.get(link).status_code == 200, (who, link)


def test_steps_are_offered_to_those_who_may_take_them(client, tariq, amara, nia, scheme):
    page = page_of(client, amara, tariq)
    assert "Look for somebody for Tariq" in page
    assert "My space for Tariq" in page
    page = page_of(client, nia, tariq)
    assert "Look for somebody" not in page
    assert "My space" not in page
    assert "Change how Tariq is described" in page
    page = page_of(client, a_member(Role.SAFEGUARDING_LEAD, scheme), tariq)
    assert "Change how Tariq is described" not in page
    assert "Where Tariq lives" in page
