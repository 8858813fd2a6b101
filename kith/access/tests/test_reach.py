"""Rights are dated, narrow and the same for lists and for single rows."""

from datetime import timedelta

import pytest
from django.contrib.auth.models import AnonymousUser
from hypothesis import given
from hypothesis import strategies as st

from kith.access.actions import issue_key, user_of_key
from kith.access.models import User
from kith.access.policy import POLICY, Permission, Reach, reach_of
from kith.access.reach import may, organisations_for, schemes_for
from kith.access.roles import Role
from kith.access.tests.factories import a_member, a_user
from kith.people.actions import involve, leave
from kith.people.models import Child, Involvement
from kith.people.tests.factories import a_child, a_child_served_by
from kith.schemes.tests.factories import a_provider, a_scheme, an_authority


def near(user, day):
    return list(Child.objects.reachable_by(user, Permission.SEE_CHILD, day))


@pytest.mark.django_db
class TestDays:
    def test_a_role_gives_nothing_before_its_first_day_and_nothing_from_its_last(self, day):
        scheme = a_scheme()
        manager = a_member(Role.MANAGER, scheme, from_day=day, until_day=day + timedelta(days=10))
        child = a_child_served_by(scheme)
        assert near(manager, day - timedelta(days=1)) == []
        assert near(manager, day) == [child]
        assert near(manager, day + timedelta(days=9)) == [child]
        assert near(manager, day + timedelta(days=10)) == []

    def test_an_involvement_that_is_closed_gives_nothing_from_that_day(self, day):
        scheme = a_scheme()
        coordinator = a_member(Role.COORDINATOR, scheme)
        child = a_child_served_by(scheme, coordinator)
        involvement = child.involvements.get(user=coordinator)
        leave(involvement=involvement, by=None, on=day, act="test")
        assert near(coordinator, day - timedelta(days=1)) == [child]
        assert near(coordinator, day) == []

    def test_somebody_who_is_made_inactive_reaches_nobody(self, day):
        scheme = a_scheme()
        manager = a_member(Role.MANAGER, scheme)
        a_child_served_by(scheme)
        User.objects.filter(pk=manager.pk).update(is_active=False)
        assert near(User.objects.get(pk=manager.pk), day) == []


@pytest.mark.django_db
class TestGround:
    def test_a_coordinator_sees_their_caseload_not_the_whole_scheme(self, day):
        scheme = a_scheme()
        mine, colleague = a_member(Role.COORDINATOR, scheme), a_member(Role.COORDINATOR, scheme)
        child = a_child_served_by(scheme, mine)
        a_child_served_by(scheme, colleague)
        assert near(mine, day) == [child]

    def test_a_member_of_the_provider_reaches_all_its_schemes_and_no_other(self, day):
        ours, theirs = a_scheme("Ours"), a_scheme("Theirs", provider=a_provider("Elsewhere"))
        manager = a_member(Role.MANAGER, a_provider())
        assert set(schemes_for(manager, Permission.SEE_MATCH, day)) == {ours}
        child = a_child_served_by(ours)
        a_child_served_by(theirs)
        assert near(manager, day) == [child]

    def test_an_authority_sees_its_own_children_only(self, day):
        coordinator = a_member(Role.AUTHORITY_COORDINATOR, an_authority())
        child = a_child()
        a_child(authority=an_authority("Southbridge"))
        assert near(coordinator, day) == [child]
        assert organisations_for(coordinator, Permission.SEE_CHILD, day) == [an_authority().pk]

    def test_a_sealed_child_is_seen_by_people_named_and_by_nobody_else(self, day):
        scheme = a_scheme()
        named, manager = a_member(Role.COORDINATOR, scheme), a_member(Role.MANAGER, scheme)
        authority = a_member(Role.AUTHORITY_COORDINATOR, an_authority())
        child = a_child_served_by(scheme, named, sealed=True)
        assert near(named, day) == [child]
        assert near(manager, day) == near(authority, day) == []

    def test_a_sealed_child_is_near_to_a_lead_who_is_named_and_to_no_other(self, day):
        scheme = a_scheme()
        lead, other = (a_member(Role.SAFEGUARDING_LEAD, scheme, first_name=name) for name in ("Leo", "Lara"))
        child = a_child_served_by(scheme, sealed=True)
        near_them = involve(
            child=child, person=lead, part=Involvement.Part.SAFEGUARDING_LEAD, by=None, on=day, act="named"
        )
        assert near(lead, day) == [child]
        assert near(other, day) == []
        leave(involvement=near_them, by=None, on=day, act="no more")
        assert near(lead, day) == []

    def test_nobody_signed_in_reaches_nobody(self, day):
        a_child()
        assert near(AnonymousUser(), day) == []

    def test_two_roles_add_up(self, day):
        scheme = a_scheme()
        both = a_member(Role.AUTHORITY_COORDINATOR, an_authority("Southbridge"))
        a_member(Role.MANAGER, scheme, user=both)
        theirs = a_child_served_by(scheme)
        register = a_child(authority=an_authority("Southbridge"))
        assert set(near(both, day)) == {theirs, register}


