"""The lists of children and matches: within reach, filtered, found, taken out, in few questions."""

from datetime import timedelta
from io import BytesIO

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from python_calamine import CalamineWorkbook

from kith.access.roles import Role
from kith.access.tests.factories import a_member
from kith.audit.models import Event
from kith.endings.actions import choose_road
from kith.foundation.dates import today
from kith.matching.models import Match
from kith.meetings.tests.factories import a_match, a_meeting
from kith.people.tests.factories import a_child, a_child_served_by
from kith.referral.models import Referral
from kith.referral.tests.factories import a_paid_scheme, an_accepted_referral
from kith.schemes.tests.factories import a_provider, an_authority

pytestmark = pytest.mark.django_db
CHILDREN, MATCHES = "/stories/children/", "/stories/matches/"


def days_ago(days):
    return today() - timedelta(days=days)


@pytest.fixture
def scheme():
    return a_paid_scheme()


@pytest.fixture
def amara(scheme):
    return a_member(Role.COORDINATOR, scheme, first_name="Amara")


def together(child, volunteer, scheme, coordinator, kept=5, **fields):
    match = a_match(child, volunteer, scheme, coordinator, begun_on=days_ago(120), **fields)
    Referral.objects.filter(pk=match.referral_id).update(status="matched")
    a_meeting(match, days_ago(kept), status="kept")
    return match


@pytest.fixture
def some(scheme, amara):
    """One who has somebody, one who waits, one near and nothing more."""
    together("Ana", "Ruth", scheme, amara)
    an_accepted_referral(scheme=scheme, coordinator=amara, child=a_child("Tariq"), on=days_ago(40))
    a_child_served_by(scheme, amara, "Zara")


def page_of(client, user, address):
    client.force_login(user)
    answer = client.get(address)
    assert answer.status_code == 200
    return answer.content.decode()


def named(page):
    """The rows of the list, by name."""
    if "<tbody>" not in page:
        return []
    body = page[page.index("<tbody>") : page.index("</tbody>")]
    return [row.split("</a>")[0].rsplit(">", 1)[1] for row in body.split('<th scope="row">')[1:]]


def workbook(answer):
    book = CalamineWorkbook.from_filelike(BytesIO(answer.content))
    return {name: book.get_sheet_by_name(name).to_python() for name in book.sheet_names}


# ------------------------------------------------------------------------------------- children


@pytest.mark.parametrize(
    ("show", "who"),
    [
        ("", ["Ana", "Tariq"]),
        ("with-us", ["Ana", "Tariq"]),
        ("waiting", ["Tariq"]),
        ("matched", ["Ana"]),
        ("all", ["Ana", "Tariq", "Zara"]),
        ("<nonsense>", ["Ana", "Tariq"]),
    ],
)
def test_children_are_listed_by_where_they_are_on_the_way(client, amara, some, show, who):
    assert named(page_of(client, amara, f"{CHILDREN}?show={show}")) == who


def test_each_line_says_with_whom_or_how_long_they_wait(client, amara, some):
    page = page_of(client, amara, f"{CHILDREN}?show=all")
    assert "With Ruth for 3 months" in page
    assert "Waiting for 40 days" in page
    assert "Nobody yet" in page


def test_a_child_is_found_in_the_list_by_name_or_reference(client, amara, some):
    child = a_child("Omar", authority_ref="NB777001")
    an_accepted_referral(scheme=a_paid_scheme(), coordinator=amara, child=child, on=days_ago(9))
    assert named(page_of(client, amara, f"{CHILDREN}?q=oma")) == ["Omar"]
    assert named(page_of(client, amara, f"{CHILDREN}?q=nb777001")) == ["Omar"]
    page = page_of(client, amara, f"{CHILDREN}?q=nobody")
    assert named(page) == []
    assert "Nobody found" in page


def test_children_stand_in_the_order_that_is_asked_for_those_without_a_name_last(client, amara, scheme):
    for first, years in (("Zak", 9), ("Ana", 15), ("", 12)):
        born = days_ago(365 * years + 30)
        child = a_child(first, born=born, last_name="Shaw" if first else "")
        an_accepted_referral(scheme=scheme, coordinator=amara, child=child, on=days_ago(9))
    nameless = f"A boy born in {days_ago(365 * 12 + 30):%B %Y}"
    assert named(page_of(client, amara, CHILDREN)) == ["Ana", "Zak", nameless]
    assert named(page_of(client, amara, f"{CHILDREN}?sort=youngest")) == ["Zak", nameless, "Ana"]
    assert named(page_of(client, amara, f"{CHILDREN}?sort=oldest")) == ["Ana", nameless, "Zak"]


def test_a_child_is_sorted_by_what_they_like_to_be_called(client, amara, scheme):
    for first, known in (("Zak", "Abby"), ("Ben", "")):
        child = a_child(first, known_as=known)
        an_accepted_referral(scheme=scheme, coordinator=amara, child=child, on=days_ago(9))
    assert named(page_of(client, amara, CHILDREN)) == ["Abby", "Ben"]


