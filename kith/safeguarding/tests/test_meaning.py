"""Whoever may be meant by a name reads nothing: today, by a role given later, and when somebody is recognised later."""

from datetime import timedelta

import pytest
from django.urls import reverse

from kith.access.actions import end_role, give_role
from kith.access.policy import Permission
from kith.access.roles import Role
from kith.access.tests.factories import a_member, a_user
from kith.messages.models import OutboxMessage
from kith.people.tests.factories import a_child_served_by, a_volunteer, with_account
from kith.safeguarding import actions
from kith.safeguarding.guarding import seal
from kith.safeguarding.meaning import called
from kith.safeguarding.models import Concern
from kith.safeguarding.standing_in import stand_in
from kith.safeguarding.tests.factories import NOON, a_concern

pytestmark = pytest.mark.django_db
DAY = NOON.date()


def reads(user) -> bool:
    return Concern.objects.reachable_by(user, Permission.SEE_CONCERN, DAY + timedelta(days=2)).exists()


@pytest.mark.parametrize(
    ("written", "meant"),
    [
        ("Grace Adeyemi and Sam Marsh", {"Grace", "Sam"}),
        ("Grace & Sam", {"Grace", "Sam"}),
        ("Adeyemi, Grace", {"Grace"}),
        ("Mrs Adeyemi", {"Grace"}),
        ("Grace Adeyemi, the safeguarding lead", {"Grace"}),
        ("Grace from the office", {"Grace"}),
        ("grace from the office", {"Grace"}),
        ("Grase", {"Grace"}),
        ("the manager Sam / Leo", {"Sam", "Leo"}),
        ("Grace Miller", set()),
        ("Derek", set()),
        ("his foster carer", set()),
        ("", set()),
    ],
)
def test_who_may_be_meant_by_what_somebody_wrote(written, meant):
    people = [a_user("Grace", "Adeyemi"), a_user("Sam", "Marsh"), a_user("Leo", "Okonkwo")]
    assert {user.first_name for user in called(written, people)} == meant


def test_two_leads_named_in_one_concern_read_nothing_and_the_third_does(scheme):
    leads = [
        a_member(Role.SAFEGUARDING_LEAD, scheme, user=a_user(*name.split()))
        for name in ("Grace Adeyemi", "Sam Marsh", "Leo Okonkwo")
    ]
    a_concern(scheme=scheme, about_name="Grace Adeyemi and Sam Marsh")
    assert [reads(lead) for lead in leads] == [False, False, True]


@pytest.mark.parametrize("role", [Role.COORDINATOR, None])
def test_whoever_is_named_reads_it_by_no_role_that_comes_later(scheme, role):
    """Somebody who worked here already, and somebody who came afterwards."""
    cora = a_user("Cora", "Lane")
    if role:
        a_member(role, scheme, user=cora)
    a_concern(scheme=scheme, about_name="Cora Lane")
    give_role(user=cora, role=Role.SAFEGUARDING_LEAD, place=scheme, by=None, on=DAY)
    assert not reads(cora)


def test_nor_by_standing_in(scheme):
    lead = a_member(Role.SAFEGUARDING_LEAD, scheme, first_name="Grace")
    cora = a_member(Role.COORDINATOR, scheme, user=a_user("Cora", "Lane"))
    a_concern(scheme=scheme, about_name="Cora")
    held = lead.memberships.get()
    stand_in(held=held, user=cora, from_day=DAY, until_day=DAY + timedelta(days=5), by=lead, at=NOON)
    assert not reads(cora)


def test_a_volunteer_reads_nothing_of_it_by_an_account_that_comes_later(scheme):
    volunteer = a_volunteer(scheme=scheme)
    volunteer.user = None
    volunteer.save()
    a_concern(scheme=scheme, volunteer=volunteer)
    volunteer.user = a_user("Ruth", "Ashworth")
    volunteer.save()
    give_role(user=volunteer.user, role=Role.SAFEGUARDING_LEAD, place=scheme, by=None, on=DAY)
    assert not reads(volunteer.user)


def test_an_allegation_about_another_leaves_it_kept_from_the_first(scheme):
    lead = a_member(Role.SAFEGUARDING_LEAD, scheme, first_name="Grace")
    first, second = a_volunteer("Ruth", scheme=scheme), a_volunteer("Ben", scheme=scheme)
    concern = a_concern(scheme=scheme, volunteer=first)
    for volunteer in (first, second):
        actions.mark_allegation(concern=concern, volunteer=volunteer, by=lead, at=NOON)
        give_role(user=volunteer.user, role=Role.SAFEGUARDING_LEAD, place=scheme, by=None, on=DAY)
    assert not reads(first.user)
    assert not reads(second.user)
    assert reads(lead)


