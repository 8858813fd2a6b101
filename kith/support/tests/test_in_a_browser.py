"""The pages of support as the accessibility rules ask."""

from datetime import timedelta

import pytest
from django.urls import reverse

from kith.access.roles import Role
from kith.access.tests.factories import a_member
from kith.foundation.dates import now, today
from kith.meetings.tests.factories import a_coordinator, a_match, a_meeting
from kith.safeguarding.actions import raise_concern
from kith.support.actions import record_supervision
from tests.browser import check_page

pytestmark = pytest.mark.django_db(transaction=True)


def test_the_pages_of_support_pass_the_accessibility_rules(page, sign_in):
    priya, long_ago = a_coordinator(), today() - timedelta(days=150)
    match = a_match(coordinator=priya, begun_on=long_ago)
    a_meeting(match, today() - timedelta(days=15), status="kept")
    talk = record_supervision(
        volunteer=match.volunteer,
        scheme=match.scheme,
        match=match,
        how="phone",
        agreed="Ruth tries the baking club.",
        by=priya,
        on=today() - timedelta(days=60),
    )
    concern = raise_concern(by=None, at=now(), urgency="now", words="He shouted.", child=match.child)
    lead = a_member(Role.SAFEGUARDING_LEAD, match.scheme, first_name="Sade")
    for user, name, row in (
        (priya, "list", None),
        (priya, "supervise", match),
        (priya, "take_back", talk),
        (match.volunteer.user, "my_supervision", None),
        (lead, "allegation", concern),
    ):
        sign_in(user)
        page.goto(reverse(f"support:{name}", args=[row.public_id] if row else []))
        check_page(page)