def test_one_scheme_can_be_looked_at_where_there_are_several(client, scheme):
    both = a_member(Role.MANAGER, a_provider())
    other = a_paid_scheme("Peer mentors", preset="peer-mentoring")
    coordinator = a_member(Role.COORDINATOR, a_provider())
    for name, where in (("Ana", scheme), ("Kofi", other)):
        child = a_child(name, born=days_ago(365 * 15))
        an_accepted_referral(scheme=where, coordinator=coordinator, child=child, on=days_ago(9))
    assert named(page_of(client, both, CHILDREN)) == ["Ana", "Kofi"]
    assert named(page_of(client, both, f"{CHILDREN}?scheme={other.public_id}")) == ["Kofi"]
    assert named(page_of(client, both, f"{CHILDREN}?scheme=nonsense")) == ["Ana", "Kofi"]


def test_only_children_within_reach_are_listed(client, some, scheme, amara):
    elsewhere = a_paid_scheme("Elsewhere", provider=a_provider("Elsewhere"))
    assert named(page_of(client, a_member(Role.COORDINATOR, scheme), f"{CHILDREN}?show=all")) == []
    assert named(page_of(client, a_member(Role.MANAGER, elsewhere), f"{CHILDREN}?show=all")) == []
    assert named(page_of(client, a_member(Role.MANAGER, scheme), f"{CHILDREN}?show=all")) == [
        "Ana",
        "Tariq",
        "Zara",
    ]
    authority = a_member(Role.AUTHORITY_COORDINATOR, an_authority())
    assert "Zara" in named(page_of(client, authority, f"{CHILDREN}?show=all"))


@pytest.mark.parametrize("role", [Role.VOLUNTEER, Role.VETTING_OFFICER])
def test_the_lists_are_not_for_everybody(client, scheme, role):
    client.force_login(a_member(role, scheme))
    assert client.get(CHILDREN).status_code == 403
    assert client.get(MATCHES).status_code == 403


def test_an_empty_list_says_what_to_do_first(client, amara):
    page = page_of(client, amara, CHILDREN)
    assert "No children here yet" in page
    assert reverse("referral:list") in page
    page = page_of(client, amara, MATCHES)
    assert "No matches yet" in page
    assert reverse("matching:waiting") in page


def test_a_group_without_anybody_is_not_an_empty_house(client, amara, scheme):
    an_accepted_referral(scheme=scheme, coordinator=amara, child=a_child("Tariq"), on=days_ago(9))
    page = page_of(client, amara, f"{CHILDREN}?show=matched")
    assert "Nobody here just now" in page
    assert "No children here yet" not in page


def test_children_are_taken_out_all_of_them_and_first_names_only(client, amara, scheme):
    for number in range(60):
        child = a_child(f"Child{number:02}", last_name="Secretname")
        an_accepted_referral(scheme=scheme, coordinator=amara, child=child, on=days_ago(9))
    client.force_login(amara)
    sheets = workbook(client.get(f"{CHILDREN}?show=waiting&as=xlsx"))
    rows = sheets["Children"]
    assert rows[0] == ["First name", "Age", "Where they are on the way", "Scheme"]
    assert len(rows) == 61
    assert rows[1] == ["Child00", rows[1][1], "Waiting for 9 days", "Northbridge visitors"]
    assert "Secretname" not in str(sheets)
    assert ["Show", "On the way"] in sheets["About this file"]
    assert Event.objects.filter(kind="list downloaded").count() == 1


def asked(client, address):
    client.get(address)
    with CaptureQueriesContext(connection) as queries:
        assert client.get(address).status_code == 200
    return len(queries)


def test_the_lists_ask_the_same_few_questions_of_three_and_of_thirty(client, amara, scheme):
    def fill(numbers):
        for number in numbers:
            match = together(f"Child{number}", f"Vol{number}", scheme, amara, kept=49)
            a_meeting(match, today() + timedelta(days=3))
            child = a_child(f"Other{number}")
            an_accepted_referral(scheme=scheme, coordinator=amara, child=child, on=days_ago(9))

    addresses = (CHILDREN, f"{CHILDREN}?show=all&q=child", MATCHES, f"{MATCHES}?show=quiet")
    client.force_login(amara)
    fill(range(3))
    three = [asked(client, address) for address in addresses]
    fill(range(3, 30))
    assert [asked(client, address) for address in addresses] == three


# ------------------------------------------------------------------------------------- matches


