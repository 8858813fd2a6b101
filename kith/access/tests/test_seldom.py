"""What is mostly not there is asked for by its key alone."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from kith.access.models import Membership, User
from kith.access.roles import Role
from kith.access.tests.factories import a_member, a_user
from kith.foundation.seldom import seldom
from kith.schemes.tests.factories import a_scheme

pytestmark = pytest.mark.django_db


def asked(rows):
    with CaptureQueriesContext(connection) as queries:
        found = seldom(rows)
        assert all(member.user.first_name for member in found), "and whatever comes with them"
    return found, [query["sql"] for query in queries]


def test_where_there_is_nothing_only_a_key_is_asked_for():
    found, questions = asked(Membership.objects.select_related("user", "scheme"))
    assert found == []
    (question,) = questions
    assert "first_name" not in question


def test_what_is_there_comes_whole_and_in_its_order():
    scheme = a_scheme()
    noor = a_member(Role.COORDINATOR, scheme, user=a_user("Noor"))
    dana = a_member(Role.MANAGER, scheme, user=a_user("Dana"))
    rows = Membership.objects.select_related("user", "scheme").order_by("-user__first_name")
    found, questions = asked(rows)
    assert [member.user for member in found] == [noor, dana]
    assert len(questions) == 2
    assert seldom(User.objects.filter(first_name="Dana")) == [dana]
