"""The bar leads everybody to what is theirs, never to a closed door, and says where they are."""

import pytest
from django.urls import reverse
from django.utils.html import strip_tags

from kith.access.roles import STAFF, Role
from kith.access.tests.factories import a_member, a_user
from kith.foundation.dates import today
from kith.meetings.tests.factories import a_meeting
from kith.people.tests.factories import a_child, a_volunteer, with_account
from kith.referral.tests.factories import a_paid_scheme
from kith.schemes.tests.factories import a_provider, an_authority
from kith.web.navigation import MOST, places_of
from kith.web.tests.factories import a_coordinator, two_together

pytestmark = pytest.mark.django_db
OF_THE_AUTHORITY = {
    Role.WORKER,
    Role.AUTHORITY_COORDINATOR,
    Role.COMMISSIONER,
    Role.ELECTED_MEMBER,
    Role.DATA_OFFICER,
    Role.AUDITOR,
}


def somebody(role):
    """One of this role, at the kind of place where it is held."""
    a_paid_scheme()
    return a_member(role, an_authority() if role in OF_THE_AUTHORITY else a_provider(), first_name="Sam")


def amara():
    """Somebody who coordinates, for the provider and for the authority, and imports its register."""
    user = a_member(Role.COORDINATOR, a_provider(), first_name="Amara")
    a_member(Role.AUTHORITY_COORDINATOR, an_authority(), user=user)
    return a_member(Role.DATA_OFFICER, an_authority(), user=user)


def bar_of(client, user, address="/"):
    """Words and address of each entry, and which one is current."""
    client.force_login(user)
    answer = client.get(address, follow=True)
    return answer.context["nav"]


@pytest.mark.parametrize("role", sorted(STAFF))
def test_every_entry_of_everybody_s_bar_opens(client, role):
    user = somebody(role)
    client.force_login(user)
    places = places_of(user)
    assert places, role
    for place in places:
        answer = client.get(reverse(place.url_name), follow=True)
        assert answer.status_code == 200, (role, place.words)


@pytest.mark.parametrize("role", sorted(STAFF))
def test_what_stands_beside_a_list_opens_and_says_where_one_is(client, role):
    user = somebody(role)
    client.force_login(user)
    for place in places_of(user):
        beside = client.get(reverse(place.url_name), follow=True).context.get("lists", [])
        for words, url, _ in beside:
            answer = client.get(url)
            assert answer.status_code == 200, (role, words)
            assert [each for each, _, current in answer.context["lists"] if current] == [words]


def test_who_is_needed_stands_beside_the_volunteers_and_by_itself_for_whoever_pays():
    assert "Who is needed" not in [place.words for place in places_of(somebody(Role.MANAGER))]
    assert "Who is needed" in [place.words for place in places_of(somebody(Role.COMMISSIONER))]


@pytest.mark.parametrize("page", ["planning:needed", "planning:road", "planning:sources"])
def test_every_side_of_who_is_needed_keeps_the_lists_beside_it(page, client):
    client.force_login(somebody(Role.MANAGER))
    beside = client.get(reverse(page)).context["lists"]
    assert [words for words, _, current in beside if current] == ["Who is needed"]


def test_a_coordinator_goes_from_matches_to_what_young_people_asked_in_one_step(client):
    client.force_login(a_coordinator())
    beside = client.get(reverse("casefile:matches")).context["lists"]
    assert [words for words, _, _ in beside] == [
        "Matches", "Supervision", "How it goes", "Reviews", "Thanks", "Cover", "What young people asked", "Endings",
        "What follows", "Looking back",
    ]  # fmt: skip


def test_a_bar_holds_at_most_eight_and_the_rest_is_under_the_name(client):
    user = amara()
    nav = bar_of(client, user)
    assert [words for words, _, _ in nav] == [
        "Desk", "Referrals", "Children", "Volunteers", "Matches", "Calendar", "Register", "Reports",
    ]  # fmt: skip
    assert len(nav) == MOST
    links = [words for words, _ in client.get("/").context["my_links"]]
    assert links == ["For members", "Asked and answered", "Import", "Sign-in and security"]


