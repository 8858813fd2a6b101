"""Who is near whom is asked once for a whole page, finds the same rows, and is asked anew for the next."""

import pytest
from django.http import HttpResponse

from kith.access import reading as kept
from kith.access.middleware import ReachKeptWhileReading
from kith.access.policy import Permission
from kith.access.reading import reading
from kith.access.roles import Role
from kith.access.tests.factories import a_member
from kith.matching.models import Match
from kith.people.actions import involve
from kith.people.models import Child, Involvement, Restriction
from kith.people.tests.factories import a_child, a_child_served_by
from kith.schemes.tests.factories import a_provider, a_scheme, an_authority


def near(user, day):
    return set(Child.objects.reachable_by(user, Permission.SEE_CHILD, day))


def restrict(child, user, day):
    return Restriction.objects.create(child=child, user=user, why="An aunt.", from_day=day)


@pytest.fixture
def people(day):
    """A child with a coordinator, a sealed one, one of another provider; and everybody who may see any of them."""
    scheme, elsewhere = a_scheme(), a_scheme("Theirs", provider=a_provider("Elsewhere"))
    coordinator = a_member(Role.COORDINATOR, scheme)
    staff = [
        coordinator,
        a_member(Role.COORDINATOR, scheme),
        a_member(Role.MANAGER, scheme),
        a_member(Role.MANAGER, a_provider()),
        a_member(Role.SAFEGUARDING_LEAD, a_provider()),
        a_member(Role.AUTHORITY_COORDINATOR, an_authority()),
    ]
    child, kept_away = a_child_served_by(scheme, coordinator), a_child_served_by(scheme, coordinator)
    a_child_served_by(scheme, coordinator, sealed=True)
    a_child_served_by(elsewhere)
    a_child(authority=an_authority("Southbridge"))
    for user in staff:
        restrict(kept_away, user, day)
    return child, staff


@pytest.mark.django_db
@pytest.mark.parametrize("few", [0, 1, 500])
def test_a_page_finds_whom_its_reader_reaches_however_many_they_are(few, people, day, monkeypatch):
    monkeypatch.setattr(kept, "FEW", few)
    child, staff = people
    for user in staff:
        asked_alone = near(user, day)
        with reading():
            assert near(user, day) == near(user, day) == asked_alone
    assert child in near(staff[0], day)


@pytest.mark.django_db
def test_who_is_near_whom_is_asked_once_for_a_page(people, day, django_assert_num_queries):
    _, staff = people
    with reading(), django_assert_num_queries(1 + 2 + 2):  # roles; by name and kept from; two lists
        near(staff[0], day)
        list(Match.objects.reachable_by(staff[0], Permission.SEE_MATCH, day))


@pytest.mark.django_db
def test_the_next_page_knows_of_rights_given_and_taken_since(people, day):
    child, (coordinator, colleague, *_) = people
    with reading():
        assert child in near(coordinator, day)
        assert child not in near(colleague, day)
    restrict(child, coordinator, day)
    involve(
        child=child, person=colleague, part=Involvement.Part.COORDINATOR, by=None, on=day, act="handed over"
    )
    with reading():
        assert child not in near(coordinator, day)
        assert child in near(colleague, day)


@pytest.mark.django_db
@pytest.mark.parametrize(("method", "holds_at_once"), [("GET", False), ("POST", True)])
def test_a_deed_is_never_answered_from_what_was_known_before_it(method, holds_at_once, people, day, rf):
    child, (coordinator, *_) = people

    def page(request):
        assert child in near(coordinator, day)
        restrict(child, coordinator, day)
        assert (child not in near(coordinator, day)) is holds_at_once
        return HttpResponse()

    ReachKeptWhileReading(page)(rf.generic(method, "/"))
