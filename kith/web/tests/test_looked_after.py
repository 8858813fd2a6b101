"""What the room of support asks of people stands where they look: on the manager's desk, on the homes of those asked."""

import pytest

from kith.access.roles import Role
from kith.access.tests.factories import a_member
from kith.foundation.dates import now, today
from kith.people.actions import involve
from kith.people.models import Involvement
from kith.support.actions.checkins import ask
from kith.web.desk import AtHand, groups
from kith.web.tests.factories import a_coordinator, two_together

pytestmark = pytest.mark.django_db


def words(user):
    return [need.what for group in groups(AtHand(user, at=now(), on=today())) for need in group.needs]


def test_a_match_whose_coordinator_is_gone_stands_on_the_managers_desk():
    amara = a_coordinator()
    match = two_together(coordinator=amara)
    sam = a_member(Role.MANAGER, match.scheme.provider, first_name="Sam")
    waits = f"Nobody looks after {match.name}"
    assert waits not in words(sam)
    amara.is_active = False
    amara.save()
    assert waits in words(sam)


def test_whoever_is_asked_how_it_goes_finds_the_question_on_their_own_home(client):
    amara = a_coordinator()
    match = two_together(coordinator=amara)
    nia = a_member(Role.WORKER, match.child.authority, first_name="Nia")
    part = Involvement.Part.SOCIAL_WORKER
    involve(child=match.child, person=nia, part=part, by=None, on=today(), act="test")
    ask(match=match, who="worker", by=amara, on=today())
    client.force_login(nia)
    page = client.get("/").content.decode()
    assert f"How is it going with {match.name}?" in page