@pytest.mark.parametrize("role", sorted(STAFF))
def test_a_bar_of_one_role_needs_no_more_than_eight(role):
    assert len(places_of(somebody(role))) <= MOST


@pytest.mark.parametrize(
    ("name", "entry"),
    [
        ("web:home", "Desk"),
        ("referral:list", "Referrals"),
        ("casefile:children", "Children"),
        ("matching:waiting", "Children"),
        ("recruitment:volunteers", "Volunteers"),
        ("casefile:matches", "Matches"),
        ("support:list", "Matches"),
        ("endings:asks", "Matches"),
        ("meetings:calendar", "Calendar"),
        ("register:import", "Register"),
        ("web:search", None),
    ],
)
def test_the_bar_says_where_one_is(client, name, entry):
    nav = bar_of(client, amara(), reverse(name))
    assert [words for words, _, current in nav if current] == ([entry] if entry else [])


@pytest.mark.parametrize(
    ("kind", "entry"), [("match", "Matches"), ("child", "Children"), ("volunteer", "Volunteers")]
)
def test_a_story_belongs_to_its_list(client, kind, entry):
    coordinator = a_coordinator()
    match = two_together(coordinator=coordinator)
    row = match if kind == "match" else getattr(match, kind)
    nav = bar_of(client, coordinator, reverse(f"casefile:{kind}", args=[row.public_id]))
    assert [words for words, _, current in nav if current] == [entry]


def test_a_volunteer_has_four_places_and_no_search(client):
    match = two_together(coordinator=a_coordinator())
    a_meeting(match, today())
    client.force_login(match.volunteer.user)
    for address, entry in (("/", "Home"), ("/meetings/mine", "Meetings"), ("/volunteers/mine/", "My checks")):
        answer = client.get(address)
        assert [words for words, _, _ in answer.context["nav"]] == [
            "Home",
            "Meetings",
            "My checks",
            "My training",
        ]
        assert [words for words, _, current in answer.context["nav"] if current] == [entry]
        assert not answer.context["can_search"]
    assert client.get(reverse("web:search")).status_code == 403


def test_staff_who_see_people_can_search_and_those_who_see_figures_cannot(client):
    can = {
        role: bool(bar_search(client, somebody(role)))
        for role in (
            Role.COORDINATOR,
            Role.WORKER,
            Role.VETTING_OFFICER,
            Role.COMMISSIONER,
            Role.ADMINISTRATOR,
        )
    }
    assert can == {
        Role.COORDINATOR: True,
        Role.WORKER: True,
        Role.VETTING_OFFICER: True,
        Role.COMMISSIONER: False,
        Role.ADMINISTRATOR: False,
    }


def bar_search(client, user):
    client.force_login(user)
    return client.get("/", follow=True).context["can_search"]


def test_my_space_has_no_bar_and_no_name_of_ours(client):
    client.force_login(with_account(a_child()))
    page = client.get("/").content.decode()
    assert "kith-top__nav" not in page
    assert "Kith" not in strip_tags(page[page.index("<title") :])


def test_every_page_leads_to_safety(client, settings):
    scheme = a_paid_scheme()
    people = [
        (None, ("account_login", "web:my_space_key", "referral:track")),
        (a_volunteer("Ben", scheme).user, ("web:home",)),
        (with_account(a_child()), ("web:home",)),
        (a_coordinator(scheme), ("web:home", "casefile:children", "casefile:matches", "web:search")),
        (a_member(Role.WORKER, an_authority()), ("web:home",)),
        (a_member(Role.COMMISSIONER, an_authority()), ("reporting:reports",)),
    ]
    for user, pages in people:
        client.logout()
        if user:
            client.force_login(user)
        for page in pages:
            answer = client.get(reverse(page))
            assert answer.status_code == 200
            assert f'href="{reverse("safeguarding:raise")}' in answer.content.decode(), (user, page)


def test_whoever_has_no_role_is_led_nowhere(client):
    client.force_login(a_user())
    answer = client.get("/")
    assert answer.context["nav"] == []
    assert not answer.context["can_search"]
