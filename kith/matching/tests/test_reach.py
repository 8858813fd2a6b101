"""Who may open which page: insiders, lesser roles, strangers, and each of the two alone."""

import pytest
from django.urls import reverse

from kith.access.policy import Permission
from kith.access.roles import Role
from kith.access.tests.factories import a_member
from kith.foundation.dates import today
from kith.matching.models import Match
from kith.matching.tests.factories import a_road
from kith.people.tests.factories import with_account
from kith.recruitment.models import Suspension
from kith.schemes.tests.factories import a_provider, a_scheme

pytestmark = pytest.mark.django_db

ABOUT_REFERRAL = ("wishes", "look")
ABOUT_LIST = ("shortlist", "cards_print", "next_choice")
ABOUT_PROPOSAL = (
    "proposal", "sketch", "volunteer_answer", "approve", "first_meeting", "after_meeting", "close", "begin",
)  # fmt: skip
ABOUT_MATCH = ("agreement", "revise", "pause", "resume")
LISTS = ("waiting", "waiting_export", "proposals")


@pytest.fixture(scope="module")
def laid_road(rows_that_last):
    return a_road(volunteers=("Ben",))


def pages(road, proposal, match=None):
    """Every page of the coordinator about one child, by name."""
    about = dict.fromkeys(ABOUT_REFERRAL, road.referral) | dict.fromkeys(ABOUT_LIST, proposal.card.shortlist)
    about |= dict.fromkeys(ABOUT_PROPOSAL, proposal) | dict.fromkeys(ABOUT_MATCH if match else (), match)
    return {name: reverse(f"matching:{name}", args=[row.public_id]) for name, row in about.items()}


def answers(client, user, addresses):
    client.force_login(user)
    return {name: client.get(address).status_code for name, address in addresses.items()}


def test_the_childs_coordinator_and_the_manager_open_every_page(road, client):
    proposal = road.proposal("meeting")
    for user in (road.coordinator, road.manager):
        assert set(answers(client, user, pages(road, proposal)).values()) == {200}, user


def test_the_same_pages_are_absent_for_everybody_else(road, client):
    proposal = road.proposal("meeting")
    elsewhere = a_scheme("Harbour friends", provider=a_provider("Harbour"))
    strangers = [
        a_member(Role.COORDINATOR, road.scheme, first_name="Cleo"),
        a_member(Role.COORDINATOR, elsewhere, first_name="Stella"),
        a_member(Role.MANAGER, elsewhere, first_name="Max"),
        a_member(Role.WORKER, road.child.authority, first_name="Nia"),
        a_member(Role.AUTHORITY_COORDINATOR, road.child.authority, first_name="Ade"),
        a_member(Role.VETTING_OFFICER, road.scheme, first_name="Vera"),
        a_member(Role.COMMISSIONER, road.child.authority, first_name="Kit"),
        proposal.volunteer.user,
        with_account(road.child),
    ]
    for user in strangers:
        assert set(answers(client, user, pages(road, proposal)).values()) == {404}, user.first_name


def test_pages_of_a_match_open_for_those_who_look_after_it(road, client):
    match = road.begin(road.proposal("agreed"))
    addresses = {name: reverse(f"matching:{name}", args=[match.public_id]) for name in ABOUT_MATCH}
    assert set(answers(client, road.coordinator, addresses).values()) == {200}
    ade = a_member(Role.AUTHORITY_COORDINATOR, road.child.authority, first_name="Ade")
    assert answers(client, ade, addresses) == {"agreement": 200, "revise": 404, "pause": 404, "resume": 404}
    assert set(answers(client, match.volunteer.user, addresses).values()) == {404}


def test_both_of_a_match_read_their_agreement_and_it_closes_with_the_ending(road, client):
    match = road.begin(road.proposal("agreed"))
    child = with_account(road.child)
    sheet = {"sheet": reverse("matching:agreement_print", args=[match.public_id])}
    for user in (child, match.volunteer.user, road.coordinator):
        assert answers(client, user, sheet) == {"sheet": 200}
    Match.objects.filter(pk=match.pk).update(status="ended", ended_on=match.begun_on)
    assert answers(client, match.volunteer.user, sheet) == {"sheet": 404}


@pytest.mark.parametrize("name", LISTS)
def test_lists_are_for_those_who_look_for_somebody(road, client, name):
    address = {name: reverse(f"matching:{name}")}
    assert answers(client, road.coordinator, address) == {name: 200}
    for role in (Role.WORKER, Role.COMMISSIONER, Role.ELECTED_MEMBER):
        assert answers(client, a_member(role, road.child.authority), address) == {name: 403}
    assert answers(client, road.volunteers[0].user, address) == {name: 403}


def test_a_colleagues_children_are_not_on_my_list(road, client):
    client.force_login(a_member(Role.COORDINATOR, road.scheme, first_name="Cleo"))
    page = client.get(reverse("matching:waiting")).content.decode()
    assert "Tariq" not in page
    assert "Nobody is waiting" in page


def test_nobody_comes_in_without_signing_in(road, client):
    for address in pages(road, road.proposal("meeting")).values():
        assert client.get(address).status_code == 302


# ------------------------------------------------------------------------------------- each of the two alone


def test_a_young_person_sees_their_own_cards_and_nobody_elses(road, client):
    shortlist = road.shortlist()
    other = a_road("Leah", road.scheme, volunteers=(), coordinator=road.coordinator)
    leah = with_account(other.child)
    address = {"mine": reverse("matching:my_choice", args=[shortlist.public_id])}
    assert answers(client, with_account(road.child), address) == {"mine": 200}
    assert answers(client, leah, address) == {"mine": 404}
    assert answers(client, road.volunteers[0].user, address) == {"mine": 404}


def test_a_volunteer_sees_a_proposal_only_once_asked_and_only_their_own(client):
    road = a_road(volunteers=("Ben", "Samir"))
    proposal = road.proposal()
    address = {"asked": reverse("matching:my_proposal", args=[proposal.public_id])}
    ben, samir = (volunteer.user for volunteer in road.volunteers)
    assert answers(client, ben, address) == {"asked": 404}
    road.ask(proposal)
    assert answers(client, ben, address) == {"asked": 200}
    assert answers(client, samir, address) == {"asked": 404}
    assert answers(client, road.coordinator, address) == {"asked": 404}


@pytest.mark.parametrize(
    ("step", "named"), [("asked", False), ("answered", False), ("approved", True), ("meeting", True)]
)
def test_a_volunteer_hears_a_name_only_when_two_people_have_approved(road, client, step, named):
    proposal = road.proposal(step)
    client.force_login(proposal.volunteer.user)
    page = client.get(reverse("matching:my_proposal", args=[proposal.public_id])).content.decode()
    assert ("Tariq" in page) == named
    for never in ("Shaw", road.child.authority_ref, "LS1", "2013", "gets cars", "Northbridge council"):
        assert never not in page


def test_a_volunteer_who_is_looked_into_sees_their_match_no_more(road):
    match = road.begin(road.proposal("agreed"))
    seen = Match.objects.reachable_by(match.volunteer.user, Permission.RECORD_MEETING)
    assert seen.contains(match)
    Suspension.objects.create(volunteer=match.volunteer, reason="concern", from_day=today())
    assert not seen.all().contains(match)