def test_a_colleague_recognised_later_is_kept_from_it_before_they_lead(client, scheme):
    lead = a_member(Role.SAFEGUARDING_LEAD, scheme, first_name="Grace")
    cora = a_member(Role.COORDINATOR, scheme, user=a_user("Cora", "Lane"))
    concern = a_concern(scheme=scheme)
    client.force_login(lead)
    page = reverse("safeguarding:concern", args=[concern.public_id])
    assert "Cora Lane" in client.get(page).text
    client.post(page, {"deed": "keep_from", "user": str(cora.public_id), "words": "The child knew her."})
    give_role(user=cora, role=Role.SAFEGUARDING_LEAD, place=scheme, by=None, on=DAY)
    assert not reads(cora)


def test_where_neither_lead_nor_manager_is_left_whoever_gives_roles_hears_that_one_waits(client, scheme):
    grace = a_member(Role.SAFEGUARDING_LEAD, scheme, user=a_user("Grace", "Adeyemi"))
    sam = a_member(Role.MANAGER, scheme, user=a_user("Sam", "Marsh"))
    tess = a_member(Role.ADMINISTRATOR, scheme.provider, user=a_user("Tess", "Quill"))
    concern = a_concern(scheme=scheme, about_name="Grace Adeyemi and Sam Marsh")
    told = OutboxMessage.objects.filter(about=concern.public_id)
    assert {message.to for message in told} == {tess}
    client.force_login(tess)
    page = client.get(reverse("safeguarding:not_read")).text
    assert concern.reference in page
    assert "Bruises" not in page
    assert "Grace" not in page
    for who in (grace, sam):
        assert not Concern.objects.reachable_by(who, Permission.CHASE_CONCERN, DAY).exists()


def test_whoever_gives_roles_hears_nothing_while_a_lead_may_read_it(client, scheme):
    a_member(Role.SAFEGUARDING_LEAD, scheme, first_name="Grace")
    tess = a_member(Role.ADMINISTRATOR, scheme.provider, user=a_user("Tess", "Quill"))
    concern = a_concern(scheme=scheme)
    for minutes in (121, 242, 500):
        actions.tell_again(at=NOON + timedelta(minutes=minutes))
    assert not OutboxMessage.objects.filter(to=tess).exists()
    client.force_login(tess)
    assert concern.reference not in client.get(reverse("safeguarding:not_read")).text


# ------------------------------------------------------------------------------------- a sealed child and the only lead


def test_a_sealed_child_s_concern_about_the_one_lead_who_is_named_is_read_by_another(scheme):
    grace = a_member(Role.SAFEGUARDING_LEAD, scheme, user=a_user("Grace", "Adeyemi"))
    leo = a_member(Role.SAFEGUARDING_LEAD, scheme, user=a_user("Leo", "Okonkwo"))
    child = a_child_served_by(scheme)
    seal(child=child, why="His father has found the office.", by=grace, on=DAY)
    a_concern(scheme=scheme, child=child)
    assert (reads(grace), reads(leo)) == (True, False)
    about_her = a_concern(scheme=scheme, child=child, about_name="Grace Adeyemi")
    found = Concern.objects.reachable_by(leo, Permission.SEE_CONCERN, DAY + timedelta(days=2))
    assert list(found) == [about_her]
    assert OutboxMessage.objects.get(about=about_her.public_id).to == leo


def test_a_young_person_says_whom_it_is_about_and_they_read_nothing(client, scheme):
    grace = a_member(Role.SAFEGUARDING_LEAD, scheme, user=a_user("Grace", "Adeyemi"))
    leo = a_member(Role.SAFEGUARDING_LEAD, scheme, user=a_user("Leo", "Okonkwo"))
    client.force_login(with_account(a_child_served_by(scheme)))
    client.post(reverse("safeguarding:raise"), {"words": "She shouts.", "about_name": "Grace"})
    assert [Concern.objects.reachable_by(user, Permission.SEE_CONCERN).exists() for user in (grace, leo)] == [
        False,
        True,
    ]


def test_where_the_lead_who_was_named_for_a_sealed_child_leads_no_more_another_reads_it(scheme):
    grace = a_member(Role.SAFEGUARDING_LEAD, scheme, user=a_user("Grace", "Adeyemi"))
    leo = a_member(Role.SAFEGUARDING_LEAD, scheme, user=a_user("Leo", "Okonkwo"))
    child = a_child_served_by(scheme)
    seal(child=child, why="His father has found the office.", by=grace, on=DAY)
    end_role(membership=grace.memberships.get(), by=None, on=DAY)
    concern = a_concern(scheme=scheme, child=child, at=NOON + timedelta(days=1))
    assert reads(leo)
    assert OutboxMessage.objects.get(about=concern.public_id).to == leo
