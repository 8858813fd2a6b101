"""A sealed child changes nothing that others read: no list, no count of children, no line on a desk.

Every address that takes no parameter is read before and after a sealed child comes, with a match, a meeting, a concern
and somebody who waits; both times it says the same.
"""

import html
import os
import re
from datetime import timedelta

import pytest
from django.core.cache import cache
from django.test import Client

from kith.access.models import User
from kith.access.roles import Role
from kith.access.tests.factories import a_member
from kith.endings.tests.factories import a_match, who_may_meet
from kith.foundation.dates import today
from kith.matching.tests.factories import a_road, wishes_for
from kith.meetings.tests.factories import a_meeting
from kith.people.models import Child
from kith.people.tests.factories import a_child
from kith.referral.tests.factories import an_accepted_referral
from kith.safeguarding.tests.factories import a_concern
from kith.schemes.tests.factories import a_contract, a_provider, a_scheme, an_authority
from tests.journeys.test_every_page import ADDRESSES

pytestmark = pytest.mark.django_db
AWAY = re.compile(r"/account/|/static/|/media/|logout|calendar/feed|/health")
CHANGES = re.compile(r'(?:name="(?:csrfmiddlewaretoken|once)" value|id|nonce)="[^"]*"|[0-9a-f-]{32,36}')
TAGS = re.compile(r"<script.*?</script>|<[^>]+>", re.DOTALL)
ROLES = (Role.MANAGER, Role.AUTHORITY_COORDINATOR)
OF_THE_AUTHORITY = {Role.AUTHORITY_COORDINATOR}
COUNTED_ALL_THE_SAME = {
    "/planning/": "a volunteer who is with a sealed child has no room for another",
    "/planning/sources/": "a volunteer who was matched was matched",
    "/support/cover": "a coordinator carries what they carry",
}
"""docs/adr/0039: a place that is taken is taken, and a post is as full as it is; of which child nobody learns."""


def read_by(user: User) -> dict[str, str]:
    """What every page says to this person, without what is new each time."""
    cache.clear()
    client = Client()
    client.force_login(user)
    said = {}
    for address in ADDRESSES:
        if AWAY.search(address):
            continue
        answer = client.get(address)
        if answer.status_code == 200 and not answer.streaming and "html" in answer["Content-Type"]:
            text = TAGS.sub(" ", CHANGES.sub("", answer.content.decode()))
            said[address] = " ".join(html.unescape(text).split())
    return said


def unlike(before: str, after: str) -> str:
    """From where on two pages differ, in a few words of each."""
    at = len(os.path.commonprefix([before, after]))
    return f"{before[max(0, at - 60) : at + 60]} ≠ {after[max(0, at - 60) : at + 60]}"


def test_a_sealed_child_changes_nothing_that_others_read():
    authority, provider = an_authority("Northbridge"), a_provider("Alongside")
    scheme = a_scheme("Northbridge visitors", provider=provider)
    a_contract(scheme, authority)
    amara = a_member(Role.COORDINATOR, provider, first_name="Amara")
    people = {
        role: a_member(
            role, authority if role in OF_THE_AUTHORITY else provider, first_name=role.label.split()[0]
        )
        for role in ROLES
    }
    began = today() - timedelta(days=60)
    seen = a_match("Tariq", "Ruth", scheme, coordinator=amara, begun_on=began)
    a_meeting(seen, today() - timedelta(days=9), status="kept")
    a_road("Leah", scheme, coordinator=amara, on=began, authority=authority)
    moss = who_may_meet("Moss", scheme, began - timedelta(days=30))
    before = {role: read_by(user) for role, user in people.items()}

    match = a_match("Zebulqa", moss, scheme, coordinator=amara, begun_on=began)
    a_meeting(match, today() - timedelta(days=30), status="kept")
    a_meeting(match, today() - timedelta(days=9), status="withheld", who="carer")
    waits = a_child("Zebulqo", authority=authority)
    wishes_for(an_accepted_referral(scheme=scheme, coordinator=amara, child=waits, on=began))
    children = [match.child_id, waits.pk]
    Child.objects.filter(pk__in=children).update(sealed=True, authority=authority)
    a_concern(child=match.child, scheme=scheme)

    changed = {}
    for role, user in people.items():
        after = read_by(user)
        assert after.keys() == before[role].keys()
        for address, said in after.items():
            if said != before[role][address] and address not in COUNTED_ALL_THE_SAME:
                changed[role.value, address] = unlike(before[role][address], said)
    assert not changed, "\n".join(f"{who} {where}: {words}" for (who, where), words in changed.items())