@given(st.sampled_from(list(Role)), st.sampled_from(list(Permission)))
def test_a_role_that_the_table_does_not_name_reaches_nobody(role, permission):
    named = POLICY[permission].get(role)
    assert reach_of(role, permission) == (named if named else Reach.NOBODY)


APART = [
    (Role.VETTING_OFFICER, Permission.SEE_CHILD),
    (Role.VETTING_OFFICER, Permission.APPROVE_PROPOSAL),
    (Role.COMMISSIONER, Permission.SEE_CHILD),
    (Role.COMMISSIONER, Permission.SEE_MATCH),
    (Role.ELECTED_MEMBER, Permission.SEE_CHILD),
    (Role.CARER, Permission.READ_NOTES),
    (Role.CARER, Permission.SEE_CHILD),
    (Role.WORKER, Permission.READ_NOTES),
    (Role.COORDINATOR, Permission.SEE_CONCERN),
    (Role.MANAGER, Permission.SEE_CONCERN),
    (Role.COORDINATOR, Permission.APPROVE_VOLUNTEER),
    (Role.COORDINATOR, Permission.SEE_VETTING),
    (Role.VOLUNTEER, Permission.SEE_CHILD),
    (Role.DATA_OFFICER, Permission.SEE_CHILD),
    (Role.AUDITOR, Permission.SEE_CHILD),
    (Role.ADMINISTRATOR, Permission.SEE_CHILD),
]


@pytest.mark.parametrize(("role", "permission"), APART, ids=lambda item: item.name)
def test_duties_are_kept_apart(role, permission):
    assert reach_of(role, permission) == Reach.NOBODY


@pytest.mark.django_db
class TestKeys:
    def test_a_key_opens_however_it_is_typed(self, day):
        young = a_user("Ana", "", email=None)
        code = issue_key(user=young, by=a_user(), on=day)
        assert user_of_key(code=code.lower().replace("-", " ")) == young

    def test_a_new_key_ends_the_one_before_and_every_session(self, day):
        young = a_user("Ana", "", email=None)
        first = issue_key(user=young, by=a_user(), on=day)
        before = young.get_session_auth_hash()
        issue_key(user=young, by=a_user(), on=day)
        assert user_of_key(code=first) is None
        assert User.objects.get(pk=young.pk).get_session_auth_hash() != before

    def test_a_code_is_kept_nowhere(self, day):
        young = a_user("Ana", "", email=None)
        code = issue_key(user=young, by=a_user(), on=day)
        assert code.replace("-", "") not in str(list(young.space_keys.values()))

    def test_a_key_of_somebody_inactive_opens_nothing(self, day):
        young = a_user("Ana", "", email=None)
        code = issue_key(user=young, by=a_user(), on=day)
        young.is_active = False
        young.save()
        assert user_of_key(code=code) is None


@pytest.mark.django_db
def test_may_and_reach_agree(day):
    """Whoever may do nothing reaches nothing, for every right and role."""
    scheme = a_scheme()
    a_child_served_by(scheme)
    for role in Role:
        user = a_member(role, scheme, first_name=role.name.title())
        for permission in Permission:
            if not may(user, permission, day):
                assert not Child.objects.reachable_by(user, permission, day).exists()
