"""Somebody is found by part of a name or by reference, from any page, and only within reach."""

import pytest
from django.urls import reverse

from kith.access.roles import Role
from kith.access.tests.factories import a_member
from kith.audit.models import Look
from kith.foundation.dates import today
from kith.people.tests.factories import a_child, a_child_served_by, a_volunteer
from kith.recruitment.tests.factories import an_application
from kith.referral.tests.factories import a_paid_scheme, a_referral
from kith.schemes.tests.factories import a_provider, an_authority
from kith.web.finding import MOST, find
from kith.web.tests.factories import a_coordinator, days_ago, two_together

pytestmark = pytest.mark.django_db


@pytest.fixture
def scheme():
    return a_paid_scheme()


@pytest.fixture
def amara(scheme):
    return a_coordinator(scheme)


def found(words, reader):
    return {group.title: [hit.name for hit in group.hits] for group in find(words, reader=reader, on=today())}


@pytest.mark.parametrize("words", ["tar", "TARIQ", "shaw", "tariq shaw", "riq sh"])
def test_a_child_is_found_by_part_of_a_name(amara, scheme, words):
    a_child_served_by(scheme, amara, "Tariq")
    a_child_served_by(scheme, amara, "Leah", last_name="Moss")
    assert found(words, amara) == {"Children": ["Tariq"]}


def test_a_child_is_found_by_what_they_like_to_be_called_and_by_their_reference(amara, scheme):
    child = a_child_served_by(scheme, amara, "Tariq", known_as="Riq", authority_ref="NB777001")
    assert found("riq", amara) == {"Children": ["Riq"]}
    assert found("nb777001", amara) == {"Children": ["Riq"]}
    assert found("NB777", amara) == {"Children": ["Riq"]}
    assert child.authority_ref not in str(find("riq", reader=amara, on=today()))


def test_a_match_is_found_by_either_name_or_both(amara, scheme):
    two_together("Ana", "Ruth", coordinator=amara, scheme=scheme)
    two_together("Ana", "Joe", coordinator=amara, scheme=scheme)
    assert found("ruth", amara)["Matches"] == ["Ana and Ruth"]
    assert found("Ana and Ruth", amara) == {"Matches": ["Ana and Ruth"]}
    assert sorted(found("ana", amara)["Matches"]) == ["Ana and Joe", "Ana and Ruth"]


def test_two_of_one_name_can_be_told_apart(amara, scheme):
    two_together("Ana", "Ruth", coordinator=amara, scheme=scheme)
    a_child_served_by(scheme, amara, "Ana", born=days_ago(365 * 9 + 9))
    (children, *_) = find("ana", reader=amara, on=today())
    told = [hit.about for hit in children.hits]
    assert any("with Ruth for" in about for about in told)
    assert "Shaw, 9 years old, nobody yet" in told


def test_a_volunteer_is_found_with_where_they_stand(amara, scheme):
    an_application("Nadia", scheme, on=days_ago(3))
    (group,) = find("nad ash", reader=amara, on=today())
    assert [(hit.name, hit.about) for hit in group.hits] == [
        ("Nadia Ashworth", "enquired, Northbridge visitors")
    ]


@pytest.mark.parametrize("shape", [str, str.lower, lambda text: text.replace("-", " ")])
def test_a_referral_is_found_by_its_reference_however_it_is_typed(amara, scheme, shape):
    referral = a_referral(scheme=scheme)
    (group,) = find(shape(referral.reference), reader=amara, on=today())
    assert [hit.url for hit in group.hits] == [reverse("referral:referral", args=[referral.public_id])]


def test_nobody_out_of_reach_is_found(amara, scheme):
    a_child("Zoltan")
    a_child_served_by(scheme, a_coordinator(scheme, "Tess"), "Zoltan")
    elsewhere = a_paid_scheme("Elsewhere", provider=a_provider("Elsewhere"))
    a_volunteer("Zoltan", elsewhere)
    a_referral(scheme=elsewhere, first_name="Zoltan")
    assert found("zoltan", amara) == {}


def test_a_vetting_officer_finds_volunteers_and_no_children(scheme):
    vera = a_member(Role.VETTING_OFFICER, scheme)
    a_volunteer("Robin", scheme)
    a_child_served_by(scheme, None, "Robin")
    assert found("robin", vera) == {"Volunteers": ["Robin Ashworth"]}


def test_a_long_answer_is_cut_and_says_so(client, amara, scheme):
    for _ in range(MOST + 1):
        a_child_served_by(scheme, amara, "Tariq")
    (group,) = find("tariq", reader=amara, on=today())
    assert [len(group.hits), group.more] == [MOST, True]
    client.force_login(amara)
    assert "There are more than 20" in client.get("/search/?q=tariq").content.decode()


def test_the_page_keeps_what_was_typed_and_says_when_nobody_was_found(client, amara):
    client.force_login(amara)
    page = client.get("/search/", {"q": "<b>Nobody</b>"}).content.decode()
    assert "Nobody found" in page
    assert 'value="&lt;b&gt;Nobody&lt;/b&gt;"' in page
    assert "<b>Nobody</b>" not in page
    assert "Type part of a name" in client.get("/search/?q=").content.decode()


def test_a_hit_leads_to_the_story(client, amara, scheme):
    match = two_together("Ana", "Ruth", coordinator=amara, scheme=scheme)
    client.force_login(amara)
    for group in find("ana", reader=amara, on=today()):
        for hit in group.hits:
            assert client.get(hit.url).status_code == 200
    assert match.child.name in client.get("/search/?q=ana").content.decode()


def test_a_search_is_kept_with_how_many_were_shown(client, amara, scheme):
    a_child_served_by(scheme, amara, "Tariq")
    client.force_login(amara)
    client.get("/search/?q=tariq")
    look = Look.objects.get(page="web:search")
    assert look.shown == 1
    assert "tariq" not in str(vars(look)).lower()


def test_a_worker_finds_the_children_they_are_near(scheme):
    nia = a_member(Role.WORKER, an_authority())
    a_child("Tariq")
    assert found("tariq", nia) == {}


def test_those_who_have_somebody_stand_first(amara, scheme):
    a_child_served_by(scheme, amara, "Ana", last_name="Able")
    two_together("Anastasia", "Ruth", coordinator=amara, scheme=scheme)
    assert found("ana", amara)["Children"] == ["Anastasia", "Ana"]