def test_matches_are_listed_by_how_they_stand(client, amara, scheme):
    together("Ana", "Ruth", scheme, amara)
    together("Leah", "Mo", scheme, amara, kept=49)
    together("Elsie", "Marta", scheme, amara, status="ending")
    together("Kofi", "Sunil", scheme, amara, status="paused")
    ended = together("Zak", "Owen", scheme, amara)
    Match.objects.filter(pk=ended.pk).update(status="ended", ended_on=days_ago(2))
    shown = {show: named(page_of(client, amara, f"{MATCHES}?show={show}")) for show in ("live", "quiet", "ending", "paused", "ended", "")}  # fmt: skip
    assert shown["live"] == shown[""] == ["Ana and Ruth", "Elsie and Marta", "Kofi and Sunil", "Leah and Mo"]
    assert shown["quiet"] == ["Leah and Mo"]
    assert shown["ending"] == ["Elsie and Marta"]
    assert shown["paused"] == ["Kofi and Sunil"]
    assert shown["ended"] == ["Zak and Owen"]


def born_so_long_ago(match, years):
    match.scheme.ends_when_care_ends = True
    match.scheme.save()
    match.child.born = today() - timedelta(days=years * 366)
    match.child.save()


def test_those_who_are_18_or_soon_stand_in_one_list_with_what_was_chosen(client, amara, scheme):
    there = f"{MATCHES}?show=eighteen"
    assert "Nobody has to choose just now" in page_of(client, amara, there)
    for name, years in (("Ana", 12), ("Leah", 17), ("Kofi", 19)):
        born_so_long_ago(together(name, "Ruth", scheme, amara), years)
    kofi = Match.objects.get(child__first_name="Kofi")
    choose_road(match=kofi, way="informal", child_words="We just go on.", by=amara, on=today())
    page = page_of(client, amara, there)
    assert named(page) == ["Kofi and Ruth", "Leah and Ruth"]
    assert page.count("Nothing yet. ") == 1
    assert reverse("endings:seventeen", args=[kofi.public_id]) in page
    grace = a_member(Role.SAFEGUARDING_LEAD, scheme)
    assert "18, or soon" not in page_of(client, grace, there)


def test_a_match_is_found_by_either_name_and_sorted_by_how_long(client, amara, scheme):
    together("Ana", "Ruth", scheme, amara)
    old = together("Zak", "Owen", scheme, amara)
    Match.objects.filter(pk=old.pk).update(begun_on=days_ago(500))
    assert named(page_of(client, amara, f"{MATCHES}?q=owe")) == ["Zak and Owen"]
    assert named(page_of(client, amara, f"{MATCHES}?q=ana ruth")) == ["Ana and Ruth"]
    assert named(page_of(client, amara, f"{MATCHES}?sort=longest")) == ["Zak and Owen", "Ana and Ruth"]
    assert named(page_of(client, amara, f"{MATCHES}?sort=newest")) == ["Ana and Ruth", "Zak and Owen"]


def test_each_match_has_its_last_twelve_weeks_and_what_comes_next(client, amara, scheme):
    match = together("Ana", "Ruth", scheme, amara)
    meeting = a_meeting(match, today() + timedelta(days=3))
    page = page_of(client, amara, MATCHES)
    assert "Meetings of Ana and Ruth. 12 weeks: 1 kept" in page
    assert f"{meeting.on():%a} {meeting.on().day} {meeting.on():%b}, 2pm" in page


def test_only_matches_within_reach_are_listed(client, amara, scheme):
    match = together("Ana", "Ruth", scheme, amara)
    assert named(page_of(client, a_member(Role.COORDINATOR, scheme), MATCHES)) == []
    assert named(page_of(client, a_member(Role.MANAGER, scheme), MATCHES)) == [match.name]
    assert named(page_of(client, a_member(Role.SAFEGUARDING_LEAD, scheme), MATCHES)) == [match.name]
    elsewhere = a_paid_scheme("Elsewhere", provider=a_provider("Elsewhere"))
    assert named(page_of(client, a_member(Role.MANAGER, elsewhere), MATCHES)) == []


def test_matches_are_taken_out_as_they_were_filtered(client, amara, scheme):
    together("Ana", "Ruth", scheme, amara)
    together("Leah", "Mo", scheme, amara, kept=49)
    client.force_login(amara)
    sheets = workbook(client.get(f"{MATCHES}?show=quiet&q=leah&as=xlsx"))
    rows = sheets["Matches"]
    assert [row[0] for row in rows] == ["Match", "Leah and Mo"]
    assert ["Show", "Gone quiet"] in sheets["About this file"]
    assert ["First name of either", "leah"] in sheets["About this file"]


def test_a_long_list_has_pages_that_keep_the_filter(client, amara, scheme):
    for number in range(51):
        together(f"Child{number:02}", "Ruth", scheme, amara)
    page = page_of(client, amara, f"{MATCHES}?q=child")
    assert len(named(page)) == 50
    assert 'href="?page=2&amp;show=live&amp;q=child"' in page
    assert len(named(page_of(client, amara, f"{MATCHES}?q=child&page=2"))) == 1
