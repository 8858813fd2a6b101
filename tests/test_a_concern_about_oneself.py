"""Whoever a concern is about learns nothing of it, on any page; and a volunteer who is accused sees no child any more."""

from datetime import timedelta

import pytest
from django.test import Client

from kith.access.models import User
from kith.access.roles import Role
from kith.access.tests.factories import a_member, a_user
from kith.endings.tests.factories import a_match
from kith.foundation.dates import now, today
from kith.meetings.tests.factories import a_meeting
from kith.messages.models import OutboxMessage
from kith.safeguarding import actions
from kith.safeguarding.tests.factories import a_concern
from kith.schemes.tests.factories import a_contract, a_provider, a_scheme, an_authority
from kith.support.actions import allegation
from tests.test_a_sealed_child import MARK, seen_by
from tests.test_sealed_counts import read_by, unlike

pytestmark = pytest.mark.django_db
AT_THE_AUTHORITY = (Role.AUDITOR,)
AUDIT = "/administration/audit/"


@pytest.fixture
def place():
    authority, provider = an_authority("Northbridge"), a_provider("Alongside")
    scheme = a_scheme("Northbridge visitors", provider=provider)
    a_contract(scheme, authority)
    return {"authority": authority, "provider": provider, "scheme": scheme}


def logged_of_others(user: User) -> list[str]:
    """What the page of deeds and looks tells this person of concerns that others raised or opened."""
    client = Client()
    client.force_login(user)
    pages = [client.get(AUDIT, {"show": shown}) for shown in ("deeds", "looks")]
    lines = [line for page in pages if page.status_code == 200 for line in page.context["lines"]]
    told = [f"{who}: {what}" for _, who, what in lines if not who.startswith(user.name)]
    return [words for words in told if "concern" in words or "worried" in words]


@pytest.mark.parametrize("role", [Role.SAFEGUARDING_LEAD, Role.MANAGER, Role.ADMINISTRATOR, Role.AUDITOR])
def test_no_page_tells_somebody_that_there_is_a_concern_about_them(place, role):
    other = a_member(Role.SAFEGUARDING_LEAD, place["provider"], user=a_user("Leo", "Marsh"))
    match = a_match("Tariq", "Ruth", place["scheme"], begun_on=today() - timedelta(days=60))
    where = place["authority"] if role in AT_THE_AUTHORITY else place["provider"]
    vera = a_member(role, where, user=a_user("Vera", "Lindqvist"))
    ruth = Client()
    ruth.force_login(match.volunteer.user)
    before = read_by(vera)

    at = now() - timedelta(days=2)
    concern = a_concern(
        scheme=place["scheme"], child=match.child, at=at, about_name="Vera Lindqvist", by=match.volunteer.user
    )
    actions.tell_again(at=at + timedelta(hours=3))
    actions.tell_again(at=at + timedelta(hours=9))
    reader = Client()
    reader.force_login(other)
    assert reader.get(f"/concerns/{concern.public_id}/").status_code == 200
    concern.refresh_from_db()
    actions.decide(concern=concern, words="Ring the designated officer.", by=other, at=now())

    after = read_by(vera)
    after.pop(AUDIT, "")
    changed = {at: unlike(before[at], said) for at, said in after.items() if said != before.get(at)}
    assert not changed, changed
    assert not logged_of_others(vera)
    assert not OutboxMessage.objects.filter(to=vera).exists()


def test_a_volunteer_who_is_accused_comes_to_no_child_by_any_link(place):
    elsewhere = a_scheme("Mentors", provider=place["provider"])
    match = a_match(f"{MARK}1", "Ruth", place["scheme"], begun_on=today() - timedelta(days=60))
    second = a_match(f"{MARK}2", match.volunteer, elsewhere, begun_on=today() - timedelta(days=60))
    for each in (match, second):
        a_meeting(each, today() - timedelta(days=9), status="kept")
        a_meeting(each, today() + timedelta(days=3))
    ruth = match.volunteer.user
    assert seen_by(ruth)
    lead = a_member(Role.SAFEGUARDING_LEAD, place["provider"], first_name="Leo")
    allegation(
        concern=a_concern(scheme=place["scheme"], child=match.child),
        volunteer=match.volunteer,
        by=lead,
        at=now(),
    )
    ruth.refresh_from_db()
    assert not seen_by(ruth)
